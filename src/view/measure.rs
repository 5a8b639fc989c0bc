//! Measures: figures side by side only where period and definition agree, each with its caveats.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::figures::FigureClass;
use super::{Download, FigureView, Link, Precomputed, ViewContext};
use crate::address::Url;
use crate::model::{Choice, Figure, Id, Measure, Subject};

/// A measure in a list.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureRow {
    /// `disruptions`
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it counts.
    pub meaning: String,
    /// Its page.
    pub url: Url,
    /// How many figures there are.
    pub figures: usize,
    /// Of how many bodies and regions.
    pub subjects: usize,
}

/// The list of measures.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureIndex {
    /// The measures that have figures, in the vocabulary's order.
    pub measures: Vec<MeasureRow>,
    /// All their figures as files.
    pub downloads: Vec<Download>,
}

/// Figures that are alike, side by side: a row a body, a column an activity.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// What they count.
    pub title: String,
    /// The time they all speak of.
    pub when: String,
    /// The activities that any of them has, in the publisher's order; empty if none has one.
    pub activities: Vec<String>,
    /// The value whose bar takes all the room there is: a hundred per cent, or else the greatest.
    pub full: f64,
    /// The rows.
    pub rows: Vec<ComparisonRow>,
}

/// A body's figures in a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonRow {
    /// The body or region.
    pub subject: Precomputed<Link>,
    /// Its figure of all activities together, as the source gives it.
    pub whole: Option<Precomputed<FigureView>>,
    /// Its figures by activity.
    pub by_activity: Vec<Option<Precomputed<FigureView>>>,
}

/// A measure's page.
#[derive(Clone, Debug, Serialize)]
pub struct MeasurePage {
    /// The measure as in lists.
    pub measure: MeasureRow,
    /// Figures that stand side by side.
    pub comparisons: Vec<Comparison>,
    /// Every figure, by body.
    pub figures: Vec<Precomputed<FigureView>>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

impl ViewContext {
    /// The figures of a measure, in the order of the registers. The first call sorts the figures of all measures.
    pub fn figures_of_measure(&self, id: Id<Measure>) -> &[Id<Figure>] {
        let by_measure = self.cache.figures_by_measure.get_or_init(|| {
            let mut by_measure = vec![Vec::new(); self.corpus.measures.len()];
            for subject in self.subjects() {
                for figure in self.corpus.figures_of(subject) {
                    by_measure[self.corpus.figures[figure].measure.row()].push(figure);
                }
            }
            by_measure
        });
        &by_measure[id.row()]
    }

    /// The list of measures.
    pub fn measure_index(&self) -> MeasureIndex {
        MeasureIndex {
            measures: self
                .corpus
                .measures
                .ids()
                .map(|id| self.measure_row(id))
                .collect(),
            downloads: vec![self.whole_table("Figures", "figures")],
        }
    }

    /// A measure in a list.
    pub fn measure_row(&self, id: Id<Measure>) -> MeasureRow {
        let figures = self.figures_of_measure(id);
        let measure = &self.corpus.measures[id];
        let mut subjects: Vec<Subject> = figures
            .iter()
            .map(|&figure| self.corpus.figures[figure].subject)
            .collect();
        subjects.sort();
        subjects.dedup();
        MeasureRow {
            id: measure.id.clone(),
            name: measure.name.clone(),
            meaning: measure.meaning.clone(),
            url: self.addresses.measure(id),
            figures: figures.len(),
            subjects: subjects.len(),
        }
    }

    /// A measure's page.
    pub fn measure_page(&self, id: Id<Measure>) -> MeasurePage {
        let figures = self.figures_of_measure(id);
        MeasurePage {
            measure: self.measure_row(id),
            comparisons: self.comparisons(figures.iter().copied(), 2),
            figures: figures
                .iter()
                .map(|&figure| self.cache.figure(figure))
                .collect(),
            downloads: self.downloads(&self.measure_slices(id)),
        }
    }

    /// Groups figures that are alike in measure, unit, role, definition and time, where at least `fewest` bodies share them.
    pub fn comparisons(
        &self,
        figures: impl Iterator<Item = Id<Figure>>,
        fewest: usize,
    ) -> Vec<Comparison> {
        let mut groups: BTreeMap<FigureClass, Vec<Id<Figure>>> = BTreeMap::new();
        for figure in figures {
            groups
                .entry(self.likeness(&self.corpus.figures[figure]))
                .or_default()
                .push(figure);
        }
        groups
            .into_iter()
            .filter_map(|(likeness, figures)| self.comparison(&likeness, &figures, fewest))
            .collect()
    }

    /// The same, but only those groups that a subject has a figure in.
    pub fn comparisons_with(
        &self,
        subject: Subject,
        figures: impl Iterator<Item = Id<Figure>>,
    ) -> Vec<Comparison> {
        let all: Vec<Id<Figure>> = figures.collect();
        let own = all
            .iter()
            .map(|&id| &self.corpus.figures[id])
            .filter(|figure| figure.subject == subject);
        let alike: BTreeSet<FigureClass> = own.map(|figure| self.likeness(figure)).collect();
        let is_alike = |id: &Id<Figure>| alike.contains(&self.likeness(&self.corpus.figures[*id]));
        self.comparisons(all.into_iter().filter(is_alike), 2)
    }

    fn comparison(
        &self,
        likeness: &FigureClass,
        figures: &[Id<Figure>],
        fewest: usize,
    ) -> Option<Comparison> {
        let mut activities: Vec<Id<Choice>> = figures
            .iter()
            .filter_map(|&id| self.corpus.figures[id].activity)
            .collect();
        activities.sort();
        activities.dedup();
        // The figures come subject by subject.
        let row = |own: &[Id<Figure>]| {
            let of = |activity| {
                let mut of = own
                    .iter()
                    .filter(|&&id| self.corpus.figures[id].activity == activity);
                let first = of.next();
                // Two of one kind conflict; neither may stand for the body here.
                first
                    .filter(|_| of.next().is_none())
                    .map(|&id| self.cache.figure(id))
            };
            ComparisonRow {
                subject: self.cache.subject(self.corpus.figures[own[0]].subject),
                whole: of(None),
                by_activity: activities
                    .iter()
                    .map(|&activity| of(Some(activity)))
                    .collect(),
            }
        };
        let same_subject = |a: &Id<Figure>, b: &Id<Figure>| {
            self.corpus.figures[*a].subject == self.corpus.figures[*b].subject
        };
        let rows: Vec<ComparisonRow> = figures.chunk_by(same_subject).map(row).collect();
        let has_any = |row: &ComparisonRow| {
            row.whole.is_some() || row.by_activity.iter().any(Option::is_some)
        };
        let rows: Vec<ComparisonRow> = rows.into_iter().filter(has_any).collect();
        let first = &self.corpus.figures[*figures.first()?];
        (rows.len() >= fewest).then(|| Comparison {
            title: self.likeness_title(first),
            when: likeness.when.clone(),
            activities: activities
                .iter()
                .map(|&id| self.corpus.activities[id].name.clone())
                .collect(),
            full: self.full(likeness, figures),
            rows,
        })
    }
}
