//! The format for people: sentence, place, excerpt with carets, help.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::clean;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::{FileId, SourceMap};

/// Lines are excerpted whole up to this many bytes each side of the place; a 10 MB line must not fill a screen.
const AROUND: usize = 120;

pub(super) fn render(report: &Report, sources: &SourceMap, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(140);
    let mut out = String::new();
    for diagnostic in report.iter() {
        out.push_str(&one(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    if let Some(summary) = super::summary(report) {
        out.push_str(&summary);
        out.push('\n');
    }
    out
}

/// One diagnostic without colour.
pub(super) fn plain(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    one(diagnostic, sources, &Renderer::plain().term_width(100))
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(clean(&diagnostic.message))
            .id(diagnostic.code.name()),
    );
    for (file, labels) in by_file(diagnostic) {
        let source = sources.file(file);
        if source.text.is_empty() && labels.iter().all(|(_, label)| label.text.is_empty()) {
            group = group
                .element(Origin::path(clean(&source.path)))
                .element(Padding);
            continue;
        }
        let (from, to) = excerpt(
            &source.text,
            &labels
                .iter()
                .map(|&(_, label)| label.span.range())
                .collect::<Vec<_>>(),
        );
        let text = shown(&source.text[from..to]);
        let mut snippet = Snippet::source(text)
            .line_start(source.lines().line(from))
            .path(clean(&source.path));
        for (at, label) in labels {
            let kind = if at == 0 {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let span = floor(&source.text, label.span.range().start)
                ..floor(&source.text, label.span.range().end);
            let span = span.start.clamp(from, to) - from..span.end.clamp(from, to) - from;
            let annotation = kind.span(span);
            snippet = snippet.annotation(if label.text.is_empty() {
                annotation
            } else {
                annotation.label(clean(&label.text))
            });
        }
        group = group.element(snippet);
    }
    for line in &diagnostic.help {
        group = group.element(Level::HELP.message(clean(line)));
    }
    group = group.element(
        Level::NOTE
            .with_name("explain")
            .message(explain(diagnostic.code)),
    );
    renderer.render(&[group])
}

fn explain(code: Code) -> String {
    format!("run `peelpress explain {code}`")
}

/// A piece of a file without the control characters that the renderer lets through. Each is replaced by a symbol of its own
/// length, so that the places in the piece stay right.
fn shown(text: &str) -> String {
    text.chars()
        .map(|c| {
            if matches!(c, '\u{80}'..='\u{9f}') {
                '·'
            } else {
                c
            }
        })
        .collect()
}

fn by_file(diagnostic: &Diagnostic) -> Vec<(FileId, Vec<(usize, &crate::diagnostic::Label)>)> {
    let mut files: Vec<(FileId, Vec<_>)> = Vec::new();
    for (at, label) in diagnostic.labels.iter().enumerate() {
        match files.iter_mut().find(|(file, _)| *file == label.span.file) {
            Some((_, labels)) => labels.push((at, label)),
            None => files.push((label.span.file, vec![(at, label)])),
        }
    }
    files
}

/// The part of a text worth handing to the renderer: the lines of the places, cut where a line is very long.
fn excerpt(text: &str, places: &[std::ops::Range<usize>]) -> (usize, usize) {
    let start = places
        .iter()
        .map(|place| place.start)
        .min()
        .unwrap_or(0)
        .min(text.len());
    let end = places
        .iter()
        .map(|place| place.end)
        .max()
        .unwrap_or(0)
        .min(text.len())
        .max(start);
    // No further: each of many errors on one long line would read all of it.
    let (first, last) = (
        floor(text, start.saturating_sub(AROUND)),
        floor(text, end + AROUND),
    );
    let from = text[first..floor(text, start)]
        .rfind('\n')
        .map_or(first, |at| first + at + 1);
    let to = text[floor(text, end)..last]
        .find('\n')
        .map_or(last, |at| floor(text, end) + at);
    (from, to)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
