//! The gate: what is not public is taken out of the documents before anything is resolved or derived from them.
//!
//! No later step knows that it was there, so the site is the one that the remaining files make. Hidden content is kept
//! aside for three uses: naming it from public text is an error, the leak scan looks for it, and editions for reviewers
//! show it with its state.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::date::Moment;
use crate::document::{
    Account, Document, Documents, Figures, Finding, FollowUp, Heading, HiddenFinding, Hiding,
    MissingDocument, Visibility,
};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::{FileId, slug};

/// Accounts and figures that were made without their hidden parts, by the number of their file.
#[derive(Debug, Default)]
pub(super) struct GateCache {
    filtered: HashMap<usize, Filtered>,
}

/// A document, which of its parts were left, and the document with those parts.
#[derive(Debug)]
struct Filtered {
    whole: Arc<Document>,
    kept: Vec<bool>,
    document: Arc<Document>,
}

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
        mut hidden_findings,
        mut hidden_figures,
    } = documents;
    let states = States::new(&present, as_of);
    let mut parts = Vec::new();
    let mut public = Vec::with_capacity(present.len());
    for (source, document) in &present {
        let (source, document) = (source.clone(), Arc::clone(document));
        if let Some((visibility, hiding)) = states.of(&source, &document) {
            if !matches!(*document, Document::Figures(_)) {
                parts.push(HiddenPart {
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
            continue;
        }
        let document = match (&*document, &source.kind) {
            (Document::Account(account), _) => {
                let kept = kept_findings(account, as_of);
                let hidden = hidden(account, &kept);
                if hidden.is_empty() {
                    document
                } else {
                    for finding in hidden {
                        parts.push(HiddenPart {
                            file: source.file,
                            finding: Some(id(&finding.heading)),
                            visibility: finding.visibility.clone(),
                        });
                        if let (false, Some(hiding)) = (is_open, finding.visibility.hiding(as_of)) {
                            hidden_findings.push(HiddenFinding {
                                source: source.clone(),
                                hiding,
                                finding: finding.clone(),
                            });
                        }
                    }
                    match is_open {
                        true => document,
                        false => cache.filter(source.file, document, kept),
                    }
                }
            }
            (Document::Figures(figures), SourceKind::Figures(subject, _)) if !is_open => {
                let kept: Vec<bool> = (figures.figures.iter())
                    .map(|figure| {
                        let finding = figure.finding.as_ref();
                        !finding.is_some_and(|id| has(&states.findings, subject, &id.value))
                    })
                    .collect();
                let taken = figures.figures.iter().zip(&kept);
                hidden_figures.extend(
                    taken
                        .filter(|(_, is_kept)| !**is_kept)
                        .map(|(figure, _)| (source.file, figure.clone())),
                );
                cache.filter(source.file, document, kept)
            }
            (Document::FollowUp(follow_up), SourceKind::FollowUp(subject)) if !is_open => {
                let entries = follow_up.entries.iter();
                let is_kept = |id: &str| !has(&states.followed, subject, id);
                let kept = entries.map(|entry| is_kept(&entry.finding.value)).collect();
                cache.filter(source.file, document, kept)
            }
            _ => document,
        };
        public.push((source, document));
    }
    let documents = Documents {
        present: public,
        absent,
        hidden_findings,
        hidden_figures,
    };
    (documents, parts)
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

/// The id that readers would see, as far as it is written.
fn id(heading: &Heading) -> String {
    let id = heading.attributes.id.as_ref();
    id.map_or_else(|| slug(&heading.text), |id| id.value.clone())
}

/// Whether each finding of an account is public, in order.
fn kept_findings(account: &Account, as_of: &Moment) -> Vec<bool> {
    let findings = account.areas.iter().flat_map(|area| &area.findings);
    findings
        .map(|finding| finding.visibility.hiding(as_of).is_none())
        .collect()
}

/// The findings that are not kept; all of them if nothing is said of what is kept.
fn hidden<'a>(account: &'a Account, kept: &[bool]) -> Vec<&'a Finding> {
    let findings = account.areas.iter().flat_map(|area| &area.findings);
    let is_kept = kept.iter().copied().chain(std::iter::repeat(false));
    let hidden = findings.zip(is_kept).filter(|(_, is_kept)| !is_kept);
    hidden.map(|(finding, _)| finding).collect()
}

/// Ids of findings, by body or region.
type Ids<'d> = HashMap<&'d SubjectName, HashSet<String>>;

fn has(ids: &Ids<'_>, subject: &SubjectName, id: &str) -> bool {
    ids.get(subject).is_some_and(|ids| ids.contains(id))
}

/// What the files of a site say of their visibility, put together.
struct States<'d> {
    /// Hidden inspections, by their ids.
    inspections: HashMap<&'d str, (Visibility, Hiding)>,
    /// Hidden accounts, by body or region and name.
    accounts: HashMap<(&'d SubjectName, &'d str), (Visibility, Hiding)>,
    /// Hidden findings of public accounts.
    findings: Ids<'d>,
    /// Every hidden finding and recommendation, as entries of a follow-up name them.
    followed: Ids<'d>,
    as_of: &'d Moment,
}

