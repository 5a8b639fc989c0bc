//! The data export is a public contract. These tests compare that of the showcase with it, column by column.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::folder;
use crate::showcase::{pages, site};
use crate::site_test::SiteTest;

/// The promised tables and columns. They change only with a new major version.
const TABLES: [(&str, &str); 16] = [
    ("regions", "id name rocu forces inspection url absolute_url"),
    (
        "bodies",
        "id kind name abbreviation former_names region grade programme inspection url brief absolute_url from until succeeded_by",
    ),
    (
        "inspections",
        "id title programme region published source url absolute_url",
    ),
    (
        "findings",
        "id body region inspection kind question_area title topics url absolute_url status status_date first_found carried_from number text body_name",
    ),
    (
        "recommendations",
        "id finding body region owner due text status url absolute_url follow_up status_date",
    ),
    (
        "figures",
        "id body measure activity role value unit qualifier period_from period_to as_of extract note url words absolute_url",
    ),
    (
        "terms",
        "id term abbreviation aliases url used_in absolute_url",
    ),
    ("measures", "id name unit definition url absolute_url"),
    ("topics", "id name description url absolute_url"),
    (
        "extracts",
        "id inspection dataset drawn period_from period_to covers filters caveats url absolute_url",
    ),
    (
        "follow_up",
        "id finding recommendation body region date status said_by ends_clock superseded_by source source_address note url absolute_url",
    ),
    (
        "clocks",
        "id body region inspection clock name due status url absolute_url",
    ),
    (
        "corrections",
        "id date finding recommendation figure body region was is why url absolute_url",
    ),
    (
        "responses",
        "id finding recommendation body region inspection by name date text source source_address url absolute_url",
    ),
    ("redirects", "id to reason url absolute_url"),
    (
        "changes",
        "id edition since date kind body region about name from to url absolute_url",
    ),
];

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn column<'r>(rows: &'r [Map<String, Value>], name: &str) -> Vec<&'r str> {
    rows.iter().filter_map(|row| row[name].as_str()).collect()
}

/// A table as its CSV has it: the columns, and the cells of each row.
fn csv(table: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(site().file(&format!("data/{table}.csv")).as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let columns = cells(reader.headers().expect("a first line"));
    (
        columns,
        reader
            .records()
            .map(|record| cells(&record.expect("a row")))
            .collect(),
    )
}

#[test]
fn the_description_of_columns_names_nothing_from_the_publishers_sets() {
    let package = site().file("data/datapackage.json");
    for words in ["rescue", "warn", "ran or helped"] {
        assert!(!package.contains(words), "{words}");
    }
}

#[test]
fn tables_and_columns_are_those_that_were_promised() {
    for (table, columns) in TABLES {
        assert_eq!(csv(table).0, words(columns), "{table}.csv");
        for row in site().table(table) {
            let keys: BTreeSet<&str> = row.keys().map(String::as_str).collect();
            assert_eq!(keys, words(columns).into_iter().collect(), "{table}.json");
        }
        // Order is lost in a map; the first row's text has it.
        let json = site().file(&format!("data/{table}.json"));
        let first = json.lines().nth(1).expect("a row");
        let places: Vec<_> = words(columns)
            .iter()
            .map(|column| first.find(&format!("\"{column}\":")))
            .collect();
        assert!(
            places.is_sorted(),
            "{table}.json has its columns in another order: {first}"
        );
    }
}

#[test]
fn every_region_and_body_is_a_row_whether_it_was_inspected_or_not() {
    let ids = |table: &str| column(&site().table(table), "id").join(" ");
    assert_eq!(ids("regions"), "inner-isles outer-isles");
    assert_eq!(ids("bodies"), "ashby birchwood carrow dunmere tidewatch");
    let regions = site().table("regions");
    let inner = regions
        .iter()
        .find(|row| row["id"] == "inner-isles")
        .expect("the region");
    assert_eq!(inner["rocu"], Value::Null, "it has no regional unit");
}

#[test]
fn json_and_csv_have_the_same_rows() {
    for (table, _) in TABLES {
        let (columns, records) = csv(table);
        let rows = site().table(table);
        assert_eq!(rows.len(), records.len(), "{table}");
        for (row, record) in rows.iter().zip(&records) {
            for (column, cell) in columns.iter().zip(record) {
                let text = |value: &Value| {
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned)
                };
                let value = match &row[column] {
                    Value::Null => String::new(),
                    Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(";"),
                    value => text(value),
                };
                // An apostrophe keeps spreadsheets from running a cell.
                assert_eq!(
                    cell.strip_prefix('\'').unwrap_or(cell),
                    value,
                    "{table}, {}: {column}",
                    row["id"]
                );
            }
        }
    }
}

