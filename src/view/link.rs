//! Names with addresses, and grades as shown.

use serde::Serialize;

use super::{Setting, Shared};
use crate::address::Url;
use crate::model::{Body, Finding, Grade, Id, Inspection, Place, Subject, Topic};

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
        GradeView { id: grade.id.clone(), name: grade.name.clone(), mark: grade.mark.clone() }
    }
}

/// A place where something is linked to or mentioned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mention {
    /// The page: a body's, a region's, a term's.
    pub page: Link,
    /// The finding on it, if it stands in one.
    pub finding: Option<Link>,
}

impl Setting<'_> {
    /// A link to a body, by its full name.
    pub fn body_link(&self, id: Id<Body>) -> Link {
        Link { name: self.corpus.bodies[id].name.clone(), url: self.addresses.body(id) }
    }

    /// A link to a body or region.
    pub fn subject_link(&self, subject: Subject) -> Link {
        match subject {
            Subject::Region(id) => {
                Link { name: format!("{} region", self.corpus.regions[id].name), url: self.addresses.region(id) }
            }
            Subject::Body(id) => self.body_link(id),
        }
    }

    /// A link to a finding, by its title.
    pub fn finding_link(&self, id: Id<Finding>) -> Link {
        Link { name: self.corpus.findings[id].title.clone(), url: self.addresses.finding(id) }
    }

    /// A link to an inspection.
    pub fn inspection_link(&self, id: Id<Inspection>) -> Link {
        Link { name: self.corpus.inspections[id].title.clone(), url: self.addresses.inspection(id) }
    }

    /// A link to a topic.
    pub fn topic_link(&self, id: Id<Topic>) -> Link {
        Link { name: self.corpus.topics[id].name.clone(), url: self.addresses.topic(id) }
    }

    /// A body's present grade as shown.
    pub fn grade_of(&self, body: Id<Body>) -> Option<Shared> {
        self.corpus.grade(body).map(|grade| self.parts.grade(grade))
    }

    /// Where a mention stands, as shown.
    pub fn mention(&self, place: Place) -> Mention {
        match place {
            Place::Finding(id) => {
                let page = self.subject_link(self.corpus.findings[id].subject);
                Mention { page, finding: Some(self.finding_link(id)) }
            }
            Place::Lead(id) => Mention { page: self.subject_link(self.corpus.accounts[id].subject), finding: None },
            Place::Inspection(id) => Mention { page: self.inspection_link(id), finding: None },
            Place::Term(id) => {
                let (name, url) = (self.corpus.terms[id].term.clone(), self.addresses.term(id));
                Mention { page: Link { name, url }, finding: None }
            }
            Place::Page(id) => {
                let (name, url) = (self.corpus.pages[id].title.clone(), self.addresses.page(id));
                Mention { page: Link { name, url }, finding: None }
            }
        }
    }
}
