//! The follow-up of findings and recommendations after their report: dated entries, and the status that follows from them.

use jiff::civil::Date;

use super::{EntrySource, Finding, Id, Recommendation, StatusKind, Subject};
use crate::text::Span;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Followed {
    /// A finding that asks for something.
    Finding(Id<Finding>),
    /// A recommendation.
    Recommendation(Id<Recommendation>),
}

/// Something that was said or done about a finding or recommendation on a day.
#[derive(Clone, Debug)]
pub struct FollowUpRecord {
    /// Permanent: `kent/section-22/2024-05-01`.
    pub id: String,
    /// The body or region that the finding is about.
    pub subject: Subject,
    /// What it is about.
    pub about: Followed,
    /// The day.
    pub date: Date,
    /// What became of it.
    pub status: Id<StatusKind>,
    /// Whether nothing is due any more.
    pub is_ending: bool,
    /// The finding that takes the place of this one.
    pub successor: Option<Id<Finding>>,
    /// Where it was said.
    pub source: Option<EntrySource>,
    /// More about it.
    pub note: Option<String>,
    /// Where its status is written.
    pub span: Span,
}

/// What is known on a day of what became of a finding or recommendation.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'e> {
    /// Nothing.
    Unknown,
    /// It is open. This is the last entry.
    Open(&'e FollowUpRecord),
    /// It has ended, by this entry.
    Ended(&'e FollowUpRecord),
}

impl<'e> Standing<'e> {
    /// Whether nothing is due any more.
    pub fn is_ended(self) -> bool {
        matches!(self, Standing::Ended(_))
    }

    /// The last entry.
    pub fn entry(self) -> Option<&'e FollowUpRecord> {
        match self {
            Standing::Unknown => None,
            Standing::Open(entry) | Standing::Ended(entry) => Some(entry),
        }
    }
}

/// What is known on `day`. It depends on no entry after that day. Of two entries of one day, the later in order holds.
pub fn status<'e>(
    entries: impl IntoIterator<Item = &'e FollowUpRecord>,
    day: Date,
) -> Standing<'e> {
    let known = entries.into_iter().filter(|entry| entry.date <= day);
    match known.max_by_key(|entry| entry.date) {
        None => Standing::Unknown,
        Some(last) if last.is_ending => Standing::Ended(last),
        Some(last) => Standing::Open(last),
    }
}
