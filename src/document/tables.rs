//! Tables whose rows do not fit their heading, and lines that were meant as a table.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::Span;

/// A table with more columns than this is too wide for a printed page.
const WIDEST: usize = 10;

/// A table while it is read.
#[derive(Debug)]
pub(super) struct OpenTable {
    pub(super) columns: usize,
    /// The heading first.
    pub(super) rows: Vec<Span>,
}

impl OpenTable {
    /// Checks a table that has been read.
    pub(super) fn check(&self, text: &str, report: &mut Report) {
        let Some((&head, rows)) = self.rows.split_first() else {
            return;
        };
        self.check_head(head, text, report);
        for &row in rows {
            self.check_row(row, text, report);
        }
    }

    fn check_head(&self, head: Span, text: &str, report: &mut Report) {
        let line = first_line(head, text);
        let cells = cells(line);
        // The first column may be that of row headings, which needs none itself.
        let empty = cells.iter().enumerate().find(|(at, cell)| {
            line[(*cell).clone()].trim().is_empty() && (*at > 0 || cells.len() == 1)
        });
        if let Some((at, cell)) = empty {
            let diagnostic = warning(format!("column {} of this table has no heading", at + 1));
            report.push(
                diagnostic
                    .at(within(head, cell))
                    .help("write its heading in the first line of the table"),
            );
        }
        if self.columns > WIDEST {
            let diagnostic = warning(format!("this table has {} columns", self.columns));
            report.push(diagnostic.at(within(head, &(0..line.len()))).help(format!(
                "a printed page has room for about {WIDEST}: split the table, or swap its rows and columns"
            )));
        }
    }

    fn check_row(&self, row: Span, text: &str, report: &mut Report) {
        let line = first_line(row, text);
        let found = cells(line);
        let whole = within(row, &(0..line.len()));
        if !line.contains('|') {
            let message = "this line is read as a row of the table above it";
            report.push(
                Diagnostic::new(Code::MalformedTable, message)
                    .at(whole)
                    .help("leave an empty line above it"),
            );
        } else if found.len() > self.columns {
            let first = found[self.columns].clone();
            let last = found[found.len() - 1].end;
            let message = format!(
                "this row has {}, and the table has {}",
                count(found.len(), "cell"),
                count(self.columns, "column")
            );
            let cuts_code = found
                .iter()
                .any(|cell| line[cell.clone()].matches('`').count() % 2 == 1);
            let help = match cuts_code {
                true => "write `\\|` for a `|` within a cell, also within backticks".to_owned(),
                false => {
                    "remove the extra cells, or add a column to the first two lines of the table"
                        .to_owned()
                }
            };
            let diagnostic = Diagnostic::new(Code::MalformedTable, message);
            report.push(
                diagnostic
                    .label(within(row, &(first.start..last)), "not shown")
                    .help(help),
            );
        } else if found.len() < self.columns {
            let message = format!(
                "this row has {}, and the table has {}",
                count(found.len(), "cell"),
                count(self.columns, "column")
            );
            report.push(
                warning(message)
                    .at(whole)
                    .help("add the cells that are missing; an empty one is `| |`"),
            );
        }
    }
}

