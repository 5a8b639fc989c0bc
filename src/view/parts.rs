//! What many pages show, made once and handed round without copying: rows of findings and bodies, figures,
//! names of topics, grades.
//!
//! A site of ten thousand forces shows each finding in four lists. Making its row anew each time was most of a build.

use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};

use super::finding::{AreaName, FindingRow, KindView};
use super::{BodyRow, FigureView, GradeView, Link};
use crate::address::{Addresses, Url};
use crate::model::{
    Body, Corpus, Extract, Figure, Finding, FindingKind, Grade, Id, Inspection, Measure, Page,
    QuestionArea, Region, Subject, Term, Topic,
};

/// A part of views that was made once from a `T`. Serialised into a template's value it is the same value, not a copy.
#[derive(Debug)]
pub struct Shared<T>(tera::Value, PhantomData<fn() -> T>);

impl<T: Serialize> Shared<T> {
    fn new(view: &T) -> Shared<T> {
        Shared(tera::Value::from_serializable(view), PhantomData)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone(), PhantomData)
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Room for the shared parts of all views, each made when a view first shows it.
#[derive(Debug)]
pub struct Cells {
    kinds: Row<KindView>,
    grades: Row<GradeView>,
    areas: Row<AreaName>,
    regions: Row<Link>,
    region_subjects: Row<Link>,
    names: Row<Link>,
    inspections: Row<Link>,
    topics: Row<Link>,
    measures: Row<Link>,
    finding_links: Row<Link>,
    terms: Row<Link>,
    pages: Row<Link>,
    bodies: Row<BodyRow>,
    findings: Row<FindingRow>,
    extracts: Row<Link>,
    figures: Row<FigureView>,
}

/// Room for a part of each row of a table.
type Row<T> = Box<[OnceLock<Shared<T>>]>;

impl Cells {
    /// Room for the parts of a corpus.
    pub fn new(corpus: &Corpus) -> Cells {
        Cells {
            kinds: room(corpus.finding_kinds.len()),
            grades: room(corpus.grades.len()),
            areas: room(corpus.question_areas.len()),
            regions: room(corpus.regions.len()),
            region_subjects: room(corpus.regions.len()),
            names: room(corpus.bodies.len()),
            inspections: room(corpus.inspections.len()),
            topics: room(corpus.topics.len()),
            measures: room(corpus.measures.len()),
            finding_links: room(corpus.findings.len()),
            terms: room(corpus.terms.len()),
            pages: room(corpus.pages.len()),
            bodies: room(corpus.bodies.len()),
            findings: room(corpus.findings.len()),
            extracts: room(corpus.extracts.len()),
            figures: room(corpus.figures.len()),
        }
    }
}

fn room<T>(rows: usize) -> Row<T> {
    (0..rows).map(|_| OnceLock::new()).collect()
}

/// The shared parts of all views.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'c> {
    corpus: &'c Corpus,
    addresses: &'c Addresses,
    cells: &'c Cells,
}

impl<'c> Parts<'c> {
    /// The parts of a corpus, in the room made for them.
    pub fn new(corpus: &'c Corpus, addresses: &'c Addresses, cells: &'c Cells) -> Parts<'c> {
        Parts {
            corpus,
            addresses,
            cells,
        }
    }

    /// A boxed kind of finding.
    pub fn kind(&self, id: Id<FindingKind>) -> Shared<KindView> {
        made(&self.cells.kinds, id, || {
            KindView::new(&self.corpus.finding_kinds[id])
        })
    }

    /// A grade.
    pub fn grade(&self, id: Id<Grade>) -> Shared<GradeView> {
        made(&self.cells.grades, id, || {
            GradeView::new(&self.corpus.grades[id])
        })
    }

    /// A question area by name.
    pub fn area(&self, id: Id<QuestionArea>) -> Shared<AreaName> {
        made(&self.cells.areas, id, || {
            AreaName::new(&self.corpus.question_areas[id])
        })
    }

    /// A link to a region.
    pub fn region(&self, id: Id<Region>) -> Shared<Link> {
        made(&self.cells.regions, id, || {
            link(&self.corpus.regions[id].name, self.addresses.region(id))
        })
    }

    /// A link to a body, or to a region as "Eastern region".
    pub fn subject(&self, subject: Subject) -> Shared<Link> {
        match subject {
            Subject::Region(id) => made(&self.cells.region_subjects, id, || {
                link(
                    &format!("{} region", self.corpus.regions[id].name),
                    self.addresses.region(id),
                )
            }),
            Subject::Body(id) => made(&self.cells.names, id, || {
                link(&self.corpus.bodies[id].name, self.addresses.body(id))
            }),
        }
    }

    /// A link to an inspection.
    pub fn inspection(&self, id: Id<Inspection>) -> Shared<Link> {
        made(&self.cells.inspections, id, || {
            link(
                &self.corpus.inspections[id].title,
                self.addresses.inspection(id),
            )
        })
    }

    /// A link to a topic.
    pub fn topic(&self, id: Id<Topic>) -> Shared<Link> {
        made(&self.cells.topics, id, || {
            link(&self.corpus.topics[id].name, self.addresses.topic(id))
        })
    }

    /// A link to a measure.
    pub fn measure(&self, id: Id<Measure>) -> Shared<Link> {
        made(&self.cells.measures, id, || {
            link(&self.corpus.measures[id].name, self.addresses.measure(id))
        })
    }

    /// A link to a finding, by its title.
    pub fn finding(&self, id: Id<Finding>) -> Shared<Link> {
        made(&self.cells.finding_links, id, || {
            link(&self.corpus.findings[id].title, self.addresses.finding(id))
        })
    }

    /// A link to a term.
    pub fn term(&self, id: Id<Term>) -> Shared<Link> {
        made(&self.cells.terms, id, || {
            link(&self.corpus.terms[id].term, self.addresses.term(id))
        })
    }

    /// A link to an ordinary page.
    pub fn page(&self, id: Id<Page>) -> Shared<Link> {
        made(&self.cells.pages, id, || {
            link(&self.corpus.pages[id].title, self.addresses.page(id))
        })
    }

    /// A body in a list: a [`BodyRow`].
    pub fn body_row(&self, id: Id<Body>) -> Shared<BodyRow> {
        made(&self.cells.bodies, id, || {
            BodyRow::new(id, self.corpus, self.addresses, self)
        })
    }

    /// A finding in a list: a [`FindingRow`].
    pub fn finding_row(&self, id: Id<Finding>) -> Shared<FindingRow> {
        made(&self.cells.findings, id, || {
            FindingRow::new(id, self.corpus, self.addresses, self)
        })
    }

    /// A link to a data extract.
    pub fn extract(&self, id: Id<Extract>) -> Shared<Link> {
        made(&self.cells.extracts, id, || {
            link(
                &self.corpus.extracts[id].dataset,
                self.addresses.extract(id),
            )
        })
    }

    /// A figure as shown: a [`FigureView`].
    pub fn figure(&self, id: Id<Figure>) -> Shared<FigureView> {
        made(&self.cells.figures, id, || {
            FigureView::new(id, self.corpus, self.addresses, self)
        })
    }
}

fn link(name: &str, url: Url) -> Link {
    Link {
        name: name.to_owned(),
        url,
    }
}

/// The part of a row, made now if it was not shown before.
fn made<T, V: Serialize>(cells: &Row<V>, id: Id<T>, make: impl FnOnce() -> V) -> Shared<V> {
    cells[id.row()].get_or_init(|| Shared::new(&make())).clone()
}
