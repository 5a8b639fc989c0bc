//! Finds the first mention of each glossary term in a question area: whole words, longest match
//! first.
//!
//! One automaton holds every spelling, so a text is read once however many terms there are. Letters
//! match whatever their case, except that a spelling with two capitals in a word, such as an
//! abbreviation, is matched as written. A plural in "s" needs no spelling of its own. The same
//! letters match however they are encoded, and so do all kinds of space, hyphen and apostrophe.

mod folding;

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use unicode_normalization::char::is_combining_mark;

use super::{Id, Term};
use folding::Folded;

pub(super) use folding::folded;

/// Every spelling of every term.
pub(super) struct Linker {
    automaton: Option<AhoCorasick>,
    spellings: Vec<Spelling>,
}

struct Spelling {
    term: Id<Term>,
    /// The plain form of the spelling, if its case matters.
    exact: Option<String>,
    /// The longest other spelling that this one begins with: tried when this one turns out to end
    /// inside a word.
    shorter: Option<usize>,
    /// Of its folded form, in bytes.
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
    /// Takes every spelling of every term that is linked by itself.
    pub(super) fn new<'t>(spellings: impl IntoIterator<Item = (Id<Term>, &'t str)>) -> Linker {
        let mut texts: Vec<(String, Id<Term>)> = spellings
            .into_iter()
            .map(|(term, text)| (folding::plain(text.trim()), term))
            .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
            .collect();
        texts.sort();
        let lower: Vec<String> = texts
            .iter()
            .map(|(text, _)| folding::folded(text))
            .collect();
        let by_text: HashMap<&str, usize> = lower
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
                length: lower.len(),
            })
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Unanchored)
            .ascii_case_insensitive(true)
            .build(&lower)
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
        let folded = Folded::of(text);
        let searched = folded.text();
        let mut from = 0;
        while let Some(matched) = automaton.find(
            Input::new(searched)
                .span(from..searched.len())
                .anchored(Anchored::No),
        ) {
            match self.fitting(matched.pattern().as_usize(), matched.start(), &folded) {
                Some((term, end)) => {
                    from = end;
                    let (start, end) = (folded.origin(matched.start()), folded.origin(end));
                    found.push(TermMatch { term, start, end });
                }
                // Not a whole word here: go on at the next word, never inside this one, so no text
                // is read twice over.
                None => from = next_word(searched, matched.start()),
            }
        }
        found
    }

    /// The longest spelling, of those beginning with the same letters, that is here as whole
    /// words, and where it ends.
    fn fitting(
        &self,
        spelling: usize,
        start: usize,
        folded: &Folded<'_>,
    ) -> Option<(Id<Term>, usize)> {
        let text = folded.text();
        let mut next = Some(spelling);
        while let Some(at) = next {
            let spelling = &self.spellings[at];
            next = spelling.shorter;
            let end = start + spelling.length;
            if text.get(start..end).is_none() || !is_boundary(text, start) {
                continue;
            }
            let is_as_written =
                |exact: &String| folding::plain(folded.written(start..end)) == *exact;
            if !spelling.exact.as_ref().is_none_or(is_as_written) {
                continue;
            }
            if let Some(end) = whole_word_end(text, end)
                && !is_in_address(text, start..end)
            {
                return Some((spelling.term, end));
            }
        }
        None
    }
}

/// Whether a spelling is matched only as written: some word of it has two capitals, or a capital
/// after its first letter.
fn is_case_bound(text: &str) -> bool {
    text.split(' ')
        .any(|word| word.chars().skip(1).any(char::is_uppercase))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Whether a place in a text is a part of an address, a host name or a file name: readers would
/// take a link on a part of it for a link to the whole.
fn is_in_address(text: &str, place: Range<usize>) -> bool {
    let ends = |c: char| c.is_whitespace() || "()[]<>“”‘\"«»,;".contains(c);
    let start = text[..place.start].rfind(ends).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[place.end..]
        .find(ends)
        .map_or(text.len(), |at| place.end + at);
    let (before, after) = (&text[start..place.start], &text[place.end..end]);
    let first = text[place.start..].chars().next();
    let last = text[..place.end].chars().next_back();
    before.contains("://")
        || before.contains('@')
        || after.contains('@')
        || has_inner_dot(before.chars().chain(first))
        || has_inner_dot(last.into_iter().chain(after.chars()))
}

/// Whether there is a full stop between two letters, as in a host name.
fn has_inner_dot(characters: impl Iterator<Item = char>) -> bool {
    let mut before = (' ', ' ');
    for c in characters {
        if before.1 == '.' && is_word(before.0) && c.is_alphabetic() {
            return true;
        }
        before = (before.1, c);
    }
    false
}

/// Whether a word may begin at `start`: no character of a word precedes it.
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
    fn the_same_letters_match_however_they_are_written() {
        for (spelling, text) in [
            ("na\u{ef}ve plan", "a nai\u{308}ve plan"),
            ("nai\u{308}ve plan", "a na\u{ef}ve plan"),
            ("county lines", "county\u{a0}lines"),
            ("county lines", "county  lines"),
            ("county lines", "County\u{202f}Lines"),
            ("co-ordination", "co\u{2011}ordination"),
            ("café", "THE CAFÉ"),
            ("École", "école"),
            ("coroner's court", "the coroner’s court"),
            ("coroner’s court", "the coroner's courts"),
            ("soft", "so\u{ad}ft"),
        ] {
            assert_eq!(found(&[spelling], text).len(), 1, "{spelling} in {text}");
        }
        assert_eq!(found(&["cafe"], "café"), [""; 0]);
        assert_eq!(
            found(&["county lines"], "x county  lines y"),
            ["county  lines"]
        );
    }

    #[test]
    fn no_part_of_an_address_is_a_mention() {
        let terms = ["crime", "act", "lead", "A.P.M.I.S."];
        for text in [
            "crime.gov.uk/act",
            "lead@crime.org",
            "x.crime",
            "https://x/act",
            "act_2",
            "content/act.md",
            "crime@x",
        ] {
            assert_eq!(found(&terms, text), [""; 0], "{text}");
        }
        assert_eq!(
            found(
                &terms,
                "A crime. Act: lead/crime (act) A.P.M.I.S. and “lead”."
            ),
            ["crime", "Act", "lead", "crime", "act", "A.P.M.I.S.", "lead"]
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
