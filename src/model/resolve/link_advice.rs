//! What to write in place of a link that leads nowhere.

use crate::diagnostic::{Code, Diagnostic, did_you_mean, is_near, one_of};
use crate::document::RefKind;
use crate::text::Span;

/// Advice for what is no address that a link can lead to.
pub(super) fn unsafe_link(value: &str) -> String {
    let is_file = |value: &str| {
        let path = value.split(['#', '?']).next().unwrap_or_default();
        path.starts_with(['.', '/']) || path.ends_with(".md") || path.ends_with(".html")
    };
    if value.is_empty() {
        "write what it leads to between the round brackets: `[words](force:kent)`".to_owned()
    } else if value.starts_with("www.") {
        format!("write `https://{value}`")
    } else if value.contains('@') && !value.contains([':', '/']) {
        format!("write `mailto:{value}`")
    } else if is_file(value) {
        "name the page and not its file or address: `force:kent`, `page:about`".to_owned()
    } else {
        "links name things, like `force:kent`, or start with `https://`, `http://` or `mailto:`"
            .to_owned()
    }
}

/// A link that names a kind of thing that does not exist.
pub(super) fn unknown_scheme(scheme: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::DanglingReference,
        format!("unknown kind of link `{scheme}:`"),
    )
    .at(span);
    if is_near(scheme, "https") {
        return diagnostic.help("did you mean `https:`?");
    }
    if is_near(scheme, "mailto") {
        return diagnostic.help("did you mean `mailto:`?");
    }
    let diagnostic = diagnostic.help(format!("use {}", one_of(RefKind::schemes())));
    match did_you_mean(scheme, RefKind::schemes()).filter(|advice| advice.starts_with("did")) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}

/// Where the things of a kind are written.
pub(super) fn where_defined(kind: RefKind) -> &'static str {
    match kind {
        RefKind::Force => "forces are folders in `content/forces/`",
        RefKind::Rocu => "ROCUs are folders in `content/rocus/`",
        RefKind::Region => "regions are folders in `content/regions/`",
        RefKind::Finding => "a finding is named with its body or region: `finding:kent/its-id`",
        RefKind::Term => "terms are files in `content/glossary/`",
        RefKind::Page => "pages are files in `content/pages/`",
        RefKind::Topic => "topics are in `content/topics.yaml`",
        RefKind::Measure => "measures are in `content/measures.yaml`",
        RefKind::Inspection => "inspections are files in `content/inspections/`",
    }
}
