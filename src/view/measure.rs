//! Measures: what is counted, with all its figures and those that can be compared.

use serde::Serialize;

use super::{Comparison, Download, FigureView, Precomputed, ViewContext};
use crate::address::Url;
use crate::model::{Figure, Id, Measure, Subject};
use crate::wording;

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

/// A measure's page.
#[derive(Clone, Debug, Serialize)]
pub struct MeasurePage {
    /// The measure as in lists.
    pub measure: MeasureRow,
    /// Figures side by side.
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
            downloads: vec![self.whole_table(wording::table::FIGURES, "figures")],
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
}
