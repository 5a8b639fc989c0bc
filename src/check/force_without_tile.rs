//! A force that the tile map lacks would be missing from the national map. Sites without maps are let off, and so are tiles of
//! forces that a site does not hold: one whose name is like that of the force is shown, as it may be meant.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report, is_near};
use crate::model::{BodyKind, Corpus};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let (corpus, geometry) = (subject.corpus, subject.geometry);
    if geometry.tile_ids().next().is_none() {
        return;
    }
    for (_, body) in corpus.bodies_of_kind(BodyKind::Force) {
        if body.until.is_some() || geometry.has_tile(&body.id) {
            continue;
        }
        let diagnostic = Diagnostic::new(
            Code::ForceWithoutTile,
            format!("`{}` has no tile on the map", body.id),
        );
        let diagnostic = diagnostic.at(body.span);
        let meant = geometry
            .tile_places()
            .find(|(id, _)| !is_force(corpus, id) && is_near(id, &body.id));
        report.push(match meant {
            Some((id, place)) => diagnostic
                .label(place, format!("unknown force `{id}`"))
                .help(format!(
                    "write `{}` in that row of the CSV file in content/maps/",
                    body.id
                )),
            None => diagnostic.help("add a row for it to the CSV file in content/maps/"),
        });
    }
}

fn is_force(corpus: &Corpus, id: &str) -> bool {
    corpus
        .bodies
        .find(id)
        .is_some_and(|body| corpus.bodies[body].kind == BodyKind::Force)
}
