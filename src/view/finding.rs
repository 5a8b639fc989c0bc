//! Findings: a row of a register, and the whole with its words.

use jiff::civil::Date;
use serde::Serialize;

use super::palette::{kind_class, kind_colours};
use super::{
    AnswerLink, CorrectionView, Elsewhere, EntryView, Link, Precomputed, RecommendationView,
    RenderedProse, SameFinding, StatusView, ViewCache, ViewContext,
};
use crate::address::{Addresses, Url};
use crate::colour::Colour;
use crate::model::{Corpus, Finding, FindingKind, Followed, Id, QuestionArea};

/// A boxed kind of finding as shown.
#[derive(Clone, Debug, Serialize)]
pub struct KindView {
    /// For styles: `area-for-improvement`
    pub id: String,
    /// For one.
    pub name: String,
    /// For several.
    pub plural: String,
    /// `concern`, `improvement` or `practice`
    pub tone: &'static str,
    /// What it means.
    pub meaning: String,
    /// Place among the kinds: 1 is the gravest.
    pub rank: usize,
    /// How many kinds there are.
    pub of: usize,
    /// For stylesheets: `tone-practice kind-rank-4-of-4 is-variant`. The palette gives each rank
    /// its colours; a variant is not the first kind of its tone, so its shape must differ.
    pub class: String,
    /// The colour of its name and lines on paper, as `#9d2117`.
    pub ink: Colour,
    /// The colour behind its text on paper.
    pub ground: Colour,
    /// How many kinds of the same tone are graver.
    pub variant: usize,
}

/// How many findings of a kind there are.
#[derive(Clone, Debug, Serialize)]
pub struct KindCount {
    /// The kind: a [`KindView`].
    pub kind: Precomputed<KindView>,
    /// How many.
    pub count: usize,
}

/// A finding in a list.
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// `kent/local-profile`
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: Url,
    /// Its boxed kind.
    pub kind: Option<Precomputed<KindView>>,
    /// The id and short name of its question area.
    pub area: Option<Precomputed<AreaName>>,
    /// The body or region that it is about.
    pub subject: Precomputed<Link>,
    /// The region.
    pub region: Option<Precomputed<Link>>,
    /// What it is about.
    pub topics: Vec<Precomputed<Link>>,
    /// Whether the body does this well.
    pub is_strength: bool,
    /// What became of it, if anything is known on the site's date.
    pub status: Option<StatusView>,
}

/// A question area by name.
#[derive(Clone, Debug, Serialize)]
pub struct AreaName {
    /// `understanding`
    pub id: String,
    /// In full.
    pub name: String,
    /// Where there is little room.
    pub short: String,
}

/// A finding in full.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    /// Its anchor.
    pub slug: String,
    /// Its number in its body or region: `K3`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its own address.
    pub url: Url,
    /// Its boxed kind.
    pub kind: Option<Precomputed<KindView>>,
    /// What it is about.
    pub topics: Vec<Precomputed<Link>>,
    /// Whether the body does this well.
    pub is_strength: bool,
    /// Its words.
    pub words: RenderedProse,
    /// Recommendations that hang on it.
    pub recommendations: Vec<RecommendationView>,
    /// Findings of others on the same topics, on the site and for shortcomings.
    pub elsewhere: Option<Elsewhere>,
    /// The page that it has for itself, if findings have one.
    pub page: Option<Url>,
    /// What became of it, if anything is known on the site's date.
    pub status: Option<StatusView>,
    /// All that is known of what became of it up to the site's date, the earliest first.
    pub follow_up: Vec<EntryView>,
    /// Answers to it.
    pub answers: Vec<AnswerLink>,
    /// Corrections of it, the earliest first.
    pub corrections: Vec<CorrectionView>,
    /// Where earlier inspections found the same, the first one first.
    pub found_before: Vec<SameFinding>,
    /// Where later inspections found the same.
    pub found_again: Vec<SameFinding>,
}

impl KindView {
    /// The kind at `row` of the publisher's kinds, as shown.
    pub fn new(kinds: &[FindingKind], row: usize) -> KindView {
        let (kind, print) = (&kinds[row], kind_colours(&kinds[row]).print);
        let graver = &kinds[..row];
        let variant = graver
            .iter()
            .filter(|other| other.tone == kind.tone)
            .count();
        let class = kind_class(row, kinds.len());
        let class = format!("tone-{} {class}", kind.tone.name());
        KindView {
            id: kind.id.clone(),
            name: kind.name.clone(),
            plural: kind.plural.clone(),
            tone: kind.tone.name(),
            meaning: kind.meaning.clone(),
            rank: row + 1,
            of: kinds.len(),
            class: if variant == 0 {
                class
            } else {
                class + " is-variant"
            },
            ink: print.ink,
            ground: print.ground,
            variant,
        }
    }
}

