//! The rows of a page's tables as files: exactly those that the page shows, and the same as in the whole export.

use std::collections::BTreeMap;

use peelpress::model::BodyKind;
use peelpress::view::{Download, Rows, Setting, Slice};
use serde::Serialize;
use serde_json::Value;

use crate::built::{OWN, OWN_FILES, text};

/// The ids of the rows that a view shows, in order.
fn shown(rows: &impl Serialize) -> Vec<String> {
    let rows = serde_json::to_value(rows).expect("rows");
    rows.as_array().expect("a list").iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

/// The ids of a file of rows.
fn ids(path: &str) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(text(&OWN_FILES, path)).expect("JSON");
    rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

fn with_setting<T>(look: impl FnOnce(&Setting<'_>) -> T) -> T {
    OWN.with_publication(|publication| look(publication.setting))
}

fn path(slice: &Slice, extension: &str) -> String {
    format!("{}{}.{extension}", slice.page.as_str().trim_start_matches('/'), slice.rows.table())
}

#[test]
fn rows_beside_a_page_are_the_very_rows_of_the_whole_table() {
    let mut whole: BTreeMap<(&str, String), (String, String)> = BTreeMap::new();
    for table in ["bodies", "findings", "recommendations", "figures"] {
        let json = text(&OWN_FILES, &format!("data/{table}.json"));
        let objects = json.lines().filter(|line| line.starts_with('{')).map(|line| line.trim_end_matches(','));
        let csv = records(text(&OWN_FILES, &format!("data/{table}.csv")));
        for (object, record) in objects.zip(&csv[1..]) {
            let row: Value = serde_json::from_str(object).expect("JSON");
            whole.insert(
                (table, row["id"].as_str().expect("an id").to_owned()),
                (object.to_owned(), record.join("\u{1f}")),
            );
        }
    }
    let slices = with_setting(|setting| setting.slices());
    assert!(slices.len() > 100, "{}", slices.len());
    for slice in &slices {
        let table = slice.rows.table();
        let (json, csv) = (text(&OWN_FILES, &path(slice, "json")), records(text(&OWN_FILES, &path(slice, "csv"))));
        let head = records(text(&OWN_FILES, &format!("data/{table}.csv")))[0].clone();
        assert_eq!(csv[0], head, "{}", path(slice, "csv"));
        let ids = ids(&path(slice, "json"));
        assert!(!ids.is_empty(), "{} holds nothing", path(slice, "json"));
        assert_eq!(csv.len(), ids.len() + 1);
        for (id, record) in ids.iter().zip(&csv[1..]) {
            let (object, cells) = &whole[&(table, id.clone())];
            assert!(json.contains(object.as_str()), "{id} in {}", path(slice, "json"));
            assert_eq!(&record.join("\u{1f}"), cells, "{id} in {}", path(slice, "csv"));
        }
    }
}

fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|record| record.expect("CSV").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_rows_are_those_that_the_page_shows_in_its_order() {
    with_setting(|setting| {
        let corpus = setting.corpus;
        for (id, region) in corpus.regions.iter() {
            let view = setting.region_page(id);
            let file = |table| ids(&format!("regions/{}/{table}.json", region.id));
            let has = |table: &str| {
                view.downloads.iter().any(|download| download.csv.as_str().ends_with(&format!("/{table}.csv")))
            };
            assert_eq!(file("bodies").len(), corpus.bodies_of(id).count());
            if !view.boxed.is_empty() {
                assert_eq!(file("findings"), shown(&view.boxed), "{}", region.id);
            }
            if has("recommendations") {
                assert_eq!(file("recommendations"), shown(&view.recommendations), "{}", region.id);
            }
            assert_eq!(has("findings"), !view.boxed.is_empty());
            assert_eq!(has("recommendations"), !view.recommendations.is_empty());
        }
        for (id, body) in corpus.bodies.iter() {
            let view = setting.body_profile(id);
            let folder = format!("{}/{}", body.kind.folder(), body.id);
            let has = |table: &str| OWN_FILES.get(&format!("{folder}/{table}.csv")).is_some();
            assert_eq!(has("figures"), !view.figures.is_empty(), "{folder}");
            assert_eq!(has("recommendations"), !view.recommendations.is_empty(), "{folder}");
            if has("figures") {
                assert_eq!(ids(&format!("{folder}/figures.json")).len(), view.figures.len());
            }
        }
        let by_topic = setting.findings_by_topic();
        for (id, topic) in corpus.topics.iter() {
            let view = setting.topic_page(id, &by_topic[id.row()]);
            if !view.findings.is_empty() {
                assert_eq!(ids(&format!("topics/{}/findings.json", topic.id)), shown(&view.findings), "{}", topic.id);
            }
        }
        assert_eq!(ids("practice/findings.json"), shown(&setting.practice_register().practices));
        assert_eq!(ids("forces/bodies.json"), shown(&setting.body_index(BodyKind::Force).bodies));
        assert_eq!(ids("rocus/bodies.json"), shown(&setting.body_index(BodyKind::Rocu).bodies));
        let judged: Vec<String> = setting.judgments().groups.iter().flat_map(|group| shown_bodies(group)).collect();
        assert_eq!(ids("judgments/bodies.json"), judged);
    });
}

fn shown_bodies(group: &impl Serialize) -> Vec<String> {
    let group = serde_json::to_value(group).expect("a group");
    let rows = group["rows"].as_array().expect("rows").clone();
    rows.iter().map(|row| row["body"]["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn every_download_that_a_page_offers_is_there_and_every_file_is_offered() {
    let mut offered = Vec::new();
    with_setting(|setting| {
        let corpus = setting.corpus;
        let mut offer = |downloads: Vec<Download>| {
            for download in downloads {
                assert!(!download.label.is_empty());
                offered
                    .extend([download.csv, download.json].map(|url| url.as_str().trim_start_matches('/').to_owned()));
            }
        };
        corpus.regions.ids().for_each(|id| offer(setting.region_page(id).downloads));
        corpus.bodies.ids().for_each(|id| offer(setting.body_profile(id).downloads));
        let (by_topic, by_measure) = (setting.findings_by_topic(), setting.figures_by_measure());
        corpus.topics.ids().for_each(|id| offer(setting.topic_page(id, &by_topic[id.row()]).downloads));
        corpus.measures.ids().for_each(|id| offer(setting.measure_page(id, &by_measure[id.row()]).downloads));
        offer(setting.body_index(BodyKind::Force).downloads);
        offer(setting.body_index(BodyKind::Rocu).downloads);
        offer(setting.practice_register().downloads);
        offer(setting.judgments().downloads);
        offer(setting.findings_register().downloads);
        offer(setting.recommendations_register().downloads);
        offer(setting.glossary_index().downloads);
        offer(setting.inspection_index().downloads);
        offer(setting.region_index().downloads);
    });
    for path in &offered {
        assert!(OWN_FILES.get(path).is_some(), "{path} is offered and not there");
    }
    for (path, _) in OWN_FILES.iter() {
        let path = path.as_str();
        let is_rows = path.ends_with(".csv") || (path.ends_with(".json") && !path.starts_with("data/"));
        assert!(
            !is_rows || path.starts_with("data/") || offered.iter().any(|offer| offer == path),
            "nobody offers {path}"
        );
    }
}

#[test]
fn a_table_without_rows_has_no_file() {
    let slices = with_setting(|setting| setting.slices());
    assert!(slices.iter().all(|slice| !slice.rows.places().is_empty()));
    let with_due = slices.iter().filter(|slice| matches!(slice.rows, Rows::Recommendations(_))).count();
    let calendars = OWN_FILES.iter().filter(|(path, _)| path.as_str().ends_with(".ics")).count();
    assert_eq!(calendars, with_due + 1, "one beside each such table, and one of all");
}
