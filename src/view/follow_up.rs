//! What became of a finding or recommendation: its status on the site's date, and the entries that lead to it.

use jiff::civil::Date;
use serde::Serialize;

use super::{Link, Precomputed, ViewCache, ViewContext};
use crate::model::{Corpus, EntrySource, FollowUpRecord, Id, Standing};
use crate::wording;

/// The status of a finding or recommendation on the site's date.
#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    /// `closed`
    pub id: String,
    /// "Closed"
    pub name: String,
    /// Whether nothing is due any more.
    pub is_ended: bool,
    /// `body` for a claim of the body, `inspectorate` for the inspectorate's word.
    pub said_by: &'static str,
    /// Since when: `2025-05-04`
    pub date: String,
    /// "4 May 2025"
    pub date_shown: String,
    /// The finding that takes its place.
    pub successor: Option<Precomputed<Link>>,
}

/// An entry of the follow-up.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The status from that day on.
    pub status: StatusView,
    /// Where it was said.
    pub source: Option<EntrySourceView>,
    /// More about it.
    pub note: Option<String>,
}

/// Where an entry was said.
#[derive(Clone, Debug, Serialize)]
pub struct EntrySourceView {
    /// The letter, report or page.
    pub words: String,
    /// Its web address.
    pub address: Option<String>,
}

impl EntrySourceView {
    pub(super) fn new(source: &EntrySource) -> EntrySourceView {
        EntrySourceView {
            words: source.words.clone(),
            address: source.address.clone(),
        }
    }
}

impl StatusView {
    /// The status on a day of something with these entries; none if nothing is known.
    pub(super) fn new(
        entries: &[Id<FollowUpRecord>],
        today: Date,
        corpus: &Corpus,
        cache: &ViewCache,
    ) -> Option<StatusView> {
        match corpus.standing(entries, today) {
            Standing::Unknown => None,
            Standing::Open(entry) | Standing::Ended(entry) => {
                Some(StatusView::of(entry, corpus, cache))
            }
        }
    }

    fn of(entry: &FollowUpRecord, corpus: &Corpus, cache: &ViewCache) -> StatusView {
        let status = &corpus.statuses[entry.status];
        StatusView {
            id: status.id.clone(),
            name: status.name.clone(),
            is_ended: entry.is_ending,
            said_by: status.said_by.name(),
            date: entry.date.to_string(),
            date_shown: wording::day(entry.date),
            successor: entry.successor.map(|finding| cache.finding(finding)),
        }
    }
}

impl ViewContext {
    /// Entries up to the site's date.
    pub fn follow_up(&self, entries: &[Id<FollowUpRecord>]) -> Vec<EntryView> {
        let view = |&id: &Id<FollowUpRecord>| {
            let entry = &self.corpus.follow_up[id];
            let source = entry.source.as_ref().map(EntrySourceView::new);
            (entry.date <= self.today).then(|| EntryView {
                status: StatusView::of(entry, &self.corpus, &self.cache),
                source,
                note: entry.note.clone(),
            })
        };
        entries.iter().filter_map(view).collect()
    }
}
