//! The rows of a page's tables as files beside it: exactly those that the page shows, and the same as in the whole
//! export. Of the showcase.

use std::collections::{BTreeMap, BTreeSet};

use peelpress::model::BodyKind;
use peelpress::pipeline::{self, BuildCache};
use serde::Serialize;
use serde_json::Value;

use crate::showcase::{self, site};

/// Files of rows next to a page: the path without its ending, and the table.
fn beside_pages() -> Vec<(String, String)> {
    let paths = site()
        .built
        .output
        .iter()
        .filter_map(|(path, _)| path.as_str().strip_suffix(".csv"));
    let beside = paths.filter(|path| !path.starts_with("data/"));
    beside
        .map(|path| {
            (
                path.to_owned(),
                path.rsplit('/').next().expect("a name").to_owned(),
            )
        })
        .collect()
}

/// The objects of a table with their text, one per line.
fn objects(path: &str) -> Vec<(String, &'static str)> {
    let lines = site()
        .file(&format!("{path}.json"))
        .lines()
        .filter(|line| line.starts_with('{'));
    let id = |line: &str| {
        serde_json::from_str::<Value>(line).expect("an object")["id"]
            .as_str()
            .expect("id")
            .to_owned()
    };
    lines
        .map(|line| line.trim_end_matches(','))
        .map(|line| (id(line), line))
        .collect()
}

/// The records of a table, the first being its columns.
fn records(path: &str) -> Vec<csv::StringRecord> {
    let text = site().file(&format!("{path}.csv"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| record.expect("a record"))
        .collect()
}

/// The ids of the rows of a file.
fn ids(path: &str) -> Vec<String> {
    objects(path).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn rows_beside_a_page_are_the_very_rows_of_the_whole_table() {
    let beside = beside_pages();
    assert!(beside.len() > 15, "{}", beside.len());
    let tables: BTreeSet<&String> = beside.iter().map(|(_, table)| table).collect();
    let mut whole = BTreeMap::new();
    for table in tables {
        let path = format!("data/{table}");
        for ((id, object), record) in objects(&path)
            .into_iter()
            .zip(records(&path).into_iter().skip(1))
        {
            whole.insert((table, id), (object, record));
        }
    }
    for (path, table) in &beside {
        let (objects, records) = (objects(path), records(path));
        assert_eq!(
            records[0],
            self::records(&format!("data/{table}"))[0],
            "the columns of {path}.csv"
        );
        assert_eq!(records.len(), objects.len() + 1, "{path}.csv and .json");
        assert!(!objects.is_empty(), "{path} holds nothing");
        for ((id, object), record) in objects.into_iter().zip(&records[1..]) {
            let (whole_object, whole_record) = &whole[&(table, id.clone())];
            assert_eq!(
                (&object, record),
                (whole_object, whole_record),
                "{id} in {path}"
            );
        }
    }
}

/// The ids of the rows that a view shows, in order.
fn shown(rows: &impl Serialize) -> Vec<String> {
    let rows = serde_json::to_value(rows).expect("rows");
    rows.as_array()
        .expect("a list")
        .iter()
        .map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn the_rows_are_those_that_the_page_shows_in_its_order() {
    let prepared = pipeline::prepare(
        &showcase::files(),
        &showcase::request(),
        &mut BuildCache::default(),
        &mut |_| {},
    );
    let same = |path: &str, shown: Vec<String>| {
        let is_there = site().has_file(&format!("{path}.csv"));
        assert_eq!(
            is_there,
            !shown.is_empty(),
            "a table without rows has no file: {path}"
        );
        if is_there {
            assert_eq!(ids(path), shown, "{path}");
        }
    };
    let context = prepared.context();
    let corpus = &context.corpus;
    for (id, region) in corpus.regions.iter() {
        let view = context.region_page(id);
        let folder = format!("regions/{}", region.id);
        same(&format!("{folder}/findings"), shown(&view.boxed));
        same(
            &format!("{folder}/recommendations"),
            shown(&view.recommendations),
        );
        assert_eq!(
            ids(&format!("{folder}/bodies")).len(),
            corpus.bodies_of(id).count(),
            "{folder}"
        );
    }
    for (id, body) in corpus.bodies.iter() {
        let view = context.body_profile(id);
        let folder = format!("{}/{}", body.kind.folder(), body.id);
        same(
            &format!("{folder}/recommendations"),
            shown(&view.recommendations),
        );
        let figures = format!("{folder}/figures");
        let n_figures = if site().has_file(&format!("{figures}.csv")) {
            ids(&figures).len()
        } else {
            0
        };
        assert_eq!(n_figures, view.figures.len(), "{figures}");
    }
    for (id, topic) in corpus.topics.iter() {
        let view = context.topic_page(id);
        same(
            &format!("topics/{}/findings", topic.id),
            shown(&view.findings),
        );
    }
    same(
        "practice/findings",
        shown(&context.practice_register().practices),
    );
    let listed = |kind| {
        let page = context.body_index(kind);
        [shown(&page.bodies), shown(&page.ended)].concat()
    };
    same("forces/bodies", listed(BodyKind::Force));
    same("rocus/bodies", listed(BodyKind::Rocu));
    let groups = serde_json::to_value(&context.judgments().groups).expect("groups");
    let rows = groups
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|group| group["rows"].as_array().expect("rows"));
    same(
        "judgments/bodies",
        rows.map(|row| row["body"]["id"].as_str().expect("an id").to_owned())
            .collect(),
    );
}
