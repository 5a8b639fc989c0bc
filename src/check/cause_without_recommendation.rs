//! A finding of a kind that needs a recommendation has at least one: a cause of concern says what is to be done.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for finding in corpus.findings.rows() {
        let Some(kind) = finding.kind.map(|kind| &corpus.finding_kinds[kind]) else {
            continue;
        };
        // One that was written but is broken has been reported.
        if kind.needs_recommendation && !finding.is_advised {
            let message = format!("{} without a recommendation", kind.name.to_lowercase());
            let diagnostic =
                Diagnostic::new(Code::CauseWithoutRecommendation, message).at(finding.span);
            report.push(
                diagnostic
                    .help("add `#### … {#id .recommendation due=2024-03-01 owner=…}` below it"),
            );
        }
    }
}
