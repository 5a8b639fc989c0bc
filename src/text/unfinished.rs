//! Words that their author has not finished or not read again: `[TBC]`, lorem ipsum, a word twice.

use std::ops::Range;

/// Such words, and where they are in their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedWords {
    /// The bytes that they take.
    pub range: Range<usize>,
    /// Why they are not finished.
    pub kind: UnfinishedKind,
}

/// Why words are not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfinishedKind {
    /// A repeated word.
    Repeated,
    /// They hold a place for others.
    Placeholder,
}

/// Marks of text that is still to be written.
const MARKS: [&str; 6] = [
    concat!("TO", "DO"),
    "TBA",
    "TBC",
    "TBD",
    concat!("FIX", "ME"),
    "XXX",
];

/// Notes of an author, in square brackets.
const BRACKETED: [&str; 17] = [
    "amount",
    "check",
    "citation needed",
    "date",
    "figure",
    "link",
    "name",
    "number",
    "percentage",
    "ref",
    "reference",
    "source",
    "to be confirmed",
    "to follow",
    "x",
    "?",
    "…",
];

/// Words that can follow themselves.
const DOUBLED: [&str; 4] = ["had", "that", "very", "so"];

/// A text can repeat one word to its end; the first few places are enough.
const MOST: usize = 5;

/// The unfinished words of a text.
pub fn unfinished_words(words: &str) -> Vec<UnfinishedWords> {
    let mut found = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    let mut at = 0;
    for token in words.split_inclusive(|c: char| c.is_whitespace()) {
        let start = at;
        at += token.len();
        let token = token.trim_end();
        // The mark of a quotation at the beginning of a line.
        if token.is_empty() || token == ">" {
            continue;
        }
        if found.len() < MOST
            && let Some((from, before)) = last
            && is_repeated(before, token)
        {
            let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
            found.push(UnfinishedWords {
                range: from..start + word.len(),
                kind: UnfinishedKind::Repeated,
            });
        }
        let placeholder = || placeholder(token).or_else(|| bracketed(token, &words[start..]));
        if found.len() < MOST
            && !is_ordinary(token)
            && let Some(range) = placeholder()
        {
            found.push(UnfinishedWords {
                range: start + range.start..start + range.end,
                kind: UnfinishedKind::Placeholder,
            });
        }
        last = Some((start, token));
    }
    found
}

/// Whether a word is of small letters alone and none of those that hold a place. Nearly all words
/// are, so this is looked at first.
fn is_ordinary(token: &str) -> bool {
    token.bytes().all(|b| b.is_ascii_lowercase()) && !matches!(token, "lorem" | "tktk")
}

fn is_repeated(before: &str, token: &str) -> bool {
    let last = before.as_bytes().last();
    if !last.is_some_and(u8::is_ascii_lowercase) || before.len() < 2 {
        return false;
    }
    // Both words are as long as each other, so a word that ends at once differently is another.
    let (first, other) = (token.as_bytes().first(), before.as_bytes().first());
    if is_ordinary(token) && is_ordinary(before) && first != other {
        return false;
    }
    let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
    let before = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.len() > 1
        && before.len() == word.len()
        && before.eq_ignore_ascii_case(word)
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && !DOUBLED.contains(&word)
}

/// Where a placeholder is in a word.
fn placeholder(token: &str) -> Option<Range<usize>> {
    let bare = token.trim_matches(['(', ')', '[', ']', '“', '”', '.', ',', ';', ':']);
    if bare.len() > 1 && bare.bytes().all(|b| b == b'?') || is_blank_number(bare) {
        let start = token.find(bare)?;
        return Some(start..start + bare.len());
    }
    let start = token.find(char::is_alphanumeric)?;
    let word = token[start..]
        .split(|c: char| !c.is_alphanumeric())
        .next()?;
    let is_bracketed = token[..start].ends_with('[');
    let is_mark = MARKS.contains(&word)
        || (is_bracketed && MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(word)))
        || (is_bracketed && word.eq_ignore_ascii_case("insert"))
        || word.eq_ignore_ascii_case("lorem")
        || word.eq_ignore_ascii_case("tktk");
    is_mark.then_some(start..start + word.len())
}

/// Whether a word is a number still to come: `XX`, `£X`, `XXX%`, `£Xm`.
fn is_blank_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['£', '€', '$']);
    let has_currency = digits.len() < word.len();
    let rest = digits.trim_start_matches('X');
    let n = digits.len() - rest.len();
    let is_unit = matches!(rest, "" | "%" | "m" | "bn" | "k");
    is_unit && (n > 1 || (n == 1 && (has_currency || rest == "%")))
}

/// Where a placeholder in brackets is that begins in a word, of which `text` is the rest.
fn bracketed(token: &str, text: &str) -> Option<Range<usize>> {
    let open = token.find(|c: char| c == '[' || c.is_alphanumeric())?;
    let end = text.floor_char_boundary(text.len().min(open + 30));
    let inner = text[open..end].strip_prefix('[')?.split_once(']')?.0;
    let is_known = BRACKETED
        .iter()
        .any(|known| known.eq_ignore_ascii_case(inner));
    is_known.then_some(open..open + inner.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::unfinished_words;

    fn found(text: &str) -> Vec<&str> {
        let words = unfinished_words(text).into_iter();
        words.map(|words| &text[words.range]).collect()
    }

    #[test]
    fn placeholders_and_repeated_words_are_found() {
        for (text, expected) in [
            ("It is the the best.", "the the"),
            ("There are TBC officers", "TBC"),
            ("(TBA)", "TBA"),
            ("There are [tbc] officers", "tbc"),
            ("There are [number] officers", "[number]"),
            ("“[citation needed]”", "[citation needed]"),
            ("There are ??? officers", "???"),
            ("There are XX officers", "XX"),
            ("It cost £X million", "£X"),
            ("It cost £XXm.", "£XXm"),
            ("It was X% of all", "X%"),
            ("Lorem ipsum", "Lorem"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn sentences_are_finished() {
        for text in [
            "It had had that that.",
            "Why? Really?",
            "Project X, Xena, MAX and the X-ray",
            "“it [the force] has [sic] numbers”",
            "The number and the date",
            "Malcolm X",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
