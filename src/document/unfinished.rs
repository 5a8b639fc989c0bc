//! Text that its author has not finished or not read again: `[TBC]`, lorem ipsum, a word twice.

use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::Span;

/// Words that nobody writes for readers.
const MARKS: [&str; 5] = [
    concat!("TO", "DO"),
    "TBC",
    "TBD",
    concat!("FIX", "ME"),
    "XXX",
];

/// Words that can follow themselves.
const DOUBLED: [&str; 4] = ["had", "that", "very", "so"];

/// A text of nothing but one word is no slip; the first few show it.
const MOST: usize = 5;

/// Checks a piece of text, which stands at `span`.
pub(super) fn in_text(span: Span, text: &str, report: &mut Report) {
    let words = &text[span.range()];
    let mut last: Option<(usize, &str)> = None;
    let mut at = 0;
    let mut found = 0;
    for token in words.split_inclusive(|c: char| c.is_whitespace()) {
        let start = at;
        at += token.len();
        let token = token.trim_end();
        // The mark of a quotation at the beginning of a line.
        if token.is_empty() || token == ">" {
            continue;
        }
        if let Some((from, before)) = last
            && found < MOST
            && is_repeated(before, token)
        {
            found += 1;
            let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
            let place = Span::new(span.file, from..start + word.len());
            let diagnostic = Diagnostic::new(Code::RepeatedWord, format!("repeated word `{word}`"));
            report.push(
                diagnostic
                    .at(place.shifted(span.start as usize))
                    .help("remove one of them"),
            );
        }
        if found < MOST
            && let Some(range) = placeholder(token)
        {
            found += 1;
            let range = start + range.start..start + range.end;
            let message = format!("`{}` is a placeholder", &words[range.clone()]);
            let diagnostic = Diagnostic {
                severity: Severity::Warning,
                ..Diagnostic::new(Code::Placeholder, message)
            };
            let place = Span::new(span.file, range).shifted(span.start as usize);
            report.push(diagnostic.at(place).help("write the final text"));
        }
        last = Some((start, token));
    }
}

fn is_repeated(before: &str, token: &str) -> bool {
    if !before
        .as_bytes()
        .last()
        .is_some_and(|b| b.is_ascii_lowercase())
    {
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
fn placeholder(token: &str) -> Option<std::ops::Range<usize>> {
    let start = token.len()
        - token
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let word = token[start..]
        .split(|c: char| !c.is_alphanumeric())
        .next()?;
    let range = start..start + word.len();
    let is_bracketed = token[..start].ends_with('[');
    let is_mark = MARKS.contains(&word)
        || (is_bracketed && MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(word)))
        || (is_bracketed && word.eq_ignore_ascii_case("insert"))
        || word.eq_ignore_ascii_case("lorem")
        || word.eq_ignore_ascii_case("tktk");
    is_mark.then_some(range)
}
