//! Links that name things: each kind of name, what it leads to, and the pages that list it as a mention.

use crate::site_test::{SiteTest, account};

const KENT: &str = "content/forces/kent/2023-soc.md";

/// A site in which one of everything can be named.
fn one_of_everything(words: &str) -> SiteTest {
    SiteTest::kent(&format!(
        "## Tackling {{#tackling}}\n\n### Work {{#work}}\n\n{words}\n"
    ))
    .and(
        "\
-- content/regions/eastern/region.md --
---
name: Eastern
rocu: ersou
---
-- content/rocus/ersou/rocu.md --
---
name: Eastern Region Special Operations Unit
region: eastern
---
-- content/glossary/term.md --
---
term: hapax
---

A word that occurs once.
-- content/pages/method.md --
# Method

How it was done.
",
    )
}

#[test]
fn every_kind_of_name_leads_to_the_address_of_its_thing() {
    let names = [
        ("force:kent", "/forces/kent/"),
        ("rocu:ersou", "/rocus/ersou/"),
        ("region:eastern", "/regions/eastern/"),
        ("finding:kent/work", "/forces/kent/#work"),
        ("term:term", "/glossary/term/"),
        ("page:method", "/method/"),
        ("topic:plans", "/topics/plans/"),
        ("measure:disruptions", "/measures/disruptions/"),
        ("inspection:soc-2023", "/inspections/soc-2023/"),
    ];
    let words: String = names
        .iter()
        .map(|(name, _)| format!("[there]({name}) "))
        .collect();
    let outcome = one_of_everything(&words).clean();
    for (name, address) in names {
        outcome
            .page("forces/kent/")
            .has(&format!("<a href=\"{address}\">there</a>"))
            .lacks(name);
    }
}

#[test]
fn every_kind_of_unknown_name_is_reported_with_its_own_code() {
    one_of_everything(
        "[a](force:ersou) [b](rocu:kent) [c](region:east) [d](finding:kent/works) [e](term:terms) [f](page:methods) \
         [g](topic:plan) [h](measure:disruption) [i](inspection:soc-2032) [j](forse:kent)",
    )
    .diagnostics(&[
        "unknown-body: unknown force `ersou`",
        "unknown-body: unknown ROCU `kent`",
        "unknown-region: unknown region `east`",
        "dangling-reference: unknown finding `kent/works`",
        "unknown-term: unknown term `terms`",
        "dangling-reference: unknown page `methods`",
        "unknown-topic: unknown topic `plan`",
        "unknown-measure: unknown measure `disruption`",
        "unknown-inspection: unknown inspection `soc-2032`",
        "dangling-reference: unknown kind of link `forse:`",
    ]);
}

#[test]
fn a_recommendation_is_linked_to_like_a_finding() {
    let words = "\
## Tackling {#tackling}

### Slavery is poorly understood {#slavery .cause-of-concern topics=plans}

See [what to do](finding:kent/find-out).

#### Find out {#find-out .recommendation due=2024-01-01 owner=kent}

See [why](finding:kent/slavery).
";
    let outcome = SiteTest::kent(words).clean();
    outcome
        .page("forces/kent/")
        .has("<a href=\"/forces/kent/#find-out\">what to do</a>")
        .has("id=\"find-out\"");
}

#[test]
fn a_link_that_leads_nowhere_loses_its_link_and_keeps_its_words() {
    let outcome = SiteTest::kent(
        "## Tackling {#tackling}\n\n### Work {#work}\n\nSee [**the** plan](page:no).\n",
    )
    .build();
    outcome
        .page("forces/kent/")
        .has("<p>See <strong>the</strong> plan.</p>");
}

#[test]
fn whoever_is_linked_to_says_by_whom_but_not_by_itself() {
    let outcome =
        one_of_everything("[Kent](force:kent), [the unit](rocu:ersou), [the plans](topic:plans)")
            .clean();
    let mentioned = "Mentioned: <a href=\"/forces/kent/\">Kent Police</a>, <a href=\"/forces/kent/#work\">Work</a>";
    outcome.page("rocus/ersou/").has(mentioned);
    outcome.page("topics/plans/").has(mentioned);
    outcome.page("forces/kent/").lacks("Mentioned");
}

#[test]
fn two_links_from_one_finding_are_one_mention() {
    let outcome =
        one_of_everything("[The unit](rocu:ersou) and again [the unit](rocu:ersou).").clean();
    assert_eq!(outcome.page("rocus/ersou/").count("Mentioned:"), 1);
}

