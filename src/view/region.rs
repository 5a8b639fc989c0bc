//! A region's page, and the lists of regions and bodies.

use serde::Serialize;

use super::{
    AccountView, BodyRow, BriefLink, Comparison, Download, DueCounts, EarlierAccount, ExtractView,
    FigureView, FindingRow, GradeTrend, KindTable, LatestChanges, Link, MapView, Mention,
    Precomputed, RecommendationRow, ViewContext,
};
use crate::address::Url;
use crate::model::{Body, BodyKind, Id, Inspection, Region, Subject, Target};
use crate::wording::pages;

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
    pub rocu: Option<Precomputed<BodyRow>>,
    /// Its forces.
    pub forces: Vec<Precomputed<BodyRow>>,
    /// Its bodies that do not exist on the site's date.
    pub ended: Vec<Precomputed<BodyRow>>,
    /// The inspection of it.
    pub inspection: Option<Precomputed<Link>>,
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
    /// What the latest inspection said of it as a whole.
    pub accounts: Vec<AccountView>,
    /// Earlier inspections with pages of their own, the latest first.
    pub earlier: Vec<EarlierAccount>,
    /// The grades of its bodies over time.
    pub trends: Vec<GradeTrend>,
    /// Boxed findings by kind and body.
    pub kinds: KindTable,
    /// Its boxed findings, those of its bodies included, the gravest first.
    pub boxed: Vec<Precomputed<FindingRow>>,
    /// Recommendations to its bodies, the earliest due first.
    pub recommendations: Vec<RecommendationRow>,
    /// How many of them are open, overdue or ended.
    pub due: DueCounts,
    /// Figures of its bodies side by side, where they are alike.
    pub comparisons: Vec<Comparison>,
    /// Figures of the region itself.
    pub figures: Vec<Precomputed<FigureView>>,
    /// What was drawn from databases.
    pub extracts: Vec<ExtractView>,
    /// What the latest edition of the site changed about it.
    pub changes: Option<LatestChanges>,
    /// Where other pages speak of it.
    pub mentions: Vec<Mention>,
    /// Its printable brief.
    pub brief: Option<BriefLink>,
    /// The rows of its tables as files.
    pub downloads: Vec<Download>,
    /// The due dates as a calendar, if there are any.
    pub calendar: Option<Url>,
}

/// The list of regions.
#[derive(Clone, Debug, Serialize)]
pub struct RegionIndex {
    /// The regions.
    pub regions: Vec<RegionRow>,
    /// The national map.
    pub map: Option<MapView>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

/// The list of forces or ROCUs.
#[derive(Clone, Debug, Serialize)]
pub struct BodyIndex {
    /// `force` or `rocu`
    pub kind: &'static str,
    /// The bodies that exist on the site's date, by name.
    pub bodies: Vec<Precomputed<BodyRow>>,
    /// The others.
    pub ended: Vec<Precomputed<BodyRow>>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

impl ViewContext {
    /// A region in a list.
    pub fn region_row(&self, id: Id<Region>) -> RegionRow {
        let region = &self.corpus.regions[id];
        RegionRow {
            id: region.id.clone(),
            name: region.name.clone(),
            url: self.addresses.region(id),
            rocu: (region.rocu)
                .filter(|&rocu| self.exists(rocu))
                .map(|rocu| self.cache.body_row(rocu)),
            forces: (region.forces.iter())
                .filter(|&&force| self.exists(force))
                .map(|&force| self.cache.body_row(force))
                .collect(),
            ended: (self.corpus.bodies_of(id))
                .filter(|&body| !self.exists(body))
                .map(|body| self.cache.body_row(body))
                .collect(),
            inspection: region
                .inspection
                .map(|inspection| self.cache.inspection(inspection)),
            note: region.note.clone(),
        }
    }

    /// A region's page.
    pub fn region_page(&self, id: Id<Region>) -> RegionPage {
        let corpus = &*self.corpus;
        let subjects = self.subjects_of(id);
        let slices = self.region_slices(id);
        let recommendations = self.recommendation_rows(self.due_in(id));
        let mut inspections: Vec<Id<Inspection>> = subjects
            .iter()
            .flat_map(|&subject| {
                corpus
                    .accounts_of(subject)
                    .iter()
                    .map(|&account| corpus.accounts[account].inspection)
            })
            .collect();
        inspections.sort();
        inspections.dedup();
        let extracts = inspections
            .iter()
            .flat_map(|&inspection| corpus.inspections[inspection].extracts.iter().copied());
        RegionPage {
            region: self.region_row(id),
            map: self.maps.region(self, id),
            accounts: corpus.regions[id]
                .accounts
                .last()
                .map(|&account| self.account(account))
                .into_iter()
                .collect(),
            earlier: self.earlier_accounts(Subject::Region(id)),
            trends: self.trends_of(corpus.bodies_of(id)),
            kinds: self.kind_table(subjects.iter().copied()),
            boxed: self.finding_rows(&self.boxed_in(id)),
            due: DueCounts::new(&recommendations),
            recommendations,
            comparisons: self.comparisons(
                subjects
                    .iter()
                    .flat_map(|&subject| corpus.figures_of(subject)),
                2,
            ),
            figures: corpus
                .figures_of(Subject::Region(id))
                .map(|figure| self.cache.figure(figure))
                .collect(),
            extracts: extracts.map(|extract| self.extract(extract)).collect(),
            changes: self.latest_changes(Subject::Region(id)),
            mentions: self.mentions(
                corpus.mentions(Target::Region(id)),
                Some(Subject::Region(id)),
            ),
            brief: self.brief(Subject::Region(id)),
            downloads: self.downloads(&slices),
            calendar: self.calendar(&slices),
        }
    }

    /// The list of regions.
    pub fn region_index(&self) -> RegionIndex {
        RegionIndex {
            regions: self
                .corpus
                .regions
                .ids()
                .map(|id| self.region_row(id))
                .collect(),
            map: self.maps.national(self),
            downloads: vec![self.whole_table(pages::REGIONS.title, "regions")],
        }
    }

    /// The list of forces or ROCUs, by name.
    pub fn body_index(&self, kind: BodyKind) -> BodyIndex {
        let (present, ended): (Vec<Id<Body>>, Vec<Id<Body>>) =
            (self.by_name(kind).into_iter()).partition(|&id| self.exists(id));
        let rows = |ids: Vec<Id<Body>>| ids.into_iter().map(|id| self.cache.body_row(id)).collect();
        BodyIndex {
            kind: kind.name(),
            bodies: rows(present),
            ended: rows(ended),
            downloads: self.downloads(&self.body_index_slices(kind)),
        }
    }
}
