//! Due dates as calendars: RFC 5545 to the letter, one event per recommendation.

use std::collections::{BTreeMap, BTreeSet};

use crate::showcase::site;
use crate::site_test::{Outcome, SiteTest};

/// Where the first site says what was found of its force.
const WORDS: &str = "content/forces/saltmarsh/2026-regional.md";

/// The events of a calendar: their properties by name. Checks what must hold of every line.
fn events(calendar: &str) -> Vec<BTreeMap<String, String>> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    for line in calendar.split_inclusive("\r\n") {
        let line = line.strip_suffix("\r\n").expect("every line ends in CR LF");
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = calendar.replace("\r\n ", "");
    let mut lines = unfolded.split("\r\n").filter(|line| !line.is_empty());
    let head: Vec<&str> = lines.by_ref().take(5).collect();
    assert_eq!(head[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert!(head[2].starts_with("PRODID:"), "{head:?}");
    let mut events = Vec::new();
    let mut in_alarm = false;
    for line in lines {
        let (name, value) = line.split_once(':').expect("a property");
        match line {
            "BEGIN:VALARM" | "END:VALARM" => in_alarm = line.starts_with("BEGIN"),
            _ if in_alarm && name != "TRIGGER" => {}
            "BEGIN:VEVENT" => events.push(BTreeMap::new()),
            "END:VEVENT" | "END:VCALENDAR" => {}
            _ => {
                if let Some(event) = events.last_mut() {
                    assert_eq!(
                        event.insert(name.to_owned(), value.to_owned()),
                        None,
                        "{name} twice"
                    );
                }
            }
        }
    }
    events
}

fn plain(text: &str) -> String {
    text.replace("\\n", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
}

#[test]
fn every_recommendation_is_an_event_on_the_day_it_is_due() {
    let rows = site().table("recommendations");
    let events = events(site().file("recommendations/due.ics"));
    let clocks = site().table("clocks");
    assert_eq!(events.len(), rows.len() + clocks.len());
    let ids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(ids.len(), events.len(), "no two events have one id");
    for row in rows {
        let uid = format!("{}@example.org", row["id"].as_str().unwrap());
        let event = events
            .iter()
            .find(|event| event["UID"] == uid)
            .unwrap_or_else(|| panic!("no {uid}"));
        assert_eq!(
            event["DTSTART;VALUE=DATE"],
            row["due"].as_str().unwrap().replace('-', "")
        );
        assert_eq!(
            event["URL"],
            format!("https://example.org{}", row["url"].as_str().unwrap())
        );
        let words = plain(&event["DESCRIPTION"]);
        assert!(words.contains(row["text"].as_str().unwrap()), "{words}");
        assert!(
            words.contains(&format!(
                "Who must act: {}.",
                row["owner"].as_str().unwrap()
            )),
            "{words}"
        );
    }
}

#[test]
fn a_body_has_a_calendar_of_its_own_recommendations_alone() {
    let site = SiteTest::first().clean();
    let events = events(site.file("forces/saltmarsh/due.ics"));
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["UID"], "saltmarsh/fill-posts@example.org");
    assert_eq!(events[0]["DTSTART;VALUE=DATE"], "20270331");
    assert_eq!(
        events[0]["DTSTAMP"], "20261101T000000Z",
        "the site's date, and not the clock's"
    );
    assert_eq!(
        plain(&events[0]["SUMMARY"]),
        "Saltmarsh Police: Fill the empty posts"
    );
    assert!(
        !site.has_file("rocus/crocu/due.ics"),
        "nothing is due from the regional unit"
    );
    assert!(site.has_file("regions/coast/due.ics"));
}

#[test]
fn there_is_a_calendar_beside_each_table_of_recommendations_and_nowhere_else() {
    let folders = |name: &str| {
        let files = site()
            .built
            .output
            .iter()
            .filter_map(|(path, _)| path.as_str().strip_suffix(name));
        files
            .filter(|folder| *folder != "data/")
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let mut tables = folders("recommendations.csv");
    // The page of all has its rows in the export.
    tables.insert("recommendations/".to_owned());
    // Bodies with a clock have a calendar as well.
    let clocks = site().table("clocks");
    let pages = clocks.iter().filter_map(|row| row["url"].as_str());
    tables.extend(pages.map(|page| page.trim_start_matches('/').to_owned()));
    assert_eq!(folders("due.ics"), tables);
}

#[test]
fn an_event_keeps_its_id_in_every_edition() {
    let on = |day: &str| {
        let site = SiteTest::first().edit("site.toml", "2026-11-01", day);
        site.clean().file("recommendations/due.ics").to_owned()
    };
    let (early, late) = (on("2026-11-01"), on("2027-02-03"));
    assert_ne!(early, late);
    assert_eq!(early.replace("DTSTAMP:20261101", "DTSTAMP:20270203"), late);
}

#[test]
fn a_date_that_has_not_passed_has_an_alarm_and_can_be_subscribed_to() {
    let on = |day: &str| {
        SiteTest::first()
            .edit("site.toml", "2026-11-01", day)
            .clean()
    };
    let (before, after) = (on("2026-11-01"), on("2030-01-01"));
    let alarm = |site: &Outcome| {
        events(site.file("recommendations/due.ics"))[0]
            .get("TRIGGER")
            .cloned()
    };
    assert_eq!(alarm(&before), Some("-P14D".to_owned()));
    assert_eq!(alarm(&after), None);
    for page in ["recommendations/", "forces/saltmarsh/", "regions/coast/"] {
        before
            .page(page)
            .has(&format!("href=\"webcal://example.org/{page}due.ics\""));
        after
            .page(page)
            .has("all of them have passed")
            .lacks("webcal:");
    }
}

#[test]
fn words_of_authors_cannot_break_a_calendar() {
    let site = SiteTest::first()
        .edit(
            WORDS,
            "Fill the empty posts",
            "Fill; the, posts \\\\ END:VEVENT",
        )
        .clean();
    let events = events(site.file("forces/saltmarsh/due.ics"));
    assert_eq!(events.len(), 1);
    assert_eq!(
        plain(&events[0]["SUMMARY"]),
        "Saltmarsh Police: Fill; the, posts \\ END:VEVENT"
    );
}

#[test]
fn a_site_without_recommendations_has_no_calendar() {
    let site = SiteTest::first()
        .remove(WORDS)
        .remove("content/forces/saltmarsh/2026-regional.yaml")
        .remove("content/forces/saltmarsh/follow-up.yaml")
        .remove("content/forces/saltmarsh/response.md")
        .clean();
    assert!(!site.tree().keys().any(|path| path.ends_with(".ics")));
}