impl AreaName {
    /// A question area by name.
    pub fn new(area: &QuestionArea) -> AreaName {
        AreaName {
            id: area.id.clone(),
            name: area.name.clone(),
            short: area.short.clone(),
        }
    }
}

impl FindingRow {
    /// A finding in a list.
    pub(super) fn new(
        id: Id<Finding>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
        today: Date,
    ) -> FindingRow {
        let finding = &corpus.findings[id];
        FindingRow {
            id: format!("{}/{}", corpus.subject_id(finding.subject), finding.slug),
            title: finding.title.clone(),
            url: addresses.finding(id),
            kind: finding.kind.map(|kind| cache.kind(kind)),
            area: finding.area.map(|area| cache.area(area)),
            subject: cache.subject(finding.subject),
            region: corpus
                .region_of_account(finding.account)
                .map(|region| cache.region(region)),
            topics: finding
                .topics
                .iter()
                .map(|&topic| cache.topic(topic))
                .collect(),
            is_strength: finding.is_strength,
            status: StatusView::new(&finding.follow_up, today, corpus, cache),
        }
    }
}

/// The number of findings of each boxed kind, in the publisher's order, including kinds without a
/// finding.
pub(super) fn kind_counts(
    corpus: &Corpus,
    cache: &ViewCache,
    findings: impl IntoIterator<Item = Id<Finding>>,
) -> Vec<KindCount> {
    let mut counts = vec![0; corpus.finding_kinds.len()];
    for finding in findings {
        if let Some(kind) = corpus.findings[finding].kind {
            counts[kind.row()] += 1;
        }
    }
    corpus
        .finding_kinds
        .ids()
        .zip(counts)
        .map(|(kind, count)| KindCount {
            kind: cache.kind(kind),
            count,
        })
        .collect()
}

impl ViewContext {
    /// Findings as rows, the gravest kind first, then in reading order.
    pub fn by_gravity(
        &self,
        findings: impl Iterator<Item = Id<Finding>>,
    ) -> Vec<Precomputed<FindingRow>> {
        self.finding_rows(&self.gravest_first(findings))
    }

    /// Findings as rows.
    pub(super) fn finding_rows(&self, ids: &[Id<Finding>]) -> Vec<Precomputed<FindingRow>> {
        ids.iter().map(|&id| self.cache.finding_row(id)).collect()
    }

    /// Findings, the gravest kind first, then in reading order.
    pub fn gravest_first(&self, findings: impl Iterator<Item = Id<Finding>>) -> Vec<Id<Finding>> {
        let mut ids: Vec<_> = findings.collect();
        ids.sort_by_key(|&id| {
            (
                self.corpus.findings[id].kind.map_or(usize::MAX, Id::row),
                id,
            )
        });
        ids
    }

    /// How many of each boxed kind are among findings.
    pub fn kind_counts(&self, findings: impl IntoIterator<Item = Id<Finding>>) -> Vec<KindCount> {
        kind_counts(&self.corpus, &self.cache, findings)
    }

    /// A finding in full.
    pub fn finding(&self, id: Id<Finding>) -> FindingView {
        let finding = &self.corpus.findings[id];
        FindingView {
            slug: finding.slug.clone(),
            number: self.numbers.of(id).to_owned(),
            title: finding.title.clone(),
            url: self.addresses.finding(id),
            kind: finding.kind.map(|kind| self.cache.kind(kind)),
            topics: finding
                .topics
                .iter()
                .map(|&topic| self.cache.topic(topic))
                .collect(),
            is_strength: finding.is_strength,
            words: self.write(&finding.prose),
            recommendations: finding
                .recommendations
                .iter()
                .map(|&id| self.recommendation(id))
                .collect(),
            elsewhere: self
                .format
                .has_other_pages()
                .then(|| self.elsewhere(id))
                .flatten(),
            page: (self.config.finding_pages && self.format.has_other_pages())
                .then(|| self.addresses.finding_page(id)),
            status: StatusView::new(&finding.follow_up, self.today, &self.corpus, &self.cache),
            follow_up: self.follow_up(&finding.follow_up),
            answers: self.answer_links(finding.account, Followed::Finding(id)),
            corrections: self.corrections(finding.corrections.iter().copied()),
            found_before: self.found_before(id),
            found_again: self.found_again(id),
        }
    }
}
