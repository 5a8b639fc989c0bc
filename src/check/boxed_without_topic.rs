//! A boxed finding has a topic, so that readers who follow a topic across bodies meet it.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for finding in corpus.findings.rows() {
        // One that was named but is broken has been reported.
        if finding.kind.is_some() && !finding.names_topic && !corpus.topics.is_empty() {
            let fault =
                Diagnostic::new(Code::FindingWithoutTopic, "this boxed finding has no topic")
                    .at(finding.span);
            report.push(fault.help("add `topics=` with one or more ids of content/topics.yaml"));
        }
    }
}
