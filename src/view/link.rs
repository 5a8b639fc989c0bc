//! Names with addresses, and grades as shown.

use serde::Serialize;

use super::palette::{grade_class, grade_steps};
use super::{Precomputed, ViewContext};
use crate::address::Url;
use crate::colour::Colour;
use crate::model::{Body, Grade, Id, Inspection, MentionSite, Page, Subject, Term};

/// A name and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// What to call it.
    pub name: String,
    /// Where it leads.
    pub url: Url,
}

/// A grade as shown.
#[derive(Clone, Debug, Serialize)]
pub struct GradeView {
    /// `requires-improvement`
    pub id: String,
    /// In words.
    pub name: String,
    /// The letter or symbol shown beside the colour.
    pub mark: String,
    /// Place on the scale: 1 is the best.
    pub rank: usize,
    /// How many grades the scale has.
    pub of: usize,
    /// For stylesheets: `grade-rank-4-of-5`. The palette gives each rank its colours.
    pub class: String,
    /// The colour on paper, as `#c86012`.
    pub fill: Colour,
    /// The colour of text on it.
    pub text: Colour,
    /// What is drawn over the colour: `solid`, `lines` or `cross`.
    pub pattern: &'static str,
}

impl GradeView {
    /// The grade at `row` of a scale, as shown.
    pub fn new(scale: &[Grade], row: usize) -> GradeView {
        let (grade, step) = (&scale[row], grade_steps(scale)[row]);
        GradeView {
            id: grade.id.clone(),
            name: grade.name.clone(),
            mark: grade.mark.clone(),
            rank: row + 1,
            of: scale.len(),
            class: grade_class(row, scale.len()),
            fill: step.light.fill,
            text: step.light.text,
            pattern: step.pattern.name(),
        }
    }
}

/// A place where something is linked to or mentioned.
#[derive(Clone, Debug, Serialize)]
pub struct Mention {
    /// The page: a body's, a region's, a term's.
    pub page: Precomputed<Link>,
    /// The finding on it that has the mention, if it is in one.
    pub finding: Option<Precomputed<Link>>,
}

/// The page that a place is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageSubject {
    Subject(Subject),
    Inspection(Id<Inspection>),
    Term(Id<Term>),
    Page(Id<Page>),
}

impl ViewContext {
    /// A link to a body, by its full name.
    pub fn body_link(&self, id: Id<Body>) -> Link {
        Link {
            name: self.corpus.bodies[id].name.clone(),
            url: self.addresses.body(id),
        }
    }

    /// A body's present grade as shown.
    pub fn grade_of(&self, body: Id<Body>) -> Option<Precomputed<GradeView>> {
        self.corpus.grade(body).map(|grade| self.cache.grade(grade))
    }

    /// The page that a place is on.
    pub(super) fn page_of(&self, place: MentionSite) -> PageSubject {
        match place {
            MentionSite::Finding(id) => PageSubject::Subject(self.corpus.findings[id].subject),
            MentionSite::Lead(id) => PageSubject::Subject(self.corpus.accounts[id].subject),
            MentionSite::Inspection(id) => PageSubject::Inspection(id),
            MentionSite::Term(id) => PageSubject::Term(id),
            MentionSite::Page(id) => PageSubject::Page(id),
        }
    }

    /// A link to the page that a place is on.
    pub(super) fn page_link(&self, page: PageSubject) -> Precomputed<Link> {
        match page {
            PageSubject::Subject(subject) => self.cache.subject(subject),
            PageSubject::Inspection(id) => self.cache.inspection(id),
            PageSubject::Term(id) => self.cache.term(id),
            PageSubject::Page(id) => self.cache.page(id),
        }
    }

    /// The address of the page that a place is on.
    pub(super) fn page_url(&self, page: PageSubject) -> Url {
        match page {
            PageSubject::Subject(subject) => self.addresses.subject(subject),
            PageSubject::Inspection(id) => self.addresses.inspection(id),
            PageSubject::Term(id) => self.addresses.term(id),
            PageSubject::Page(id) => self.addresses.page(id),
        }
    }

    /// Where places on pages other than `own` are, as shown.
    pub(super) fn mentions(&self, places: &[MentionSite], own: Option<Subject>) -> Vec<Mention> {
        let own = own.map(PageSubject::Subject);
        let elsewhere = places
            .iter()
            .filter(|&&place| Some(self.page_of(place)) != own);
        let mention = |&place: &MentionSite| {
            let finding = match place {
                MentionSite::Finding(id) => Some(self.cache.finding(id)),
                MentionSite::Lead(_)
                | MentionSite::Inspection(_)
                | MentionSite::Term(_)
                | MentionSite::Page(_) => None,
            };
            Mention {
                page: self.page_link(self.page_of(place)),
                finding,
            }
        };
        elsewhere.map(mention).collect()
    }
}
