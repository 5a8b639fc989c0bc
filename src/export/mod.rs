//! The data export: every row of the publication as JSON and CSV, with a Frictionless description of each table.
//!
//! Names of tables and columns are a public contract; they change only with a new major version. Columns are said once,
//! in [`schema`], and both formats and the description are made from it.

mod rows;
mod schema;

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::address::Url;
use crate::config::Config;
use crate::output::{OutputPath, OutputSet};
use crate::view::Setting;
use schema::{Column, ColumnType, TABLES, Table};

/// A table of the export, for the page of downloads.
#[derive(Clone, Debug, Serialize)]
pub struct TableInfo {
    /// `findings`
    pub name: &'static str,
    /// What it holds.
    pub title: &'static str,
    /// How many rows it has.
    pub rows: usize,
    /// Its columns.
    pub columns: Vec<ColumnInfo>,
    /// Where the CSV lies.
    pub csv: Url,
    /// Where the JSON lies.
    pub json: Url,
}

/// A column, for the page of downloads.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnInfo {
    /// `question_area`
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
}

/// The rows of the export, ready to be written.
pub struct Export {
    tables: Vec<(&'static Table, Vec<Map<String, Value>>)>,
}

/// Makes the rows. `brief` says where a body's brief lies, if one is made.
pub fn export(setting: &Setting<'_>, brief: &dyn Fn(&str) -> Option<Url>) -> Export {
    Export { tables: TABLES.iter().map(|table| (table, rows::rows(table.name, setting, brief))).collect() }
}

impl Export {
    /// What the page of downloads says of each table.
    pub fn tables(&self, setting: &Setting<'_>) -> Vec<TableInfo> {
        let info = |(table, rows): &(&'static Table, Vec<_>)| TableInfo {
            name: table.name,
            title: table.title,
            rows: rows.len(),
            columns: table
                .columns
                .iter()
                .map(|column| ColumnInfo { name: column.name, meaning: column.meaning })
                .collect(),
            csv: setting.addresses.at(&format!("data/{}.csv", table.name)),
            json: setting.addresses.at(&format!("data/{}.json", table.name)),
        };
        self.tables.iter().map(info).collect()
    }

    /// The rows of a table whose addresses are wanted, as CSV; `None` if there are none.
    pub fn csv(&self, table: &str, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let (table, rows) = self.tables.iter().find(|(known, _)| known.name == table)?;
        let is_wanted = |row: &&Map<String, Value>| row.get("url").and_then(Value::as_str).is_some_and(&is_wanted);
        let rows: Vec<Map<String, Value>> = rows.iter().filter(is_wanted).cloned().collect();
        (!rows.is_empty()).then(|| String::from_utf8(csv_bytes(table, &rows)).ok()).flatten()
    }

    /// Adds `data/NAME.json`, `data/NAME.csv` and `data/datapackage.json`.
    pub fn write(&self, config: &Config, output: &mut OutputSet) {
        let mut add = |path: String, bytes: Vec<u8>| {
            if let Some(path) = OutputPath::new(path) {
                output.insert(path, bytes);
            }
        };
        for (table, rows) in &self.tables {
            add(format!("data/{}.json", table.name), json_bytes(table, rows));
            add(format!("data/{}.csv", table.name), csv_bytes(table, rows));
        }
        let package = json!({
            "profile": "tabular-data-package",
            "name": crate::text::slug(&config.title),
            "title": config.title,
            "description": config.description,
            "version": env!("CARGO_PKG_VERSION"),
            "resources": self.tables.iter().map(|(table, _)| resource(table)).collect::<Vec<_>>(),
        });
        add("data/datapackage.json".to_owned(), format!("{package:#}\n").into_bytes());
    }
}

/// An array of objects, one a line with its columns in order, so that two editions can be compared line by line.
fn json_bytes(table: &Table, rows: &[Map<String, Value>]) -> Vec<u8> {
    let mut out = String::from("[");
    for (at, row) in rows.iter().enumerate() {
        out.push_str(if at == 0 { "\n{" } else { ",\n{" });
        for (at, column) in table.columns.iter().enumerate() {
            let value = row.get(column.name).unwrap_or(&Value::Null);
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(out, "{comma}\"{}\":{value}", column.name);
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out.into_bytes()
}

/// The same rows as CSV: lists joined by `;`, nothing for null. Cells that a spreadsheet would run begin with an apostrophe.
fn csv_bytes(table: &Table, rows: &[Map<String, Value>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(table.columns.iter().map(|column| column.name));
    for row in rows {
        let _ = writer.write_record(table.columns.iter().map(|column| cell(column, row.get(column.name))));
    }
    writer.into_inner().unwrap_or_default()
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

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let mut field = json!({"name": column.name, "type": column.kind.name(), "description": column.meaning});
            if column.name == "id" {
                field["constraints"] = json!({"required": true, "unique": true});
            }
            field
        })
        .collect();
    json!({
        "name": table.name,
        "title": table.title,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": true},
        "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""]},
    })
}
