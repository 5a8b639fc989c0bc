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
pub struct Precomputed<T>(tera::Value, PhantomData<fn() -> T>);

impl<T: Serialize> Precomputed<T> {
    fn new(view: &T) -> Precomputed<T> {
        Precomputed(tera::Value::from_serializable(view), PhantomData)
    }
}

impl<T> Clone for Precomputed<T> {
    fn clone(&self) -> Precomputed<T> {
        Precomputed(self.0.clone(), PhantomData)
    }
}

impl<T> Serialize for Precomputed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Room for the shared parts of all views, each made when a view first shows it.
#[derive(Debug)]
pub struct CacheSlots {
    kinds: Slots<KindView>,
    grades: Slots<GradeView>,
    areas: Slots<AreaName>,
    regions: Slots<Link>,
    region_subjects: Slots<Link>,
    names: Slots<Link>,
    inspections: Slots<Link>,
    topics: Slots<Link>,
    measures: Slots<Link>,
    finding_links: Slots<Link>,
    terms: Slots<Link>,
    pages: Slots<Link>,
    bodies: Slots<BodyRow>,
    findings: Slots<FindingRow>,
    extracts: Slots<Link>,
    figures: Slots<FigureView>,
}

/// Room for a part of each row of a table.
type Slots<T> = Box<[OnceLock<Precomputed<T>>]>;

impl CacheSlots {
    /// Room for the parts of a corpus.
    pub fn new(corpus: &Corpus) -> CacheSlots {
        CacheSlots {
            kinds: slots_for(corpus.finding_kinds.len()),
            grades: slots_for(corpus.grades.len()),
            areas: slots_for(corpus.question_areas.len()),
            regions: slots_for(corpus.regions.len()),
            region_subjects: slots_for(corpus.regions.len()),
            names: slots_for(corpus.bodies.len()),
            inspections: slots_for(corpus.inspections.len()),
            topics: slots_for(corpus.topics.len()),
            measures: slots_for(corpus.measures.len()),
            finding_links: slots_for(corpus.findings.len()),
            terms: slots_for(corpus.terms.len()),
            pages: slots_for(corpus.pages.len()),
            bodies: slots_for(corpus.bodies.len()),
            findings: slots_for(corpus.findings.len()),
            extracts: slots_for(corpus.extracts.len()),
            figures: slots_for(corpus.figures.len()),
        }
    }
}

fn slots_for<T>(rows: usize) -> Slots<T> {
    (0..rows).map(|_| OnceLock::new()).collect()
}

/// The shared parts of all views.
#[derive(Clone, Copy, Debug)]
pub struct ViewCache<'c> {
    corpus: &'c Corpus,
    addresses: &'c Addresses,
    slots: &'c CacheSlots,
}

impl<'c> ViewCache<'c> {
    /// The parts of a corpus, in the room made for them.
    pub fn new(
        corpus: &'c Corpus,
        addresses: &'c Addresses,
        slots: &'c CacheSlots,
    ) -> ViewCache<'c> {
        ViewCache {
            corpus,
            addresses,
            slots,
        }
    }

    /// A boxed kind of finding.
    pub fn kind(&self, id: Id<FindingKind>) -> Precomputed<KindView> {
        get_or_make(&self.slots.kinds, id, || {
            KindView::new(self.corpus.finding_kinds.rows(), id.row())
        })
    }

    /// A grade.
    pub fn grade(&self, id: Id<Grade>) -> Precomputed<GradeView> {
        get_or_make(&self.slots.grades, id, || {
            GradeView::new(self.corpus.grades.rows(), id.row())
        })
    }

    /// A question area by name.
    pub fn area(&self, id: Id<QuestionArea>) -> Precomputed<AreaName> {
        get_or_make(&self.slots.areas, id, || {
            AreaName::new(&self.corpus.question_areas[id])
        })
    }

    /// A link to a region.
    pub fn region(&self, id: Id<Region>) -> Precomputed<Link> {
        get_or_make(&self.slots.regions, id, || {
            link(&self.corpus.regions[id].name, self.addresses.region(id))
        })
    }

    /// A link to a body, or to a region as "Eastern region".
    pub fn subject(&self, subject: Subject) -> Precomputed<Link> {
        match subject {
            Subject::Region(id) => get_or_make(&self.slots.region_subjects, id, || {
                link(
                    &format!("{} region", self.corpus.regions[id].name),
                    self.addresses.region(id),
                )
            }),
            Subject::Body(id) => get_or_make(&self.slots.names, id, || {
                link(&self.corpus.bodies[id].name, self.addresses.body(id))
            }),
        }
    }

    /// A link to an inspection.
    pub fn inspection(&self, id: Id<Inspection>) -> Precomputed<Link> {
        get_or_make(&self.slots.inspections, id, || {
            link(
                &self.corpus.inspections[id].title,
                self.addresses.inspection(id),
            )
        })
    }

    /// A link to a topic.
    pub fn topic(&self, id: Id<Topic>) -> Precomputed<Link> {
        get_or_make(&self.slots.topics, id, || {
            link(&self.corpus.topics[id].name, self.addresses.topic(id))
        })
    }

    /// A link to a measure.
    pub fn measure(&self, id: Id<Measure>) -> Precomputed<Link> {
        get_or_make(&self.slots.measures, id, || {
            link(&self.corpus.measures[id].name, self.addresses.measure(id))
        })
    }

    /// A link to a finding, by its title.
    pub fn finding(&self, id: Id<Finding>) -> Precomputed<Link> {
        get_or_make(&self.slots.finding_links, id, || {
            link(&self.corpus.findings[id].title, self.addresses.finding(id))
        })
    }

    /// A link to a term.
    pub fn term(&self, id: Id<Term>) -> Precomputed<Link> {
        get_or_make(&self.slots.terms, id, || {
            link(&self.corpus.terms[id].term, self.addresses.term(id))
        })
    }

    /// A link to an ordinary page.
    pub fn page(&self, id: Id<Page>) -> Precomputed<Link> {
        get_or_make(&self.slots.pages, id, || {
            link(&self.corpus.pages[id].title, self.addresses.page(id))
        })
    }

    /// A body in a list: a [`BodyRow`].
    pub fn body_row(&self, id: Id<Body>) -> Precomputed<BodyRow> {
        get_or_make(&self.slots.bodies, id, || {
            BodyRow::new(id, self.corpus, self.addresses, self)
        })
    }

    /// A finding in a list: a [`FindingRow`].
    pub fn finding_row(&self, id: Id<Finding>) -> Precomputed<FindingRow> {
        get_or_make(&self.slots.findings, id, || {
            FindingRow::new(id, self.corpus, self.addresses, self)
        })
    }

    /// A link to a data extract.
    pub fn extract(&self, id: Id<Extract>) -> Precomputed<Link> {
        get_or_make(&self.slots.extracts, id, || {
            link(
                &self.corpus.extracts[id].dataset,
                self.addresses.extract(id),
            )
        })
    }

    /// A figure as shown: a [`FigureView`].
    pub fn figure(&self, id: Id<Figure>) -> Precomputed<FigureView> {
        get_or_make(&self.slots.figures, id, || {
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
fn get_or_make<T, V: Serialize>(
    slots: &Slots<V>,
    id: Id<T>,
    make: impl FnOnce() -> V,
) -> Precomputed<V> {
    slots[id.row()]
        .get_or_init(|| Precomputed::new(&make()))
        .clone()
}
