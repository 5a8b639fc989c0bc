//! Findings: a row of a register, and the whole with its words.

use serde::Serialize;

use super::{Link, RecommendationView, Setting, Words};
use crate::address::Url;
use crate::model::{Finding, FindingKind, Id};

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
    /// The kind.
    pub kind: KindView,
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
    pub kind: Option<KindView>,
    /// The id and short name of its question area.
    pub area: Option<AreaName>,
    /// Whom it is about.
    pub subject: Link,
    /// The region.
    pub region: Option<Link>,
    /// What it is about.
    pub topics: Vec<Link>,
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
    pub kind: Option<KindView>,
    /// What it is about.
    pub topics: Vec<Link>,
    /// Whether the body does this well.
    pub is_strength: bool,
    /// Its words.
    pub words: Words,
    /// Recommendations that hang on it.
    pub recommendations: Vec<RecommendationView>,
}

impl Setting<'_> {
    /// A kind as shown.
    pub fn kind(&self, id: Id<FindingKind>) -> KindView {
        let kind = &self.corpus.finding_kinds[id];
        KindView {
            id: kind.id.clone(),
            name: kind.name.clone(),
            plural: kind.plural.clone(),
            tone: kind.tone.name(),
            meaning: kind.meaning.clone(),
        }
    }

    /// How many of each boxed kind stand among findings, the kinds in the publisher's order, with those of which there is none.
    pub fn kind_counts(&self, findings: impl IntoIterator<Item = Id<Finding>>) -> Vec<KindCount> {
        let mut counts = vec![0; self.corpus.finding_kinds.len()];
        for finding in findings {
            if let Some(kind) = self.corpus.findings[finding].kind {
                counts[kind.row()] += 1;
            }
        }
        self.corpus
            .finding_kinds
            .ids()
            .zip(counts)
            .map(|(kind, count)| KindCount { kind: self.kind(kind), count })
            .collect()
    }

    /// A finding in a list.
    pub fn finding_row(&self, id: Id<Finding>) -> FindingRow {
        let finding = &self.corpus.findings[id];
        FindingRow {
            id: format!("{}/{}", self.corpus.subject_id(finding.subject), finding.slug),
            title: finding.title.clone(),
            url: self.addresses.finding(id),
            kind: finding.kind.map(|kind| self.kind(kind)),
            area: finding.area.map(|area| self.area_name(area)),
            subject: self.subject_link(finding.subject),
            region: self.corpus.region_of(finding.subject).map(|region| self.region_link(region)),
            topics: finding.topics.iter().map(|&topic| self.topic_link(topic)).collect(),
            is_strength: finding.is_strength,
        }
    }

    /// A question area by name.
    pub fn area_name(&self, id: Id<crate::model::QuestionArea>) -> AreaName {
        let area = &self.corpus.question_areas[id];
        AreaName { id: area.id.clone(), name: area.name.clone(), short: area.short.clone() }
    }

    /// A finding in full.
    pub fn finding(&self, id: Id<Finding>) -> FindingView {
        let finding = &self.corpus.findings[id];
        FindingView {
            slug: finding.slug.clone(),
            title: finding.title.clone(),
            url: self.addresses.finding(id),
            kind: finding.kind.map(|kind| self.kind(kind)),
            topics: finding.topics.iter().map(|&topic| self.topic_link(topic)).collect(),
            is_strength: finding.is_strength,
            words: (self.write)(&finding.prose),
            recommendations: finding.recommendations.iter().map(|&id| self.recommendation(id)).collect(),
        }
    }
}
