//! Inspections and the data extracts drawn for them.

use serde::Serialize;

use super::{
    BodyRow, Download, EvidenceView, Link, PassageView, Precomputed, SourceView, ViewContext,
    account::published, figures::period,
};
use crate::address::Url;
use crate::model::{Account, Body, BodyKind, Extract, Id, Inspection, Subject};
use crate::wording::{self, pages};

/// A data extract as shown.
#[derive(Clone, Debug, Serialize)]
pub struct ExtractView {
    /// `soc-eastern/disruptions`
    pub id: String,
    /// Its anchor on its inspection's page.
    pub anchor: String,
    /// Where it is.
    pub url: Url,
    /// The inspection it was drawn for.
    pub inspection: Precomputed<Link>,
    /// The database.
    pub dataset: String,
    /// When it was drawn.
    pub drawn: Option<String>,
    /// The time it covers.
    pub period: Option<String>,
    /// What it covers, and which bodies.
    pub covers: Option<String>,
    /// The filters used.
    pub filters: Vec<String>,
    /// What to beware of.
    pub caveats: Vec<String>,
}

/// An inspection in a list.
#[derive(Clone, Debug, Serialize)]
pub struct InspectionRow {
    /// `soc-eastern`
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: Url,
    /// The programme's name.
    pub programme: String,
    /// The region.
    pub region: Option<Precomputed<Link>>,
    /// When it was published, if its source says.
    pub published: Option<String>,
    /// How many bodies it judged.
    pub judged: usize,
    /// Whether this collection holds its findings.
    pub is_held: bool,
}

/// The list of inspections.
#[derive(Clone, Debug, Serialize)]
pub struct InspectionIndex {
    /// The programmes with their inspections.
    pub programmes: Vec<ProgrammeView>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

/// A programme with its inspections.
#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeView {
    /// Its name.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// Its inspections.
    pub inspections: Vec<InspectionRow>,
}

/// An inspection's page.
#[derive(Clone, Debug, Serialize)]
pub struct InspectionPage {
    /// The inspection as in lists.
    pub inspection: InspectionRow,
    /// Its report.
    pub source: SourceView,
    /// The report that mentions it, if only that one was read.
    pub reported_in: Option<SourceView>,
    /// How old its evidence is.
    pub evidence: EvidenceView,
    /// What the report is.
    pub passages: Vec<PassageView>,
    /// The bodies that were inspected, each with the grade that this inspection gave it.
    pub bodies: Vec<Precomputed<BodyRow>>,
    /// The region, if it speaks of one as a whole.
    pub regions: Vec<Precomputed<Link>>,
    /// What was drawn from databases.
    pub extracts: Vec<ExtractView>,
}

impl ViewContext {
    /// A data extract as shown.
    pub fn extract(&self, id: Id<Extract>) -> ExtractView {
        let extract = &self.corpus.extracts[id];
        ExtractView {
            id: format!(
                "{}/{}",
                self.corpus.inspections[extract.inspection].id, extract.slug
            ),
            anchor: self.addresses.extract_anchor(id),
            url: self.addresses.extract(id),
            inspection: self.cache.inspection(extract.inspection),
            dataset: extract.dataset.clone(),
            drawn: extract.drawn.map(wording::date),
            period: period(extract.period),
            covers: extract.covers.clone(),
            filters: extract.filters.clone(),
            caveats: extract.caveats.clone(),
        }
    }

    /// An inspection in a list.
    pub fn inspection_row(&self, id: Id<Inspection>) -> InspectionRow {
        let inspection = &self.corpus.inspections[id];
        let accounts = inspection
            .accounts
            .iter()
            .map(|&account| &self.corpus.accounts[account]);
        InspectionRow {
            id: inspection.id.clone(),
            title: inspection.title.clone(),
            url: self.addresses.inspection(id),
            programme: self.corpus.programmes[inspection.programme].name.clone(),
            region: inspection.region.map(|region| self.cache.region(region)),
            published: published(inspection.published),
            judged: accounts
                .clone()
                .filter(|account| account.grade.is_some())
                .count(),
            is_held: inspection.cited_in.is_none(),
        }
    }

    /// The list of inspections.
    pub fn inspection_index(&self) -> InspectionIndex {
        let programmes = self.corpus.programmes.iter().map(|(id, programme)| {
            let own = self
                .corpus
                .inspections
                .iter()
                .filter(|(_, inspection)| inspection.programme == id);
            let inspections: Vec<InspectionRow> =
                own.map(|(id, _)| self.inspection_row(id)).collect();
            ProgrammeView {
                name: programme.name.clone(),
                meaning: programme.meaning.clone(),
                inspections,
            }
        });
        InspectionIndex {
            programmes: programmes
                .filter(|programme| !programme.inspections.is_empty())
                .collect(),
            downloads: vec![self.whole_table(pages::INSPECTIONS.title, "inspections")],
        }
    }

    /// An inspection's page.
    pub fn inspection_page(&self, id: Id<Inspection>) -> InspectionPage {
        let inspection = &self.corpus.inspections[id];
        let mut bodies = Vec::new();
        let mut regions = Vec::new();
        for &account in &inspection.accounts {
            match self.corpus.accounts[account].subject {
                Subject::Region(region) => regions.push(self.cache.region(region)),
                Subject::Body(body) => bodies.push((body, account)),
            }
        }
        // The unit first, as in the reports.
        bodies.sort_by_key(|&(body, _)| (self.corpus.bodies[body].kind == BodyKind::Force, body));
        bodies.dedup_by_key(|(body, _)| *body);
        InspectionPage {
            inspection: self.inspection_row(id),
            source: self.source(id),
            reported_in: inspection.cited_in.map(|cited| self.source(cited)),
            evidence: self.evidence(id, None),
            passages: self.passages(&inspection.passages),
            bodies: bodies
                .into_iter()
                .map(|(body, account)| self.graded_row(body, account))
                .collect(),
            regions,
            extracts: inspection
                .extracts
                .iter()
                .map(|&extract| self.extract(extract))
                .collect(),
        }
    }

    /// A body with the grade that one account gave it.
    fn graded_row(&self, body: Id<Body>, account: Id<Account>) -> Precomputed<BodyRow> {
        let account = &self.corpus.accounts[account];
        let row = BodyRow::of_account(account, body, &self.corpus, &self.addresses, &self.cache);
        self.cache.single(&row)
    }
}
