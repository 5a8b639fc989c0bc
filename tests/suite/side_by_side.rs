//! Bodies side by side, where else a shortcoming was found, and pages of single findings.

use crate::site_test::{SiteTest, account};

const KENT: &str = "content/forces/kent/2023-soc.md";
const ESSEX: &str = "content/forces/essex/2023-soc.md";

/// Two forces of a region, with findings on one topic.
fn two_forces() -> SiteTest {
    SiteTest::new("")
        .with(
            "content/forces/essex/force.md",
            "---\nname: Essex Police\nshort_name: Essex\nregion: eastern\n---\n",
        )
        .with(
            KENT,
            account(
                "grade: good\n",
                "## T {#tackling}\n\n### Plans are late {#late .area-for-improvement topics=plans}\n\nLate.\n",
            ),
        )
        .with(
            ESSEX,
            account(
                "grade: adequate\n",
                "## T {#tackling}\n\n### Plans are clear {#clear .strength topics=plans}\n\nClear.\n\n### Plans are slow {#slow .area-for-improvement topics=plans}\n\nSlow.\n",
            ),
        )
}

#[test]
fn all_bodies_of_a_region_are_side_by_side_without_script() {
    let outcome = two_forces().build();
    outcome
        .page("regions/eastern/compare/")
        .has("<p>Essex Police: Adequate; ")
        .has("area-for-improvement 1, ")
        .has("<p>Kent Police: Good; ")
        .has(r#"<a href="/forces/essex/#clear">"#)
        .has(r#"<a href="/forces/kent/#late">"#);
    outcome
        .page("compare/")
        .has(r#"<a href="/regions/eastern/compare/">Eastern</a>"#);
}

#[test]
fn a_region_with_one_inspected_body_has_nothing_side_by_side() {
    let outcome = two_forces().remove(ESSEX).build();
    assert!(!outcome.has_file("regions/eastern/compare/index.html"));
    outcome.page("compare/").lacks("/regions/eastern/compare/");
}

#[test]
fn a_shortcoming_names_who_does_well_and_where_else_it_was_found() {
    let outcome = two_forces().with_theme("peelpress").build();
    outcome
        .page("forces/kent/")
        .has_in_order(&[
            "<summary>Done well elsewhere, and also found at</summary>",
            r#"<a href="/forces/essex/#clear">Plans are clear</a>"#,
            r#"<a href="/forces/essex/#slow">Plans are slow</a>"#,
        ])
        .lacks(r#"<a href="/forces/kent/#late">Plans are late</a> <span class="by">"#);
}

#[test]
fn findings_have_pages_of_their_own_where_the_publisher_wants_them() {
    let without = two_forces().build();
    assert!(!without.has_file("findings/kent/late/index.html"));
    let with = two_forces()
        .edit("site.toml", "theme = ", "finding_pages = true\ntheme = ")
        .build();
    with.page("findings/kent/late/")
        .has(r#"<a href="/forces/kent/#late">Kent Police</a>"#)
        .has("<p>Late.</p>");
}
