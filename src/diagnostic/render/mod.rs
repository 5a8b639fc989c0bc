//! Faults as text, in the five formats of `--format`. The only room that knows how a terminal looks.

mod human;
mod lines;
mod machine;

use std::str::FromStr;

use super::{Report, Severity};
use crate::text::SourceMap;

/// How faults are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Message, place, excerpt, help: for people.
    #[default]
    Human,
    /// `path:line:column: error[code]: message`, a line each: for editors.
    Short,
    /// An array of objects.
    Json,
    /// Workflow commands that mark lines in a pull request.
    Github,
    /// SARIF 2.1.0, for code-scanning services.
    Sarif,
}

impl Format {
    /// The names that `--format` takes.
    pub const NAMES: [&'static str; 5] = ["human", "short", "json", "github", "sarif"];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        match name {
            "human" => Ok(Format::Human),
            "short" => Ok(Format::Short),
            "json" => Ok(Format::Json),
            "github" => Ok(Format::Github),
            "sarif" => Ok(Format::Sarif),
            _ => Err(format!("write {}", super::one_of(Format::NAMES))),
        }
    }
}

/// Writes a report. `colour` and the count of faults at the end concern the human format only.
pub fn render(report: &Report, sources: &SourceMap, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(report, sources, colour),
        Format::Short => lines::short(report, sources),
        Format::Json => machine::json(report, sources),
        Format::Github => lines::github(report, sources),
        Format::Sarif => machine::sarif(report, sources),
    }
}

/// One fault for people, without colour: message, place, excerpt, help.
pub fn diagnostic(diagnostic: &super::Diagnostic, sources: &SourceMap) -> String {
    human::plain(diagnostic, sources)
}

/// "3 errors and 1 warning", or nothing.
pub fn summary(report: &Report) -> Option<String> {
    let count = |severity, one: &str| match report.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    let parts: Vec<String> = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Words of an author's, without the characters that would command a terminal or turn its text about. Of the others, only
/// line breaks stay; whoever needs a single line takes them away.
fn clean(text: &str) -> String {
    let is_unsafe =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| {
            if is_unsafe(c) && c != '\n' {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}
