//! Figures as shown: with qualifier, unit, period and source, never apart from them; and charts of comparable ones.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Link, Precomputed, ViewCache, ViewContext};
use crate::address::{Addresses, Url};
use crate::date::{PartialDate, Period};
use crate::model::{AsOf, Choice, Corpus, Figure, Id, Inspection, Measure, Unit, grouped};

/// A figure as shown.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// `kent/disruptions-pursue`
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its row in the body's table of figures.
    pub url: Url,
    /// Whom it is about.
    pub subject: Precomputed<Link>,
    /// The measure.
    pub measure: Precomputed<Link>,
    /// What it counts, in words: "Lead disruptions recorded, pursue".
    pub label: String,
    /// The value with qualifier and unit, as the source gives it: "about 39", "almost three quarters", "£1,200,000".
    pub shown: String,
    /// The bare number; nothing for a fraction in words.
    pub value: Option<f64>,
    /// What a share is a share of.
    pub of: Option<String>,
    /// "year ending 31 May 2022", "at 1 April 2022", "at the time of the inspection"
    pub when: String,
    /// The activity.
    pub activity: Option<String>,
    /// Led, or in support.
    pub role: Option<String>,
    /// The inspection it comes from.
    pub inspection: Precomputed<Link>,
    /// The data extract it comes from.
    pub extract: Option<Precomputed<Link>>,
    /// The finding it stands in.
    pub finding: Option<Precomputed<Link>>,
    /// A caveat.
    pub note: Option<String>,
}

/// Figures of one body by activity that agree in everything else: a chart, with its table.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityChart {
    /// "Disruptions led"
    pub title: String,
    /// "year ending 31 May 2022"
    pub when: String,
    /// A bar an activity, in the publisher's order.
    pub bars: Vec<ActivityBar>,
    /// Caveats of the figures.
    pub notes: Vec<String>,
    /// Where they come from.
    pub extract: Option<Precomputed<Link>>,
}

/// A bar of a chart.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityBar {
    /// For styles: `pursue`
    pub id: String,
    /// "Pursue"
    pub name: String,
    /// The value as shown.
    pub shown: String,
    /// Its length, in per cent of the room there is.
    pub length: f64,
    /// The figure's own row.
    pub url: Url,
}

/// What figures must agree in to stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FigureClass {
    pub(super) measure: Id<Measure>,
    pub(super) unit: Id<Unit>,
    pub(super) role: Option<Id<Choice>>,
    pub(super) what: Option<String>,
    pub(super) of: Option<String>,
    pub(super) when: String,
    pub(super) extract: Option<String>,
    /// "At the time of the inspection" is another time for each inspection.
    pub(super) inspection: Option<Id<Inspection>>,
}

