//! Faults for other programs: JSON of our own, and SARIF.

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{SourceMap, Span};

pub(super) fn json(report: &Report, sources: &SourceMap) -> String {
    let faults: Vec<Value> = report.iter().map(|fault| object(fault, sources)).collect();
    pretty(&Value::Array(faults))
}

fn object(fault: &Diagnostic, sources: &SourceMap) -> Value {
    let labels: Vec<Value> = fault
        .labels
        .iter()
        .map(|label| {
            let file = sources.of(label.span);
            let (from, to) = (file.place(label.span.start as usize), file.place(label.span.end as usize));
            json!({
                "path": file.path, "line": from.line, "column": from.column,
                "end_line": to.line, "end_column": to.column, "text": label.text,
            })
        })
        .collect();
    json!({
        "code": fault.code.name(), "severity": super::word(fault.severity), "message": fault.message,
        "labels": labels, "help": fault.help,
    })
}

pub(super) fn sarif(report: &Report, sources: &SourceMap) -> String {
    let location = |span: Span| {
        let file = sources.of(span);
        let (from, to) = (file.place(span.start as usize), file.place(span.end as usize));
        json!({"physicalLocation": {
            "artifactLocation": {"uri": file.path},
            "region": {"startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column},
        }})
    };
    let results: Vec<Value> = report
        .iter()
        .map(|fault| {
            let words: Vec<&str> = std::iter::once(&fault.message).chain(&fault.help).map(String::as_str).collect();
            let mut result = json!({
                "ruleId": fault.code.name(), "level": super::word(fault.severity), "message": {"text": words.join("\n")},
            });
            if let Some(span) = fault.place() {
                result["locations"] = json!([location(span)]);
            }
            result
        })
        .collect();
    let rules: Vec<Value> =
        Code::ALL.iter().map(|code| json!({"id": code.name(), "help": {"text": code.explanation()}})).collect();
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

/// A JSON value over several lines, ending with a line break.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
