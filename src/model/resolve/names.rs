//! Look-ups by name, each with its own diagnostic and advice.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::document::{Hiding, HidingKind};
use crate::model::table::Missing;
use crate::model::{Body, BodyKind, Corpus, Id, Inspection, Region, Table};
use crate::text::{SourceMap, Span, Spanned};

/// Finds a name in a table, or reports that it is not there.
pub(super) fn find<T>(
    table: &Table<T>,
    what: &str,
    code: Code,
    name: &Spanned<String>,
    report: &mut Report,
) -> Option<Id<T>> {
    let found = table.find(&name.value);
    if found.is_none() {
        report_missing(
            table.missing(&name.value),
            &name.value,
            name.span,
            report,
            || unknown(table, what, code, name),
        );
    }
    found
}

/// Reports an unresolved name, unless its definition has already been reported.
pub(super) fn report_missing(
    missing: Option<Missing>,
    name: &str,
    span: Span,
    report: &mut Report,
    unknown: impl FnOnce() -> Diagnostic,
) {
    match missing {
        None => report.push(unknown()),
        Some(Missing::Hidden(hiding)) => report.push(hidden_in_use(name, span, hiding)),
        Some(Missing::Invalid) => {}
    }
}

/// What is public names what is not: readers would learn that it is there.
pub fn hidden_in_use(name: &str, span: Span, hiding: Hiding) -> Diagnostic {
    let (code, message, label, help) = match hiding.kind {
        HidingKind::Draft => (
            Code::DraftInUse,
            format!("`{name}` is still a draft"),
            "this makes it a draft",
            "publish the draft, or remove this reference to it",
        ),
        HidingKind::Embargo => (
            Code::EmbargoInUse,
            format!("`{name}` is under embargo"),
            "this puts it under embargo",
            "give the file with this reference the same `publish_at`, or remove the reference",
        ),
    };
    let diagnostic = Diagnostic::new(code, message).at(span);
    diagnostic.label(hiding.span, label).help(help)
}

/// Finds one of the publisher's closed sets: an activity, a unit, …
pub(super) fn choice<T>(
    table: &Table<T>,
    what: &str,
    name: &Spanned<String>,
    report: &mut Report,
) -> Option<Id<T>> {
    find(table, what, Code::UnknownValue, name, report)
}

pub(super) fn region(
    corpus: &Corpus,
    name: &Spanned<String>,
    report: &mut Report,
) -> Option<Id<Region>> {
    find(&corpus.regions, "region", Code::UnknownRegion, name, report)
}

pub(super) fn inspection(
    corpus: &Corpus,
    name: &Spanned<String>,
    report: &mut Report,
) -> Option<Id<Inspection>> {
    find(
        &corpus.inspections,
        "inspection",
        Code::UnknownInspection,
        name,
        report,
    )
}

/// Finds a body, of a kind if one is asked for.
pub(super) fn body(
    corpus: &Corpus,
    name: &Spanned<String>,
    kind: Option<BodyKind>,
    report: &mut Report,
) -> Option<Id<Body>> {
    let what = match kind {
        Some(BodyKind::Force) => "force",
        Some(BodyKind::Rocu) => "ROCU",
        None => "force or ROCU",
    };
    let found = corpus
        .bodies
        .find(&name.value)
        .filter(|&id| kind.is_none_or(|kind| corpus.bodies[id].kind == kind));
    if found.is_none() {
        report_missing(
            corpus.bodies.missing(&name.value),
            &name.value,
            name.span,
            report,
            || {
                let of_kind = corpus
                    .bodies
                    .rows()
                    .iter()
                    .filter(|body| kind.is_none_or(|kind| body.kind == kind));
                let message = format!("unknown {what} `{}`", name.value);
                let diagnostic = Diagnostic::new(Code::UnknownBody, message).at(name.span);
                advise(
                    diagnostic,
                    &name.value,
                    of_kind.map(|body| body.id.as_str()).collect(),
                )
            },
        );
    }
    found
}

fn unknown<T>(table: &Table<T>, what: &str, code: Code, name: &Spanned<String>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code, format!("unknown {what} `{}`", name.value)).at(name.span);
    advise(diagnostic, &name.value, table.names())
}

/// Adds the nearest known name to a diagnostic, or all of them if they are few.
pub(super) fn advise(diagnostic: Diagnostic, wrong: &str, known: Vec<&str>) -> Diagnostic {
    match did_you_mean(wrong, known) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}

pub(super) fn body_of(corpus: &Corpus, name: &str, kind: BodyKind) -> Option<Id<Body>> {
    corpus
        .bodies
        .find(name)
        .filter(|&id| corpus.bodies[id].kind == kind)
}

/// The paths, in `content/`, of all pictures.
pub(super) fn pictures(sources: &SourceMap) -> HashSet<String> {
    let ends = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"];
    let inner = sources
        .iter()
        .filter_map(|(_, file)| file.path.strip_prefix("content/"));
    inner
        .filter(|path| ends.iter().any(|end| path.ends_with(end)))
        .map(str::to_owned)
        .collect()
}
