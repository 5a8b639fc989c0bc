//! Figures: how they are written, where they appear, and which may be compared side by side.

use crate::site_test::{SiteTest, account};

/// Kent with one finding, whose words these are, and these figures.
fn kent(words: &str, figures: &str) -> SiteTest {
    SiteTest::kent(&format!(
        "## T {{#tackling}}\n\n### Work {{#work}}\n\n{words}\n"
    ))
    .with(
        "content/forces/kent/2023-soc.yaml",
        format!("figures:\n{figures}"),
    )
}

/// A figure of disruptions with more keys.
fn figure(id: &str, value: &str, more: &str) -> String {
    let more: String = more
        .lines()
        .map(|line| format!("    {}\n", line.trim()))
        .collect();
    format!("  - id: {id}\n    measure: disruptions\n    value: {value}\n{more}")
}

#[test]
fn a_figure_is_shown_with_qualifier_unit_and_time() {
    let shown = |value: &str, more: &str| {
        let outcome = kent("Work.", &figure("f", value, more)).clean();
        let html = outcome.file("forces/kent/index.html");
        let line = html
            .lines()
            .find(|line| line.contains("id=\"figure-f\""))
            .expect("the figure")
            .to_owned();
        let (_, line) = line.split_once("</a> ").expect("a label");
        line.split("; ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        shown("1234567", "as_of: inspection"),
        "1,234,567. At the time of the inspection"
    );
    assert_eq!(
        shown("2", "as_of: after-inspection"),
        "2. After the inspection"
    );
    assert_eq!(shown("2", "as_of: not-stated"), "2. Period not stated");
    assert_eq!(
        shown("12.5", "unit: percent\nof: all work\nas_of: 2022-04-01"),
        "12.5%. At 1 April 2022"
    );
    assert_eq!(
        shown("2", "unit: months\nqualifier: about\nas_of: 2022"),
        "about 2 months. In 2022"
    );
    assert_eq!(
        shown("1", "unit: months\nas_of: 2022-04"),
        "1 month. In April 2022"
    );
    assert_eq!(
        shown("2", "words: doubled\nas_of: 2022"),
        "doubled. In 2022"
    );
    assert_eq!(
        shown("3", "period: 2021-06-01 to 2022-05-31"),
        "3. Year ending 31 May 2022"
    );
    assert_eq!(
        shown("3", "period: 2021-06 to 2021-08"),
        "3. June 2021 to August 2021"
    );
}

#[test]
fn a_figure_that_its_finding_does_not_have_is_reported() {
    let check = |words: &str, value: &str, more: &str| {
        let site = kent(
            words,
            &figure("f", value, &format!("finding: work\nas_of: 2022\n{more}")),
        );
        site.build().codes().contains("figure-not-in-prose")
    };
    for (words, value) in [
        ("It led 12.", "12"),
        ("It led twelve of them.", "12"),
        ("It led 1,200.", "1200"),
        ("It cost £1.5 million.", "1500000"),
        ("Both failed.", "2"),
        ("One hundred.", "100"),
        ("Twenty-three.", "23"),
    ] {
        assert!(!check(words, value, ""), "{words} says {value}");
    }
    for (words, value) in [
        ("It led 112.", "12"),
        ("It led 12.5.", "12"),
        ("It led 12,000.", "12"),
        ("Nothing.", "3"),
    ] {
        assert!(check(words, value, ""), "{words} does not say {value}");
    }
    assert!(!check(
        "Almost three quarters.",
        "75",
        "words: three quarters"
    ));
    assert!(!check(
        "It’s the inspector’s half.",
        "50",
        "words: inspector's half"
    ));
}

#[test]
fn figures_that_agree_in_all_but_the_activity_make_a_chart() {
    let by = |id: &str, value: &str, activity: &str, more: &str| {
        figure(
            id,
            value,
            &format!("activity: {activity}\nrole: lead\nperiod: 2021-06-01 to 2022-05-31\n{more}"),
        )
    };
    let chart = |figures: String| kent("Work.", &figures).clean();
    let together = chart(by("a", "3", "prevent", "") + &by("b", "12", "pursue", ""));
    together.page("forces/kent/").has(
        "Chart: Disruptions led, Year ending 31 May 2022; Pursue 12 (100.0); Prevent 3 (25.0)",
    );
    let handled = figure("a", "3", "what: cases handled\nrole: lead\nas_of: 2022");
    chart(handled)
        .page("forces/kent/")
        .has("Cases handled, led");
    // A bar of a share is a part of a hundred.
    let shares = by("a", "40", "prevent", "unit: percent\nof: all")
        + &by("b", "60", "pursue", "unit: percent\nof: all");
    chart(shares)
        .page("forces/kent/")
        .has("Pursue 60% (60.0); Prevent 40% (40.0)");
    for apart in [
        by("a", "3", "prevent", "what: large ones") + &by("b", "12", "pursue", ""),
        by("a", "3", "prevent", "extract: disruptions") + &by("b", "12", "pursue", ""),
        by("a", "3", "prevent", "qualifier: about") + &by("b", "12", "pursue", ""),
        by("a", "3", "pursue", "") + &by("b", "12", "pursue", ""),
        by("a", "3", "pursue", ""),
    ] {
        chart(apart).page("forces/kent/").lacks("Chart:");
    }
}

#[test]
fn only_like_figures_are_side_by_side_highest_first() {
    let essex = |more: &str| {
        kent(
            "Work.",
            &figure("f", "12", "period: 2021-06-01 to 2022-05-31"),
        )
        .with(
            "content/forces/essex/force.md",
            "---\nname: Essex Police\nregion: eastern\n---\n",
        )
        .with(
            "content/forces/essex/2023-soc.md",
            account("grade: good", ""),
        )
        .with(
            "content/forces/essex/2023-soc.yaml",
            format!("figures:\n{}", figure("f", "7", more)),
        )
        .clean()
    };
    let like = essex("period: 2021-06-01 to 2022-05-31");
    for page in ["measures/disruptions/", "regions/eastern/"] {
        like.page(page)
            .has("Compared: Disruptions, force, Year ending 31 May 2022;")
            .has("Kent Police</a> 12;")
            .has("Essex Police</a> 7");
    }
    for more in [
        "period: 2022-06-01 to 2023-05-31",
        "as_of: 2022",
        "period: 2021-06-01 to 2022-05-31\nrole: lead",
    ] {
        essex(more)
            .page("measures/disruptions/")
            .lacks("Compared:")
            .has("</a> 12.")
            .has("</a> 7.");
    }
}

#[test]
fn no_total_is_ever_worked_out() {
    let figures = figure("a", "1001", "activity: pursue\nas_of: 2022")
        + &figure("b", "2002", "activity: prevent\nas_of: 2022");
    let outcome = kent("Work.", &figures).clean();
    for (path, bytes) in outcome.tree() {
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(
            !text.contains("3003") && !text.contains("3,003"),
            "{path} adds figures up"
        );
    }
}

#[test]
fn key_figures_come_first_and_every_figure_has_an_address() {
    let figures = figure("a", "3", "as_of: 2022\nkey: true") + &figure("b", "4", "as_of: 2022");
    let outcome = kent("Work.", &figures).clean();
    outcome
        .page("forces/kent/")
        .has("Key: <a href=\"/forces/kent/#figure-a\">Disruptions</a> 3")
        .lacks("Key: <a href=\"/forces/kent/#figure-b\">")
        .has("id=\"figure-a\"")
        .has("id=\"figure-b\"");
    let rows = outcome.table("figures");
    assert_eq!(rows[1]["url"], "/forces/kent/#figure-b");
    assert_eq!(
        (&rows[0]["value"], &rows[0]["as_of"]),
        (&serde_json::json!(3), &serde_json::json!("2022"))
    );
}

#[test]
fn the_data_keeps_the_precision_of_the_source() {
    let figures = figure("a", "3.25", "period: 2021 to 2022-05")
        + &figure("b", "4", "as_of: inspection\nnote: a caveat");
    let rows = kent("Work.", &figures).clean().table("figures");
    assert_eq!(rows[0]["value"], serde_json::json!(3.25));
    assert_eq!(
        (&rows[0]["period_from"], &rows[0]["period_to"]),
        (&"2021".into(), &"2022-05".into())
    );
    assert_eq!(rows[1]["as_of"], serde_json::Value::Null);
    assert_eq!(rows[1]["note"], "At the time of the inspection. A caveat.");
}

#[test]
fn figures_need_words_of_the_same_name_beside_them() {
    SiteTest::new("")
        .with("content/forces/kent/2023-soc.yaml", "figures: []\n")
        .diagnostics(&["dangling-reference: figures without `2023-soc.md`"]);
}

#[test]
fn every_key_of_a_figure_is_checked() {
    kent("Work.", "  - id: f\n    measure: disruptions\n    value: about 3\n    unit: furlongs\n    role: leed\n    qualifier: roughly\n    finding: wrok\n    as_of: spring\n    colour: red\n")
        .diagnostics(&[
            "wrong-type: `about 3` is not a number in plain digits",
            "unknown-value: unknown unit `furlongs`",
            "unknown-value: unknown role `leed`",
            "unknown-value: unknown qualifier `roughly`",
            "dangling-reference: unknown finding `wrok` of `kent`",
            "invalid-date: `spring` is not a date",
            "unknown-key: unknown key `colour`",
        ]);
    kent(
        "Work.",
        &figure(
            "f",
            "3",
            "unit: furlongs\nrole: leed\nqualifier: roughly\nfinding: wrok\nas_of: 2022",
        ),
    )
    .diagnostics(&[
        "unknown-value: unknown unit `furlongs`",
        "unknown-value: unknown role `leed`",
        "unknown-value: unknown qualifier `roughly`",
        "dangling-reference: unknown finding `wrok` of `kent`",
    ]);
}

#[test]
fn ids_of_figures_and_extracts_are_held_to_what_an_address_can_be() {
    let figures =
        "figures:\n  - id: \"A b#c\"\n    measure: disruptions\n    value: 3\n    as_of: 2022\n";
    SiteTest::kent("")
        .with("content/forces/kent/2023-soc.yaml", figures)
        .edit("content/inspections/soc-2023.md", "  - id: ", "  - id: X ")
        .diagnostics(&[
            "invalid-file-name: `A b#c` cannot be an id",
            "invalid-file-name: `X disruptions` cannot be an id",
        ]);
}

#[test]
fn a_figure_and_a_finding_do_not_share_a_place_on_their_page() {
    let words = "## Tackling {#tackling}\n\n### Late {#figure-late}\n\nLate.\n";
    SiteTest::kent(words)
        .and("-- content/forces/kent/2023-soc.yaml --\nfigures:\n  - id: late\n    measure: disruptions\n    value: 3\n    as_of: 2022\n")
        .diagnostics(&["duplicate-id: duplicate address `#figure-late` on one page"]);
}

#[test]
fn a_file_without_figures_is_reported_unless_new_has_begun_it() {
    let site = SiteTest::kent("");
    site.clone()
        .with("content/forces/kent/2023-soc.yaml", "")
        .diagnostics(&["missing-key: missing `figures`"]);
    site.clone()
        .with("content/forces/kent/2023-soc.yaml", "figures:\n")
        .diagnostics(&["empty-key: `figures` has no value"]);
    site.with(
        "content/forces/kent/2023-soc.yaml",
        "# figures:\n#   - id: …\n",
    )
    .clean();
}

#[test]
fn a_change_may_be_more_than_all_of_something_and_a_share_may_not() {
    let figure = |more: &str| {
        let figure = format!(
            "figures:\n  - id: a\n    measure: disruptions\n    unit: percent\n    value: 120\n    as_of: 2022\n{more}"
        );
        SiteTest::kent("").with("content/forces/kent/2023-soc.yaml", figure)
    };
    figure("").clean();
    figure("    of: all work\n")
        .diagnostics(&["conflicting-values: invalid share: 120% of “all work”"]);
}

#[test]
fn fieldwork_ends_after_it_began() {
    let stretch = |from: &str, to: &str| {
        let written = format!("published: 2023-03-02\nfieldwork:\n  - from: {from}\n    to: {to}");
        SiteTest::new("").edit(
            "content/inspections/soc-2023.md",
            "published: 2023-03-02",
            &written,
        )
    };
    stretch("2022-05-10", "2022-05").clean();
    stretch("2022-05", "2022-04-30")
        .diagnostics(&["invalid-date: the fieldwork ends before it begins"]);
}

#[test]
fn a_wrong_date_is_explained() {
    let report = |more: &str| kent("3 of them.", &figure("f", "3", more)).build().report();
    let told = report("as_of: inspecton");
    assert!(told.contains("did you mean `inspection`?"), "{told}");
    let told = report("period: 2022-05-31 to 2021-06-01");
    assert!(told.contains("`period` ends before it begins"), "{told}");
    let told = report("period: 2022-05-31 to then");
    assert!(
        told.contains("`2022-05-31 to then` is not a period"),
        "{told}"
    );
    let told = report("period: 2022-05-31");
    assert!(told.contains("`period` needs two dates"), "{told}");
    let told = report("as_of: 2022-05 to 2023-05");
    assert!(told.contains("`as_of` takes one date, not two"), "{told}");
    let told = report("as_of: 2025-06-31");
    assert!(told.contains("help: June has 30 days"), "{told}");
}

#[test]
fn the_first_of_two_figures_is_shown_at_its_id_like_the_second() {
    let figures = [
        figure("f", "3", "as_of: 2022"),
        figure("f", "3", "as_of: 2022"),
    ]
    .concat();
    let outcome =
        kent("3 of them.", &figures).diagnostics(&["duplicate-id: duplicate figures: `kent/f`"]);
    let report = outcome.report();
    assert!(
        report.contains("- first here") && !report.contains("value"),
        "{report}"
    );
}

#[test]
fn figures_without_their_first_line_are_read_and_reported() {
    let path = "content/forces/kent/2023-soc.yaml";
    SiteTest::kent("")
        .with(path, figure("f", "3", "as_of: 2022\nof_what: all"))
        .diagnostics(&[
            "wrong-type: missing `figures:` above the list",
            "unknown-key: unknown key `of_what`",
        ]);
}

#[test]
fn a_figure_below_zero_is_found_where_the_text_says_that_something_fell() {
    let site = |words: &str| {
        SiteTest::kent(&format!("## T {{#tackling}}\n\n### A {{#a}}\n\n{words}\n")).with(
            "content/forces/kent/2023-soc.yaml",
            "figures:\n  - id: f\n    finding: a\n    measure: disruptions\n    unit: percent\n    value: -5\n    as_of: 2022\n",
        )
    };
    for words in [
        "It fell by 5%.",
        "It was -5%.",
        "It was −5%.",
        "Down five per cent.",
    ] {
        site(words).clean();
    }
    let outcome = site("It rose by 5%.").build();
    assert_eq!(outcome.codes(), ["figure-not-in-prose"].into());
}
