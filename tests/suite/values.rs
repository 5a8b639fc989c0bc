//! Values of keys: text stays as typed, numbers are plain digits, and what YAML would drop is reported.

use crate::site_test::{SiteTest, account};

const KENT: &str = "content/forces/kent/force.md";

fn page(front: &str) -> SiteTest {
    SiteTest::new("").with(
        "content/pages/x.md",
        format!("---\n{front}\n---\n\nA paragraph.\n"),
    )
}

/// Kent with one figure.
fn figure(lines: &str) -> SiteTest {
    SiteTest::kent("").with(
        "content/forces/kent/2023-soc.yaml",
        format!("figures:\n{lines}"),
    )
}

#[test]
fn a_text_is_the_text_that_was_typed() {
    for typed in [
        "No",
        "yes",
        "off",
        "y",
        "null",
        "~",
        "1.0",
        "010",
        "0x10",
        "1e3",
        "+1",
        ".5",
        "1_000",
        "2022-05-31",
    ] {
        page(&format!("title: {typed}"))
            .clean()
            .page("x/")
            .has(&format!("<h1>{typed}</h1>"));
        let outcome = SiteTest::new("")
            .with("content/glossary/word.md", format!("---\nterm: A word\nabbreviation: {typed}\naliases: [{typed}x, {typed}]\n---\n\nA word.\n"))
            .with(KENT, format!("---\nname: {typed}\nregion: eastern\n---\n"))
            .build();
        let terms = outcome.table("terms");
        assert_eq!(terms[0]["abbreviation"], typed);
        assert_eq!(terms[0]["aliases"][1], typed);
        assert_eq!(outcome.table("bodies")[0]["name"], typed);
    }
}

#[test]
fn an_id_is_the_text_that_was_typed() {
    for id in ["no", "on", "y", "null", "007", "1e3", "0x10", "2022"] {
        let lines =
            format!("  - id: {id}\n    measure: disruptions\n    value: 3\n    as_of: 2022\n");
        figure(&lines)
            .clean()
            .page("forces/kent/")
            .has(&format!("id=\"figure-{id}\""));
    }
}

#[test]
fn a_number_keeps_the_decimals_that_were_typed() {
    for (typed, shown) in [
        ("2.50", "£2.50"),
        ("1200.00", "£1,200.00"),
        ("010", "£10"),
        ("0.5", "£0.5"),
    ] {
        let lines = format!(
            "  - id: f\n    measure: disruptions\n    value: {typed}\n    unit: pounds\n    as_of: 2022\n"
        );
        figure(&lines)
            .edit(
                "site.toml",
                "[[units]]\nid = \"count\"",
                "[[units]]\nid = \"pounds\"\nbefore = \"£\"\n\n[[units]]\nid = \"count\"",
            )
            .clean()
            .page("forces/kent/")
            .has(shown);
    }
}

#[test]
fn a_number_in_another_notation_is_an_error_with_the_digits_to_write() {
    for (typed, plain) in [
        ("0o14", "12"),
        ("0xA8", "168"),
        ("1_000", "1000"),
        ("1.2e1", "12"),
        ("1,200", "1200"),
        (".5", "0.5"),
        ("+3", "3"),
    ] {
        let report = figure(&format!(
            "  - id: f\n    measure: disruptions\n    value: {typed}\n    as_of: 2022\n"
        ))
        .build()
        .report();
        assert!(
            report.contains(&format!("`{typed}` is not a number in plain digits")),
            "{report}"
        );
        assert!(
            report.contains(&format!("help: write `{plain}`")),
            "{report}"
        );
    }
}

#[test]
fn only_true_and_false_are_true_and_false() {
    page("title: X\nsearch: false").clean();
    for (typed, meant) in [
        ("yes", "true"),
        ("No", "false"),
        ("on", "true"),
        ("\"true\"", "true"),
        ("True", "true"),
    ] {
        let report = page(&format!("title: X\ndraft: {typed}")).build().report();
        assert!(
            report.contains("is not `true` or `false`"),
            "{typed}: {report}"
        );
        assert!(
            report.contains(&format!("help: write `draft: {meant}`")),
            "{typed}: {report}"
        );
    }
}

#[test]
fn a_comment_that_cuts_a_value_is_reported_with_what_it_cuts() {
    page("title: Operation #1 and after")
        .diagnostics(&["comment-in-value: `#1 and after` is a comment, not part of the value"])
        .page("x/")
        .has("<h1>Operation</h1>");
    page("title: Operations  # all of them").clean();
    page("title: \"Operation #1\"")
        .clean()
        .page("x/")
        .has("<h1>Operation #1</h1>");
    page("title: X\nsummary: #1 of all").diagnostics(&["empty-key: `summary` has no value"]);
}

#[test]
fn a_key_without_a_value_is_reported_once() {
    page("title: X\nsummary:").diagnostics(&["empty-key: `summary` has no value"]);
    SiteTest::new("")
        .with(KENT, "---\nname:\nregion: eastern\nnote:\n---\n")
        .diagnostics(&[
            "missing-key: `name` has no value",
            "empty-key: `note` has no value",
        ]);
}

#[test]
fn line_breaks_in_a_text_become_spaces() {
    page("title: |\n  One\n  title\n")
        .clean()
        .page("x/")
        .has("<h1>One title</h1>");
    page("title: \"One\n\n  title\"")
        .clean()
        .page("x/")
        .has("<h1>One title</h1>");
}

#[test]
fn every_duplicate_key_of_a_file_is_reported_and_hides_nothing() {
    SiteTest::new("")
        .with(
            "content/forces/kent/2023-soc.md",
            account(
                "grade: good\ngrade: bad\nsummary: A.\nsummary: B.\ngrad: x",
                "",
            ),
        )
        .diagnostics(&[
            "duplicate-key: duplicate key `grade`",
            "duplicate-key: duplicate key `summary`",
            "unknown-key: unknown key `grad`",
        ]);
}
