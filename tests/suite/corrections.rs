//! Corrections of what the site said, and bodies that no longer exist.

use jiff::civil::date;

use crate::site_test::{SiteTest, account};

const FILE: &str = "content/corrections.yaml";

const WORDS: &str = "## Tackling {#tackling}

### Plans are old {#plans .area-for-improvement topics=plans}

They are. The force led 12 disruptions.
";

const FIGURES: &str = "figures:
  - id: led
    measure: disruptions
    value: 12
    as_of: inspection
    finding: plans
";

fn corrected(entries: &str) -> SiteTest {
    SiteTest::kent(WORDS)
        .with("content/forces/kent/2023-soc.yaml", FIGURES)
        .with(FILE, entries)
}

fn entry(day: &str, about: &str) -> String {
    format!("- date: {day}\n  {about}\n  was: \"21\"\n  is: \"12\"\n  why: Digits were swapped.\n")
}

#[test]
fn a_correction_is_shown_where_it_was_wrong_on_its_page_and_in_the_data() {
    let entries = entry("2024-01-14", "finding: kent/plans")
        + &entry("2024-01-14", "figure: kent/led")
        + &entry("2024-07-01", "finding: kent/plans");
    let outcome = corrected(&entries)
        .with_theme("peelpress")
        .on(date(2024, 6, 1))
        .clean();
    outcome.page("forces/kent/").has_in_order(&[
        "Plans are old",
        "Corrected <time datetime=\"2024-01-14\">",
        "“21”",
    ]);
    let page = outcome.page("corrections/");
    page.has("id=\"correction-2024-01-14\"")
        .has("id=\"correction-2024-01-14-2\"")
        .has("/forces/kent/#plans")
        .has("/forces/kent/#figure-led");
    // The last one is later than the day of the site.
    page.lacks("2024-07-01");
    let rows = outcome.table("corrections");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["finding"], "kent/plans");
    assert_eq!(rows[1]["figure"], "kent/led");
}

#[test]
fn a_site_without_corrections_has_no_page_of_them() {
    assert!(
        !SiteTest::kent(WORDS)
            .clean()
            .has_file("corrections/index.html")
    );
}

#[test]
fn a_correction_names_one_thing_that_is_there() {
    corrected(&entry("2024-01-14", "finding: kent/plan"))
        .diagnostics(&["dangling-reference: unknown finding `kent/plan`"]);
    corrected(&entry("2024-01-14", "figure: kent/lead"))
        .diagnostics(&["dangling-reference: unknown figure `kent/lead`"]);
    let outcome = corrected("- date: 2024-01-14\n  was: a\n  is: b\n  why: c\n").build();
    assert!(
        outcome.codes().contains("missing-key"),
        "{}",
        outcome.report()
    );
}

#[test]
fn a_body_that_no_longer_exists_leads_to_its_successor() {
    let site = SiteTest::kent("").and(
        "-- content/forces/wessex/force.md --\n---\nname: Wessex Police\nregion: eastern\nuntil: 2023-03-31\nsucceeded_by: kent\n---\n",
    );
    let outcome = site.with_theme("peelpress").clean();
    outcome
        .page("forces/wessex/")
        .has_in_order(&["existed until", "Now:", "/forces/kent/"]);
    outcome
        .page("forces/kent/")
        .has_in_order(&["Replaces", "/forces/wessex/"]);
    let rows = outcome.table("bodies");
    let row = rows
        .iter()
        .find(|row| row["id"] == "wessex")
        .expect("a row");
    assert_eq!(row["until"], "2023-03-31");
    assert_eq!(row["succeeded_by"][0], "kent");
}

#[test]
fn a_succession_has_an_end_and_no_loop() {
    let wessex = |lines: &str| {
        SiteTest::kent("").and(&format!(
            "-- content/forces/wessex/force.md --\n---\nname: Wessex Police\nregion: eastern\n{lines}\n---\n"
        ))
    };
    wessex("succeeded_by: kent").diagnostics(&["missing-key: `succeeded_by` without `until`"]);
    wessex("until: 2023\nsucceeded_by: wessex")
        .diagnostics(&["conflicting-values: `wessex` cannot succeed this body"]);
    wessex("until: 2023\nsucceeded_by: sussex")
        .diagnostics(&["unknown-body: unknown force or ROCU `sussex`"]);
    wessex("from: 2024\nuntil: 2023")
        .diagnostics(&["conflicting-values: this body ends before it begins"]);
}

#[test]
fn a_past_inspection_gives_a_body_the_name_that_it_had_then() {
    let site = SiteTest::new("")
        .with("content/forces/kent/2023-soc.md", account("grade: good", ""))
        .with(
            "content/forces/kent/force.md",
            "---\nname: Kent and Surrey Police\nregion: eastern\nformer_names:\n  - name: Kent Police\n    until: 2025-03-31\n---\n",
        );
    let outcome = site.clean();
    outcome
        .page("inspections/soc-2023/")
        .has(">Kent Police<")
        .lacks("Kent and Surrey Police");
    outcome
        .page("regions/eastern/")
        .has("Kent and Surrey Police");
}
