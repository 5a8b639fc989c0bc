//! What inspections said of bodies and regions: findings, recommendations, judgments, and the tables derived from them.

use jiff::civil::date;

use crate::site_test::{SiteTest, account};

const KENT: &str = "content/forces/kent/2023-soc.md";

const CAUSE: &str = "\
## Tackling {#tackling}

### Slavery is poorly understood {#slavery .cause-of-concern topics=plans}

It is.

#### Find out {#find-out .recommendation due=2024-05-31 owner=kent}

Find out by the end of May.
";

#[test]
fn the_latest_judgment_with_a_grade_counts() {
    let earlier = "---\ninspection: soc-2023\ngrade: good\nsummary: It was good.\n---\n";
    let later = "---\ninspection: soc-2025\nsummary: No grade was given.\n---\n";
    let inspection = "---\ntitle: Kent, 2025\nprogramme: regional\npublished: 2025-02\nsource:\n  publisher: P\n  report: R\n---\n";
    let site = SiteTest::new("")
        .with("content/inspections/soc-2025.md", inspection)
        .with(KENT, earlier)
        .with("content/forces/kent/2025-soc.md", later);
    let outcome = site.clean();
    outcome
        .page("forces/kent/")
        .has("Judgment: Good (G)")
        .has("<p>It was good.\n")
        .has_in_order(&[
            "History: February 2025; Regional inspections; no grade",
            "History: 2 March 2023; Regional inspections; Good (G)",
        ]);
    assert_eq!(outcome.table("bodies")[0]["inspection"], "soc-2023");
    let outcome = site
        .edit(
            "content/forces/kent/2025-soc.md",
            "summary",
            "grade: adequate\nsummary",
        )
        .clean();
    outcome
        .page("forces/kent/")
        .has("Judgment: Adequate (A)")
        .has("<p>No grade was given.\n");
    assert_eq!(outcome.table("bodies")[0]["grade"], "adequate");
}

#[test]
fn an_inspection_shows_the_grades_that_it_gave_and_not_those_of_today() {
    let later = "---\ntitle: Kent, 2025\nprogramme: regional\npublished: 2025-02\nsource:\n  publisher: P\n  report: R\n---\n";
    let outcome = SiteTest::new("")
        .with("content/inspections/soc-2025.md", later)
        .with(KENT, account("grade: good", ""))
        .with(
            "content/forces/kent/2025-soc.md",
            "---\ninspection: soc-2025\ngrade: inadequate\n---\n\n## Tackling {#tackling}\n\n### Bad {#bad .cause-of-concern topics=plans}\n\nIt is.\n\n#### Do {#do .recommendation owner=kent due=2026-01-31}\n\nDo.\n",
        )
        .clean();
    let (earlier, later) = (
        outcome.page("inspections/soc-2023/"),
        outcome.page("inspections/soc-2025/"),
    );
    earlier.has("Good (G)").lacks("Inadequate");
    later.has("Inadequate (I)").lacks("Good (G)");
    outcome.page("forces/kent/").has("Judgment: Inadequate (I)");
}

#[test]
fn a_kind_may_have_recommendations_that_it_does_not_need() {
    let words = "## Tackling {#tackling}\n\n### Plan better {#better .area-for-improvement topics=plans}\n\nIt should.\n\n#### Plan {#plan .recommendation owner=kent due=2025-01-31}\n\nPlan.\n";
    let site = SiteTest::new("").with(KENT, account("grade: good", words));
    let report = site.build().report();
    assert!(
        report.contains("`may_have_recommendations = true` in `site.toml`"),
        "{report}"
    );
    let outcome = site
        .edit(
            "site.toml",
            "tone = \"improvement\"",
            "tone = \"improvement\"\nmay_have_recommendations = true",
        )
        .clean();
    assert_eq!(
        outcome.table("recommendations")[0]["finding"],
        "kent/better"
    );
}

