//! One mistake is one diagnostic: errors that only follow from it are not reported.

use peelpress::files::{Files, Text};

use crate::site_test::SiteTest;

/// A site in which everything is named by something else.
fn woven() -> SiteTest {
    SiteTest::new(
        "\
-- content/rocus/ersou/rocu.md --
---
name: Eastern Region Special Operations Unit
abbreviation: ERSOU
region: eastern
---
-- content/regions/eastern/region.md --
---
name: Eastern
rocu: ersou
---
-- content/regions/eastern/2023-soc.md --
---
inspection: soc-2023
---

## Regional findings {#findings}

### All work together {#together topics=partnership}

They do, and [Kent](force:kent) too. See [its plans](finding:kent/plans).
-- content/forces/kent/2023-soc.md --
---
inspection: soc-2023
grade: inadequate
history:
  - programme: Earlier inspections
    note: It was so before.
    finding: plans
---

## Tackling {#tackling}

### Plans are late {#plans .cause-of-concern topics=plans}

Of [plans](topic:plans), 12 were late. [All of them](measure:disruptions) wait for a [profile](term:profile).

#### Write them {#write .recommendation due=2024-05-31 owner=kent,ersou}

As [the report](inspection:soc-2023) says.
-- content/forces/kent/2023-soc.yaml --
figures:
  - id: late
    measure: disruptions
    activity: pursue
    role: lead
    qualifier: about
    value: 12
    unit: count
    extract: disruptions
    finding: plans
    as_of: inspection
-- content/inspections/soc-2021.md --
---
title: An earlier one
programme: earlier
region: eastern
published: not-stated
cited_in: soc-2023
source:
  publisher: The inspectorate
  report: A report
---
-- content/glossary/profile.md --
---
term: Profile
---

What is known of a place.
-- content/pages/method.md --
# Method

[Writing](finding:kent/write) is told of [there](page:about), in [the region](region:eastern) and by [the unit](rocu:ersou).
-- content/pages/about.md --
# About

How it is [done](page:method).
",
    )
}

#[test]
fn a_file_that_cannot_be_read_is_the_only_thing_reported() {
    woven().clean();
    let bad = "yaml-syntax: missing closing `]`";
    for path in [
        "content/topics.yaml",
        "content/measures.yaml",
        "content/regions/eastern/region.md",
        "content/regions/eastern/2023-soc.md",
        "content/forces/kent/force.md",
        "content/forces/kent/2023-soc.md",
        "content/forces/kent/2023-soc.yaml",
        "content/rocus/ersou/rocu.md",
        "content/inspections/soc-2023.md",
        "content/glossary/profile.md",
        "content/pages/method.md",
        "content/pages/about.md",
    ] {
        let broken = if path.ends_with(".md") {
            "---\nname: [\n---\n"
        } else {
            "- id: [\n"
        };
        let outcome = woven().with(path, broken).build();
        let told: Vec<String> = outcome
            .built
            .report
            .iter()
            .map(|diagnostic| format!("{}: {}", diagnostic.code, diagnostic.message))
            .collect();
        assert!(
            told.len() == 1 && told[0].starts_with(bad),
            "{path}:\n{}",
            outcome.report()
        );
        woven()
            .with(path, b"\xff")
            .diagnostics(&[&format!("not-utf8: `{path}` is not UTF-8 text")]);
    }
}

#[test]
fn one_slip_in_the_settings_is_the_only_thing_reported() {
    for set in [
        "finding_kinds",
        "question_areas",
        "activities",
        "roles",
        "units",
        "qualifiers",
        "programmes",
        "grades",
    ] {
        let list = format!("[[{set}]]\n");
        let text = woven()
            .files
            .text("site.toml")
            .ok()
            .and_then(Text::utf8)
            .expect("settings");
        let renamed = text.replace(&list, &format!("[[x_{set}]]\n"));
        woven()
            .with("site.toml", renamed)
            .diagnostics(&[&format!("unknown-key: unknown key `x_{set}`")]);
        // Without its id, an entry is unknown.
        let at = text.find(&list).expect("the set") + list.len();
        let line = at + text[at..].find('\n').expect("a line") + 1;
        let outcome = woven()
            .with("site.toml", [&text[..at], &text[line..]].concat())
            .build();
        assert_eq!(
            outcome.built.report.iter().count(),
            1,
            "{set}:\n{}",
            outcome.report()
        );
        // What is no TOML may hold anything.
        let incomplete_sets = woven()
            .with("site.toml", text.replacen(&list, &format!("[{set}]]\n"), 1))
            .build();
        assert!(
            incomplete_sets
                .short()
                .lines()
                .all(|line| line.starts_with("site.toml:")),
            "{set}:\n{}",
            incomplete_sets.report()
        );
    }
    woven().with("site.toml", "").diagnostics(&[
        "missing-key: missing `theme`",
        "missing-key: missing `title`",
    ]);
}

