//! What many pages show, made once and handed round without copying: rows of findings and bodies,
//! figures, names of topics, grades.
//!
//! A site of ten thousand forces shows each finding in four lists. Making its row again each time
//! was most of a build.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::elsewhere::FindingsByTone;
use super::finding::{AreaName, FindingRow, KindView};
use super::{BodyRow, EncodedPart, FigureView, GradeView, Link, ViewFormat};
use crate::address::{Addresses, Url};
use crate::model::{
    Body, Corpus, Extract, Figure, Finding, FindingKind, Grade, Id, Inspection, Measure, Page,
    QuestionArea, Region, Subject, Term, Topic,
};
use crate::wording;

/// A part of views that was serialised once from a `T`, and is the same value wherever it is shown.
pub struct Precomputed<T>(EncodedPart, PhantomData<fn() -> T>);

impl<T> Clone for Precomputed<T> {
    fn clone(&self) -> Precomputed<T> {
        Precomputed(Arc::clone(&self.0), PhantomData)
    }
}

impl<T> fmt::Debug for Precomputed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Precomputed")
            .field(&std::any::type_name::<T>())
            .finish()
    }
}

impl<T> Serialize for Precomputed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        erased_serde::serialize(&*self.0, serializer)
    }
}

/// The parts that many views share, each made when a view first shows it.
#[derive(Debug)]
pub struct ViewCache {
    corpus: Arc<Corpus>,
    addresses: Arc<Addresses>,
    format: &'static dyn ViewFormat,
    /// The day that decides what is overdue and what became of findings.
    today: Date,
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
    pub(super) findings_by_tone: OnceLock<Vec<FindingsByTone>>,
    pub(super) findings_by_topic: OnceLock<Vec<Vec<Id<Finding>>>>,
    pub(super) figures_by_measure: OnceLock<Vec<Vec<Id<Figure>>>>,
}

/// A slot for a part of each row of a table.
type Slots<T> = Box<[OnceLock<Precomputed<T>>]>;

fn slots_for<T>(rows: usize) -> Slots<T> {
    (0..rows).map(|_| OnceLock::new()).collect()
}

impl ViewCache {
    /// An empty cache for the views of a corpus in an output's format.
    pub fn new(
        corpus: &Arc<Corpus>,
        addresses: &Arc<Addresses>,
        format: &'static dyn ViewFormat,
        today: Date,
    ) -> ViewCache {
        ViewCache {
            corpus: Arc::clone(corpus),
            addresses: Arc::clone(addresses),
            format,
            today,
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
            findings_by_tone: OnceLock::new(),
            findings_by_topic: OnceLock::new(),
            figures_by_measure: OnceLock::new(),
        }
    }

    /// The day that decides what is overdue and what is known.
    pub(super) fn today(&self) -> Date {
        self.today
    }

    /// The part of a row, made now if it was not shown before.
    fn get_or_make<T, V: Serialize>(
        &self,
        slots: &Slots<V>,
        id: Id<T>,
        make: impl FnOnce() -> V,
    ) -> Precomputed<V> {
        slots[id.row()]
            .get_or_init(|| Precomputed(self.format.part(&make()), PhantomData))
            .clone()
    }

    /// A part that one page shows.
    pub(super) fn single<T: Serialize>(&self, view: &T) -> Precomputed<T> {
        Precomputed(self.format.part(view), PhantomData)
    }

    /// A boxed kind of finding.
    pub fn kind(&self, id: Id<FindingKind>) -> Precomputed<KindView> {
        self.get_or_make(&self.kinds, id, || {
            KindView::new(self.corpus.finding_kinds.rows(), id.row())
        })
    }

    /// A grade.
    pub fn grade(&self, id: Id<Grade>) -> Precomputed<GradeView> {
        self.get_or_make(&self.grades, id, || {
            GradeView::new(self.corpus.grades.rows(), id.row())
        })
    }

    /// A question area by name.
    pub fn area(&self, id: Id<QuestionArea>) -> Precomputed<AreaName> {
        self.get_or_make(&self.areas, id, || {
            AreaName::new(&self.corpus.question_areas[id])
        })
    }

    /// A link to a region.
    pub fn region(&self, id: Id<Region>) -> Precomputed<Link> {
        self.get_or_make(&self.regions, id, || {
            link(&self.corpus.regions[id].name, self.addresses.region(id))
        })
    }

    /// A link to a body, or to a region as "Eastern region".
    pub fn subject(&self, subject: Subject) -> Precomputed<Link> {
        match subject {
            Subject::Region(id) => self.get_or_make(&self.region_subjects, id, || {
                link(
                    &wording::region(&self.corpus.regions[id].name),
                    self.addresses.region(id),
                )
            }),
            Subject::Body(id) => self.get_or_make(&self.names, id, || {
                link(&self.corpus.bodies[id].name, self.addresses.body(id))
            }),
        }
    }

    /// A link to an inspection.
    pub fn inspection(&self, id: Id<Inspection>) -> Precomputed<Link> {
        self.get_or_make(&self.inspections, id, || {
            link(
                &self.corpus.inspections[id].title,
                self.addresses.inspection(id),
            )
        })
    }

    /// A link to a topic.
    pub fn topic(&self, id: Id<Topic>) -> Precomputed<Link> {
        self.get_or_make(&self.topics, id, || {
            link(&self.corpus.topics[id].name, self.addresses.topic(id))
        })
    }

    /// A link to a measure.
    pub fn measure(&self, id: Id<Measure>) -> Precomputed<Link> {
        self.get_or_make(&self.measures, id, || {
            link(&self.corpus.measures[id].name, self.addresses.measure(id))
        })
    }

    /// A link to a finding, by its title.
    pub fn finding(&self, id: Id<Finding>) -> Precomputed<Link> {
        self.get_or_make(&self.finding_links, id, || {
            link(&self.corpus.findings[id].title, self.addresses.finding(id))
        })
    }

    /// A link to a term.
    pub fn term(&self, id: Id<Term>) -> Precomputed<Link> {
        self.get_or_make(&self.terms, id, || {
            link(&self.corpus.terms[id].term, self.addresses.term(id))
        })
    }

    /// A link to an ordinary page.
    pub fn page(&self, id: Id<Page>) -> Precomputed<Link> {
        self.get_or_make(&self.pages, id, || {
            link(&self.corpus.pages[id].title, self.addresses.page(id))
        })
    }

    /// A body in a list: a [`BodyRow`].
    pub fn body_row(&self, id: Id<Body>) -> Precomputed<BodyRow> {
        self.get_or_make(&self.bodies, id, || {
            BodyRow::new(id, &self.corpus, &self.addresses, self)
        })
    }

    /// A finding in a list: a [`FindingRow`].
    pub fn finding_row(&self, id: Id<Finding>) -> Precomputed<FindingRow> {
        self.get_or_make(&self.findings, id, || {
            FindingRow::new(id, &self.corpus, &self.addresses, self, self.today)
        })
    }

    /// A link to a data extract.
    pub fn extract(&self, id: Id<Extract>) -> Precomputed<Link> {
        self.get_or_make(&self.extracts, id, || {
            link(
                &self.corpus.extracts[id].dataset,
                self.addresses.extract(id),
            )
        })
    }

    /// A figure as shown: a [`FigureView`].
    pub fn figure(&self, id: Id<Figure>) -> Precomputed<FigureView> {
        self.get_or_make(&self.figures, id, || {
            FigureView::new(id, &self.corpus, &self.addresses, self)
        })
    }
}

fn link(name: &str, url: Url) -> Link {
    Link {
        name: name.to_owned(),
        url,
    }
}
