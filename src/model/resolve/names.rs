//! Look-ups by name, each with its own fault and advice.

use std::collections::HashSet;

use super::super::table::Missing;
use super::super::{Body, BodyKind, Corpus, Id, Inspection, Region, Subject, Table, Target};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean, one_of};
use crate::document::SCHEMES;
use crate::text::{SourceMap, Span, Spanned, is_slug};

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

/// Tells of a name without a row: that it is nobody's or, if it is written somewhere, only what is not told there.
pub(super) fn report_missing(
    missing: Option<Missing>,
    name: &str,
    span: Span,
    report: &mut Report,
    unknown: impl FnOnce() -> Diagnostic,
) {
    match missing {
        None => report.push(unknown()),
        Some(Missing::Draft(draft)) => {
            let diagnostic =
                Diagnostic::new(Code::DraftInUse, format!("`{name}` is still a draft")).at(span);
            let diagnostic =
                diagnostic.label(Span::new(draft, 0..3), "this file says `draft: true`");
            report.push(
                diagnostic.help(
                    "take the line `draft: true` out of that file, or leave out what names it",
                ),
            );
        }
        Some(Missing::Invalid) => {}
    }
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
                let message = format!("no {what} is called `{}`", name.value);
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
        Diagnostic::new(code, format!("no {what} is called `{}`", name.value)).at(name.span);
    advise(diagnostic, &name.value, table.names())
}

/// Adds the nearest known name to a fault, or all of them if they are few.
pub(super) fn advise(diagnostic: Diagnostic, wrong: &str, known: Vec<&str>) -> Diagnostic {
    match did_you_mean(wrong, known) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}

/// Whether a link's address is one of ours: `scheme:name` with a scheme we know, or one very like it.
pub(super) fn is_reference(address: &str) -> bool {
    match address.split_once(':') {
        Some((scheme, _)) => ![
            "http",
            "https",
            "mailto",
            "javascript",
            "data",
            "file",
            "ftp",
            "tel",
        ]
        .contains(&scheme.to_lowercase().as_str()),
        None => false,
    }
}

/// What a reference such as `force:kent` names.
pub(super) fn target(
    corpus: &Corpus,
    reference: &Spanned<String>,
    report: &mut Report,
) -> Option<Target> {
    let (scheme, name) = reference.value.split_once(':')?;
    if !SCHEMES.contains(&scheme) {
        let diagnostic = Diagnostic::new(
            Code::DanglingReference,
            format!("links cannot name a `{scheme}`"),
        )
        .at(reference.span);
        let diagnostic = diagnostic.help(format!("a link names a {}", one_of(SCHEMES)));
        report.push(
            match did_you_mean(scheme, SCHEMES).filter(|advice| advice.starts_with("did")) {
                Some(advice) => diagnostic.help(advice),
                None => diagnostic,
            },
        );
        return None;
    }
    let target = named(corpus, scheme, name);
    if target.is_none() {
        let unknown = || dangling(corpus, scheme, name, reference);
        report_missing(
            missing(corpus, scheme, name),
            name,
            reference.span,
            report,
            unknown,
        );
    }
    target
}

/// What a name of a kind names.
fn named(corpus: &Corpus, scheme: &str, name: &str) -> Option<Target> {
    match scheme {
        "force" => body_of(corpus, name, BodyKind::Force).map(Target::Body),
        "rocu" => body_of(corpus, name, BodyKind::Rocu).map(Target::Body),
        "region" => corpus.regions.find(name).map(Target::Region),
        "finding" => corpus.findings.find(name).map(Target::Finding).or_else(|| {
            corpus
                .recommendations
                .find(name)
                .map(Target::Recommendation)
        }),
        "term" => corpus.terms.find(name).map(Target::Term),
        "page" => corpus.pages.find(name).map(Target::Page),
        "topic" => corpus.topics.find(name).map(Target::Topic),
        "measure" => corpus.measures.find(name).map(Target::Measure),
        "inspection" => corpus.inspections.find(name).map(Target::Inspection),
        _ => None,
    }
}

/// Why a link leads nowhere, if what it names is written somewhere.
fn missing(corpus: &Corpus, scheme: &str, name: &str) -> Option<Missing> {
    match scheme {
        "force" | "rocu" => corpus.bodies.missing(name),
        "region" => corpus.regions.missing(name),
        "term" => corpus.terms.missing(name),
        "page" => corpus.pages.missing_exactly(name),
        "topic" => corpus.topics.missing(name),
        "measure" => corpus.measures.missing(name),
        "inspection" => corpus.inspections.missing(name),
        _ => corpus.findings.missing(name),
    }
}

