//! Glossary terms, linked by themselves: where, how often, in which spelling, and where not.

use crate::site_test::SiteTest;

/// Words under one finding of Kent, with terms given as `id: front matter`.
fn site(terms: &[(&str, &str)], words: &str) -> SiteTest {
    let mut site = SiteTest::kent(&format!(
        "## Tackling {{#tackling}}\n\n### Work {{#work}}\n\n{words}\n"
    ));
    for (id, front) in terms {
        let text = format!(
            "---\n{front}\n---\n\nA word for {}.\n",
            id.replace('-', " and ")
        );
        site = site.with(&format!("content/glossary/{id}.md"), text);
    }
    site
}

/// The finding's words as HTML, with each automatic link shown as `[words→id]`.
fn linked(terms: &[(&str, &str)], words: &str) -> String {
    let outcome = site(terms, words).clean();
    let html = outcome.file("forces/kent/index.html");
    let (_, words) = html.split_once(">Work</h4>\n").expect("the finding");
    let (words, _) = words.split_once("<p>History").expect("the end of it");
    let mut out = String::new();
    let mut rest = words.trim();
    while let Some((before, after)) = rest.split_once("<a class=\"term\" href=\"/glossary/") {
        let (id, after) = after.split_once("/\">").expect("an address");
        let (shown, after) = after.split_once("</a>").expect("an end");
        out.push_str(&format!("{before}[{shown}→{id}]"));
        rest = after;
    }
    out + rest
}

const GROUP: (&str, &str) = (
    "group",
    "term: crime group\nabbreviation: OCG\naliases: [gang]",
);
const MAP: (&str, &str) = ("map", "term: crime group map");

#[test]
fn a_term_is_linked_where_it_is_first_mentioned_and_nowhere_else() {
    assert_eq!(
        linked(&[GROUP], "A crime group and a crime group."),
        "<p>A [crime group→group] and a crime group.</p>"
    );
}

#[test]
fn an_abbreviation_or_alias_counts_as_a_mention_of_its_term() {
    assert_eq!(
        linked(&[GROUP], "A gang, an OCG, a crime group."),
        "<p>A [gang→group], an OCG, a crime group.</p>"
    );
}

#[test]
fn each_question_area_links_its_first_mention_again() {
    let words = "A gang.\n\n### More work {#more}\n\nA gang.\n\n## Understanding {#understanding}\n\n### Plans {#plans}\n\nA gang.";
    let outcome = site(&[GROUP], words).clean();
    // One link in each of the two areas, however many findings they hold.
    assert_eq!(outcome.page("forces/kent/").count("class=\"term\""), 2);
}

#[test]
fn words_at_the_head_of_an_area_come_before_its_findings() {
    let words = "## Tackling {#tackling}\n\nA gang.\n\n### Work {#work}\n\nA gang.";
    let site = SiteTest::kent(words).with(
        "content/glossary/gang.md",
        "---\nterm: gang\n---\n\nA few people.\n",
    );
    site.clean().page("forces/kent/").has_in_order(&[
        "A <a class=\"term\" href=\"/glossary/gang/\">gang</a>.",
        "<p>A gang.</p>",
    ]);
}

#[test]
fn only_whole_words_are_terms() {
    assert_eq!(
        linked(&[GROUP], "Gangway, gangs’ and agang; the gang-led."),
        "<p>Gangway, [gangs→group]’ and agang; the gang-led.</p>"
    );
    assert_eq!(
        linked(&[GROUP], "Ex-gang members."),
        "<p>Ex-gang members.</p>"
    );
}

#[test]
fn the_longest_term_wins() {
    let words = "A crime group map; a crime group; crime group mapping.";
    assert_eq!(
        linked(&[GROUP, MAP], words),
        "<p>A [crime group map→map]; a [crime group→group]; crime group mapping.</p>"
    );
}

#[test]
fn a_plural_is_linked_whole() {
    assert_eq!(linked(&[GROUP], "Two OCGs."), "<p>Two [OCGs→group].</p>");
    assert_eq!(
        linked(&[GROUP], "Two crime groups."),
        "<p>Two [crime groups→group].</p>"
    );
}

#[test]
fn the_case_of_words_does_not_matter_but_that_of_abbreviations_does() {
    let gain = (
        "gain",
        "term: Government Agency Network\nabbreviation: GAIN",
    );
    assert_eq!(
        linked(&[GROUP], "Gang! CRIME GROUP"),
        "<p>[Gang→group]! CRIME GROUP</p>"
    );
    assert_eq!(
        linked(&[gain], "They gain from Gain; GAIN."),
        "<p>They gain from Gain; [GAIN→gain].</p>"
    );
}

#[test]
fn no_term_is_linked_in_a_link_a_heading_or_code() {
    let words = "[a gang](force:kent), `gang`, [a gang](https://example.com/)\n\n#### The gang\n\n```\ngang\n```\n\nThe gang.";
    let linked = linked(&[GROUP], words);
    assert_eq!(linked.matches('→').count(), 1, "{linked}");
    assert!(linked.ends_with("<p>The [gang→group].</p>"), "{linked}");
}

#[test]
fn a_link_to_a_term_by_hand_is_its_first_mention() {
    assert_eq!(
        linked(&[GROUP], "[These](term:group) are a gang."),
        "<p><a href=\"/glossary/group/\">These</a> are a gang.</p>"
    );
}