#[test]
fn a_body_has_one_judgment_from_one_inspection() {
    SiteTest::new("")
        .with(KENT, account("grade: good", ""))
        .with(
            "content/forces/kent/2023-more.md",
            account("grade: adequate", ""),
        )
        .diagnostics(&["duplicate-id: this body has two judgments from one inspection"]);
}

#[test]
fn of_a_file_and_its_copy_the_copy_is_reported() {
    let outcome = SiteTest::kent("## T {#tackling}\n\n### A {#a}\n\nA.\n")
        .with(
            "content/forces/kent/2023-soc-copy.md",
            account("", "## T {#tackling}\n\n### A {#a}\n\nA.\n"),
        )
        .diagnostics(&["duplicate-id: the id `kent/a` is already used by a finding"]);
    assert!(
        outcome
            .short()
            .starts_with("content/forces/kent/2023-soc-copy.md:"),
        "{}",
        outcome.short()
    );
}

#[test]
fn a_body_that_no_inspection_speaks_of_says_so() {
    let outcome = SiteTest::new("").clean();
    outcome.page("forces/kent/").has("<p>No judgment.");
    outcome
        .page("forces/")
        .has("Kent Police</a> no grade; <a href=\"/regions/eastern/\">Eastern</a>; not inspected");
    outcome
        .page("judgments/")
        .has("Ungraded: <a href=\"/forces/kent/\">Kent Police</a>");
    let bodies = outcome.table("bodies");
    assert_eq!(
        (&bodies[0]["grade"], &bodies[0]["inspection"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
}

#[test]
fn a_region_has_no_grade() {
    SiteTest::new("")
        .with(
            "content/regions/eastern/2023-soc.md",
            account("grade: good", ""),
        )
        .diagnostics(&["unknown-grade: a region has no grade"]);
}

#[test]
fn grades_and_boxed_findings_are_counted_and_never_typed() {
    let boxed = |id: &str, kind: &str| {
        format!("### Finding {id} {{#{id} .{kind} topics=plans}}\n\nWords.\n\n")
    };
    let kent = format!(
        "## T {{#tackling}}\n\n{}{}",
        boxed("a", "area-for-improvement"),
        boxed("b", "promising-practice")
    );
    let essex = format!(
        "## T {{#tackling}}\n\n{}### Plain {{#c}}\n\nWords.\n",
        boxed("a", "area-for-improvement")
    );
    let outcome = SiteTest::kent(&kent)
        .with(
            "content/forces/essex/force.md",
            "---\nname: Essex Police\nregion: eastern\n---\n",
        )
        .with(
            "content/forces/essex/2023-soc.md",
            account("grade: adequate", &essex),
        )
        .clean();
    outcome
        .page("")
        .has("Good 1+0; Adequate 1+0; Inadequate 0+0")
        .has("Causes of concern 0, Areas for improvement 2, Promising practice 1");
    outcome
        .page("regions/eastern/")
        .has("Boxed: <a href=\"/forces/essex/\">Essex Police</a> 0+1+0")
        .has("Boxed: <a href=\"/forces/kent/\">Kent Police</a> 0+1+1");
    outcome
        .page("findings/")
        .has("Areas for improvement 2, Promising practice 1; 1 plain");
    outcome
        .page("practice/")
        .has("[kent/b]")
        .lacks("[kent/a]")
        .lacks("[essex/a]");
    outcome
        .page("topics/plans/")
        .has("[essex/a]")
        .has("[kent/a]")
        .has("[kent/b]")
        .lacks("[essex/c]");
    outcome
        .page("topics/")
        .has("Plans</a> 3 of 2;")
        .has("Partnership</a> 0 of 0;");
    outcome.page("inspections/soc-2023/").has("; 2 judged");
}

#[test]
fn the_gravest_findings_come_first() {
    let words = format!(
        "{CAUSE}\n### Trial {{#trial .promising-practice topics=plans}}\n\nT.\n\n### Better {{#better .area-for-improvement topics=plans}}\n\nB.\n"
    );
    let outcome = SiteTest::new("")
        .with(KENT, account("grade: inadequate", &words))
        .clean();
    outcome.page("regions/eastern/").has_in_order(&[
        "[kent/slavery]",
        "[kent/better]",
        "[kent/trial]",
    ]);
    outcome.page("").has("Concerns:").has("[kent/slavery]");
}

#[test]
fn question_areas_are_in_the_publishers_order() {
    let words = "## T {#tackling}\n\n### Last {#last}\n\nL.\n\n## U {#understanding}\n\n### First {#first}\n\nF.\n";
    SiteTest::kent(words)
        .clean()
        .page("forces/kent/")
        .has_in_order(&[
            "<h3>Understanding the threat</h3>",
            "First",
            "<h3>Tackling the threat</h3>",
            "Last",
        ]);
}

#[test]
fn a_finding_may_have_no_question_area() {
    let outcome =
        SiteTest::kent("## More findings {#findings}\n\n### Alone {#alone}\n\nIt is.\n").clean();
    outcome.page("forces/kent/").has("id=\"alone\"");
    assert_eq!(
        outcome.table("findings")[0]["question_area"],
        serde_json::Value::Null
    );
}

#[test]
fn words_under_no_heading_are_not_lost_without_a_word() {
    SiteTest::kent("Lost.\n\n## T {#tackling}\n\n### A {#a}\n\nA.\n")
        .diagnostics(&["unknown-question-area: text before the first question area"]);
}

#[test]
fn a_heading_inside_a_finding_belongs_to_its_words() {
    let words = "## T {#tackling}\n\n### A {#a}\n\nBefore.\n\n#### What was done\n\nAfter.\n";
    SiteTest::kent(words)
        .clean()
        .page("forces/kent/")
        .has_in_order(&["Before.", "<h4>What was done</h4>", "After."]);
}

#[test]
fn a_heading_underlined_with_hyphens_is_a_second_level_heading_with_its_braces() {
    let words = "Tackling it {#tackling}\n-----------\n\n### Plans {#plans}\n\nGood.\n";
    SiteTest::kent(words)
        .clean()
        .page("forces/kent/")
        .has("<h3>Tackling the threat</h3>")
        .has("id=\"plans\"");
}

#[test]
fn marks_after_a_heading_do_not_hide_its_braces() {
    let words = "## Tackling it {#tackling} ##\n\n### Plans {#plans} ###\n\nGood.\n";
    let outcome = SiteTest::kent(words).build();
    // pulldown-cmark takes braces off only where they come last; then they must be reported, not lost.
    let is_told = outcome.has_errors();
    assert!(
        is_told
            || outcome
                .file("forces/kent/index.html")
                .contains("id=\"plans\""),
        "{}",
        outcome.report()
    );
}

#[test]
fn a_recommendation_is_overdue_from_the_day_after_it_is_due() {
    let site = SiteTest::new("").with(KENT, account("grade: inadequate", CAUSE));
    let on = |day| site.clone().on(day).clean();
    on(date(2024, 5, 30))
        .page("recommendations/")
        .has("As of 30 May 2024: 0 overdue")
        .has("1 days left");
    on(date(2024, 5, 31))
        .page("recommendations/")
        .has("0 overdue")
        .has("0 days left");
    let late = on(date(2025, 6, 1));
    late.page("recommendations/")
        .has("As of 1 June 2025: 1 overdue")
        .has("366 days overdue");
    late.page("").has("1 of 1 recommendations overdue");
    assert_eq!(late.table("recommendations")[0]["status"], "overdue");
    assert_eq!(
        on(date(2024, 5, 31)).table("recommendations")[0]["status"],
        "due"
    );
}

#[test]
fn the_day_asked_for_goes_before_that_of_the_settings() {
    let site = SiteTest::new("");
    site.clean().page("").has("As of 1 June 2024");
    site.on(date(2031, 12, 24))
        .clean()
        .page("")
        .has("As of 24 December 2031");
}

#[test]
fn a_recommendation_is_wherever_its_reader_looks_for_it() {
    let outcome = SiteTest::new("")
        .with(KENT, account("grade: inadequate", CAUSE))
        .clean();
    for page in ["forces/kent/", "regions/eastern/", "recommendations/", ""] {
        outcome
            .page(page)
            .has("<a href=\"/forces/kent/#find-out\">Find out</a>")
            .has("due 31 May 2024");
    }
    let row = &outcome.table("recommendations")[0];
    assert_eq!(row["finding"], "kent/slavery");
    assert_eq!(row["owner"], "Kent Police");
    assert_eq!(row["text"], "Find out by the end of May.");
}

#[test]
fn owners_are_bodies_by_id_or_anyone_in_words() {
    let owned = |owner: &str| {
        let words = CAUSE.replace("owner=kent", &format!("owner={owner}"));
        SiteTest::new("")
            .with(
                "content/forces/essex/force.md",
                "---\nname: Essex Police\nregion: eastern\n---\n",
            )
            .with(KENT, account("grade: inadequate", &words))
    };
    let shown = |owner: &str| owned(owner).clean().table("recommendations")[0]["owner"].clone();
    assert_eq!(shown("kent,essex"), "Kent Police, Essex Police");
    assert_eq!(
        shown("\"The chief constables of the region\""),
        "The chief constables of the region"
    );
    owned("kant").diagnostics(&["unknown-body: unknown force or ROCU `kant`"]);
    owned("\"\"").diagnostics(&["malformed-attribute: `owner` has no value"]);
}

#[test]
fn a_finding_may_not_take_the_id_of_a_part_of_its_page() {
    for id in ["tackling", "understanding", "findings"] {
        let words = format!("## T {{#tackling}}\n\n### A {{#{id}}}\n\nA.\n");
        let message = format!("duplicate-id: the id `{id}` is already used on the page of `kent`");
        SiteTest::kent(&words).diagnostics(&[message.as_str()]);
    }
}

#[test]
fn a_recommendation_may_not_take_the_id_of_a_finding() {
    let words = CAUSE.replace("#find-out", "#slavery");
    // That the cause of concern now carries none follows from that, and is not reported again.
    let site = SiteTest::new("").with(KENT, account("grade: inadequate", &words));
    site.diagnostics(&["duplicate-id: the id `kent/slavery` is already used by a finding"]);
}

#[test]
fn a_finding_may_not_take_the_id_of_a_recommendation() {
    let words = format!("{CAUSE}\n### Officers find out {{#find-out}}\n\nThey do.\n");
    let site = SiteTest::new("").with(KENT, account("grade: inadequate", &words));
    site.diagnostics(&["duplicate-id: the id `kent/find-out` is already used by a recommendation"]);
}

#[test]
fn a_question_area_has_one_heading_in_an_account() {
    let area = |words: &str| format!("## Tackling {{#tackling}}\n\n{words}\n\n");
    let site = SiteTest::kent(&format!(
        "{}{}",
        area("At its head."),
        area("Said nowhere else.")
    ));
    site.diagnostics(&["duplicate-id: this question area has two headings in one account"]);
    let twice = "## F {#findings}\n\nA.\n\n## G {#findings}\n\nB.\n";
    SiteTest::new("")
        .with("content/regions/eastern/2023-soc.md", account("", twice))
        .diagnostics(&["duplicate-id: this question area has two headings in one account"]);
}

#[test]
fn a_topic_that_is_named_twice_lists_its_finding_once() {
    let words = "## T {#tackling}\n\n### Work {#work topics=plans,partnership,plans}\n\nWords.\n";
    let outcome = SiteTest::kent(words).clean();
    assert_eq!(
        outcome.table("findings")[0]["topics"],
        serde_json::json!(["plans", "partnership"])
    );
    assert_eq!(
        outcome
            .page("topics/plans/")
            .count("\"/forces/kent/#work\""),
        1
    );
}

#[test]
fn a_judged_unit_that_its_region_does_not_name_is_reported_and_last_in_lists_by_region() {
    let site = SiteTest::kent("")
        .with(
            "content/rocus/ersou/rocu.md",
            "---\nname: The unit\nregion: eastern\n---\n",
        )
        .with(
            "content/rocus/ersou/2023-soc.md",
            account("grade: adequate", ""),
        );
    let outcome = site.diagnostics(&[
        "region-rocu-mismatch: `ersou` names `eastern`, but `eastern` does not name `ersou`",
    ]);
    outcome.page("judgments/").has_in_order(&[
        "Eastern</a>; <a href=\"/forces/kent/\">",
        "<p>No region; <a href=\"/rocus/ersou/\">",
    ]);
    let bodies: Vec<&str> = outcome
        .file("judgments/bodies.csv")
        .lines()
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(bodies, ["id", "kent", "ersou"]);
    let named = site.with(
        "content/regions/eastern/region.md",
        "---\nname: Eastern\nrocu: ersou\n---\n",
    );
    named.clean().page("judgments/").lacks("No region");
    named
        .with(
            "content/regions/london/region.md",
            "---\nname: London\nrocu: ersou\n---\n",
        )
        .diagnostics(&[
            "region-rocu-mismatch: `london` names `ersou`, but `ersou` does not name `london`",
        ]);
}

#[test]
fn a_regions_latest_inspection_is_the_last_that_was_published() {
    let inspection = |published: &str| {
        format!(
            "---\ntitle: T\nprogramme: regional\nregion: eastern\npublished: {published}\nsource:\n  publisher: P\n  report: R\n---\n"
        )
    };
    let latest = |published: &str| {
        let site = SiteTest::new("").with(
            "content/inspections/a-second-look.md",
            inspection(published),
        );
        let site = site.with("content/regions/eastern/2023-soc.md", account("", ""));
        site.clean().table("regions")[0]["inspection"].clone()
    };
    assert_eq!(
        ["2025-02", "2023-03-02", "2021"].map(latest),
        ["a-second-look", "soc-2023", "soc-2023"]
    );
}

#[test]
fn twenty_mistakes_are_reported_in_one_run() {
    let finding = |n: usize| {
        format!("### Finding {n} {{#f-{n} .kind-{n} topics=topic-{n}}}\n\n[x](page:page-{n})\n\n")
    };
    let words: String = (0..7).map(finding).collect();
    let outcome = SiteTest::kent(&format!("## T {{#tackling}}\n\n{words}")).build();
    assert_eq!(
        outcome.built.report.iter().count(),
        21,
        "{}",
        outcome.report()
    );
    assert_eq!(outcome.short().lines().count(), 21);
}

#[test]
fn strict_makes_errors_of_warnings() {
    let outcome = SiteTest::kent("## T {#tackling}\n\n### No id\n\nWords.\n").build();
    assert!(!outcome.has_errors());
    assert!(outcome.built.report.strict().has_errors());
}

#[test]
fn hashes_may_close_a_heading() {
    let words = CAUSE
        .replace("## Tackling {#tackling}", "## Tackling {#tackling} ##")
        .replace("=plans}", "=plans} ###");
    let outcome = SiteTest::new("")
        .with(KENT, account("grade: inadequate", &words))
        .clean();
    outcome
        .page("forces/kent/")
        .has("id=\"slavery\"")
        .lacks("##")
        .lacks("{");
}

#[test]
fn what_rests_on_a_finding_that_was_left_out_is_not_reported_as_well() {
    let site = SiteTest::new("")
        .with(KENT, account("grade: inadequate", CAUSE))
        .with(
            "content/pages/a.md",
            "# A\n\n[It](finding:kent/slavery), [it](finding:kent/find-out).\n",
        );
    site.clone().clean();
    for (from, to, diagnostic) in [
        (
            "{#tackling}",
            "{#tacking}",
            "unknown-question-area: unknown question area `tacking`",
        ),
        (
            ".cause-of-concern",
            ".cause",
            "unknown-kind: unknown kind of finding `cause`",
        ),
        (
            "due=2024-05-31",
            "",
            "missing-due-date: this recommendation has no due date",
        ),
        (
            "inspection: soc-2023",
            "inspection: soc-2032",
            "unknown-inspection: unknown inspection `soc-2032`",
        ),
    ] {
        site.clone().edit(KENT, from, to).diagnostics(&[diagnostic]);
    }
    site.clone()
        .remove("content/pages/a.md")
        .edit(KENT, "## Tackling {#tackling}\n", "")
        .diagnostics(&["heading-level-skipped: skipped heading level: level 3 under level 1"]);
    // What is wrong besides is.
    site.edit(KENT, "{#tackling}", "{#tacking}")
        .edit("content/pages/a.md", "find-out", "finds-out")
        .diagnostics(&[
            "unknown-question-area: unknown question area `tacking`",
            "dangling-reference: unknown finding `kent/finds-out`",
        ]);
}

#[test]
fn what_means_nothing_in_the_braces_of_a_heading_is_reported() {
    let words = "\
## Tackling {#tackling .strength kind=x}

### Work {#work}

Words.

#### Deep {#deep .area-for-improvement}

Words.

### Slavery {#slavery .cause-of-concern topics=plans}

#### Find out {#find-out .recommendation .cause-of-concern due=2024-05-31 owner=kent}

Words.
";
    SiteTest::kent(words)
        .and("-- content/pages/a.md --\n# A {.b}\n\n## B {#b c=d}\n")
        .diagnostics(&[
            "malformed-attribute: unexpected `.strength` on this heading",
            "malformed-attribute: unexpected `kind` on this heading",
            "malformed-attribute: unexpected `#deep` on this heading",
            "malformed-attribute: unexpected `.area-for-improvement` on this heading",
            "malformed-attribute: unexpected `.cause-of-concern` on this heading",
            "malformed-attribute: unexpected `.b` on this heading",
            "malformed-attribute: unexpected `c` on this heading",
        ]);
}

#[test]
fn a_missing_brace_is_reported_with_the_correct_heading_and_nothing_else_follows() {
    let site = SiteTest::new("")
        .with(KENT, account("grade: inadequate", CAUSE))
        .with(
            "content/pages/a.md",
            "# A\n\n[It](finding:kent/slavery), [it](finding:kent/find-out).\n",
        );
    let whole = "#### Find out {#find-out .recommendation due=2024-05-31 owner=kent}";
    for (written, why) in [
        (whole.replace('}', ""), "missing `}`"),
        (whole.replace('{', ""), "missing `{`"),
        (whole.replace(['{', '}'], ""), "missing `{` and `}`"),
        (
            whole.replace('{', "(").replace('}', ")"),
            "missing `{` and `}`",
        ),
        (format!("{whole}."), "unexpected text after `}`"),
        (
            whole.replace(" .rec", "} {.rec"),
            "more than one pair of braces",
        ),
        (
            whole.replace("Find out", "*Find* out").replace('}', ""),
            "missing `}`",
        ),
    ] {
        let outcome = site
            .clone()
            .edit(KENT, whole, &written)
            .diagnostics(&[&format!(
                "malformed-heading: invalid heading attributes: {why}"
            )]);
        let shown = if written.contains('*') {
            whole.replace("Find out", "*Find* out")
        } else {
            whole.to_owned()
        };
        assert!(
            outcome.report().contains(&format!("write `{shown}`")),
            "{}",
            outcome.report()
        );
        outcome
            .page("forces/kent/")
            .has("id=\"find-out\"")
            .lacks("{");
    }
}

#[test]
fn a_line_that_was_meant_as_a_heading_is_reported() {
    let site = SiteTest::new("").with(KENT, account("", CAUSE));
    for (to, why) in [
        ("####Find", "there is no space after `####`"),
        ("####\u{a0}Find", "there is a no-break space after `####`"),
        ("    #### Find", "the four spaces before it make it code"),
        ("So:\n    #### Find", "it is indented too far"),
        ("####### Find", "a heading has at most six `#`"),
    ] {
        let told = format!("malformed-heading: this line is not a heading: {why}");
        let outcome = site.clone().edit(KENT, "#### Find", to).build();
        assert!(
            outcome
                .report()
                .contains(&told.replace("malformed-heading: ", "")),
            "{}",
            outcome.report()
        );
    }
    let meant =
        "\\#1 and \\{#x}, `{#x}`, [1]\\[2], a \\](b\n\n```\n###Find {#x}\n[x] (force:kent)\n```\n";
    site.edit(KENT, "It is.\n", meant).clean();
}

#[test]
fn what_only_a_recommendation_says_makes_one() {
    let site = SiteTest::new("").with(KENT, account("grade: inadequate", CAUSE));
    site.clone()
        .edit(KENT, ".recommendation", ".recomendation")
        .diagnostics(&["unknown-kind: unknown attribute `.recomendation`"])
        .page("forces/kent/")
        .has("id=\"find-out\"");
    site.edit(KENT, ".recommendation ", "")
        .diagnostics(&["malformed-attribute: `due` on a heading that is not a recommendation"])
        .page("forces/kent/")
        .has("id=\"find-out\"");
}

#[test]
fn an_id_that_is_missing_goes_inside_the_braces_that_are_there() {
    let site = SiteTest::new("").with(KENT, account("", CAUSE));
    let report = site.clone().edit(KENT, "#find-out ", "").build().report();
    assert!(
        report.contains("write `#find-out` first inside the braces"),
        "{report}"
    );
    let report = site
        .edit(KENT, " {#slavery .cause-of-concern topics=plans}", "")
        .build()
        .report();
    assert!(
        report.contains("end the heading with `{#slavery-is-poorly-understood}`"),
        "{report}"
    );
}

#[test]
fn an_owner_that_has_a_page_is_written_by_its_id() {
    let site = SiteTest::new("").with(KENT, account("", CAUSE));
    for owner in ["Kent", "\"kent police\"", "\"Kent, kent\""] {
        let outcome = site
            .clone()
            .edit(KENT, "owner=kent", &format!("owner={owner}"))
            .build();
        assert!(
            outcome
                .report()
                .contains("names a body of this site, but not by its id"),
            "{owner}"
        );
    }
    site.edit(
        KENT,
        "owner=kent",
        "owner=\"The chief constable of Kent, Kent\"",
    )
    .clean();
}

#[test]
fn nothing_is_due_in_a_year_that_is_a_slip() {
    SiteTest::new("")
        .with(KENT, account("", &CAUSE.replace("due=2024", "due=0024")))
        .diagnostics(&["invalid-date: the year of `0024-05-31` is out of range"]);
}

#[test]
fn only_a_plain_finding_is_a_strength() {
    SiteTest::new("")
        .with(
            KENT,
            account("", &CAUSE.replace(".cause", ".strength .cause")),
        )
        .diagnostics(&["malformed-attribute: `.strength` on a boxed finding"]);
}

#[test]
fn links_and_pictures_are_not_allowed_in_titles() {
    let words = "\
## [Tackling](force:kent) {#tackling}

### [x](force:nowhere) ![p](no.png) {#a}

Words.

#### A heading with [a link](force:kent)

Words.
";
    SiteTest::kent(words)
        .and("-- content/pages/a.md --\n# A <https://example.com>\n\n## [B](force:kent)\n")
        .diagnostics(&[
            "link-in-title: link in a title",
            "link-in-title: link in a title",
            "link-in-title: picture in a title",
            "link-in-title: link in a title",
            "link-in-title: link in a title",
        ]);
}

#[test]
fn an_owner_that_is_named_twice_is_shown_once() {
    let advice = "#### Do {#do .recommendation due=2024-05-31 owner=kent,kent}\n\nIt.\n";
    let words = format!(
        "## T {{#tackling}}\n\n### A {{#a .cause-of-concern topics=plans}}\n\nA.\n\n{advice}"
    );
    let outcome = SiteTest::kent(&words).clean();
    assert_eq!(outcome.table("recommendations")[0]["owner"], "Kent Police");
}
