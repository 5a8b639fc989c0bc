//! Which pages a save can have changed, for a preview of many pages: the others need not even be
//! looked at.
//!
//! Most saves change the words of one account. Its frame stays, and so do all rows of the corpus and
//! everything that a page shows of other documents. Any other change reaches all pages.

use std::collections::BTreeSet;

use crate::model::{Corpus, ProseChanges, Subject, Target};
use crate::plan::{ListPage, PageKind};

/// The states of a preview, each with the change that led to it. A state that a change of unknown
/// reach led to is the first.
#[derive(Clone, Debug, Default)]
pub struct PageHistory {
    /// How many changes could reach all pages.
    origin: u64,
    /// The number of the first state that is remembered.
    first: u64,
    /// What led to each later state, in order.
    changes: Vec<PageReach>,
}

/// The pages that a change can reach.
#[derive(Clone, Debug)]
struct PageReach(ProseChanges);

impl PageHistory {
    /// How many changes are remembered. A page that is older is looked at.
    const MOST: usize = 200;

    /// Begins again after a change that can reach all pages.
    pub fn begin_again(&mut self) {
        self.first = self.latest() + 1;
        self.origin += 1;
        self.changes.clear();
    }

    /// The same number for states between which only words changed, and no file or address.
    pub fn origin(&self) -> u64 {
        self.origin
    }

    /// Adds a change of words alone.
    pub fn add(&mut self, changes: ProseChanges) {
        if self.changes.len() == PageHistory::MOST {
            self.changes.remove(0);
            self.first += 1;
        }
        self.changes.push(PageReach(changes));
    }

    /// The number of the present state.
    pub(super) fn latest(&self) -> u64 {
        self.first + self.changes.len() as u64
    }

    /// Whether a page is what it was in an earlier state.
    pub(super) fn is_unchanged_since(&self, state: u64, kind: PageKind, corpus: &Corpus) -> bool {
        let Some(seen) = state.checked_sub(self.first) else {
            return false;
        };
        let later = self.changes.iter().skip(usize::try_from(seen).unwrap_or(0));
        later
            .into_iter()
            .all(|change| !change.reaches(kind, corpus))
    }
}

impl PageReach {
    fn reaches(&self, kind: PageKind, corpus: &Corpus) -> bool {
        let PageReach(changes) = self;
        let is_subject = |subject| {
            let mut accounts = changes.accounts.iter();
            accounts.any(|&account| corpus.accounts[account].subject == subject)
        };
        let is_target = |target| changes.targets.contains(&target);
        match kind {
            PageKind::Body(id) => is_subject(Subject::Body(id)) || is_target(Target::Body(id)),
            PageKind::Region(id) => {
                is_subject(Subject::Region(id)) || is_target(Target::Region(id))
            }
            PageKind::Account(id) => changes.accounts.contains(&id),
            PageKind::Finding(id) => changes.accounts.contains(&corpus.findings[id].account),
            PageKind::Topic(id) => is_target(Target::Topic(id)),
            PageKind::Term(id) => is_target(Target::Term(id)),
            // It says how often each term is used.
            PageKind::List(ListPage::Glossary) => has_term(&changes.targets),
            // What it shows depends on the index of all words.
            PageKind::List(ListPage::Search) => true,
            // It shows the lengths of briefs, which are made at any time.
            PageKind::List(ListPage::Briefs) => true,
            // Lists and tables show names, grades, titles and figures, but no words of accounts.
            PageKind::Home
            | PageKind::List(_)
            | PageKind::Bodies(_)
            | PageKind::Response(_)
            | PageKind::Measure(_)
            | PageKind::Inspection(_)
            | PageKind::Page(_)
            | PageKind::Release(_)
            | PageKind::SideBySide(_)
            | PageKind::NotFound
            | PageKind::Moved => false,
        }
    }
}

fn has_term(targets: &BTreeSet<Target>) -> bool {
    targets
        .iter()
        .any(|target| matches!(target, Target::Term(_)))
}
