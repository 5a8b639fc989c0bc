//! Recommendations: with their words, and as rows with a clock.

use serde::Serialize;

use super::{
    AnswerLink, CorrectionView, EntryView, Link, Precomputed, RenderedProse, StatusView,
    ViewContext,
};
use crate::address::Url;
use crate::model::{Followed, Id, Owner, Recommendation};
use crate::wording;

/// A recommendation in full.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationView {
    /// Its anchor.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: RenderedProse,
    /// The same as a row.
    pub row: RecommendationRow,
    /// All that is known of what became of it up to the site's date, the earliest first.
    pub follow_up: Vec<EntryView>,
    /// Answers to it.
    pub answers: Vec<AnswerLink>,
    /// Corrections of it, the earliest first.
    pub corrections: Vec<CorrectionView>,
}

/// A recommendation in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationRow {
    /// `cambridgeshire/section-22`
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: Url,
    /// The finding it hangs on.
    pub finding: Precomputed<Link>,
    /// The body or region that the finding is about.
    pub subject: Precomputed<Link>,
    /// The region.
    pub region: Option<Precomputed<Link>>,
    /// Who must act; those that are bodies, with their pages.
    pub owners: Vec<OwnerView>,
    /// By when: `2023-09-01`
    pub due: String,
    /// By when: "1 September 2023"
    pub due_shown: String,
    /// Whether that day has passed and nothing has ended it, as of the site's date.
    pub is_overdue: bool,
    /// How many days are left, or by how many it is overdue.
    pub days: u32,
    /// The same in words: "3 years 2 months".
    pub time: String,
    /// What became of it, if anything is known on the site's date.
    pub status: Option<StatusView>,
}

/// How many of some recommendations are open, overdue or ended on the site's date.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DueCounts {
    /// All of them.
    pub all: usize,
    /// Those with a due date that has passed and nothing that ended them.
    pub overdue: usize,
    /// Those with a due date that has not passed and nothing that ended them.
    pub coming: usize,
    /// Those that have ended.
    pub ended: usize,
    /// Those of which anything is known after the report.
    pub followed: usize,
}

impl DueCounts {
    /// Counts rows.
    pub(super) fn new(rows: &[RecommendationRow]) -> DueCounts {
        let statuses = || rows.iter().filter_map(|row| row.status.as_ref());
        let overdue = rows.iter().filter(|row| row.is_overdue).count();
        let ended = statuses().filter(|status| status.is_ended).count();
        DueCounts {
            all: rows.len(),
            overdue,
            coming: rows.len().saturating_sub(overdue + ended),
            ended,
            followed: statuses().count(),
        }
    }
}

/// Who must act.
#[derive(Clone, Debug, Serialize)]
pub struct OwnerView {
    /// In words.
    pub name: String,
    /// The body's page.
    pub url: Option<Url>,
}

impl ViewContext {
    /// A recommendation in full.
    pub fn recommendation(&self, id: Id<Recommendation>) -> RecommendationView {
        let recommendation = &self.corpus.recommendations[id];
        RecommendationView {
            slug: recommendation.slug.clone(),
            title: recommendation.title.clone(),
            words: self.write(&recommendation.prose),
            row: self.recommendation_row(id),
            follow_up: self.follow_up(&recommendation.follow_up),
            answers: self.answer_links(
                self.corpus.findings[recommendation.finding].account,
                Followed::Recommendation(id),
            ),
            corrections: self.corrections(recommendation.corrections.iter().copied()),
        }
    }

    /// A recommendation in a list.
    pub fn recommendation_row(&self, id: Id<Recommendation>) -> RecommendationRow {
        let recommendation = &self.corpus.recommendations[id];
        let subject = self.corpus.findings[recommendation.finding].subject;
        let owner = |owner: &Owner| match owner {
            Owner::Body(body) => OwnerView {
                name: self.corpus.bodies[*body].name.clone(),
                url: Some(self.addresses.body(*body)),
            },
            Owner::Words(words) => OwnerView {
                name: words.clone(),
                url: None,
            },
        };
        let days = self
            .today
            .until(recommendation.due)
            .map_or(0, |span| span.get_days());
        RecommendationRow {
            id: format!(
                "{}/{}",
                self.corpus.subject_id(subject),
                recommendation.slug
            ),
            title: recommendation.title.clone(),
            url: self.addresses.recommendation(id),
            finding: self.cache.finding(recommendation.finding),
            subject: self.cache.subject(subject),
            region: self
                .corpus
                .region_of_account(self.corpus.findings[recommendation.finding].account)
                .map(|region| self.cache.region(region)),
            owners: recommendation.owners.iter().map(owner).collect(),
            due: recommendation.due.to_string(),
            due_shown: wording::day(recommendation.due),
            is_overdue: self.corpus.is_overdue(recommendation, self.today),
            days: days.unsigned_abs(),
            time: wording::time_between(self.today, recommendation.due),
            status: StatusView::new(
                &recommendation.follow_up,
                self.today,
                &self.corpus,
                &self.cache,
            ),
        }
    }

    /// Recommendations as rows, the earliest due first.
    pub fn recommendation_rows(
        &self,
        ids: impl IntoIterator<Item = Id<Recommendation>>,
    ) -> Vec<RecommendationRow> {
        self.due_first(ids)
            .into_iter()
            .map(|id| self.recommendation_row(id))
            .collect()
    }
}