impl<'d> States<'d> {
    fn new(documents: &'d [(Source, Arc<Document>)], as_of: &'d Moment) -> States<'d> {
        let mut states = States {
            inspections: HashMap::new(),
            accounts: HashMap::new(),
            findings: HashMap::new(),
            followed: HashMap::new(),
            as_of,
        };
        for (source, document) in documents {
            if let SourceKind::Inspection(id) = &source.kind
                && let Some(hiding) = document.visibility().hiding(as_of)
            {
                let state = (document.visibility().clone(), hiding);
                states.inspections.insert(id, state);
            }
        }
        for (source, document) in documents {
            let (SourceKind::Account(subject, name), Document::Account(account)) =
                (&source.kind, &**document)
            else {
                continue;
            };
            let hidden = match states.account(account) {
                Some(state) => {
                    states.accounts.insert((subject, name), state);
                    hidden(account, &[])
                }
                None => {
                    let hidden = hidden(account, &kept_findings(account, as_of));
                    let ids = states.findings.entry(subject).or_default();
                    ids.extend(hidden.iter().map(|finding| id(&finding.heading)));
                    hidden
                }
            };
            let ids = states.followed.entry(subject).or_default();
            for finding in hidden {
                ids.insert(id(&finding.heading));
                let recommendations = finding.recommendations.iter();
                ids.extend(recommendations.map(|written| id(&written.heading)));
            }
        }
        states
    }

    /// An account is hidden by itself or with its inspection. One that says that it is public is not hidden with it, so
    /// that resolving reports the name of the hidden inspection.
    fn account(&self, account: &Account) -> Option<(Visibility, Hiding)> {
        let own = account.visibility.hiding(self.as_of);
        if let Some(hiding) = own {
            return Some((account.visibility.clone(), hiding));
        }
        match account.visibility {
            Visibility::Public => None,
            Visibility::Inherited | Visibility::Draft(_) | Visibility::Embargoed(..) => {
                let inspection = account.inspection.as_ref()?;
                self.inspections.get(inspection.value.as_str()).cloned()
            }
        }
    }

    /// The state of a whole file that is hidden.
    fn of(&self, source: &Source, document: &Document) -> Option<(Visibility, Hiding)> {
        if let SourceKind::Account(subject, name) | SourceKind::Figures(subject, name) =
            &source.kind
        {
            return self.accounts.get(&(subject, name.as_str())).cloned();
        }
        let visibility = document.visibility();
        Some((visibility.clone(), visibility.hiding(self.as_of)?))
    }
}

impl GateCache {
    /// The document without the findings or figures that are not kept. The same one again while nothing has changed, as
    /// later steps know a document by its place in memory.
    fn filter(&mut self, file: FileId, whole: Arc<Document>, kept: Vec<bool>) -> Arc<Document> {
        if kept.iter().all(|is_kept| *is_kept) {
            return whole;
        }
        if let Some(known) = self.filtered.get(&file.number())
            && Arc::ptr_eq(&known.whole, &whole)
            && known.kept == kept
        {
            return Arc::clone(&known.document);
        }
        let mut marks = kept.iter();
        let mut is_kept = || marks.next().copied().unwrap_or(false);
        let document = Arc::new(match &*whole {
            Document::Account(account) => {
                let mut account = account.clone();
                for area in &mut account.areas {
                    area.findings.retain(|_| is_kept());
                }
                Document::Account(account)
            }
            Document::Figures(figures) => Document::Figures(Figures {
                figures: (figures.figures.iter())
                    .filter(|_| is_kept())
                    .cloned()
                    .collect(),
            }),
            Document::FollowUp(follow_up) => Document::FollowUp(FollowUp {
                entries: (follow_up.entries.iter())
                    .filter(|_| is_kept())
                    .cloned()
                    .collect(),
            }),
            other => other.clone(),
        });
        let filtered = Filtered {
            whole,
            kept,
            document: Arc::clone(&document),
        };
        self.filtered.insert(file.number(), filtered);
        document
    }
}
