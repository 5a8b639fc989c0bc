//! Faults for other programs: JSON of our own, and SARIF.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{SourceMap, Span};

pub(super) fn json(report: &Report, sources: &SourceMap) -> String {
    let diagnostics: Vec<Value> = report
        .iter()
        .map(|diagnostic| object(diagnostic, sources))
        .collect();
    pretty(&Value::Array(diagnostics))
}

fn object(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let file = sources.of(label.span);
            let (from, to) = (
                file.place(label.span.start as usize),
                file.place(label.span.end as usize),
            );
            json!({
                "path": file.path, "line": from.line, "column": from.column,
                "end_line": to.line, "end_column": to.column, "text": label.text,
            })
        })
        .collect();
    json!({
        "code": diagnostic.code.name(), "severity": super::word(diagnostic.severity), "message": diagnostic.message,
        "labels": labels, "help": diagnostic.help,
    })
}

pub(super) fn sarif(report: &Report, sources: &SourceMap) -> String {
    let location = |span: Span| {
        let file = sources.of(span);
        let (from, to) = (
            file.place(span.start as usize),
            file.place(span.end as usize),
        );
        json!({"physicalLocation": {
            "artifactLocation": {"uri": uri(&file.path)},
            "region": {"startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column},
        }})
    };
    let results: Vec<Value> = report
        .iter()
        .map(|diagnostic| {
            let words: Vec<&str> = std::iter::once(&diagnostic.message).chain(&diagnostic.help).map(String::as_str).collect();
            let mut result = json!({
                "ruleId": diagnostic.code.name(), "level": super::word(diagnostic.severity), "message": {"text": words.join("\n")},
            });
            if let Some(span) = diagnostic.place() {
                result["locations"] = json!([location(span)]);
            }
            result
        })
        .collect();
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| json!({"id": code.name(), "help": {"text": code.explanation()}}))
        .collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "peelpress", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            // Otherwise columns are taken for halves of UTF-16.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// A path as a relative URI, which SARIF asks for: a fault of a file's name is told at a file of that name.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte))
            }
            other => _ = write!(out, "%{other:02X}"),
        }
    }
    out
}

/// A JSON value over several lines, ending with a line break.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_a_uri_whatever_it_is() {
        assert_eq!(
            uri("content/glossary/4P Plan: é.md"),
            "content/glossary/4P%20Plan%3A%20%C3%A9.md"
        );
    }
}
