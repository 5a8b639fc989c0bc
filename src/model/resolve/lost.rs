//! What has no row although somebody wrote it: a file that cannot be read, a draft, an entry without an id. Why is told where
//! it is written or, of a draft, by whoever names it; nobody is told that there is no such thing.

use super::super::Corpus;
use super::super::table::Loss;
use super::accounts::account_name;
use super::{Builder, Kinds};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Absent, Document, Heading};
use crate::source::{SourceKind, SubjectName};
use crate::text::Span;

impl Builder<'_> {
    /// The publisher's sets of which something could not be read.
    pub(super) fn torn_sets(&mut self) {
        let corpus = &mut self.corpus;
        for &set in &self.config.torn {
            match set {
                "grades" => corpus.grades.leave_gaps(),
                "finding_kinds" => corpus.finding_kinds.leave_gaps(),
                "question_areas" => corpus.question_areas.leave_gaps(),
                "activities" => corpus.activities.leave_gaps(),
                "roles" => corpus.roles.leave_gaps(),
                "units" => corpus.units.leave_gaps(),
                "qualifiers" => corpus.qualifiers.leave_gaps(),
                _ => corpus.programmes.leave_gaps(),
            }
        }
    }

    /// The names of what lies in files that are no part of the site.
    pub(super) fn absent(&mut self, absent: &[Absent]) {
        let corpus = &mut self.corpus;
        for Absent { source, draft } in absent {
            let why = if draft.is_some() {
                Loss::Draft(source.file)
            } else {
                Loss::Told
            };
            match &source.kind {
                SourceKind::Region(id) => corpus.regions.lose(id, why),
                SourceKind::Body(_, id) => corpus.bodies.lose(id, why),
                SourceKind::Inspection(id) => corpus.inspections.lose(id, why),
                SourceKind::Term(id) => corpus.terms.lose(id, why),
                SourceKind::Page(id) => corpus.pages.lose(id, why),
                SourceKind::Topics => corpus.topics.leave_gaps(),
                SourceKind::Measures => corpus.measures.leave_gaps(),
                SourceKind::Account(subject, document) => {
                    corpus.accounts.lose(account_name(subject, document), why);
                    match draft.as_deref() {
                        Some(Document::Account(account)) => {
                            let findings = account.areas.iter().flat_map(|area| &area.findings);
                            findings.for_each(|finding| {
                                corpus.lose_finding(subject.id(), finding, why)
                            });
                        }
                        _ => corpus.findings.lose(subject.id(), why),
                    }
                }
                SourceKind::Figures(..)
                | SourceKind::Areas
                | SourceKind::Tiles
                | SourceKind::Picture(_) => {}
            }
        }
    }

    /// Tells of each body or region that has words or figures, and no file that says who it is.
    pub(super) fn unidentified(&mut self, kinds: &Kinds<'_>) {
        let accounts = kinds
            .accounts
            .iter()
            .map(|(_, source, account)| (*source, account.span));
        let figures = kinds
            .figures
            .iter()
            .map(|(source, _)| (*source, Span::new(source.file, 0..0)));
        for (source, span) in accounts.chain(figures) {
            let (SourceKind::Account(subject, _) | SourceKind::Figures(subject, _)) = &source.kind
            else {
                continue;
            };
            if self.subject(subject).is_some() {
                continue;
            }
            let (lost, code, file) = match subject {
                SubjectName::Region(id) => (
                    self.corpus.regions.lost(id),
                    Code::UnknownRegion,
                    format!("content/regions/{id}/region.md"),
                ),
                SubjectName::Body(kind, id) => {
                    let file = format!("content/{}/{id}/{}.md", kind.folder(), kind.name());
                    (self.corpus.bodies.lost(id), Code::UnknownBody, file)
                }
            };
            if lost.is_none() {
                let fault =
                    Diagnostic::new(code, format!("`{}` has no identity", subject.id())).at(span);
                self.report
                    .push(fault.help(format!("write `{file}` with at least a name")));
                match subject {
                    SubjectName::Region(id) => self.corpus.regions.lose(id, Loss::Told),
                    SubjectName::Body(_, id) => self.corpus.bodies.lose(id, Loss::Told),
                }
            }
        }
    }
}

impl Corpus {
    /// Remembers the names of a finding that has no row, and of its recommendations.
    pub(super) fn lose_finding(&mut self, owner: &str, finding: &document::Finding, why: Loss) {
        self.lose_heading(owner, &finding.heading, why);
        finding
            .recommendations
            .iter()
            .for_each(|written| self.lose_heading(owner, &written.heading, why));
    }

    /// Remembers the name of a finding or recommendation that has no row.
    pub(super) fn lose_heading(&mut self, owner: &str, heading: &Heading, why: Loss) {
        if let Some(id) = &heading.attributes.id {
            self.findings.lose([owner, "/", &id.value].concat(), why);
        }
    }
}
