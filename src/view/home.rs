//! The front page: the national picture, and ways in.

use serde::Serialize;

use super::{
    DueCounts, FindingRow, GradeCount, InspectionRow, KindCount, MapView, Precomputed,
    RecommendationRow, RegionRow, ReleaseRow, TopicRow, ViewContext,
};
use crate::model::{Finding, Id, Published, Tone};
use crate::wording;

/// How many topics and recommendations the front page shows.
const FEW: usize = 6;

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// The national map.
    pub map: Option<MapView>,
    /// How many bodies hold each grade.
    pub grades: Vec<GradeCount>,
    /// Regions that this collection holds an inspection of, with their bodies.
    pub inspected: Vec<RegionRow>,
    /// The other regions.
    pub others: Vec<RegionRow>,
    /// How many boxed findings of each kind.
    pub counts: Vec<KindCount>,
    /// The gravest findings.
    pub concerns: Vec<Precomputed<FindingRow>>,
    /// The recommendations due first, or longest overdue.
    pub recommendations: Vec<RecommendationRow>,
    /// How many recommendations there are in all.
    pub recommendations_count: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// How many of them are open, overdue or ended.
    pub due: DueCounts,
    /// The topics with most boxed findings.
    pub topics: Vec<TopicRow>,
    /// The inspections, the latest published first.
    pub inspections: Vec<InspectionRow>,
    /// The latest edition and how much it changed.
    pub latest: Option<ReleaseRow>,
    /// The site's date, as shown.
    pub as_of: String,
}

impl ViewContext {
    /// The front page.
    pub fn home(&self) -> Home {
        let corpus = &*self.corpus;
        // What earlier inspections found is history, and counts no more.
        let is_present = |id: &Id<Finding>| corpus.is_present(corpus.findings[*id].account);
        let present = || corpus.findings.ids().filter(is_present);
        let (inspected, others): (Vec<RegionRow>, Vec<RegionRow>) = corpus
            .regions
            .ids()
            .map(|id| self.region_row(id))
            .partition(|region| region.inspection.is_some());
        let recommendations = self.recommendation_rows(
            corpus
                .recommendations
                .ids()
                .filter(|&id| is_present(&corpus.recommendations[id].finding)),
        );
        let mut topics: Vec<TopicRow> = corpus
            .topics
            .ids()
            .map(|id| {
                let findings = self
                    .findings_of_topic(id)
                    .iter()
                    .copied()
                    .filter(is_present);
                self.topic_row_among(id, &findings.collect::<Vec<_>>())
            })
            .collect();
        topics.sort_by_key(|topic| {
            std::cmp::Reverse(topic.counts.iter().map(|count| count.count).sum::<usize>())
        });
        topics.retain(|topic| topic.findings > 0);
        topics.truncate(FEW);
        let mut inspections: Vec<_> = corpus
            .inspections
            .iter()
            .filter(|(_, inspection)| inspection.cited_in.is_none())
            .collect();
        inspections.sort_by_key(|(id, inspection)| {
            let day = match inspection.published {
                Published::On(partial_date) => Some(partial_date.first_day()),
                Published::NotStated => None,
            };
            (std::cmp::Reverse(day), *id)
        });
        Home {
            map: self.maps.national(self),
            grades: self.grade_counts(),
            inspected,
            others,
            counts: self.kind_counts(present()),
            concerns: self
                .by_gravity(present().filter(|&id| self.finding_tone(id) == Some(Tone::Concern))),
            recommendations_count: recommendations.len(),
            due: DueCounts::new(&recommendations),
            overdue: recommendations.iter().filter(|row| row.is_overdue).count(),
            recommendations: recommendations
                .into_iter()
                .filter(|row| !row.status.as_ref().is_some_and(|status| status.is_ended))
                .take(FEW)
                .collect(),
            topics,
            inspections: inspections
                .into_iter()
                .map(|(id, _)| self.inspection_row(id))
                .collect(),
            latest: self.releases().first().map(|&id| self.release_row(id)),
            as_of: wording::day(self.today),
        }
    }
}
