//! The publication has every region, force and regional unit of England and Wales, inspected or not.
//!
//! `regions.csv` and `bodies.csv` list them; `counts.csv` says how many rows the other tables have at least, so that
//! content cannot go missing unseen.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::folder;
use crate::site::site;

type Rows = Vec<BTreeMap<String, String>>;

/// The rows of a file of this folder.
fn expected(file: &str) -> Rows {
    let path = folder::tests().join("publication").join(file);
    let mut reader = csv::Reader::from_path(path).expect("the file");
    let rows = reader.deserialize();
    rows.map(|row| row.unwrap_or_else(|error| panic!("{file}: {error}")))
        .collect()
}

/// The rows of a table of the data export, with the columns of the expected rows.
fn exported(rows: &[Map<String, Value>], expected: &Rows) -> Rows {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let columns = |row: &Map<String, Value>| {
        let columns = expected[0].keys();
        columns
            .map(|column| (column.clone(), text(&row[column])))
            .collect()
    };
    rows.iter().map(columns).collect()
}

#[test]
fn every_region_is_there_with_its_regional_unit() {
    let Some(site) = site() else { return };
    let expected = expected("regions.csv");
    assert_eq!(exported(&site.table("regions"), &expected), expected);
}

#[test]
fn every_force_and_regional_unit_is_there_with_its_region() {
    let Some(site) = site() else { return };
    let mut expected = expected("bodies.csv");
    let mut exported = exported(&site.table("bodies"), &expected);
    for rows in [&mut expected, &mut exported] {
        rows.sort_by(|one, other| one["id"].cmp(&other["id"]));
    }
    assert_eq!(exported, expected);
}

#[test]
fn no_table_has_lost_its_rows() {
    let Some(site) = site() else { return };
    for row in expected("counts.csv") {
        let (table, at_least) = (&row["table"], row["at_least"].parse().expect("a number"));
        let found = site.table(table).len();
        assert!(
            found >= at_least,
            "{table} has {found} rows, not {at_least} or more"
        );
    }
}
