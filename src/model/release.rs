//! What each edition of the site changed.

use jiff::civil::Date;

use super::Subject;
use crate::document::ReleaseChange;
use crate::text::FileId;

/// The record of an edition.
#[derive(Clone, Debug)]
pub struct Release {
    /// The name of the edition, which is that of its file.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// Its day.
    pub date: Date,
    /// The edition before.
    pub since: Option<String>,
    /// What readers should know about the changes.
    pub note: Option<String>,
    /// Where the data of the edition is kept.
    pub data: Option<String>,
    /// What changed, in the order of the file.
    pub changes: Vec<RecordedChange>,
}

/// A change in a record. What it names may be gone since.
#[derive(Clone, Debug)]
pub struct RecordedChange {
    /// The change as written.
    pub written: ReleaseChange,
    /// The body or region that it is about, if it is about one that there still is.
    pub subject: Option<Subject>,
}
