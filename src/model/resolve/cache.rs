//! Prose that was resolved before: that of a document that is the same, while everything that its
//! links and mentions could name is the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::prose::{ProseResolver, Resolved};
use super::prose_plan::{FilledAccount, PendingAccount, ProsePlan};
use crate::cache::{CachedRows, Same};
use crate::document::Document;
use crate::model::{Account, Id, Target};
use crate::source::Source;
use crate::text::FileId;

/// Prose that was resolved before, by the number of its file. The default one keeps nothing.
#[derive(Debug, Default)]
pub struct ProseCache {
    is_kept: bool,
    accounts: CachedRows<ProseInputs, Arc<Resolved<FilledAccount>>>,
    changes: Option<ProseChanges>,
}

/// What the last resolution changed in accounts of which only the words changed.
#[derive(Clone, Debug, Default)]
pub struct ProseChanges {
    /// The files of the accounts.
    pub files: BTreeSet<FileId>,
    /// The accounts.
    pub accounts: BTreeSet<Id<Account>>,
    /// What they mentioned or linked to before and do not now, or the other way round.
    pub targets: BTreeSet<Target>,
}

impl ProseChanges {
    /// Compares an account with what was in its file before. `false` if more than words changed.
    fn add(
        &mut self,
        file: FileId,
        old: Option<(&ProseInputs, &Arc<Resolved<FilledAccount>>)>,
        (key, words): (&ProseInputs, &Resolved<FilledAccount>),
    ) -> bool {
        let frames = old.map(|(old, _)| (&*old.document, &*key.document));
        let (Some((old, before)), Some((Document::Account(one), Document::Account(other)))) =
            (old, frames)
        else {
            return false;
        };
        let is_bounded =
            old.names == key.names && old.plan == key.plan && one.has_same_frame(other);
        if is_bounded {
            self.files.insert(file);
            self.accounts.insert(key.plan.account);
            if before.mentions != words.mentions {
                let all = before.mentions.iter().chain(words.mentions.iter());
                self.targets.extend(all.map(|(target, _)| *target));
            }
        }
        is_bounded
    }
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

    /// What the last resolution changed, if nothing changed but the words of accounts.
    pub fn take_changes(&mut self) -> Option<ProseChanges> {
        self.changes.take()
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
                (Arc::new(words), key.map(|key| (source.file, key)))
            })
            .collect();
        let mut filled = Vec::with_capacity(resolved.len());
        let (mut changes, mut is_bounded) = (ProseChanges::default(), true);
        for (words, fresh) in resolved {
            if let Some((file, key)) = fresh {
                let row = self.accounts.row(file.number());
                is_bounded = is_bounded && changes.add(file, row.entry(), (&key, &words));
                row.keep(key, Arc::clone(&words));
            }
            filled.push(words);
        }
        self.changes = is_bounded.then_some(changes);
        filled
    }
}
