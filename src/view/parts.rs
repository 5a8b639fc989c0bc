//! What many pages show, made once and handed round without copying: rows of findings and bodies, names of topics, grades.
//!
//! A site of ten thousand forces shows each finding in four lists. Making its row anew each time was most of a build.

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use super::finding::{AreaName, FindingRow, KindView};
use super::{BodyRow, GradeView, Link};
use crate::address::Addresses;
use crate::model::{
    Body, Corpus, Finding, FindingKind, Grade, Id, Inspection, Measure, Page, QuestionArea, Region, Subject, Table,
    Term, Topic,
};

/// A part of views that was made once. Serialised into a template's value it is the same value, not a copy.
#[derive(Clone, Debug)]
pub struct Shared(tera::Value);

impl Shared {
    fn new(view: &impl Serialize) -> Shared {
        Shared(tera::Value::from_serializable(view))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The shared parts of all views. Each list is in the order of its table in the corpus.
#[derive(Debug, Default)]
pub struct Parts {
    names: Names,
    bodies: Vec<Shared>,
    findings: Vec<Shared>,
}

/// The parts that other parts are made of.
#[derive(Debug, Default)]
struct Names {
    kinds: Vec<Shared>,
    grades: Vec<Shared>,
    areas: Vec<Shared>,
    regions: Vec<Shared>,
    region_subjects: Vec<Shared>,
    bodies: Vec<Shared>,
    inspections: Vec<Shared>,
    topics: Vec<Shared>,
    measures: Vec<Shared>,
    findings: Vec<Shared>,
    terms: Vec<Shared>,
    pages: Vec<Shared>,
}

fn each<T>(table: &Table<T>, make: impl Fn(Id<T>) -> Shared + Send + Sync) -> Vec<Shared>
where
    Id<T>: Send,
{
    table.ids().collect::<Vec<_>>().into_par_iter().map(make).collect()
}

impl Parts {
    /// Makes every shared part.
    pub fn new(corpus: &Corpus, addresses: &Addresses<'_>) -> Parts {
        let link = |name: &str, url| Shared::new(&Link { name: name.to_owned(), url });
        let names = Names {
            kinds: each(&corpus.finding_kinds, |id| Shared::new(&KindView::new(&corpus.finding_kinds[id]))),
            grades: each(&corpus.grades, |id| Shared::new(&GradeView::new(&corpus.grades[id]))),
            areas: each(&corpus.question_areas, |id| Shared::new(&AreaName::new(&corpus.question_areas[id]))),
            regions: each(&corpus.regions, |id| link(&corpus.regions[id].name, addresses.region(id))),
            region_subjects: each(&corpus.regions, |id| {
                link(&format!("{} region", corpus.regions[id].name), addresses.region(id))
            }),
            bodies: each(&corpus.bodies, |id| link(&corpus.bodies[id].name, addresses.body(id))),
            inspections: each(&corpus.inspections, |id| link(&corpus.inspections[id].title, addresses.inspection(id))),
            topics: each(&corpus.topics, |id| link(&corpus.topics[id].name, addresses.topic(id))),
            measures: each(&corpus.measures, |id| link(&corpus.measures[id].name, addresses.measure(id))),
            findings: each(&corpus.findings, |id| link(&corpus.findings[id].title, addresses.finding(id))),
            terms: each(&corpus.terms, |id| link(&corpus.terms[id].term, addresses.term(id))),
            pages: each(&corpus.pages, |id| link(&corpus.pages[id].title, addresses.page(id))),
        };
        let mut parts = Parts { names, ..Parts::default() };
        parts.bodies = each(&corpus.bodies, |id| Shared::new(&BodyRow::new(id, corpus, addresses, &parts)));
        parts.findings = each(&corpus.findings, |id| Shared::new(&FindingRow::new(id, corpus, addresses, &parts)));
        parts
    }

    /// A boxed kind of finding.
    pub fn kind(&self, id: Id<FindingKind>) -> Shared {
        self.names.kinds[id.row()].clone()
    }

    /// A grade.
    pub fn grade(&self, id: Id<Grade>) -> Shared {
        self.names.grades[id.row()].clone()
    }

    /// A question area by name.
    pub fn area(&self, id: Id<QuestionArea>) -> Shared {
        self.names.areas[id.row()].clone()
    }

    /// A link to a region.
    pub fn region(&self, id: Id<Region>) -> Shared {
        self.names.regions[id.row()].clone()
    }

    /// A link to a body, or to a region as "Eastern region".
    pub fn subject(&self, subject: Subject) -> Shared {
        match subject {
            Subject::Region(id) => self.names.region_subjects[id.row()].clone(),
            Subject::Body(id) => self.names.bodies[id.row()].clone(),
        }
    }

    /// A link to an inspection.
    pub fn inspection(&self, id: Id<Inspection>) -> Shared {
        self.names.inspections[id.row()].clone()
    }

    /// A link to a topic.
    pub fn topic(&self, id: Id<Topic>) -> Shared {
        self.names.topics[id.row()].clone()
    }

    /// A link to a measure.
    pub fn measure(&self, id: Id<Measure>) -> Shared {
        self.names.measures[id.row()].clone()
    }

    /// A link to a finding, by its title.
    pub fn finding(&self, id: Id<Finding>) -> Shared {
        self.names.findings[id.row()].clone()
    }

    /// A link to a term.
    pub fn term(&self, id: Id<Term>) -> Shared {
        self.names.terms[id.row()].clone()
    }

    /// A link to an ordinary page.
    pub fn page(&self, id: Id<Page>) -> Shared {
        self.names.pages[id.row()].clone()
    }

    /// A body in a list: a [`BodyRow`].
    pub fn body_row(&self, id: Id<Body>) -> Shared {
        self.bodies[id.row()].clone()
    }

    /// A finding in a list: a [`FindingRow`].
    pub fn finding_row(&self, id: Id<Finding>) -> Shared {
        self.findings[id.row()].clone()
    }
}
