//! What pages say of their sources: which report was read, where it is, how old its evidence is, and what may be compared.

use crate::site_test::{SiteTest, account};

const WORDS: &str = "## Tackling {#tackling}\n\n### Work {#work}\n\nWork.\n";

/// The base in the default theme, with an account of Kent.
fn site() -> SiteTest {
    SiteTest::kent(WORDS).with_theme("peelpress")
}

/// The same, where Kent is judged by an earlier report that only the regional one reports.
fn cited() -> SiteTest {
    SiteTest::new("")
        .with_theme("peelpress")
        .with(
            "content/inspections/earlier-kent.md",
            "---\ntitle: Kent, earlier\nprogramme: earlier\npublished: not-stated\ncited_in: soc-2023\nsource:\n  publisher: The inspectorate\n  report: The earlier report\n---\n\nNot read.\n",
        )
        .with(
            "content/forces/kent/2021-earlier.md",
            format!("---\ninspection: earlier-kent\ngrade: good\nsection: On Kent\n---\n\n{WORDS}"),
        )
}

#[test]
fn an_account_that_another_report_gives_cites_that_report_and_says_so() {
    let outcome = cited().clean();
    let page = outcome.page("forces/kent/");
    page.has("Judgment from Earlier inspections, as reported in the Eastern region, 2023")
        .has_in_order(&[
            "Reported in: ",
            "section “On Kent”",
            "The original report was not seen",
        ])
        .has("Not known: the original report was not seen")
        .lacks("<cite>The earlier report</cite>, section");
    outcome
        .page("inspections/earlier-kent/")
        .has("<cite>The earlier report</cite>")
        .has("The original report was not seen");
}

#[test]
fn the_report_is_linked_at_the_judgment_and_in_the_citation_or_said_to_have_no_address() {
    let unknown = site().clean();
    assert_eq!(
        unknown
            .page("forces/kent/")
            .count("The address of the report is not recorded here."),
        2
    );
    unknown
        .page("inspections/soc-2023/")
        .has("The address of the report is not recorded here.");
    let known = site()
        .edit(
            "content/inspections/soc-2023.md",
            "source:\n",
            "source:\n  address: https://example.org/report\n",
        )
        .clean();
    let link = "<a href=\"https://example.org/report\">Read the report</a>";
    assert_eq!(known.page("forces/kent/").count(link), 2);
    known.page("inspections/soc-2023/").has(link);
}

#[test]
fn every_page_of_an_inspection_says_how_old_the_evidence_is() {
    let region = "---\ninspection: soc-2023\n---\n\n## Regional findings {#findings}\n\n### All {#all}\n\nAll.\n";
    let outcome = site()
        .with("content/regions/eastern/2023-soc.md", region)
        .clean();
    for page in ["forces/kent/", "regions/eastern/", "inspections/soc-2023/"] {
        let page = outcome.page(page);
        assert_eq!(page.count("<dl class=\"evidence\">"), 1);
        page.has("The report does not say when")
            .has("31\u{a0}May\u{a0}2022")
            .has("2\u{a0}March\u{a0}2023");
    }
}

#[test]
fn an_inspection_shows_the_grade_that_it_gave() {
    let later = "---\ntitle: Later\nprogramme: regional\npublished: 2026-03-02\nsource:\n  publisher: The inspectorate\n  report: Later report\n---\n";
    let outcome = site()
        .with("content/inspections/soc-2026.md", later)
        .with(
            "content/forces/kent/2026-soc.md",
            format!(
                "---\ninspection: soc-2026\ngrade: adequate\n---\n\n{}",
                WORDS.replace("#work", "#later")
            ),
        )
        .clean();
    outcome
        .page("forces/kent/")
        .has("class=\"verdict grade-rank-2-of-3\"");
    outcome
        .page("inspections/soc-2023/")
        .has("Good</span></li>")
        .lacks("Adequate");
    outcome
        .page("inspections/soc-2026/")
        .has("Adequate</span></li>")
        .lacks("Good");
}

