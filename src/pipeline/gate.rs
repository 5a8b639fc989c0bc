//! The gate: what is not public is taken out of the documents before anything is resolved or derived from them.
//!
//! No later step knows that it was there, so the site is the one that the remaining files make. Hidden content is kept
//! aside for three uses: naming it from public text is an error, the leak scan looks for it, and editions for reviewers
//! show it with its state.

mod cache;
mod states;

pub(super) use cache::GateCache;

use std::sync::Arc;

use crate::date::Moment;
use crate::document::{
    Account, Document, Documents, HiddenEntry, HiddenFinding, MissingDocument, Visibility,
};
use crate::source::{Source, SourceKind};
use crate::text::FileId;
use states::{States, hidden, id, kept_findings};

/// Something that is not public: a file or, with its id, a finding in one.
#[derive(Clone, Debug)]
pub struct HiddenPart {
    /// The file.
    pub file: FileId,
    /// The finding, if it is not the whole file.
    pub finding: Option<String>,
    /// Why, and until when.
    pub visibility: Visibility,
}

/// Takes what is not public at a moment out of the documents, unless the gate is open. Lists it either way.
pub(super) fn pass(
    documents: Documents,
    as_of: &Moment,
    is_open: bool,
    cache: &mut GateCache,
) -> (Documents, Vec<HiddenPart>) {
    if !documents
        .present
        .iter()
        .any(|(_, document)| can_hide(document))
    {
        return (documents, Vec::new());
    }
    let Documents {
        present,
        mut absent,
        hidden_findings,
        hidden_entries,
    } = documents;
    let mut gate = Gate {
        states: States::new(&present, as_of),
        as_of,
        is_open,
        parts: Vec::new(),
        findings: hidden_findings,
        entries: hidden_entries,
    };

    let mut public = Vec::with_capacity(present.len());
    for (source, document) in &present {
        let (source, document) = (source.clone(), Arc::clone(document));
        let Some((visibility, hiding)) = gate.states.of(&source, &document) else {
            let kept = gate.kept(&source, &document);
            let document = match is_open {
                true => document,
                false => cache.filter(source.file, document, kept),
            };
            public.push((source, document));
            continue;
        };
        if !matches!(*document, Document::Figures(_)) {
            gate.parts.push(HiddenPart {
                file: source.file,
                finding: None,
                visibility,
            });
        }
        match is_open {
            true => public.push((source, document)),
            false => absent.push(MissingDocument {
                source,
                hidden: Some((hiding, document)),
            }),
        }
    }
    let documents = Documents {
        present: public,
        absent,
        hidden_findings: gate.findings,
        hidden_entries: gate.entries,
    };
    (documents, gate.parts)
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
    states: States<'d>,
    as_of: &'d Moment,
    is_open: bool,
    parts: Vec<HiddenPart>,
    findings: Vec<HiddenFinding>,
    entries: Vec<HiddenEntry>,
}

impl Gate<'_> {
    /// Which parts of a public document are public, in order; nothing for documents that are public as a whole.
    fn kept(&mut self, source: &Source, document: &Document) -> Vec<bool> {
        match (document, &source.kind) {
            (Document::Account(account), _) => self.kept_findings(source, account),
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

    fn kept_findings(&mut self, source: &Source, account: &Account) -> Vec<bool> {
        let kept = kept_findings(account, self.as_of);
        for finding in hidden(account, &kept) {
            self.parts.push(HiddenPart {
                file: source.file,
                finding: Some(id(&finding.heading)),
                visibility: finding.visibility.clone(),
            });
            if let (false, Some(hiding)) = (self.is_open, finding.visibility.hiding(self.as_of)) {
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
        if !self.is_open {
            let taken = entries.iter().zip(&kept).filter(|(_, is_kept)| !**is_kept);
            self.entries
                .extend(taken.map(|(entry, _)| hidden(entry.clone())));
        }
        kept
    }
}
