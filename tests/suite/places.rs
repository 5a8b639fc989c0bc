//! Places: the vocabulary, the page that finds bodies by place, and what is reported.

use crate::site_test::SiteTest;

const FORCE: &str = "content/forces/kent/force.md";

fn places(entries: &str) -> String {
    format!("attribution: Names are made up.\nplaces:\n{entries}")
}

#[test]
fn a_place_and_each_of_its_names_lead_to_its_bodies() {
    let entries = "  - name: Marsh Haven\n    kind: town\n    within: Saltmarsh\n    bodies: kent\n    also: [The Haven]\n    postcodes: MH\n";
    let outcome = SiteTest::new("")
        .with("content/places.yaml", places(entries))
        .build();
    let page = outcome.page("find/");
    let kent = r#"<a href="/forces/kent/">Kent</a>"#;
    for line in [
        format!("<p>Marsh Haven [MH]: {kent}"),
        format!("<p>The Haven [MH]: {kent}"),
        format!("<p>Kent Police: {kent}"),
        "<p>Names are made up.".to_owned(),
    ] {
        page.has(&line);
    }
}

#[test]
fn everyday_names_of_a_body_are_listed_once() {
    let outcome = SiteTest::new("")
        .edit(
            FORCE,
            "region:",
            "also_known_as: [The Garden Force, Kent]\nregion:",
        )
        .build();
    let page = outcome.page("find/");
    assert_eq!(page.count("The Garden Force: "), 1);
    assert_eq!(page.count("<p>Kent: "), 1);
}

#[test]
fn places_of_one_name_say_where_they_are() {
    let entries = "  - {name: Ford, kind: town, within: West Shire, bodies: kent}\n  - {name: Ford, kind: town, within: East Shire, bodies: [kent, essex]}\n  - {name: Alone, kind: town, within: East Shire, bodies: kent}\n";
    let outcome = SiteTest::new("")
        .with("content/places.yaml", places(entries))
        .with(
            "content/forces/essex/force.md",
            "---\nname: Essex Police\nshort_name: Essex\nregion: eastern\n---\n",
        )
        .build();
    let page = outcome.page("find/");
    page.has("<p>Ford (East Shire): <a")
        .has("<p>Ford (West Shire): <a")
        .has("<p>Alone: <a");
}

#[test]
fn unknown_bodies_and_repeated_places_are_reported_together() {
    let entries = "  - {name: Ford, kind: town, bodies: knet}\n  - {name: Bay, kind: town, bodies: kent}\n  - {name: bay, kind: town, bodies: kent}\n  - {name: Cape, bodies: kent}\n";
    let outcome = SiteTest::new("")
        .with("content/places.yaml", places(entries))
        .build();
    let said = outcome.short();
    for message in [
        "unknown force or ROCU `knet`",
        "the place `bay` is listed twice",
        "missing `kind`",
    ] {
        assert!(said.contains(message), "{message} is not in {said}");
    }
}
