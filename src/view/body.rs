//! A body's page: its judgment at a glance, then everything that was said of it.

use serde::Serialize;

use super::finding::{KindCount, kind_counts};
use super::{
    ActivityChart, AreaName, BriefLink, Download, EvidenceView, FigureView, FindingRow,
    FindingView, GradeView, LadderStep, Link, MapView, Mention, Precomputed, RecommendationRow,
    RenderedProse, SourceView, ViewCache, ViewContext,
};
use crate::address::{Addresses, Url};
use crate::date::PartialDate;
use crate::model::{Account, Body, Corpus, Finding, Grade, Id, Published, Subject, Target, Tone};

/// A body in a list.
#[derive(Clone, Debug, Serialize)]
pub struct BodyRow {
    /// `kent`
    pub id: String,
    /// `force` or `rocu`
    pub kind: &'static str,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its page.
    pub url: Url,
    /// Its region.
    pub region: Option<Precomputed<Link>>,
    /// Its grade.
    pub grade: Option<Precomputed<GradeView>>,
    /// Its place on the scale from 1, the best; for sorting.
    pub grade_order: Option<usize>,
    /// Whether this collection holds an inspection of it.
    pub is_inspected: bool,
    /// Whether it holds the report of its judgment, and so knows of which kinds there is no finding.
    pub is_held: bool,
    /// Boxed findings by kind; where the report is not held, only of the kinds that are known of.
    pub counts: Vec<KindCount>,
}

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

/// A body's page.
#[derive(Clone, Debug, Serialize)]
pub struct BodyProfile {
    /// The body as in lists.
    pub body: Precomputed<BodyRow>,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// What it was called: names, with "until …".
    pub former_names: Vec<String>,
    /// Who holds it to account.
    pub policing_body: Option<String>,
    /// What sets it apart.
    pub note: Option<String>,
    /// Its present judgment.
    pub judgment: Option<JudgmentView>,
    /// A sentence or two from the account of that judgment.
    pub summary: Option<String>,
    /// Practice worth copying and strengths.
    pub strengths: Vec<Precomputed<FindingRow>>,
    /// Areas for improvement and causes of concern.
    pub shortcomings: Vec<Precomputed<FindingRow>>,
    /// Its few key figures.
    pub key_figures: Vec<Precomputed<FigureView>>,
    /// Figures by activity.
    pub charts: Vec<ActivityChart>,
    /// What inspections said, the latest first.
    pub accounts: Vec<AccountView>,
    /// All its recommendations, the earliest due first.
    pub recommendations: Vec<RecommendationRow>,
    /// All its figures.
    pub figures: Vec<Precomputed<FigureView>>,
    /// Inspections, the latest first.
    pub history: Vec<HistoryRow>,
    /// Where other pages speak of it.
    pub mentions: Vec<Mention>,
    /// The other bodies of its region, with their grades.
    pub peers: Vec<Precomputed<BodyRow>>,
    /// Where it and they stand on the scale, step by step; empty if none of the others has a grade.
    pub ladder: Vec<LadderStep>,
    /// Where it lies.
    pub locator: Option<MapView>,
    /// Its printable brief.
    pub brief: Option<BriefLink>,
    /// The body before it in its region.
    pub previous: Option<Link>,
    /// The body after it.
    pub next: Option<Link>,
    /// The rows of its tables as files.
    pub downloads: Vec<Download>,
    /// Its due dates as a calendar, if it has any.
    pub calendar: Option<Url>,
}

