//! Words that were resolved before: those of a document that is the same, while everything that its links and mentions
//! could name is the same.

use std::sync::Arc;

use rayon::prelude::*;

use super::prose::{ProseResolver, Resolved};
use super::prose_plan::{FilledAccount, PendingAccount, ProsePlan};
use crate::document::Document;
use crate::source::Source;

/// Words that were resolved before, by the number of their file. The default one keeps nothing.
#[derive(Debug, Default)]
pub struct ProseCache {
    is_kept: bool,
    words: Vec<Option<CachedProse>>,
}

#[derive(Debug)]
struct CachedProse {
    document: Arc<Document>,
    plan: ProsePlan,
    names: u64,
    words: Arc<Resolved<FilledAccount>>,
}

impl ProseCache {
    /// A memo that keeps what is resolved.
    pub fn keeping() -> ProseCache {
        ProseCache {
            is_kept: true,
            words: Vec::new(),
        }
    }

    /// Resolves the words of all accounts, in parallel. `names` tells what they can name.
    pub(super) fn words<'w>(
        &mut self,
        documents: Vec<(Source, Arc<Document>)>,
        pending: Vec<PendingAccount>,
        names: u64,
        words: impl Fn() -> ProseResolver<'w> + Sync,
    ) -> Vec<Arc<Resolved<FilledAccount>>> {
        let mut documents: Vec<Option<(Source, Arc<Document>)>> =
            documents.into_iter().map(Some).collect();
        let work: Vec<_> = pending
            .into_iter()
            .filter_map(|pending| Some((documents[pending.document].take()?, pending.plan)))
            .collect();
        drop(documents);
        let kept = &self.words;
        let resolved: Vec<_> = work
            .into_par_iter()
            .map(|((source, document), plan)| {
                let number = source.file.number();
                if let Some(Some(kept)) = kept.get(number)
                    && Arc::ptr_eq(&kept.document, &document)
                    && kept.names == names
                    && kept.plan == plan
                {
                    return (Arc::clone(&kept.words), None);
                }
                let keep = self.is_kept.then(|| Arc::clone(&document));
                let words = match Arc::unwrap_or_clone(document) {
                    Document::Account(account) => plan.resolve(account, words()),
                    // A plan is made for an account alone.
                    _ => words().finish(plan.nothing()),
                };
                let words = Arc::new(words);
                let fresh = keep.map(|document| {
                    let words = Arc::clone(&words);
                    (
                        number,
                        CachedProse {
                            document,
                            plan,
                            names,
                            words,
                        },
                    )
                });
                (words, fresh)
            })
            .collect();
        let (resolved, fresh): (Vec<_>, Vec<_>) = resolved.into_iter().unzip();
        for (number, kept) in fresh.into_iter().flatten() {
            if self.words.len() <= number {
                self.words.resize_with(number + 1, || None);
            }
            self.words[number] = Some(kept);
        }
        resolved
    }
}