#[test]
fn a_term_is_not_linked_on_its_own_page_but_others_are() {
    let outcome = SiteTest::new("")
        .with(
            "content/glossary/gang.md",
            "---\nterm: gang\n---\n\nA gang makes a plan.\n",
        )
        .with(
            "content/glossary/plan.md",
            "---\nterm: plan\n---\n\nWhat a gang makes.\n",
        )
        .clean();
    outcome
        .page("glossary/gang/")
        .has("<p>A gang makes a <a class=\"term\" href=\"/glossary/plan/\">plan</a>.</p>");
    outcome
        .page("glossary/gang/")
        .has("Related: <a href=\"/glossary/plan/\">plan</a>");
    outcome
        .page("glossary/plan/")
        .has("Related: <a href=\"/glossary/gang/\">gang</a>");
}

#[test]
fn a_term_may_ask_not_to_be_linked() {
    let local = ("local", "term: local\nautolink: false");
    assert_eq!(
        linked(&[local], "Local, and [local](term:local)."),
        "<p>Local, and <a href=\"/glossary/local/\">local</a>.</p>"
    );
}

#[test]
fn terms_are_found_across_emphasis_free_text_and_line_breaks() {
    assert_eq!(
        linked(&[GROUP], "a crime\ngroup"),
        "<p>a [crime group→group]</p>"
    );
    assert_eq!(
        linked(&[GROUP], "a *crime group*"),
        "<p>a <em>[crime group→group]</em></p>"
    );
}

#[test]
fn apostrophes_of_either_kind_are_one() {
    let code = ("code", "term: inspector's code");
    assert_eq!(
        linked(&[code], "The inspector's code."),
        "<p>The [inspector’s code→code].</p>"
    );
}

#[test]
fn a_term_lists_every_page_and_finding_that_uses_it_also_where_it_is_not_linked() {
    let outcome = site(&[GROUP], "A gang.\n\n### More work {#more}\n\nA gang.")
        .with("content/pages/about.md", "# About\n\nAbout gangs.\n")
        .clean();
    outcome
        .page("glossary/group/")
        .has("Used: <a href=\"/forces/kent/\">Kent Police</a>; <a href=\"/forces/kent/#work\">Work</a>; <a href=\"/forces/kent/#more\">More work</a>")
        .has("Used: <a href=\"/about/\">About</a>");
    let terms = outcome.table("terms");
    assert_eq!(
        terms[0]["used_in"],
        serde_json::json!(["/forces/kent/", "/about/"])
    );
}

#[test]
fn each_letter_of_the_glossary_and_the_index_appears_once_with_an_anchor_of_its_own() {
    let terms = [
        ("a", "term: Zeal"),
        ("b", "term: élan"),
        ("c", "term: Ezra"),
        ("d", "term: “Exit”"),
    ];
    let outcome = site(
        &[&terms[..], &[("e", "term: Ωmega"), ("f", "term: Ĝi")]].concat(),
        "None of them.",
    )
    .clean();
    let groups = ["E", "Z", "Ĝ", "Ω"]
        .map(|letter| format!(">{letter}</h2>"))
        .to_vec();
    outcome
        .page("glossary/")
        .has_in_order(&groups.iter().map(String::as_str).collect::<Vec<_>>());
    outcome
        .page("glossary/")
        .has_in_order(&[">élan<", ">“Exit”<", ">Ezra<", ">Zeal<"]);
    for page in ["glossary/index.html", "a-z/index.html"] {
        let html = crate::html::Html::read(outcome.file(page));
        let mut ids: Vec<&str> = html
            .ids()
            .into_iter()
            .filter(|id| id.starts_with("letter-"))
            .collect();
        let n_ids = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert!(n_ids >= 4 && ids.len() == n_ids, "{page}: {ids:?}");
    }
}

#[test]
fn a_thousand_terms_cost_no_more_than_reading_the_text() {
    // Every word of the text begins some term, and none of the terms is there.
    let mut site = site(&[], &"word worm word worm. ".repeat(2000));
    for n in 0..1000 {
        let front = format!("---\nterm: word worm word worm{n}\n---\n\nNumber {n}.\n");
        site = site.with(&format!("content/glossary/word-{n}.md"), front);
    }
    let start = std::time::Instant::now();
    site.clean();
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn the_plural_of_one_term_is_no_spelling_of_another() {
    let two = |one: &str, other: &str| {
        SiteTest::new("")
            .with(
                "content/glossary/one.md",
                format!("---\nterm: {one}\n---\n\nOne.\n"),
            )
            .with(
                "content/glossary/other.md",
                format!("---\nterm: Other\naliases: [{other}]\n---\n\nOther.\n"),
            )
    };
    for (one, other) in [("Analyst", "Analysts"), ("Analysts", "analyst")] {
        let outcome = two(one, other).build();
        assert_eq!(
            outcome.codes(),
            ["duplicate-term"].into(),
            "{}",
            outcome.report()
        );
    }
    // Of one term, a plural may be written or not.
    SiteTest::new("")
        .with(
            "content/glossary/one.md",
            "---\nterm: Analyst\naliases: [analysts]\n---\n\nOne.\n",
        )
        .clean();
}

#[test]
fn spellings_without_brackets_are_one_spelling_and_reported() {
    let site = |aliases: &str| {
        SiteTest::new("").with(
            "content/glossary/one.md",
            format!("---\nterm: 4P plan\naliases: {aliases}\n---\n\nOne.\n"),
        )
    };
    site("action plan").clean();
    let outcome =
        site("4Ps, four Ps").diagnostics(&["wrong-type: one spelling with a comma in it"]);
    assert!(
        outcome
            .report()
            .contains("write a list: `aliases: [4Ps, four Ps]`")
    );
}
