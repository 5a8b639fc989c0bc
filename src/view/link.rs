//! Names with addresses, and grades as shown.

use serde::Serialize;

use super::{Setting, Shared};
use crate::address::Url;
use crate::model::{Body, Grade, Id, Inspection, Page, Place, Subject, Term};

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
    /// For styles: `requires-improvement`
    pub id: String,
    /// In words.
    pub name: String,
    /// The sign that stands beside the colour.
    pub mark: String,
}

impl GradeView {
    /// A grade as shown.
    pub fn new(grade: &Grade) -> GradeView {
        GradeView {
            id: grade.id.clone(),
            name: grade.name.clone(),
            mark: grade.mark.clone(),
        }
    }
}

/// A place where something is linked to or mentioned.
#[derive(Clone, Debug, Serialize)]
pub struct Mention {
    /// The page: a body's, a region's, a term's.
    pub page: Shared<Link>,
    /// The finding on it, if it stands in one.
    pub finding: Option<Shared<Link>>,
}

/// The page that a place is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnPage {
    Subject(Subject),
    Inspection(Id<Inspection>),
    Term(Id<Term>),
    Page(Id<Page>),
}

impl Setting<'_> {
    /// A link to a body, by its full name.
    pub fn body_link(&self, id: Id<Body>) -> Link {
        Link {
            name: self.corpus.bodies[id].name.clone(),
            url: self.addresses.body(id),
        }
    }

    /// A body's present grade as shown.
    pub fn grade_of(&self, body: Id<Body>) -> Option<Shared<GradeView>> {
        self.corpus.grade(body).map(|grade| self.parts.grade(grade))
    }

    /// The page that a place is on.
    pub(super) fn page_of(&self, place: Place) -> OnPage {
        match place {
            Place::Finding(id) => OnPage::Subject(self.corpus.findings[id].subject),
            Place::Lead(id) => OnPage::Subject(self.corpus.accounts[id].subject),
            Place::Inspection(id) => OnPage::Inspection(id),
            Place::Term(id) => OnPage::Term(id),
            Place::Page(id) => OnPage::Page(id),
        }
    }

    /// A link to the page that a place is on.
    pub(super) fn page_link(&self, page: OnPage) -> Shared<Link> {
        match page {
            OnPage::Subject(subject) => self.parts.subject(subject),
            OnPage::Inspection(id) => self.parts.inspection(id),
            OnPage::Term(id) => self.parts.term(id),
            OnPage::Page(id) => self.parts.page(id),
        }
    }

    /// The address of the page that a place is on.
    pub(super) fn page_url(&self, page: OnPage) -> Url {
        match page {
            OnPage::Subject(subject) => self.addresses.subject(subject),
            OnPage::Inspection(id) => self.addresses.inspection(id),
            OnPage::Term(id) => self.addresses.term(id),
            OnPage::Page(id) => self.addresses.page(id),
        }
    }

    /// Where places on pages other than `own` are, as shown.
    pub(super) fn mentions(&self, places: &[Place], own: Option<Subject>) -> Vec<Mention> {
        let own = own.map(OnPage::Subject);
        let elsewhere = places
            .iter()
            .filter(|&&place| Some(self.page_of(place)) != own);
        let mention = |&place: &Place| {
            let finding = match place {
                Place::Finding(id) => Some(self.parts.finding(id)),
                Place::Lead(_) | Place::Inspection(_) | Place::Term(_) | Place::Page(_) => None,
            };
            Mention {
                page: self.page_link(self.page_of(place)),
                finding,
            }
        };
        elsewhere.map(mention).collect()
    }
}
