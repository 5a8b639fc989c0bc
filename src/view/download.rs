//! The rows of a page's tables as files beside it: which rows, in which order, and where the files
//! are.
//!
//! The page that shows and links them and the export that writes them both ask here, so that they
//! cannot differ.

use serde::Serialize;

use super::ViewContext;
use crate::address::Url;
use crate::model::{
    Body, BodyKind, Figure, Finding, Id, Measure, Recommendation, Region, Subject, Tone, Topic,
};
use crate::wording::{pages, table};

/// A file of rows, in both formats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Download {
    /// What the rows are: "Findings"
    pub label: String,
    /// As CSV.
    pub csv: Url,
    /// As JSON.
    pub json: Url,
}

/// Rows of one table of the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowSelection {
    /// Of `bodies`.
    Bodies(Vec<Id<Body>>),
    /// Of `findings`.
    Findings(Vec<Id<Finding>>),
    /// Of `recommendations`.
    Recommendations(Vec<Id<Recommendation>>),
    /// Of `figures`.
    Figures(Vec<Id<Figure>>),
}

impl RowSelection {
    /// The table's name, which is that of the files too.
    pub fn table(&self) -> &'static str {
        match self {
            RowSelection::Bodies(_) => "bodies",
            RowSelection::Findings(_) => "findings",
            RowSelection::Recommendations(_) => "recommendations",
            RowSelection::Figures(_) => "figures",
        }
    }

    /// The places of the rows in their table, in the order of the page.
    pub fn places(&self) -> Vec<usize> {
        fn places<T>(ids: &[Id<T>]) -> Vec<usize> {
            ids.iter().map(|id| id.row()).collect()
        }
        match self {
            RowSelection::Bodies(ids) => places(ids),
            RowSelection::Findings(ids) => places(ids),
            RowSelection::Recommendations(ids) => places(ids),
            RowSelection::Figures(ids) => places(ids),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            RowSelection::Bodies(ids) => ids.is_empty(),
            RowSelection::Findings(ids) => ids.is_empty(),
            RowSelection::Recommendations(ids) => ids.is_empty(),
            RowSelection::Figures(ids) => ids.is_empty(),
        }
    }
}

/// The rows of one of a page's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableExport {
    /// The page.
    pub page: Url,
    /// What the page is about, by name.
    pub about: String,
    /// What the rows are.
    pub label: &'static str,
    /// The rows.
    pub rows: RowSelection,
}

impl ViewContext {
    /// The rows of every page's tables, page by page.
    pub fn slices(&self) -> Vec<TableExport> {
        let corpus = &*self.corpus;
        let mut slices = vec![];
        slices.extend(corpus.regions.ids().flat_map(|id| self.region_slices(id)));
        slices.extend(corpus.bodies.ids().flat_map(|id| self.body_slices(id)));
        slices.extend(corpus.topics.ids().flat_map(|id| self.topic_slices(id)));
        slices.extend(corpus.measures.ids().flat_map(|id| self.measure_slices(id)));
        slices.extend(
            [BodyKind::Force, BodyKind::Rocu]
                .into_iter()
                .flat_map(|kind| self.body_index_slices(kind)),
        );
        slices.extend(self.practice_slices());
        slices.extend(self.judgment_slices());
        slices
    }

    /// What a region's page shows of its bodies and of itself.
    pub fn region_slices(&self, id: Id<Region>) -> Vec<TableExport> {
        let figures = self
            .subjects_of(id)
            .into_iter()
            .flat_map(|subject| self.corpus.figures_of(subject));
        let bodies = if self.corpus.regions[id].rocu.is_some() {
            table::FORCES_AND_UNIT
        } else {
            table::FORCES
        };
        let tables = [
            (
                bodies,
                RowSelection::Bodies(self.corpus.bodies_of(id).collect()),
            ),
            (
                table::BOXED_FINDINGS,
                RowSelection::Findings(self.boxed_in(id)),
            ),
            (
                pages::RECOMMENDATIONS.title,
                RowSelection::Recommendations(self.due_in(id)),
            ),
            (
                table::REGION_FIGURES,
                RowSelection::Figures(figures.collect()),
            ),
        ];
        beside(
            &self.addresses.region(id),
            &self.corpus.subject_name(Subject::Region(id)),
            tables,
        )
    }

