//! What one inspection said of a body or a region: front matter, question areas, findings,
//! recommendations.
//!
//! The shape comes from heading levels and attributes alone. Whether an id names anything is not
//! known here.

use super::attributes::{AllowedAttributes, Attributes};
use super::front_matter::split;
use super::markdown::parse;
use super::prose::{Heading, Prose, Section};
use super::visibility::{self, Visibility, VisibilityName};
use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, Report, is_near};
use crate::fields::keys;
use crate::fields::value::{
    AnyDate, ChoiceOf, FindingId, GradeId, InspectionId, ListOf, MarkedFlag, PlainText,
    TimeWithZone,
};
use crate::text::{FileId, Span, Spanned};

keys! {
    /// The front matter of an account.
    pub(crate) struct AccountKeys: "an account of an inspection" {
        /// Whether the file is still a draft, which is not published.
        optional draft: MarkedFlag<false> = "true",
        /// Who can see it: everyone, only editors while it is a draft, or everyone after an embargo.
        optional visibility: ChoiceOf<VisibilityName> = "embargoed",
        /// The time at which an embargo ends.
        optional publish_at: TimeWithZone = "2027-01-14T00:01 Europe/London",
        /// The inspection, a file in content/inspections/.
        required inspection: InspectionId = "coast-2026",
        /// The grade of the body. Leave it out if the report gives none.
        optional grade: GradeId = "good",
        /// The name that the report uses for the body, if it is different.
        optional name_in_report: PlainText = "Saltmarsh Constabulary",
        /// The heading in the report that this comes from.
        optional section: PlainText = "Saltmarsh Police",
        /// One or two sentences for the top of the page.
        optional summary: PlainText = "Saltmarsh Police knows its crime groups well but has too few detectives.",
        /// Earlier inspections that the report mentions.
        optional history: ListOf<HistoryKeys> = "",
    }
}

keys! {
    /// An earlier inspection that a report mentions.
    pub(crate) struct HistoryKeys: "an entry of the history" {
        /// When it was.
        optional year: AnyDate = "2016",
        /// The programme that it belonged to, in words.
        required programme: PlainText = "PEEL effectiveness",
        /// What the report says about it.
        required note: PlainText = "The force was told then to improve its profiles.",
        /// A finding about this body that it relates to.
        optional finding: FindingId = "local-profile",
    }
}

/// What an inspection said of a body or region.
#[derive(Clone, Debug)]
pub struct Account {
    /// Where the front matter is.
    pub span: Span,
    /// Who may see it.
    pub visibility: Visibility,
    /// The inspection's id.
    pub inspection: Option<Spanned<String>>,
    /// The judgment.
    pub grade: Option<Spanned<String>>,
    /// The name under which the report grades the body, where it differs from the body's own.
    pub name_in_report: Option<String>,
    /// The heading in the source report.
    pub section: Option<String>,
    /// One or two sentences for the top of the page.
    pub summary: Option<String>,
    /// Earlier inspections that it mentions.
    pub history: Vec<History>,
    /// The question areas; for a region one area of any name.
    pub areas: Vec<AccountArea>,
    /// Whether every heading could be put where it belongs.
    pub is_whole: bool,
    /// Whether a block that is not closed may hold some of its findings.
    pub is_cut: bool,
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
    /// A finding of the same body that it bears on.
    pub finding: Option<Spanned<String>>,
}

impl History {
    fn new(keys: HistoryKeys) -> History {
        let text = |text: Option<Spanned<String>>| text.map(|text| text.value).unwrap_or_default();
        History {
            year: keys.year.map(|year| year.value),
            programme: text(keys.programme),
            note: text(keys.note),
            finding: keys.finding,
        }
    }
}

/// A question area with the findings under it.
#[derive(Clone, Debug)]
pub struct AccountArea {
    /// Its heading.
    pub heading: Heading,
    /// The text before its first finding.
    pub lead: Prose,
    /// Its findings.
    pub findings: Vec<Finding>,
}

/// A finding as written.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Who may see it.
    pub visibility: Visibility,
    /// Its heading, with its attributes.
    pub heading: Heading,
    /// Its words.
    pub prose: Prose,
    /// Recommendations under it.
    pub recommendations: Vec<Recommendation>,
}

/// A recommendation as written.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// Its heading, with its attributes.
    pub heading: Heading,
    /// Its words.
    pub prose: Prose,
}

const AREA: AllowedAttributes = AllowedAttributes {
    id: true,
    classes: Some(&[]),
    keys: &[],
    help: "a question area has only an id; kinds and topics belong to findings, due dates and owners to recommendations",
};

const FINDING: AllowedAttributes = AllowedAttributes {
    id: true,
    classes: None,
    keys: &["topics", "carried-from"],
    help: "",
};

const RECOMMENDATION: AllowedAttributes = AllowedAttributes {
    id: true,
    classes: Some(&["recommendation"]),
    keys: &["due", "owner"],
    help: "a recommendation has no kind; write the kind on its finding",
};

const WORDS: AllowedAttributes = AllowedAttributes {
    id: false,
    classes: Some(&[]),
    keys: &[],
    help: "a finding has three `#`, and a recommendation has `.recommendation`; a heading inside a finding has no attributes",
};

