//! A body's page: its judgment at a glance, then everything that was said of it.

use serde::Serialize;

use super::{
    AccountView, ActivityChart, BodyRow, BriefLink, Download, DueCounts, EarlierAccount,
    FigureView, FindingRow, GradeTrend, HistoryRow, JudgmentView, LadderStep, LatestChanges, Link,
    MapView, Mention, Precomputed, RecommendationRow, ViewContext,
};
use crate::address::Url;
use crate::model::{Body, Finding, Id, Subject, Target, Tone};
use crate::wording;

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
    /// Its first day, month or year, if it is given.
    pub from: Option<String>,
    /// Its last one, if it no longer exists.
    pub until: Option<String>,
    /// The bodies that took its place.
    pub successors: Vec<Link>,
    /// The bodies that it took the place of.
    pub predecessors: Vec<Link>,
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
    /// What the latest inspection said, if it said anything.
    pub accounts: Vec<AccountView>,
    /// Earlier inspections with pages of their own, the latest first.
    pub earlier: Vec<EarlierAccount>,
    /// Its grades over time, scale by scale.
    pub trends: Vec<GradeTrend>,
    /// The recommendations of its present account, and earlier ones that nothing has ended; the earliest due first.
    pub recommendations: Vec<RecommendationRow>,
    /// How many of them are open, overdue or ended.
    pub due: DueCounts,
    /// All its figures.
    pub figures: Vec<Precomputed<FigureView>>,
    /// Inspections, the latest first.
    pub history: Vec<HistoryRow>,
    /// What the latest edition of the site changed about it.
    pub changes: Option<LatestChanges>,
    /// Where other pages speak of it.
    pub mentions: Vec<Mention>,
    /// The other bodies of its region, with their grades.
    pub peers: Vec<Precomputed<BodyRow>>,
    /// Their places and its own on the scale, step by step; empty if none of the others has a
    /// grade.
    pub ladder: Vec<LadderStep>,
    /// Where it is.
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

impl ViewContext {
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
            .filter(|&other| other == id || self.exists(other))
            .collect();
        let at = in_region.iter().position(|&other| other == id);
        let peers: Vec<Id<Body>> = in_region
            .iter()
            .copied()
            .filter(|&other| other != id)
            .collect();
        let judged = corpus.judgment(id).map(|(account, _)| account);
        let slices = self.body_slices(id);
        let recommendations = self.recommendation_rows(self.recommendations_of(subject));
        BodyProfile {
            body: self.cache.body_row(id),
            abbreviation: body
                .abbreviation
                .clone()
                .filter(|abbreviation| *abbreviation != body.name),
            former_names: body.former_names.iter().map(former_name).collect(),
            policing_body: body.policing_body.clone(),
            from: body.from.map(wording::date),
            until: body.until.map(wording::date),
            successors: body
                .succeeded_by
                .iter()
                .map(|&id| self.body_link(id))
                .collect(),
            predecessors: body.succeeds.iter().map(|&id| self.body_link(id)).collect(),
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
                .last()
                .map(|&id| self.account(id))
                .filter(|account| !account.is_bare())
                .into_iter()
                .collect(),
            earlier: self.earlier_accounts(subject),
            trends: self.trends(id),
            due: DueCounts::new(&recommendations),
            recommendations,
            figures: corpus
                .figures_of(subject)
                .map(|id| self.cache.figure(id))
                .collect(),
            history: self.history(id),
            changes: self.latest_changes(subject),
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
            calendar: self.body_calendar(id, &slices),
        }
    }
}

fn former_name(former: &crate::model::FormerName) -> String {
    match former.until {
        Some(until) => wording::former_name(&former.name, until),
        None => former.name.clone(),
    }
}
