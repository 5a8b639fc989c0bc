//! Rules over the corpus, one file each: what is wrong although every reference holds.

mod cause_without_recommendation;
mod due_before_publication;
mod duplicate_name;
mod early_follow_up;
mod empty_finding;
mod figure_after_publication;
mod figure_not_in_prose;
mod follow_up_order;
mod force_without_area;
mod force_without_tile;
mod grade_without_cause;
mod misplaced_area;
mod missing_source;
mod missing_topic;
mod region_mismatch;
mod region_rocu_mismatch;

use crate::diagnostic::Report;
use crate::map::Geometry;
use crate::model::Corpus;

/// What a rule looks at.
pub struct CheckContext<'c> {
    /// Everything.
    pub corpus: &'c Corpus,
    /// The maps.
    pub geometry: &'c Geometry,
}

/// A rule adds every problem that it finds.
type Rule = fn(&CheckContext<'_>, &mut Report);

/// Every rule.
const RULES: &[Rule] = &[
    grade_without_cause::check,
    cause_without_recommendation::check,
    empty_finding::check,
    missing_topic::check,
    due_before_publication::check,
    early_follow_up::check,
    follow_up_order::check,
    missing_source::check,
    figure_after_publication::check,
    figure_not_in_prose::check,
    force_without_area::check,
    force_without_tile::check,
    misplaced_area::check,
    region_rocu_mismatch::check,
    region_mismatch::check,
    duplicate_name::check,
];

/// Runs every rule.
pub fn check(corpus: &Corpus, geometry: &Geometry) -> Report {
    let mut report = Report::default();
    let subject = CheckContext { corpus, geometry };
    for rule in RULES {
        rule(&subject, &mut report);
    }
    report
}
