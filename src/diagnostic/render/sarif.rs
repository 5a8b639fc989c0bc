//! SARIF 2.1.0, for code-scanning services.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::machine::pretty;
use crate::diagnostic::{Code, Diagnostic, Label, Report};
use crate::text::{SourceMap, Span, escape_path};

pub(super) fn sarif(report: &Report, sources: &SourceMap) -> String {
    let mut codes: Vec<Code> = report.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<Value> = report
        .iter()
        .map(|diagnostic| result(diagnostic, &codes, sources))
        .collect();
    let rules: Vec<Value> = codes.iter().map(|&code| rule(code)).collect();
    let mut driver = json!({
        "name": "peelpress",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    // Cargo gives an empty text where the package names no page.
    let page = env!("CARGO_PKG_HOMEPAGE");
    if !page.is_empty() {
        driver["informationUri"] = page.into();
    }
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            // Otherwise columns are counted in halves of UTF-16.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn result(diagnostic: &Diagnostic, codes: &[Code], sources: &SourceMap) -> Value {
    let lines = std::iter::once(&diagnostic.message).chain(&diagnostic.help);
    let lines: Vec<String> = lines.map(|line| super::clean(line)).collect();
    let code = diagnostic.code;
    let mut result = json!({
        "ruleId": code.name(),
        "ruleIndex": codes.iter().position(|&known| known == code),
        "level": super::word(diagnostic.severity),
        "message": {"text": lines.join("\n")},
    });
    if let Some(span) = diagnostic.place() {
        result["locations"] = json!([location(span, sources)]);
        result["partialFingerprints"] = json!({"codeAndLine/v1": fingerprint(code, span, sources)});
    }
    let others: Vec<Value> = diagnostic
        .labels
        .iter()
        .skip(1)
        .map(|label| related(label, sources))
        .collect();
    if !others.is_empty() {
        result["relatedLocations"] = others.into();
    }
    result
}

fn related(label: &Label, sources: &SourceMap) -> Value {
    let mut related = location(label.span, sources);
    if !label.text.is_empty() {
        related["message"] = json!({"text": super::clean(&label.text)});
    }
    related
}

fn location(span: Span, sources: &SourceMap) -> Value {
    let file = sources.of(span);
    let (from, to) = (
        file.place(span.start as usize),
        file.place(span.end as usize),
    );
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&file.path)},
        "region": {
            "startLine": from.line, "startColumn": from.column,
            "endLine": to.line, "endColumn": to.column,
        },
    }})
}

/// Stays the same when lines are added above: made of the code, the file and the text of the line.
fn fingerprint(code: Code, span: Span, sources: &SourceMap) -> String {
    let file = sources.of(span);
    let at = (span.start as usize).min(file.text.len());
    let start = file
        .text
        .get(..at)
        .and_then(|text| text.rfind('\n'))
        .map_or(0, |at| at + 1);
    let line = file
        .text
        .get(start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let digest = Sha256::digest(format!("{code}\n{}\n{}", file.path, line.trim()));
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What a code means: the heading of its explanation, the first paragraph, and the whole.
fn rule(code: Code) -> Value {
    let text = code.explanation();
    let (heading, rest) = text.split_once('\n').unwrap_or((text, ""));
    let heading = heading.trim_start_matches("# ");
    let first = rest
        .trim_start()
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .replace('\n', " ");
    let full = if first.is_empty() { heading } else { &first };
    json!({
        "id": code.name(),
        "shortDescription": {"text": heading},
        "fullDescription": {"text": full},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": super::word(code.severity())},
    })
}

/// A path as a relative URI, which SARIF asks for: a diagnostic for the name of a file points at that file.
fn uri(path: &str) -> String {
    escape_path(path)
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
