//! Diagnostics for other programs, as JSON.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Report};
use crate::text::SourceMap;

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

/// A JSON value over several lines, ending with a line break.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
