//! Tables, which scroll in a box of their own where a screen is narrow. Alignment is a class, as the
//! site's security policy allows no inline style.

use std::ops::Range;

use pulldown_cmark::{Alignment, Tag, TagEnd};

use super::{HtmlEvents, text};
use crate::model::{Piece, Prose};
use crate::text::Span;

/// The longest text, in bytes, of a first cell that is the heading of its row.
const LONGEST_ROW_HEADING: usize = 60;

type Pieces<'p> = &'p [(Piece, Span)];

/// A row by the pieces of each cell.
type Row = Vec<Range<usize>>;

impl<'p> HtmlEvents<'p> {
    /// Takes the rest of a table that has begun.
    pub(super) fn table(&mut self, columns: &[Alignment]) -> String {
        let pieces = self.pieces.as_slice();
        let is_end = |(piece, _): &(Piece, Span)| matches!(piece, Piece::End(TagEnd::Table));
        let end = pieces.iter().position(is_end).unwrap_or(pieces.len());
        self.pieces = pieces[(end + 1).min(pieces.len())..].iter();
        let pieces = &pieces[..end];
        let rows = rows(pieces);
        let Some((head, body)) = rows.split_first() else {
            return String::new();
        };
        let has_row_headings = columns.len() > 1
            && !body.is_empty()
            && body.iter().all(|row| {
                let words = row
                    .first()
                    .map_or(String::new(), |cell| plain(pieces, cell));
                (1..=LONGEST_ROW_HEADING).contains(&words.trim().len())
            });
        let headings: Vec<String> = head.iter().map(|cell| plain(pieces, cell)).collect();
        let label: Vec<&str> = headings
            .iter()
            .map(|words| words.trim())
            .filter(|words| !words.is_empty())
            .collect();
        // A group is no landmark, so two tables of a page may have the same headings.
        let mut out =
            String::from("<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"");
        out.push_str(&text(&label.join(", ")));
        out.push_str("\"><table><thead><tr>");
        for (at, cell) in head.iter().enumerate() {
            let is_empty = headings[at].trim().is_empty() && cell.is_empty();
            let (name, scope) = if is_empty {
                ("td", "")
            } else {
                ("th", " scope=\"col\"")
            };
            self.cell(pieces, cell, (name, scope, columns.get(at)), &mut out);
        }
        out.push_str("</tr></thead><tbody>\n");
        for row in body {
            out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let is_heading = at == 0 && has_row_headings;
                let (name, scope) = if is_heading {
                    ("th", " scope=\"row\"")
                } else {
                    ("td", "")
                };
                self.cell(pieces, cell, (name, scope, columns.get(at)), &mut out);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        out
    }

    fn cell(
        &self,
        pieces: Pieces<'_>,
        cell: &Range<usize>,
        (name, scope, side): (&str, &str, Option<&Alignment>),
        out: &mut String,
    ) {
        let class = match side {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        out.push_str(&format!("<{name}{scope}{class}>"));
        let inner = HtmlEvents {
            pieces: pieces[cell.clone()].iter(),
            addresses: self.addresses,
        };
        pulldown_cmark::html::push_html(out, inner);
        out.push_str(&format!("</{name}>"));
    }
}

/// The rows of a table, the heading first.
fn rows(pieces: Pieces<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut start = 0;
    for (at, (piece, _)) in pieces.iter().enumerate() {
        match piece {
            Piece::Start(tag) if matches!(**tag, Tag::TableHead | Tag::TableRow) => {
                rows.push(Vec::new());
            }
            Piece::Start(tag) if matches!(**tag, Tag::TableCell) => start = at + 1,
            Piece::End(TagEnd::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(start..at);
                }
            }
            _ => {}
        }
    }
    rows
}

fn plain(pieces: Pieces<'_>, cell: &Range<usize>) -> String {
    Prose {
        pieces: pieces[cell.clone()].into(),
    }
    .plain_text()
}