    /// What a body's page shows.
    pub fn body_slices(&self, id: Id<Body>) -> Vec<TableExport> {
        let subject = Subject::Body(id);
        let findings: Vec<_> = self.corpus.findings_of(subject).collect();
        let tables = [
            (
                pages::RECOMMENDATIONS.title,
                RowSelection::Recommendations(self.recommendations_of(subject)),
            ),
            (pages::FINDINGS.title, RowSelection::Findings(findings)),
            (
                table::FIGURES,
                RowSelection::Figures(self.corpus.figures_of(subject).collect()),
            ),
        ];
        beside(
            &self.addresses.body(id),
            &self.corpus.bodies[id].name,
            tables,
        )
    }

    /// The recommendations of the present account of a body or region, and those of earlier accounts that nothing has
    /// ended, the earliest due first.
    pub(super) fn recommendations_of(&self, subject: Subject) -> Vec<Id<Recommendation>> {
        let corpus = &*self.corpus;
        let advice = corpus
            .findings_of(subject)
            .flat_map(|id| corpus.findings[id].recommendations.iter().copied());
        let is_shown = |id: &Id<Recommendation>| {
            let row = &corpus.recommendations[*id];
            let account = corpus.findings[row.finding].account;
            corpus.is_present(account) || !corpus.standing(&row.follow_up, self.today).is_ended()
        };
        self.due_first(advice.filter(is_shown))
    }

    /// What a topic's page shows.
    pub fn topic_slices(&self, id: Id<Topic>) -> Vec<TableExport> {
        let findings = self.gravest_first(self.findings_of_topic(id).iter().copied());
        beside(
            &self.addresses.topic(id),
            &self.corpus.topics[id].name,
            [(pages::FINDINGS.title, RowSelection::Findings(findings))],
        )
    }

    /// What a measure's page shows.
    pub fn measure_slices(&self, id: Id<Measure>) -> Vec<TableExport> {
        beside(
            &self.addresses.measure(id),
            &self.corpus.measures[id].name,
            [(
                table::FIGURES,
                RowSelection::Figures(self.figures_of_measure(id).to_vec()),
            )],
        )
    }

    /// What the list of forces or ROCUs shows.
    pub fn body_index_slices(&self, kind: BodyKind) -> Vec<TableExport> {
        let label = match kind {
            BodyKind::Force => table::FORCES,
            BodyKind::Rocu => table::REGIONAL_UNITS,
        };
        let page = self.addresses.at(&format!("{}/", kind.folder()));
        beside(
            &page,
            label,
            [(label, RowSelection::Bodies(self.by_name(kind)))],
        )
    }

    /// What the register of practice shows.
    pub fn practice_slices(&self) -> Vec<TableExport> {
        beside(
            &self.addresses.at("practice/"),
            pages::PRACTICE.title,
            [(
                pages::PRACTICE.title,
                RowSelection::Findings(self.practice()),
            )],
        )
    }

    /// What the page of judgments shows: the judged bodies by region.
    pub fn judgment_slices(&self) -> Vec<TableExport> {
        let bodies = self
            .corpus
            .by_region()
            .into_iter()
            .flat_map(|group| group.bodies);
        let judged = bodies
            .filter(|&id| self.corpus.grade(id).is_some())
            .collect();
        beside(
            &self.addresses.at("judgments/"),
            pages::JUDGMENTS.title,
            [(pages::JUDGMENTS.title, RowSelection::Bodies(judged))],
        )
    }

    /// The links to slices.
    pub fn downloads(&self, slices: &[TableExport]) -> Vec<Download> {
        let link = |slice: &TableExport| Download {
            label: slice.label.to_owned(),
            csv: self
                .addresses
                .beside(&slice.page, &format!("{}.csv", slice.rows.table())),
            json: self
                .addresses
                .beside(&slice.page, &format!("{}.json", slice.rows.table())),
        };
        slices.iter().map(link).collect()
    }

    /// The link to a whole table of the export.
    pub fn whole_table(&self, label: &str, table: &str) -> Download {
        let at = |extension| self.addresses.table(table, extension);
        Download {
            label: label.to_owned(),
            csv: at("csv"),
            json: at("json"),
        }
    }

