//! A boxed finding has a topic, so that readers who follow a topic across bodies meet it.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for finding in corpus.findings.rows() {
        // One that was named but is broken has been reported.
        if finding.kind.is_some() && !finding.names_topic && !corpus.topics.is_empty() {
            let diagnostic = Diagnostic::new(Code::MissingTopic, "this boxed finding has no topic")
                .at(finding.span);
            report
                .push(diagnostic.help("add `topics=` with one or more ids of content/topics.yaml"));
        }
    }
}
