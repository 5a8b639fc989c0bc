//! The registers: findings, recommendations, practice; and boxed findings counted by kind and body.

use serde::Serialize;

use super::{
    ClockView, Download, DueCounts, FindingRow, KindCount, KindView, Link, Precomputed,
    RecommendationRow, ViewContext,
};
use crate::address::Url;
use crate::model::{Id, RegionBodies, Subject, Tone};
use crate::wording::{self, pages};

/// Boxed findings by kind and body: a table with one row per body.
#[derive(Clone, Debug, Serialize)]
pub struct KindTable {
    /// The columns.
    pub kinds: Vec<Precomputed<KindView>>,
    /// Every body and region that an inspection spoke of.
    pub rows: Vec<KindRow>,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct KindRow {
    /// The body or region.
    pub subject: Precomputed<Link>,
    /// How many of each kind.
    pub counts: Vec<usize>,
    /// Whether its report is held. If not, a number is only that of findings that another report
    /// repeats, and 0 means that none is known.
    pub is_held: bool,
}

/// The register of findings.
#[derive(Clone, Debug, Serialize)]
pub struct FindingsRegister {
    /// Every finding, by region and body.
    pub findings: Vec<Precomputed<FindingRow>>,
    /// How many of each boxed kind.
    pub counts: Vec<KindCount>,
    /// How many plain findings.
    pub plain: usize,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

/// The register of recommendations.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationsRegister {
    /// Every recommendation, the earliest due first.
    pub recommendations: Vec<RecommendationRow>,
    /// How many are overdue on the site's date.
    pub overdue: usize,
    /// How many are open, overdue or ended on that date.
    pub due: DueCounts,
    /// What the publication of reports makes due, the earliest first.
    pub clocks: Vec<ClockView>,
    /// The site's date, as shown.
    pub as_of: String,
    /// The rows as files.
    pub downloads: Vec<Download>,
    /// The due dates as a calendar, if there are any.
    pub calendar: Option<Url>,
}

/// The register of practice worth copying.
#[derive(Clone, Debug, Serialize)]
pub struct PracticeRegister {
    /// Innovative and promising practice, by kind, then region and body.
    pub practices: Vec<Precomputed<FindingRow>>,
    /// How many of each kind of practice.
    pub counts: Vec<KindCount>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

impl ViewContext {
    /// Boxed findings by kind and body.
    pub fn kind_table(&self, subjects: impl Iterator<Item = Subject>) -> KindTable {
        let row = |subject| {
            let counts = self
                .kind_counts(self.corpus.present_findings_of(subject).iter().copied())
                .iter()
                .map(|count| count.count)
                .collect();
            KindRow {
                subject: self.cache.subject(subject),
                counts,
                is_held: match subject {
                    Subject::Body(body) => self.corpus.is_held(body),
                    Subject::Region(_) => true,
                },
            }
        };
        KindTable {
            kinds: self
                .corpus
                .finding_kinds
                .ids()
                .map(|kind| self.cache.kind(kind))
                .collect(),
            rows: subjects
                .filter(|&subject| !self.corpus.accounts_of(subject).is_empty())
                .map(row)
                .collect(),
        }
    }

    /// Every body and region with an account: regions in order, each followed by its bodies, then
    /// bodies that none lists.
    pub fn subjects(&self) -> Vec<Subject> {
        let of_group = |RegionBodies { region, bodies }| {
            region
                .map(Subject::Region)
                .into_iter()
                .chain(bodies.into_iter().map(Subject::Body))
        };
        let subjects = self.corpus.by_region().into_iter().flat_map(of_group);
        subjects
            .filter(|&subject| !self.corpus.accounts_of(subject).is_empty())
            .collect()
    }

    /// The register of findings.
    pub fn findings_register(&self) -> FindingsRegister {
        let ids: Vec<_> = self
            .subjects()
            .into_iter()
            .flat_map(|subject| self.corpus.findings_of(subject))
            .collect();
        FindingsRegister {
            counts: self.kind_counts(ids.iter().copied()),
            plain: ids
                .iter()
                .filter(|&&id| self.corpus.findings[id].kind.is_none())
                .count(),
            findings: self.finding_rows(&ids),
            downloads: vec![self.whole_table(pages::FINDINGS.title, "findings")],
        }
    }

    /// The register of recommendations.
    pub fn recommendations_register(&self) -> RecommendationsRegister {
        let recommendations = self.recommendation_rows(self.corpus.recommendations.ids());
        RecommendationsRegister {
            due: DueCounts::new(&recommendations),
            clocks: self.all_clocks(),
            overdue: recommendations.iter().filter(|row| row.is_overdue).count(),
            downloads: vec![self.whole_table(pages::RECOMMENDATIONS.title, "recommendations")],
            calendar: (!recommendations.is_empty() || !self.all_clocks().is_empty()).then(|| {
                self.addresses
                    .calendar(&self.addresses.at("recommendations/"))
            }),
            recommendations,
            as_of: wording::day(self.today),
        }
    }

    /// The register of practice.
    pub fn practice_register(&self) -> PracticeRegister {
        let ids = self.practice();
        let mut counts = self.kind_counts(ids.iter().copied());
        let kinds = self.corpus.finding_kinds.rows();
        let mut of_practice = kinds.iter().map(|kind| kind.tone == Tone::Practice);
        counts.retain(|_| of_practice.next() == Some(true));
        PracticeRegister {
            practices: self.finding_rows(&ids),
            counts,
            downloads: self.downloads(&self.practice_slices()),
        }
    }

    /// What a finding's kind says about the body.
    pub fn finding_tone(&self, id: Id<crate::model::Finding>) -> Option<Tone> {
        self.corpus.findings[id]
            .kind
            .map(|kind| self.corpus.finding_kinds[kind].tone)
    }
}
