//! Splits a file into front matter and words, and keeps the places of both in the whole file.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::{Keys, Node, NodeKind, parse_yaml};
use crate::text::{FileId, Span};

/// A file split into front matter and text.
pub(super) struct SplitFile {
    /// The front matter, as values with places. Nothing if its YAML is wrong.
    front: Node,
    /// Whether its YAML is wrong, which was reported.
    pub is_broken: bool,
    /// Where the words begin and end.
    pub words: Span,
}

impl SplitFile {
    /// Reads the keys. If the YAML is wrong there are none, and none is reported as missing: the
    /// words below are still read and checked.
    pub(super) fn keys<K: Keys>(&self, report: &mut Report) -> K {
        match self.is_broken {
            true => K::read(&self.front, &mut Report::default()),
            false => K::read(&self.front, report),
        }
    }
}

/// Splits a file. A file without front matter is an error and gives no parts.
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
            let front = parse_yaml(&text[opening..at], Span::new(file, opening..at), report);
            let is_broken = front.is_none();
            // Diagnostics about the whole front matter point at its first line.
            let span = Span::new(file, 0..3);
            let front = Node {
                span,
                ..front.unwrap_or_else(|| Node::new(span, NodeKind::Nothing))
            };
            let after = second(text, after, file, report).unwrap_or(after);
            return Some(SplitFile {
                front,
                is_broken,
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
    let words = words_after_keys(text, opening);
    Some(SplitFile {
        front: Node::new(Span::new(file, 0..3), NodeKind::Nothing),
        is_broken: true,
        words: Span::new(file, words..text.len()),
    })
}

/// Where the words begin below keys that no line ends: after an empty line, at what is no key.
fn words_after_keys(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut is_after_empty = false;
    while at < text.len() {
        let line = text[at..next_line(text, at)].trim_end();
        let is_of_keys = is_key(line) || line.starts_with([' ', '\t']) || line.starts_with("- ");
        if is_after_empty && !line.is_empty() && !is_of_keys {
            break;
        }
        is_after_empty = line.is_empty();
        at = next_line(text, at);
    }
    at
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
                is_broken: false,
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
