//! The CSV file of the tile map: one row per force, with its slug and the column and row of its
//! hexagon.
//!
//! Never fails. A row that cannot be used is reported and left out. Other columns are the author's
//! own.

use std::collections::BTreeMap;
use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, Span, is_slug, slug};

/// Columns and rows are counted from 0 to this.
const LAST_CELL: u32 = 99;

const COLUMNS: [&str; 3] = ["slug", "col", "row"];

/// A hexagon of the tile map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// The force's slug.
    pub(super) id: String,
    /// From the left, from 0; odd rows are half a cell further right.
    pub(super) col: u32,
    /// From the top, from 0.
    pub(super) row: u32,
    /// Where its slug is written.
    pub(super) place: Span,
}

/// A row of the file, with the means to show a field of it.
struct TileRow<'a> {
    file: FileId,
    text: &'a str,
    record: StringRecord,
    range: Range<usize>,
}

/// Reads the file: each slug once, each cell once, in the order of the file.
pub(super) fn parse(file: FileId, text: &str, report: &mut Report) -> Vec<Tile> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut next = || {
        let mut record = StringRecord::new();
        let is_more = reader.read_record(&mut record).unwrap_or(false);
        let byte = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        let start = byte(record.position().map_or(0, |position| position.byte()));
        let end = byte(reader.position().byte());
        is_more.then(|| TileRow {
            file,
            text,
            record,
            range: start.min(end)..end,
        })
    };
    let start = Span::new(file, 0..0);
    let empty = || {
        let diagnostic =
            Diagnostic::new(Code::InvalidMapTile, "the tile map has no tiles").at(start);
        diagnostic
            .help("write one row per force below `force,slug,region,col,row`, or remove the file")
    };
    let Some(header) = next() else {
        report.push(empty());
        return Vec::new();
    };
    // A file saved by a spreadsheet begins with a mark that is no part of the first name.
    let named = |name: &str| {
        header
            .record
            .iter()
            .position(|column| column.trim_start_matches('\u{feff}') == name)
    };
    let missing: Vec<&str> = COLUMNS
        .into_iter()
        .filter(|name| named(name).is_none())
        .collect();
    let [Some(id), Some(col), Some(row)] = COLUMNS.map(named) else {
        let message = format!("the tile map has no column `{}`", missing.join("`, `"));
        let diagnostic = Diagnostic::new(Code::InvalidMapTile, message).at(header.whole());
        report.push(diagnostic.help("the first line is `force,slug,region,col,row`"));
        return Vec::new();
    };
    let mut tiles = Vec::new();
    let (mut by_id, mut by_cell) = (BTreeMap::new(), BTreeMap::new());
    let mut has_rows = false;
    while let Some(written) = next() {
        has_rows = true;
        if written.record.len() > header.record.len() {
            let message = format!(
                "this row has {} cells and the first line {}",
                written.record.len(),
                header.record.len()
            );
            let diagnostic = Diagnostic::new(Code::InvalidMapTile, message);
            report.push(
                diagnostic
                    .at(written.place(header.record.len()))
                    .help("remove the extra cells"),
            );
        }
        let Some(tile) = written.tile(id, col, row, report) else {
            continue;
        };
        let (id_place, cell_place) = (written.place(id), written.place(col));
        if let Some(&first) = by_id.get(&tile.id) {
            let diagnostic =
                Diagnostic::new(Code::InvalidMapTile, format!("`{}` has two tiles", tile.id))
                    .at(id_place);
            report.push(
                diagnostic
                    .label(first, "the first is here")
                    .help("remove one of them"),
            );
            continue;
        }
        if let Some((other, first)) = by_cell.get(&(tile.col, tile.row)) {
            let message = format!("`{}` is on the tile of `{other}`", tile.id);
            let diagnostic = Diagnostic::new(Code::InvalidMapTile, message).at(cell_place);
            let diagnostic = diagnostic.label(*first, format!("`{other}` is here"));
            report.push(diagnostic.help("give one of them a free column and row"));
            continue;
        }
        by_id.insert(tile.id.clone(), id_place);
        by_cell.insert((tile.col, tile.row), (tile.id.clone(), cell_place));
        tiles.push(tile);
    }
    if !has_rows {
        report.push(empty());
    }
    tiles
}

