//! The data export: every row of the publication as JSON and CSV, with a Frictionless description of each table.
//!
//! Names of tables and columns are a public contract; they change only with a new major version. Columns are said once,
//! in `schema`, and both formats and the description are made from it.

mod attached_tables;
mod calendar;
mod cell;
mod encoded_table;
mod rows;
mod schema;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::address::Url;
use crate::output::{OutputPath, OutputSet};
use crate::view::{RowSelection, TableExport, ViewContext};
pub use attached_tables::AttachedTables;
use encoded_table::EncodedTable;
use schema::{TABLES, TableSchema};

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

/// What the page of downloads says of each table.
pub fn tables(context: &ViewContext) -> Vec<TableInfo> {
    let info = |table: &TableSchema| TableInfo {
        name: table.name,
        title: table.title,
        rows: (table.rows)(context).len(),
        columns: table
            .columns
            .iter()
            .map(|column| ColumnInfo {
                name: column.name,
                meaning: column.meaning,
            })
            .collect(),
        csv: context.addresses.table(table.name, "csv"),
        json: context.addresses.table(table.name, "json"),
    };
    TABLES.iter().map(info).collect()
}

/// Makes `data/NAME.json`, `data/NAME.csv` and `data/datapackage.json`; beside each page with tables the rows it shows;
/// and calendars of what is due.
pub fn export(context: &ViewContext) -> OutputSet {
    let config = &context.config;
    let mut output = OutputSet::default();
    let addresses = &context.addresses;
    let mut add = |url: &Url, bytes: Vec<u8>| {
        if let Some(path) = OutputPath::new(addresses.path(url)) {
            output.insert(path, bytes);
        }
    };
    let written: Vec<EncodedTable> = TABLES
        .par_iter()
        .map(|table| EncodedTable::new(table, (table.rows)(context)))
        .collect();
    let whole = |name| {
        TABLES
            .iter()
            .zip(&written)
            .find(|(table, _)| table.name == name)
            .map(|(_, written)| written)
    };
    let slices = context.slices();
    let files: Vec<_> = slices
        .par_iter()
        .map(|slice| beside(slice, context, whole(slice.rows.table())))
        .collect();
    for (url, bytes) in files.into_iter().flatten() {
        add(&url, bytes);
    }
    for (table, written) in TABLES.iter().zip(written) {
        add(&addresses.table(table.name, "json"), written.json);
        add(&addresses.table(table.name, "csv"), written.csv);
    }
    let all = context.due_first(context.corpus.recommendations.ids());
    if !all.is_empty() {
        let name = format!("{}: recommendations", config.title);
        add(
            &addresses.calendar(&addresses.at("recommendations/")),
            calendar::calendar(context, &name, &all),
        );
    }
    let package = json!({
        "profile": "tabular-data-package",
        "name": crate::text::slug(&config.title),
        "title": config.title,
        "description": config.description,
        "version": env!("CARGO_PKG_VERSION"),
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    });
    add(
        &addresses.table("datapackage", "json"),
        format!("{package:#}\n").into_bytes(),
    );
    output
}

/// The files of a page's table: its rows in both formats, and the calendar of those that are due.
fn beside(
    slice: &TableExport,
    context: &ViewContext,
    written: Option<&EncodedTable>,
) -> Vec<(Url, Vec<u8>)> {
    let Some(written) = written else {
        return Vec::new();
    };
    let at = |extension| {
        context
            .addresses
            .beside(&slice.page, &format!("{}.{extension}", slice.rows.table()))
    };
    let (json, csv) = written.some(&slice.rows.places());
    let mut files = vec![(at("json"), json), (at("csv"), csv)];
    if let RowSelection::Recommendations(ids) = &slice.rows {
        let calendar =
            calendar::calendar(context, &format!("{}: recommendations", slice.about), ids);
        files.push((context.addresses.calendar(&slice.page), calendar));
    }
    files
}

fn resource(table: &TableSchema) -> Value {
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
    let keys = table.columns.iter().filter_map(|column| {
        let reference = json!({"resource": column.refers?, "fields": "id"});
        Some(json!({"fields": column.name, "reference": reference}))
    });
    json!({
        "name": table.name,
        "title": table.title,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": true},
        "schema": {
            "fields": fields,
            "primaryKey": "id",
            "foreignKeys": keys.collect::<Vec<_>>(),
            "missingValues": [""],
        },
    })
}
