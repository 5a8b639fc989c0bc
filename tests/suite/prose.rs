//! What an author types is what a reader gets, or there is a diagnostic: text that Markdown would lose or
//! change, and marks that it does not know.

use crate::site_test::{Outcome, SiteTest};

fn page(text: &str) -> SiteTest {
    SiteTest::new("").with(
        "content/pages/x.md",
        format!("---\ntitle: X\n---\n\n{text}\n"),
    )
}

fn codes(text: &str) -> Vec<String> {
    page(text)
        .build()
        .built
        .report
        .iter()
        .map(|found| found.code.name().to_owned())
        .collect()
}

fn kent(text: &str) -> Outcome {
    SiteTest::kent(text).build()
}

/// Each text gives reports of these codes, and no others.
fn give(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(codes(text), *expected, "{text}");
    }
}

#[test]
fn code_comments_and_html_that_swallow_what_follows_are_reported_where_they_begin() {
    give(&[
        ("```\na\n```", &[]),
        ("~~~~\na\n~~~~", &[]),
        ("```\na", &["unclosed-block"]),
        ("~~~\na\n```\n\n## B", &["unclosed-block"]),
        ("````\na\n```", &["unclosed-block"]),
        ("> ```\n> a\n\nb", &["unclosed-block"]),
        ("> ```\n> a\n> ```\n\nb", &[]),
        ("- a\n  ```\n  b\n  ```\n- c", &[]),
        (
            "```\na\n\n## B {#b}\n\n```rust\nc\n```",
            &["unclosed-block"],
        ),
        ("```markdown\n## B {#b}\n```", &[]),
        ("<!-- a\n\n## B", &["unclosed-block"]),
        ("<!-- a -->\n\nb", &[]),
        ("<!-- a\n\n## B\n-->\n\nb", &[]),
        ("a <!-- b -->", &[]),
        ("a <!-- b", &["unclosed-block"]),
        ("a `<!-- b`", &[]),
        ("<pre>\n\n## B", &["unclosed-block"]),
        ("<div>\n## B", &["malformed-heading"]),
    ]);
}

#[test]
fn findings_that_unclosed_code_swallows_give_one_error_and_no_others() {
    let outcome = SiteTest::kent(
        "## Tackling {#tackling}\n\n### A {#a}\n\nText.\n\n```\ncode\n\n### B {#b}\n\nText. [C](finding:kent/b)\n",
    )
    .with(
        "content/forces/kent/2023-soc.yaml",
        "figures:\n  - id: x\n    measure: disruptions\n    value: 3\n    as_of: inspection\n    finding: b\n",
    )
    .build();
    let found: Vec<_> = outcome
        .built
        .report
        .iter()
        .map(|found| found.code.name())
        .collect();
    assert_eq!(found, ["unclosed-block"], "{}", outcome.report());
}

#[test]
fn a_second_title_is_an_error_wherever_it_is() {
    give(&[
        ("# X\n\na", &[]),
        ("a\n\n# B", &["level-one-heading"]),
        ("a\n\nB\n===", &["level-one-heading"]),
        ("# B\n\na", &["level-one-heading"]),
        ("# X\n\na\n\n# X", &["level-one-heading"]),
    ]);
    let with = |text: &str| SiteTest::new("").with("content/pages/x.md", text).build();
    assert!(with("# X\n\na\n").codes().is_empty());
    assert_eq!(
        with("# X\n\na\n\n# Y\n")
            .short()
            .matches("level-one-heading")
            .count(),
        1
    );
    assert!(with("a\n\n# Y\n").has_errors());
    assert!(
        kent("# Kent\n\n## Tackling {#tackling}\n")
            .short()
            .contains("level-one-heading")
    );
}

#[test]
fn a_dividing_line_under_text_is_not_taken_for_a_heading() {
    give(&[
        ("a\n\n---\n\nb", &[]),
        ("a\n---\nb", &["underlined-heading"]),
        ("a\nb\n-----\nc", &["underlined-heading"]),
        ("Heading\n-------\n\nb", &[]),
        ("a\n\n\tb", &["indented-code"]),
        ("- a\n\n      b", &["indented-code"]),
    ]);
    let outcome = kent("a\n---\n\n## Tackling {#tackling}\n");
    assert_eq!(outcome.codes().len(), 2, "{}", outcome.report());
}

