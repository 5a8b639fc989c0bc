//! What an inspection said of a body or region: judgment, findings, recommendations, history.

use jiff::civil::Date;

use super::{
    Body, Correction, Figure, FindingKind, FollowUpRecord, Grade, Id, Inspection, Prose,
    QuestionArea, Region, ReportResponse, Topic,
};
use crate::date::PartialDate;
use crate::text::{FileId, Span};

/// The body or region that an account, finding or figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A region as a whole.
    Region(Id<Region>),
    /// A force or ROCU.
    Body(Id<Body>),
}

/// What one inspection said of a body or region. With a grade, it is a judgment.
#[derive(Clone, Debug)]
pub struct Account {
    /// The body or region that it is about.
    pub subject: Subject,
    /// The file's name, which orders a body's accounts: `2023-soc`.
    pub document: String,
    /// The inspection.
    pub inspection: Id<Inspection>,
    /// The judgment.
    pub grade: Option<Id<Grade>>,
    /// The name under which the report grades the body, where it differs from the body's own.
    pub name_in_report: Option<String>,
    /// The heading in the source report.
    pub section: Option<String>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Earlier inspections that the report mentions.
    pub history: Vec<History>,
    /// The text of each question area before its first finding, in order.
    pub leads: Vec<Lead>,
    /// Its findings, in order.
    pub findings: Vec<Id<Finding>>,
    /// Whether every finding that was written is there, with its kind. One that is not has been
    /// reported.
    pub is_whole: bool,
    /// Its figures, in order.
    pub figures: Vec<Id<Figure>>,
    /// The response to it.
    pub response: Option<Id<ReportResponse>>,
    /// Where its front matter is written.
    pub span: Span,
    /// Where its inspection is named.
    pub inspection_span: Span,
    /// Where its grade is written, or its front matter.
    pub grade_span: Span,
    /// The files that it is made from.
    pub files: Vec<FileId>,
}

/// An earlier inspection that a report mentions.
#[derive(Clone, Debug)]
pub struct History {
    /// When.
    pub year: Option<PartialDate>,
    /// The programme, in words.
    pub programme: String,
    /// What is said of it.
    pub note: String,
    /// The finding it bears on.
    pub finding: Option<Id<Finding>>,
}

/// Words at the head of a question area.
#[derive(Clone, Debug)]
pub struct Lead {
    /// The question area; a region's findings have none.
    pub area: Option<Id<QuestionArea>>,
    /// The words.
    pub prose: Prose,
}

/// Something found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Permanent, unique within its body or region.
    pub slug: String,
    /// The body or region that it is about.
    pub subject: Subject,
    /// The account that has it.
    pub account: Id<Account>,
    /// Its boxed kind; a plain finding has none.
    pub kind: Option<Id<FindingKind>>,
    /// Its question area.
    pub area: Option<Id<QuestionArea>>,
    /// Whether the source says plainly that the body does this well.
    pub is_strength: bool,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub topics: Vec<Id<Topic>>,
    /// Whether its author named any topic, sound or not.
    pub names_topic: bool,
    /// Its words.
    pub prose: Prose,
    /// Recommendations that hang on it.
    pub recommendations: Vec<Id<Recommendation>>,
    /// Whether its author wrote any, sound or not.
    pub is_advised: bool,
    /// What became of it, the earliest entry first.
    pub follow_up: Vec<Id<FollowUpRecord>>,
    /// Corrections of it, the earliest first.
    pub corrections: Vec<Id<Correction>>,
    /// The finding of an earlier inspection that found the same.
    pub carried_from: Option<Id<Finding>>,
    /// The findings of later inspections that found the same.
    pub carried_to: Vec<Id<Finding>>,
    /// Where its heading is written.
    pub span: Span,
}

/// Something a body should do by a day.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// Permanent, unique within its body or region.
    pub slug: String,
    /// The finding it hangs on.
    pub finding: Id<Finding>,
    /// Its title.
    pub title: String,
    /// Its words.
    pub prose: Prose,
    /// Who must act.
    pub owners: Vec<Owner>,
    /// The day by which it is due.
    pub due: Date,
    /// What became of it, the earliest entry first.
    pub follow_up: Vec<Id<FollowUpRecord>>,
    /// Corrections of it, the earliest first.
    pub corrections: Vec<Id<Correction>>,
    /// Where its heading is written.
    pub span: Span,
}

/// Who must act on a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A force or ROCU.
    Body(Id<Body>),
    /// Another owner, in words.
    Words(String),
}
