//! The kinds of page: what a page shows.

use super::lists::ListPage;
use crate::model::{
    Account, Body, BodyKind, Finding, Id, Inspection, Measure, Page, Region, Release,
    ReportResponse, Subject, Term, Topic,
};

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The front page.
    Home,
    /// A register, a list, or a page that helps to find others.
    List(ListPage),
    /// A region.
    Region(Id<Region>),
    /// The list of forces or ROCUs.
    Bodies(BodyKind),
    /// A force or ROCU.
    Body(Id<Body>),
    /// What an earlier inspection said of a body or region.
    Account(Id<Account>),
    /// The response to a report.
    Response(Id<ReportResponse>),
    /// What an edition changed.
    Release(Id<Release>),
    /// A topic.
    Topic(Id<Topic>),
    /// A measure.
    Measure(Id<Measure>),
    /// A glossary term.
    Term(Id<Term>),
    /// An inspection.
    Inspection(Id<Inspection>),
    /// An ordinary page.
    Page(Id<Page>),
    /// All bodies of a region, side by side.
    SideBySide(Id<Region>),
    /// A finding by itself.
    Finding(Id<Finding>),
    /// What is shown where there is no page.
    NotFound,
    /// A page that has moved or is gone.
    Moved,
}

impl PageKind {
    /// The body or region that the page is about.
    pub fn subject(self) -> Option<Subject> {
        match self {
            PageKind::Body(id) => Some(Subject::Body(id)),
            PageKind::Region(id) => Some(Subject::Region(id)),
            _ => None,
        }
    }

    /// Whether the page lists something of every body, and so grows with the site.
    pub fn is_register(self) -> bool {
        !matches!(
            self,
            PageKind::Region(_)
                | PageKind::Body(_)
                | PageKind::Account(_)
                | PageKind::Response(_)
                | PageKind::SideBySide(_)
                | PageKind::Finding(_)
                | PageKind::Release(_)
                | PageKind::Term(_)
                | PageKind::Inspection(_)
                | PageKind::Page(_)
                | PageKind::NotFound
                | PageKind::Moved
        )
    }
}
