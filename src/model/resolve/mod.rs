//! Documents become the corpus. The only maker of ids.
//!
//! First everything that can be named gets its row, in a fixed order, so that every reference can be looked up; then the
//! words of each document are resolved, in parallel, and put into the rows. A broken reference is reported and left out.

mod account_order;
mod accounts;
mod cache;
mod carried;
mod choices;
mod corrections;
mod figures;
mod findings;
mod follow_up;
mod headings;
mod link_advice;
mod list_numbers;
mod missing;
mod names;
mod page_anchors;
mod places;
mod prose;
mod prose_plan;
mod references;
mod releases;
mod responses;
mod rows;
mod successions;
mod terms;
mod unknown_inspection;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::linker::Linker;
use super::{Corpus, Finding, Id, Inspection, MentionSite, Page, Passage, ResponseAnswer, Term};
use crate::config::Config;
use crate::diagnostic::{Checked, Report};
use crate::document::{self, Document, Documents};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::{SourceMap, Spanned};
pub use cache::{ProseCache, ProseChanges};
pub use names::hidden_in_use;
use page_anchors::PageAnchors;
use prose::{ProseResolver, Resolved};
use prose_plan::PendingAccount;
use responses::PendingResponse;

/// Puts the documents together.
pub fn resolve(
    config: &Config,
    documents: Documents,
    sources: &SourceMap,
    memo: &mut ProseCache,
) -> Checked<Corpus> {
    let Documents {
        present: documents,
        absent,
        hidden_findings,
        ..
    } = documents;
    let mut builder = CorpusBuilder {
        corpus: Corpus::default(),
        report: Report::default(),
        config,
        carried: Vec::new(),
    };
    builder.choices();
    builder.mark_incomplete_sets();
    builder.absent(&absent);
    builder.hidden_findings(&hidden_findings);
    let kinds = DocumentsByKind::sort(&documents);
    builder.vocabularies(&kinds);
    builder.identities(&kinds);
    builder.places(&kinds);
    let inspections = builder.inspections(&kinds);
    let terms = builder.terms(&kinds);
    let pages = builder.pages(&kinds);
    let pending = builder.accounts(&kinds.accounts, &kinds.figures);
    builder.carried_findings();
    builder.corrections(&kinds.corrections);
    builder.releases(&kinds.releases);
    builder.follow_up(&kinds.follow_up);
    let responses = builder.responses(&kinds.responses);
    builder.words(
        Unresolved {
            responses,
            documents,
            pending,
            terms,
            pages,
            inspections,
        },
        sources,
        memo,
    );
    Checked {
        value: builder.corpus,
        report: builder.report,
    }
}

