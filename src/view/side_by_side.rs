//! Bodies side by side: all of a region on one page, and the page on which readers choose some.

use std::collections::BTreeSet;

use serde::Serialize;

use super::recommendation::DueCounts;
use super::{
    BodyRow, Comparison, FindingRow, KindCount, KindView, Link, Precomputed, RegionRow, ViewContext,
};
use crate::address::Url;
use crate::model::{Body, Finding, Id, Region, Subject, Topic};

/// The page on which readers choose bodies to compare.
#[derive(Clone, Debug, Serialize)]
pub struct ComparePage {
    /// The regions with their bodies.
    pub regions: Vec<RegionRow>,
    /// The regions that have a page with their bodies side by side, in the same order; none where fewer than two were inspected.
    pub side_by_side: Vec<Option<Link>>,
    /// The figures of all bodies as JSON.
    pub figures: Url,
}

/// All bodies of a region side by side.
#[derive(Clone, Debug, Serialize)]
pub struct SideBySide {
    /// The region.
    pub region: RegionRow,
    /// The boxed kinds, in the publisher's order.
    pub kinds: Vec<Precomputed<KindView>>,
    /// Its inspected bodies, the regional unit first.
    pub bodies: Vec<ComparedBody>,
    /// What was found, by topic.
    pub topics: Vec<ComparedTopic>,
    /// Figures with the same definition and date.
    pub comparisons: Vec<Comparison>,
}

/// A body among others.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedBody {
    /// The body.
    pub body: Precomputed<BodyRow>,
    /// The inspection that its grade or its latest findings come from.
    pub inspection: Option<Precomputed<Link>>,
    /// Its boxed findings of each kind; nothing where the report is not held.
    pub counts: Vec<KindCount>,
    /// Its recommendations.
    pub due: DueCounts,
}

/// What was found about a topic.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedTopic {
    /// The topic.
    pub topic: Precomputed<Link>,
    /// By body; bodies without such findings are left out.
    pub rows: Vec<ComparedFindings>,
}

/// The findings of a body about a topic.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedFindings {
    /// The body.
    pub body: Precomputed<Link>,
    /// The findings, the gravest first.
    pub findings: Vec<Precomputed<FindingRow>>,
}

impl ViewContext {
    /// The page on which readers choose bodies to compare.
    pub fn compare_page(&self) -> ComparePage {
        let link = |id: Id<Region>| {
            self.has_side_by_side(id).then(|| Link {
                name: self.corpus.regions[id].name.clone(),
                url: self.addresses.side_by_side(id),
            })
        };
        ComparePage {
            regions: self
                .corpus
                .regions
                .ids()
                .map(|id| self.region_row(id))
                .collect(),
            side_by_side: self.corpus.regions.ids().map(link).collect(),
            figures: self.addresses.table("figures", "json"),
        }
    }

    /// The present bodies of a region that an inspection says anything of.
    pub fn inspected_bodies(&self, id: Id<Region>) -> Vec<Id<Body>> {
        let bodies = self.present_bodies_of(id);
        bodies
            .filter(|&body| !self.corpus.accounts_of(Subject::Body(body)).is_empty())
            .collect()
    }

    /// Whether a region has bodies to set side by side.
    pub fn has_side_by_side(&self, id: Id<Region>) -> bool {
        self.inspected_bodies(id).len() > 1
    }

    /// All bodies of a region side by side.
    pub fn side_by_side(&self, id: Id<Region>) -> SideBySide {
        let bodies = self.inspected_bodies(id);
        let present = |body: Id<Body>| self.corpus.present_findings_of(Subject::Body(body));
        let topics: BTreeSet<Id<Topic>> = bodies
            .iter()
            .flat_map(|&body| present(body))
            .flat_map(|&finding| self.corpus.findings[finding].topics.iter().copied())
            .collect();
        let is_about =
            |finding: Id<Finding>, topic| self.corpus.findings[finding].topics.contains(&topic);
        let of_topic = |topic: Id<Topic>| ComparedTopic {
            topic: self.cache.topic(topic),
            rows: bodies
                .iter()
                .map(|&body| ComparedFindings {
                    body: self.cache.subject(Subject::Body(body)),
                    findings: self.by_gravity(
                        present(body)
                            .iter()
                            .copied()
                            .filter(|&finding| is_about(finding, topic)),
                    ),
                })
                .filter(|row| !row.findings.is_empty())
                .collect(),
        };
        SideBySide {
            region: self.region_row(id),
            kinds: self
                .corpus
                .finding_kinds
                .ids()
                .map(|kind| self.cache.kind(kind))
                .collect(),
            topics: topics.into_iter().map(of_topic).collect(),
            comparisons: self.comparisons(
                bodies
                    .iter()
                    .flat_map(|&body| self.corpus.present_figures_of(Subject::Body(body)))
                    .copied(),
                2,
            ),
            bodies: bodies
                .iter()
                .map(|&body| self.compared_body(body, present(body)))
                .collect(),
        }
    }

    fn compared_body(&self, id: Id<Body>, findings: &[Id<Finding>]) -> ComparedBody {
        let account = self.corpus.accounts_of(Subject::Body(id)).last();
        let recommendations = findings
            .iter()
            .flat_map(|&finding| self.corpus.findings[finding].recommendations.iter())
            .copied();
        ComparedBody {
            body: self.cache.body_row(id),
            inspection: account.map(|&account| {
                self.cache
                    .inspection(self.corpus.accounts[account].inspection)
            }),
            counts: self.kind_counts(findings.iter().copied()),
            due: DueCounts::new(&self.recommendation_rows(recommendations)),
        }
    }
}
