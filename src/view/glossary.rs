//! The glossary: the list, and a page a term with everywhere it is used.

use serde::Serialize;

use super::{Link, Mention, Setting, Words};
use crate::address::Url;
use crate::model::{Id, Place, Subject, Target, Term};

/// A term in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TermRow {
    /// `4p-plan`
    pub id: String,
    /// As shown.
    pub term: String,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// Its page.
    pub url: Url,
    /// The first sentence of its definition.
    pub short: String,
}

/// The glossary.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryIndex {
    /// The terms by first letter.
    pub letters: Vec<GlossaryLetter>,
    /// How many terms there are.
    pub count: usize,
}

/// The terms of a letter.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryLetter {
    /// The letter, or "0–9".
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Its terms, by name.
    pub terms: Vec<TermRow>,
}

/// A term's page.
#[derive(Clone, Debug, Serialize)]
pub struct TermPage {
    /// The term as in lists.
    pub term: TermRow,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its definition.
    pub definition: Words,
    /// Pages that use it, with the findings it stands in.
    pub used_in: Vec<Usage>,
    /// Other terms whose definitions use it.
    pub related: Vec<Link>,
}

/// A page that uses a term.
#[derive(Clone, Debug, Serialize)]
pub struct Usage {
    /// The page.
    pub page: Link,
    /// Findings on it.
    pub findings: Vec<Link>,
}

impl Setting<'_> {
    /// A term in a list.
    pub fn term_row(&self, id: Id<Term>) -> TermRow {
        let term = &self.corpus.terms[id];
        TermRow {
            id: term.id.clone(),
            term: term.term.clone(),
            abbreviation: term.abbreviation.clone().filter(|abbreviation| *abbreviation != term.term),
            url: self.addresses.term(id),
            short: term.definition.first_sentence(),
        }
    }

    /// The glossary.
    pub fn glossary_index(&self) -> GlossaryIndex {
        let mut rows: Vec<TermRow> = self.corpus.terms.ids().map(|id| self.term_row(id)).collect();
        rows.sort_by_cached_key(|row| (row.term.to_lowercase(), row.id.clone()));
        let count = rows.len();
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for row in rows {
            let (letter, anchor) = letter(&row.term);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.terms.push(row),
                _ => letters.push(GlossaryLetter { letter, anchor, terms: vec![row] }),
            }
        }
        GlossaryIndex { letters, count }
    }

    /// A term's page.
    pub fn term_page(&self, id: Id<Term>) -> TermPage {
        let term = &self.corpus.terms[id];
        let mut used_in: Vec<Usage> = Vec::new();
        let mut related = Vec::new();
        for &place in self.corpus.mentions(Target::Term(id)) {
            if let Place::Term(other) = place {
                related.push(Link { name: self.corpus.terms[other].term.clone(), url: self.addresses.term(other) });
                continue;
            }
            let Mention { page, finding } = self.mention(place);
            match used_in.last_mut() {
                Some(last) if last.page == page => last.findings.extend(finding),
                _ => used_in.push(Usage { page, findings: finding.into_iter().collect() }),
            }
        }
        TermPage {
            term: self.term_row(id),
            aliases: term.aliases.clone(),
            definition: (self.write)(&term.definition),
            used_in,
            related,
        }
    }

    /// The pages that use a term, for the data export.
    pub fn term_used_in(&self, id: Id<Term>) -> Vec<Url> {
        let mut urls: Vec<Url> = Vec::new();
        for &place in self.corpus.mentions(Target::Term(id)) {
            let url = match place {
                Place::Finding(finding) => self.addresses.subject(self.corpus.findings[finding].subject),
                Place::Lead(account) => self.addresses.subject(self.corpus.accounts[account].subject),
                Place::Inspection(_) | Place::Term(_) | Place::Page(_) => self.mention(place).page.url,
            };
            if urls.last() != Some(&url) {
                urls.push(url);
            }
        }
        urls
    }

    /// The bodies and regions that use a term.
    pub fn subjects_using(&self, id: Id<Term>) -> usize {
        let subject = |place: &Place| match place {
            Place::Finding(finding) => Some(self.corpus.findings[*finding].subject),
            Place::Lead(account) => Some(self.corpus.accounts[*account].subject),
            Place::Inspection(_) | Place::Term(_) | Place::Page(_) => None,
        };
        let mut subjects: Vec<Subject> = self.corpus.mentions(Target::Term(id)).iter().filter_map(subject).collect();
        subjects.sort();
        subjects.dedup();
        subjects.len()
    }
}

/// The letter a name is filed under, and its anchor.
pub(super) fn letter(name: &str) -> (String, String) {
    match name.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_alphabetic() => {
            let letter: String = c.to_uppercase().collect();
            let anchor = crate::text::slug(&letter);
            (letter, format!("letter-{anchor}"))
        }
        _ => ("0–9".to_owned(), "letter-0-9".to_owned()),
    }
}
