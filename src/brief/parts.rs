//! The parts of a document: a body's, a region's, or the findings of a selection.

use super::builder::BriefBuilder;
use super::data::{BodyPart, BriefPart, FindingGroup, FindingsPart, RegionMember, RegionPart};
use super::map;
use super::query::Selection;
use crate::model::{Body, Finding, Id, Region, Subject, Tone};
use crate::view::{AccountView, BodyProfile};

impl BriefBuilder<'_> {
    pub(super) fn parts(&self, selection: &Selection, findings: &[Id<Finding>]) -> Vec<BriefPart> {
        if !selection.is_of_findings() {
            return selection
                .subjects
                .iter()
                .map(|&subject| self.part(subject))
                .collect();
        }
        let corpus = &*self.context.corpus;
        let group = |&subject: &Subject| {
            let own = findings
                .iter()
                .filter(|&&id| corpus.findings[id].subject == subject);
            let mut own: Vec<Id<Finding>> = own.copied().collect();
            own.sort_by_key(|&id| (corpus.findings[id].kind.map_or(usize::MAX, Id::row), id));
            FindingGroup {
                subject: self.context.cache.subject(subject),
                grade: match subject {
                    Subject::Body(body) => self.context.grade_of(body),
                    Subject::Region(_) => None,
                },
                findings: own.into_iter().map(|id| self.context.finding(id)).collect(),
            }
        };
        let topic = |&id: &Id<crate::model::Topic>| {
            (
                corpus.topics[id].name.clone(),
                corpus.topics[id].meaning.clone(),
            )
        };
        vec![BriefPart::Findings(FindingsPart {
            kind: "findings",
            topics: selection.topics.iter().map(topic).collect(),
            kinds: selection
                .kinds
                .iter()
                .map(|&kind| self.context.cache.kind(kind))
                .collect(),
            groups: selection
                .subjects
                .iter()
                .map(group)
                .filter(|group| !group.findings.is_empty())
                .collect(),
        })]
    }

    fn part(&self, subject: Subject) -> BriefPart {
        match subject {
            Subject::Body(id) => BriefPart::Body(Box::new(self.body(id))),
            Subject::Region(id) => BriefPart::Region(Box::new(self.region(id))),
        }
    }

    /// A body's page. If its grade is from an earlier report than its present account, what that
    /// report calls good is among what is good.
    fn profile(&self, id: Id<Body>) -> BodyProfile {
        let (context, corpus) = (self.context, &*self.context.corpus);
        let mut profile = context.body_profile(id);
        profile.accounts = self.accounts(Subject::Body(id));
        let present = corpus.present_findings_of(Subject::Body(id));
        let judged = corpus.judgment(id).map(|(account, _)| &account.findings);
        let is_good = |id: &Id<Finding>| {
            let finding = &corpus.findings[*id];
            let tone = finding.kind.map(|kind| corpus.finding_kinds[kind].tone);
            finding.is_strength || tone == Some(Tone::Practice)
        };
        let earlier = judged.into_iter().flatten().copied();
        let earlier = earlier.filter(|finding| !present.contains(finding) && is_good(finding));
        profile
            .strengths
            .extend(earlier.map(|finding| context.cache.finding_row(finding)));
        profile
    }

    /// Every account of a body or region, the latest first: a brief holds also those that have pages
    /// of their own on the site.
    fn accounts(&self, subject: Subject) -> Vec<AccountView> {
        let accounts = self.context.corpus.accounts_of(subject).iter().rev();
        let views = accounts.map(|&account| self.context.account(account));
        views.filter(|account| !account.is_bare()).collect()
    }

    fn body(&self, id: Id<Body>) -> BodyPart {
        let corpus = &*self.context.corpus;
        let mut profile = self.profile(id);
        let map = profile
            .locator
            .take()
            .map(|view| map::locator(&view, self.context));
        let mut in_region: Vec<Id<Body>> = corpus.bodies[id]
            .region
            .into_iter()
            .flat_map(|region| corpus.bodies_of(region))
            .collect();
        let broken = &self.maker.broken;
        let left_out = broken.names_in(&in_region, corpus);
        in_region.retain(|&body| body == id || !broken.has(body, corpus));
        let figures = in_region
            .iter()
            .flat_map(|&body| corpus.figures_of(Subject::Body(body)));
        let comparisons = self.context.comparisons_with(Subject::Body(id), figures);
        let region_rows = in_region.iter().map(|&body| self.member(body)).collect();
        BodyPart {
            kind: "body",
            map,
            region_rows,
            left_out,
            comparisons,
            profile,
        }
    }

    fn member(&self, body: Id<Body>) -> RegionMember {
        let corpus = &*self.context.corpus;
        let findings = corpus.present_findings_of(Subject::Body(body)).iter();
        let ids: Vec<_> = findings
            .flat_map(|&finding| corpus.findings[finding].recommendations.iter())
            .map(|&id| &corpus.recommendations[id])
            .collect();
        RegionMember {
            body: self.context.cache.body_row(body),
            recommendations: ids.len(),
            overdue: ids
                .iter()
                .filter(|recommendation| corpus.is_overdue(recommendation, self.context.today))
                .count(),
        }
    }

    fn region(&self, id: Id<Region>) -> RegionPart {
        let mut page = self.context.region_page(id);
        page.accounts = self.accounts(Subject::Region(id));
        let map = page.map.take().map(|view| map::region(&view, self.context));
        let profile = |body| {
            let mut profile = self.profile(body);
            profile.locator = None;
            // A region's brief has a summary of each body; the full text is in the body's own.
            profile.accounts.clear();
            profile
        };
        RegionPart {
            kind: "region",
            map,
            bodies: self.context.corpus.bodies_of(id).map(profile).collect(),
            page,
        }
    }
}
