//! Findings that an earlier inspection made already: each says which earlier finding it is carried from.

use super::{CorpusBuilder, account_order, references};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Finding, Id, Target};
use crate::text::Spanned;

impl CorpusBuilder<'_> {
    /// Links findings with the earlier ones that they are carried from.
    pub(super) fn carried_findings(&mut self) {
        for (finding, name) in std::mem::take(&mut self.carried) {
            if let Some(earlier) = self.earlier_finding(finding, &name) {
                self.corpus.findings[finding].carried_from = Some(earlier);
                self.corpus.findings[earlier].carried_to.push(finding);
            }
        }
    }

    fn earlier_finding(
        &mut self,
        finding: Id<Finding>,
        name: &Spanned<String>,
    ) -> Option<Id<Finding>> {
        if !name.value.contains(':') {
            let message = format!("`{}` is not the name of a finding", name.value);
            let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(name.span);
            let owner = self
                .corpus
                .subject_id(self.corpus.findings[finding].subject);
            let help = match name.value.contains('/') {
                true => format!("write `finding:{}`", name.value),
                false => format!("write `finding:{owner}/{}`", name.value),
            };
            self.report.push(diagnostic.help(help));
            return None;
        }
        let target = references::target(&self.corpus, name, &mut self.report)?;
        let Target::Finding(earlier) = target else {
            let message = format!("`{}` is not a finding", name.value);
            let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(name.span);
            self.report
                .push(diagnostic.help("name a finding of an earlier inspection"));
            return None;
        };
        if self.is_earlier(earlier, finding) {
            return Some(earlier);
        }
        let message = format!("`{}` is not from an earlier inspection", name.value);
        let diagnostic = Diagnostic::new(Code::ConflictingValues, message)
            .at(name.span)
            .label(self.corpus.findings[earlier].span, "this finding");
        self.report.push(diagnostic.help(
            "name the finding of the inspection before; the dates of the inspections decide which is earlier",
        ));
        None
    }

    /// Whether the inspection of one finding was before that of another.
    fn is_earlier(&self, one: Id<Finding>, other: Id<Finding>) -> bool {
        let corpus = &self.corpus;
        let account = |finding: Id<Finding>| corpus.findings[finding].account;
        let subject = corpus.findings[one].subject;
        if subject == corpus.findings[other].subject {
            let accounts = corpus.accounts_of(subject);
            let place = |finding| accounts.iter().position(|&id| id == account(finding));
            return place(one) < place(other);
        }
        account_order::account_day(corpus, account(one))
            < account_order::account_day(corpus, account(other))
    }
}
