//! Findings: a row of a register, and the whole with its words.

use serde::Serialize;

use super::{Link, Parts, RecommendationView, Setting, Shared, Words};
use crate::address::{Addresses, Url};
use crate::model::{Corpus, Finding, FindingKind, Id, QuestionArea};

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
}

/// How many findings of a kind there are.
#[derive(Clone, Debug, Serialize)]
pub struct KindCount {
    /// The kind: a [`KindView`].
    pub kind: Shared<KindView>,
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
    /// Where it stands.
    pub url: Url,
    /// Its boxed kind.
    pub kind: Option<Shared<KindView>>,
    /// The id and short name of its question area.
    pub area: Option<Shared<AreaName>>,
    /// Whom it is about.
    pub subject: Shared<Link>,
    /// The region.
    pub region: Option<Shared<Link>>,
    /// What it is about.
    pub topics: Vec<Shared<Link>>,
    /// Whether the body does this well.
    pub is_strength: bool,
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
    /// Its title.
    pub title: String,
    /// Its own address.
    pub url: Url,
    /// Its boxed kind.
    pub kind: Option<Shared<KindView>>,
    /// What it is about.
    pub topics: Vec<Shared<Link>>,
    /// Whether the body does this well.
    pub is_strength: bool,
    /// Its words.
    pub words: Words,
    /// Recommendations that hang on it.
    pub recommendations: Vec<RecommendationView>,
}

impl KindView {
    /// A kind as shown.
    pub fn new(kind: &FindingKind) -> KindView {
        KindView {
            id: kind.id.clone(),
            name: kind.name.clone(),
            plural: kind.plural.clone(),
            tone: kind.tone.name(),
            meaning: kind.meaning.clone(),
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
        parts: &Parts<'_>,
    ) -> FindingRow {
        let finding = &corpus.findings[id];
        FindingRow {
            id: format!("{}/{}", corpus.subject_id(finding.subject), finding.slug),
            title: finding.title.clone(),
            url: addresses.finding(id),
            kind: finding.kind.map(|kind| parts.kind(kind)),
            area: finding.area.map(|area| parts.area(area)),
            subject: parts.subject(finding.subject),
            region: corpus
                .region_of(finding.subject)
                .map(|region| parts.region(region)),
            topics: finding
                .topics
                .iter()
                .map(|&topic| parts.topic(topic))
                .collect(),
            is_strength: finding.is_strength,
        }
    }
}

/// How many of each boxed kind stand among findings, the kinds in the publisher's order, with those of which there is none.
pub(super) fn kind_counts(
    corpus: &Corpus,
    parts: &Parts<'_>,
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
            kind: parts.kind(kind),
            count,
        })
        .collect()
}

impl Setting<'_> {
    /// How many of each boxed kind stand among findings.
    pub fn kind_counts(&self, findings: impl IntoIterator<Item = Id<Finding>>) -> Vec<KindCount> {
        kind_counts(self.corpus, self.parts, findings)
    }

    /// A finding in full.
    pub fn finding(&self, id: Id<Finding>) -> FindingView {
        let finding = &self.corpus.findings[id];
        FindingView {
            slug: finding.slug.clone(),
            title: finding.title.clone(),
            url: self.addresses.finding(id),
            kind: finding.kind.map(|kind| self.parts.kind(kind)),
            topics: finding
                .topics
                .iter()
                .map(|&topic| self.parts.topic(topic))
                .collect(),
            is_strength: finding.is_strength,
            words: (self.write)(&finding.prose),
            recommendations: finding
                .recommendations
                .iter()
                .map(|&id| self.recommendation(id))
                .collect(),
        }
    }
}
