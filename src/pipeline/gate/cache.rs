//! Documents without their hidden parts, kept from one build to the next.

use std::collections::HashMap;
use std::sync::Arc;

use crate::document::{Corrections, Document, Figures, FollowUp};
use crate::text::FileId;

/// Documents that were made without their hidden parts, by the number of their file.
#[derive(Debug, Default)]
pub(crate) struct GateCache {
    filtered: HashMap<usize, Filtered>,
}

/// A document, which of its parts were left, and the document with those parts.
#[derive(Debug)]
struct Filtered {
    whole: Arc<Document>,
    kept: Vec<bool>,
    document: Arc<Document>,
}

impl GateCache {
    /// The document without the parts that are not kept. The same one again while nothing has changed, as later steps
    /// know a document by its place in memory.
    pub(super) fn filter(
        &mut self,
        file: FileId,
        whole: Arc<Document>,
        kept: Vec<bool>,
    ) -> Arc<Document> {
        if kept.iter().all(|is_kept| *is_kept) {
            return whole;
        }
        if let Some(known) = self.filtered.get(&file.number())
            && Arc::ptr_eq(&known.whole, &whole)
            && known.kept == kept
        {
            return Arc::clone(&known.document);
        }
        let document = Arc::new(without(&whole, &kept));
        let filtered = Filtered {
            whole,
            kept,
            document: Arc::clone(&document),
        };
        self.filtered.insert(file.number(), filtered);
        document
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
