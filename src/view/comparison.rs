//! Figures of several bodies side by side: only those that agree in what they count, when, and how it was counted.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::figures::{value, when};
use super::notes::NoteList;
use super::{FigureView, Link, NoteView, Precomputed, ViewContext};
use crate::model::{
    AsOf, BodyKind, Choice, Extract, Figure, Id, Inspection, Measure, Subject, Unit,
};

/// Comparable figures: one row per body, one column per activity.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// What they count: "Disruptions led".
    pub title: String,
    /// What kind of body the figures are about: `force`, `rocu` or `region`.
    pub of: &'static str,
    /// The date or period of all of them.
    pub when: String,
    /// Whether the sources leave open what they are for other figures of this measure: led, or in support.
    pub lacks_role: bool,
    /// The inspection that they come from.
    pub inspection: Precomputed<Link>,
    /// The data extract that they come from.
    pub extract: Option<Precomputed<Link>>,
    /// The activities that any of them has, in the publisher's order; empty if none has one.
    pub activities: Vec<String>,
    /// The value of the longest bar: a hundred per cent, or the greatest.
    pub full: f64,
    /// The rows.
    pub rows: Vec<ComparisonRow>,
    /// The notes of its cells.
    pub notes: Vec<NoteView>,
}

/// A body's figures in a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonRow {
    /// The body or region.
    pub subject: Precomputed<Link>,
    /// Its figure for all activities together, as the source gives it.
    pub whole: Option<ComparisonCell>,
    /// Its figures by activity.
    pub by_activity: Vec<Option<ComparisonCell>>,
}

/// A figure in a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonCell {
    /// The figure.
    pub figure: Precomputed<FigureView>,
    /// The letter of its note.
    pub note: Option<String>,
}

/// Whose figure it is. Forces and regional units are not compared with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Region,
    Rocu,
    Force,
}

impl Whose {
    fn name(self) -> &'static str {
        match self {
            Whose::Region => "region",
            Whose::Rocu => "rocu",
            Whose::Force => "force",
        }
    }
}

/// What figures must agree in to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FigureClass {
    measure: Id<Measure>,
    whose: Whose,
    pub(super) unit: Id<Unit>,
    role: Option<Id<Choice>>,
    what: Option<String>,
    of: Option<String>,
    pub(super) when: String,
    /// Each inspection draws its own data, with filters of its own.
    inspection: Id<Inspection>,
    extract: Option<Id<Extract>>,
}

impl ViewContext {
    /// What a figure must share with another to be compared with it.
    pub(super) fn figure_class(&self, figure: &Figure) -> FigureClass {
        let inspection = self.corpus.accounts[figure.account].inspection;
        FigureClass {
            measure: figure.measure,
            whose: match figure.subject {
                Subject::Region(_) => Whose::Region,
                Subject::Body(id) => match self.corpus.bodies[id].kind {
                    BodyKind::Rocu => Whose::Rocu,
                    BodyKind::Force => Whose::Force,
                },
            },
            unit: figure.unit,
            role: figure.role,
            what: figure.what.as_ref().map(|what| what.to_lowercase()),
            of: figure.of.clone(),
            when: self.when_in_class(figure, inspection),
            inspection,
            extract: figure.extract,
        }
    }

    /// The date of a figure. "At the time of the inspection" differs between bodies that were inspected at different times.
    fn when_in_class(&self, figure: &Figure, inspection: Id<Inspection>) -> String {
        let when = when(figure);
        let body = match (figure.as_of, figure.subject) {
            (Some(AsOf::Inspection), Subject::Body(body)) if figure.period.is_none() => body,
            _ => return when,
        };
        let fieldwork = self.evidence(inspection, Some(body)).fieldwork;
        match fieldwork.is_empty() {
            true => when,
            false => format!("{when}, {}", fieldwork.join("; ")),
        }
    }

    /// Groups comparable figures, where at least `fewest` bodies share them.
    pub fn comparisons(
        &self,
        figures: impl Iterator<Item = Id<Figure>>,
        fewest: usize,
    ) -> Vec<Comparison> {
        let mut groups: BTreeMap<FigureClass, Vec<Id<Figure>>> = BTreeMap::new();
        for figure in figures {
            groups
                .entry(self.figure_class(&self.corpus.figures[figure]))
                .or_default()
                .push(figure);
        }
        groups
            .into_iter()
            .filter_map(|(class, figures)| self.comparison(&class, &figures, fewest))
            .collect()
    }

