//! The page of one finding.

use serde::Serialize;

use super::{EvidenceView, FindingRow, FindingView, Precomputed, SourceView, ViewContext};
use crate::model::{Finding, Id, Subject};

/// The page of one finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingPage {
    /// The finding as in lists.
    pub row: Precomputed<FindingRow>,
    /// The finding in full.
    pub finding: FindingView,
    /// The report.
    pub source: SourceView,
    /// The report that gives it, if only that one was read.
    pub reported_in: Option<SourceView>,
    /// How old the evidence is.
    pub evidence: EvidenceView,
}

impl ViewContext {
    /// The page of one finding.
    pub fn finding_page(&self, id: Id<Finding>) -> FindingPage {
        let account = &self.corpus.accounts[self.corpus.findings[id].account];
        let inspection = &self.corpus.inspections[account.inspection];
        let body = match account.subject {
            Subject::Body(body) => Some(body),
            Subject::Region(_) => None,
        };
        FindingPage {
            row: self.cache.finding_row(id),
            finding: self.finding(id),
            source: self.source(account.inspection),
            reported_in: inspection.cited_in.map(|cited| self.source(cited)),
            evidence: self.evidence(account.inspection, body),
        }
    }
}