    /// The calendar of a page that shows recommendations.
    pub fn calendar(&self, slices: &[TableExport]) -> Option<Url> {
        let dated = slices
            .iter()
            .find(|slice| matches!(slice.rows, RowSelection::Recommendations(_)));
        dated.map(|slice| self.addresses.calendar(&slice.page))
    }

    /// The calendar of a body's page, which also holds what the publication of its reports makes
    /// due.
    pub(super) fn body_calendar(&self, id: Id<Body>, slices: &[TableExport]) -> Option<Url> {
        let has_clock = !self.timed_accounts(Subject::Body(id)).is_empty();
        let own = || has_clock.then(|| self.addresses.calendar(&self.addresses.body(id)));
        self.calendar(slices).or_else(own)
    }

    /// A region and its bodies.
    pub(super) fn subjects_of(&self, id: Id<Region>) -> Vec<Subject> {
        std::iter::once(Subject::Region(id))
            .chain(self.corpus.bodies_of(id).map(Subject::Body))
            .collect()
    }

    /// The findings of a region and of the bodies that were in it when they were inspected.
    fn findings_in(&self, id: Id<Region>) -> Vec<Id<Finding>> {
        let corpus = &*self.corpus;
        let is_here = |finding: &Id<Finding>| {
            corpus.region_of_account(corpus.findings[*finding].account) == Some(id)
        };
        let own = self
            .subjects_of(id)
            .into_iter()
            .flat_map(|subject| corpus.findings_of(subject));
        // Bodies that are in another region now.
        let inspections = corpus
            .inspections
            .iter()
            .filter(|(_, it)| it.region == Some(id));
        let moved = inspections
            .flat_map(|(_, inspection)| &inspection.accounts)
            .filter(|&&account| corpus.region_of(corpus.accounts[account].subject) != Some(id))
            .flat_map(|&account| corpus.accounts[account].findings.iter().copied());
        own.filter(is_here).chain(moved).collect()
    }

    /// The boxed findings of a region and its bodies, the gravest first.
    pub(super) fn boxed_in(&self, id: Id<Region>) -> Vec<Id<Finding>> {
        let is_boxed = |&finding: &Id<Finding>| self.corpus.findings[finding].kind.is_some();
        self.gravest_first(self.findings_in(id).into_iter().filter(is_boxed))
    }

    /// The recommendations to a region and its bodies, the earliest due first.
    pub(super) fn due_in(&self, id: Id<Region>) -> Vec<Id<Recommendation>> {
        self.due_first(
            self.findings_in(id)
                .into_iter()
                .flat_map(|id| self.corpus.findings[id].recommendations.iter().copied()),
        )
    }

    /// Practice worth copying, by kind, then region and body.
    pub(super) fn practice(&self) -> Vec<Id<Finding>> {
        let findings = self
            .subjects()
            .into_iter()
            .flat_map(|subject| self.corpus.findings_of(subject));
        self.gravest_first(findings.filter(|&id| self.finding_tone(id) == Some(Tone::Practice)))
    }

    /// The bodies of a kind, by name; those that have ended after the others.
    pub(super) fn by_name(&self, kind: BodyKind) -> Vec<Id<Body>> {
        let mut bodies: Vec<_> = self.corpus.bodies_of_kind(kind).collect();
        bodies.sort_by_key(|&(id, body)| (!self.exists(id), &body.name));
        bodies.into_iter().map(|(id, _)| id).collect()
    }

    /// Recommendations, the earliest due first.
    pub fn due_first(
        &self,
        ids: impl IntoIterator<Item = Id<Recommendation>>,
    ) -> Vec<Id<Recommendation>> {
        let mut ids: Vec<_> = ids.into_iter().collect();
        ids.sort_by_key(|&id| (self.corpus.recommendations[id].due, id));
        ids
    }
}

/// A page's tables that hold anything.
fn beside<const N: usize>(
    page: &Url,
    about: &str,
    tables: [(&'static str, RowSelection); N],
) -> Vec<TableExport> {
    let tables = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
    tables
        .map(|(label, rows)| TableExport {
            page: page.clone(),
            about: about.to_owned(),
            label,
            rows,
        })
        .collect()
}
