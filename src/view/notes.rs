//! Notes below a table or chart: the cell has a letter, so that no caveat is apart from its figure.

use serde::Serialize;

/// A note below a table or chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteView {
    /// The letter that marks the cells it is about: `a`
    pub letter: String,
    /// The note.
    pub text: String,
}

/// Gives letters to notes. Figures with the same note share its letter.
#[derive(Debug, Default)]
pub(super) struct NoteList {
    notes: Vec<NoteView>,
}

impl NoteList {
    /// The letter of a note.
    pub(super) fn letter(&mut self, text: &str) -> String {
        if let Some(known) = self.notes.iter().find(|note| note.text == text) {
            return known.letter.clone();
        }
        let letter = letter(self.notes.len());
        self.notes.push(NoteView {
            letter: letter.clone(),
            text: text.to_owned(),
        });
        letter
    }

    /// The notes, in the order of their letters.
    pub(super) fn into_notes(self) -> Vec<NoteView> {
        self.notes
    }
}

/// `a` to `z`, then `aa`, `ab` and so on.
fn letter(at: usize) -> String {
    let last = char::from(b'a' + (at % 26) as u8);
    match at / 26 {
        0 => last.to_string(),
        rest => format!("{}{last}", letter(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::{NoteList, letter};

    #[test]
    fn letters_go_on_after_the_alphabet() {
        assert_eq!(
            [0, 25, 26, 51, 52, 702].map(letter),
            ["a", "z", "aa", "az", "ba", "aaa"]
        );
    }

    #[test]
    fn the_same_note_has_one_letter() {
        let mut notes = NoteList::default();
        let letters = ["x", "y", "x"].map(|text| notes.letter(text));
        assert_eq!(letters, ["a", "b", "a"]);
        assert_eq!(notes.into_notes().len(), 2);
    }
}
