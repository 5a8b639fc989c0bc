//! Prose that was resolved before: that of a document that is the same, while everything that its
//! links and mentions could name is the same.

use std::sync::Arc;

use rayon::prelude::*;

use super::prose::{ProseResolver, Resolved};
use super::prose_plan::{FilledAccount, PendingAccount, ProsePlan};
use crate::cache::{CachedRows, Same};
use crate::document::Document;
use crate::source::Source;

/// Prose that was resolved before, by the number of its file. The default one keeps nothing.
#[derive(Debug, Default)]
pub struct ProseCache {
    is_kept: bool,
    accounts: CachedRows<ProseInputs, Arc<Resolved<FilledAccount>>>,
}

/// What the prose of an account is resolved from.
#[derive(Debug, PartialEq)]
struct ProseInputs {
    document: Same<Document>,
    plan: Arc<ProsePlan>,
    /// A hash of everything that can be named.
    names: u64,
}

impl ProseCache {
    /// A cache that keeps what is resolved.
    pub fn keeping() -> ProseCache {
        ProseCache {
            is_kept: true,
            ..ProseCache::default()
        }
    }

    /// Resolves the words of all accounts, in parallel. `names` identifies what they can name.
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
        let (is_kept, accounts) = (self.is_kept, &self.accounts);
        let resolved: Vec<_> = work
            .into_par_iter()
            .map(|((source, document), plan)| {
                let (row, plan) = (source.file.number(), Arc::new(plan));
                let key = is_kept.then(|| ProseInputs {
                    document: Same::of(&document),
                    plan: Arc::clone(&plan),
                    names,
                });
                if let Some(known) = key.as_ref().and_then(|key| accounts.get(row, key)) {
                    return (known, None);
                }
                let words = match Arc::unwrap_or_clone(document) {
                    Document::Account(account) => plan.resolve(account, words()),
                    // A plan is made for an account alone.
                    _ => words().finish(plan.nothing()),
                };
                (Arc::new(words), key.map(|key| (row, key)))
            })
            .collect();
        let mut filled = Vec::with_capacity(resolved.len());
        for (words, fresh) in resolved {
            if let Some((row, key)) = fresh {
                self.accounts.row(row).keep(key, Arc::clone(&words));
            }
            filled.push(words);
        }
        filled
    }
}
