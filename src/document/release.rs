//! `changes/EDITION.yaml`: what an edition changed. The program writes it, and people read and complete it in a review.

use jiff::civil::Date;

use super::{ChangeKind, parse_yaml_file};
use crate::diagnostic::Report;
use crate::fields::value::{AnyText, ChoiceOf, Day, ListOf, PlainText, WebAddress};
use crate::fields::{Keys, keys};
use crate::text::{FileId, Span, Spanned};

keys! {
    /// The file.
    pub(crate) struct ReleaseKeys: "a record of changes" {
        /// The day of the edition.
        required date: Day = "2027-01-14",
        /// The edition before, with which it was compared.
        optional since: PlainText = "2026-11",
        /// What readers should know about the changes, in a sentence or two. The program keeps it.
        optional note: PlainText = "The second inspection of the region.",
        /// Where the data of this edition is kept, once another edition has taken its place.
        optional data: WebAddress = "https://example.org/archive/2027-01/",
        /// What changed.
        optional changes: ListOf<ReleaseChangeKeys> = "",
    }
}

keys! {
    /// A change.
    pub(crate) struct ReleaseChangeKeys: "a change" {
        /// The kind of change.
        required kind: ChoiceOf<ChangeKind> = "finding-new",
        /// The id of what changed in the data, or its address.
        required id: AnyText = "saltmarsh/plans",
        /// Its name or title.
        optional name: AnyText = "Plans lean on pursuit",
        /// What it was.
        optional from: AnyText = "adequate",
        /// What it is.
        optional to: AnyText = "good",
        /// Its address when the edition was published, from the site's own root.
        optional url: AnyText = "/forces/saltmarsh/#plans",
    }
}

/// A record of changes as written.
#[derive(Clone, Debug)]
pub struct ReleaseRecord {
    /// The day of the edition.
    pub date: Date,
    /// The edition before.
    pub since: Option<String>,
    /// What readers should know.
    pub note: Option<String>,
    /// Where the data of the edition is kept.
    pub data: Option<String>,
    /// In the order written.
    pub changes: Vec<ReleaseChange>,
}

/// A change as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseChange {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The id of what changed in the data, or its address.
    pub id: String,
    /// Its name or title; empty if it has none.
    pub name: String,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// Its address when the edition was published, from the site's own root.
    pub url: Option<String>,
    /// The place of the entry.
    pub span: Span,
}

pub(super) fn release(text: &str, file: FileId, report: &mut Report) -> Option<ReleaseRecord> {
    let node = parse_yaml_file(text, file, report)?;
    let keys = ReleaseKeys::read(&node, report);
    Some(ReleaseRecord {
        date: keys.date?.value,
        since: value(keys.since),
        note: value(keys.note),
        data: value(keys.data),
        changes: keys.changes.into_iter().filter_map(change).collect(),
    })
}

impl ReleaseChange {
    /// The finding, recommendation or figure that it is about: its body or region, a slash, and its id. Also of an address
    /// of one.
    pub fn about(&self) -> String {
        let (page, anchor) = self.id.split_once('#').unwrap_or((&self.id, ""));
        let mut parts = page.split('/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(""), Some("forces" | "rocus" | "regions"), Some(subject)) => {
                format!("{subject}/{anchor}")
            }
            _ => self.id.clone(),
        }
    }
}

/// `None` if a key is missing, which was reported.
fn change(keys: ReleaseChangeKeys) -> Option<ReleaseChange> {
    Some(ReleaseChange {
        kind: keys.kind?.value,
        id: keys.id?.value,
        name: value(keys.name).unwrap_or_default(),
        from: value(keys.from),
        to: value(keys.to),
        url: value(keys.url),
        span: keys.span,
    })
}

fn value(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|text| text.value)
}
