//! The glossary: the list, and one page per term with everywhere it is used.

use serde::Serialize;

use super::{Download, Link, Precomputed, RenderedProse, ViewContext};
use crate::address::Url;
use crate::model::{Id, MentionSite, Target, Term};
use crate::text::slug;
use crate::wording::pages;

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
    /// The rows as files.
    pub downloads: Vec<Download>,
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
    pub definition: RenderedProse,
    /// Pages that use it, with the findings that do.
    pub used_in: Vec<TermUsage>,
    /// Other terms that use it in their definitions.
    pub related: Vec<Precomputed<Link>>,
}

/// A page that uses a term.
#[derive(Clone, Debug, Serialize)]
pub struct TermUsage {
    /// The page.
    pub page: Precomputed<Link>,
    /// Findings on it.
    pub findings: Vec<Precomputed<Link>>,
}

impl ViewContext {
    /// A term in a list.
    pub fn term_row(&self, id: Id<Term>) -> TermRow {
        let term = &self.corpus.terms[id];
        TermRow {
            id: term.id.clone(),
            term: term.term.clone(),
            abbreviation: term
                .abbreviation
                .clone()
                .filter(|abbreviation| *abbreviation != term.term),
            url: self.addresses.term(id),
            short: term.definition.first_sentence(),
        }
    }

    /// The glossary.
    pub fn glossary_index(&self) -> GlossaryIndex {
        let mut rows: Vec<TermRow> = self
            .corpus
            .terms
            .ids()
            .map(|id| self.term_row(id))
            .collect();
        rows.sort_by_cached_key(|row| (filed(&row.term), row.id.clone()));
        let count = rows.len();
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for row in rows {
            let (letter, anchor) = letter(&row.term);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.terms.push(row),
                _ => letters.push(GlossaryLetter {
                    letter,
                    anchor,
                    terms: vec![row],
                }),
            }
        }
        GlossaryIndex {
            letters,
            count,
            downloads: vec![self.whole_table(pages::GLOSSARY.title, "terms")],
        }
    }

    /// A term's page.
    pub fn term_page(&self, id: Id<Term>) -> TermPage {
        let term = &self.corpus.terms[id];
        let places = self.corpus.mentions(Target::Term(id));
        let is_related = |place: &&MentionSite| matches!(place, MentionSite::Term(_));
        let related = places
            .iter()
            .filter(is_related)
            .map(|&place| self.page_link(self.page_of(place)))
            .collect();
        let elsewhere: Vec<MentionSite> = places
            .iter()
            .filter(|place| !is_related(place))
            .copied()
            .collect();
        let usage = |places: &[MentionSite]| {
            let finding = |place: &MentionSite| match place {
                MentionSite::Finding(id) => Some(self.cache.finding(*id)),
                MentionSite::Lead(_)
                | MentionSite::Inspection(_)
                | MentionSite::Term(_)
                | MentionSite::Page(_) => None,
            };
            TermUsage {
                page: self.page_link(self.page_of(places[0])),
                findings: places.iter().filter_map(finding).collect(),
            }
        };
        let used_in = elsewhere
            .chunk_by(|a, b| self.page_of(*a) == self.page_of(*b))
            .map(usage)
            .collect();
        TermPage {
            term: self.term_row(id),
            aliases: term.aliases.clone(),
            definition: self.write(&term.definition),
            used_in,
            related,
        }
    }

    /// The other pages that use a term, for the data export.
    pub fn term_used_in(&self, id: Id<Term>) -> Vec<Url> {
        let places = self.corpus.mentions(Target::Term(id));
        let pages = places
            .chunk_by(|a, b| self.page_of(*a) == self.page_of(*b))
            .map(|places| self.page_of(places[0]));
        let own = self.page_of(MentionSite::Term(id));
        pages
            .filter(|page| *page != own)
            .map(|page| self.page_url(page))
            .collect()
    }
}

/// The letter a name is filed under, and its anchor. An accent makes no other letter where slugs
/// know it; a letter that is not Latin has its own anchor.
pub(super) fn letter(name: &str) -> (String, String) {
    let first = name
        .chars()
        .find(|c| c.is_alphanumeric())
        .filter(|c| c.is_alphabetic());
    let Some(first) = first.and_then(|c| c.to_uppercase().next()) else {
        return ("0–9".to_owned(), "letter-0-9".to_owned());
    };
    match slug(first.encode_utf8(&mut [0; 4])).as_str() {
        "" => (first.to_string(), format!("letter-u{:x}", u32::from(first))),
        plain => (plain.to_uppercase(), format!("letter-{plain}")),
    }
}

/// What names are sorted by, so that those of a letter are together: the letter, the words
/// without accents, the words.
pub(super) fn filed(name: &str) -> (String, String, String) {
    (letter(name).0, slug(name), name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{filed, letter};

    #[test]
    fn a_letter_has_one_group_and_one_anchor_whatever_its_accent() {
        let of = |name| {
            let (letter, anchor) = letter(name);
            format!("{letter} {anchor}")
        };
        assert_eq!(["élan", "Ezra", "“Exit”"].map(of), ["E letter-e"; 3]);
        assert_eq!(["Ωmega", "ω"].map(of), ["Ω letter-u3a9"; 2]);
        assert_eq!(["Ĝi", "日本"].map(of), ["Ĝ letter-u11c", "日 letter-u65e5"]);
        assert_eq!(["4P plan", "…"].map(of), ["0–9 letter-0-9"; 2]);
    }

    #[test]
    fn names_of_a_letter_are_together_in_dictionary_order() {
        let mut names = ["Zeal", "élan", "“Exit”", "Ezra", "Edge", "7 days"];
        names.sort_by_cached_key(|name| filed(name));
        assert_eq!(names, ["7 days", "Edge", "élan", "“Exit”", "Ezra", "Zeal"]);
    }
}