#[test]
fn ids_are_unique_and_references_lead_to_rows() {
    let ids = |table: &str| -> BTreeSet<String> {
        let rows = site().table(table);
        let ids: BTreeSet<String> = column(&rows, "id").into_iter().map(str::to_owned).collect();
        assert_eq!(ids.len(), rows.len(), "{table} has an id twice, or none");
        ids
    };
    let all: std::collections::BTreeMap<&str, BTreeSet<String>> = TABLES
        .iter()
        .map(|(table, _)| (*table, ids(table)))
        .collect();
    let references = [
        ("regions", "rocu", "bodies"),
        ("regions", "forces", "bodies"),
        ("regions", "inspection", "inspections"),
        ("bodies", "region", "regions"),
        ("bodies", "inspection", "inspections"),
        ("inspections", "region", "regions"),
        ("findings", "body", "bodies"),
        ("findings", "region", "regions"),
        ("findings", "inspection", "inspections"),
        ("recommendations", "finding", "findings"),
        ("recommendations", "body", "bodies"),
        ("recommendations", "region", "regions"),
    ];
    for (table, column, other) in references {
        for row in site().table(table) {
            let values = match &row[column] {
                Value::Null => Vec::new(),
                Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
                value => vec![value.as_str().expect("an id")],
            };
            for value in values {
                assert!(
                    all[other].contains(value),
                    "{table}: {column} of {} is {value}, which is not in {other}",
                    row["id"]
                );
            }
        }
    }
    for row in site().table("figures") {
        let body = row["body"].as_str().expect("an id");
        assert!(
            all["bodies"].contains(body) || all["regions"].contains(body),
            "{}: {body}",
            row["id"]
        );
    }
    // A finding belongs to a body or a region, and its id begins with it.
    for row in site().table("findings") {
        let owner = row["body"]
            .as_str()
            .or(row["region"].as_str())
            .expect("an owner");
        assert!(
            row["id"]
                .as_str()
                .is_some_and(|id| id.starts_with(&format!("{owner}/"))),
            "{}",
            row["id"]
        );
    }
}

