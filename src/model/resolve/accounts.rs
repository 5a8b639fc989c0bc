//! Accounts get their rows; their prose waits to be resolved.

use std::collections::BTreeMap;

use super::prose_plan::{PendingAccount, ProsePlan};
use super::{CorpusBuilder, names};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, one_of};
use crate::document;
use crate::model::table::Missing;
use crate::model::{Account, History, Id, Inspection, Subject};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::{Span, Spanned};

/// The words of an account, waiting: where in its document they are, and the rows they go to.
impl CorpusBuilder<'_> {
    /// Gives accounts, findings, recommendations and figures their rows.
    pub(super) fn accounts(
        &mut self,
        accounts: &[(usize, &Source, &document::Account)],
        figures: &[(&Source, &document::Figures)],
    ) -> Vec<PendingAccount> {
        let areas = || accounts.iter().flat_map(|(_, _, account)| &account.areas);
        self.corpus.accounts.reserve(accounts.len());
        self.corpus
            .findings
            .reserve(areas().map(|area| area.findings.len()).sum());
        self.corpus.figures.reserve(
            figures
                .iter()
                .map(|(_, figures)| figures.figures.len())
                .sum(),
        );
        let mut pending = Vec::with_capacity(accounts.len());
        let mut histories = Vec::new();
        let mut judged: BTreeMap<(Subject, Id<Inspection>), Span> = BTreeMap::new();
        for &(at, source, written) in accounts {
            let SourceKind::Account(owner, document) = &source.kind else {
                continue;
            };
            let name = account_name(owner, document);
            let inspection = written
                .inspection
                .as_ref()
                .and_then(|name| names::inspection(&self.corpus, name, &mut self.report));
            if written.is_cut {
                self.corpus
                    .findings
                    .mark_missing(owner.id(), Missing::Invalid);
            }
            let subject = self.subject(owner);
            let inspection = match (inspection, subject) {
                (None, Some(_)) => {
                    let unread = unread_name(owner);
                    self.corpus.accounts.mark_missing(unread, Missing::Invalid);
                    self.unknown_inspection(owner, document, written, source)
                }
                (inspection, _) => inspection,
            };
            let (Some(subject), Some(inspection)) = (subject, inspection) else {
                self.corpus.accounts.mark_missing(name, Missing::Invalid);
                let findings = written.areas.iter().flat_map(|area| &area.findings);
                findings.for_each(|finding| {
                    self.corpus
                        .mark_finding_missing(owner.id(), finding, Missing::Invalid)
                });
                continue;
            };
            let row = Account {
                subject,
                document: document.clone(),
                inspection,
                grade: written
                    .grade
                    .as_ref()
                    .and_then(|grade| self.grade(subject, grade)),
                name_in_report: written.name_in_report.clone(),
                section: written.section.clone(),
                summary: written.summary.clone(),
                history: Vec::new(),
                leads: Vec::new(),
                findings: Vec::new(),
                is_whole: written.is_whole,
                figures: Vec::new(),
                response: None,
                span: written.span,
                inspection_span: written
                    .inspection
                    .as_ref()
                    .map_or(written.span, |name| name.span),
                grade_span: written
                    .grade
                    .as_ref()
                    .map_or(written.span, |grade| grade.span),
                files: vec![source.file],
            };
            if let (Some(_), Some(written)) = (row.grade, &written.grade) {
                match judged.get(&(subject, inspection)) {
                    Some(&first) => self.report.push(judged_twice(written.span, first)),
                    None => drop(judged.insert((subject, inspection), written.span)),
                }
            }
            // A path is read once, so the name is free.
            let Ok(account) = self.corpus.accounts.add(name, row) else {
                continue;
            };
            let areas = self.areas(account, subject, &written.areas);
            pending.push(PendingAccount {
                document: at,
                plan: ProsePlan { account, areas },
            });
            histories.push((account, &written.history));
        }
        // Histories and figures name findings of their subject, which are known through its
        // accounts.
        self.link_accounts();
        for (account, written) in histories {
            let history = written
                .iter()
                .map(|entry| self.history(account, entry))
                .collect();
            self.corpus.accounts[account].history = history;
        }
        for &(source, written) in figures {
            self.figures(source, written);
        }
        pending
    }

    /// The body or region that a file is about. An unknown one is reported once for all files of a
    /// folder.
    pub(super) fn subject(&self, name: &SubjectName) -> Option<Subject> {
        match name {
            SubjectName::Region(id) => self.corpus.regions.find(id).map(Subject::Region),
            SubjectName::Body(kind, id) => {
                names::body_of(&self.corpus, id, *kind).map(Subject::Body)
            }
        }
    }

    fn grade(
        &mut self,
        subject: Subject,
        grade: &Spanned<String>,
    ) -> Option<Id<crate::model::Grade>> {
        if let Subject::Region(_) = subject {
            let diagnostic =
                Diagnostic::new(Code::UnknownGrade, "a region has no grade").at(grade.span);
            self.report
                .push(diagnostic.help("remove `grade`: only forces and ROCUs have grades"));
            return None;
        }
        let found = self.corpus.grades.find(&grade.value);
        if found.is_none() && self.corpus.grades.missing(&grade.value).is_none() {
            let diagnostic = Diagnostic::new(
                Code::UnknownGrade,
                format!("unknown grade `{}`", grade.value),
            )
            .at(grade.span);
            let known = self.corpus.grades.names();
            let advice = did_you_mean(&grade.value, known.iter().copied());
            self.report.push(diagnostic.help(match known.as_slice() {
                [] => "add `[[grades]]` to site.toml, best first".to_owned(),
                known => {
                    advice.unwrap_or_else(|| format!("write {}", one_of(known.iter().copied())))
                }
            }));
        }
        found
    }

    fn history(&mut self, account: Id<Account>, entry: &document::History) -> History {
        let subject = self.corpus.accounts[account].subject;
        let finding = entry
            .finding
            .as_ref()
            .and_then(|slug| self.finding_of(subject, slug));
        History {
            year: entry.year,
            programme: entry.programme.clone(),
            note: entry.note.clone(),
            finding,
        }
    }
}

fn judged_twice(again: Span, first: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::DuplicateId,
        "this body has two judgments from one inspection",
    );
    diagnostic
        .label(again, "again here")
        .label(first, "first here")
        .help("keep one file per inspection")
}

/// The name of an account's row.
pub(super) fn account_name(subject: &SubjectName, document: &str) -> String {
    format!("{}/{}/{document}", subject.folder(), subject.id())
}

/// The name of any account of a body whose inspection could not be read.
pub(super) fn unread_name(subject: &SubjectName) -> String {
    account_name(subject, "inspection:")
}

/// The name that a hidden account has for responses, which know it by its inspection.
pub(super) fn answered_name(subject: &SubjectName, inspection: &str) -> String {
    account_name(subject, &format!("inspection:{inspection}"))
}
