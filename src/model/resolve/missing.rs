//! Names that are defined but have no row: in an unreadable file, in a draft, or in an entry
//! without an id. The definition has its own diagnostic, and a reference to a draft says so; such
//! names are never reported as unknown.

use super::accounts::{account_name, answered_name, unread_name};
use super::{CorpusBuilder, DocumentsByKind};
use crate::config::SetKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Document, Heading, HiddenFinding, MissingDocument};
use crate::model::Corpus;
use crate::model::table::Missing;
use crate::source::{Folder, SourceKind, SubjectName};
use crate::text::Span;

impl CorpusBuilder<'_> {
    /// The publisher's sets of which something could not be read.
    pub(super) fn mark_incomplete_sets(&mut self) {
        let corpus = &mut self.corpus;
        for &set in &self.config.incomplete_sets {
            match set {
                SetKind::Grades => corpus.grades.mark_incomplete(),
                SetKind::FindingKinds => corpus.finding_kinds.mark_incomplete(),
                SetKind::QuestionAreas => corpus.question_areas.mark_incomplete(),
                SetKind::Activities => corpus.activities.mark_incomplete(),
                SetKind::Roles => corpus.roles.mark_incomplete(),
                SetKind::Units => corpus.units.mark_incomplete(),
                SetKind::Qualifiers => corpus.qualifiers.mark_incomplete(),
                SetKind::Programmes => corpus.programmes.mark_incomplete(),
                SetKind::Statuses => corpus.statuses.mark_incomplete(),
            }
        }
    }

    /// Adds the names defined in files that are not part of the site.
    pub(super) fn absent(&mut self, absent: &[MissingDocument]) {
        let corpus = &mut self.corpus;
        for MissingDocument { source, hidden } in absent {
            let why = match hidden {
                Some((hiding, _)) => Missing::Hidden(*hiding),
                None => Missing::Invalid,
            };
            match &source.kind {
                SourceKind::Region(id) => corpus.regions.mark_missing(id, why),
                SourceKind::Body(_, id) => corpus.bodies.mark_missing(id, why),
                SourceKind::Inspection(id) => corpus.inspections.mark_missing(id, why),
                SourceKind::Term(id) => corpus.terms.mark_missing(id, why),
                SourceKind::Page(id) => corpus.pages.mark_missing(id, why),
                SourceKind::Topics => corpus.topics.mark_incomplete(),
                SourceKind::Measures => corpus.measures.mark_incomplete(),
                SourceKind::Account(subject, document) => {
                    corpus
                        .accounts
                        .mark_missing(account_name(subject, document), why);
                    match hidden.as_ref().map(|(_, document)| &**document) {
                        Some(Document::Account(account)) => {
                            if let Some(inspection) = &account.inspection {
                                let name = answered_name(subject, &inspection.value);
                                corpus.accounts.mark_missing(name, why);
                            }
                            let findings = account.areas.iter().flat_map(|area| &area.findings);
                            findings.for_each(|finding| {
                                corpus.mark_finding_missing(subject.id(), finding, why)
                            });
                        }
                        _ => {
                            corpus.accounts.mark_missing(unread_name(subject), why);
                            corpus.findings.mark_missing(subject.id(), why);
                        }
                    }
                }
                SourceKind::Figures(..)
                | SourceKind::FollowUp(_)
                | SourceKind::Response(..)
                | SourceKind::Corrections
                | SourceKind::Release(_)
                | SourceKind::Places
                | SourceKind::Ledger
                | SourceKind::Redirects
                | SourceKind::Areas
                | SourceKind::Tiles
                | SourceKind::Picture(_) => {}
                SourceKind::LinkedFolder(folder) => corpus.mark_folder_missing(folder),
            }
        }
    }

    /// The names of findings that were taken out of their accounts.
    pub(super) fn hidden_findings(&mut self, hidden: &[HiddenFinding]) {
        for HiddenFinding {
            source,
            hiding,
            finding,
        } in hidden
        {
            if let SourceKind::Account(subject, _) = &source.kind {
                let why = Missing::Hidden(*hiding);
                self.corpus.mark_finding_missing(subject.id(), finding, why);
            }
        }
    }

    /// Reports each body or region with accounts or figures but without a file of its own.
    pub(super) fn unidentified(&mut self, kinds: &DocumentsByKind<'_>) {
        let accounts = kinds
            .accounts
            .iter()
            .map(|(_, source, account)| (*source, account.span));
        let figures = kinds
            .figures
            .iter()
            .map(|(source, _)| (*source, Span::new(source.file, 0..0)));
        let follow_up = kinds
            .follow_up
            .iter()
            .map(|(source, _)| (*source, Span::new(source.file, 0..0)));
        for (source, span) in accounts.chain(figures).chain(follow_up) {
            let (SourceKind::Account(subject, _)
            | SourceKind::Figures(subject, _)
            | SourceKind::FollowUp(subject)) = &source.kind
            else {
                continue;
            };
            if self.subject(subject).is_some() {
                continue;
            }
            let (missing, code, file) = match subject {
                SubjectName::Region(id) => (
                    self.corpus.regions.missing(id),
                    Code::UnknownRegion,
                    format!("content/regions/{id}/region.md"),
                ),
                SubjectName::Body(kind, id) => {
                    let file = format!("content/{}/{id}/{}.md", kind.folder(), kind.name());
                    (self.corpus.bodies.missing(id), Code::UnknownBody, file)
                }
            };
            if missing.is_none() {
                let diagnostic = Diagnostic::new(code, format!("missing `{file}`")).at(span);
                self.report
                    .push(diagnostic.help("create it, with at least a `name`"));
                match subject {
                    SubjectName::Region(id) => {
                        self.corpus.regions.mark_missing(id, Missing::Invalid)
                    }
                    SubjectName::Body(_, id) => {
                        self.corpus.bodies.mark_missing(id, Missing::Invalid)
                    }
                }
            }
        }
    }
}

