//! Which words of a text changed.

use similar::{ChangeTag, TextDiff};

/// A piece of a text of which words changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct WordPiece {
    /// `same`, `removed` or `added`
    pub what: &'static str,
    /// The words.
    pub text: String,
}

/// The pieces of two texts that stayed, went and came, in order.
pub fn word_changes(old: &str, new: &str) -> Vec<WordPiece> {
    let mut pieces: Vec<WordPiece> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let what = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "removed",
            ChangeTag::Insert => "added",
        };
        match pieces.last_mut().filter(|last| last.what == what) {
            Some(last) => last.text.push_str(change.value()),
            None => pieces.push(WordPiece {
                what,
                text: change.value().to_owned(),
            }),
        }
    }
    pieces
}
