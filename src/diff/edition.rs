//! An edition as data: the tables of its export, and the addresses of its pages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// A row of a table.
pub(super) type TableRow = Map<String, Value>;

/// The tables that are compared.
const COMPARED: [&str; 4] = ["bodies", "findings", "recommendations", "figures"];

/// Other tables whose rows have addresses of their own.
const ADDRESSED: [&str; 7] = [
    "regions",
    "inspections",
    "terms",
    "measures",
    "topics",
    "extracts",
    "corrections",
];

/// An edition.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// Rows by id, by table.
    tables: BTreeMap<&'static str, BTreeMap<String, TableRow>>,
    /// The scale of each programme, if the export says so.
    pub(super) scales: BTreeMap<String, ProgrammeScale>,
    /// The statuses after which nothing is due any more.
    pub(super) endings: BTreeSet<String>,
    /// The addresses that its tables name, from the site's own root, and those that lead elsewhere or are withdrawn.
    addresses: BTreeMap<String, AddressState>,
    /// The addresses of its pages; none for a data export.
    pages: BTreeSet<String>,
    /// The path of the site's own root.
    base: String,
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

/// Pages about editions, of which each edition adds one.
const PAGES_OF_CHANGES: &str = "changes/";

/// What is at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AddressState {
    /// What it names.
    Here,
    /// Something that leads to this address.
    Moved(String),
    /// The reason why nothing is there.
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
        let rows = |table: &str| -> Result<BTreeMap<String, TableRow>, EditionReadError> {
            let path = format!("{folder}{table}.json");
            let rows: Vec<TableRow> = match file(&path) {
                None => Vec::new(),
                Some(bytes) => serde_json::from_slice(&bytes)
                    .map_err(|error| EditionReadError::NotATable(path, error))?,
            };
            let rows = rows.into_iter();
            let named = rows.filter_map(|row| Some((row.get("id")?.as_str()?.to_owned(), row)));
            Ok(named.collect())
        };
        let mut edition = Edition::default();
        for table in COMPARED.into_iter().chain(ADDRESSED) {
            edition.tables.insert(table, rows(table)?);
        }
        edition.base = base(&edition);
        if let Some(package) = file(&format!("{folder}datapackage.json")) {
            let package: Value = serde_json::from_slice(&package).unwrap_or_default();
            edition.scales = scales(&package);
            edition.endings = endings(&package);
        }
        edition.addresses = edition.named_addresses();
        for path in paths {
            let page = path.strip_suffix("index.html");
            let is_page = |page: &&str| page.is_empty() || page.ends_with('/');
            let is_compared =
                |page: &&str| !OPTIONAL_PAGES.contains(page) && !page.starts_with(PAGES_OF_CHANGES);
            if let Some(page) = page.filter(is_page).filter(is_compared) {
                edition.pages.insert(format!("/{page}"));
            }
        }
        for (from, row) in rows("redirects")? {
            let state = match cell(&row, "to") {
                to if to.is_empty() => AddressState::Withdrawn,
                to => AddressState::Moved(to),
            };
            edition.addresses.insert(from, state);
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

    /// The address of a row from the site's own root; nothing if it has none.
    pub(super) fn address(&self, row: &TableRow) -> Option<String> {
        let url = row.get("url")?.as_str()?;
        let path = url.strip_prefix(&self.base).unwrap_or(url);
        Some(format!("/{}", path.trim_start_matches('/')))
    }

    /// Where something is that had an address in an earlier edition: there, or where the address or its page leads.
    pub(super) fn home(&self, address: &str) -> Option<String> {
        match self.addresses.get(address) {
            Some(AddressState::Here) => return Some(address.to_owned()),
            Some(AddressState::Moved(to)) => return Some(to.clone()),
            Some(AddressState::Withdrawn) => return None,
            None if self.pages.contains(address) => return Some(address.to_owned()),
            None => {}
        }
        let (page, anchor) = address.split_once('#')?;
        match self.addresses.get(page) {
            Some(AddressState::Moved(to)) if !to.contains('#') => Some(format!("{to}#{anchor}")),
            Some(AddressState::Moved(to)) => Some(to.clone()),
            Some(AddressState::Here | AddressState::Withdrawn) | None => None,
        }
    }

    /// Whether its pages are known. Of a data export, only the addresses in its tables are.
    pub(super) fn has_pages(&self) -> bool {
        !self.pages.is_empty()
    }

    /// Its addresses, with or without those of pages that no table names.
    pub(super) fn listed(&self, with_pages: bool) -> BTreeMap<&str, &AddressState> {
        let pages = self.pages.iter().filter(|_| with_pages);
        let mut listed: BTreeMap<&str, &AddressState> = pages
            .map(|page| (page.as_str(), &AddressState::Here))
            .collect();
        listed.extend(
            self.addresses
                .iter()
                .map(|(at, state)| (at.as_str(), state)),
        );
        listed
    }

    fn named_addresses(&self) -> BTreeMap<String, AddressState> {
        let rows = self.tables.values().flat_map(BTreeMap::values);
        let addresses: Vec<String> = rows.filter_map(|row| self.address(row)).collect();
        // What an earlier inspection found is on a page of its own; the present page leads there from the same anchor.
        let present = addresses.iter().filter_map(|address| {
            let (page, anchor) = address.split_once('#')?;
            let parts: Vec<&str> = page.trim_matches('/').split('/').collect();
            let [folder @ ("forces" | "rocus" | "regions"), subject, _] = parts[..] else {
                return None;
            };
            let present = format!("/{folder}/{subject}/#{anchor}");
            Some((present, AddressState::Moved(address.clone())))
        });
        let mut named: BTreeMap<String, AddressState> = present.collect();
        named.extend(addresses.into_iter().map(|it| (it, AddressState::Here)));
        named
    }
}

/// The path of the site's own root: what is before the part of an address that an id gives.
fn base(edition: &Edition) -> String {
    let folders = [
        ("bodies", "forces"),
        ("bodies", "rocus"),
        ("regions", "regions"),
    ];
    let found = folders.into_iter().find_map(|(table, folder)| {
        edition.rows(table).find_map(|(id, row)| {
            let url = row.get("url")?.as_str()?;
            let base = url.strip_suffix(&format!("{folder}/{id}/"))?;
            Some(base.to_owned())
        })
    });
    found.unwrap_or_else(|| "/".to_owned())
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
fn scales(package: &Value) -> BTreeMap<String, ProgrammeScale> {
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

/// The statuses that end a clock, as the description of the tables has them.
fn endings(package: &Value) -> BTreeSet<String> {
    let statuses = package["statuses"].as_object().into_iter().flatten();
    let ending = statuses.filter(|(_, status)| status["ends_clock"] == true);
    ending.map(|(id, _)| id.clone()).collect()
}
