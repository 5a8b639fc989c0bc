//! What no text of a site may contain: invisible characters, and the marks of a merge conflict.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span, hidden_characters};

/// One file can hold thousands; the first few show what it is about.
const MOST_HIDDEN: usize = 20;

/// Reports the invisible characters of the text.
pub(super) fn hidden(file: FileId, text: &str) -> Vec<Diagnostic> {
    hidden_characters(text)
        .into_iter()
        .take(MOST_HIDDEN)
        .map(|hidden| {
            let end = hidden.at + hidden.character.len_utf8();
            let message = format!("hidden character {}", hidden.description());
            Diagnostic::new(Code::HiddenCharacter, message)
                .at(Span::new(file, hidden.at..end))
                .help("delete it; if you cannot see it, retype the text around it")
        })
        .collect()
}

/// The conflicts that a version control program left in the text.
pub(super) fn conflicts(path: &str, file: FileId, text: &str) -> Vec<Diagnostic> {
    let has_marks = ["<<<<<<<", ">>>>>>>", "=======", "|||||||"]
        .iter()
        .any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some());
    if !has_marks {
        return Vec::new();
    }
    let places = conflict_lines(text, is_data(path)).into_iter();
    places
        .map(|line| {
            Diagnostic::new(Code::MergeConflict, "unresolved merge conflict")
                .at(Span::new(file, line))
                .help("keep one version, and remove the lines of `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`")
        })
        .collect()
}

/// Whether a line of equals signs means nothing in a file.
fn is_data(path: &str) -> bool {
    [".yaml", ".toml", ".csv", ".geojson"]
        .iter()
        .any(|end| path.ends_with(end))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ConflictMark {
    Start,
    Base,
    Middle,
    End,
}

/// The line that begins each conflict, or what is left of one.
fn conflict_lines(text: &str, is_data: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut is_open = false;
    // A line of equals signs that may be the rest of a conflict, or underline a heading.
    let mut middle: Option<Range<usize>> = None;
    let mut is_below_text = false;
    let mut at = 0;
    for written in text.split_inclusive('\n') {
        let line = at..at + written.trim_end().len();
        at += written.len();
        match mark(written, is_open) {
            Some(ConflictMark::Start) => {
                found.push(line);
                is_open = true;
            }
            Some(ConflictMark::End) => {
                if !is_open {
                    found.push(middle.take().unwrap_or(line));
                }
                (is_open, middle) = (false, None);
            }
            Some(ConflictMark::Base) if !is_open => {
                found.push(line);
                is_open = true;
            }
            Some(ConflictMark::Middle) if !is_open => {
                if is_data || !is_below_text {
                    found.push(line);
                    is_open = true;
                } else {
                    middle = Some(line);
                }
            }
            Some(ConflictMark::Base | ConflictMark::Middle) | None => {}
        }
        is_below_text = !written.trim().is_empty();
    }
    found
}

/// What a line marks. Within a conflict a mark can be longer, as that of a conflict inside it is.
fn mark(line: &str, is_open: bool) -> Option<ConflictMark> {
    let line = line.trim();
    let first = line.chars().next()?;
    let rest = line.trim_start_matches(first);
    let length = line.len() - rest.len();
    let ends = rest.is_empty() || rest.starts_with(' ');
    match first {
        '<' if length >= 7 && ends => Some(ConflictMark::Start),
        '>' if ends && (length == 7 || (is_open && length > 7)) => Some(ConflictMark::End),
        '|' if length == 7 && rest.starts_with(' ') && !rest.contains('|') => {
            Some(ConflictMark::Base)
        }
        '=' if length == 7 && rest.is_empty() => Some(ConflictMark::Middle),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::conflict_lines;

    fn lines(text: &str, is_data: bool) -> Vec<&str> {
        conflict_lines(text, is_data)
            .into_iter()
            .map(|line| &text[line])
            .collect()
    }

    #[test]
    fn each_conflict_is_found_once_at_its_first_line() {
        let merge = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n";
        assert_eq!(lines(merge, false), ["<<<<<<< HEAD"]);
        let diff3 = "<<<<<<< a\r\nb\r\n||||||| base\r\n=======\r\nc\r\n>>>>>>> x\r\n";
        assert_eq!(lines(&diff3.repeat(2), true), ["<<<<<<< a", "<<<<<<< a"]);
        assert_eq!(
            lines("s: >-\n  <<<<<<< HEAD\n  x", true),
            ["  <<<<<<< HEAD"]
        );
    }

    #[test]
    fn what_is_left_of_a_conflict_is_found() {
        assert_eq!(lines("a\n=======\nb\n>>>>>>> x\n", false), ["======="]);
        assert_eq!(lines("a\n\n=======\nb\n", false), ["======="]);
        assert_eq!(lines("a: b\n=======\nb: c\n", true), ["======="]);
        assert_eq!(
            lines("a\n||||||| merged\nb\n=======\nc", false),
            ["||||||| merged"]
        );
        assert_eq!(lines(">>>>>>>\n", false), [">>>>>>>"]);
    }

    #[test]
    fn headings_quotations_and_tables_are_no_conflicts() {
        for text in [
            "Heading\n=======\n",
            "> > > > > > > a",
            "||||||| a | b |",
            "a ======= b",
            "======== x",
        ] {
            assert!(lines(text, false).is_empty(), "{text}");
        }
    }
}