pub(super) fn body_of(corpus: &Corpus, name: &str, kind: BodyKind) -> Option<Id<Body>> {
    corpus
        .bodies
        .find(name)
        .filter(|&id| corpus.bodies[id].kind == kind)
}

fn dangling(corpus: &Corpus, scheme: &str, name: &str, reference: &Spanned<String>) -> Diagnostic {
    let findings;
    let bodies = |kind| {
        corpus
            .bodies_of_kind(kind)
            .map(|(_, body)| body.id.as_str())
            .collect::<Vec<_>>()
    };
    let (what, code, known) = match scheme {
        "force" => ("force", Code::UnknownBody, bodies(BodyKind::Force)),
        "rocu" => ("ROCU", Code::UnknownBody, bodies(BodyKind::Rocu)),
        "region" => ("region", Code::UnknownRegion, corpus.regions.names()),
        "term" => ("term", Code::UnknownTerm, corpus.terms.names()),
        "topic" => ("topic", Code::UnknownTopic, corpus.topics.names()),
        "measure" => ("measure", Code::UnknownMeasure, corpus.measures.names()),
        "inspection" => (
            "inspection",
            Code::UnknownInspection,
            corpus.inspections.names(),
        ),
        "page" => ("page", Code::DanglingReference, corpus.pages.names()),
        _ => {
            findings = findings_near(corpus, name);
            (
                "finding",
                Code::DanglingReference,
                findings.iter().map(String::as_str).collect(),
            )
        }
    };
    let diagnostic =
        Diagnostic::new(code, format!("no {what} is called `{name}`")).at(reference.span);
    if scheme == "finding" && !name.contains('/') {
        let help = findings_called(corpus, name, None);
        return diagnostic.help(help.unwrap_or_else(|| {
            "a finding is named with whose it is: `finding:kent/its-id`".to_owned()
        }));
    }
    if let Some(other) = of_another_kind(corpus, name) {
        return diagnostic.help(format!("did you mean `{other}`?"));
    }
    match did_you_mean(name, known) {
        Some(advice) => diagnostic.help(advice),
        None if scheme == "term" && is_slug(name) => {
            diagnostic.help(format!("define it in `content/glossary/{name}.md`"))
        }
        None => diagnostic,
    }
}

/// The thing that a reference means, if only its kind is wrong.
fn of_another_kind(corpus: &Corpus, name: &str) -> Option<String> {
    let kind = SCHEMES
        .into_iter()
        .find(|kind| named(corpus, kind, name).is_some())?;
    Some(format!("{kind}:{name}"))
}

/// The findings of the body or region that a reference names, so that advice stays within it.
fn findings_near(corpus: &Corpus, name: &str) -> Vec<String> {
    let owner = name.split_once('/').map_or(name, |(owner, _)| owner);
    let body = corpus.bodies.find(owner).map(Subject::Body);
    let subjects = corpus
        .regions
        .find(owner)
        .map(Subject::Region)
        .into_iter()
        .chain(body);
    let findings = subjects.flat_map(|subject| corpus.findings_of(subject));
    findings
        .map(|finding| format!("{owner}/{}", corpus.findings[finding].slug))
        .collect()
}

/// How links name the findings of a slug: that of a body or region, if it has one, or else those of any, if they are few.
pub(super) fn findings_called(corpus: &Corpus, slug: &str, of: Option<Subject>) -> Option<String> {
    const FEW: usize = 12;
    let called = |owner: &str| format!("finding:{owner}/{slug}");
    let own = of
        .map(|subject| corpus.subject_id(subject))
        .filter(|owner| named(corpus, "finding", &[owner, "/", slug].concat()).is_some());
    if let Some(owner) = own {
        return Some(format!("write `{}`", called(owner)));
    }
    let known = corpus
        .findings
        .rows()
        .iter()
        .filter(|finding| finding.slug == slug);
    let names: Vec<String> = known
        .map(|finding| called(corpus.subject_id(finding.subject)))
        .take(FEW + 1)
        .collect();
    (1..=FEW)
        .contains(&names.len())
        .then(|| format!("write {}", one_of(names.iter().map(String::as_str))))
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