/// The ids of a set of the showcase's `site.toml`.
fn set(name: &str) -> Vec<String> {
    let settings = std::fs::read_to_string(folder::tests().join("showcase/site.toml"));
    let settings: toml::Table = settings.expect("site.toml").parse().expect("TOML");
    let entries = settings[name].as_array().expect("a list").iter();
    entries
        .map(|entry| entry["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn values_come_from_the_publishers_sets() {
    let kinds = [set("finding_kinds"), vec!["finding".to_owned()]].concat();
    let status = ["due", "overdue"].map(str::to_owned).to_vec();
    for (table, column, allowed, may_be_null) in [
        ("bodies", "grade", set("grades"), true),
        ("findings", "kind", kinds, false),
        ("findings", "question_area", set("question_areas"), true),
        ("recommendations", "status", status, false),
        ("figures", "activity", set("activities"), true),
        ("figures", "role", set("roles"), true),
        ("figures", "unit", set("units"), false),
        ("figures", "qualifier", set("qualifiers"), true),
        ("inspections", "programme", set("programmes"), false),
    ] {
        for row in site().table(table) {
            let is_allowed = match row[column].as_str() {
                Some(value) => allowed.iter().any(|allowed| allowed == value),
                None => may_be_null && row[column].is_null(),
            };
            let value = &row[column];
            assert!(is_allowed, "{table}, {}: {column} is {value}", row["id"]);
        }
    }
}

#[test]
fn a_recommendation_has_a_due_date_and_a_figure_a_value_and_a_date() {
    for row in site().table("recommendations") {
        let due = row["due"].as_str().expect("a day");
        assert!(
            due.len() == 10 && due.parse::<jiff::civil::Date>().is_ok(),
            "{}: due {due}",
            row["id"]
        );
    }
    for row in site().table("figures") {
        let has_words = row.get("words").is_some_and(Value::is_string);
        assert!(row["value"].is_number() || has_words, "{}", row["id"]);
        let has_date = !row["period_from"].is_null() || !row["as_of"].is_null();
        let note = row["note"].as_str().unwrap_or_default();
        let says_when = [
            "At the time of the inspection.",
            "After the inspection.",
            "Date not stated.",
        ]
        .iter()
        .any(|when| note.contains(when));
        assert!(
            has_date || says_when,
            "{} has no date and no period",
            row["id"]
        );
    }
}

#[test]
fn every_column_but_that_of_briefs_has_a_value_in_some_row() {
    for (table, columns) in TABLES {
        let (_, records) = csv(table);
        for (at, column) in words(columns).into_iter().enumerate() {
            // The site of the tests is built without briefs.
            let is_filled = records.iter().any(|record| !record[at].is_empty());
            assert_eq!(is_filled, column != "brief", "{table}: {column}");
        }
    }
}

#[test]
fn the_description_names_every_table_and_column() {
    let package: Value = serde_json::from_str(site().file("data/datapackage.json")).expect("JSON");
    let resources = package["resources"].as_array().expect("tables");
    assert_eq!(resources.len(), TABLES.len());
    for (resource, (table, columns)) in resources.iter().zip(TABLES) {
        assert_eq!(resource["name"], table);
        assert_eq!(resource["path"], format!("{table}.csv"));
        let fields = resource["schema"]["fields"].as_array().expect("columns");
        let names: Vec<&str> = fields
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(names, words(columns), "{table}");
        for key in resource["schema"]["foreignKeys"].as_array().expect("keys") {
            // What a column refers to is there, in every row.
            let other = site().table(key["reference"]["resource"].as_str().expect("a table"));
            let ids = column(&other, "id");
            for value in column(
                &site().table(table),
                key["fields"].as_str().expect("a column"),
            ) {
                assert!(ids.contains(&value), "{table}: {key}: {value}");
            }
        }
        let is_described = |field: &Value| {
            field["description"]
                .as_str()
                .is_some_and(|text| text.ends_with('.'))
        };
        assert!(
            fields.iter().all(is_described),
            "{table}: a column is not described"
        );
    }
}

#[test]
fn every_address_of_the_data_is_on_the_site() {
    for (table, _) in TABLES {
        for row in site().table(table) {
            // Nothing is at an address that was withdrawn.
            let is_withdrawn = table == "changes" || table == "redirects" && row["to"].is_null();
            let Some(url) = row["url"].as_str() else {
                assert!(is_withdrawn, "{table}: {row:?}");
                continue;
            };
            let (path, anchor) = url
                .split_once('#')
                .map_or((url, None), |(path, anchor)| (path, Some(anchor)));
            let page = pages().get(format!("{}index.html", &path[1..]).as_str());
            assert!(page.is_some(), "{table}: {url}");
            if let (Some(anchor), Some(page)) = (anchor, page) {
                assert!(
                    page.ids().contains(&anchor),
                    "{table}: {url} leads to no place on its page"
                );
            }
        }
    }
}

/// A site whose recommendation has these words.
fn recommended(words: &str) -> SiteTest {
    let finding = "## T {#tackling}\n\n### Bad {#bad .cause-of-concern topics=plans}\n\nBad.\n\n";
    SiteTest::kent(&format!(
        "{finding}#### Do it {{#do .recommendation owner=kent due=2027-01-31}}\n\n{words}\n"
    ))
}

#[test]
fn items_of_a_recommendation_stay_apart_in_data_and_calendars() {
    let words = "By then:\n\n- fill the *posts*\n- tell:\n  1. the region\n  2. the unit\n\n| who | when |\n| --- | --- |\n| Kent | May |\n\nAnd so on.";
    let outcome = recommended(words).at("https://example.org/x/").clean();
    let lines = "By then:\n• fill the posts\n• tell:\n  1. the region\n  2. the unit\nwho | when\nKent | May\nAnd so on.";
    let row = &outcome.table("recommendations")[0];
    assert_eq!(row["text"], lines);
    assert_eq!(row["url"], "/x/forces/kent/#do");
    assert_eq!(row["absolute_url"], "https://example.org/x/forces/kent/#do");
    let calendar = outcome.file("recommendations/due.ics").replace("\r\n ", "");
    assert!(calendar.contains(&lines.replace('\n', "\\n")), "{calendar}");
}

#[test]
fn a_table_is_utf_8_without_a_mark_and_its_lines_end_as_the_standard_asks() {
    let outcome = recommended("- Fill the posts\n- Say so").clean();
    let csv = outcome.file("data/recommendations.csv");
    assert!(csv.starts_with("id,finding,"), "{csv}");
    assert!(csv.contains("\"• Fill the posts\n• Say so\""), "{csv}");
    assert!(csv.ends_with("\r\n"), "{csv}");
}
