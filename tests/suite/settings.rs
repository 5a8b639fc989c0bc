//! `site.toml`: what the publisher decides, and what is wrong with it.

use crate::site_test::{SiteTest, account};

/// The base with lines added at the end of `site.toml`.
fn settings(more: &str) -> SiteTest {
    let site = SiteTest::new("");
    let text = site.text("site.toml");
    site.with("site.toml", format!("{text}\n{more}"))
}

#[test]
fn a_grade_and_a_kind_may_have_a_colour_and_know_their_rank() {
    let site = SiteTest::kent("## T {#tackling}\n\n### Work {#work}\n\nWork.\n")
        .edit("site.toml", "id = \"good\"\n", "id = \"good\"\ncolour = \"#0A7D4B\"\n")
        .edit("site.toml", "tone = \"concern\"\n", "tone = \"concern\"\ncolour = \"#c00\"\n")
        .with(
            "themes/plain/templates/page.html",
            "{% extends \"frame.html\" %}{% block main %}\
             {% for grade in site.scale %}[{{ grade.rank }}/{{ grade.of }} {{ grade.fill }} {{ grade.pattern }}]{% endfor %}\
             {% for kind in site.kinds %}[{{ kind.rank }}/{{ kind.of }} {{ kind.ink }} {{ kind.class }}]{% endfor %}\
             {% endblock main %}",
        )
        .with("content/pages/x.md", "# X\n\nWords.\n");
    site.clean()
        .page("x/")
        .has("[1/3 #0a7d4b solid][2/3 #a88422 solid][3/3 #8f1c15 cross]")
        .has("[1/3 #aa0000 tone-concern kind-rank-1-of-3][2/3");
}

#[test]
fn a_colour_is_written_in_hexadecimal() {
    SiteTest::new("")
        .edit(
            "site.toml",
            "id = \"good\"\n",
            "id = \"good\"\ncolour = \"green\"\n",
        )
        .diagnostics(&["wrong-type: `green` is not a colour"]);
}

#[test]
fn readers_learn_where_to_report_a_mistake() {
    let page = "{% extends \"frame.html\" %}{% block main %}<{{ site.email or \"-\" }}|{{ site.report_mistake or \"-\" }}>{% endblock main %}";
    let shown = |more: &str, expected: &str| {
        settings(more)
            .with("themes/plain/templates/page.html", page)
            .with("content/pages/x.md", "# X\n\nWords.\n")
            .clean()
            .page("x/")
            .has(expected);
    };
    shown("", "<-|->");
    shown(
        "[contact]\nemail = \"a@example.org\"",
        "<a@example.org|mailto:a@example.org>",
    );
    shown(
        "[contact]\nreport_mistake = \"https://example.org/mistakes\"",
        "<-|https:",
    );
}

#[test]
fn a_contact_that_cannot_be_reached_is_an_error() {
    settings("[contact]\nemail = \"the office\"\nreport_mistake = \"example.org\"\nphone = \"1\"")
        .diagnostics(&[
            "wrong-type: `the office` is not an email address",
            "wrong-type: `example.org` is not a web or email address",
            "unknown-key: unknown key `phone`",
        ]);
}

#[test]
fn a_body_is_graded_under_the_name_that_the_report_uses() {
    let words = "## T {#tackling}\n\n### Work {#work}\n\nWork.\n";
    SiteTest::kent(words)
        .with(
            "content/forces/kent/2023-soc.md",
            account("grade: good\nname_in_report: The Kent force", words),
        )
        .clean()
        .page("forces/kent/")
        .has("The Kent force is good at this.");
}

#[test]
fn fieldwork_belongs_to_the_bodies_that_it_names() {
    let fieldwork = |bodies: &str| {
        SiteTest::kent("## T {#tackling}\n\n### Work {#work}\n\nWork.\n").edit(
            "content/inspections/soc-2023.md",
            "published: 2023-03-02",
            &format!("published: 2023-03-02\nfieldwork:\n  - from: 2022-05\n    bodies: {bodies}\n  - from: 2022-06"),
        )
    };
    let kent = fieldwork("[kent]").clean();
    kent.page("forces/kent/")
        .has("fieldwork May 2022")
        .has("fieldwork June 2022");
    let other = fieldwork("[essex]").and(
        "-- content/forces/essex/force.md --\n---\nname: Essex Police\nregion: eastern\n---\n",
    );
    other
        .build()
        .page("forces/kent/")
        .lacks("fieldwork May 2022")
        .has("fieldwork June 2022");
    let wrong = fieldwork("[kentt]").build();
    assert!(
        wrong.report().contains("unknown force or ROCU `kentt`"),
        "{}",
        wrong.report()
    );
}

#[test]
fn a_language_is_a_tag() {
    for tag in ["en-GB", "cy", "zh-Hant-TW", "de-AT-1996"] {
        let tag = format!("language = \"{tag}\"");
        SiteTest::new("")
            .edit("site.toml", "language = \"en-GB\"", &tag)
            .clean();
    }
    for tag in ["english", "en_GB", "e", "en GB", "en-", "en\\\" onload=x"] {
        let tag = format!("language = \"{tag}\"");
        let outcome = SiteTest::new("")
            .edit("site.toml", "language = \"en-GB\"", &tag)
            .build();
        assert!(
            outcome
                .short()
                .starts_with("site.toml:6:12: error[wrong-type]"),
            "{}",
            outcome.short()
        );
    }
}
