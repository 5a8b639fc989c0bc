//! Splits a file into front matter and words, and keeps the places of both in the whole file.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::{Node, NodeKind, parse_yaml};
use crate::text::{FileId, Span};

/// A file split into front matter and text.
pub(super) struct SplitFile {
    /// The front matter, as values with places.
    pub front: Node,
    /// Where the words begin and end.
    pub words: Span,
}

/// Splits a file. A file without front matter, or with unclosed front matter, is an error and gives
/// no parts.
pub(super) fn split(text: &str, file: FileId, report: &mut Report) -> Option<SplitFile> {
    let Some(opening) = fence(text, 0) else {
        let line = text.find('\n').unwrap_or(text.len());
        let diagnostic = Diagnostic::new(Code::MissingFrontMatter, "missing front matter");
        let diagnostic = diagnostic.label(
            Span::new(file, 0..line),
            "front matter belongs here, between two lines of `---`",
        );
        report.push(diagnostic.help("begin the file with `---`, the keys, and `---` again"));
        return None;
    };
    let mut at = opening;
    while at < text.len() {
        if let Some(after) = fence(text, at) {
            let front = parse_yaml(&text[opening..at], Span::new(file, opening..at), report)?;
            // Diagnostics about the whole front matter point at its first line.
            let front = Node {
                span: Span::new(file, 0..3),
                ..front
            };
            let after = second(text, after, file, report).unwrap_or(after);
            return Some(SplitFile {
                front,
                words: Span::new(file, after..text.len()),
            });
        }
        at = next_line(text, at);
    }
    let diagnostic = Diagnostic::new(Code::UnclosedFrontMatter, "unclosed front matter");
    report.push(
        diagnostic
            .label(Span::new(file, 0..3), "opened here")
            .help("add a line `---` after the last key"),
    );
    None
}

/// Reports a second front matter right below the first, which begins at `from`. Gives where it
/// ends.
fn second(text: &str, from: usize, file: FileId, report: &mut Report) -> Option<usize> {
    let mut start = from;
    while start < text.len() && text[start..next_line(text, start)].trim().is_empty() {
        start = next_line(text, start);
    }
    let mut at = fence(text, start).unwrap_or(start);
    let mut has_key = false;
    loop {
        let next = next_line(text, at);
        let line = text.get(at..next).filter(|line| !line.is_empty())?;
        if has_key && fence(text, at).is_some() {
            let first = text[start..]
                .find('\n')
                .map_or(text.len(), |end| start + end);
            let diagnostic =
                Diagnostic::new(Code::SecondFrontMatter, "second front matter in one file")
                    .at(Span::new(file, start..first));
            report.push(
                diagnostic
                    .label(Span::new(file, 0..3), "the first one")
                    .help("put all keys between the first two lines of `---`, and remove the other lines"),
            );
            return Some(next);
        }
        match line.trim_end() {
            line if is_key(line) => has_key = true,
            line if has_key
                && (line.is_empty() || line.starts_with([' ', '#']) || line.starts_with("- ")) => {}
            _ => return None,
        }
        at = next;
    }
}

/// Whether a line is a key of front matter: `grade: good`.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        key.starts_with(|c: char| c.is_ascii_lowercase())
            && key
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            && (value.is_empty() || value.starts_with(' '))
    })
}

/// The same for a file in which front matter may be missing.
pub(super) fn split_optional(text: &str, file: FileId, report: &mut Report) -> Option<SplitFile> {
    match fence(text, 0) {
        Some(_) => split(text, file, report),
        None => {
            let front = Node::new(Span::new(file, 0..0), NodeKind::Nothing);
            Some(SplitFile {
                front,
                words: Span::new(file, 0..text.len()),
            })
        }
    }
}

/// Where the line after a `---` line at `at` begins, if there is such a line.
fn fence(text: &str, at: usize) -> Option<usize> {
    let end = next_line(text, at);
    (text[at..end].trim_end() == "---").then_some(end)
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |break_at| at + break_at + 1)
}
