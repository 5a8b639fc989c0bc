//! What links name: `force:kent`, `finding:kent/its-id`, `page:method#data`.

use super::link_advice;
use super::names::{body_of, report_missing};
use super::page_anchors::PageAnchors;
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean, one_of};
use crate::document::RefKind;
use crate::model::table::Missing;
use crate::model::{BodyKind, Corpus, Subject, Target};
use crate::text::{Spanned, is_slug};

/// Whether a link's address is one of ours: `scheme:name` with a scheme we know, or one very like
/// it.
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
    let Some(kind) = RefKind::of_scheme(scheme) else {
        report.push(link_advice::unknown_scheme(scheme, reference.span));
        return None;
    };
    let target = named(corpus, kind, name);
    if target.is_none() {
        let unknown = || dangling(corpus, kind, name, reference);
        report_missing(
            missing(corpus, kind, name),
            name,
            reference.span,
            report,
            unknown,
        );
    }
    target
}

/// A heading of a page or inspection: where it is written, and its anchor.
pub(super) type HeadingLink = (Target, String);

/// Which heading a reference such as `page:method#data` names, if it names one.
pub(super) fn heading(
    corpus: &Corpus,
    anchors: &PageAnchors,
    reference: &Spanned<String>,
    report: &mut Report,
) -> Option<HeadingLink> {
    let (page, anchor) = reference.value.split_once('#')?;
    let page = Spanned::new(page.to_owned(), reference.span);
    let target = target(corpus, &page, report)?;
    let Some(known) = anchors.of(target) else {
        let diagnostic = Diagnostic::new(
            Code::DanglingReference,
            format!("unexpected `#{anchor}` after `{}`", page.value),
        );
        report.push(diagnostic.at(reference.span).help(
            "only pages and inspections have headings to link to; write a finding as `finding:kent/its-id`",
        ));
        return None;
    };
    if known.iter().any(|known| known == anchor) {
        return Some((target, anchor.to_owned()));
    }
    let message = format!("unknown heading `#{anchor}` of `{}`", page.value);
    let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(reference.span);
    report.push(
        match did_you_mean(anchor, known.iter().map(String::as_str)) {
            Some(advice) => diagnostic.help(advice),
            None => diagnostic.help(format!(
                "give the heading an id: `## Its words {{#{anchor}}}`"
            )),
        },
    );
    None
}

/// What a name of a kind names.
fn named(corpus: &Corpus, kind: RefKind, name: &str) -> Option<Target> {
    match kind {
        RefKind::Force => body_of(corpus, name, BodyKind::Force).map(Target::Body),
        RefKind::Rocu => body_of(corpus, name, BodyKind::Rocu).map(Target::Body),
        RefKind::Region => corpus.regions.find(name).map(Target::Region),
        RefKind::Finding => {
            let recommendation = || {
                corpus
                    .recommendations
                    .find(name)
                    .map(Target::Recommendation)
            };
            corpus
                .findings
                .find(name)
                .map(Target::Finding)
                .or_else(recommendation)
        }
        RefKind::Term => corpus.terms.find(name).map(Target::Term),
        RefKind::Page => corpus.pages.find(name).map(Target::Page),
        RefKind::Topic => corpus.topics.find(name).map(Target::Topic),
        RefKind::Measure => corpus.measures.find(name).map(Target::Measure),
        RefKind::Inspection => corpus.inspections.find(name).map(Target::Inspection),
    }
}

/// Why a link leads nowhere, if what it names is written somewhere.
fn missing(corpus: &Corpus, kind: RefKind, name: &str) -> Option<Missing> {
    match kind {
        RefKind::Force | RefKind::Rocu => corpus.bodies.missing(name),
        RefKind::Region => corpus.regions.missing(name),
        RefKind::Finding => corpus.findings.missing(name),
        RefKind::Term => corpus.terms.missing(name),
        RefKind::Page => corpus.pages.missing_exactly(name),
        RefKind::Topic => corpus.topics.missing(name),
        RefKind::Measure => corpus.measures.missing(name),
        RefKind::Inspection => corpus.inspections.missing(name),
    }
}

fn dangling(corpus: &Corpus, kind: RefKind, name: &str, reference: &Spanned<String>) -> Diagnostic {
    let message = format!("unknown {} `{name}`", kind.noun());
    let diagnostic = Diagnostic::new(unknown_code(kind), message).at(reference.span);
    if kind == RefKind::Finding && !name.contains('/') {
        let help = findings_called(corpus, name, None);
        return diagnostic.help(help.unwrap_or_else(|| {
            "write the body or region before the finding: `finding:kent/its-id`".to_owned()
        }));
    }
    if let Some(other) = of_another_kind(corpus, name) {
        return diagnostic.help(format!("did you mean `{other}`?"));
    }
    let known = known_names(corpus, kind, name);
    match did_you_mean(name, known.iter().map(String::as_str)) {
        Some(advice) => diagnostic.help(advice),
        None if kind == RefKind::Term && is_slug(name) => {
            diagnostic.help(format!("define it in `content/glossary/{name}.md`"))
        }
        None => diagnostic.help(link_advice::where_defined(kind)),
    }
}

fn unknown_code(kind: RefKind) -> Code {
    match kind {
        RefKind::Force | RefKind::Rocu => Code::UnknownBody,
        RefKind::Region => Code::UnknownRegion,
        RefKind::Term => Code::UnknownTerm,
        RefKind::Topic => Code::UnknownTopic,
        RefKind::Measure => Code::UnknownMeasure,
        RefKind::Inspection => Code::UnknownInspection,
        RefKind::Page | RefKind::Finding => Code::DanglingReference,
    }
}

/// The names that may be meant by one that names nothing.
fn known_names(corpus: &Corpus, kind: RefKind, name: &str) -> Vec<String> {
    let bodies = |kind| {
        corpus
            .bodies_of_kind(kind)
            .map(|(_, body)| body.id.clone())
            .collect::<Vec<_>>()
    };
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    match kind {
        RefKind::Force => bodies(BodyKind::Force),
        RefKind::Rocu => bodies(BodyKind::Rocu),
        RefKind::Region => owned(corpus.regions.names()),
        RefKind::Finding => findings_near(corpus, name),
        RefKind::Term => owned(corpus.terms.names()),
        RefKind::Page => owned(corpus.pages.names()),
        RefKind::Topic => owned(corpus.topics.names()),
        RefKind::Measure => owned(corpus.measures.names()),
        RefKind::Inspection => owned(corpus.inspections.names()),
    }
}

/// The thing that a reference means, if only its kind is wrong.
fn of_another_kind(corpus: &Corpus, name: &str) -> Option<String> {
    let kind = RefKind::ALL
        .into_iter()
        .find(|&kind| named(corpus, kind, name).is_some())?;
    Some(format!("{}:{name}", kind.scheme()))
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

/// How links name the findings of a slug: that of a body or region, if it has one, or else those of
/// any, if they are few.
pub(super) fn findings_called(corpus: &Corpus, slug: &str, of: Option<Subject>) -> Option<String> {
    const FEW: usize = 12;
    let called = |owner: &str| format!("finding:{owner}/{slug}");
    let own = of
        .map(|subject| corpus.subject_id(subject))
        .filter(|owner| named(corpus, RefKind::Finding, &[owner, "/", slug].concat()).is_some());
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
