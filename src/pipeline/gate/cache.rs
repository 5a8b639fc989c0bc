//! Documents without their hidden parts, kept from one build to the next.

use std::sync::Arc;

use crate::cache::{CachedRows, Same};
use crate::document::{Corrections, Document, Figures, FollowUp};
use crate::text::FileId;

/// Documents that were made without their hidden parts, by the number of their file: from the whole
/// document, and which of its parts are kept.
#[derive(Debug, Default)]
pub(crate) struct GateCache {
    filtered: CachedRows<(Same<Document>, Vec<bool>), Arc<Document>>,
}

impl GateCache {
    /// The document without the parts that are not kept. The same one again while nothing has
    /// changed, as later steps know a document by its address in memory.
    pub(super) fn filter(
        &mut self,
        file: FileId,
        whole: Arc<Document>,
        kept: Vec<bool>,
    ) -> Arc<Document> {
        if kept.iter().all(|is_kept| *is_kept) {
            return whole;
        }
        let key = Some((Same::of(&whole), kept.clone()));
        let row = self.filtered.row(file.number());
        row.get_or_make(key, || Arc::new(without(&whole, &kept)))
    }
}

/// A document with those of its parts that are kept.
fn without(whole: &Document, kept: &[bool]) -> Document {
    let mut marks = kept.iter();
    let mut is_kept = || marks.next().copied().unwrap_or(false);
    match whole {
        Document::Account(account) => {
            let mut account = account.clone();
            for area in &mut account.areas {
                area.findings.retain(|_| is_kept());
            }
            Document::Account(account)
        }
        Document::Figures(figures) => {
            let figures = figures.figures.iter().filter(|_| is_kept());
            Document::Figures(Figures {
                figures: figures.cloned().collect(),
            })
        }
        Document::FollowUp(follow_up) => {
            let entries = follow_up.entries.iter().filter(|_| is_kept());
            Document::FollowUp(FollowUp {
                entries: entries.cloned().collect(),
            })
        }
        Document::Corrections(corrections) => {
            let entries = corrections.entries.iter().filter(|_| is_kept());
            Document::Corrections(Corrections {
                entries: entries.cloned().collect(),
            })
        }
        Document::Response(response) => {
            let mut response = response.clone();
            response.parts.retain(|_| is_kept());
            Document::Response(response)
        }
        Document::Release(release) => {
            let mut release = release.clone();
            release.changes.retain(|_| is_kept());
            Document::Release(release)
        }
        other @ (Document::Region(_)
        | Document::Body(_)
        | Document::Inspection(_)
        | Document::Term(_)
        | Document::Page(_)
        | Document::Topics(_)
        | Document::Measures(_)
        | Document::Places(_)) => other.clone(),
    }
}
