//! Findings that several inspections made: when each was found first, and when again.

use serde::Serialize;

use super::account::published;
use super::{Link, Precomputed, ViewContext};
use crate::model::{Finding, Id, Published};

/// The same finding in another inspection.
#[derive(Clone, Debug, Serialize)]
pub struct SameFinding {
    /// The finding there.
    pub finding: Precomputed<Link>,
    /// The inspection.
    pub inspection: Precomputed<Link>,
    /// When that was published: "2 March 2023"; nothing if its source does not say.
    pub when: Option<String>,
}

impl ViewContext {
    fn same_finding(&self, id: Id<Finding>) -> SameFinding {
        let account = &self.corpus.accounts[self.corpus.findings[id].account];
        SameFinding {
            finding: self.cache.finding(id),
            inspection: self.cache.inspection(account.inspection),
            when: published(self.corpus.inspections[account.inspection].published),
        }
    }

    /// The earlier findings that found the same, the first one first.
    pub(super) fn found_before(&self, id: Id<Finding>) -> Vec<SameFinding> {
        let earlier = self.corpus.found_before(id).into_iter();
        earlier.map(|id| self.same_finding(id)).collect()
    }

    /// The findings of later inspections that found the same.
    pub(super) fn found_again(&self, id: Id<Finding>) -> Vec<SameFinding> {
        let later = self.corpus.findings[id].carried_to.iter();
        later.map(|&id| self.same_finding(id)).collect()
    }

    /// When a finding was made first, as far as this collection knows: a day, month or year as in data.
    pub fn first_found(&self, id: Id<Finding>) -> Option<String> {
        let first = self.corpus.found_before(id).first().copied().unwrap_or(id);
        let account = &self.corpus.accounts[self.corpus.findings[first].account];
        match self.corpus.inspections[account.inspection].published {
            Published::On(date) => Some(date.iso()),
            Published::NotStated => None,
        }
    }
}