impl FigureView {
    /// A figure as shown.
    pub(super) fn new(
        id: Id<Figure>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> FigureView {
        let figure = &corpus.figures[id];
        let account = &corpus.accounts[figure.account];
        FigureView {
            id: format!("{}/{}", corpus.subject_id(figure.subject), figure.slug),
            anchor: addresses.figure_anchor(id),
            url: addresses.figure(id),
            subject: cache.subject(figure.subject),
            measure: cache.measure(figure.measure),
            label: label(figure, corpus),
            shown: shown(figure, corpus),
            value: figure.value.as_ref().map(|value| value.value),
            of: figure.of.clone(),
            when: when(figure),
            activity: figure.activity.map(|id| corpus.activities[id].name.clone()),
            role: figure.role.map(|id| corpus.roles[id].name.clone()),
            inspection: cache.inspection(account.inspection),
            extract: figure.extract.map(|id| cache.extract(id)),
            finding: figure.finding.map(|id| cache.finding(id)),
            note: figure.note.clone(),
        }
    }
}

/// What a figure counts, in words.
fn label(figure: &Figure, corpus: &Corpus) -> String {
    let mut label = counted(figure, corpus);
    if let Some(activity) = figure.activity {
        let activity = corpus.activities[activity].name.to_lowercase();
        if !label.to_lowercase().contains(&activity) {
            label = format!("{label}: {activity}");
        }
    }
    label
}

/// What a figure counts, whatever the activity, with its role unless the author's words name it: "Disruptions led".
fn counted(figure: &Figure, corpus: &Corpus) -> String {
    let name = capitalised(
        figure
            .what
            .as_ref()
            .unwrap_or_else(|| &corpus.measures[figure.measure].name),
    );
    let Some(role) = figure.role.map(|role| &corpus.roles[role]) else {
        return name;
    };
    let words = role.name.to_lowercase();
    let is_named = |text: &String| {
        [&words, &role.id]
            .into_iter()
            .any(|name| says(&text.to_lowercase(), name))
    };
    match &figure.what {
        None => format!("{name} {words}"),
        Some(what) if is_named(what) || figure.of.as_ref().is_some_and(is_named) => name,
        Some(_) => format!("{name} ({words})"),
    }
}

/// Whether a text holds some words as whole words: "led" is not in "handled".
fn says(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let ends = (
            text[..at].chars().next_back(),
            text[at + words.len()..].chars().next(),
        );
        ![ends.0, ends.1]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

/// The value with qualifier and unit, in the source's own words where it has words.
fn shown(figure: &Figure, corpus: &Corpus) -> String {
    let qualifier = figure
        .qualifier
        .map(|id| format!("{} ", corpus.qualifiers[id].name))
        .unwrap_or_default();
    if let Some(words) = &figure.words {
        // Words such as "about a third" may hold the qualifier already.
        return if words.starts_with(qualifier.trim()) {
            words.clone()
        } else {
            format!("{qualifier}{words}")
        };
    }
    // A figure without words has a value.
    let Some(value) = &figure.value else {
        return String::new();
    };
    let unit = &corpus.units[figure.unit];
    let after = if value.value == 1.0 {
        &unit.one
    } else {
        &unit.after
    };
    format!("{qualifier}{}{}{after}", unit.before, grouped(&value.text))
}

/// The length of a figure's bar. A figure without a value is in no chart.
fn value(figure: &Figure) -> f64 {
    figure.value.as_ref().map_or(0.0, |value| value.value)
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
                groups.entry(self.likeness(figure)).or_default().push(id);
            }
        }
        groups
            .into_iter()
            .filter_map(|(likeness, ids)| self.activity_chart(&likeness, ids))
            .collect()
    }

    fn activity_chart(
        &self,
        likeness: &FigureClass,
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
        let full = self.full(likeness, &ids);
        let mut notes: Vec<String> = ids
            .iter()
            .filter_map(|&id| self.corpus.figures[id].note.clone())
            .collect();
        notes.dedup();
        let bars = ids
            .iter()
            .map(|&id| {
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
                }
            })
            .collect();
        let figure = &self.corpus.figures[ids[0]];
        Some(ActivityChart {
            title: self.likeness_title(figure),
            when: likeness.when.clone(),
            bars,
            notes,
            extract: figure.extract.map(|id| self.cache.extract(id)),
        })
    }

    /// What a figure must share with another to stand beside it.
    pub(super) fn likeness(&self, figure: &Figure) -> FigureClass {
        FigureClass {
            measure: figure.measure,
            unit: figure.unit,
            role: figure.role,
            what: figure.what.as_ref().map(|what| what.to_lowercase()),
            of: figure.of.clone(),
            when: when(figure),
            // Extracts of different inspections with the same database and period are alike.
            extract: figure
                .extract
                .map(|id| self.corpus.extracts[id].dataset.clone()),
            inspection: match figure.as_of {
                Some(AsOf::Inspection | AsOf::AfterInspection | AsOf::NotStated) => {
                    Some(self.corpus.accounts[figure.account].inspection)
                }
                Some(AsOf::On(_)) | None => None,
            },
        }
    }

    /// The value whose bar takes all the room there is among like figures: a hundred per cent, or else the greatest of them.
    pub(super) fn full(&self, likeness: &FigureClass, figures: &[Id<Figure>]) -> f64 {
        let whole = if self.corpus.units[likeness.unit].is_share() {
            100.0
        } else {
            0.0
        };
        figures
            .iter()
            .map(|&id| value(&self.corpus.figures[id]))
            .fold(whole, f64::max)
    }

    /// "Disruptions led": what a group of like figures counts. `first` is one of them.
    pub(super) fn likeness_title(&self, first: &Figure) -> String {
        let title = counted(first, &self.corpus);
        match &first.of {
            Some(of) => format!("{title} (share of {of})"),
            None => title,
        }
    }
}

/// The time that a figure speaks of.
pub(super) fn when(figure: &Figure) -> String {
    match (figure.period, figure.as_of) {
        (Some(period), _) => capitalised(&period.to_string()),
        (None, Some(AsOf::On(partial_date @ PartialDate::Day(_)))) => format!("At {partial_date}"),
        (None, Some(AsOf::On(partial_date))) => format!("In {partial_date}"),
        (None, Some(AsOf::Inspection)) => "At the time of the inspection".to_owned(),
        (None, Some(AsOf::AfterInspection)) => "After the inspection".to_owned(),
        (None, Some(AsOf::NotStated) | None) => "Date not stated".to_owned(),
    }
}

/// A period as shown.
pub(super) fn period(period: Option<Period>) -> Option<String> {
    period.map(|period| capitalised(&period.to_string()))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
