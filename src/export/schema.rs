//! What describes a table of the export: its name, its columns and what each column holds.

use super::cell::ExportRow;
use crate::view::ViewContext;

/// Rows in the corpus's order, each made when it is asked for.
pub(super) type RowIter<'s> = Box<dyn ExactSizeIterator<Item = ExportRow<'s>> + 's>;

/// A table.
#[derive(Debug)]
pub(super) struct TableSchema {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) rows: for<'s> fn(&'s ViewContext) -> RowIter<'s>,
    pub(super) columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: ColumnType,
    /// The table whose ids it holds.
    pub(super) refers: Option<&'static str>,
    pub(super) meaning: &'static str,
}

/// What a column holds, in CSV.
#[derive(Clone, Copy, Debug)]
pub(super) enum ColumnType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A whole date.
    Date,
    /// Texts: an array in JSON, joined by `;` in CSV.
    List,
}

impl ColumnType {
    /// The Frictionless name.
    pub(super) fn name(self) -> &'static str {
        match self {
            ColumnType::Text | ColumnType::List => "string",
            ColumnType::Number => "number",
            ColumnType::Date => "date",
        }
    }
}

pub(super) const fn column(name: &'static str, kind: ColumnType, meaning: &'static str) -> Column {
    Column {
        name,
        kind,
        refers: None,
        meaning,
    }
}

pub(super) const fn text(name: &'static str, meaning: &'static str) -> Column {
    column(name, ColumnType::Text, meaning)
}

pub(super) const fn list(name: &'static str, meaning: &'static str) -> Column {
    column(name, ColumnType::List, meaning)
}

/// A day, a month or a year, as the source gives it, so not a date in the strict sense.
pub(super) const fn partial_date(name: &'static str, meaning: &'static str) -> Column {
    text(name, meaning)
}

/// An id of a table.
pub(super) const fn id_of(
    table: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> Column {
    Column {
        name,
        kind: ColumnType::Text,
        refers: Some(table),
        meaning,
    }
}
