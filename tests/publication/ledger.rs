//! The data export agrees with the ledgers: lists of what the sources hold, written by hand while reading them.
//!
//! `ledger/findings-*.csv` has one row per judgment, finding and recommendation; `figures-*.csv` one row per number. The
//! line is that of the source. `region:west-midlands` is the region of that name; `west-midlands` alone is the force.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::folder;
use crate::site::site;

/// Rows of the ledgers whose names begin alike: cells by column.
fn ledger(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = Vec::new();
    for (path, bytes) in folder::read(&folder::tests().join("publication/ledger")) {
        if path.starts_with(name) {
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            let read = reader
                .deserialize()
                .map(|row| row.unwrap_or_else(|error| panic!("{path}: {error}")));
            rows.extend(read);
        }
    }
    assert!(rows.len() > 200, "the ledgers {name}-*.csv are missing");
    rows
}

/// The subject of a row of the export, as the ledgers name it.
fn subject(row: &Map<String, Value>) -> String {
    match row["body"].as_str() {
        Some(body) => body.to_owned(),
        None => region(row["region"].as_str().expect("a region")),
    }
}

/// A region as the ledgers name it.
fn region(id: &str) -> String {
    if id == "west-midlands" {
        format!("region:{id}")
    } else {
        id.to_owned()
    }
}

/// Counts things, and lists those that one side has more often than the other.
fn compare(
    ledger: impl Iterator<Item = String>,
    export: impl Iterator<Item = String>,
) -> Vec<String> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    ledger.for_each(|key| counts.entry(key).or_default().0 += 1);
    export.for_each(|key| counts.entry(key).or_default().1 += 1);
    counts.retain(|_, (ledger, export)| ledger != export);
    counts
        .iter()
        .map(|(key, (ledger, export))| {
            format!("{key}: {ledger} in the ledger, {export} on the site")
        })
        .collect()
}

#[test]
fn every_judgment_of_the_sources_is_on_the_site_and_no_other() {
    let Some(site) = site() else { return };
    let rows = ledger("findings");
    let written = rows.iter().filter_map(|row| {
        let grade = row["kind"].strip_prefix("judgment:")?;
        Some(format!("{} is {grade}", row["subject"]))
    });
    let bodies = site.table("bodies");
    let shown = bodies.iter().filter_map(|row| {
        Some(format!(
            "{} is {}",
            row["id"].as_str()?,
            row["grade"].as_str()?
        ))
    });
    let different = compare(written, shown);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_finding_of_the_sources_is_on_the_site_under_its_kind_and_area() {
    let Some(site) = site() else { return };
    let rows = ledger("findings");
    let is_finding = |row: &&BTreeMap<String, String>| !row["kind"].contains(':');
    let written = rows
        .iter()
        .filter(is_finding)
        .map(|row| format!("{} / {} / {}", row["subject"], row["kind"], row["area"]));
    let findings = site.table("findings");
    let shown = findings.iter().map(|row| {
        let area = row["question_area"].as_str().unwrap_or_default();
        format!(
            "{} / {} / {area}",
            subject(row),
            row["kind"].as_str().unwrap_or_default()
        )
    });
    let different = compare(written, shown);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_recommendation_of_the_sources_is_on_the_site_with_its_day() {
    let Some(site) = site() else { return };
    let rows = ledger("findings");
    let written = rows.iter().filter_map(|row| {
        let due = row["kind"].strip_prefix("recommendation:")?;
        Some(format!("{} by {due}", row["subject"]))
    });
    let recommendations = site.table("recommendations");
    let shown = recommendations.iter().map(|row| {
        format!(
            "{} by {}",
            subject(row),
            row["due"].as_str().unwrap_or_default()
        )
    });
    let different = compare(written, shown);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Figures whose number is not in the ledger of their subject, each with the reason why that is right.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Whether a figure agrees with what the ledger lists for its subject: a number with a number, and a fraction or a
/// change that the source gives in words, such as "two thirds" or "doubled", with the same words.
fn is_listed(row: &Map<String, Value>, listed: &BTreeSet<String>) -> bool {
    let text = row.get("words").and_then(Value::as_str);
    let text = text.or(row["note"].as_str()).unwrap_or_default();
    let is_number = |entry: &str| entry.starts_with(|c: char| c.is_ascii_digit());
    let mut entries_in_words = listed.iter().filter(|entry| !is_number(entry));
    let has_value = row["value"].is_number() && listed.contains(&row["value"].to_string());
    has_value || entries_in_words.any(|entry| text.contains(entry.as_str()))
}

#[test]
fn every_figure_on_the_site_is_in_the_ledger_of_its_subject() {
    let Some(site) = site() else { return };
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in ledger("figures") {
        let entries = listed.entry(row["subject"].clone()).or_default();
        entries.insert(row["number"].clone());
    }
    let mut exceptions: BTreeSet<&str> = EXCEPTIONS.iter().map(|(id, _)| *id).collect();
    let mut missing = Vec::new();
    for row in site.table("figures") {
        let id = row["id"].as_str().expect("an id");
        let is_regional = row["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("/regions/"));
        let body = row["body"].as_str().expect("a body");
        let subject = if is_regional {
            region(body)
        } else {
            body.to_owned()
        };
        let is_there = listed
            .get(&subject)
            .is_some_and(|entries| is_listed(&row, entries));
        if !is_there && !exceptions.remove(id) {
            let (value, note) = (&row["value"], &row["note"]);
            missing.push(format!("{id}: {value} (of {subject}; {note})"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(
        exceptions.is_empty(),
        "exceptions that are not needed: {exceptions:?}"
    );
}
