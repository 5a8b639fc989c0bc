//! What changed between two editions of a site, by the tables of their data export and the addresses of their pages.
//!
//! A grade is compared only with a grade of the same scale. Nothing is counted or ranked.

mod compare;
mod edition;
mod text;
mod words;

pub use compare::compare;
pub use edition::{Edition, EditionReadError};
pub use text::text;

use serde::Serialize;

use crate::fields::closed_set;

closed_set! {
    /// A kind of change.
    pub enum ChangeKind {
        /// A body has a better grade of the same scale.
        GradeBetter = "grade-better",
        /// A body has a worse grade of the same scale.
        GradeWorse = "grade-worse",
        /// A body has a grade, and had none or one of another scale.
        GradeNew = "grade-new",
        /// A body has no grade any more.
        GradeRemoved = "grade-removed",
        /// A finding is new.
        FindingNew = "finding-new",
        /// A new inspection made a finding again.
        FindingCarried = "finding-carried",
        /// Something became of a finding.
        FindingStatus = "finding-status",
        /// The title or the words of a finding are others.
        FindingReworded = "finding-reworded",
        /// A finding is not published any more.
        FindingRemoved = "finding-removed",
        /// A recommendation is new.
        RecommendationNew = "recommendation-new",
        /// Something became of a recommendation.
        RecommendationStatus = "recommendation-status",
        /// The words, the owner or the due date of a recommendation are others.
        RecommendationReworded = "recommendation-reworded",
        /// A recommendation is not published any more.
        RecommendationRemoved = "recommendation-removed",
        /// A figure is new.
        FigureNew = "figure-new",
        /// The value, unit or time of a figure is another.
        FigureChanged = "figure-changed",
        /// A figure is not published any more.
        FigureRemoved = "figure-removed",
        /// An address is new.
        AddressAdded = "address-added",
        /// An address leads to another.
        AddressRedirected = "address-redirected",
        /// An address says why nothing is there any more.
        AddressWithdrawn = "address-withdrawn",
        /// An address is not there any more.
        AddressLost = "address-lost",
    }
}

impl Serialize for ChangeKind {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EditionChange {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The id of what changed, in its table; of an address, the address.
    pub id: String,
    /// Its name or title, in the newer edition that has it.
    pub name: String,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// Where it is in the newer edition.
    pub url: Option<String>,
    /// For other words, each piece that stayed, went or came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordPiece>,
}

/// A piece of a text of which words changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WordPiece {
    /// `same`, `removed` or `added`
    pub what: &'static str,
    /// The words.
    pub text: String,
}