/// The documents by kind, each in the order of their paths.
#[derive(Default)]
struct DocumentsByKind<'d> {
    regions: Vec<(String, &'d document::Region)>,
    bodies: Vec<(String, &'d document::Body)>,
    inspections: Vec<(String, &'d Source, &'d document::Inspection)>,
    /// With their place in the list of all documents.
    accounts: Vec<(usize, &'d Source, &'d document::Account)>,
    figures: Vec<(&'d Source, &'d document::Figures)>,
    follow_up: Vec<(&'d Source, &'d document::FollowUp)>,
    responses: Vec<(&'d Source, &'d document::ReportResponse)>,
    terms: Vec<(String, &'d Source, &'d document::Term)>,
    pages: Vec<(String, &'d Source, &'d document::Page)>,
    topics: Vec<&'d document::Vocabulary>,
    measures: Vec<&'d document::Vocabulary>,
    corrections: Vec<&'d document::Corrections>,
    releases: Vec<(&'d Source, &'d document::ReleaseRecord)>,
    places: Vec<&'d document::Places>,
}

impl<'d> DocumentsByKind<'d> {
    fn sort(documents: &'d [(Source, Arc<Document>)]) -> DocumentsByKind<'d> {
        let mut kinds = DocumentsByKind::default();
        for (at, (source, document)) in documents.iter().enumerate() {
            match (&**document, &source.kind) {
                (Document::Region(region), SourceKind::Region(id)) => {
                    kinds.regions.push((id.clone(), region))
                }
                (Document::Body(body), SourceKind::Body(_, id)) => {
                    kinds.bodies.push((id.clone(), body))
                }
                (Document::Inspection(inspection), SourceKind::Inspection(id)) => {
                    kinds.inspections.push((id.clone(), source, inspection));
                }
                (Document::Account(account), _) => kinds.accounts.push((at, source, account)),
                (Document::Figures(figures), _) => kinds.figures.push((source, figures)),
                (Document::Response(response), _) => kinds.responses.push((source, response)),
                (Document::FollowUp(entries), _) => kinds.follow_up.push((source, entries)),
                (Document::Term(term), SourceKind::Term(id)) => {
                    kinds.terms.push((id.clone(), source, term))
                }
                (Document::Page(page), SourceKind::Page(id)) => {
                    kinds.pages.push((id.clone(), source, page))
                }
                (Document::Corrections(entries), _) => kinds.corrections.push(entries),
                (Document::Release(release), _) => kinds.releases.push((source, release)),
                (Document::Topics(topics), _) => kinds.topics.push(topics),
                (Document::Measures(measures), _) => kinds.measures.push(measures),
                (Document::Places(places), _) => kinds.places.push(places),
                // The parser gives each kind of file its own kind of document.
                _ => {}
            }
        }
        by_name(&mut kinds.accounts, |(_, source, _)| source);
        by_name(&mut kinds.figures, |(source, _)| source);
        kinds
    }
}

/// Puts the documents of each folder in the order of their names: of a file and its copy, the copy is the second, although
/// `-` comes before `.` in paths.
fn by_name<T>(documents: &mut [T], source: impl Fn(&T) -> &Source) {
    fn names(source: &Source) -> (Option<&SubjectName>, &str) {
        match &source.kind {
            SourceKind::Account(subject, name) | SourceKind::Figures(subject, name) => {
                (Some(subject), name)
            }
            _ => (None, ""),
        }
    }
    for folder in documents.chunk_by_mut(|a, b| names(source(a)).0 == names(source(b)).0) {
        folder.sort_by(|a, b| names(source(a)).1.cmp(names(source(b)).1));
    }
}

/// The words that still have to be resolved.
struct Unresolved {
    responses: Vec<PendingResponse>,
    documents: Vec<(Source, Arc<Document>)>,
    pending: Vec<PendingAccount>,
    terms: Vec<(Id<Term>, document::Prose)>,
    pages: Vec<(Id<Page>, Vec<document::Section>)>,
    inspections: Vec<(Id<Inspection>, Vec<document::Section>)>,
}

struct CorpusBuilder<'c> {
    corpus: Corpus,
    report: Report,
    config: &'c Config,
    /// Findings that say which earlier finding found the same, to be resolved when all findings are known.
    carried: Vec<(Id<Finding>, Spanned<String>)>,
}

impl CorpusBuilder<'_> {
    /// Resolves all words, in parallel by document, and puts them into their rows.
    fn words(&mut self, unresolved: Unresolved, sources: &SourceMap, memo: &mut ProseCache) {
        let spellings = self
            .corpus
            .terms
            .iter()
            .filter(|(_, term)| term.autolink)
            .flat_map(|(id, term)| {
                let all = std::iter::once(&term.term)
                    .chain(&term.abbreviation)
                    .chain(&term.aliases);
                all.map(move |text| (id, text.as_str()))
            });
        let linker = Linker::new(spellings);
        let corpus = &self.corpus;
        let pictures = &names::pictures(sources);
        let anchors = &PageAnchors::new(&unresolved.pages, &unresolved.inspections);
        let words = || ProseResolver::new(corpus, &linker, sources, (pictures, anchors));
        let accounts = memo.words(
            unresolved.documents,
            unresolved.pending,
            names_digest(corpus, pictures, anchors),
            words,
        );
        let terms: Vec<Resolved<_>> = unresolved
            .terms
            .into_par_iter()
            .map(|(id, prose)| {
                let mut words = words();
                words.at(MentionSite::Term(id));
                let prose = words.prose(prose);
                words.finish((id, prose))
            })
            .collect();
        let all_passages = |place: MentionSite, parts: Vec<document::Section>| {
            let mut words = words();
            words.at(place);
            let passages = passages(&mut words, parts);
            words.finish(passages)
        };
        let pages: Vec<_> = unresolved
            .pages
            .into_par_iter()
            .map(|(id, parts)| (id, all_passages(MentionSite::Page(id), parts)))
            .collect();
        let inspections: Vec<_> = unresolved
            .inspections
            .into_par_iter()
            .map(|(id, parts)| (id, all_passages(MentionSite::Inspection(id), parts)))
            .collect();
        let responses: Vec<_> = unresolved
            .responses
            .into_par_iter()
            .map(|(id, parts)| {
                let mut words = words();
                words.at(MentionSite::Lead(corpus.responses[id].account));
                words.new_section();
                let answer = |(about, by, prose)| ResponseAnswer {
                    about,
                    by,
                    prose: words.prose(prose),
                };
                let answers: Vec<ResponseAnswer> = parts.into_iter().map(answer).collect();
                (id, words.finish(answers))
            })
            .collect();
        for resolved in accounts {
            resolved.value.fill(&mut self.corpus);
            self.report.extend(resolved.report.clone());
            self.corpus.mentions.add(Arc::clone(&resolved.mentions));
        }
        for (id, resolved) in responses {
            self.corpus.responses[id].answers = self.keep(resolved);
        }
        for (id, resolved) in inspections {
            self.corpus.inspections[id].passages = self.keep(resolved);
        }
        for (id, resolved) in pages {
            self.corpus.pages[id].passages = self.keep(resolved);
        }
        for resolved in terms {
            let (id, definition) = self.keep(resolved);
            self.corpus.terms[id].definition = definition;
        }
    }

    fn keep<T>(&mut self, resolved: Resolved<T>) -> T {
        self.report.extend(resolved.report);
        self.corpus.mentions.add(resolved.mentions);
        resolved.value
    }
}

