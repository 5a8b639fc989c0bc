//! The kinds of page: what a page shows.

use crate::model::{
    Account, Body, BodyKind, Finding, Id, Inspection, Measure, Page, Region, Release,
    ReportResponse, Subject, Term, Topic,
};

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The front page.
    Home,
    /// The list of regions.
    Regions,
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
    /// The grade matrix.
    Judgments,
    /// The register of findings.
    Findings,
    /// The register of recommendations.
    Recommendations,
    /// The register of practice.
    Practice,
    /// What was corrected.
    Corrections,
    /// The list of editions.
    Releases,
    /// What an edition changed.
    Release(Id<Release>),
    /// The list of topics.
    Topics,
    /// A topic.
    Topic(Id<Topic>),
    /// The list of measures.
    Measures,
    /// A measure.
    Measure(Id<Measure>),
    /// The glossary.
    Glossary,
    /// A glossary term.
    Term(Id<Term>),
    /// The list of inspections.
    Inspections,
    /// An inspection.
    Inspection(Id<Inspection>),
    /// An ordinary page.
    Page(Id<Page>),
    /// The downloads.
    Data,
    /// The list of printable briefs.
    Briefs,
    /// Everything from A to Z.
    SiteIndex,
    /// Bodies that the reader chooses, side by side.
    Compare,
    /// All bodies of a region, side by side.
    SideBySide(Id<Region>),
    /// A finding by itself.
    Finding(Id<Finding>),
    /// Bodies by place.
    Find,
    /// Full-text search.
    Search,
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
