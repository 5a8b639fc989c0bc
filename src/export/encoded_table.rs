//! A table of the export as JSON and CSV, and any of its rows in both.
//!
//! Each row is written once. A file of some rows, next to a page, is assembled from pieces of the
//! whole files, so that it cannot differ from them and costs no more than copying.

use std::ops::Range;

use super::cell::{ExportCell, ExportRow};
use super::schema::TableSchema;

/// A table, written.
#[derive(Debug)]
pub(super) struct EncodedTable {
    /// The whole table as JSON: an array of objects, one a line with its columns in order, so that
    /// two editions can be compared line by line.
    pub(super) json: Vec<u8>,
    /// The whole table as CSV.
    pub(super) csv: Vec<u8>,
    objects: Vec<Range<usize>>,
    head: Range<usize>,
    records: Vec<Range<usize>>,
}

impl EncodedTable {
    /// Writes a table.
    pub(super) fn new<'c>(
        table: &TableSchema,
        rows: impl Iterator<Item = ExportRow<'c>>,
    ) -> EncodedTable {
        let mut json = b"[".to_vec();
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let (mut objects, mut records) = (Vec::new(), Vec::new());
        // Writing to memory cannot fail.
        let _ = csv.write_record(table.columns.iter().map(|column| column.name));
        let mut end = flushed(&mut csv);
        let head = 0..end;
        for row in rows {
            json.extend_from_slice(if objects.is_empty() { b"\n" } else { b",\n" });
            let start = json.len();
            for (at, column) in table.columns.iter().enumerate() {
                let cell = row
                    .iter()
                    .find(|(name, _)| *name == column.name)
                    .map_or(&ExportCell::Nothing, |(_, cell)| cell);
                json.extend_from_slice(if at == 0 { b"{\"" } else { b",\"" });
                json.extend_from_slice(column.name.as_bytes());
                json.extend_from_slice(b"\":");
                cell.write_json(&mut json);
                let _ = csv.write_field(&*cell.csv());
            }
            json.push(b'}');
            objects.push(start..json.len());
            let _ = csv.write_record(None::<&[u8]>);
            let start = std::mem::replace(&mut end, flushed(&mut csv));
            records.push(start..end);
        }
        json.extend_from_slice(b"\n]\n");
        EncodedTable {
            json,
            csv: csv.into_inner().unwrap_or_default(),
            objects,
            head,
            records,
        }
    }

    /// Some rows as JSON and as CSV, each as a whole file.
    pub(super) fn some(&self, places: &[usize]) -> (Vec<u8>, Vec<u8>) {
        let rows = || {
            places
                .iter()
                .filter_map(|&at| Some((self.objects.get(at)?, self.records.get(at)?)))
        };
        let length = |(json, csv), (object, record): (&Range<usize>, &Range<usize>)| {
            (json + object.len() + ",\n".len(), csv + record.len())
        };
        let (json, csv) = rows().fold(("[\n]\n".len(), self.head.len()), length);
        let (mut json, mut csv) = (Vec::with_capacity(json), Vec::with_capacity(csv));
        json.push(b'[');
        csv.extend_from_slice(&self.csv[self.head.clone()]);
        for (at, (object, record)) in rows().enumerate() {
            json.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
            json.extend_from_slice(&self.json[object.clone()]);
            csv.extend_from_slice(&self.csv[record.clone()]);
        }
        json.extend_from_slice(b"\n]\n");
        (json, csv)
    }
}

/// How many bytes were written so far.
fn flushed(csv: &mut csv::Writer<Vec<u8>>) -> usize {
    let _ = csv.flush();
    csv.get_ref().len()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{EncodedTable, ExportCell, ExportRow};
    use crate::export::tables::TABLES;

    fn regions(rows: &[ExportRow<'static>]) -> EncodedTable {
        let table = TABLES.iter().find(|table| table.name == "regions").unwrap();
        EncodedTable::new(table, rows.iter().cloned())
    }

    #[test]
    fn some_rows_are_pieces_of_the_whole_in_the_order_asked_for() {
        let row = |id: &'static str, name: &'static str| -> ExportRow<'static> {
            let forces = ["a", "b"].into_iter().collect();
            vec![
                ("id", id.into()),
                ("name", name.into()),
                ("rocu", ExportCell::Nothing),
                ("forces", forces),
            ]
        };
        let written = regions(&[
            row("x", "=1+1"),
            row("y", "Two\nlines, \"quoted\""),
            row("z", "Three"),
        ]);
        let (json, csv) = written.some(&[2, 0]);
        let whole: Vec<Value> = serde_json::from_slice(&written.json).unwrap();
        let some: Vec<Value> = serde_json::from_slice(&json).unwrap();
        assert_eq!(some, [whole[2].clone(), whole[0].clone()]);
        assert_eq!(
            csv,
            b"id,name,rocu,forces,inspection,url,absolute_url\r\nz,Three,,a;b,,,\r\nx,'=1+1,,a;b,,,\r\n"
        );
        assert_eq!(
            written.some(&[0, 1, 2]),
            (written.json.clone(), written.csv.clone())
        );
    }

    #[test]
    fn no_rows_are_an_empty_array_and_a_head() {
        let written = regions(&[]);
        assert_eq!(
            (&*written.json, &*written.csv),
            (
                &b"[\n]\n"[..],
                &b"id,name,rocu,forces,inspection,url,absolute_url\r\n"[..]
            )
        );
        assert_eq!(
            written.some(&[7]),
            (written.json.clone(), written.csv.clone())
        );
    }
}
