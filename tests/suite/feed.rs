//! The feed: JSON Feed 1.1 to the letter, and no date that a report does not give.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::showcase;
use crate::site_test::{Outcome, SiteTest};

const INSPECTION: &str = "content/inspections/coast-2026.md";

fn feed(outcome: &Outcome) -> Value {
    serde_json::from_str(outcome.file("feed.json")).expect("JSON")
}

fn items(feed: &Value) -> &Vec<Value> {
    feed["items"].as_array().expect("items")
}

#[test]
fn a_feed_announces_each_inspection_and_account_once() {
    let site = showcase::site();
    let feed = feed(site);
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(feed["title"].is_string() && feed["language"].is_string());
    assert_eq!(feed["_peelpress"]["as_of"], "2026-11-01");
    let items = items(&feed);
    let inspections = site.table("inspections").len();
    assert!(items.len() > inspections, "accounts are entries too");
    let ids: BTreeSet<&str> = items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect();
    assert_eq!(ids.len(), items.len(), "ids are unique");
    for item in items {
        let url = item["url"].as_str().expect("a URL");
        let path = url
            .strip_prefix("https://example.org/")
            .and_then(|path| path.split('#').next())
            .expect("on the site");
        assert!(
            site.has_file(&format!("{path}index.html")),
            "no page at {url}"
        );
        for text in ["title", "content_text"] {
            assert!(
                item[text].as_str().is_some_and(|text| !text.is_empty()),
                "{item}"
            );
        }
    }
}

#[test]
fn a_date_of_publication_is_given_only_if_the_day_is_known() {
    let site = |published: &str| {
        let built = SiteTest::first()
            .edit(INSPECTION, "published: 2026-09-15", published)
            .build();
        let feed = feed(&built);
        let item = items(&feed).first().expect("an entry").clone();
        (
            item["date_published"].clone(),
            item["_peelpress"]["published"].clone(),
        )
    };
    let (day, month) = ("2026-09-15", "2026-09");
    assert_eq!(
        site(&format!("published: {day}")),
        ("2026-09-15T00:00:00Z".into(), day.into())
    );
    assert_eq!(
        site(&format!("published: {month}")),
        (Value::Null, month.into())
    );
    assert_eq!(site("published: not-stated"), (Value::Null, Value::Null));
}

#[test]
fn the_newest_entries_come_first_and_pages_link_to_the_feed() {
    let site = showcase::site();
    let feed = feed(site);
    let dates: Vec<&str> = items(&feed)
        .iter()
        .map(|item| item["_peelpress"]["published"].as_str().unwrap_or_default())
        .collect();
    let year = |date: &str| date.get(..4).map(str::to_owned);
    assert!(
        dates.is_sorted_by_key(|date| std::cmp::Reverse(year(date))),
        "{dates:?}"
    );
    site.page("")
        .has("<link rel=\"alternate\" type=\"application/feed+json\"")
        .has("href=\"/feed.json\"");
}

#[test]
fn a_site_that_does_not_know_its_address_has_no_feed() {
    let site = SiteTest::first().edit("site.toml", "address = \"https://example.org/\"", "");
    let outcome = site.build();
    assert!(!outcome.has_file("feed.json"));
    outcome.page("").lacks("feed+json");
}

#[test]
fn atom_feeds_are_of_the_site_and_of_each_body_with_an_account() {
    let site = showcase::site();
    let feed = site.file("feed.atom");
    assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns"));
    assert!(feed.contains("<updated>2026-11-01T00:00:00Z</updated>"));
    let ashby = site.file("forces/ashby/feed.atom");
    assert!(ashby.contains("<id>https://example.org/forces/ashby/feed.atom</id>"));
    assert!(ashby.contains("<link rel=\"alternate\" href=\"https://example.org/forces/ashby/\"/>"));
    assert!(
        !ashby.contains("Birchwood"),
        "another body's account:\n{ashby}"
    );
    assert!(
        site.file("forces/ashby/index.html")
            .contains("/forces/ashby/feed.atom")
    );
    assert!(
        !site.has_file("forces/dunmere/feed.atom"),
        "nothing to announce"
    );
}

#[test]
fn an_atom_entry_has_a_day_of_publication_only_if_the_report_gives_it() {
    let feed = |published: &str| {
        let site = SiteTest::first().edit(INSPECTION, "published: 2026-09-15", published);
        site.build().file("feed.atom").to_owned()
    };
    assert!(feed("published: 2026-09-15").contains("<published>2026-09-15T00:00:00Z"));
    for published in [
        "published: 2026-09",
        "published: 2026",
        "published: not-stated",
    ] {
        assert!(!feed(published).contains("<published>"), "{published}");
    }
}

#[test]
fn text_of_authors_is_text_in_an_atom_feed() {
    let site = SiteTest::first().edit(INSPECTION, "title: ", "title: \"A & <b>]]>\" # ");
    let outcome = site.build();
    let feed = outcome.file("feed.atom");
    assert!(feed.contains("A &amp; &lt;b&gt;]]&gt;"), "{feed}");
}
