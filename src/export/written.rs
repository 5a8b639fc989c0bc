//! A table of the export as JSON and CSV, and any of its rows in both.
//!
//! Each row is written once. A file of some rows, as it lies beside a page, is put together from pieces of the whole
//! files, so that it cannot differ from them and costs no more than copying.

use std::fmt::Write;
use std::ops::Range;

use serde_json::{Map, Value};

use super::schema::{Column, ColumnType, Table};

/// A table, written.
pub(super) struct Written {
    /// The whole table as JSON: an array of objects, one a line with its columns in order, so that two editions can be
    /// compared line by line.
    pub(super) json: String,
    /// The whole table as CSV: lists joined by `;`, nothing for null.
    pub(super) csv: String,
    objects: Vec<Range<usize>>,
    head: Range<usize>,
    records: Vec<Range<usize>>,
}

impl Written {
    /// Writes a table.
    pub(super) fn new(table: &Table, rows: impl Iterator<Item = Map<String, Value>>) -> Written {
        let mut json = String::from("[");
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let (mut objects, mut records) = (Vec::new(), Vec::new());
        // Writing to memory cannot fail.
        let _ = csv.write_record(table.columns.iter().map(|column| column.name));
        let mut end = flushed(&mut csv);
        let head = 0..end;
        for row in rows {
            json.push_str(if objects.is_empty() { "\n" } else { ",\n" });
            let start = json.len();
            json.push('{');
            for (at, column) in table.columns.iter().enumerate() {
                let value = row.get(column.name).unwrap_or(&Value::Null);
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(json, "{comma}\"{}\":{value}", column.name);
            }
            json.push('}');
            objects.push(start..json.len());
            let _ = csv.write_record(table.columns.iter().map(|column| cell(column, row.get(column.name))));
            let start = std::mem::replace(&mut end, flushed(&mut csv));
            records.push(start..end);
        }
        json.push_str("\n]\n");
        // Every cell was text.
        let csv = String::from_utf8(csv.into_inner().unwrap_or_default()).unwrap_or_default();
        Written { json, csv, objects, head, records }
    }

    /// Some rows as JSON and as CSV, each as a whole file.
    pub(super) fn some(&self, places: &[usize]) -> (String, String) {
        let (mut json, mut csv) = (String::from("["), self.csv[self.head.clone()].to_owned());
        let rows = places.iter().filter_map(|&at| Some((self.objects.get(at)?, self.records.get(at)?)));
        for (at, (object, record)) in rows.enumerate() {
            json.push_str(if at == 0 { "\n" } else { ",\n" });
            json.push_str(&self.json[object.clone()]);
            csv.push_str(&self.csv[record.clone()]);
        }
        json.push_str("\n]\n");
        (json, csv)
    }
}

/// How many bytes were written so far.
fn flushed(csv: &mut csv::Writer<Vec<u8>>) -> usize {
    let _ = csv.flush();
    csv.get_ref().len()
}

fn cell(column: &Column, value: Option<&Value>) -> String {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let out = match value {
        None => String::new(),
        Some(Value::Array(items)) => items.iter().map(text).collect::<Vec<_>>().join(";"),
        Some(value) => text(value),
    };
    // A cell that begins like a formula would be run by a spreadsheet; numbers are numbers.
    if !matches!(column.kind, ColumnType::Number) && out.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{out}");
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::schema::TABLES;
    use super::Written;

    fn topics(rows: &[Value]) -> Written {
        let table = TABLES.iter().find(|table| table.name == "regions").unwrap();
        Written::new(table, rows.iter().map(|row| row.as_object().cloned().unwrap()))
    }

    #[test]
    fn some_rows_are_pieces_of_the_whole_in_the_order_asked_for() {
        let row = |id: &str, name: &str| json!({"id": id, "name": name, "forces": ["a", "b"], "rocu": null});
        let written = topics(&[row("x", "=1+1"), row("y", "Two\nlines, \"quoted\""), row("z", "Three")]);
        let (json, csv) = written.some(&[2, 0]);
        let whole: Vec<Value> = serde_json::from_str(&written.json).unwrap();
        let some: Vec<Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(some, [whole[2].clone(), whole[0].clone()]);
        assert_eq!(csv, "id,name,rocu,forces,inspection,url\r\nz,Three,,a;b,,\r\nx,'=1+1,,a;b,,\r\n");
        assert_eq!(written.some(&[0, 1, 2]), (written.json.clone(), written.csv.clone()));
    }

    #[test]
    fn no_rows_are_an_empty_array_and_a_head() {
        let written = topics(&[]);
        assert_eq!((&*written.json, &*written.csv), ("[\n]\n", "id,name,rocu,forces,inspection,url\r\n"));
        assert_eq!(written.some(&[7]), (written.json.clone(), written.csv.clone()));
    }
}
