//! An edition as data: the tables of its export, and the addresses of its pages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// A row of a table.
pub(super) type TableRow = Map<String, Value>;

/// The tables that are compared.
const TABLES: [&str; 4] = ["bodies", "findings", "recommendations", "figures"];

/// An edition.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// Rows by id, by table.
    pub(super) tables: BTreeMap<&'static str, BTreeMap<String, TableRow>>,
    /// The scale of each programme, if the export says so.
    pub(super) scales: BTreeMap<String, ProgrammeScale>,
    /// Every address, with where it leads if its page has moved.
    pub(super) addresses: BTreeMap<String, AddressState>,
}

/// The scale of a programme's grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProgrammeScale {
    /// Its name.
    pub(super) name: String,
    /// Its grades, best first.
    pub(super) grades: Vec<String>,
}

/// Pages that a build can leave out. That they are there says nothing about the content.
const OPTIONAL_PAGES: [&str; 2] = ["briefs/", "search/"];

/// What is at the address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AddressState {
    /// The page.
    Here,
    /// A page that leads to this address.
    Moved(String),
    /// A page that says why nothing is there.
    Withdrawn,
}

/// Why a folder is no edition.
#[derive(Debug, thiserror::Error)]
pub enum EditionReadError {
    /// It has no tables.
    #[error("it has neither `data/findings.json` nor `findings.json`")]
    NoTables,
    /// A table is no list of rows.
    #[error("`{0}` is not a table of the data export: {1}")]
    NotATable(String, serde_json::Error),
}

impl Edition {
    /// Reads an edition from the files of a site or of a data export, given by path.
    ///
    /// # Errors
    /// If it has no tables, or one cannot be read.
    pub fn read<'f>(
        paths: impl IntoIterator<Item = &'f str>,
        file: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Edition, EditionReadError> {
        let folder = match file("data/findings.json") {
            Some(_) => "data/",
            None if file("findings.json").is_some() => "",
            None => return Err(EditionReadError::NoTables),
        };
        let mut edition = Edition::default();
        for table in TABLES {
            let path = format!("{folder}{table}.json");
            let rows: Vec<TableRow> = match file(&path) {
                None => Vec::new(),
                Some(bytes) => serde_json::from_slice(&bytes)
                    .map_err(|error| EditionReadError::NotATable(path, error))?,
            };
            let rows = rows.into_iter();
            let named = rows.filter_map(|row| Some((row.get("id")?.as_str()?.to_owned(), row)));
            edition.tables.insert(table, named.collect());
        }
        if let Some(bytes) = file(&format!("{folder}datapackage.json")) {
            edition.scales = scales(&bytes);
        }
        let urls = edition.tables.values().flat_map(BTreeMap::values);
        let urls = urls.filter_map(|row| row.get("url")?.as_str());
        let urls: BTreeSet<String> = urls.map(str::to_owned).collect();
        let here = urls.into_iter().map(|url| (url, AddressState::Here));
        edition.addresses = here.collect();
        for path in paths {
            let page = path.strip_suffix("index.html");
            let is_page = |page: &&str| page.is_empty() || page.ends_with('/');
            let is_always_made = |page: &&str| !OPTIONAL_PAGES.contains(page);
            if let Some(page) = page.filter(is_page).filter(is_always_made) {
                let html = file(path).unwrap_or_default();
                let state = page_state(&String::from_utf8_lossy(&html));
                edition.addresses.insert(format!("/{page}"), state);
            }
        }
        Ok(edition)
    }

    pub(super) fn rows(&self, table: &str) -> impl Iterator<Item = (&str, &TableRow)> {
        let rows = self.tables.get(table).into_iter().flatten();
        rows.map(|(id, row)| (id.as_str(), row))
    }

    pub(super) fn row(&self, table: &str, id: &str) -> Option<&TableRow> {
        self.tables.get(table)?.get(id)
    }
}

/// The text of a cell; empty if there is none.
pub(super) fn cell(row: &TableRow, column: &str) -> String {
    match row.get(column) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// The scale of each programme, as the description of the tables has it.
fn scales(package: &[u8]) -> BTreeMap<String, ProgrammeScale> {
    let Ok(package) = serde_json::from_slice::<Value>(package) else {
        return BTreeMap::new();
    };
    let programmes = package["scales"].as_object().into_iter().flatten();
    let scale = |scale: &Value| {
        let grades = scale["grades"].as_array()?.iter();
        Some(ProgrammeScale {
            name: scale["scale"].as_str()?.to_owned(),
            grades: grades
                .filter_map(|it| Some(it.as_str()?.to_owned()))
                .collect(),
        })
    };
    programmes
        .filter_map(|(programme, it)| Some((programme.clone(), scale(it)?)))
        .collect()
}

fn page_state(html: &str) -> AddressState {
    if let Some((_, rest)) = html.split_once("http-equiv=\"refresh\" content=\"0; url=") {
        return AddressState::Moved(rest.split('"').next().unwrap_or_default().to_owned());
    }
    match html.contains("<body class=\"page-moved\">") {
        true => AddressState::Withdrawn,
        false => AddressState::Here,
    }
}
