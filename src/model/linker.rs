//! Finds the first mention of each glossary term in a question area: whole words, longest match first.
//!
//! One automaton holds every spelling, so a text is read once however many terms there are. Letters match whatever their
//! case, except that a spelling with two capitals in a word, such as an abbreviation, is matched as written. A plural in
//! "s" needs no spelling of its own.

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::{Id, Term};

/// Every spelling of every term.
pub(super) struct Linker {
    automaton: Option<AhoCorasick>,
    spellings: Vec<Spelling>,
}

struct Spelling {
    term: Id<Term>,
    /// The text, if its case matters.
    exact: Option<String>,
    /// The longest other spelling that this one begins with: tried when this one turns out to end inside a word.
    shorter: Option<usize>,
    length: usize,
}

/// A term found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TermMatch {
    pub(super) term: Id<Term>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Linker {
    /// Takes every spelling of every term that is linked by itself. Apostrophes are as in the text: typographic.
    pub(super) fn new<'t>(spellings: impl IntoIterator<Item = (Id<Term>, &'t str)>) -> Linker {
        let mut texts: Vec<(String, Id<Term>)> = spellings
            .into_iter()
            .map(|(term, text)| (text.trim().replace('\'', "’"), term))
            .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
            .collect();
        texts.sort();
        let lower: Vec<String> = texts.iter().map(|(text, _)| text.to_lowercase()).collect();
        let by_text: std::collections::HashMap<&str, usize> = lower
            .iter()
            .enumerate()
            .map(|(at, text)| (text.as_str(), at))
            .collect();
        let shorter = |text: &str| {
            let ends = text.char_indices().map(|(at, _)| at).skip(1);
            ends.collect::<Vec<_>>()
                .into_iter()
                .rev()
                .find_map(|end| by_text.get(&text[..end]).copied())
        };
        let spellings = texts
            .iter()
            .zip(&lower)
            .map(|((text, term), lower)| Spelling {
                term: *term,
                exact: is_case_bound(text).then(|| text.clone()),
                shorter: shorter(lower),
                length: text.len(),
            })
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Unanchored)
            .ascii_case_insensitive(true)
            .build(texts.iter().map(|(text, _)| text))
            .ok();
        Linker {
            automaton,
            spellings,
        }
    }

    /// Every mention in a text, in order, none overlapping.
    pub(super) fn find(&self, text: &str) -> Vec<TermMatch> {
        let mut found = Vec::new();
        let Some(automaton) = self
            .automaton
            .as_ref()
            .filter(|_| !self.spellings.is_empty())
        else {
            return found;
        };
        let mut from = 0;
        while let Some(matched) = automaton.find(
            Input::new(text)
                .span(from..text.len())
                .anchored(Anchored::No),
        ) {
            match self.fitting(matched.pattern().as_usize(), matched.start(), text) {
                Some(mention) => {
                    from = mention.end;
                    found.push(mention);
                }
                // Not a whole word here: go on at the next word, never inside this one, so no text is read twice over.
                None => from = next_word(text, matched.start()),
            }
        }
        found
    }

    /// The longest spelling, of those beginning with the same letters, that stands here as whole words.
    fn fitting(&self, spelling: usize, start: usize, text: &str) -> Option<TermMatch> {
        let mut next = Some(spelling);
        while let Some(at) = next {
            let spelling = &self.spellings[at];
            next = spelling.shorter;
            let end = start + spelling.length;
            let Some(written) = text.get(start..end) else {
                continue;
            };
            if spelling
                .exact
                .as_ref()
                .is_some_and(|exact| exact != written)
                || !is_boundary(text, start)
            {
                continue;
            }
            if let Some(end) = whole_word_end(text, end) {
                return Some(TermMatch {
                    term: spelling.term,
                    start,
                    end,
                });
            }
        }
        None
    }
}

/// Whether a spelling is matched only as written: some word of it has two capitals, or a capital after its first letter.
fn is_case_bound(text: &str) -> bool {
    text.split(' ')
        .any(|word| word.chars().skip(1).any(char::is_uppercase))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether a word may begin at `start`: nothing that belongs to a word stands before it.
fn is_boundary(text: &str, start: usize) -> bool {
    !text[..start]
        .chars()
        .next_back()
        .is_some_and(|c| is_word(c) || c == '-')
}

/// Where the word ending at `end` ends, with the "s" of a plural; `None` if it goes on.
fn whole_word_end(text: &str, end: usize) -> Option<usize> {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some('s') if !rest.next().is_some_and(is_word) => Some(end + 1),
        Some(c) if is_word(c) => None,
        Some(_) | None => Some(end),
    }
}

/// The start of the next word after the one at `at`.
fn next_word(text: &str, at: usize) -> usize {
    let mut inside = true;
    for (offset, c) in text[at..].char_indices() {
        match (inside, is_word(c)) {
            (true, false) if offset > 0 => inside = false,
            (false, true) => return at + offset,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    fn found(spellings: &[&str], text: &str) -> Vec<String> {
        let mut table: Table<Term> = Table::default();
        let ids: Vec<_> = spellings
            .iter()
            .map(|text| table.add(*text, term(text)).expect("new"))
            .collect();
        let linker = Linker::new(ids.into_iter().zip(spellings.iter().copied()));
        linker
            .find(text)
            .iter()
            .map(|found| text[found.start..found.end].to_owned())
            .collect()
    }

    fn term(text: &str) -> Term {
        let file = crate::text::SourceMap::default().add("", "");
        let definition = crate::model::Prose::default();
        let (id, term) = (text.to_owned(), text.to_owned());
        Term {
            id,
            term,
            abbreviation: None,
            aliases: Vec::new(),
            autolink: true,
            definition,
            file,
        }
    }

    #[test]
    fn whole_words_longest_first_with_plurals() {
        let terms = [
            "officer",
            "lead responsible officer",
            "4P plan",
            "county lines",
        ];
        assert_eq!(
            found(&terms, "Lead responsible officers wrote 4P plans."),
            ["Lead responsible officers", "4P plans"]
        );
        assert_eq!(
            found(&terms, "Officership; an officer; sub-officer"),
            ["officer"]
        );
        assert_eq!(found(&terms, "county lines' victims"), ["county lines"]);
    }

    #[test]
    fn abbreviations_match_only_as_written() {
        assert_eq!(
            found(
                &["GAIN", "OCG"],
                "They gain from GAIN; an ocg, OCGs and OCG's."
            ),
            ["GAIN", "OCGs", "OCG"]
        );
    }

    #[test]
    fn a_longer_spelling_that_does_not_fit_gives_way_to_a_shorter_one() {
        assert_eq!(
            found(&["crime", "crime group map"], "a crime group mapping"),
            ["crime"]
        );
        assert_eq!(
            found(
                &["organised crime", "organised crime group"],
                "organised crime groupings"
            ),
            ["organised crime"]
        );
    }

    #[test]
    fn other_alphabets_do_no_harm() {
        assert_eq!(
            found(&["plan"], "«план» plan — ﬁnal plan…"),
            ["plan", "plan"]
        );
        assert!(found(&[], "anything").is_empty());
    }
}
