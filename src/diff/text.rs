//! Changes as text, for people.

use std::fmt::Write;

use super::{ChangeKind, EditionChange};

/// The changes as text: a heading for each kind, and a line for each change.
pub fn text(changes: &[EditionChange]) -> String {
    let mut text = String::new();
    let mut last = None;
    for change in changes {
        if last != Some(change.kind) {
            let gap = if last.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}", heading(change.kind));
            last = Some(change.kind);
        }
        let _ = match (&change.from, &change.to) {
            _ if !change.words.is_empty() => {
                writeln!(text, "  {}: {}", change.id, marked(change))
            }
            (Some(from), Some(to)) => writeln!(text, "  {}: from {from} to {to}", change.id),
            (Some(from), None) => writeln!(text, "  {}: from {from}", change.id),
            (None, Some(to)) => writeln!(text, "  {}: {to}", change.id),
            (None, None) if change.name == change.id => writeln!(text, "  {}", change.id),
            (None, None) => writeln!(text, "  {}: {}", change.id, change.name.replace('\n', " ")),
        };
    }
    text
}

/// The words of a text, with `[-removed-]` and `{+added+}` words, as `git diff --word-diff` writes them.
fn marked(change: &EditionChange) -> String {
    let mut text = String::new();
    for piece in &change.words {
        let words = piece.text.replace('\n', " ");
        match piece.what {
            "removed" => text.extend(["[-", &words, "-]"]),
            "added" => text.extend(["{+", &words, "+}"]),
            _ => text.push_str(&words),
        }
    }
    text
}

/// What a kind of change is called above its list.
pub(crate) fn heading(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::GradeBetter => "Better grades",
        ChangeKind::GradeWorse => "Worse grades",
        ChangeKind::GradeNew => "New grades",
        ChangeKind::GradeRemoved => "Grades removed",
        ChangeKind::BodyRenamed => "Forces and units renamed",
        ChangeKind::FindingNew => "New findings",
        ChangeKind::FindingCarried => "Findings repeated",
        ChangeKind::FindingClosed => "Findings closed",
        ChangeKind::FindingStatus => "Findings with a new status",
        ChangeKind::FindingReworded => "Findings reworded",
        ChangeKind::FindingRenamed => "Findings with a new id",
        ChangeKind::FindingMerged => "Findings merged",
        ChangeKind::FindingRemoved => "Findings removed",
        ChangeKind::RecommendationNew => "New recommendations",
        ChangeKind::RecommendationClosed => "Recommendations closed",
        ChangeKind::RecommendationStatus => "Recommendations with a new status",
        ChangeKind::RecommendationReworded => "Recommendations reworded",
        ChangeKind::RecommendationRenamed => "Recommendations with a new id",
        ChangeKind::RecommendationMerged => "Recommendations merged",
        ChangeKind::RecommendationRemoved => "Recommendations removed",
        ChangeKind::FigureNew => "New figures",
        ChangeKind::FigureChanged => "Figures changed",
        ChangeKind::FigureRenamed => "Figures with a new id",
        ChangeKind::FigureMerged => "Figures merged",
        ChangeKind::FigureRemoved => "Figures removed",
        ChangeKind::AddressAdded => "New addresses",
        ChangeKind::AddressRedirected => "Addresses redirected",
        ChangeKind::AddressWithdrawn => "Addresses withdrawn",
        ChangeKind::AddressLost => "Addresses lost",
    }
}
