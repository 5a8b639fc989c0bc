//! The diagnostics of words that are not finished, in prose and in the texts of keys.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::{UnfinishedKind, UnfinishedWords};

/// The diagnostic of words found in `text`, still without a place.
pub(crate) fn unfinished_diagnostic(text: &str, found: &UnfinishedWords) -> Diagnostic {
    let words = &text[found.range.clone()];
    match found.kind {
        UnfinishedKind::Repeated => {
            let word = words.split_whitespace().next_back().unwrap_or(words);
            let message = format!("repeated word `{word}`");
            Diagnostic::new(Code::RepeatedWord, message).help("remove one of them")
        }
        UnfinishedKind::Placeholder => {
            let message = format!("`{words}` is a placeholder");
            Diagnostic {
                severity: Severity::Warning,
                ..Diagnostic::new(Code::Placeholder, message)
            }
            .help("write the final text")
        }
    }
}
