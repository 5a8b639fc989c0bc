//! After an ending, only an entry that reopens can come, and only what has ended can be reopened.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Corpus, FollowUpRecord, Id};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    let findings = corpus.findings.rows().iter();
    let recommendations = corpus.recommendations.rows().iter();
    let of_findings = findings.map(|finding| &finding.follow_up);
    let of_recommendations = recommendations.map(|it| &it.follow_up);
    for entries in of_findings.chain(of_recommendations) {
        check_entries(corpus, entries, report);
    }
}

fn check_entries(corpus: &Corpus, entries: &[Id<FollowUpRecord>], report: &mut Report) {
    let mut ending: Option<&FollowUpRecord> = None;
    for &id in entries {
        let entry = &corpus.follow_up[id];
        let status = &corpus.statuses[entry.status];
        match ending {
            Some(ended) if !status.reopens => {
                let message = format!("`{}` after the follow-up has ended", status.id);
                let diagnostic = Diagnostic::new(Code::FollowUpOrder, message).at(entry.span);
                let help = match corpus.statuses.rows().iter().find(|other| other.reopens) {
                    Some(reopens) => format!(
                        "remove one of the two, or add an entry `{}` between them",
                        reopens.id
                    ),
                    None => "remove one of the two".to_owned(),
                };
                report.push(diagnostic.label(ended.span, "ended here").help(help));
                continue;
            }
            None if status.reopens => {
                let message = format!("`{}` before the follow-up has ended", status.id);
                let diagnostic = Diagnostic::new(Code::FollowUpOrder, message).at(entry.span);
                report.push(diagnostic.help("add the entry that ended it, or use another status"));
            }
            Some(_) | None => {}
        }
        ending = entry.is_ending.then_some(entry);
    }
}