/// Parses an account.
pub(super) fn account(text: &str, file: FileId, report: &mut Report) -> Option<Account> {
    let parts = split(text, file, report)?;
    let keys: AccountKeys = parts.keys(report);
    let visibility = visibility::of_file(keys.draft, keys.visibility, keys.publish_at, report);
    let text_of = |text: Option<Spanned<String>>| text.map(|text| text.value);
    let mut account = Account {
        span: keys.span,
        visibility,
        inspection: keys.inspection,
        grade: keys.grade,
        name_in_report: text_of(keys.name_in_report),
        section: text_of(keys.section),
        summary: text_of(keys.summary),
        history: keys.history.into_iter().map(History::new).collect(),
        areas: Vec::new(),
        is_whole: true,
        is_cut: false,
    };
    for part in parse(text, parts.words, report) {
        place(part, &mut account, report);
    }
    // A line that should have been a heading, or is lost in a block, may have been any finding.
    account.is_whole &= !report.iter().any(|diagnostic| {
        matches!(
            diagnostic.code,
            Code::MalformedHeading | Code::UnclosedBlock
        )
    });
    account.is_cut = parts.is_broken
        || report
            .iter()
            .any(|diagnostic| diagnostic.code == Code::UnclosedBlock);
    Some(account)
}

/// Puts a part under the area and finding it belongs to.
fn place(part: Section, account: &mut Account, report: &mut Report) {
    let Section { heading, prose } = part;
    let Some(mut heading) = heading else {
        if let (Some((_, first)), Some((_, last))) = (prose.events.first(), prose.events.last()) {
            let span = Span {
                end: last.end,
                ..*first
            };
            let diagnostic = Diagnostic::new(
                Code::UnknownQuestionArea,
                "text before the first question area",
            )
            .at(span.at_start());
            report.push(diagnostic.help("move it below a question area, or into `summary`"));
        }
        return;
    };
    if heading.level == 1 {
        let message = "unexpected level-one heading: the site writes the title of this page";
        let diagnostic = Diagnostic::new(Code::LevelOneHeading, message).at(heading.span);
        report.push(
            diagnostic
                .help("remove it; a question area is a heading like `## Resources {#resources}`"),
        );
        account.is_whole = false;
        return;
    }
    let areas = &mut account.areas;
    let is_lost = match heading.level {
        0..=2 => false,
        3 => areas.is_empty(),
        _ => areas.last().is_none_or(|area| area.findings.is_empty()),
    };
    if is_lost {
        // The level is skipped, which has been reported.
        account.is_whole = false;
        return;
    }
    if heading.level > 3 {
        meant_as_recommendation(&mut heading, report);
    }
    let takes = match (
        heading.level,
        heading.attributes.has_class("recommendation"),
    ) {
        (_, true) => RECOMMENDATION,
        (0..=2, false) => AREA,
        (3, false) => FINDING,
        (_, false) => WORDS,
    };
    let visibility = match heading.level {
        3 => visibility::of_heading(&mut heading.attributes, report),
        _ => Visibility::Inherited,
    };
    takes.check(&heading.attributes, report);
    // A heading within a finding keeps its links, as it is part of the words.
    if takes.id {
        heading.check_title(report);
    }
    match heading.level {
        0..=2 => {
            if heading.attributes.has_class("recommendation") {
                report.push(misplaced(&heading));
            }
            areas.push(AccountArea {
                heading,
                lead: prose,
                findings: Vec::new(),
            });
        }
        3 => {
            if let Some(area) = areas.last_mut() {
                if heading.attributes.has_class("recommendation") {
                    report.push(misplaced(&heading));
                }
                area.findings.push(Finding {
                    visibility,
                    heading,
                    prose,
                    recommendations: Vec::new(),
                });
            }
        }
        _ => match areas.last_mut().and_then(|area| area.findings.last_mut()) {
            Some(finding) if heading.attributes.has_class("recommendation") => {
                finding
                    .recommendations
                    .push(Recommendation { heading, prose });
            }
            Some(finding) => match finding.recommendations.last_mut() {
                Some(recommendation) if heading.level > 4 => {
                    append(&mut recommendation.prose, heading, prose)
                }
                Some(_) | None => append(&mut finding.prose, heading, prose),
            },
            None => {}
        },
    }
}

/// A heading inside a finding is part of its words.
fn append(to: &mut Prose, heading: Heading, prose: Prose) {
    use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    let level = HeadingLevel::try_from(usize::from(heading.level)).unwrap_or(HeadingLevel::H6);
    let start = Tag::Heading {
        level,
        id: None,
        classes: Vec::new(),
        attrs: Vec::new(),
    };
    to.events.push((Event::Start(start), heading.span));
    to.events.extend(heading.title.events);
    to.events
        .push((Event::End(TagEnd::Heading(level)), heading.span));
    to.events.extend(prose.events);
}

/// A heading within a finding that says what only a recommendation says was meant as one: left
/// among the words, it would be in no register.
fn meant_as_recommendation(heading: &mut Heading, report: &mut Report) {
    const CLASS: &str = "recommendation";
    let Attributes {
        classes, values, ..
    } = &mut heading.attributes;
    if classes.iter().any(|class| class.value == CLASS) {
        return;
    }
    if let Some(class) = classes
        .iter_mut()
        .find(|class| is_near(&class.value, CLASS))
    {
        let diagnostic = Diagnostic::new(
            Code::UnknownKind,
            format!("unknown attribute `.{}`", class.value),
        );
        report.push(
            diagnostic
                .at(class.span)
                .help("did you mean `.recommendation`?"),
        );
        class.value = CLASS.to_owned();
    } else if let Some((key, _)) = values
        .iter()
        .find(|(key, _)| RECOMMENDATION.keys.contains(&key.value.as_str()))
    {
        let message = format!("`{}` on a heading that is not a recommendation", key.value);
        let diagnostic = Diagnostic::new(Code::MalformedAttribute, message).at(key.span);
        report.push(diagnostic.help("add `.recommendation` to the braces"));
        classes.push(Spanned::new(CLASS.to_owned(), key.span));
    }
}

fn misplaced(heading: &Heading) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::MisplacedRecommendation,
        "recommendation without a finding",
    );
    diagnostic
        .at(heading.span)
        .help("make it a fourth-level heading (`####`) under its finding")
}
