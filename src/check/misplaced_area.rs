//! An area under the wrong slug puts a force in the wrong place. It shows where the file names the area after another force, or
//! where the area is far from all others of its region.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Body, BodyKind, Corpus, Id};
use crate::text::Span;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for (id, place, name) in subject.geometry.area_places() {
        let Some(force) = force(corpus, id) else {
            continue;
        };
        if let Some(named) = name.and_then(|name| named_after_another(corpus, force, name)) {
            report.push(wrong_name(corpus, force, named, place));
        } else if is_far_from_region(subject, force) {
            report.push(wrong_region(corpus, force, place));
        }
    }
}

fn force(corpus: &Corpus, id: &str) -> Option<Id<Body>> {
    let body = corpus.bodies.find(id)?;
    (corpus.bodies[body].kind == BodyKind::Force).then_some(body)
}

/// The other force with a name like that of an area, if the force itself has no such name.
fn named_after_another(corpus: &Corpus, force: Id<Body>, name: &str) -> Option<Id<Body>> {
    let is_name_of = |body: &Body| {
        [&body.name, &body.short_name, &body.id]
            .into_iter()
            .any(|known| plain(known) == plain(name))
    };
    if is_name_of(&corpus.bodies[force]) {
        return None;
    }
    let others = corpus.bodies_of_kind(BodyKind::Force);
    others
        .into_iter()
        .find(|(id, body)| *id != force && is_name_of(body))
        .map(|(id, _)| id)
}

/// A name without what differs between spellings.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether an area is farther than its own size from every other area of its region, although there are some.
fn is_far_from_region(subject: &CheckContext<'_>, force: Id<Body>) -> bool {
    let (corpus, geometry) = (subject.corpus, subject.geometry);
    let own = &corpus.bodies[force];
    let Some(region) = own.region else {
        return false;
    };
    let others = corpus.regions[region].forces.iter();
    let distances: Vec<f64> = others
        .filter(|&&other| other != force)
        .filter_map(|&other| geometry.distance(&own.id, &corpus.bodies[other].id))
        .collect();
    !distances.is_empty() && distances.iter().all(|&distance| distance > 1.0)
}

fn wrong_name(corpus: &Corpus, force: Id<Body>, named: Id<Body>, place: Span) -> Diagnostic {
    let (id, named) = (&corpus.bodies[force].id, &corpus.bodies[named]);
    let message = format!("the area of `{id}` is named after `{}`", named.id);
    let diagnostic = Diagnostic::new(Code::MisplacedArea, message).at(place);
    diagnostic.help(format!(
        "write \"slug\": \"{}\", or correct the name of the area",
        named.id
    ))
}

fn wrong_region(corpus: &Corpus, force: Id<Body>, place: Span) -> Diagnostic {
    let body = &corpus.bodies[force];
    let region = body
        .region
        .map_or("", |region| &corpus.regions[region].name);
    let message = format!(
        "the area of `{}` is far from the other forces of {region}",
        body.id
    );
    let diagnostic = Diagnostic::new(Code::MisplacedArea, message).at(place);
    diagnostic.help("check whether the shape is that of another force")
}
