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

/// Two forces of the first round that became one, one that became two, and one that moved to another region.
fn reorganised() -> SiteTest {
    let mut site =
        SiteTest::new("-- content/regions/south-east/region.md --\n---\nname: South East\n---\n");
    let forces = [
        (
            "kent",
            "Kent Police",
            "region: eastern\nuntil: 2024-03-31\nsucceeded_by: downs",
        ),
        (
            "essex",
            "Essex Police",
            "region: eastern\nuntil: 2024-03-31\nsucceeded_by: downs",
        ),
        ("downs", "Downs Police", "region: eastern\nfrom: 2024-04-01"),
        (
            "fens",
            "Fens Police",
            "region: eastern\nuntil: 2024-03\nsucceeded_by: [north-fens, south-fens]",
        ),
        (
            "north-fens",
            "North Fens Police",
            "region: eastern\nfrom: 2024-04-01",
        ),
        (
            "south-fens",
            "South Fens Police",
            "region: eastern\nfrom: 2024-04-01",
        ),
        ("weald", "Weald Police", "region: south-east"),
    ];
    for (id, name, lines) in forces {
        let folder = format!("content/forces/{id}");
        site = site.with(
            &format!("{folder}/force.md"),
            format!("---\nname: {name}\n{lines}\n---\n"),
        );
        if !lines.contains("from") {
            let account = account("grade: good", "");
            site = site.with(&format!("{folder}/2023-soc.md"), account);
        }
    }
    // The Weald was inspected with its new region before the others ended.
    let inspection = site.text("content/inspections/soc-2023.md");
    let inspection = inspection
        .replace("region: eastern", "region: south-east")
        .replace("2023-03-02", "2024-03-01")
        .replace("Eastern region, 2023", "South East region, 2024");
    let later = account("grade: adequate", "").replace("soc-2023", "soc-2024");
    site.with("content/inspections/soc-2024.md", inspection)
        .with("content/forces/weald/2024-soc.md", later)
}

#[test]
fn bodies_that_ended_are_in_past_tables_and_not_among_the_present() {
    let before = reorganised().on(date(2024, 3, 31)).clean();
    let after = reorganised().on(date(2024, 4, 1)).clean();
    // Of Kent, Essex, the Fens and the Weald, only the Weald is left.
    before.page("").has("Good 3+0").has("Adequate 1+0");
    after.page("").has("Good 0+0").has("Adequate 1+0");
    before
        .page("forces/")
        .has_in_order(&["Essex Police", "Ended: <a href=\"/forces/downs/\">"]);
    after.page("forces/").has_in_order(&[
        "Downs Police",
        "North Fens",
        "Ended: <a href=\"/forces/essex/\">",
    ]);
    after.page("regions/eastern/").has_in_order(&[
        "Ended: <a href=\"/forces/essex/\">Essex Police",
        "Force: <a href=\"/forces/downs/\">",
    ]);
    after
        .page("judgments/")
        .lacks("Kent Police")
        .has("Weald Police");
    // The report is of the bodies that there were, in the region that it was about.
    after
        .page("inspections/soc-2023/")
        .has("Kent Police")
        .has("Essex Police")
        .has("Fens Police")
        .has("Weald Police");
    for (old, new) in [
        ("kent", "downs"),
        ("fens", "north-fens"),
        ("fens", "south-fens"),
    ] {
        after
            .page(&format!("forces/{old}/"))
            .has(&format!("/forces/{new}/"));
    }
    after
        .page("forces/downs/")
        .has("Kent Police")
        .has("Essex Police");
    let rows = after.table("bodies");
    let weald = rows.iter().find(|row| row["id"] == "weald").expect("a row");
    assert_eq!(weald["region"], "south-east");
}
