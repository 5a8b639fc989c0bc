//! Responses get their rows, next to the accounts that they answer; their words are resolved later.

use super::accounts::{answered_name, unread_name};
use super::{CorpusBuilder, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::model::{Account, Followed, Id, ReportResponse, Respondent, Subject};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::Spanned;

/// A response with the words that still have to be resolved.
pub(super) type PendingResponse = (
    Id<ReportResponse>,
    Vec<(Followed, Respondent, document::Prose)>,
);

impl CorpusBuilder<'_> {
    /// Gives responses their rows.
    pub(super) fn responses(
        &mut self,
        files: &[(&Source, &document::ReportResponse)],
    ) -> Vec<PendingResponse> {
        let mut pending = Vec::new();
        for &(source, written) in files {
            let SourceKind::Response(owner, name) = &source.kind else {
                continue;
            };
            let Some(subject) = self.subject(owner) else {
                continue;
            };
            let Some(account) = self.answered_account(owner, subject, written) else {
                continue;
            };
            let row = ReportResponse {
                account,
                date: written.date.as_ref().map(|date| date.value),
                source: written.source.clone(),
                answers: Vec::new(),
                span: written.date.as_ref().map_or(written.span, |date| date.span),
                file: source.file,
            };
            let name = format!("{}/{}/{name}", owner.folder(), owner.id());
            let Ok(id) = self.corpus.responses.add(name, row) else {
                continue;
            };
            if let Some(first) = self.corpus.accounts[account].response {
                let first = self.corpus.responses[first].span;
                let message = "two responses to one report";
                let diagnostic = Diagnostic::new(Code::DuplicateId, message)
                    .label(written.span, "again here")
                    .label(first, "first here");
                self.report
                    .push(diagnostic.help("keep one file for each report"));
                continue;
            }
            self.corpus.accounts[account].response = Some(id);
            self.corpus.accounts[account].files.push(source.file);
            let mut words = Vec::new();
            for part in &written.parts {
                if let Some(about) = self.answered(subject, account, &part.about) {
                    words.push((about, part.by, part.prose.clone()));
                }
            }
            pending.push((id, words));
        }
        pending
    }

    /// The account that a response answers.
    fn answered_account(
        &mut self,
        owner: &SubjectName,
        subject: Subject,
        written: &document::ReportResponse,
    ) -> Option<Id<Account>> {
        let name = written.inspection.as_ref()?;
        let inspection = names::inspection(&self.corpus, name, &mut self.report)?;
        let accounts = self.corpus.accounts_of(subject).iter().rev();
        let found = accounts
            .copied()
            .find(|&id| self.corpus.accounts[id].inspection == inspection);
        if found.is_none() {
            let unknown = || {
                let message = format!("`{}` has no account of `{}`", owner.id(), name.value);
                let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(name.span);
                diagnostic.help("a response answers an account in the same folder")
            };
            let hidden = answered_name(owner, &name.value);
            let accounts = &self.corpus.accounts;
            let hidden = accounts
                .missing(&hidden)
                .or_else(|| accounts.missing(&unread_name(owner)));
            names::report_missing(hidden, &name.value, name.span, &mut self.report, unknown);
        }
        found
    }

    /// The recommendation or finding of an account that a heading names.
    fn answered(
        &mut self,
        subject: Subject,
        account: Id<Account>,
        slug: &Spanned<String>,
    ) -> Option<Followed> {
        let about = self.followed(subject, slug)?;
        let finding = match about {
            Followed::Finding(finding) => finding,
            Followed::Recommendation(id) => self.corpus.recommendations[id].finding,
        };
        if self.corpus.findings[finding].account == account {
            return Some(about);
        }
        let message = format!("`{}` is in another report", slug.value);
        let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(slug.span);
        let written = self.corpus.findings[finding].span;
        self.report.push(
            diagnostic
                .label(written, "the finding")
                .help("move this part to the response to that report"),
        );
        None
    }
}