#[test]
fn an_entry_that_cannot_be_read_is_not_missed_where_it_is_named() {
    let unit = "unit: count\n- id: waiting";
    woven()
        .edit("content/measures.yaml", unit, "unit: counts\n- id: waiting")
        .diagnostics(&["unknown-value: unknown unit `counts`"]);
    woven()
        .edit("content/topics.yaml", "- id: plans", "-")
        .diagnostics(&["missing-key: missing `id`"]);
    woven()
        .edit("content/topics.yaml", "- id: plans", "- id: Plans")
        .diagnostics(&["invalid-file-name: `Plans` cannot be an id"]);
    woven()
        .edit(
            "content/inspections/soc-2023.md",
            "  - id: disruptions\n    dataset",
            "  - dataset",
        )
        .diagnostics(&["missing-key: missing `id`"]);
}

#[test]
fn an_account_of_an_unknown_inspection_is_reported_once() {
    woven()
        .edit(
            "content/forces/kent/2023-soc.md",
            "inspection: soc-2023",
            "inspection: soc-2032",
        )
        .diagnostics(&["unknown-inspection: unknown inspection `soc-2032`"]);
}

#[test]
fn a_body_without_a_file_of_its_own_is_reported_once() {
    woven()
        .remove("content/forces/kent/force.md")
        .diagnostics(&["unknown-body: missing `content/forces/kent/force.md`"]);
    woven()
        .remove("content/regions/eastern/region.md")
        .diagnostics(&["unknown-region: missing `content/regions/eastern/region.md`"]);
}

#[test]
fn a_reference_to_a_draft_is_reported() {
    woven()
        .with(
            "content/pages/about.md",
            "---\ndraft: true\n---\n\n# About\n",
        )
        .diagnostics(&["draft-in-use: `about` is still a draft"]);
    let inspection = "content/inspections/soc-2023.md";
    let outcome = woven()
        .edit(inspection, "title: Eastern", "draft: true\ntitle: Eastern")
        .build();
    let told: Vec<String> = outcome.short().lines().map(str::to_owned).collect();
    // Its accounts are drafts with it.
    let expected = [
        "content/inspections/soc-2021.md:6:11: error[draft-in-use]: `soc-2023` is still a draft",
        "content/pages/method.md:3:11: error[draft-in-use]: `kent/write` is still a draft",
    ];
    assert_eq!(told, expected);
    // Its figures stay behind with it; who speaks of its findings speaks of a draft.
    let account = "content/forces/kent/2023-soc.md";
    woven()
        .edit(
            account,
            "grade: inadequate",
            "grade: inadequate\ndraft: true",
        )
        .diagnostics(&[
            "draft-in-use: `kent/write` is still a draft",
            "draft-in-use: `kent/plans` is still a draft",
        ]);
}

#[test]
fn settings_and_vocabularies_come_first_in_a_report() {
    let outcome = woven()
        .edit("site.toml", "subtitle", "subtilte")
        .edit(
            "content/topics.yaml",
            "- id: partnership",
            "- id: partnership\n  x: y",
        )
        .edit(
            "content/forces/kent/2023-soc.md",
            "[profile](term:profile)",
            "[profile](term:nothing)",
        )
        .build();
    let short = outcome.short();
    let paths: Vec<&str> = short
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(
        paths,
        [
            "site.toml",
            "content/topics.yaml",
            "content/forces/kent/2023-soc.md"
        ]
    );
}