impl TileRow<'_> {
    fn tile(&self, id: usize, col: usize, row: usize, report: &mut Report) -> Option<Tile> {
        let name = self.record.get(id).unwrap_or_default();
        if !is_slug(name) {
            let fit = slug(name);
            let message = match name {
                "" => String::from("a tile has no `slug`"),
                _ => format!("`{name:.40}` is not an id"),
            };
            let diagnostic = Diagnostic::new(Code::InvalidMapTile, message).at(self.place(id));
            report.push(if fit.is_empty() {
                diagnostic
            } else {
                diagnostic.help(format!("write `{fit}`"))
            });
            return None;
        }
        let mut cell = |column: usize| {
            let written = self.record.get(column).unwrap_or_default();
            let found = written.parse().ok().filter(|&cell: &u32| cell <= LAST_CELL);
            if found.is_none() {
                let message =
                    format!("`{written:.40}`, for the tile of `{name}`, is not a column or row");
                let diagnostic =
                    Diagnostic::new(Code::InvalidMapTile, message).at(self.place(column));
                report.push(diagnostic.help(format!("write a whole number from 0 to {LAST_CELL}")));
            }
            found
        };
        let (col, row) = (cell(col), cell(row));
        Some(Tile {
            id: name.to_owned(),
            col: col?,
            row: row?,
            place: self.place(id),
        })
    }

    /// The whole row, without the breaks around it.
    fn whole(&self) -> Span {
        let written = self.text.get(self.range.clone()).unwrap_or_default();
        let start = self.range.start + (written.len() - written.trim_start().len());
        Span::new(self.file, start..start + written.trim().len())
    }

    /// A field of the row; the whole row if the field is missing or was written with escapes.
    fn place(&self, column: usize) -> Span {
        let mut at = self.range.start;
        for (n, field) in self.record.iter().enumerate() {
            let Some(found) = self
                .text
                .get(at..self.range.end)
                .and_then(|rest| rest.find(field))
            else {
                break;
            };
            let (start, end) = (at + found, at + found + field.len());
            if n == column && !field.is_empty() {
                return Span::new(self.file, start..end);
            }
            at = end;
        }
        self.whole()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    /// The slugs that were read, and the message of each diagnostic and underlined text.
    fn read(text: &str) -> (Vec<String>, Vec<(String, String)>) {
        let file = SourceMap::default().add("tiles.csv", text);
        let mut report = Report::default();
        let tiles = parse(file, text, &mut report);
        let shown = |diagnostic: &Diagnostic| {
            assert_eq!(diagnostic.code, Code::InvalidMapTile);
            (
                diagnostic.message.clone(),
                text[diagnostic.place().unwrap().range()].to_owned(),
            )
        };
        (
            tiles.into_iter().map(|tile| tile.id).collect(),
            report.iter().map(shown).collect(),
        )
    }

    #[test]
    fn columns_may_be_in_any_order_and_have_others_among_them() {
        let (ids, diagnostics) =
            read("\u{feff}row,colour,slug,col\r\n1, red ,kent, 2\r\n\r\n0,\"a,b\",essex,2\r\n");
        assert_eq!(ids, ["kent", "essex"]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }

    #[test]
    fn every_bad_row_is_shown_and_the_good_ones_stay() {
        let text = "force,slug,col,row\nKent,kent,1,1\nKent,Kent Police,2,2\nEssex,essex,100,1\nSussex,sussex,1,-2\n\
                    Kent,kent,5,5\nSurrey,surrey,1,1\nshort\nDorset,dorset,3,3\n";
        let (ids, diagnostics) = read(text);
        assert_eq!(ids, ["kent", "dorset"]);
        let shown: Vec<(&str, &str)> = diagnostics
            .iter()
            .map(|(message, place)| (&message[..], &place[..]))
            .collect();
        assert_eq!(
            shown,
            [
                ("`Kent Police` is not an id", "Kent Police"),
                (
                    "`100`, for the tile of `essex`, is not a column or row",
                    "100"
                ),
                (
                    "`-2`, for the tile of `sussex`, is not a column or row",
                    "-2"
                ),
                ("`kent` has two tiles", "kent"),
                ("`surrey` is on the tile of `kent`", "1"),
                ("a tile has no `slug`", "short"),
            ]
        );
    }

    #[test]
    fn a_file_without_the_columns_says_which() {
        assert_eq!(
            read("slug,x,row\nkent,1,1\n").1,
            [(
                "the tile map has no column `col`".into(),
                "slug,x,row".into()
            )]
        );
        for empty in ["", "slug,col,row\n"] {
            assert_eq!(
                read(empty),
                (
                    Vec::new(),
                    vec![("the tile map has no tiles".into(), String::new())]
                )
            );
        }
        assert_eq!(read("\n \n").1.len(), 1);
        assert_eq!(read("slug,col,row\n\"un,closed\nkent,1,2").1.len(), 1);
    }
}
