//! Each place where a site shows its content, with something hidden planted for it: either the text is absent there, or the
//! build fails.

use std::collections::BTreeSet;

use crate::folder::Tree;
use crate::site_test::{Outcome, SiteTest, account};

/// Words that are only in hidden content. None of them may be in a public file.
const SECRETS: [&str; 8] = [
    "Zephyr",
    "zephyr",
    "Quixote",
    "quixote",
    "Xanadu",
    "xanadu",
    "Ozymandias",
    "ozymandias",
];

const KENT: &str = "content/forces/kent/2023-soc.md";

/// A site in which everything that can be hidden is hidden once, and public content of each kind is beside it.
fn site() -> SiteTest {
    let words = "## Tackling {#tackling}\n\n### Open {#open .area-for-improvement topics=plans}\n\nAll see the plan of it.\n\n\
        ### Zephyr is late {#zephyr-late .cause-of-concern .embargoed topics=plans}\n\nZephyr waits, and so does the plan. It has 4711 of them.\n\n\
        #### Repair Zephyr {#zephyr-repair .recommendation due=2031-01-01 owner=kent}\n\nBy then, Zephyr.\n";
    let figures = "figures:\n  - id: shown\n    measure: disruptions\n    value: 12\n    as_of: 2022\n  - id: zephyr-count\n    measure: disruptions\n    value: 4711\n    as_of: 2022\n    note: Zephyr counted them.\n    finding: zephyr-late\n";
    SiteTest::new("")
        .with(KENT, account("grade: good", words))
        .with("content/forces/kent/2023-soc.yaml", figures)
        .with("content/forces/kent/follow-up.yaml", "- finding: zephyr-repair\n  date: 2024-01-01\n  status: accepted\n  note: Zephyr said so.\n")
        .with("content/forces/kent/response.md", "---\ninspection: soc-2023\ndate: 2024-02-01\n---\n\n## Open {#open}\n\n### Kent {.body}\n\nWe agree.\n\n## Zephyr {#zephyr-repair}\n\n### Kent {.body}\n\nZephyr will be repaired.\n")
        .with("content/corrections.yaml", "- date: 2024-01-03\n  finding: kent/zephyr-late\n  was: Zephyr\n  is: Zephyr\n  why: Zephyr\n- date: 2024-01-03\n  figure: kent/zephyr-count\n  was: Zephyr\n  is: Zephyr\n  why: Zephyr\n")
        .with("content/inspections/quixote-2024.md", "---\ntitle: Quixote in the coast\nprogramme: regional\npublished: 2024-05-01\npublish_at: 2027-01-14T00:01 Europe/London\nsource:\n  publisher: The inspectorate\n  report: Quixote in the coast\ndata_extracts:\n  - id: quixote\n    dataset: The Quixote database\n---\n\nQuixote rode.\n")
        .with("content/forces/kent/2024-quixote.md", "---\ninspection: quixote-2024\ngrade: good\nsummary: Quixote of Kent.\n---\n\n## Tackling {#tackling}\n\n### Quixote rides {#quixote-rides topics=plans}\n\nHe rides at the plan.\n\n![Quixote](quixote.png)\n")
        .with("content/forces/kent/2024-quixote.yaml", "figures:\n  - id: quixote-mills\n    measure: disruptions\n    value: 9\n    as_of: 2023\n")
        .with("content/forces/kent/quixote.png", include_bytes!("../broken/hidden-text-published/content/pages/square.png"))
        .with("content/glossary/plan.md", "---\nterm: plan\n---\n\nWhat is meant to be done.\n")
        .with("content/glossary/xanadu.md", "---\nterm: Xanadu\naliases: [Xanadu dome]\nvisibility: draft\n---\n\nA stately plan.\n")
        .with("content/pages/ozymandias.md", "---\ntitle: Ozymandias and the plan\ndraft: true\nsummary: Look on it.\n---\n\n## Ozymandias the king {#ozymandias-king}\n\nSee [the finding](finding:kent/open) and the plan of Ozymandias.\n")
}

/// The names of files that hold one of the secrets, in their names or bytes.
fn telling(tree: &Tree) -> BTreeSet<String> {
    let has = |text: &str| SECRETS.iter().any(|secret| text.contains(secret));
    let telling = tree
        .iter()
        .filter(|(path, bytes)| has(path) || has(&String::from_utf8_lossy(bytes)));
    telling.map(|(path, _)| path.clone()).collect()
}

fn shown() -> Outcome {
    let mut site = site();
    let files: Vec<String> = [
        KENT,
        "content/inspections/quixote-2024.md",
        "content/glossary/xanadu.md",
        "content/pages/ozymandias.md",
    ]
    .map(str::to_owned)
    .to_vec();
    for path in files {
        let text = site.text(&path);
        let text = text
            .replace(" .embargoed", "")
            .replace("publish_at: 2027-01-14T00:01 Europe/London\n", "");
        let text = text
            .replace("visibility: draft\n", "")
            .replace("draft: true\n", "");
        site = site.with(&path, text);
    }
    site.with_theme("peelpress").build()
}

