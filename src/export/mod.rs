//! The data export: every row of the publication as JSON and CSV, with a Frictionless description of each table.
//!
//! Names of tables and columns are a public contract; they change only with a new major version. Columns are said once,
//! in `tables`, and both formats and the description are made from it.

mod attached_tables;
mod body_rows;
mod calendar;
mod cell;
mod changes;
mod clocks;
mod common_cells;
mod corrections;
mod encoded_table;
mod follow_up;
mod redirects;
mod responses;
mod rows;
mod schema;
mod tables;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::address::{Addresses, Url};
use crate::config::Config;
use crate::model::{Account, Id, Recommendation, Subject};
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::view::{RowSelection, TableExport, ViewContext};
pub use attached_tables::AttachedTables;
use encoded_table::EncodedTable;
use schema::TableSchema;
use tables::TABLES;

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
    /// The address of the CSV.
    pub csv: Url,
    /// The address of the JSON.
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
pub fn table_infos(context: &ViewContext) -> Vec<TableInfo> {
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

/// Makes `data/NAME.json`, `data/NAME.csv` and `data/datapackage.json`, and beside each page the rows that its tables show.
/// Each file goes to the sink as soon as it is made.
pub fn tables(context: &ViewContext, sink: &dyn FileSink) -> OutputSet {
    let mut files = FileSet::new(context);
    let place = |url: &Url, bytes: Vec<u8>| {
        let path = OutputPath::new(context.addresses.path(url))?;
        let file = sink.place(&path, bytes.into());
        Some((path, file))
    };
    let encoded: Vec<EncodedTable> = TABLES
        .par_iter()
        .map(|table| EncodedTable::new(table, (table.rows)(context)))
        .collect();
    let whole = |name| {
        let mut tables = TABLES.iter().zip(&encoded);
        tables
            .find(|(table, _)| table.name == name)
            .map(|(_, encoded)| encoded)
    };
    let slices = context.slices();
    let beside = |slice: &TableExport, extension| {
        let file = format!("{}.{extension}", slice.rows.table());
        context.addresses.beside(&slice.page, &file)
    };
    let paths: Vec<String> = slices
        .iter()
        .flat_map(|slice| ["json", "csv"].map(|extension| beside(slice, extension)))
        .map(|url| context.addresses.path(&url))
        .collect();
    sink.expect(&mut paths.iter().map(String::as_str));
    let placed: Vec<_> = slices
        .par_iter()
        .flat_map_iter(|slice| {
            let rows = whole(slice.rows.table()).map(|table| table.some(&slice.rows.places()));
            let files = rows.map(|(json, csv)| {
                let json = place(&beside(slice, "json"), json);
                [json, place(&beside(slice, "csv"), csv)]
            });
            files.into_iter().flatten().flatten()
        })
        .collect();
    for (table, encoded) in TABLES.iter().zip(encoded) {
        let url = |extension| context.addresses.table(table.name, extension);
        let whole = [
            place(&url("json"), encoded.json),
            place(&url("csv"), encoded.csv),
        ];
        for (path, file) in whole.into_iter().flatten() {
            files.output.insert_finished(path, file);
        }
    }
    for (path, file) in placed {
        files.output.insert_finished(path, file);
    }
    let package = package(&context.config);
    files.add(
        &context.addresses.table("datapackage", "json"),
        format!("{package:#}\n").into_bytes(),
    );
    files.output
}

/// Makes the calendars of what is due: of all recommendations, and beside each page of those that it shows.
pub fn calendars(context: &ViewContext) -> OutputSet {
    let mut files = FileSet::new(context);
    let addresses = &context.addresses;
    let mut add =
        |page: &Url, about: &str, ids: &[Id<Recommendation>], accounts: &[Id<Account>]| {
            let name = format!("{about}: due dates");
            files.add(
                &addresses.calendar(page),
                calendar::calendar(context, &name, ids, accounts),
            );
        };
    let corpus = &*context.corpus;
    let all = context.due_first(corpus.recommendations.ids());
    let has_clock = |&id: &Id<Account>| !corpus.clocks_of(id).is_empty();
    let timed: Vec<Id<Account>> = corpus.accounts.ids().filter(has_clock).collect();
    if !all.is_empty() || !timed.is_empty() {
        let page = addresses.at("recommendations/");
        add(&page, &context.config.title, &all, &timed);
    }
    for (id, body) in corpus.bodies.iter() {
        let accounts = context.timed_accounts(Subject::Body(id));
        let slices = context.body_slices(id);
        let ids = recommendations_in(&slices);
        if !ids.is_empty() || !accounts.is_empty() {
            add(&addresses.body(id), &body.name, ids, &accounts);
        }
    }
    for id in corpus.regions.ids() {
        let slices = context.region_slices(id);
        let ids = recommendations_in(&slices);
        if !ids.is_empty() {
            let about = corpus.subject_name(Subject::Region(id));
            add(&addresses.region(id), &about, ids, &[]);
        }
    }
    files.output
}

/// The recommendations that a page shows.
fn recommendations_in(slices: &[TableExport]) -> &[Id<Recommendation>] {
    let ids = slices.iter().find_map(|slice| match &slice.rows {
        RowSelection::Recommendations(ids) => Some(ids.as_slice()),
        RowSelection::Bodies(_) | RowSelection::Findings(_) | RowSelection::Figures(_) => None,
    });
    ids.unwrap_or_default()
}

/// Files by their address.
struct FileSet<'c> {
    addresses: &'c Addresses,
    output: OutputSet,
}

impl FileSet<'_> {
    fn new(context: &ViewContext) -> FileSet<'_> {
        FileSet {
            addresses: &context.addresses,
            output: OutputSet::default(),
        }
    }

    fn add(&mut self, url: &Url, bytes: Vec<u8>) {
        if let Some(path) = OutputPath::new(self.addresses.path(url)) {
            self.output.insert(path, bytes);
        }
    }
}

/// The Frictionless description of the tables.
fn package(config: &Config) -> Value {
    json!({
        "profile": "tabular-data-package",
        "name": crate::text::slug(&config.title),
        "title": config.title,
        "description": config.description,
        "version": env!("CARGO_PKG_VERSION"),
        "scales": scales(config),
        "statuses": statuses(config),
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    })
}

/// The scale of each programme: its name, and its grades, best first.
fn scales(config: &Config) -> Value {
    let grades: Vec<&str> = config
        .grades
        .iter()
        .map(|grade| grade.id.as_str())
        .collect();
    let programmes = config.programmes.iter();
    programmes
        .map(|programme| {
            (
                programme.id.clone(),
                json!({"scale": programme.scale, "grades": grades}),
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// What each status means: its name, and whether nothing is due after it.
fn statuses(config: &Config) -> Value {
    let statuses = config.statuses.iter();
    statuses
        .map(|status| {
            (
                status.id.clone(),
                json!({"name": status.name, "ends_clock": status.ends_clock}),
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
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
