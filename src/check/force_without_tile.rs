//! A force that the tile map lacks would be missing from the national map. Sites without maps are let off.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::BodyKind;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.geometry.tile_ids().next().is_none() {
        return;
    }
    for (_, body) in subject.corpus.bodies_of_kind(BodyKind::Force) {
        if !subject.geometry.has_tile(&body.id) {
            let fault = Diagnostic::new(Code::ForceWithoutTile, format!("`{}` has no tile on the map", body.id));
            report.push(fault.at(body.span).help("add a row for it to the CSV file in content/maps/"));
        }
    }
}
