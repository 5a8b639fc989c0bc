//! An ending has a source, and so has every entry of which the publisher asks it.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for entry in corpus.follow_up.rows() {
        let status = &corpus.statuses[entry.status];
        if !status.needs_source || entry.source.is_some() {
            continue;
        }
        let message = format!("`{}` has no source", status.id);
        let diagnostic = Diagnostic::new(Code::MissingSource, message).at(entry.span);
        report.push(
            diagnostic.help(
                "add `source:` and below it `words:`, the letter, report or page that says so",
            ),
        );
    }
}
