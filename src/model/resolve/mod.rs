//! Documents become the corpus. The only maker of ids.
//!
//! First everything that can be named gets its row, in a fixed order, so that every reference can be looked up; then the
//! words of each document are resolved, in parallel, and put into the rows. A broken reference is reported and left out.

mod accounts;
mod figures;
mod names;
mod words;

use rayon::prelude::*;

use super::linker::Linker;
use super::{
    Account, Body, BodyKind, Corpus, Extract, Id, Inspection, Measure, Page, Passage, Place, Prose, Region, Table,
    Term, Topic,
};
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::document::{self, Document};
use crate::source::{Source, SourceKind};
use crate::text::{SourceMap, Span, slug};
use accounts::Pending;
use words::{Resolved, Words};

/// Puts the documents together. `documents` stand in the order of the snapshot, which is that of their paths.
pub fn resolve(config: &Config, documents: Vec<(Source, Document)>, sources: &SourceMap) -> Checked<Corpus> {
    let mut builder = Builder { corpus: Corpus::default(), report: Report::default(), config };
    builder.choices();
    let kinds = Kinds::sort(documents);
    builder.vocabularies(&kinds);
    builder.identities(&kinds);
    let inspections = builder.inspections(&kinds);
    let terms = builder.terms(&kinds);
    let pages = builder.pages(&kinds);
    let pending = builder.accounts(kinds.accounts, kinds.figures);
    builder.link_accounts();
    builder.words(Unresolved { pending, terms, pages, inspections }, sources);
    Checked { value: builder.corpus, report: builder.report }
}

/// The documents by kind, each in the order of their paths.
#[derive(Default)]
struct Kinds {
    regions: Vec<(String, document::Region)>,
    bodies: Vec<(String, document::Body)>,
    inspections: Vec<(String, Source, document::Inspection)>,
    accounts: Vec<(Source, document::Account)>,
    figures: Vec<(Source, document::Figures)>,
    terms: Vec<(String, Source, document::Term)>,
    pages: Vec<(String, Source, document::Page)>,
    topics: Vec<document::Entry>,
    measures: Vec<document::Entry>,
}

impl Kinds {
    fn sort(documents: Vec<(Source, Document)>) -> Kinds {
        let mut kinds = Kinds::default();
        for (source, document) in documents {
            match (document, &source.kind) {
                (Document::Region(region), SourceKind::Region(id)) => kinds.regions.push((id.clone(), region)),
                (Document::Body(body), SourceKind::Body(_, id)) => kinds.bodies.push((id.clone(), body)),
                (Document::Inspection(inspection), SourceKind::Inspection(id)) => {
                    kinds.inspections.push((id.clone(), source, inspection));
                }
                (Document::Account(account), _) => kinds.accounts.push((source, account)),
                (Document::Figures(figures), _) => kinds.figures.push((source, figures)),
                (Document::Term(term), SourceKind::Term(id)) => kinds.terms.push((id.clone(), source, term)),
                (Document::Page(page), SourceKind::Page(id)) => kinds.pages.push((id.clone(), source, page)),
                (Document::Topics(topics), _) => kinds.topics.extend(topics.entries),
                (Document::Measures(measures), _) => kinds.measures.extend(measures.entries),
                // The parser gives each kind of file its own kind of document.
                _ => {}
            }
        }
        kinds
    }
}

/// The words that still have to be resolved.
struct Unresolved {
    pending: Vec<Pending>,
    terms: Vec<(Id<Term>, document::Prose)>,
    pages: Vec<(Id<Page>, Vec<document::Part>)>,
    inspections: Vec<(Id<Inspection>, Vec<document::Part>)>,
}

struct Builder<'c> {
    corpus: Corpus,
    report: Report,
    config: &'c Config,
}

/// Fills a table, reporting names that are taken.
fn add<T>(
    table: &mut Table<T>,
    what: &str,
    name: &str,
    row: T,
    span: Span,
    first: impl Fn(&T) -> Span,
    report: &mut Report,
) -> Option<Id<T>> {
    match table.add(name, row) {
        Ok(id) => Some(id),
        Err(taken) => {
            let fault = Diagnostic::new(Code::DuplicateId, format!("there are two {what} called `{name}`"));
            report.push(
                fault
                    .label(span, "again here")
                    .label(first(&table[taken]), "first here")
                    .help("give one of them another id"),
            );
            None
        }
    }
}