/// Identifies all that a link or a mention can name, so that a change is noticed.
fn names_digest(corpus: &Corpus, pictures: &HashSet<String>, anchors: &PageAnchors) -> u64 {
    let mut hasher = DefaultHasher::new();
    let Corpus {
        regions,
        bodies,
        inspections,
        accounts,
        findings,
        recommendations,
        terms,
        topics,
        measures,
        pages,
        ..
    } = corpus;
    let tables = [
        regions.digest(),
        bodies.digest(),
        inspections.digest(),
        accounts.digest(),
        findings.digest(),
        recommendations.digest(),
        terms.digest(),
        topics.digest(),
        measures.digest(),
        pages.digest(),
    ];
    tables.hash(&mut hasher);
    bodies
        .iter()
        .for_each(|(_, body)| body.kind.hash(&mut hasher));
    for (_, term) in terms.iter() {
        (term.autolink, &term.term, &term.abbreviation, &term.aliases).hash(&mut hasher);
    }
    let mut pictures: Vec<&String> = pictures.iter().collect();
    pictures.sort();
    pictures.hash(&mut hasher);
    anchors.hash(&mut hasher);
    hasher.finish()
}

/// Resolves the parts of a page; each heading opens a new stretch for first mentions.
fn passages(words: &mut ProseResolver<'_>, parts: Vec<document::Section>) -> Vec<Passage> {
    page_anchors::check_ids(&parts, &mut words.report);
    let mut anchors = page_anchors::anchors(&parts).into_iter();
    let mut passages = Vec::new();
    for part in parts {
        let heading = part.heading.map(|heading| {
            if heading.level <= 2 {
                words.new_section();
            }
            (
                heading.level,
                anchors.next().unwrap_or_default(),
                heading.text,
            )
        });
        let prose = words.prose(part.prose);
        if heading.is_some() || !prose.is_empty() {
            passages.push(Passage { heading, prose });
        }
    }
    passages
}
