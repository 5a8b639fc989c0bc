//! The gate: what is not public is taken out of the documents before anything is resolved or derived from them.
//!
//! No later step knows that it was there, so the site is the one that the remaining files make. Hidden content is kept
//! aside for three uses: naming it from public text is an error, the leak scan looks for it, and editions for reviewers
//! show it with its state.

mod cache;
mod opening;
mod states;

pub(super) use cache::GateCache;
pub use opening::{NotReviewSubject, ReviewSubject};

use std::sync::Arc;

use crate::date::Moment;
use crate::document::{
    Account, Document, Documents, Finding, HiddenEntry, HiddenFinding, MissingDocument, Visibility,
};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::FileId;
use opening::GateOpening;
use states::{States, hidden, id};

/// Something that is not public: a file or, with its id, a finding in one.
#[derive(Clone, Debug)]
pub struct HiddenPart {
    /// The file.
    pub file: FileId,
    /// The finding, if it is not the whole file.
    pub finding: Option<String>,
    /// Why, and until when.
    pub visibility: Visibility,
    /// Whether the site shows it all the same, to reviewers.
    pub is_shown: bool,
}

/// The audience that the gate is open for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The public, who see what is public.
    #[default]
    Public,
    /// Editors and reviewers, who see everything.
    Reviewers,
    /// Reviewers of these, who also see what concerns them.
    ReviewersOf(Vec<ReviewSubject>),
}

/// What is left of the documents, and what is not public.
pub(super) struct Passed {
    pub(super) documents: Documents,
    pub(super) hidden: Vec<HiddenPart>,
    /// Subjects of the review that no file has.
    pub(super) unknown: Vec<String>,
}

/// Takes what is not public at a moment out of the documents, unless the audience may see it. Lists it either way.
pub(super) fn pass(
    documents: Documents,
    as_of: &Moment,
    audience: &Audience,
    cache: &mut GateCache,
) -> Passed {
    let opening = match audience {
        Audience::Public => GateOpening::Shut,
        Audience::Reviewers => GateOpening::All,
        Audience::ReviewersOf(subjects) => GateOpening::of(subjects, &documents.present),
    };
    let unknown = opening.unknown(&documents.present);
    if !documents
        .present
        .iter()
        .any(|(_, document)| can_hide(document))
    {
        return Passed {
            documents,
            hidden: Vec::new(),
            unknown,
        };
    }
    let Documents {
        present,
        mut absent,
        hidden_findings,
        hidden_entries,
    } = documents;
    let mut gate = Gate {
        states: States::new(&present, as_of, &opening),
        whole: States::new(&present, as_of, &GateOpening::Shut),
        parts: Vec::new(),
        findings: hidden_findings,
        entries: hidden_entries,
    };

    let mut public = Vec::with_capacity(present.len());
    for (source, document) in &present {
        let (source, document) = (source.clone(), Arc::clone(document));
        let hidden = gate.states.of(&source, &document);
        let state = gate.whole.of(&source, &document);
        let is_part = state.is_some();
        if let Some((visibility, _)) = state
            && !matches!(*document, Document::Figures(_))
        {
            gate.parts.push(HiddenPart {
                file: source.file,
                finding: None,
                visibility,
                is_shown: hidden.is_none(),
            });
        }
        if let Some((_, hiding)) = hidden {
            absent.push(MissingDocument {
                source,
                hidden: Some((hiding, document)),
            });
            continue;
        }
        let kept = gate.kept(&source, &document, is_part);
        let document = cache.filter(source.file, document, kept);
        public.push((source, document));
    }
    let documents = Documents {
        present: public,
        absent,
        hidden_findings: gate.findings,
        hidden_entries: gate.entries,
    };
    Passed {
        documents,
        hidden: gate.parts,
        unknown,
    }
}

/// Whether a document says anything of its visibility, or of that of its findings.
fn can_hide(document: &Document) -> bool {
    let is_silent = |visibility: &Visibility| *visibility == Visibility::Inherited;
    if !is_silent(document.visibility()) {
        return true;
    }
    let Document::Account(account) = document else {
        return false;
    };
    let mut findings = account.areas.iter().flat_map(|area| &area.findings);
    findings.any(|finding| !is_silent(&finding.visibility))
}

/// What the gate knows, and what it takes out of files that are public.
struct Gate<'d> {
    /// What is hidden from the audience.
    states: States<'d>,
    /// What is hidden from the public.
    whole: States<'d>,
    parts: Vec<HiddenPart>,
    findings: Vec<HiddenFinding>,
    entries: Vec<HiddenEntry>,
}

impl Gate<'_> {
    /// Which parts of a document are shown, in order; nothing for documents that are shown as a whole. `is_part` if the
    /// document is listed as hidden, so that its findings need not be.
    fn kept(&mut self, source: &Source, document: &Document, is_part: bool) -> Vec<bool> {
        match (document, &source.kind) {
            (Document::Account(account), SourceKind::Account(subject, _)) => {
                self.kept_findings(source, subject, account, is_part)
            }
            (Document::Figures(figures), SourceKind::Figures(subject, _)) => self.kept_entries(
                &figures.figures,
                |figure, states| states.hides_figure(subject, figure),
                |figure| HiddenEntry::Figure(Box::new(figure)),
            ),
            (Document::FollowUp(follow_up), SourceKind::FollowUp(subject)) => self.kept_entries(
                &follow_up.entries,
                |entry, states| states.hides(subject, &entry.finding.value),
                HiddenEntry::FollowUp,
            ),
            (Document::Corrections(corrections), _) => self.kept_entries(
                &corrections.entries,
                |entry, states| states.hides_correction(entry),
                HiddenEntry::Correction,
            ),
            (Document::Release(release), _) => self.kept_entries(
                &release.changes,
                |change, states| states.hides_change(change),
                HiddenEntry::Change,
            ),
            (Document::Response(response), SourceKind::Response(subject, _)) => self.kept_entries(
                &response.parts,
                |part, states| states.hides(subject, &part.about.value),
                HiddenEntry::Answer,
            ),
            _ => Vec::new(),
        }
    }

    fn kept_findings(
        &mut self,
        source: &Source,
        subject: &SubjectName,
        account: &Account,
        is_part: bool,
    ) -> Vec<bool> {
        let kept = self.states.kept_findings(subject, account);
        let public = self.whole.kept_findings(subject, account);
        let taken: Vec<&Finding> = hidden(account, &kept);
        for finding in hidden(account, &public) {
            let is_shown = !taken.iter().any(|it| std::ptr::eq(*it, finding));
            if !is_part {
                self.parts.push(HiddenPart {
                    file: source.file,
                    finding: Some(id(&finding.heading)),
                    visibility: finding.visibility.clone(),
                    is_shown,
                });
            }
            if let (false, Some(hiding)) = (is_shown, self.whole.hiding(finding)) {
                self.findings.push(HiddenFinding {
                    source: source.clone(),
                    hiding,
                    finding: finding.clone(),
                });
            }
        }
        kept
    }

    /// Which entries are public; the others are put aside.
    fn kept_entries<T: Clone>(
        &mut self,
        entries: &[T],
        is_hidden: impl Fn(&T, &States<'_>) -> bool,
        hidden: impl Fn(T) -> HiddenEntry,
    ) -> Vec<bool> {
        let kept: Vec<bool> = (entries.iter())
            .map(|entry| !is_hidden(entry, &self.states))
            .collect();
        let taken = entries.iter().zip(&kept).filter(|(_, is_kept)| !**is_kept);
        self.entries
            .extend(taken.map(|(entry, _)| hidden(entry.clone())));
        kept
    }
}