/// Kent and another body with a figure each; `more` are lines of the other's.
fn two(folder: &str, identity: &str, more: &str) -> SiteTest {
    let figure = |value: &str, more: &str| {
        format!("figures:\n  - id: f\n    measure: disruptions\n    value: {value}\n{more}")
    };
    SiteTest::kent(WORDS)
        .with(
            "content/forces/kent/2023-soc.yaml",
            figure(
                "12",
                "    as_of: inspection\n    note: Kent counted these itself.\n",
            ),
        )
        .with(
            &format!("content/{folder}/{identity}.md"),
            "---\nname: Other\nregion: eastern\n---\n",
        )
        .with(
            &format!("content/{}/2023-soc.md", folder),
            account("grade: good", ""),
        )
        .with(
            &format!("content/{folder}/2023-soc.yaml"),
            figure("7", more),
        )
}

#[test]
fn a_note_stays_with_its_cell() {
    two("forces/essex", "force", "    as_of: inspection\n")
        .with_theme("peelpress")
        .clean()
        .page("measures/disruptions/")
        .has_in_order(&[
            ">12</a>",
            "<span class=\"note\">Kent counted these itself.</span></td>",
        ]);
}

#[test]
fn forces_are_not_compared_with_units_nor_bodies_that_were_inspected_at_other_times() {
    two("forces/essex", "force", "    as_of: inspection\n")
        .clean()
        .page("measures/disruptions/")
        .has("Compared:");
    let unit = two("rocus/ersou", "rocu", "    as_of: inspection\n").build();
    unit.page("measures/disruptions/").lacks("Compared:");
    two("forces/essex", "force", "    as_of: inspection\n")
        .edit(
            "content/inspections/soc-2023.md",
            "published: 2023-03-02",
            "published: 2023-03-02\nfieldwork:\n  - from: 2022-03\n    bodies: [kent]\n  - from: 2022-06\n    bodies: [essex]",
        )
        .clean()
        .page("measures/disruptions/")
        .lacks("Compared:");
}

#[test]
fn a_date_in_the_past_is_no_alarm_and_a_strength_says_that_the_label_is_ours() {
    let cause = "## Tackling {#tackling}\n\n### It fails {#fails .cause-of-concern topics=plans}\n\nIt fails.\n\n#### Act {#act .recommendation due=2023-09-01 owner=\"kent\"}\n\nAct.\n\n### It works {#works .strength}\n\nIt works.\n";
    let outcome = SiteTest::kent(cause)
        .with_theme("peelpress")
        .with(
            "content/pages/methodology.md",
            "# Methodology\n\n## Strengths {#strength}\n\nOur label.\n",
        )
        .clean();
    outcome
        .page("forces/kent/")
        .has("Date passed</span><span class=\"since\">; no update recorded")
        .has("Strength <a href=\"/methodology/#strength\">(our label)</a>")
        .lacks("verdue");
    outcome
        .page("recommendations/")
        .has("Its due date had passed")
        .lacks("verdue");
}

#[test]
fn the_footer_has_pages_for_readers_first_and_a_way_to_report_a_mistake() {
    let outcome = site()
        .with(
            "content/pages/a-guide.md",
            "---\ntitle: For writers\nsearch: false\n---\n\nWords.\n",
        )
        .with("content/pages/z-about.md", "# About\n\nWords.\n")
        .edit(
            "site.toml",
            "as_of = 2024-06-01\n",
            "as_of = 2024-06-01\n\n[contact]\nemail = \"a@example.org\"\n",
        )
        .build();
    let page = outcome.page("forces/kent/");
    page.has_in_order(&["<footer", "/z-about/", "Report a mistake on this page", "For authors: <a href=\"/a-guide/\">"])
        .has("mailto:a@example.org?subject=Mistake%20on%20the%20page%20%E2%80%9CKent%20Police%E2%80%9D&amp;body=https%3A%2F%2Fexample%2Eorg%2Fforces%2Fkent%2F");
}

#[test]
fn ids_of_authors_and_of_the_theme_do_not_meet() {
    let ids = [
        "part-main",
        "part-recommendations",
        "main",
        "menu",
        "glance",
        "history",
        "source",
        "contents",
        "mentions",
    ];
    let findings: String = ids
        .iter()
        .map(|id| format!("### Finding {id} {{#{id}}}\n\nWords.\n\n"))
        .collect();
    let outcome = SiteTest::kent(&format!("## T {{#tackling}}\n\n{findings}"))
        .with_theme("peelpress")
        .build();
    assert!(
        !outcome.codes().contains("duplicate-page-id"),
        "{}",
        outcome.report()
    );
}
