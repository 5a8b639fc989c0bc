//! Offset to line and column. Line starts are found once; a look-up is a binary search.

use std::fmt;

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `text`.
    pub fn new(text: &str) -> LineIndex {
        let after_breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_breaks).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        LineIndex { starts }
    }

    /// The line (from 1) that the byte at `offset` is in.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset)
    }

    /// Where the line that the byte at `offset` is in ends, before its line break.
    pub fn line_end(&self, text: &str, offset: usize) -> usize {
        self.starts.get(self.line(offset)).map_or(text.len(), |&next| next as usize - 1)
    }

    /// The place of the byte at `offset` of `text`, the text that this index was made from.
    /// An offset past the end is taken as the end, one inside a character as its start.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.starts[line - 1] as usize;
        Place { line, column: text[start..offset].chars().count() + 1 }
    }

    /// The byte offset of a line and column (both from 1), held inside `text`.
    pub fn offset(&self, text: &str, place: Place) -> usize {
        let Some(&start) = self.starts.get(place.line.max(1) - 1) else { return text.len() };
        let rest = &text[start as usize..];
        let within = rest.char_indices().nth(place.column.max(1) - 1).map_or(rest.len(), |(at, _)| at);
        start as usize + within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_from_one_and_in_characters() {
        let text = "ab\ncé£d\n";
        let index = LineIndex::new(text);
        let place = |offset| index.place(text, offset).to_string();
        assert_eq!([place(0), place(2), place(3), place(8), place(99)], ["1:1", "1:3", "2:1", "2:4", "3:1"]);
    }

    #[test]
    fn an_offset_survives_the_way_there_and_back() {
        let text = "one\ntwø\nthree";
        let index = LineIndex::new(text);
        for (offset, _) in text.char_indices() {
            assert_eq!(index.offset(text, index.place(text, offset)), offset);
        }
    }
}
