//! One line per diagnostic: for editors and grep, and for GitHub's workflow log.

use std::fmt::Write;

use crate::diagnostic::{Report, Severity};
use crate::text::SourceMap;

pub(super) fn short(report: &Report, sources: &SourceMap) -> String {
    let mut out = String::new();
    for diagnostic in report.iter() {
        if let Some(span) = diagnostic.place() {
            let file = sources.of(span);
            let path = super::clean(&file.path).replace('\n', " ");
            let _ = write!(out, "{path}:{}: ", file.place(span.start as usize));
        }
        let message = super::clean(&diagnostic.message).replace('\n', " ");
        let _ = writeln!(
            out,
            "{}[{}]: {message}",
            super::word(diagnostic.severity),
            diagnostic.code
        );
    }
    out
}

pub(super) fn github(report: &Report, sources: &SourceMap) -> String {
    let mut out = String::new();
    for diagnostic in report.iter() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let _ = write!(out, "::{command} title={}", diagnostic.code);
        if let Some(span) = diagnostic.place() {
            let file = sources.of(span);
            let (from, to) = (
                file.place(span.start as usize),
                file.place(span.end as usize),
            );
            let path = escape(&file.path).replace(',', "%2C").replace(':', "%3A");
            let _ = write!(
                out,
                ",file={path},line={},col={},endLine={}",
                from.line, from.column, to.line
            );
            // Across lines a column would be taken for one of the first line.
            if from.line == to.line {
                let _ = write!(out, ",endColumn={}", to.column);
            }
        }
        let words: Vec<&str> = std::iter::once(&diagnostic.message)
            .chain(&diagnostic.help)
            .map(String::as_str)
            .collect();
        let _ = writeln!(out, "::{}", escape(&words.join("\n")));
    }
    out
}

/// Workflow commands are a line each: line breaks and per cents are written as codes.
fn escape(text: &str) -> String {
    super::clean(text).replace('%', "%25").replace('\n', "%0A")
}
