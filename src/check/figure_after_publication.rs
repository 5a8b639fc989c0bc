//! A report gives figures of a time before it was published: otherwise one of the two dates is a slip.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{AsOf, Published};
use crate::wording;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for figure in corpus.figures.rows() {
        let inspection = &corpus.inspections[corpus.accounts[figure.account].inspection];
        let Published::On(published) = inspection.published else {
            continue;
        };
        let day = match (figure.as_of, figure.period) {
            (Some(AsOf::On(day)), _) => day,
            (None, Some(period)) => period.from,
            _ => continue,
        };
        if day.first_day() > published.last_day() {
            let message = format!(
                "this figure is from {}, and `{}` was published before, {}",
                wording::date(day),
                inspection.id,
                wording::date(published)
            );
            let diagnostic = Diagnostic::new(Code::ImplausibleValue, message).at(figure.span);
            report.push(
                diagnostic.help("look up both dates: `as_of` or `period` here, `published` there"),
            );
        }
    }
}