#[test]
fn braces_among_the_words_of_a_heading_are_not_taken_for_attributes() {
    let outcome = kent(
        "## Tackling {#tackling}\n\n### Plans {lean} on pursuit {#plans .area-for-improvement topics=plans}\n\nText.\n",
    );
    let report = outcome.report();
    assert_eq!(outcome.codes().len(), 1, "{report}");
    assert!(
        report.contains("help: write `\\{lean\\}` to show them"),
        "{report}"
    );
    outcome.page("forces/kent/").has("id=\"plans\"");
}

#[test]
fn a_page_links_to_its_own_headings_and_to_those_of_others() {
    let site = page("## Method {#method}\n\nSee [above](#method), [there](page:y#what-it-is).")
        .with("content/pages/y.md", "# Y\n\n## What it is\n\nText.\n");
    site.clone()
        .clean()
        .page("x/")
        .has("<a href=\"/x/#method\">above</a>")
        .has("<a href=\"/y/#what-it-is\">there</a>");
    let told = |text: &str| page(text).build().short();
    assert!(
        told("## Method\n\n[a](#metod)").contains("did you mean `method`?")
            || told("## Method\n\n[a](#metod)").contains("unknown heading `#metod`")
    );
    assert!(told("[a](force:kent#x)").contains("unexpected `#x` after `force:kent`"));
    assert!(told("## A {#pp-main}").contains("belong to the theme"));
}

#[test]
fn a_term_is_not_linked_where_its_author_says_so() {
    page("The [plan](-) and the plan.")
        .with(
            "content/glossary/plan.md",
            "---\nterm: plan\n---\n\nA word.\n",
        )
        .clean()
        .page("x/")
        .has("The plan and the <a class=\"term\" href=\"/glossary/plan/\">plan</a>.");
}

#[test]
fn a_second_front_matter_is_one_error() {
    for text in [
        "---\ninspection: soc-2023\n---\n\n---\ngrade: good\n---\n\n## Tackling {#tackling}\n",
        "---\ninspection: soc-2023\n---\ngrade: good\n---\n\n## Tackling {#tackling}\n",
        "---\n---\n---\ngrade: good\nhistory:\n  - year: 2020\n---\n",
    ] {
        let outcome = SiteTest::new("")
            .with("content/forces/kent/2023-soc.md", text)
            .build();
        assert!(
            outcome.codes().contains("second-front-matter"),
            "{}",
            outcome.report()
        );
        assert!(
            !outcome.codes().contains("unknown-question-area"),
            "{}",
            outcome.report()
        );
    }
    give(&[("Note: this.\n\n---\n\nb", &[])]);
}

#[test]
fn a_merge_conflict_is_one_error_in_any_kind_of_file() {
    let conflict = "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> branch\n";
    for path in [
        "content/pages/x.md",
        "content/forces/kent/2023-soc.yaml",
        "content/topics.yaml",
        "content/glossary/a.md",
        "content/maps/tiles.csv",
        "content/maps/areas.geojson",
        "site.toml",
        "themes/plain/templates/page.html",
        "themes/plain/theme.toml",
    ] {
        for text in [conflict.to_owned(), conflict.replace('\n', "\r\n")] {
            let outcome = SiteTest::new("").with(path, &text).build();
            let found: Vec<_> = outcome
                .built
                .report
                .iter()
                .map(|found| found.code.name())
                .collect();
            assert_eq!(found, ["merge-conflict"], "{path}\n{}", outcome.report());
        }
    }
    let outcome = page("a\n")
        .with(
            "content/forces/kent/2023-soc.md",
            "---\n<<<<<<< a\ninspection: x\n---\n",
        )
        .build();
    assert_eq!(outcome.codes().len(), 1, "{}", outcome.report());
}

