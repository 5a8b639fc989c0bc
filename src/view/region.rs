//! A region's page, and the lists of regions and bodies.

use serde::Serialize;

use super::{
    AccountView, BodyRow, BriefLink, Comparison, ExtractView, FindingRow, KindTable, Link, MapView, Mention,
    RecommendationRow, Setting,
};
use crate::address::Url;
use crate::model::{BodyKind, Corpus, Id, Inspection, Region, Subject, Target};

/// A region in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RegionRow {
    /// `eastern`
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Url,
    /// Its regional organised crime unit.
    pub rocu: Option<BodyRow>,
    /// Its forces.
    pub forces: Vec<BodyRow>,
    /// The inspection of it.
    pub inspection: Option<Link>,
    /// What sets it apart.
    pub note: Option<String>,
}

/// A region's page.
#[derive(Clone, Debug, Serialize)]
pub struct RegionPage {
    /// The region as in lists.
    pub region: RegionRow,
    /// Its map.
    pub map: Option<MapView>,
    /// What inspections said of it as a whole, the latest first.
    pub accounts: Vec<AccountView>,
    /// Boxed findings by kind and body.
    pub kinds: KindTable,
    /// Its boxed findings, those of its bodies included, the gravest first.
    pub boxed: Vec<FindingRow>,
    /// Recommendations to its bodies, the earliest due first.
    pub recommendations: Vec<RecommendationRow>,
    /// Figures of its bodies side by side, where they are alike.
    pub comparisons: Vec<Comparison>,
    /// Figures of the region itself.
    pub figures: Vec<super::FigureView>,
    /// What was drawn from databases.
    pub extracts: Vec<ExtractView>,
    /// Where other pages speak of it.
    pub mentions: Vec<Mention>,
    /// Its printable brief.
    pub brief: Option<BriefLink>,
}

/// The list of regions.
#[derive(Clone, Debug, Serialize)]
pub struct RegionIndex {
    /// The regions.
    pub regions: Vec<RegionRow>,
    /// The national map.
    pub map: Option<MapView>,
}

/// The list of forces or ROCUs.
#[derive(Clone, Debug, Serialize)]
pub struct BodyIndex {
    /// `force` or `rocu`
    pub kind: &'static str,
    /// The bodies, by name.
    pub bodies: Vec<BodyRow>,
}

/// The latest inspection of a region.
pub(super) fn inspection_of(corpus: &Corpus, id: Id<Region>) -> Option<Id<Inspection>> {
    let accounts = &corpus.regions[id].accounts;
    accounts.last().map(|&account| corpus.accounts[account].inspection).or_else(|| {
        let about = |(_, inspection): &(_, &Inspection)| inspection.region == Some(id);
        corpus.inspections.iter().rfind(about).map(|(id, _)| id)
    })
}

impl Setting<'_> {
    /// A region in a list.
    pub fn region_row(&self, id: Id<Region>) -> RegionRow {
        let region = &self.corpus.regions[id];
        RegionRow {
            id: region.id.clone(),
            name: region.name.clone(),
            url: self.addresses.region(id),
            rocu: region.rocu.map(|rocu| self.body_row(rocu)),
            forces: region.forces.iter().map(|&force| self.body_row(force)).collect(),
            inspection: inspection_of(self.corpus, id).map(|inspection| self.inspection_link(inspection)),
            note: region.note.clone(),
        }
    }

    /// A region's page.
    pub fn region_page(&self, id: Id<Region>) -> RegionPage {
        let corpus = self.corpus;
        let subjects = || std::iter::once(Subject::Region(id)).chain(corpus.bodies_of(id).map(Subject::Body));
        let findings = || subjects().flat_map(|subject| corpus.findings_of(subject));
        let boxed = findings().filter(|&finding| corpus.findings[finding].kind.is_some());
        let recommendations = findings().flat_map(|finding| corpus.findings[finding].recommendations.iter().copied());
        let mut inspections: Vec<Id<Inspection>> = subjects()
            .flat_map(|subject| corpus.accounts_of(subject).iter().map(|&account| corpus.accounts[account].inspection))
            .collect();
        inspections.sort();
        inspections.dedup();
        let extracts =
            inspections.iter().flat_map(|&inspection| corpus.inspections[inspection].extracts.iter().copied());
        RegionPage {
            region: self.region_row(id),
            map: self.maps.region(self, id),
            accounts: corpus.regions[id].accounts.iter().rev().map(|&account| self.account(account)).collect(),
            kinds: self.kind_table(subjects()),
            boxed: self.by_gravity(boxed),
            recommendations: self.recommendation_rows(recommendations),
            comparisons: self.comparisons(subjects().flat_map(|subject| corpus.figures_of(subject)), 2),
            figures: corpus.figures_of(Subject::Region(id)).map(|figure| self.figure(figure)).collect(),
            extracts: extracts.map(|extract| self.extract(extract)).collect(),
            brief: self.brief(Subject::Region(id)),
            mentions: {
                let own = |place: &&crate::model::Place| match place {
                    crate::model::Place::Finding(finding) => corpus.findings[*finding].subject != Subject::Region(id),
                    crate::model::Place::Lead(account) => corpus.accounts[*account].subject != Subject::Region(id),
                    _ => true,
                };
                let places = corpus.mentions(Target::Region(id)).iter().filter(own);
                let mut mentions: Vec<Mention> = places.map(|&place| self.mention(place)).collect();
                mentions.dedup();
                mentions
            },
        }
    }

    /// The list of regions.
    pub fn region_index(&self) -> RegionIndex {
        RegionIndex {
            regions: self.corpus.regions.ids().map(|id| self.region_row(id)).collect(),
            map: self.maps.national(self),
        }
    }

    /// The list of forces or ROCUs, by name.
    pub fn body_index(&self, kind: BodyKind) -> BodyIndex {
        let mut bodies: Vec<BodyRow> = self.corpus.bodies_of_kind(kind).map(|(id, _)| self.body_row(id)).collect();
        bodies.sort_by(|a, b| a.name.cmp(&b.name));
        BodyIndex { kind: kind.name(), bodies }
    }
}
