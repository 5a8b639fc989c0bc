//! A judgment at a grade that goes with a kind of finding needs a finding of that kind: an
//! inadequate body has a cause of concern. The rule skips judgments known only from another report,
//! because their findings are not held. It also skips accounts with a finding that was left out,
//! because that finding may be the cause and has its own diagnostic.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for account in corpus.accounts.rows() {
        let Some(grade) = account.grade.map(|grade| &corpus.grades[grade]) else {
            continue;
        };
        let Some(kind) = grade
            .goes_with
            .as_ref()
            .and_then(|kind| corpus.finding_kinds.find(&kind.value))
        else {
            continue;
        };
        let is_cited = corpus.inspections[account.inspection].cited_in.is_some();
        let has_one = account
            .findings
            .iter()
            .any(|&finding| corpus.findings[finding].kind == Some(kind));
        if is_cited || has_one || !account.is_whole {
            continue;
        }
        let kind = &corpus.finding_kinds[kind];
        let message = format!(
            "{} is {} but has no {}",
            corpus.subject_name(account.subject),
            grade.name.to_lowercase(),
            kind.name.to_lowercase()
        );
        let diagnostic = Diagnostic::new(Code::GradeWithoutCause, message).at(account.grade_span);
        report.push(diagnostic.help(format!(
            "check the grade, or mark the finding that it rests on with `.{}`",
            kind.id
        )));
    }
}