#[test]
fn cells_and_lines_of_tables_are_neither_lost_nor_added() {
    let table = |rest: &str| format!("| A | B |\n|---|---|\n{rest}");
    for (text, expected) in [
        (table("| 1 | 2 |"), None),
        (table("1 | 2"), None),
        (table("| 1 | 2 | 3 |"), Some("malformed-table")),
        (table("| `a|b` | 2 |"), Some("malformed-table")),
        (table("| `a\\|b` | 2 |"), None),
        (table("| 1 |"), Some("malformed-table")),
        (table("| 1 | 2 |\nSource: x"), Some("malformed-table")),
        (table("| 1 | 2 |\n\nSource: x"), None),
        (table("|  | 2 |"), None),
    ] {
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(codes(&text), expected, "{text}");
    }
    give(&[
        ("| A | B |\n|---|\n| 1 | 2 |", &["malformed-table"]),
        ("| A | B |\n|---|---|---|\n| 1 | 2 |", &["malformed-table"]),
        ("| A | B |\n| 1 | 2 |", &["malformed-table"]),
        ("|---|---|\n| 1 | 2 |", &["malformed-table"]),
        ("Text | with a pipe", &[]),
        ("|  | B |\n|---|---|\n| a | 2 |", &[]),
        ("| A |  |\n|---|---|\n| a | 2 |", &["malformed-table"]),
        (
            "|a|b|c|d|e|f|g|h|i|j|k|\n|-|-|-|-|-|-|-|-|-|-|-|\n|a|b|c|d|e|f|g|h|i|j|k|",
            &["malformed-table"],
        ),
    ]);
}

#[test]
fn a_table_has_headings_for_its_columns_and_rows_and_scrolls() {
    let outcome = page("|  | 2024 |\n|---|---:|\n| Kent | *1* [a](page:x) |\n").clean();
    outcome
        .page("x/")
        .has("<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"2024\"><table>")
        .has("<td></td><th scope=\"col\" class=\"align-right\">2024</th>")
        .has("<th scope=\"row\">Kent</th><td class=\"align-right\"><em>1</em> <a href=\"/x/\">a</a></td>");
}

#[test]
fn lists_keep_the_numbers_that_were_typed() {
    let outcome = page("1. a\n3. b\n7. c\n   1. d\n   4. e\n8. f\n\nText.\n\n3. g\n4. h\n").clean();
    outcome
        .page("x/")
        .has("<li>a</li>\n<li value=\"3\">b</li>\n<li value=\"7\">c\n<ol>\n<li>d</li>\n<li value=\"4\">e</li>")
        .has("</li>\n<li>f</li>")
        .has("<ol start=\"3\">\n<li>g</li>\n<li>h</li>");
    give(&[
        ("2024. A good year.", &["list-number"]),
        ("2024\\. A good year.", &[]),
        ("1. a\n1. b\n1. c", &["list-number"]),
        ("+ 5 officers", &["list-number"]),
        ("+ officers", &[]),
        ("- a\n- b", &[]),
        ("2. b\n1. a", &[]),
    ]);
}

#[test]
fn marks_of_other_programs_are_read_or_reported() {
    page("~~old~~ ~5 to ~6\n\n- [x] done\n- [ ] open\n\nTerm\n: Its meaning.\n")
        .clean()
        .page("x/")
        .has("<del>old</del> ~5 to ~6")
        .has("<li><span class=\"task\" role=\"img\" aria-label=\"Done\">☑</span> done</li>")
        .has("<dl>\n<dt>Term</dt>\n<dd>Its meaning.</dd>\n</dl>");
    give(&[
        ("• one\n• two", &["literal-mark"]),
        ("(a) one\n(b) two", &["literal-mark"]),
        ("(1) is alone", &[]),
        ("1.one", &["literal-mark"]),
        ("3.5 million", &[]),
        ("-one\n-two", &["literal-mark"]),
        ("** bold **", &["literal-mark"]),
        ("**open", &["literal-mark"]),
        ("\\*\\*shown**", &["literal-mark"]),
        ("\\*\\*shown\\*\\*", &[]),
        ("`**code**` and 2 * 3 * 4", &[]),
        ("==high==", &["literal-mark"]),
        ("a == b == c", &[]),
        ("$x$", &["literal-mark"]),
        ("$5 and $6, US$5/US$6", &[]),
        ("snake_case and _emphasis_", &[]),
    ]);
}