impl Corpus {
    /// Remembers that rows may be missing of which the documents are in a folder that is a link.
    fn mark_folder_missing(&mut self, folder: &Folder) {
        match folder {
            Folder::Content => {
                let all = [
                    Folder::Regions,
                    Folder::Bodies,
                    Folder::Inspections,
                    Folder::Glossary,
                    Folder::Pages,
                ];
                all.iter()
                    .for_each(|folder| self.mark_folder_missing(folder));
                self.topics.mark_incomplete();
                self.measures.mark_incomplete();
            }
            Folder::Regions => {
                self.regions.mark_incomplete();
                self.findings.mark_incomplete();
            }
            Folder::Bodies => {
                self.bodies.mark_incomplete();
                self.findings.mark_incomplete();
            }
            Folder::Of(subject) => {
                match subject {
                    SubjectName::Region(id) => self.regions.mark_missing(id, Missing::Invalid),
                    SubjectName::Body(_, id) => self.bodies.mark_missing(id, Missing::Invalid),
                }
                self.findings.mark_missing(subject.id(), Missing::Invalid);
            }
            Folder::Inspections => {
                self.inspections.mark_incomplete();
                self.extracts.mark_incomplete();
            }
            Folder::Glossary => self.terms.mark_incomplete(),
            Folder::Pages => self.pages.mark_incomplete(),
            Folder::Other => {}
        }
    }

    /// Remembers the names of a finding that has no row, and of its recommendations.
    pub(super) fn mark_finding_missing(
        &mut self,
        owner: &str,
        finding: &document::Finding,
        why: Missing,
    ) {
        self.mark_heading_missing(owner, &finding.heading, why);
        finding
            .recommendations
            .iter()
            .for_each(|written| self.mark_heading_missing(owner, &written.heading, why));
    }

    /// Remembers the name of a finding or recommendation that has no row.
    pub(super) fn mark_heading_missing(&mut self, owner: &str, heading: &Heading, why: Missing) {
        if let Some(id) = &heading.attributes.id {
            self.findings
                .mark_missing([owner, "/", &id.value].concat(), why);
        }
    }
}
