//! Responses to reports.

use jiff::civil::Date;

use super::{Account, EntrySource, Followed, Id, Prose, Respondent};
use crate::text::{FileId, Span};

/// The response to what an inspection said of a body or region.
#[derive(Clone, Debug)]
pub struct ReportResponse {
    /// The account that it answers.
    pub account: Id<Account>,
    /// The day of the response.
    pub date: Option<Date>,
    /// Where it was published.
    pub source: Option<EntrySource>,
    /// What is said of each recommendation or finding.
    pub answers: Vec<ResponseAnswer>,
    /// Where its date is written, or its front matter.
    pub span: Span,
    /// The file it is written in.
    pub file: FileId,
}

/// What is said of a recommendation or finding.
#[derive(Clone, Debug)]
pub struct ResponseAnswer {
    /// The recommendation or finding.
    pub about: Followed,
    /// Who says it.
    pub by: Respondent,
    /// The words.
    pub prose: Prose,
}