/// Checks the lines of the paragraph at `span` for a table that CommonMark did not recognise.
pub(super) fn in_paragraph(span: Span, text: &str, report: &mut Report) {
    let paragraph = &text[span.range()];
    if paragraph.contains('\t') {
        divided_by_tabs(span, paragraph, report);
    }
    if !paragraph.contains('|') {
        return;
    }
    let mut at = 0;
    let mut lines: Vec<Range<usize>> = Vec::new();
    for line in paragraph.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
        lines.push(start..at + line.trim_end().len().max(start - at));
        at += line.len();
    }
    let delimiter = lines
        .iter()
        .position(|line| is_delimiter(&paragraph[line.clone()]));
    let (first, message, help) = match delimiter {
        Some(0) => (
            0,
            "this table has no heading".to_owned(),
            "write the column headings in a line above it".to_owned(),
        ),
        Some(row) => {
            let line = |row: usize| &paragraph[lines[row].clone()];
            let (heads, marks) = (cells(line(row - 1)).len(), cells(line(row)).len());
            if heads == marks {
                let message = "these lines are not a table".to_owned();
                (
                    row - 1,
                    message,
                    "leave an empty line above the first line of the table".to_owned(),
                )
            } else {
                let right: String = std::iter::once("|")
                    .chain(std::iter::repeat_n("---|", heads))
                    .collect();
                let message = format!(
                    "these lines are not a table: {} above {}",
                    count(heads, "heading"),
                    count(marks, "column")
                );
                (row, message, format!("write `{right}`"))
            }
        }
        None if is_rows(paragraph, &lines) => {
            let heads = cells(&paragraph[lines[0].clone()]).len();
            let right: String = std::iter::once("|")
                .chain(std::iter::repeat_n("---|", heads))
                .collect();
            (
                0,
                "these lines are not a table".to_owned(),
                format!(
                    "write `{right}` below the first line; or remove the empty line above, if these are rows of the table there"
                ),
            )
        }
        None => return,
    };
    let line = lines[first].clone();
    report.push(
        Diagnostic::new(Code::MalformedTable, message)
            .at(Span::new(span.file, line).shifted(span.start as usize))
            .help(help),
    );
}

/// Whether the lines of a paragraph look like rows: each between pipes, or each with as many cells.
fn is_rows(paragraph: &str, lines: &[Range<usize>]) -> bool {
    let line = |at: usize| &paragraph[lines[at].clone()];
    let columns = cells(line(0)).len();
    let is_fenced = |at: usize| {
        let line = line(at);
        line.starts_with('|')
            && line[1..].contains('|')
            && (lines.len() > 1 || (line.ends_with('|') && columns > 1))
    };
    let has_columns =
        |at: usize| columns > 1 && line(at).contains(" | ") && cells(line(at)).len() == columns;
    (0..lines.len()).all(is_fenced) || (lines.len() > 1 && (0..lines.len()).all(has_columns))
}

/// Reports lines that are pasted from a spreadsheet. Tabs are shown as spaces.
fn divided_by_tabs(span: Span, paragraph: &str, report: &mut Report) {
    let mut lines = paragraph
        .lines()
        .map(|line| line.trim().trim_start_matches('>'));
    let first = lines.next().unwrap_or_default();
    let is_divided = |line: &str| line.trim().contains('\t');
    if is_divided(first) && lines.next().is_some_and(is_divided) {
        let start = paragraph.find(first).unwrap_or(0);
        let diagnostic = Diagnostic::new(
            Code::MalformedTable,
            "these lines are not a table: tabs divide them",
        );
        report.push(
            diagnostic
                .at(within(span, &(start..start + first.len())))
                .help("write each row as `| a | b |`, and `|---|---|` below the first"),
        );
    }
}

/// The cells of a row. A `|` divides them unless a backslash is before it, within backticks as
/// well.
fn cells(line: &str) -> Vec<Range<usize>> {
    let start = line.len() - line.trim_start().len();
    let end = line.trim_end().len();
    let mut from = start;
    let mut cells = Vec::new();
    let mut before = ' ';
    for (at, c) in line[..end].char_indices().skip_while(|(at, _)| *at < start) {
        if c == '|' && before != '\\' {
            if at > start {
                cells.push(from..at);
            }
            from = at + 1;
        }
        before = c;
    }
    if from < end {
        cells.push(from..end);
    }
    cells
}

/// Whether a line has only hyphens, colons and pipes, like the one below a table's header.
fn is_delimiter(line: &str) -> bool {
    line.contains('|')
        && line.contains('-')
        && cells(line).iter().all(|cell| {
            let cell = line[cell.clone()].trim();
            let hyphens = cell.strip_prefix(':').unwrap_or(cell);
            let hyphens = hyphens.strip_suffix(':').unwrap_or(hyphens);
            !hyphens.is_empty() && hyphens.bytes().all(|b| b == b'-')
        })
}

fn first_line(span: Span, text: &str) -> &str {
    text[span.range()].lines().next().unwrap_or_default()
}

fn within(span: Span, range: &Range<usize>) -> Span {
    Span::new(span.file, range.clone()).shifted(span.start as usize)
}

fn warning(message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::new(Code::MalformedTable, message)
    }
}

fn count(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}
