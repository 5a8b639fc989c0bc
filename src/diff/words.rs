//! Which words of a text changed.

use similar::{ChangeTag, TextDiff};

use super::WordPiece;

/// The pieces of two texts that stayed, went and came, in order.
pub(super) fn words(old: &str, new: &str) -> Vec<WordPiece> {
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