#[test]
fn links_to_other_sites_stay_and_anything_else_is_refused() {
    SiteTest::kent(
        "\
## Tackling {#tackling}

### Work {#work}

[a](https://example.com/a?b=1&c=2) [b](mailto:a@example.com) <https://example.com/>
[c](javascript:alert(1)) [d](/forces/kent/) [e](JavaScript:alert(1)) [f](data:text/html,x) [g](#work) [h](file:///etc)
",
    )
    .diagnostics(&[
        "unsafe-link: invalid link destination `javascript:alert(1)`",
        "unsafe-link: invalid link destination `/forces/kent/`",
        "unsafe-link: invalid link destination `JavaScript:alert(1)`",
        "unsafe-link: invalid link destination `data:text/html,x`",
        "unsafe-link: invalid link destination `#work`",
        "unsafe-link: invalid link destination `file:///etc`",
    ])
    .page("forces/kent/")
    .has("<a href=\"https://example.com/a?b=1&amp;c=2\">a</a>")
    .has("<a href=\"mailto:a@example.com\">b</a>")
    .lacks("javascript:alert(1)\"");
}

/// A site whose inspection may be of several regions.
fn of_no_one_region(text: &str) -> SiteTest {
    SiteTest::new(text).edit("content/inspections/soc-2023.md", "region: eastern\n", "")
}

#[test]
fn a_region_and_a_force_of_one_name_are_distinguished_by_the_kind_of_link() {
    let outcome = of_no_one_region(
        "\
-- content/regions/kent/region.md --
---
name: Kentish
---
-- content/regions/kent/2023-soc.md --
---
inspection: soc-2023
---

## Findings {#findings}

### The region shares a plan {#plans}

With [the force](force:kent).
-- content/forces/kent/2023-soc.md --
---
inspection: soc-2023
---

## Tackling {#tackling}

### The force has a plan {#own-plans}

With [the region](region:kent).
",
    )
    .clean();
    outcome
        .page("forces/kent/")
        .has("<a href=\"/regions/kent/\">the region</a>");
    outcome
        .page("regions/kent/")
        .has("<a href=\"/forces/kent/\">the force</a>")
        .has("id=\"plans\"");
}

#[test]
fn a_force_does_not_take_the_finding_of_a_region_of_its_name_for_its_own() {
    let region = "---\ninspection: soc-2023\n---\n\n## F {#findings}\n\n### They share {#shared}\n\nThey do.\n";
    let history = "history:\n  - programme: Earlier\n    note: They shared.\n    finding: shared";
    of_no_one_region("")
        .with(
            "content/regions/kent/region.md",
            "---\nname: Kentish\n---\n",
        )
        .with("content/regions/kent/2023-soc.md", region)
        .with(
            KENT,
            account(
                history,
                "## T {#tackling}\n\n### They share {#shares}\n\nThey do.\n",
            ),
        )
        .diagnostics(&["dangling-reference: unknown finding `shared` of `kent`"]);
}

#[test]
fn findings_of_a_region_and_a_force_of_one_name_may_not_share_an_id() {
    // Both would be `finding:kent/plans`, and a link could mean either.
    of_no_one_region("")
        .with(
            "content/regions/kent/region.md",
            "---\nname: Kentish\n---\n",
        )
        .with(
            "content/regions/kent/2023-soc.md",
            "---\ninspection: soc-2023\n---\n\n## F {#findings}\n\n### A {#plans}\n\nA.\n",
        )
        .with(
            KENT,
            "---\ninspection: soc-2023\n---\n\n## T {#tackling}\n\n### B {#plans}\n\nB.\n",
        )
        .diagnostics(&["duplicate-id: the id `kent/plans` is already used by a finding"]);
}

#[test]
fn a_file_that_is_renamed_breaks_the_links_to_it_and_no_others() {
    let site = one_of_everything("[method](page:method) [term](term:term)");
    site.clone()
        .remove("content/pages/method.md")
        .diagnostics(&["dangling-reference: unknown page `method`"]);
    site.remove("content/pages/method.md")
        .with("content/pages/how.md", "# Method\n\nHow it was done.\n")
        .edit(KENT, "page:method", "page:how")
        .clean()
        .page("forces/kent/")
        .has("<a href=\"/how/\">method</a>");
}

#[test]
fn an_unknown_name_or_one_of_the_wrong_kind_is_reported_with_the_right_one() {
    for (written, help) in [
        ("[a](force:ersou)", "did you mean `rocu:ersou`?"),
        ("[a](region:kent)", "did you mean `force:kent`?"),
        ("[a](finding:work)", "write `finding:kent/work`"),
        (
            "[a](finding:nothing)",
            "write the body or region before the finding: `finding:kent/its-id`",
        ),
        ("[a](finding:kent/wrok)", "did you mean `kent/work`?"),
        ("[a](#work)", "write `finding:kent/work`, which works"),
    ] {
        let report = one_of_everything(written).build().report();
        assert!(report.contains(&format!("help: {help}")), "{report}");
    }
}

#[test]
fn brackets_that_make_no_link_are_reported_with_what_is_wrong() {
    for (written, help) in [
        ("[a](force:Kent Police)", "remove the space inside `( )`"),
        ("![a](my map.png)", "remove the space inside `( )`"),
        ("[a] (force:kent)", "remove the space between `]` and `(`"),
        (
            "[a] (https://example.com)",
            "remove the space between `]` and `(`",
        ),
        (
            "[**a**] (force:kent)",
            "remove the space between `]` and `(`",
        ),
        (
            "(a)[force:kent]",
            "write the text in square brackets and the destination in round ones",
        ),
        (
            "See (finding:kent/work)",
            "write the text in square brackets before it",
        ),
        ("[a](force:kent.", "close it with `)`"),
        ("[a][kent]", "write the destination in round brackets"),
        ("So it is.[^1]", "this footnote has no text"),
    ] {
        let outcome = one_of_everything(written)
            .diagnostics(&["malformed-link: invalid link, which is shown as typed"]);
        assert!(
            outcome.report().contains(&format!("help: {help}")),
            "{}",
            outcome.report()
        );
    }
    one_of_everything(
        "Brackets [sic] (see: that), [so] (say), `[a] (force:kent)` and a [b [c](force:kent)] d",
    )
    .clean();
}
