//! What each edition changed: the record that a release writes, its pages, feeds and data.

use peelpress::diff::Edition;
use peelpress::pipeline;

use crate::site_test::{Outcome, SiteTest};

const FILE: &str = "content/changes/2027-02.yaml";

fn kent(grade: &str, words: &str) -> SiteTest {
    let text = format!("## T {{#tackling}}\n\n### One {{#one}}\n\n{words}\n");
    let site = SiteTest::kent(&text);
    site.edit(
        "content/forces/kent/2023-soc.md",
        "grade: good",
        &format!("grade: {grade}"),
    )
    .at("https://example.org/deep/")
}

fn edition(outcome: &Outcome) -> Edition {
    let tree = outcome.tree();
    let paths = tree.keys().map(String::as_str);
    Edition::read(paths, |path| tree.get(path).cloned()).expect("an edition")
}

/// Releases an edition; gives the site with what content keeps of it, and the pages.
fn released(site: SiteTest, name: &str, before: Option<&Edition>) -> (SiteTest, Outcome) {
    let released = pipeline::release(&site.files, &site.request(), name, before, &|_, _| {});
    let released = released.expect("a good name");
    let outcome = Outcome {
        built: released.built,
    };
    assert!(!outcome.has_errors(), "{}", outcome.report());
    let content = released.content.into_iter();
    let site = content.fold(site, |site, (path, bytes)| site.with(&path, bytes));
    (site, outcome)
}

/// The second edition of a site, in which the grade and a word changed.
fn second() -> (SiteTest, Outcome) {
    let (first, outcome) = released(kent("good", "It has ten vans."), "2027-01", None);
    let ledger = first.text("content/addresses.tsv");
    let later = kent("adequate", "It has nine vans.").with("content/addresses.tsv", ledger);
    released(later, "2027-02", Some(&edition(&outcome)))
}

#[test]
fn a_release_records_what_changed_and_shows_it() {
    let (site, outcome) = second();
    let record = site.text(FILE);
    assert!(record.contains("since: \"2027-01\""), "{record}");
    for page in ["changes/", "changes/2027-02/", "", "forces/kent/"] {
        outcome.page(page).has("2027-02");
    }
    outcome
        .page("changes/2027-02/")
        .has("Worse grade: <a href=\"/deep/forces/kent/\">Kent Police</a>; from Good; to Adequate")
        .has("It has [-ten-]{+nine+} vans.");
    let rows = outcome.table("changes");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[0]["kind"], "grade-worse");
    assert_eq!(rows[0]["body"], "kent");
    assert_eq!(rows[1]["url"], "/deep/forces/kent/#one");
    let ledger = site.text("content/addresses.tsv");
    assert!(
        ledger.contains("/changes/2027-02/#kent\t2027-02"),
        "{ledger}"
    );
}

#[test]
fn feeds_of_the_site_and_of_a_body_have_what_changed() {
    let (_, outcome) = second();
    let whole = outcome.file("feed.atom");
    assert!(
        whole.contains("<title>What changed in 2027-02</title>"),
        "{whole}"
    );
    assert!(
        whole.contains("Worse grades: 1. Findings reworded: 1."),
        "{whole}"
    );
    let own = outcome.file("forces/kent/feed.atom");
    assert!(
        own.contains("https://example.org/deep/changes/2027-02/#kent"),
        "{own}"
    );
    assert!(own.contains("Finding reworded: One."), "{own}");
}

#[test]
fn an_edition_made_again_gives_the_same_record_and_keeps_its_note() {
    let (first, outcome) = released(kent("good", "It has ten vans."), "2027-01", None);
    let before = edition(&outcome);
    let ledger = first.text("content/addresses.tsv");
    let later = kent("adequate", "It has nine vans.").with("content/addresses.tsv", ledger);
    let (site, _) = released(later, "2027-02", Some(&before));
    let record = site.text(FILE);
    let (again, _) = released(site.clone(), "2027-02", Some(&before));
    assert_eq!(again.text(FILE), record);
    let noted = record.replace("changes:", "note: A second look.\nchanges:");
    let (noted, outcome) = released(site.with(FILE, noted), "2027-02", Some(&before));
    assert!(noted.text(FILE).contains("note: \"A second look.\""));
    outcome.page("changes/").has("A second look.");
}

#[test]
fn a_change_of_what_is_gone_is_shown_without_a_link() {
    let record = "date: 2024-05-01\nchanges:\n  - kind: finding-removed\n    id: weald/gone\n    name: Gone\n    url: /forces/weald/#gone\n  - kind: grade-new\n    id: kent\n    name: Kent Police\n    to: excellent\n";
    let site = SiteTest::new("").with("content/changes/2024-05.yaml", record);
    // The scale may have other grades by now.
    site.clean()
        .page("changes/2024-05/")
        .has("Finding removed: Gone\n")
        .has("Kent Police</a>; to excellent");
}

#[test]
fn a_record_of_a_day_to_come_is_not_shown_yet() {
    let record = "date: 2030-05-01\nchanges:\n  - {kind: grade-new, id: kent, to: good}\n";
    let site = SiteTest::new("").with("content/changes/2030-05.yaml", record);
    let outcome = site.clean();
    outcome.page("").lacks("2030-05");
    assert!(outcome.table("changes").is_empty());
}

#[test]
fn an_unknown_kind_of_change_names_the_nearest_one() {
    let record = "date: 2024-05-01\nchanges:\n  - {kind: finding-knew, id: kent/one}\n";
    let site = SiteTest::new("").with("content/changes/2024-05.yaml", record);
    let short = site.build().short();
    assert!(short.contains("finding-knew"), "{short}");
}

#[test]
fn a_change_of_a_finding_that_is_kept_back_is_kept_back_too() {
    let record = "date: 2024-05-01\nchanges:\n  - {kind: finding-new, id: kent/one, name: Planted words of a title}\n  - {kind: address-added, id: \"/forces/kent/#one\"}\n  - {kind: finding-new, id: kent/two, name: Two}\n";
    let words = "## T {#tackling}\n\n### Planted words of a title {#one .draft}\n\nA.\n\n### Two {#two}\n\nB.\n";
    let site = SiteTest::kent(words).with("content/changes/2024-05.yaml", record);
    let outcome = site.clean();
    outcome
        .page("changes/2024-05/")
        .has(">Two</a>")
        .lacks("Planted")
        .lacks("#one");
    assert_eq!(outcome.table("changes").len(), 1);
}

#[test]
fn the_data_of_an_edition_stays_within_reach() {
    let record = "date: 2024-05-01\ndata: https://archive.example/2024-05/\n";
    let site = SiteTest::new("").with("content/changes/2024-05.yaml", record);
    let outcome = site.clean();
    outcome
        .page("changes/")
        .has("https://archive.example/2024-05/");
}