#[test]
fn bare_addresses_are_links() {
    page("See https://example.org/a_b*c, (www.example.org) or a.b@example.org.")
        .clean()
        .page("x/")
        .has("See <a href=\"https://example.org/a_b*c\">https://example.org/a_b*c</a>, (<a href=\"https://www.example.org\">www.example.org</a>) or <a href=\"mailto:a.b@example.org\">a.b@example.org</a>.");
    page("<a@b.org>")
        .clean()
        .page("x/")
        .has("<a href=\"mailto:a@b.org\">a@b.org</a>");
    page("`https://example.org` [www.example.org](page:x)")
        .clean()
        .page("x/")
        .has("<code>https://example.org</code> <a href=\"/x/\">www.example.org</a>");
}

#[test]
fn a_footnote_is_shown_below_the_section_that_refers_to_it() {
    let outcome = page("One.[^a] Two.[^b] Again.[^a]\n\n## Next\n\nText.\n\n[^b]: Second *note*.\n[^a]: First note.").clean();
    outcome
        .page("x/")
        .has("One.<sup class=\"footnote-ref\"><a href=\"#pp-note-x-1-1\" id=\"pp-note-ref-x-1-1\">1</a></sup>")
        .has("Again.<sup class=\"footnote-ref\"><a href=\"#pp-note-x-1-1\">1</a></sup>")
        .has("<div class=\"footnote\" id=\"pp-note-x-1-2\"><a class=\"footnote-number\" href=\"#pp-note-ref-x-1-2\">2</a>\n<p>Second <em>note</em>.</p>\n</div>");
    give(&[
        ("a[^1]", &["malformed-link"]),
        ("a\n\n[^1]: b", &["malformed-footnote"]),
        ("## A[^1]\n\nb\n\n[^1]: c", &["malformed-footnote"]),
    ]);
}

#[test]
fn unfinished_text_and_vague_links_are_warnings() {
    give(&[
        ("The TBD list [TBC].", &["placeholder", "placeholder"]),
        ("Lorem ipsum dolor.", &["placeholder"]),
        (
            "The the force and and.",
            &["repeated-word", "repeated-word"],
        ),
        ("The force that that had had.", &[]),
        ("Bora Bora, in. In", &[]),
        ("[Here](https://example.org)", &["link-text"]),
        ("[](https://example.org)", &["link-text"]),
        ("[click here.](page:x)", &["link-text"]),
        ("[the method](page:x)", &[]),
    ]);
}

#[test]
fn hidden_characters_are_errors_however_they_are_written() {
    give(&[
        ("a\u{202e}b", &["hidden-character"]),
        ("a\u{7}b", &["hidden-character"]),
        ("a&#x202e;b", &["hidden-character"]),
        ("soft\u{ad}hyphen 👩\u{200d}🚒", &[]),
    ]);
    for (path, text) in [
        ("content/maps/tiles.csv", "slug,x,y\u{200b}\n"),
        (
            "content/topics.yaml",
            "- id: plans\n  name: \"a\\u202eb\"\n  description: c\n",
        ),
        (
            "content/topics.yaml",
            "- id: plans\n  name: a\u{1b}b\n  description: c\n",
        ),
        (
            "content/forces/kent/2023-soc.md",
            "---\ninspection: soc-2023\nsummary: \"a\\u2066b\"\n---\n",
        ),
    ] {
        let outcome = SiteTest::new("").with(path, text).build();
        assert!(
            outcome.codes().contains("hidden-character"),
            "{path}\n{}",
            outcome.report()
        );
        assert!(
            !outcome.codes().contains("yaml-syntax"),
            "{path}\n{}",
            outcome.report()
        );
    }
}

#[test]
fn quotation_marks_are_set_across_emphasis_and_code() {
    page("*Kent*'s officers' \"view\" of the '90s, `x`'s and 6'2\" in \\'typed\\' marks.")
        .clean()
        .page("x/")
        .has("<em>Kent</em>’s officers’ “view” of the ’90s, <code>x</code>’s and 6′2″ in 'typed' marks.");
}
