//! A recommendation is due after the report that makes it was published: otherwise one of the two dates is a slip.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::Published;
use crate::wording;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for recommendation in corpus.recommendations.rows() {
        let inspection = &corpus.inspections
            [corpus.accounts[corpus.findings[recommendation.finding].account].inspection];
        // Of a month or year nothing is known but that it had begun.
        let Published::On(published) = inspection.published else {
            continue;
        };
        if recommendation.due < published.first_day() {
            let message = format!(
                "the due date is before `{}` was published, {}",
                inspection.id,
                wording::date(published)
            );
            let diagnostic =
                Diagnostic::new(Code::DueBeforePublication, message).at(recommendation.span);
            report.push(diagnostic.help(format!(
                "check both dates: `due={}` here, `published` there",
                recommendation.due
            )));
        }
    }
}
