//! What one inspection said of a body or region: its judgment, its areas, and its place among
//! others.

use serde::Serialize;

use super::{
    AreaName, ClockView, EvidenceView, FindingView, GradeView, Link, Precomputed, RenderedProse,
    SourceView, ViewContext,
};
use crate::date::PartialDate;
use crate::model::{Account, Body, Grade, Id, Published, Subject};
use crate::wording;

/// A judgment as shown.
#[derive(Clone, Debug, Serialize)]
pub struct JudgmentView {
    /// The grade.
    pub grade: Precomputed<GradeView>,
    /// "Kent Police is good at …"
    pub sentence: String,
    /// The inspection.
    pub inspection: Precomputed<Link>,
    /// The programme's name.
    pub programme: String,
    /// Its report.
    pub source: SourceView,
    /// The report that gives the judgment, if only that one was read.
    pub reported_in: Option<SourceView>,
    /// How old its evidence is.
    pub evidence: EvidenceView,
}

/// A question area with its findings.
#[derive(Clone, Debug, Serialize)]
pub struct AreaView {
    /// Its name; a region's findings have none.
    pub area: Option<Precomputed<AreaName>>,
    /// Words at its head.
    pub lead: Option<RenderedProse>,
    /// Its findings.
    pub findings: Vec<FindingView>,
}

/// What one inspection said of a body or region.
#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    /// The inspection.
    pub inspection: Precomputed<Link>,
    /// Its programme.
    pub programme: String,
    /// Its report.
    pub source: SourceView,
    /// The report that gives this account, if only that one was read.
    pub reported_in: Option<SourceView>,
    /// The section of the report that was read.
    pub section: Option<String>,
    /// How old its evidence is.
    pub evidence: EvidenceView,
    /// The judgment it gives.
    pub grade: Option<Precomputed<GradeView>>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// By question area.
    pub areas: Vec<AreaView>,
    /// What the publication of its report makes due.
    pub clocks: Vec<ClockView>,
}

/// An entry of a body's inspection history.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryRow {
    /// When, if known.
    pub when: Option<String>,
    /// The programme.
    pub programme: String,
    /// The grade it gave.
    pub grade: Option<Precomputed<GradeView>>,
    /// What is said of it.
    pub note: Option<String>,
    /// The inspection, if this collection has a page for it.
    pub inspection: Option<Precomputed<Link>>,
    /// A finding it bears on.
    pub finding: Option<Precomputed<Link>>,
}

impl ViewContext {
    /// What an inspection said.
    pub fn account(&self, id: Id<Account>) -> AccountView {
        let account = &self.corpus.accounts[id];
        let inspection = &self.corpus.inspections[account.inspection];
        let body = match account.subject {
            Subject::Body(body) => Some(body),
            Subject::Region(_) => None,
        };
        AccountView {
            inspection: self.cache.inspection(account.inspection),
            programme: self.corpus.programmes[inspection.programme].name.clone(),
            source: self.source(account.inspection),
            reported_in: inspection.cited_in.map(|cited| self.source(cited)),
            section: account.section.clone(),
            evidence: self.evidence(account.inspection, body),
            grade: account.grade.map(|grade| self.cache.grade(grade)),
            summary: account.summary.clone(),
            areas: self.areas(account),
            clocks: self.clocks(id),
        }
    }

    /// The question areas of an account that hold anything, in the publisher's order, then the text
    /// without a question area.
    fn areas(&self, account: &Account) -> Vec<AreaView> {
        let areas = self.corpus.question_areas.ids().map(Some).chain([None]);
        let view = |area| {
            let lead = account.leads.iter().find(|lead| lead.area == area);
            let findings = account
                .findings
                .iter()
                .filter(|&&id| self.corpus.findings[id].area == area);
            AreaView {
                area: area.map(|area| self.cache.area(area)),
                lead: lead.map(|lead| self.write(&lead.prose)),
                findings: findings.map(|&id| self.finding(id)).collect(),
            }
        };
        areas
            .map(view)
            .filter(|area| area.lead.is_some() || !area.findings.is_empty())
            .collect()
    }

    /// A body's present judgment.
    pub fn judgment(&self, id: Id<Body>) -> Option<JudgmentView> {
        let (account, grade) = self.corpus.judgment(id)?;
        let inspection = &self.corpus.inspections[account.inspection];
        let sentence = self.judgment_sentence(account, id, grade);
        Some(JudgmentView {
            grade: self.cache.grade(grade),
            sentence: sentence.unwrap_or_default(),
            inspection: self.cache.inspection(account.inspection),
            programme: self.corpus.programmes[inspection.programme].name.clone(),
            source: self.source(account.inspection),
            reported_in: inspection.cited_in.map(|cited| self.source(cited)),
            evidence: self.evidence(account.inspection, Some(id)),
        })
    }

    /// A judgment as a sentence; nothing if the grade has no words for it.
    pub(super) fn judgment_sentence(
        &self,
        account: &Account,
        body: Id<Body>,
        grade: Id<Grade>,
    ) -> Option<String> {
        let sentence = &self.corpus.grades[grade].sentence;
        let name = self.corpus.name_in_report(account, body);
        (!sentence.is_empty()).then(|| format!("{name} {sentence}."))
    }

    pub(super) fn history(&self, id: Id<Body>) -> Vec<HistoryRow> {
        let mut rows = Vec::new();
        for &account in self.corpus.bodies[id].accounts.iter().rev() {
            let account = &self.corpus.accounts[account];
            let inspection = &self.corpus.inspections[account.inspection];
            rows.push(HistoryRow {
                when: published(inspection.published),
                programme: self.corpus.programmes[inspection.programme].name.clone(),
                grade: account.grade.map(|grade| self.cache.grade(grade)),
                note: None,
                inspection: Some(self.cache.inspection(account.inspection)),
                finding: None,
            });
        }
        let accounts = self.corpus.bodies[id]
            .accounts
            .iter()
            .map(|&account| &self.corpus.accounts[account]);
        let mut earlier: Vec<_> = accounts.flat_map(|account| &account.history).collect();
        earlier.sort_by_key(|entry| std::cmp::Reverse(entry.year.map(PartialDate::first_day)));
        rows.extend(earlier.into_iter().map(|entry| HistoryRow {
            when: entry.year.map(wording::date),
            programme: entry.programme.clone(),
            grade: None,
            note: Some(entry.note.clone()),
            inspection: None,
            finding: entry.finding.map(|finding| self.cache.finding(finding)),
        }));
        rows
    }
}

impl AccountView {
    /// Whether there is nothing to read under it: an account that exists only for its figures.
    pub fn is_bare(&self) -> bool {
        self.areas.is_empty() && self.summary.is_none() && self.grade.is_none()
    }
}

/// When a report was published, if its source says.
pub(super) fn published(published: Published) -> Option<String> {
    match published {
        Published::On(partial_date) => Some(wording::date(partial_date)),
        Published::NotStated => None,
    }
}
