//! Kinds of change between two editions, by the names that data, JSON and records of releases use.

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
        /// A body has another name or another id.
        BodyRenamed = "body-renamed",
        /// A finding is new.
        FindingNew = "finding-new",
        /// A new inspection made a finding again.
        FindingCarried = "finding-carried",
        /// Nothing is due for a finding any more.
        FindingClosed = "finding-closed",
        /// Something else became of a finding.
        FindingStatus = "finding-status",
        /// The title, the kind or the words of a finding are others.
        FindingReworded = "finding-reworded",
        /// A finding has another id.
        FindingRenamed = "finding-renamed",
        /// A finding is part of another now.
        FindingMerged = "finding-merged",
        /// A finding is not published any more.
        FindingRemoved = "finding-removed",
        /// A recommendation is new.
        RecommendationNew = "recommendation-new",
        /// Nothing is due for a recommendation any more.
        RecommendationClosed = "recommendation-closed",
        /// Something else became of a recommendation.
        RecommendationStatus = "recommendation-status",
        /// The words, the owner or the due date of a recommendation are others.
        RecommendationReworded = "recommendation-reworded",
        /// A recommendation has another id.
        RecommendationRenamed = "recommendation-renamed",
        /// A recommendation is part of another now.
        RecommendationMerged = "recommendation-merged",
        /// A recommendation is not published any more.
        RecommendationRemoved = "recommendation-removed",
        /// A figure is new.
        FigureNew = "figure-new",
        /// The value, unit or time of a figure is another.
        FigureChanged = "figure-changed",
        /// A figure has another id.
        FigureRenamed = "figure-renamed",
        /// A figure is part of another now.
        FigureMerged = "figure-merged",
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

impl serde::Serialize for ChangeKind {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}
