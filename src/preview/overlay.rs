//! Diagnostics for the browser: as data for the overlay, and as a page of their own while there is no page to show.

use std::path::Path;

use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::editor::Editor;
use crate::diagnostic::{Diagnostic, Report, Severity, render};
use crate::text::{SourceMap, Span};

/// The most diagnostics that the browser shows; the terminal shows them all.
const MOST: usize = 100;

/// A diagnostic as the browser gets it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct OverlayDiagnostic {
    severity: &'static str,
    code: &'static str,
    message: String,
    place: Option<SourceLink>,
    /// As on a terminal: excerpt, carets and help.
    text: String,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct SourceLink {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) column: usize,
    /// The link that opens it, if the editor takes links.
    pub(super) link: Option<String>,
}

/// Where places are found and how they are opened.
#[derive(Clone, Copy)]
pub(super) struct LinkContext<'g> {
    pub(super) sources: &'g SourceMap,
    pub(super) root: &'g Path,
    pub(super) editor: &'g Editor,
}

impl LinkContext<'_> {
    /// The line where a span begins.
    pub(super) fn place(&self, span: Span) -> SourceLink {
        let file = self.sources.of(span);
        let at = file.place(span.start as usize);
        self.line(&file.path, at.line, at.column)
    }

    /// A line of a file.
    pub(super) fn line(&self, path: &str, line: usize, column: usize) -> SourceLink {
        let link = self.editor.link(&self.root.join(path), line, column);
        SourceLink {
            path: path.to_owned(),
            line,
            column,
            link,
        }
    }
}

/// The diagnostics of a report, errors first.
pub(super) fn diagnostics(report: &Report, guide: LinkContext<'_>) -> Vec<OverlayDiagnostic> {
    let mut all: Vec<&Diagnostic> = report.iter().collect();
    all.sort_by_key(|diagnostic| diagnostic.severity);
    all.into_iter()
        .take(MOST)
        .map(|diagnostic| one(diagnostic, guide))
        .collect()
}

fn one(diagnostic: &Diagnostic, guide: LinkContext<'_>) -> OverlayDiagnostic {
    OverlayDiagnostic {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code.name(),
        message: diagnostic.message.clone(),
        place: diagnostic.place().map(|span| guide.place(span)),
        text: render::diagnostic(diagnostic, guide.sources),
    }
}

/// A page that shows only diagnostics. It works without the script, which adds a little style.
pub(super) fn page(title: &str, intro: &str, report: &Report, guide: LinkContext<'_>) -> Vec<u8> {
    let text = |words: &str| {
        let mut out = String::new();
        let _ = escape_html(&mut out, words);
        out
    };
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en-GB\" data-peelpress-errors>\n<head><meta charset=\"utf-8\"><title>{0}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"></head>\n<body><main><h1>{0}</h1>\n<p>{1}</p>\n",
        text(title),
        text(intro)
    );
    for diagnostic in diagnostics(report, guide) {
        html.push_str(&format!("<pre>{}</pre>\n", text(&diagnostic.text)));
    }
    html.push_str("</main></body></html>\n");
    html.into_bytes()
}
