//! Nothing is said or done about a finding before its report is published: otherwise one of the two dates is wrong.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Followed, Published};
use crate::wording;

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for entry in corpus.follow_up.rows() {
        let finding = match entry.about {
            Followed::Finding(finding) => finding,
            Followed::Recommendation(id) => corpus.recommendations[id].finding,
        };
        let account = &corpus.accounts[corpus.findings[finding].account];
        let inspection = &corpus.inspections[account.inspection];
        let Published::On(published) = inspection.published else {
            continue;
        };
        if entry.date >= published.first_day() {
            continue;
        }
        let message = format!(
            "this is dated `{}`, before `{}` was published, {}",
            entry.date,
            inspection.id,
            wording::date(published)
        );
        let diagnostic = Diagnostic::new(Code::EarlyFollowUp, message).at(entry.span);
        report.push(diagnostic.help("look up both dates: `date` here, `published` there"));
    }
    for response in corpus.responses.rows() {
        let inspection = &corpus.inspections[corpus.accounts[response.account].inspection];
        let (Some(date), Published::On(published)) = (response.date, inspection.published) else {
            continue;
        };
        if date < published.first_day() {
            let message = format!(
                "this is dated `{date}`, before `{}` was published, {}",
                inspection.id,
                wording::date(published)
            );
            let diagnostic = Diagnostic::new(Code::EarlyFollowUp, message).at(response.span);
            report.push(diagnostic.help("look up both dates: `date` here, `published` there"));
        }
    }
}