impl BodyRow {
    /// A body in a list.
    pub(super) fn new(
        id: Id<Body>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> BodyRow {
        let present = corpus.present_findings_of(Subject::Body(id));
        let (grade, is_held) = (corpus.grade(id), corpus.is_held(id));
        BodyRow {
            is_held,
            ..BodyRow::graded(id, grade, present, corpus, addresses, cache)
        }
        .without_unknown_kinds()
    }

    /// A body as one account gives it: the grade and findings of that account.
    pub(super) fn of_account(
        account: &Account,
        id: Id<Body>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> BodyRow {
        let is_held = corpus.inspections[account.inspection].cited_in.is_none();
        let row = BodyRow::graded(
            id,
            account.grade,
            &account.findings,
            corpus,
            addresses,
            cache,
        );
        BodyRow { is_held, ..row }.without_unknown_kinds()
    }

    fn graded(
        id: Id<Body>,
        grade: Option<Id<Grade>>,
        findings: &[Id<Finding>],
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> BodyRow {
        let body = &corpus.bodies[id];
        BodyRow {
            id: body.id.clone(),
            kind: body.kind.name(),
            name: body.name.clone(),
            short_name: body.short_name.clone(),
            url: addresses.body(id),
            region: body.region.map(|region| cache.region(region)),
            grade: grade.map(|grade| cache.grade(grade)),
            grade_order: grade.map(|grade| grade.row() + 1),
            is_inspected: !body.accounts.is_empty(),
            is_held: false,
            counts: kind_counts(corpus, cache, findings.iter().copied()),
        }
    }

    /// Of a report that is not held, only the findings that others repeat are known.
    fn without_unknown_kinds(mut self) -> BodyRow {
        let is_held = self.is_held;
        self.counts.retain(|kind| is_held || kind.count > 0);
        self
    }
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
        }
    }

    /// The question areas of an account that hold anything, in the publisher's order, then what stands under none.
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

    /// A body's page.
    pub fn body_profile(&self, id: Id<Body>) -> BodyProfile {
        let corpus = &*self.corpus;
        let body = &corpus.bodies[id];
        let subject = Subject::Body(id);
        let findings = corpus.present_findings_of(subject);
        let figures = corpus.present_figures_of(subject);
        let is_practice = |id: &Id<_>| {
            let finding: &Finding = &corpus.findings[*id];
            finding.is_strength
                || finding
                    .kind
                    .is_some_and(|kind| corpus.finding_kinds[kind].tone == Tone::Practice)
        };
        let is_shortcoming = |id: &Id<_>| {
            let finding: &Finding = &corpus.findings[*id];
            finding
                .kind
                .is_some_and(|kind| corpus.finding_kinds[kind].tone != Tone::Practice)
        };
        let in_region: Vec<Id<Body>> = body
            .region
            .into_iter()
            .flat_map(|region| corpus.bodies_of(region))
            .collect();
        let at = in_region.iter().position(|&other| other == id);
        let peers: Vec<Id<Body>> = in_region
            .iter()
            .copied()
            .filter(|&other| other != id)
            .collect();
        let judged = corpus.judgment(id).map(|(account, _)| account);
        let slices = self.body_slices(id);
        BodyProfile {
            body: self.cache.body_row(id),
            abbreviation: body
                .abbreviation
                .clone()
                .filter(|abbreviation| *abbreviation != body.name),
            former_names: body.former_names.iter().map(former_name).collect(),
            policing_body: body.policing_body.clone(),
            note: body.note.clone(),
            judgment: self.judgment(id),
            summary: judged.and_then(|account| account.summary.clone()),
            strengths: findings
                .iter()
                .filter(|id| is_practice(id))
                .map(|&id| self.cache.finding_row(id))
                .collect(),
            shortcomings: self.by_gravity(findings.iter().copied().filter(is_shortcoming)),
            key_figures: figures
                .iter()
                .filter(|&&id| corpus.figures[id].is_key)
                .map(|&id| self.cache.figure(id))
                .collect(),
            charts: self.activity_charts(figures.iter().copied()),
            accounts: body
                .accounts
                .iter()
                .rev()
                .map(|&id| self.account(id))
                .filter(|account| !account.is_bare())
                .collect(),
            recommendations: self.recommendation_rows(
                findings
                    .iter()
                    .flat_map(|&id| corpus.findings[id].recommendations.iter().copied()),
            ),
            figures: corpus
                .figures_of(subject)
                .map(|id| self.cache.figure(id))
                .collect(),
            history: self.history(id),
            mentions: self.mentions(corpus.mentions(Target::Body(id)), Some(subject)),
            peers: peers
                .iter()
                .map(|&other| self.cache.body_row(other))
                .collect(),
            ladder: self.ladder(id, &peers),
            locator: self.maps.locator(self, id),
            brief: self.brief(subject),
            previous: at
                .and_then(|at| at.checked_sub(1))
                .map(|at| self.body_link(in_region[at])),
            next: at
                .and_then(|at| in_region.get(at + 1))
                .map(|&next| self.body_link(next)),
            downloads: self.downloads(&slices),
            calendar: self.calendar(&slices),
        }
    }

    /// Findings as rows, the gravest kind first, then in reading order.
    pub fn by_gravity(
        &self,
        findings: impl Iterator<Item = Id<Finding>>,
    ) -> Vec<Precomputed<FindingRow>> {
        self.finding_rows(&self.gravest_first(findings))
    }

    /// Findings as rows.
    pub(super) fn finding_rows(&self, ids: &[Id<Finding>]) -> Vec<Precomputed<FindingRow>> {
        ids.iter().map(|&id| self.cache.finding_row(id)).collect()
    }

    /// A body's present judgment.
    pub fn judgment(&self, id: Id<Body>) -> Option<JudgmentView> {
        let (account, grade) = self.corpus.judgment(id)?;
        let inspection = &self.corpus.inspections[account.inspection];
        let sentence = &self.corpus.grades[grade].sentence;
        Some(JudgmentView {
            grade: self.cache.grade(grade),
            sentence: if sentence.is_empty() {
                String::new()
            } else {
                format!("{} {sentence}.", self.corpus.name_in_report(account, id))
            },
            inspection: self.cache.inspection(account.inspection),
            programme: self.corpus.programmes[inspection.programme].name.clone(),
            source: self.source(account.inspection),
            reported_in: inspection.cited_in.map(|cited| self.source(cited)),
            evidence: self.evidence(account.inspection, Some(id)),
        })
    }

    fn history(&self, id: Id<Body>) -> Vec<HistoryRow> {
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
            when: entry.year.map(|year| year.to_string()),
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
    fn is_bare(&self) -> bool {
        self.areas.is_empty() && self.summary.is_none() && self.grade.is_none()
    }
}

fn former_name(former: &crate::model::FormerName) -> String {
    match former.until {
        Some(until) => format!("{} (until {until})", former.name),
        None => former.name.clone(),
    }
}

/// When a report was published, if its source says.
pub(super) fn published(published: Published) -> Option<String> {
    match published {
        Published::On(partial_date) => Some(partial_date.to_string()),
        Published::NotStated => None,
    }
}
