//! A region and its ROCU name each other. Where one side does not, pages and data say two things:
//! the ROCU's page that it is the region's, the region's that it has none or another.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::BodyKind;
use crate::text::Span;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for (id, rocu) in corpus.bodies_of_kind(BodyKind::Rocu) {
        let Some(region) = rocu.region.map(|region| &corpus.regions[region]) else {
            continue;
        };
        // An unknown name has its own diagnostic.
        let is_unknown = region.names_rocu && region.rocu.is_none();
        if region.rocu != Some(id) && !is_unknown {
            report.push(mismatch(
                (&rocu.id, rocu.region_span),
                (&region.id, region.rocu_span),
                "rocu",
            ));
        }
    }
    for (id, region) in corpus.regions.iter() {
        let Some(rocu) = region.rocu.map(|rocu| &corpus.bodies[rocu]) else {
            continue;
        };
        // Every ROCU needs a region; a missing or unknown one has its own diagnostic.
        if rocu.region.is_some_and(|named| named != id) {
            report.push(mismatch(
                (&region.id, region.rocu_span),
                (&rocu.id, rocu.region_span),
                "region",
            ));
        }
    }
}

/// One names the other, which should name it back under a key.
fn mismatch((from, span): (&str, Span), (to, other): (&str, Span), key: &str) -> Diagnostic {
    let message = format!("`{from}` names `{to}`, but `{to}` does not name `{from}`");
    let diagnostic = Diagnostic::new(Code::RegionRocuMismatch, message);
    let diagnostic = diagnostic
        .label(other, format!("missing `{key}: {from}`"))
        .label(span, "named here");
    diagnostic.help(format!(
        "write `{key}: {from}` there, or correct what `{from}` names"
    ))
}
