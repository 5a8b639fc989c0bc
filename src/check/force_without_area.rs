//! A force that the map of areas lacks would be missing from the maps of its region and of the country. Sites without areas are
//! let off, and so are areas of forces that a site does not hold: one with a name like that of the force is shown, as it
//! may be meant.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report, is_near};
use crate::model::BodyKind;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let (corpus, geometry) = (subject.corpus, subject.geometry);
    if geometry.area_ids().next().is_none() || geometry.lacks_areas() {
        return;
    }
    let is_force = |id: &str| {
        let body = corpus.bodies.find(id);
        body.is_some_and(|body| corpus.bodies[body].kind == BodyKind::Force)
    };
    for (_, body) in corpus.bodies_of_kind(BodyKind::Force) {
        if body.until.is_some() || !body.has_area || geometry.has_area(&body.id) {
            continue;
        }
        let meant = geometry
            .area_places()
            .find(|(id, ..)| !is_force(id) && is_near(id, &body.id));
        let message = format!("`{}` has no area on the map", body.id);
        let diagnostic = Diagnostic::new(Code::ForceWithoutArea, message).at(body.span);
        report.push(match meant {
            Some((id, place, _)) => diagnostic
                .label(place, format!("unknown force `{id}`"))
                .help(format!("write \"slug\": \"{}\" there", body.id)),
            None => diagnostic.help("add its area to the GeoJSON file in content/maps/; write `area: false` for a force without a territory"),
        });
    }
}
