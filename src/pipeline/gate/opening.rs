//! How far the gate is open: for no one, for reviewers, or for the reviewers of a part.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::document::Document;
use crate::source::{BodyKind, Source, SourceKind, SubjectName};
use crate::text::{Spanned, is_slug};

/// Something of which a copy for review shows what is hidden: `inspection:soc-eastern`, `force:kent`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReviewSubject {
    kind: ReviewKind,
    id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ReviewKind {
    Inspection,
    Force,
    Rocu,
    Region,
    Page,
    Term,
}

impl ReviewKind {
    const ALL: [ReviewKind; 6] = [
        ReviewKind::Inspection,
        ReviewKind::Force,
        ReviewKind::Rocu,
        ReviewKind::Region,
        ReviewKind::Page,
        ReviewKind::Term,
    ];

    fn name(self) -> &'static str {
        match self {
            ReviewKind::Inspection => "inspection",
            ReviewKind::Force => "force",
            ReviewKind::Rocu => "rocu",
            ReviewKind::Region => "region",
            ReviewKind::Page => "page",
            ReviewKind::Term => "term",
        }
    }
}

impl fmt::Display for ReviewSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.id)
    }
}

/// A text that names nothing of which there can be a copy.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "write `inspection:`, `force:`, `rocu:`, `region:`, `page:` or `term:` and an id, like `force:kent`"
)]
pub struct NotReviewSubject;

impl FromStr for ReviewSubject {
    type Err = NotReviewSubject;

    fn from_str(text: &str) -> Result<ReviewSubject, NotReviewSubject> {
        let (kind, id) = text.split_once(':').ok_or(NotReviewSubject)?;
        let mut kinds = ReviewKind::ALL.into_iter();
        let kind = kinds.find(|known| known.name() == kind);
        let kind = kind.filter(|_| id.split('/').all(is_slug));
        kind.map(|kind| ReviewSubject {
            kind,
            id: id.to_owned(),
        })
        .ok_or(NotReviewSubject)
    }
}

/// What the gate lets through although it is hidden.
#[derive(Debug)]
pub(super) enum GateOpening {
    /// Nothing.
    Shut,
    /// What concerns these; and the inspections of which they have accounts.
    Only {
        subjects: BTreeSet<ReviewSubject>,
        inspections: BTreeSet<String>,
    },
    /// Everything.
    All,
}

impl GateOpening {
    /// Open for these, or for everything if none are named.
    pub(super) fn of(
        subjects: &[ReviewSubject],
        documents: &[(Source, Arc<Document>)],
    ) -> GateOpening {
        if subjects.is_empty() {
            return GateOpening::All;
        }
        let subjects: BTreeSet<ReviewSubject> = subjects.iter().cloned().collect();
        let accounts = documents.iter().filter_map(|(source, document)| {
            let (SourceKind::Account(subject, _), Document::Account(account)) =
                (&source.kind, &**document)
            else {
                return None;
            };
            let is_asked = subjects.contains(&of_subject(subject));
            account.inspection.as_ref().filter(|_| is_asked)
        });
        let inspections = accounts.map(|id| id.value.clone()).collect();
        GateOpening::Only {
            subjects,
            inspections,
        }
    }

    /// The names among those asked for that no file has.
    pub(super) fn unknown(&self, documents: &[(Source, Arc<Document>)]) -> Vec<String> {
        let GateOpening::Only { subjects, .. } = self else {
            return Vec::new();
        };
        let known: BTreeSet<ReviewSubject> =
            documents.iter().filter_map(|it| of_file(&it.0)).collect();
        let unknown = subjects.difference(&known);
        unknown.map(ToString::to_string).collect()
    }

    fn has(&self, kind: ReviewKind, id: &str) -> bool {
        match self {
            GateOpening::Shut => false,
            GateOpening::All => true,
            GateOpening::Only { subjects, .. } => subjects.contains(&ReviewSubject {
                kind,
                id: id.to_owned(),
            }),
        }
    }

    pub(super) fn opens_inspection(&self, id: &str) -> bool {
        let is_needed = match self {
            GateOpening::Only { inspections, .. } => inspections.contains(id),
            GateOpening::Shut | GateOpening::All => false,
        };
        is_needed || self.has(ReviewKind::Inspection, id)
    }

    pub(super) fn opens_page(&self, id: &str) -> bool {
        self.has(ReviewKind::Page, id)
    }

    pub(super) fn opens_term(&self, id: &str) -> bool {
        self.has(ReviewKind::Term, id)
    }

    /// Whether what an inspection said of a body or region concerns those asked for.
    pub(super) fn opens_account(
        &self,
        subject: &SubjectName,
        inspection: Option<&Spanned<String>>,
    ) -> bool {
        let of_inspection =
            inspection.is_some_and(|id| self.has(ReviewKind::Inspection, &id.value));
        match self {
            GateOpening::Shut => false,
            GateOpening::All => true,
            GateOpening::Only { subjects, .. } => {
                of_inspection || subjects.contains(&of_subject(subject))
            }
        }
    }
}

fn of_subject(subject: &SubjectName) -> ReviewSubject {
    let kind = match subject {
        SubjectName::Region(_) => ReviewKind::Region,
        SubjectName::Body(BodyKind::Force, _) => ReviewKind::Force,
        SubjectName::Body(BodyKind::Rocu, _) => ReviewKind::Rocu,
    };
    ReviewSubject {
        kind,
        id: subject.id().to_owned(),
    }
}

/// What the file of a body, inspection, page or term is called here.
fn of_file(source: &Source) -> Option<ReviewSubject> {
    let (kind, id) = match &source.kind {
        SourceKind::Inspection(id) => (ReviewKind::Inspection, id),
        SourceKind::Page(id) => (ReviewKind::Page, id),
        SourceKind::Term(id) => (ReviewKind::Term, id),
        SourceKind::Region(id) => (ReviewKind::Region, id),
        SourceKind::Body(BodyKind::Force, id) => (ReviewKind::Force, id),
        SourceKind::Body(BodyKind::Rocu, id) => (ReviewKind::Rocu, id),
        _ => return None,
    };
    Some(ReviewSubject {
        kind,
        id: id.clone(),
    })
}
