//! Figures as shown: always with qualifier, unit, date and source.

use serde::Serialize;

use super::{CorrectionView, Link, Precomputed, ViewCache, ViewContext};
use crate::address::{Addresses, Url};
use crate::date::Period;
use crate::model::{AsOf, Corpus, Figure, Id, grouped};
use crate::wording;
use crate::wording::figure::SHARE;

/// A figure as shown.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// `kent/disruptions-pursue`
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its row in the body's table of figures.
    pub url: Url,
    /// The body or region that it is about.
    pub subject: Precomputed<Link>,
    /// The measure.
    pub measure: Precomputed<Link>,
    /// What it counts, in words: "Disruptions led: pursue", "Vehicles covered, as a share of the
    /// fleet".
    pub label: String,
    /// The value with qualifier and unit, as the source gives it: "about 39", "almost three
    /// quarters", "£1,200,000".
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
    /// The finding that gives it.
    pub finding: Option<Precomputed<Link>>,
    /// A caveat.
    pub note: Option<String>,
    /// Corrections of it, the earliest first.
    pub corrections: Vec<CorrectionView>,
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
            corrections: CorrectionView::all(
                figure.corrections.iter().copied(),
                corpus,
                addresses,
                cache,
            ),
        }
    }
}

/// What a figure counts, in words: "Disruptions led: pursue", "Vehicles covered, as a share of the
/// fleet".
pub(super) fn label(figure: &Figure, corpus: &Corpus) -> String {
    let mut label = counted(figure, corpus);
    if let Some(activity) = figure.activity {
        let activity = corpus.activities[activity].name.to_lowercase();
        if !label.to_lowercase().contains(&activity) {
            label = format!("{label}: {activity}");
        }
    }
    with_whole(label, figure)
}

/// Adds the whole that a share is a share of, unless the label names it already.
fn with_whole(label: String, figure: &Figure) -> String {
    match &figure.of {
        Some(of) if !label.starts_with(&format!("{SHARE}{of}")) => {
            wording::figure::share(&label, of)
        }
        Some(_) | None => label,
    }
}

/// What a figure counts, whatever the activity, with its role unless the author's words name it:
/// "Disruptions led".
fn counted(figure: &Figure, corpus: &Corpus) -> String {
    let measure = &corpus.measures[figure.measure].name;
    let name = match (&figure.what, &figure.of) {
        (Some(what), _) => capitalised(what),
        // The whole that it is a share of says more than the name of the measure.
        (None, Some(of)) if measure.starts_with(SHARE) => format!("{SHARE}{of}"),
        (None, _) => capitalised(measure),
    };
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
        None if figure.of.as_ref().is_some_and(is_named) => name,
        None => format!("{name} {words}"),
        Some(what) if is_named(what) || figure.of.as_ref().is_some_and(is_named) => name,
        Some(_) => format!("{name}, {words}"),
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
pub(super) fn shown(figure: &Figure, corpus: &Corpus) -> String {
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
pub(super) fn value(figure: &Figure) -> f64 {
    figure.value.as_ref().map_or(0.0, |value| value.value)
}

impl ViewContext {
    /// What a group of comparable figures counts: "Disruptions led". `first` is one of them.
    pub(super) fn class_title(&self, first: &Figure) -> String {
        with_whole(counted(first, &self.corpus), first)
    }
}

/// The time that a figure speaks of.
pub(super) fn when(figure: &Figure) -> String {
    match (figure.period, figure.as_of) {
        (Some(period), _) => capitalised(&wording::period(period)),
        (None, Some(AsOf::On(date))) => wording::as_of(date),
        (None, Some(AsOf::Inspection)) => wording::AT_INSPECTION.to_owned(),
        (None, Some(AsOf::AfterInspection)) => wording::AFTER_INSPECTION.to_owned(),
        (None, Some(AsOf::NotStated)) => wording::NO_PERIOD.to_owned(),
        (None, None) => wording::NO_DATE.to_owned(),
    }
}

/// A period as shown.
pub(super) fn period(period: Option<Period>) -> Option<String> {
    period.map(|period| capitalised(&wording::period(period)))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
