//! Prose of an account that waits to be resolved, and the rows that it fills.

use super::prose::{ProseResolver, Resolved};
use crate::document;
use crate::model::{
    Account, Corpus, Finding, Id, Lead, MentionSite, Prose, QuestionArea, Recommendation,
};

#[derive(Debug)]
pub(super) struct PendingAccount {
    /// The document's place in the list of all documents.
    pub(super) document: usize,
    pub(super) plan: ProsePlan,
}

/// Which words go to which rows.
#[derive(Debug, PartialEq)]
pub(super) struct ProsePlan {
    pub(super) account: Id<Account>,
    pub(super) areas: Vec<PendingArea>,
}

/// A finding by its number under its area, and its recommendations by theirs under it, each with the row it goes to.
type PendingFinding = (usize, Id<Finding>, PendingRecommendations);

/// Recommendations by their number under a finding.
pub(super) type PendingRecommendations = Vec<(usize, Id<Recommendation>)>;

#[derive(Debug, PartialEq)]
pub(super) struct PendingArea {
    pub(super) number: usize,
    pub(super) area: Option<Id<QuestionArea>>,
    pub(super) findings: Vec<PendingFinding>,
}

/// The words of an account, resolved, and the rows they go to.
#[derive(Debug)]
pub(super) struct FilledAccount {
    account: Id<Account>,
    leads: Vec<Lead>,
    findings: Vec<(Id<Finding>, Prose)>,
    recommendations: Vec<(Id<Recommendation>, Prose)>,
}

impl ProsePlan {
    /// No words at all.
    pub(super) fn nothing(&self) -> FilledAccount {
        FilledAccount {
            account: self.account,
            leads: Vec::new(),
            findings: Vec::new(),
            recommendations: Vec::new(),
        }
    }

    /// Resolves the words of the document that this was made from.
    pub(super) fn resolve(
        &self,
        mut written: document::Account,
        mut words: ProseResolver<'_>,
    ) -> Resolved<FilledAccount> {
        let account = self.account;
        let mut filled = self.nothing();
        for PendingArea {
            number,
            area,
            findings,
        } in &self.areas
        {
            let written = &mut written.areas[*number];
            words.new_section();
            words.at(MentionSite::Lead(account));
            let lead = std::mem::take(&mut written.lead);
            if !lead.is_empty() {
                filled.leads.push(Lead {
                    area: *area,
                    prose: words.prose(lead),
                });
            }
            for (number, finding, recommendations) in findings {
                let written = &mut written.findings[*number];
                words.at(MentionSite::Finding(*finding));
                filled
                    .findings
                    .push((*finding, words.prose(std::mem::take(&mut written.prose))));
                for (number, recommendation) in recommendations {
                    let prose = std::mem::take(&mut written.recommendations[*number].prose);
                    filled
                        .recommendations
                        .push((*recommendation, words.prose(prose)));
                }
            }
        }
        words.finish(filled)
    }
}

impl FilledAccount {
    pub(super) fn fill(&self, corpus: &mut Corpus) {
        corpus.accounts[self.account].leads = self.leads.clone();
        for (finding, prose) in &self.findings {
            corpus.findings[*finding].prose = prose.clone();
        }
        for (recommendation, prose) in &self.recommendations {
            corpus.recommendations[*recommendation].prose = prose.clone();
        }
    }
}
