//! Charts of a body's figures by activity, each with its table, its source and the notes of each bar.

use std::collections::BTreeMap;

use serde::Serialize;

use super::comparison::FigureClass;
use super::figures::{shown, value};
use super::notes::NoteList;
use super::{Link, NoteView, Precomputed, ViewContext};
use crate::address::Url;
use crate::model::{Figure, Id};

/// Figures of one body by activity that agree in everything else: a chart, with its table.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityChart {
    /// "Disruptions led"
    pub title: String,
    /// "Year ending 31 May 2022"
    pub when: String,
    /// One bar per activity, in the publisher's order.
    pub bars: Vec<ActivityBar>,
    /// The notes of its bars.
    pub notes: Vec<NoteView>,
    /// The data extract that the figures come from.
    pub extract: Option<Precomputed<Link>>,
}

/// A bar of a chart.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityBar {
    /// For stylesheets: `pursue`
    pub id: String,
    /// "Pursue"
    pub name: String,
    /// The value as shown.
    pub shown: String,
    /// Its length, in per cent of the longest possible.
    pub length: f64,
    /// The figure's own row.
    pub url: Url,
    /// The letter of its note.
    pub note: Option<String>,
}

impl ViewContext {
    /// Charts of figures by activity: only those that agree in everything but the activity, at least two together.
    pub fn activity_charts(
        &self,
        figures: impl IntoIterator<Item = Id<Figure>>,
    ) -> Vec<ActivityChart> {
        let mut groups: BTreeMap<FigureClass, Vec<Id<Figure>>> = BTreeMap::new();
        for id in figures {
            let figure = &self.corpus.figures[id];
            if figure.activity.is_some() && figure.qualifier.is_none() && figure.words.is_none() {
                groups
                    .entry(self.figure_class(figure))
                    .or_default()
                    .push(id);
            }
        }
        groups
            .into_iter()
            .filter_map(|(class, ids)| self.activity_chart(&class, ids))
            .collect()
    }

    fn activity_chart(
        &self,
        class: &FigureClass,
        mut ids: Vec<Id<Figure>>,
    ) -> Option<ActivityChart> {
        ids.sort_by_key(|&id| self.corpus.figures[id].activity);
        // Two figures of one activity are two statements, not a chart.
        let distinct = ids.windows(2).all(|pair| {
            self.corpus.figures[pair[0]].activity != self.corpus.figures[pair[1]].activity
        });
        if ids.len() < 2 || !distinct {
            return None;
        }
        let full = self.full(class, &ids);
        let mut notes = NoteList::default();
        let bars = ids
            .iter()
            .map(|&id| self.activity_bar(id, full, &mut notes))
            .collect();
        let first = &self.corpus.figures[ids[0]];
        Some(ActivityChart {
            title: self.class_title(first),
            when: class.when.clone(),
            bars,
            notes: notes.into_notes(),
            extract: first.extract.map(|id| self.cache.extract(id)),
        })
    }

    fn activity_bar(&self, id: Id<Figure>, full: f64, notes: &mut NoteList) -> ActivityBar {
        let figure = &self.corpus.figures[id];
        let activity = figure
            .activity
            .map(|activity| &self.corpus.activities[activity]);
        ActivityBar {
            id: activity
                .map(|activity| activity.id.clone())
                .unwrap_or_default(),
            name: activity
                .map(|activity| activity.name.clone())
                .unwrap_or_default(),
            shown: shown(figure, &self.corpus),
            length: if full > 0.0 {
                (value(figure) / full * 1000.0).round() / 10.0
            } else {
                0.0
            },
            url: self.addresses.figure(id),
            note: figure.note.as_ref().map(|note| notes.letter(note)),
        }
    }
}
