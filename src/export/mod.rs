//! The data export: every row of the publication as JSON and CSV, with a Frictionless description of each table.
//!
//! Names of tables and columns are a public contract; they change only with a new major version. Columns are said once,
//! in `schema`, and both formats and the description are made from it.

mod calendar;
mod cell;
mod rows;
mod schema;
mod sheets;
mod written;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::address::Url;
use crate::config::Config;
use crate::output::{OutputPath, OutputSet};
use crate::view::{Rows, Setting, Slice};
use schema::{Brief, TABLES, Table};
pub use sheets::Sheets;
use written::Written;

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
pub fn tables(setting: &Setting<'_>) -> Vec<TableInfo> {
    let info = |table: &Table| TableInfo {
        name: table.name,
        title: table.title,
        rows: (table.rows)(setting, &|_| None).len(),
        columns: table
            .columns
            .iter()
            .map(|column| ColumnInfo {
                name: column.name,
                meaning: column.meaning,
            })
            .collect(),
        csv: setting.addresses.table(table.name, "csv"),
        json: setting.addresses.table(table.name, "json"),
    };
    TABLES.iter().map(info).collect()
}

/// Makes `data/NAME.json`, `data/NAME.csv` and `data/datapackage.json`; beside each page with tables the rows it shows;
/// and calendars of what is due. `brief` says where a body's brief lies, if one is made.
pub fn export(setting: &Setting<'_>, config: &Config, brief: Brief<'_>) -> OutputSet {
    let mut output = OutputSet::default();
    let addresses = setting.addresses;
    let mut add = |url: &Url, bytes: Vec<u8>| {
        if let Some(path) = OutputPath::new(addresses.path(url)) {
            output.insert(path, bytes);
        }
    };
    let written: Vec<Written> = TABLES
        .par_iter()
        .map(|table| Written::new(table, (table.rows)(setting, brief)))
        .collect();
    let whole = |name| {
        TABLES
            .iter()
            .zip(&written)
            .find(|(table, _)| table.name == name)
            .map(|(_, written)| written)
    };
    let slices = setting.slices();
    let files: Vec<_> = slices
        .par_iter()
        .map(|slice| beside(slice, setting, whole(slice.rows.table())))
        .collect();
    for (url, bytes) in files.into_iter().flatten() {
        add(&url, bytes);
    }
    for (table, written) in TABLES.iter().zip(written) {
        add(&addresses.table(table.name, "json"), written.json);
        add(&addresses.table(table.name, "csv"), written.csv);
    }
    let all = setting.due_first(setting.corpus.recommendations.ids());
    if !all.is_empty() {
        let name = format!("{}: recommendations", config.title);
        add(
            &addresses.calendar(&addresses.at("recommendations/")),
            calendar::calendar(setting, &name, &all),
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
fn beside(slice: &Slice, setting: &Setting<'_>, written: Option<&Written>) -> Vec<(Url, Vec<u8>)> {
    let Some(written) = written else {
        return Vec::new();
    };
    let at = |extension| {
        setting
            .addresses
            .beside(&slice.page, &format!("{}.{extension}", slice.rows.table()))
    };
    let (json, csv) = written.some(&slice.rows.places());
    let mut files = vec![(at("json"), json), (at("csv"), csv)];
    if let Rows::Recommendations(ids) = &slice.rows {
        let calendar =
            calendar::calendar(setting, &format!("{}: recommendations", slice.about), ids);
        files.push((setting.addresses.calendar(&slice.page), calendar));
    }
    files
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
