//! Two things of one kind have names that readers can distinguish, whatever their ids are.

use std::collections::HashMap;

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    deduplicated(
        "regions",
        corpus
            .regions
            .rows()
            .iter()
            .map(|region| (&*region.name, region.name_span)),
        report,
    );
    deduplicated(
        "forces or units",
        corpus
            .bodies
            .rows()
            .iter()
            .map(|body| (&*body.name, body.name_span)),
        report,
    );
    deduplicated(
        "topics",
        corpus
            .topics
            .rows()
            .iter()
            .map(|topic| (&*topic.name, topic.span)),
        report,
    );
    deduplicated(
        "measures",
        corpus
            .measures
            .rows()
            .iter()
            .map(|measure| (&*measure.name, measure.span)),
        report,
    );
}

fn deduplicated<'c>(what: &str, named: impl Iterator<Item = (&'c str, Span)>, report: &mut Report) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    // What has no name has been reported.
    for (name, span) in named.filter(|(name, _)| !name.is_empty()) {
        if let Some(&first) = seen.get(&name.to_lowercase()) {
            let diagnostic = Diagnostic::new(
                Code::DuplicateName,
                format!("two {what} have the name “{name}”"),
            );
            let diagnostic = diagnostic
                .label(span, "again here")
                .label(first, "first here");
            report.push(diagnostic.help("give each the name that readers know it by"));
        } else {
            seen.insert(name.to_lowercase(), span);
        }
    }
}
