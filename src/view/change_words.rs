//! What readers call each kind of change.

use crate::document::ChangeKind;

/// A kind of change for readers: above a list of such changes, and before one.
pub(crate) struct ChangeWords {
    /// "New findings"
    pub(crate) heading: &'static str,
    /// "New finding"
    pub(crate) label: &'static str,
}

/// What a kind of change is called.
pub(crate) fn change_words(kind: ChangeKind) -> ChangeWords {
    let (heading, label) = match kind {
        ChangeKind::GradeBetter => ("Better grades", "Better grade"),
        ChangeKind::GradeWorse => ("Worse grades", "Worse grade"),
        ChangeKind::GradeNew => ("New grades", "New grade"),
        ChangeKind::GradeRemoved => ("Grades removed", "Grade removed"),
        ChangeKind::BodyRenamed => ("Forces and units renamed", "Renamed"),
        ChangeKind::FindingNew => ("New findings", "New finding"),
        ChangeKind::FindingCarried => ("Findings repeated", "Finding repeated"),
        ChangeKind::FindingClosed => ("Findings closed", "Finding closed"),
        ChangeKind::FindingStatus => ("Findings with a new status", "Finding with a new status"),
        ChangeKind::FindingReworded => ("Findings reworded", "Finding reworded"),
        ChangeKind::FindingRenamed => ("Findings with a new id", "Finding with a new id"),
        ChangeKind::FindingMerged => ("Findings merged", "Finding merged"),
        ChangeKind::FindingRemoved => ("Findings removed", "Finding removed"),
        ChangeKind::RecommendationNew => ("New recommendations", "New recommendation"),
        ChangeKind::RecommendationClosed => ("Recommendations closed", "Recommendation closed"),
        ChangeKind::RecommendationStatus => (
            "Recommendations with a new status",
            "Recommendation with a new status",
        ),
        ChangeKind::RecommendationReworded => {
            ("Recommendations reworded", "Recommendation reworded")
        }
        ChangeKind::RecommendationRenamed => (
            "Recommendations with a new id",
            "Recommendation with a new id",
        ),
        ChangeKind::RecommendationMerged => ("Recommendations merged", "Recommendation merged"),
        ChangeKind::RecommendationRemoved => ("Recommendations removed", "Recommendation removed"),
        ChangeKind::FigureNew => ("New figures", "New figure"),
        ChangeKind::FigureChanged => ("Figures changed", "Figure changed"),
        ChangeKind::FigureRenamed => ("Figures with a new id", "Figure with a new id"),
        ChangeKind::FigureMerged => ("Figures merged", "Figure merged"),
        ChangeKind::FigureRemoved => ("Figures removed", "Figure removed"),
        ChangeKind::AddressAdded => ("New addresses", "New address"),
        ChangeKind::AddressRedirected => ("Addresses redirected", "Address redirected"),
        ChangeKind::AddressWithdrawn => ("Addresses withdrawn", "Address withdrawn"),
        ChangeKind::AddressLost => ("Addresses lost", "Address lost"),
    };
    ChangeWords { heading, label }
}
