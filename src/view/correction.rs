//! Corrections: at the finding or figure that was wrong, and all of them on a page.

use serde::Serialize;

use super::{Download, Link, Precomputed, ViewCache, ViewContext, figures};
use crate::address::{Addresses, Url};
use crate::model::{Corpus, Corrected, Correction, Id};
use crate::wording::{self, pages};

/// A correction as shown.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// Its anchor on the page of corrections.
    pub anchor: String,
    /// Its place there.
    pub url: Url,
    /// `2027-01-14`
    pub date: String,
    /// "14 January 2027"
    pub date_shown: String,
    /// What was corrected: a finding, a recommendation or a figure.
    pub about: Link,
    /// The body or region.
    pub subject: Precomputed<Link>,
    /// What the site said.
    pub was: String,
    /// What it says now.
    pub is: String,
    /// Why it was wrong.
    pub why: String,
}

/// The page of corrections.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsPage {
    /// The corrections, the latest first.
    pub corrections: Vec<CorrectionView>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

impl CorrectionView {
    pub(super) fn new(
        id: Id<Correction>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> CorrectionView {
        let correction = &corpus.corrections[id];
        let about = match correction.about {
            Corrected::Finding(id) => Link {
                name: corpus.findings[id].title.clone(),
                url: addresses.finding(id),
            },
            Corrected::Recommendation(id) => Link {
                name: corpus.recommendations[id].title.clone(),
                url: addresses.recommendation(id),
            },
            Corrected::Figure(id) => Link {
                name: figures::label(&corpus.figures[id], corpus),
                url: addresses.figure(id),
            },
        };
        let subject = correction.about.subject(corpus);
        let anchor = format!("correction-{}", correction.id);
        CorrectionView {
            url: addresses.at("corrections/").part(&anchor),
            anchor,
            date: correction.date.to_string(),
            date_shown: wording::day(correction.date),
            about,
            subject: cache.subject(subject),
            was: correction.was.clone(),
            is: correction.is.clone(),
            why: correction.why.clone(),
        }
    }

    /// Corrections up to the site's date.
    pub(super) fn all(
        ids: impl IntoIterator<Item = Id<Correction>>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> Vec<CorrectionView> {
        let is_known = |id: &Id<Correction>| corpus.corrections[*id].date <= cache.today();
        let known = ids.into_iter().filter(is_known);
        known
            .map(|id| CorrectionView::new(id, corpus, addresses, cache))
            .collect()
    }
}

impl ViewContext {
    /// Corrections up to the site's date.
    pub fn corrections(
        &self,
        ids: impl IntoIterator<Item = Id<Correction>>,
    ) -> Vec<CorrectionView> {
        CorrectionView::all(ids, &self.corpus, &self.addresses, &self.cache)
    }

    /// The page of corrections.
    pub fn corrections_page(&self) -> CorrectionsPage {
        let mut corrections = self.corrections(self.corpus.corrections.ids());
        corrections.reverse();
        CorrectionsPage {
            corrections,
            downloads: vec![self.whole_table(pages::CORRECTIONS.title, "corrections")],
        }
    }
}
