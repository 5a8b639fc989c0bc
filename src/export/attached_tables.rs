//! Rows of the export for whoever passes them on: the files that are attached to a brief.

use super::cell::ExportRow;
use super::encoded_table::EncodedTable;
use super::schema::TableSchema;
use super::tables::TABLES;
use crate::view::ViewContext;

/// The tables that say something of a body or region, written, with the address of each row.
#[derive(Debug)]
pub struct AttachedTables {
    sheets: Vec<(&'static TableSchema, EncodedTable, Vec<String>)>,
}

impl AttachedTables {
    /// Writes the tables of these names.
    pub fn new(names: &[&str], context: &ViewContext) -> AttachedTables {
        let sheet = |table: &'static TableSchema| {
            let rows: Vec<ExportRow<'_>> = (table.rows)(context).collect();
            let url = |row: &ExportRow<'_>| {
                row.iter()
                    .find(|(name, _)| *name == "url")
                    .map(|(_, cell)| cell.text().to_owned())
            };
            let urls = rows
                .iter()
                .map(|row| url(row).unwrap_or_default())
                .collect();
            (table, EncodedTable::new(table, rows.into_iter()), urls)
        };
        AttachedTables {
            sheets: TABLES
                .iter()
                .filter(|table| names.contains(&table.name))
                .map(sheet)
                .collect(),
        }
    }

    /// The rows of a table whose addresses are wanted, as CSV; `None` if there are none.
    pub fn csv(&self, name: &str, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let (_, written, urls) = self.sheets.iter().find(|(table, ..)| table.name == name)?;
        let places: Vec<usize> = (0..urls.len()).filter(|&at| is_wanted(&urls[at])).collect();
        // Whole records of what was written as UTF-8.
        (!places.is_empty()).then(|| String::from_utf8(written.some(&places).1).unwrap_or_default())
    }
}
