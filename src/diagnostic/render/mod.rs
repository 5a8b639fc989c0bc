//! Diagnostics as text, in the formats of `--format`. Only this room knows how a terminal looks.

mod human;
mod junit;
mod lines;
mod machine;
mod sarif;

use std::str::FromStr;

use super::{Report, Severity};
use crate::text::SourceMap;

/// How diagnostics are written.
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
    /// JUnit XML, for test reports of CI servers.
    Junit,
}

impl Format {
    /// The names that `--format` takes.
    pub const NAMES: [&'static str; 6] = ["human", "short", "json", "github", "sarif", "junit"];

    /// Whether people read it, and not programs.
    pub fn is_for_people(self) -> bool {
        match self {
            Format::Human | Format::Short => true,
            Format::Json | Format::Github | Format::Sarif | Format::Junit => false,
        }
    }
}

/// A text is not one of [`Format::NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write {}", super::one_of(Format::NAMES))]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        match name {
            "human" => Ok(Format::Human),
            "short" => Ok(Format::Short),
            "json" => Ok(Format::Json),
            "github" => Ok(Format::Github),
            "sarif" => Ok(Format::Sarif),
            "junit" => Ok(Format::Junit),
            _ => Err(UnknownFormat),
        }
    }
}

/// Writes a report. `colour` and the count at the end concern the human format only.
pub fn render(report: &Report, sources: &SourceMap, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(report, sources, colour),
        Format::Short => lines::short(report, sources),
        Format::Json => machine::json(report, sources),
        Format::Github => lines::github(report, sources),
        Format::Sarif => sarif::sarif(report, sources),
        Format::Junit => junit::junit(report, sources),
    }
}

/// One diagnostic for people, without colour: message, place, excerpt, help.
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

/// Text of an author, without the characters that would control a terminal or reverse its text. Of the others, only
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