/// The sinks, each with a file of the public build that would show it.
const SINKS: [(&str, &str); 14] = [
    ("pages", "ozymandias/index.html"),
    ("tables", "inspections/index.html"),
    ("counts and grades", "forces/kent/index.html"),
    ("registers", "recommendations/index.html"),
    ("feed of the site", "feed.json"),
    ("Atom feed of a body", "forces/kent/feed.atom"),
    ("data", "data/findings.csv"),
    ("data of follow-up", "data/follow_up.json"),
    ("calendar", "recommendations/due.ics"),
    ("sitemap", "sitemap.xml"),
    ("corrections", "corrections/index.html"),
    ("used in", "glossary/plan/index.html"),
    (
        "backlinks and responses",
        "forces/kent/2023-soc/response/index.html",
    ),
    ("pictures", "media/forces/kent/quixote.png"),
];

#[test]
fn each_sink_shows_what_is_public_and_nothing_that_is_hidden() {
    // The sinks are sinks: without the marks each of them shows it.
    let shown = shown();
    assert!(!shown.has_errors(), "{}", shown.report());
    let open = telling(&shown.tree());
    for (sink, path) in SINKS {
        assert!(open.contains(path), "{sink}: {path} of {open:#?}");
    }
    for theme in ["plain", "peelpress"] {
        let outcome = match theme {
            "plain" => site().build(),
            _ => site().with_theme(theme).build(),
        };
        assert!(!outcome.has_errors(), "{}", outcome.report());
        assert_eq!(telling(&outcome.tree()), BTreeSet::new());
        assert_eq!(outcome.table("findings").len(), 1);
        assert_eq!(outcome.table("figures").len(), 1);
        let has_number = |(path, bytes): (String, Vec<u8>)| {
            String::from_utf8_lossy(&bytes)
                .contains("4711")
                .then_some(path)
        };
        assert_eq!(outcome.tree().into_iter().find_map(has_number), None);
    }
}

/// A sentence of the hidden finding, and the places where a theme or a file could publish it.
const LEAK: &str = "Detectives wait for months before anyone reads the phones of missing children";

#[test]
fn what_a_theme_or_a_picture_leaks_into_a_sink_fails_the_build() {
    let words = format!(
        "## Tackling {{#tackling}}\n\n### Open {{#open topics=plans}}\n\nAll see it.\n\n### Late {{#phones-late topics=plans .draft}}\n\n{LEAK}.\n"
    );
    let site = SiteTest::kent(&words);
    let frame = site.text("themes/plain/templates/frame.html");
    let comment = [b"\xff\xd8\xff\xfe".to_vec(), LEAK.into()].concat();
    let in_frame = |written: String| {
        site.clone().with(
            "themes/plain/templates/frame.html",
            frame.replace("</main>", &written),
        )
    };
    let page = "---\ntitle: A\n---\n\n![A](a.jpg)\n";
    let sinks = [
        ("text", in_frame(format!("<p>{LEAK}</p></main>"))),
        (
            "attribute",
            in_frame(format!("<p title=\"{LEAK}\"></p></main>")),
        ),
        ("comment", in_frame(format!("<!-- {LEAK} --></main>"))),
        (
            "linked data",
            in_frame(format!(
                "<script type=\"application/ld+json\">{{\"name\":\"{LEAK}\"}}</script></main>"
            )),
        ),
        (
            "script",
            site.clone().with(
                "themes/plain/assets/plain.css",
                format!("/*! {LEAK} */ a{{color:red}}\n"),
            ),
        ),
        (
            "script file",
            site.clone().with(
                "themes/plain/assets/more.js",
                format!("let a = \"{LEAK}\";\n"),
            ),
        ),
        (
            "file name",
            site.clone().with(
                "themes/plain/assets/detectives-wait-for-months-before-anyone-reads-the-phones.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            ),
        ),
        (
            "picture",
            site.clone()
                .with("content/pages/a.md", page)
                .with("content/pages/a.jpg", &comment),
        ),
    ];
    for (sink, site) in sinks {
        let outcome = site.build();
        let is_absent = telling_leak(&outcome).is_empty();
        let codes = outcome.codes();
        assert!(
            is_absent || codes.contains("hidden-text-published"),
            "{sink}: {}",
            outcome.report()
        );
    }
}

fn telling_leak(outcome: &Outcome) -> BTreeSet<String> {
    let tree = outcome.tree();
    let has =
        |text: &str| text.contains("before anyone reads") || text.contains("before-anyone-reads");
    let telling = tree
        .iter()
        .filter(|(path, bytes)| has(path) || has(&String::from_utf8_lossy(bytes)));
    telling.map(|(path, _)| path.clone()).collect()
}
