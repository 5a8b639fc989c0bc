//! Ordinary pages, with the tables they ask for, and the index of everything from A to Z.

use serde::Serialize;

use super::glossary::{filed, letter};
use super::{ExtractView, GradeView, KindView, Link, Precomputed, RenderedProse, ViewContext};
use crate::model::{Id, Page, PageTable, Passage};
use crate::wording::{self, entry, pages};

/// A part of a page.
#[derive(Clone, Debug, Serialize)]
pub struct PassageView {
    /// Its heading's level, 2 to 6; 0 without a heading.
    pub level: u8,
    /// Its heading's anchor.
    pub anchor: String,
    /// Its heading.
    pub heading: String,
    /// Its words.
    pub words: Option<RenderedProse>,
}

/// An ordinary page.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Its parts.
    pub passages: Vec<PassageView>,
    /// Every data extract, if the page shows them.
    pub extracts: Vec<ExtractView>,
    /// The boxed kinds with what they mean, if the page shows them.
    pub kinds: Vec<Precomputed<KindView>>,
    /// The scale, if the page shows it.
    pub scale: Vec<Precomputed<GradeView>>,
}

/// Everything from A to Z.
#[derive(Clone, Debug, Serialize)]
pub struct SiteIndex {
    /// By first letter.
    pub groups: Vec<SiteIndexGroup>,
}

/// The entries of a letter.
#[derive(Clone, Debug, Serialize)]
pub struct SiteIndexGroup {
    /// The letter, or "0–9".
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Its entries.
    pub entries: Vec<SiteIndexEntry>,
}

/// An entry of the index.
#[derive(Clone, Debug, Serialize)]
pub struct SiteIndexEntry {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub url: crate::address::Url,
    /// What it is: "force", "topic", …
    pub what: &'static str,
}

impl ViewContext {
    /// The parts of a page.
    pub fn passages(&self, passages: &[Passage]) -> Vec<PassageView> {
        let view = |passage: &Passage| {
            let (level, anchor, heading) = passage.heading.clone().unwrap_or_default();
            let words = (!passage.prose.is_empty()).then(|| self.write(&passage.prose));
            // The page's title is the one first-level heading.
            PassageView {
                level: if heading.is_empty() { 0 } else { level.max(2) },
                anchor,
                heading,
                words,
            }
        };
        passages.iter().map(view).collect()
    }

    /// An ordinary page.
    pub fn page(&self, id: Id<Page>) -> PageView {
        let page = &self.corpus.pages[id];
        let shows = |table: PageTable| page.shows.contains(&table);
        PageView {
            title: page.title.clone(),
            summary: page.summary.clone(),
            passages: self.passages(&page.passages),
            extracts: if shows(PageTable::DataExtracts) {
                self.corpus
                    .extracts
                    .ids()
                    .map(|id| self.extract(id))
                    .collect()
            } else {
                Vec::new()
            },
            kinds: if shows(PageTable::FindingKinds) {
                self.corpus
                    .finding_kinds
                    .ids()
                    .map(|id| self.cache.kind(id))
                    .collect()
            } else {
                Vec::new()
            },
            scale: if shows(PageTable::Grades) {
                self.scale()
            } else {
                Vec::new()
            },
        }
    }

    /// Everything from A to Z.
    pub fn site_index(&self) -> SiteIndex {
        let corpus = &*self.corpus;
        let mut entries: Vec<SiteIndexEntry> = Vec::new();
        let mut add =
            |Link { name, url }: Link, what| entries.push(SiteIndexEntry { name, url, what });
        for (id, region) in corpus.regions.iter() {
            add(
                Link {
                    name: wording::region(&region.name),
                    url: self.addresses.region(id),
                },
                entry::REGION,
            );
        }
        for (id, body) in corpus.bodies.iter() {
            let what = match body.kind {
                crate::model::BodyKind::Force => entry::FORCE,
                crate::model::BodyKind::Rocu => entry::REGIONAL_UNIT,
            };
            add(self.body_link(id), what);
            for former in &body.former_names {
                add(
                    Link {
                        name: former.name.clone(),
                        url: self.addresses.body(id),
                    },
                    entry::FORMER_NAME,
                );
            }
            if let Some(abbreviation) = body
                .abbreviation
                .as_ref()
                .filter(|abbreviation| **abbreviation != body.name)
            {
                add(
                    Link {
                        name: abbreviation.clone(),
                        url: self.addresses.body(id),
                    },
                    what,
                );
            }
        }
        for (id, topic) in corpus.topics.iter() {
            add(
                Link {
                    name: topic.name.clone(),
                    url: self.addresses.topic(id),
                },
                "topic",
            );
        }
        for (id, measure) in corpus.measures.iter() {
            add(
                Link {
                    name: measure.name.clone(),
                    url: self.addresses.measure(id),
                },
                "measure",
            );
        }
        for (id, inspection) in corpus.inspections.iter() {
            add(
                Link {
                    name: inspection.title.clone(),
                    url: self.addresses.inspection(id),
                },
                "inspection",
            );
        }
        for (id, term) in corpus.terms.iter() {
            add(
                Link {
                    name: term.term.clone(),
                    url: self.addresses.term(id),
                },
                "glossary",
            );
            if let Some(abbreviation) = term
                .abbreviation
                .as_ref()
                .filter(|abbreviation| **abbreviation != term.term)
            {
                add(
                    Link {
                        name: abbreviation.clone(),
                        url: self.addresses.term(id),
                    },
                    "glossary",
                );
            }
        }
        for (id, page) in corpus.pages.iter() {
            add(
                Link {
                    name: page.title.clone(),
                    url: self.addresses.page(id),
                },
                "page",
            );
        }
        if !corpus.corrections.rows().is_empty() {
            add(
                Link {
                    name: pages::CORRECTIONS.title.to_owned(),
                    url: self.addresses.at("corrections/"),
                },
                "page",
            );
        }
        if !corpus.releases.rows().is_empty() {
            add(
                Link {
                    name: pages::RELEASES.title.to_owned(),
                    url: self.addresses.at("changes/"),
                },
                "page",
            );
        }
        entries.sort_by_cached_key(|entry| (filed(&entry.name), entry.url.clone()));
        let mut groups: Vec<SiteIndexGroup> = Vec::new();
        for entry in entries {
            let (letter, anchor) = letter(&entry.name);
            match groups.last_mut() {
                Some(last) if last.letter == letter => last.entries.push(entry),
                _ => groups.push(SiteIndexGroup {
                    letter,
                    anchor,
                    entries: vec![entry],
                }),
            }
        }
        SiteIndex { groups }
    }
}
