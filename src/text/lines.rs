//! Offset to line and column. Line starts are found once; a look-up is a binary search.

use std::fmt;

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for LineCol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The number of bytes between the places at which characters are counted beforehand: a line may be
/// as long as a file, and each diagnostic in it has a column.
const STRIDE: usize = 1024;

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many characters begin before each multiple of [`STRIDE`].
    characters: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `text`.
    pub fn new(text: &str) -> LineIndex {
        let after_breaks = text
            .bytes()
            .enumerate()
            .filter(|&(_, byte)| byte == b'\n')
            .map(|(at, _)| at + 1);
        let starts = std::iter::once(0)
            .chain(after_breaks)
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        let mut before = 0;
        let characters = text.as_bytes().chunks(STRIDE).map(|piece| {
            let here = before;
            before += beginnings(piece);
            here
        });
        LineIndex {
            characters: characters.collect(),
            starts,
        }
    }

    /// The line (from 1) that the byte at `offset` is in.
    pub fn line(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start as usize <= offset)
    }

    /// Where the line that the byte at `offset` is in ends, before its line break.
    pub fn line_end(&self, text: &str, offset: usize) -> usize {
        self.starts
            .get(self.line(offset))
            .map_or(text.len(), |&next| next as usize - 1)
    }

    /// The place of the byte at `offset` of `text`, the text that this index was made from.
    /// An offset past the end is taken as the end, one inside a character as its start.
    pub fn place(&self, text: &str, offset: usize) -> LineCol {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.starts[line - 1] as usize;
        let column = self.characters_before(text, offset) - self.characters_before(text, start) + 1;
        LineCol {
            line,
            column: column as usize,
        }
    }

    fn characters_before(&self, text: &str, offset: usize) -> u32 {
        let piece = offset / STRIDE;
        let counted = self
            .characters
            .get(piece)
            .copied()
            .unwrap_or_else(|| beginnings(text.as_bytes()));
        counted
            + beginnings(
                text.as_bytes()
                    .get(piece * STRIDE..offset)
                    .unwrap_or_default(),
            )
    }

    /// The byte offset of a line and column (both from 1), held inside `text`.
    pub fn offset(&self, text: &str, place: LineCol) -> usize {
        let Some(&start) = self.starts.get(place.line.max(1) - 1) else {
            return text.len();
        };
        let rest = &text[start as usize..];
        let within = rest
            .char_indices()
            .nth(place.column.max(1) - 1)
            .map_or(rest.len(), |(at, _)| at);
        start as usize + within
    }
}

/// How many characters begin in these bytes of a text.
fn beginnings(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_long_line_are_counted_in_characters_too() {
        let text = format!("one\n{}", "£a".repeat(5000));
        let index = LineIndex::new(&text);
        for (column, (offset, _)) in text[4..].char_indices().enumerate() {
            assert_eq!(
                index.place(&text, 4 + offset),
                LineCol {
                    line: 2,
                    column: column + 1
                }
            );
        }
        assert_eq!(
            index.place(&text, text.len()),
            LineCol {
                line: 2,
                column: 10_001
            }
        );
    }

    #[test]
    fn places_count_from_one_and_in_characters() {
        let text = "ab\ncé£d\n";
        let index = LineIndex::new(text);
        let place = |offset| index.place(text, offset).to_string();
        assert_eq!(
            [place(0), place(2), place(3), place(8), place(99)],
            ["1:1", "1:3", "2:1", "2:4", "3:1"]
        );
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
