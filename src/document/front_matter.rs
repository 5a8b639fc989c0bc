//! Splits a file into front matter and words, and keeps the places of both in the whole file.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::{Node, NodeKind, parse_yaml};
use crate::text::{FileId, Span};

/// A file taken apart.
pub(super) struct SplitFile {
    /// The front matter, as values with places.
    pub front: Node,
    /// Where the words begin and end.
    pub words: Span,
}

/// Takes a file apart. A file that lacks its front matter, or does not close it, is a fault and has no parts.
pub(super) fn split(text: &str, file: FileId, report: &mut Report) -> Option<SplitFile> {
    let Some(opening) = fence(text, 0) else {
        let line = text.find('\n').unwrap_or(text.len());
        let diagnostic = Diagnostic::new(Code::MissingFrontMatter, "this file has no front matter");
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
            // Faults that concern the front matter as a whole point at its first line.
            let front = Node {
                span: Span::new(file, 0..3),
                ..front
            };
            return Some(SplitFile {
                front,
                words: Span::new(file, after..text.len()),
            });
        }
        at = next_line(text, at);
    }
    let diagnostic = Diagnostic::new(Code::UnclosedFrontMatter, "the front matter is not closed");
    report.push(
        diagnostic
            .label(Span::new(file, 0..3), "opened here")
            .help("add a line `---` after the last key"),
    );
    None
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