impl Builder<'_> {
    /// The publisher's sets, from `site.toml`, where their ids are known to be unique.
    fn choices(&mut self) {
        let Corpus { grades, finding_kinds, question_areas, activities, roles, units, qualifiers, programmes, .. } =
            &mut self.corpus;
        for grade in &self.config.grades {
            let _ = grades.add(&grade.id, grade.clone());
        }
        for kind in &self.config.finding_kinds {
            let _ = finding_kinds.add(&kind.id, kind.clone());
        }
        for area in &self.config.question_areas {
            let _ = question_areas.add(&area.id, area.clone());
        }
        for unit in &self.config.units {
            let _ = units.add(&unit.id, unit.clone());
        }
        let choices = [
            (activities, &self.config.activities),
            (roles, &self.config.roles),
            (qualifiers, &self.config.qualifiers),
            (programmes, &self.config.programmes),
        ];
        for (table, choices) in choices {
            for choice in choices {
                let _ = table.add(&choice.id, choice.clone());
            }
        }
    }

    fn vocabularies(&mut self, kinds: &Kinds) {
        for entry in &kinds.topics {
            let topic = Topic {
                id: entry.id.value.clone(),
                name: entry.name.clone(),
                meaning: entry.meaning.clone(),
                span: entry.id.span,
            };
            add(
                &mut self.corpus.topics,
                "topics",
                &entry.id.value,
                topic,
                entry.id.span,
                |topic| topic.span,
                &mut self.report,
            );
        }
        for entry in &kinds.measures {
            let Some(unit) =
                entry.unit.as_ref().and_then(|unit| names::choice(&self.corpus.units, "unit", unit, &mut self.report))
            else {
                continue;
            };
            let (id, name, meaning) = (entry.id.value.clone(), entry.name.clone(), entry.meaning.clone());
            let measure = Measure { id, name, meaning, unit, span: entry.id.span };
            add(
                &mut self.corpus.measures,
                "measures",
                &entry.id.value,
                measure,
                entry.id.span,
                |measure| measure.span,
                &mut self.report,
            );
        }
    }

    /// Regions and bodies. A region's ROCU and a body's region name each other, so rows come first.
    fn identities(&mut self, kinds: &Kinds) {
        for (id, region) in &kinds.regions {
            let row = Region {
                id: id.clone(),
                name: region.name.clone(),
                rocu: None,
                note: region.note.clone(),
                forces: Vec::new(),
                accounts: Vec::new(),
                inspection: None,
                span: region.span,
            };
            add(&mut self.corpus.regions, "regions", id, row, region.span, |region| region.span, &mut self.report);
        }
        for (id, body) in &kinds.bodies {
            let region = body.region.as_ref().and_then(|region| names::region(&self.corpus, region, &mut self.report));
            let row = Body {
                id: id.clone(),
                kind: body.kind,
                name: body.name.clone(),
                short_name: body
                    .short_name
                    .clone()
                    .or_else(|| body.abbreviation.clone())
                    .unwrap_or_else(|| body.name.clone()),
                region,
                abbreviation: body.abbreviation.clone(),
                former_names: body.former_names.clone(),
                policing_body: body.policing_body.clone(),
                note: body.note.clone(),
                accounts: Vec::new(),
                span: body.span,
            };
            add(&mut self.corpus.bodies, "bodies", id, row, body.span, |body| body.span, &mut self.report);
        }
        for (id, region) in &kinds.regions {
            let rocu = region
                .rocu
                .as_ref()
                .and_then(|rocu| names::body(&self.corpus, rocu, Some(BodyKind::Rocu), &mut self.report));
            if let Some(region) = self.corpus.regions.find(id) {
                self.corpus.regions[region].rocu = rocu;
            }
        }
        let mut forces: Vec<(Id<Region>, Id<Body>)> = self
            .corpus
            .bodies_of_kind(BodyKind::Force)
            .filter_map(|(id, body)| body.region.map(|region| (region, id)))
            .collect();
        forces.sort_by(|a, b| self.corpus.bodies[a.1].name.cmp(&self.corpus.bodies[b.1].name));
        for (region, force) in forces {
            self.corpus.regions[region].forces.push(force);
        }
    }

    fn inspections(&mut self, kinds: &Kinds) -> Vec<(Id<Inspection>, Vec<document::Part>)> {
        let mut parts = Vec::new();
        for (id, source, written) in &kinds.inspections {
            let programme = written.programme.as_ref().and_then(|programme| {
                names::find(&self.corpus.programmes, "programme", Code::UnknownProgramme, programme, &mut self.report)
            });
            let Some(programme) = programme else { continue };
            let row = Inspection {
                id: id.clone(),
                title: written.title.clone(),
                programme,
                region: written
                    .region
                    .as_ref()
                    .and_then(|region| names::region(&self.corpus, region, &mut self.report)),
                published: written.published,
                fieldwork: written.fieldwork.clone(),
                source: written.source.clone(),
                cited_in: None,
                extracts: Vec::new(),
                passages: Vec::new(),
                accounts: Vec::new(),
                file: source.file,
            };
            let span = Span::new(source.file, 0..3);
            let first = |inspection: &Inspection| Span::new(inspection.file, 0..3);
            let Some(inspection) =
                add(&mut self.corpus.inspections, "inspections", id, row, span, first, &mut self.report)
            else {
                continue;
            };
            parts.push((inspection, written.parts.clone()));
            let mut slugs: Vec<&crate::text::Spanned<String>> = Vec::new();
            for extract in &written.extracts {
                if let Some(taken) = slugs.iter().find(|taken| taken.value == extract.id.value) {
                    let message = format!("this inspection has two data extracts called `{}`", extract.id.value);
                    let fault = Diagnostic::new(Code::DuplicateId, message).label(extract.id.span, "again here");
                    self.report.push(fault.label(taken.span, "first here").help("give one of them another id"));
                    continue;
                }
                slugs.push(&extract.id);
                let row = Extract {
                    slug: extract.id.value.clone(),
                    inspection,
                    dataset: extract.dataset.clone(),
                    drawn: extract.drawn,
                    period: extract.period,
                    covers: extract.covers.clone(),
                    filters: extract.filters.clone(),
                    caveats: extract.caveats.clone(),
                };
                if let Ok(extract) = self.corpus.extracts.add(format!("{id}/{}", extract.id.value), row) {
                    self.corpus.inspections[inspection].extracts.push(extract);
                }
            }
        }
        for (id, _, written) in &kinds.inspections {
            let cited_in =
                written.cited_in.as_ref().and_then(|cited| names::inspection(&self.corpus, cited, &mut self.report));
            if let Some(inspection) = self.corpus.inspections.find(id) {
                self.corpus.inspections[inspection].cited_in = cited_in;
            }
        }
        parts
    }

    fn terms(&mut self, kinds: &Kinds) -> Vec<(Id<Term>, document::Prose)> {
        let mut definitions = Vec::new();
        // Spellings that differ only in case would be told apart by nobody.
        let mut spellings: std::collections::HashMap<String, Span> = std::collections::HashMap::new();
        for (id, source, written) in &kinds.terms {
            let Some(term) = &written.term else { continue };
            let all = std::iter::once(term).chain(&written.abbreviation).chain(&written.aliases);
            let mut own: Vec<String> = Vec::new();
            for spelling in all {
                let key = spelling.value.to_lowercase().replace('\'', "’");
                if own.contains(&key) {
                    continue;
                }
                if let Some(&first) = spellings.get(&key) {
                    let fault = Diagnostic::new(
                        Code::DuplicateTerm,
                        format!("`{}` is a spelling of two terms", spelling.value),
                    );
                    let fault = fault.label(spelling.span, "again here").label(first, "first here");
                    self.report.push(fault.help("take the spelling away from one of them"));
                } else {
                    spellings.insert(key.clone(), spelling.span);
                }
                own.push(key);
            }
            let row = Term {
                id: id.clone(),
                term: term.value.clone(),
                abbreviation: written.abbreviation.as_ref().map(|text| text.value.clone()),
                aliases: written.aliases.iter().map(|text| text.value.clone()).collect(),
                autolink: written.autolink,
                definition: Prose::default(),
                file: source.file,
            };
            if let Ok(row) = self.corpus.terms.add(id, row) {
                definitions.push((row, written.definition.clone()));
            }
        }
        definitions
    }

    fn pages(&mut self, kinds: &Kinds) -> Vec<(Id<Page>, Vec<document::Part>)> {
        let mut parts = Vec::new();
        for (id, source, written) in &kinds.pages {
            let (title, summary) = (written.title.clone(), written.summary.clone());
            let (shows, template) = (written.shows.clone(), written.template.clone());
            let row = Page { id: id.clone(), title, summary, shows, template, passages: Vec::new(), file: source.file };
            let span = Span::new(source.file, 0..0);
            let first = |page: &Page| Span::new(page.file, 0..0);
            if let Some(page) = add(&mut self.corpus.pages, "pages", id, row, span, first, &mut self.report) {
                parts.push((page, written.parts.clone()));
            }
        }
        parts
    }

    /// Gives bodies, regions and inspections their accounts, oldest first.
    fn link_accounts(&mut self) {
        let mut ordered: Vec<(String, Id<Account>)> =
            self.corpus.accounts.iter().map(|(id, account)| (account.document.clone(), id)).collect();
        ordered.sort();
        // An inspection may be of a region without saying anything of it as a whole.
        for (id, inspection) in self.corpus.inspections.iter() {
            if let Some(region) = inspection.region {
                self.corpus.regions[region].inspection = Some(id);
            }
        }
        for (_, id) in ordered {
            match self.corpus.accounts[id].subject {
                super::Subject::Region(region) => {
                    self.corpus.regions[region].accounts.push(id);
                    self.corpus.regions[region].inspection = Some(self.corpus.accounts[id].inspection);
                }
                super::Subject::Body(body) => self.corpus.bodies[body].accounts.push(id),
            }
        }
        for id in self.corpus.accounts.ids() {
            let inspection = self.corpus.accounts[id].inspection;
            self.corpus.inspections[inspection].accounts.push(id);
        }
    }

    /// Resolves all words, in parallel by document, and puts them into their rows.
    fn words(&mut self, unresolved: Unresolved, sources: &SourceMap) {
        let spellings = self.corpus.terms.iter().filter(|(_, term)| term.autolink).flat_map(|(id, term)| {
            let all = std::iter::once(&term.term).chain(&term.abbreviation).chain(&term.aliases);
            all.map(move |text| (id, text.as_str()))
        });
        let linker = Linker::new(spellings);
        let corpus = &self.corpus;
        let pictures = &names::pictures(sources);
        let words = || Words::new(corpus, &linker, sources, pictures);
        let accounts: Vec<Resolved<_>> =
            unresolved.pending.into_par_iter().map(|pending| pending.resolve(words())).collect();
        let terms: Vec<Resolved<_>> = unresolved
            .terms
            .into_par_iter()
            .map(|(id, prose)| {
                let mut words = words();
                words.at(Place::Term(id));
                let prose = words.prose(prose);
                words.finish((id, prose))
            })
            .collect();
        let all_passages = |place: Place, parts: Vec<document::Part>| {
            let mut words = words();
            words.at(place);
            let passages = passages(&mut words, parts);
            words.finish(passages)
        };
        let pages: Vec<_> =
            unresolved.pages.into_par_iter().map(|(id, parts)| (id, all_passages(Place::Page(id), parts))).collect();
        let inspections: Vec<_> = unresolved
            .inspections
            .into_par_iter()
            .map(|(id, parts)| (id, all_passages(Place::Inspection(id), parts)))
            .collect();
        for resolved in accounts {
            let filled = self.keep(resolved);
            filled.fill(&mut self.corpus);
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
        for (target, place) in resolved.mentions {
            let places = self.corpus.mentions.entry(target).or_default();
            // Mentions come place by place, so a repetition stands last.
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        resolved.value
    }
}

/// Resolves the parts of a page; each heading opens a new stretch for first mentions.
fn passages(words: &mut Words<'_>, parts: Vec<document::Part>) -> Vec<Passage> {
    let mut anchors: Vec<String> = Vec::new();
    let mut passages = Vec::new();
    for part in parts {
        let heading = part.heading.map(|heading| {
            if heading.level <= 2 {
                words.new_stretch();
            }
            let mut anchor = heading.attributes.id.map_or_else(|| slug(&heading.text), |id| id.value);
            if anchor.is_empty() || anchors.contains(&anchor) {
                anchor = format!("{anchor}-{}", anchors.len() + 1).trim_start_matches('-').to_owned();
            }
            anchors.push(anchor.clone());
            (heading.level, anchor, heading.text)
        });
        let prose = words.prose(part.prose);
        if heading.is_some() || !prose.is_empty() {
            passages.push(Passage { heading, prose });
        }
    }
    passages
}
