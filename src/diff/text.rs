//! Changes as text, for people.

use std::fmt::Write;

use super::EditionChange;
use crate::view::change_words;

/// The changes as text: a heading for each kind, and a line for each change.
pub fn text(changes: &[EditionChange]) -> String {
    let mut text = String::new();
    let mut last = None;
    for change in changes {
        if last != Some(change.kind) {
            let gap = if last.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}", change_words(change.kind).heading);
            last = Some(change.kind);
        }
        let _ = match (&change.from, &change.to) {
            _ if !change.words.is_empty() => {
                writeln!(text, "  {}: {}", change.id, marked(change))
            }
            (Some(from), Some(to)) => writeln!(text, "  {}: from {from} to {to}", change.id),
            (Some(from), None) => writeln!(text, "  {}: from {from}", change.id),
            (None, Some(to)) => writeln!(text, "  {}: {to}", change.id),
            (None, None) if change.name == change.id => writeln!(text, "  {}", change.id),
            (None, None) => writeln!(text, "  {}: {}", change.id, change.name.replace('\n', " ")),
        };
    }
    text
}

/// The words of a text, with `[-removed-]` and `{+added+}` words, as `git diff --word-diff` writes them.
fn marked(change: &EditionChange) -> String {
    let mut text = String::new();
    for piece in &change.words {
        let words = piece.text.replace('\n', " | ");
        match piece.what {
            "removed" => text.extend(["[-", &words, "-]"]),
            "added" => text.extend(["{+", &words, "+}"]),
            _ => text.push_str(&words),
        }
    }
    text
}