    /// The same, but only those groups that a subject has a figure in.
    pub fn comparisons_with(
        &self,
        subject: Subject,
        figures: impl Iterator<Item = Id<Figure>>,
    ) -> Vec<Comparison> {
        let all: Vec<Id<Figure>> = figures.collect();
        let class = |id: &Id<Figure>| self.figure_class(&self.corpus.figures[*id]);
        let own = all
            .iter()
            .filter(|&&id| self.corpus.figures[id].subject == subject);
        let classes: BTreeSet<FigureClass> = own.map(class).collect();
        let is_wanted = |id: &Id<Figure>| classes.contains(&class(id));
        self.comparisons(all.iter().copied().filter(is_wanted), 2)
    }

    fn comparison(
        &self,
        class: &FigureClass,
        figures: &[Id<Figure>],
        fewest: usize,
    ) -> Option<Comparison> {
        let mut activities: Vec<Id<Choice>> = figures
            .iter()
            .filter_map(|&id| self.corpus.figures[id].activity)
            .collect();
        activities.sort();
        activities.dedup();
        let mut notes = NoteList::default();
        // The figures come subject by subject.
        let mut row = |own: &[Id<Figure>]| {
            let mut of = |activity| {
                let mut of = own
                    .iter()
                    .filter(|&&id| self.corpus.figures[id].activity == activity);
                let &first = of.next()?;
                // Two of one kind conflict, so neither is compared.
                of.next().is_none().then(|| {
                    let note = &self.corpus.figures[first].note;
                    ComparisonCell {
                        figure: self.cache.figure(first),
                        note: note.as_ref().map(|note| notes.letter(note)),
                    }
                })
            };
            let by_activity = activities.iter().map(|&id| of(Some(id))).collect();
            ComparisonRow {
                subject: self.cache.subject(self.corpus.figures[own[0]].subject),
                by_activity,
                whole: of(None),
            }
        };
        let same_subject = |a: &Id<Figure>, b: &Id<Figure>| {
            self.corpus.figures[*a].subject == self.corpus.figures[*b].subject
        };
        let mut subjects: Vec<&[Id<Figure>]> = figures.chunk_by(same_subject).collect();
        subjects.sort_by(|a, b| self.ranks_at(b).total_cmp(&self.ranks_at(a)));
        let mut rows: Vec<ComparisonRow> = subjects.into_iter().map(&mut row).collect();
        rows.retain(|row| row.whole.is_some() || row.by_activity.iter().any(Option::is_some));
        let first = &self.corpus.figures[*figures.first()?];
        let lacks_role = class.role.is_none()
            && self
                .figures_of_measure(class.measure)
                .iter()
                .any(|&id| self.corpus.figures[id].role.is_some());
        (rows.len() >= fewest).then(|| Comparison {
            title: self.class_title(first),
            of: class.whose.name(),
            when: class.when.clone(),
            lacks_role,
            inspection: self.cache.inspection(class.inspection),
            extract: class.extract.map(|id| self.cache.extract(id)),
            activities: activities
                .iter()
                .map(|&id| self.corpus.activities[id].name.clone())
                .collect(),
            full: self.full(class, figures),
            rows,
            notes: notes.into_notes(),
        })
    }

    /// The value that a subject is ordered by: that of all activities, or else that of the first.
    fn ranks_at(&self, own: &[Id<Figure>]) -> f64 {
        own.iter()
            .map(|&id| &self.corpus.figures[id])
            .min_by_key(|figure| figure.activity)
            .map_or(0.0, value)
    }

    /// The value of the longest bar among comparable figures: a hundred per cent, or the greatest of them.
    pub(super) fn full(&self, class: &FigureClass, figures: &[Id<Figure>]) -> f64 {
        let whole = if self.corpus.units[class.unit].is_share() {
            100.0
        } else {
            0.0
        };
        figures
            .iter()
            .map(|&id| value(&self.corpus.figures[id]))
            .fold(whole, f64::max)
    }
}
