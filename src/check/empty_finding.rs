//! A finding says more than its heading. A recommendation may be all in its heading, and it is words enough for its finding.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    for finding in subject.corpus.findings.rows() {
        if finding.prose.is_empty() && !finding.is_advised {
            let diagnostic = Diagnostic::new(Code::EmptyFinding, "finding without text");
            report.push(
                diagnostic
                    .at(finding.span)
                    .help("write below the heading what inspectors found"),
            );
        }
    }
}
