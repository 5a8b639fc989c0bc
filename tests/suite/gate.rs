//! What is not public: the public site is the one of a tree from which it was deleted, and nothing public may name it.

use std::collections::BTreeSet;

use peelpress::date::Moment;
use peelpress::diagnostic::Code;
use peelpress::files::{Files, MemoryFiles};
use peelpress::pipeline::{self, Audience, Request};
use peelpress::search::SearchMode;
use proptest::prelude::*;

use crate::folder::{Tree, differing};
use crate::gate_extras::{self, Attached};
use crate::generate;
use crate::site_test::{Outcome, SiteTest, account};

/// What can be written about a file, and whether it is hidden on the day of the tests, 1 January 2026.
const STATES: [(&str, bool); 7] = [
    ("", false),
    ("visibility: public\n", false),
    ("publish_at: 2025-12-31T23:59 Europe/London\n", false),
    ("draft: true\n", true),
    ("visibility: draft\n", true),
    ("visibility: embargoed\n", true),
    ("publish_at: 2026-01-01T00:01 Europe/London\n", true),
];

/// The same for a finding, in its braces.
const FINDING_STATES: [(&str, bool); 4] = [
    ("", false),
    (" .draft", true),
    (" .embargoed", true),
    (" publish_at=\"2026-01-01T00:01 Europe/London\"", true),
];

/// A site of which some parts are hidden.
struct Kept {
    files: Tree,
    /// The states of files that can have one, by their paths.
    states: Vec<(String, usize)>,
    /// The states of findings: the path, the line of the heading, the state.
    findings: Vec<(String, String, usize)>,
    /// What is hidden with findings and accounts.
    attached: Vec<Attached>,
}

fn can_be_hidden(path: &str) -> bool {
    [
        "content/inspections/",
        "content/pages/",
        "content/glossary/",
    ]
    .iter()
    .any(|folder| path.starts_with(folder))
        || is_account(path)
        || is_response(path)
}

fn is_response(path: &str) -> bool {
    path.contains("/response-")
}

fn is_account(path: &str) -> bool {
    path.ends_with("-soc.md") && !path.starts_with("content/inspections/")
}

impl Kept {
    fn new(files: Tree, turns: &[usize]) -> Kept {
        let mut turns = turns.iter().cycle();
        // Half of everything says nothing.
        let mut turn = |of: usize| match turns.next().copied().unwrap_or_default() {
            even if even % 2 == 0 => 0,
            odd => (odd / 2) % of,
        };
        let mut kept = Kept {
            files: Tree::new(),
            states: Vec::new(),
            findings: Vec::new(),
            attached: Vec::new(),
        };
        let mut files = files;
        kept.attached = gate_extras::attach(&mut files);
        for (path, bytes) in files {
            // It may hold anything, as it is never published.
            if path == "content/pages/unfinished.md" {
                continue;
            }
            let text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(picture) => {
                    kept.files.insert(path, picture.into_bytes());
                    continue;
                }
            };
            if can_be_hidden(&path) {
                kept.states.push((path.clone(), turn(STATES.len())));
            }
            if is_account(&path) {
                for line in text.lines().filter(|line| line.starts_with("### ")) {
                    let state = turn(FINDING_STATES.len());
                    kept.findings.push((path.clone(), line.to_owned(), state));
                }
            }
            let text = text.replace("draft: true\n", "");
            kept.files.insert(path, text.into_bytes());
        }
        kept
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.files[path].clone()).expect("UTF-8")
    }

    /// The site with its hidden parts, which say that they are.
    fn whole(&self) -> SiteTest {
        let mut files = self.files.clone();
        for (path, line, state) in &self.findings {
            let marked = format!(
                "{}{}}}",
                line.trim_end_matches('}'),
                FINDING_STATES[*state].0
            );
            let text = String::from_utf8(files[path].clone()).expect("UTF-8");
            files.insert(path.clone(), text.replace(line, &marked).into_bytes());
        }
        for (path, state) in &self.states {
            let text = String::from_utf8(files[path].clone()).expect("UTF-8");
            let text = match text.strip_prefix("---\n") {
                Some(rest) => format!("---\n{}{rest}", STATES[*state].0),
                None => format!("---\n{}---\n{text}", STATES[*state].0),
            };
            files.insert(path.clone(), text.into_bytes());
        }
        SiteTest::over_base(&files).searched(SearchMode::Whole)
    }

    fn is_hidden(&self, path: &str) -> bool {
        let own = self.states.iter().find(|(of, _)| of == path);
        let (text, hides) = own.map_or(STATES[0], |(_, state)| STATES[*state]);
        let has_owner = is_account(path) || is_response(path);
        if hides || !has_owner || text == "visibility: public\n" {
            return hides;
        }
        if is_response(path) {
            let account = path.replace("response-", "").replace(".md", "-soc.md");
            return self.is_hidden(&account);
        }
        let account = self.text(path);
        let inspection = account
            .lines()
            .find_map(|line| line.strip_prefix("inspection: "));
        inspection.is_some_and(|id| self.is_hidden(&format!("content/inspections/{id}.md")))
    }

    /// The site from which the hidden parts were deleted.
    fn deleted(&self) -> SiteTest {
        let mut files = self.files.clone();
        for (path, line, state) in &self.findings {
            if !FINDING_STATES[*state].1 {
                continue;
            }
            let text = String::from_utf8(files[path].clone()).expect("UTF-8");
            let at = text.find(line).expect("the heading");
            let after = at + line.len();
            let end = ["\n## ", "\n### "]
                .iter()
                .filter_map(|next| text[after..].find(next))
                .min();
            let end = end.map_or(text.len(), |end| after + end + 1);
            files.insert(
                path.clone(),
                format!("{}{}", &text[..at], &text[end..]).into_bytes(),
            );
        }
        for Attached {
            path,
            part,
            account,
            heading,
        } in &self.attached
        {
            let is_of_hidden = |(of, line, state): &(String, String, usize)| {
                of == account && Some(line) == heading.as_ref() && FINDING_STATES[*state].1
            };
            if self.is_hidden(account) || self.findings.iter().any(is_of_hidden) {
                let text = String::from_utf8(files[path].clone()).expect("UTF-8");
                files.insert(path.clone(), text.replacen(part, "", 1).into_bytes());
            }
        }
        let hidden: Vec<String> = self
            .files
            .keys()
            .filter(|path| self.is_hidden(path))
            .cloned()
            .collect();
        // The base has files of the same names.
        let mut site = SiteTest::over_base(&files).searched(SearchMode::Whole);
        for path in hidden {
            site = site.remove(&path);
            let figures = path.replace(".md", ".yaml");
            if is_account(&path) && files.contains_key(&figures) {
                site = site.remove(&figures);
            }
        }
        site
    }

    /// Hides whatever names something hidden, until nothing does. Gives the outcome, or nothing if it cannot be hidden.
    fn settle(&mut self) -> Option<Outcome> {
        for _ in 0..40 {
            let outcome = self.whole().build();
            if !outcome.has_errors() {
                return Some(outcome);
            }
            let mut naming = BTreeSet::new();
            for diagnostic in outcome.built.report.iter() {
                if diagnostic.severity == peelpress::diagnostic::Severity::Warning {
                    continue;
                }
                let is_naming = matches!(diagnostic.code, Code::DraftInUse | Code::EmbargoInUse);
                assert!(is_naming, "{}", outcome.report());
                assert_eq!(
                    diagnostic.labels.len(),
                    2,
                    "both places: {}",
                    outcome.report()
                );
                naming.insert(
                    outcome
                        .built
                        .sources
                        .of(diagnostic.labels[0].span)
                        .path
                        .clone(),
                );
            }
            for path in naming {
                // Old addresses are not hidden with what they lead to.
                if path == gate_extras::REDIRECTS {
                    self.files.remove(&path);
                    continue;
                }
                let (_, state) = self.states.iter_mut().find(|(of, _)| *of == path)?;
                *state = 3;
            }
        }
        None
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_public_site_is_the_site_of_a_tree_from_which_the_hidden_parts_were_deleted(
        sketch in generate::site(),
        turns in prop::collection::vec(any::<usize>(), 40),
    ) {
        let mut kept = Kept::new(sketch.files(), &turns);
        let Some(whole) = kept.settle() else { return Ok(()) };
        let deleted = kept.deleted().build();
        prop_assert!(!deleted.has_errors(), "{}", deleted.report());
        prop_assert_eq!(differing(&whole.tree(), &deleted.tree()), Vec::<String>::new());
        // The manifest does not differ either, except in the lines that say what is public.
        let inputs = |site: SiteTest| {
            let request = Request { lists_inputs: true, ..site.request() };
            let inputs = pipeline::build(&site.files, &request).inputs;
            let says = |path: &str| {
                let own = kept.states.iter().find(|(of, _)| of == path);
                path.starts_with("content/pages/") || own.is_some_and(|(_, state)| *state != 0)
            };
            let hash = |path: &str, hash: String| if says(path) { Vec::new() } else { hash.into_bytes() };
            let inputs = inputs.into_iter();
            inputs.map(|(path, file)| (path.clone(), hash(&path, file.sha256))).collect::<Tree>()
        };
        prop_assert_eq!(differing(&inputs(kept.whole()), &inputs(kept.deleted())), Vec::<String>::new());
    }
}

const INSPECTION: &str = "content/inspections/soc-2023.md";
const KENT: &str = "content/forces/kent/2023-soc.md";

/// An account with two findings, the second of which has these attributes, and a figure that it gives.
fn two_findings(attributes: &str) -> SiteTest {
    let words = format!(
        "## Tackling {{#tackling}}\n\n### Open {{#open topics=plans}}\n\nAll see it.\n\n### Kept {{#kept topics=plans{attributes}}}\n\nFew see 31 of it.\n\n#### Fix it {{#fix .recommendation due=2031-01-01 owner=kent}}\n\nBy then.\n"
    );
    SiteTest::new("")
        .with(KENT, account("grade: good", &words))
        .and("-- content/forces/kent/2023-soc.yaml --\nfigures:\n  - id: f\n    measure: disruptions\n    value: 31\n    as_of: 2022\n    finding: kept\n-- content/forces/kent/follow-up.yaml --\n- finding: fix\n  date: 2024-01-01\n  status: accepted\n")
}

#[test]
fn a_finding_is_hidden_with_its_recommendations_and_figures() {
    for attributes in [
        " .draft",
        " .embargoed",
        " publish_at=\"2024-06-01T00:01 Europe/London\"",
    ] {
        let outcome = two_findings(attributes).clean();
        outcome
            .page("forces/kent/")
            .has("All see it")
            .lacks("Few see");
        assert_eq!(outcome.table("findings").len(), 1, "{attributes}");
        assert!(outcome.table("recommendations").is_empty(), "{attributes}");
        assert!(outcome.table("figures").is_empty(), "{attributes}");
        assert!(outcome.table("follow_up").is_empty(), "{attributes}");
        for (path, bytes) in outcome.tree() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!path.contains("kept") && !text.contains("kept"), "{path}");
        }
    }
    let outcome = two_findings(" publish_at=\"2024-06-01T00:00 Europe/London\"").clean();
    assert_eq!(outcome.table("findings").len(), 2);
}

#[test]
fn an_embargo_ends_at_its_minute() {
    let site = two_findings("").edit(
        INSPECTION,
        "title: ",
        "publish_at: 2027-07-14T00:01 Europe/London\ntitle: ",
    );
    let findings = |moment: &str| {
        let moment: Moment = moment.parse().expect("a moment");
        site.clone().on(moment).clean().table("findings").len()
    };
    assert_eq!(findings("2027-07-13T23:00:59Z"), 0);
    assert_eq!(findings("2027-07-13T23:01Z"), 2);
    assert_eq!(findings("2027-07-14"), 0);
    assert_eq!(findings("2027-07-15"), 2);
}

#[test]
fn naming_something_hidden_is_an_error_with_both_places() {
    let names = |words: &str| format!("---\ntitle: About\n---\n\n{words}\n");
    let site = two_findings(" .embargoed")
        .with(
            "content/pages/about.md",
            names("See [it](finding:kent/kept)."),
        )
        .build();
    assert_eq!(site.codes(), BTreeSet::from(["embargo-in-use"]));
    let report = site.report();
    assert!(report.contains("`kent/kept` is under embargo"), "{report}");
    assert!(
        report.contains("about.md:5:10") && report.contains("2023-soc.md:12:"),
        "{report}"
    );
    // An account that says that it is public does not follow its inspection.
    two_findings("")
        .edit(KENT, "grade: good", "grade: good\nvisibility: public")
        .edit(INSPECTION, "title: ", "visibility: draft\ntitle: ")
        .diagnostics(&["draft-in-use: `soc-2023` is still a draft"]);
}

#[test]
fn what_became_of_a_hidden_finding_is_hidden_with_it() {
    let secret = "the chief officer has since left the force under a cloud of rumours";
    let theme = |path: &str, words: &str| {
        let site = two_findings(" .draft")
            .with("content/forces/kent/follow-up.yaml", format!("- finding: fix\n  date: 2024-01-01\n  status: accepted\n  note: Note that {secret}.\n"))
            .with("content/corrections.yaml", format!("- date: 2024-01-02\n  figure: kent/f\n  was: \"13\"\n  is: \"31\"\n  why: Because {secret}.\n- date: 2024-01-03\n  finding: kent/open\n  was: a\n  is: b\n  why: c\n"))
            .with("content/forces/kent/response.md", format!("---\ninspection: soc-2023\n---\n\n## Fix {{#fix}}\n\n### Kent {{.body}}\n\nWe say {secret}.\n"));
        let text = site.text(path);
        site.with(
            path,
            text.replace("</main>", &format!("<p>{words}</p></main>")),
        )
        .build()
    };
    let frame = "themes/plain/templates/frame.html";
    let clean = theme(frame, "Nothing.");
    assert!(!clean.has_errors(), "{}", clean.report());
    assert_eq!(clean.table("corrections").len(), 1);
    assert!(clean.table("responses").is_empty());
    for (path, bytes) in clean.tree() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("rumours"),
            "{path}"
        );
    }
    // Each of them is looked for in what is published.
    for words in [
        "Note that the chief officer has since left the",
        "Because the chief officer has since left the force",
        "We say the chief officer has since left the",
    ] {
        let leak = theme(frame, words);
        assert_eq!(
            leak.codes(),
            BTreeSet::from(["hidden-text-published"]),
            "{}",
            leak.report()
        );
    }
}

#[test]
fn a_response_waits_for_the_report_that_it_answers() {
    let response = |front: &str| {
        two_findings("")
            .edit(KENT, "grade: good", "grade: good\nvisibility: draft")
            .remove("content/forces/kent/follow-up.yaml")
            .with("content/forces/kent/response.md", format!("---\ninspection: soc-2023\n{front}---\n\n## Fix {{#fix}}\n\n### Kent {{.body}}\n\nWe did.\n"))
    };
    assert!(response("").clean().table("responses").is_empty());
    response("visibility: public\n").diagnostics(&["draft-in-use: `soc-2023` is still a draft"]);
}

#[test]
fn an_old_address_must_not_lead_to_what_is_hidden() {
    for (hidden, text, to) in [
        (
            "content/pages/plan.md",
            "---\ntitle: Plan\ndraft: true\n---\n\nNot yet.\n",
            "/plan/",
        ),
        (
            "content/glossary/plan.md",
            "---\nterm: Plan\ndraft: true\n---\n\nNot yet.\n",
            "/glossary/plan/",
        ),
    ] {
        let site = two_findings("").with(hidden, text);
        let redirects = |to: &str| format!("- from: /old/\n  to: {to}\n");
        let report = site.with("content/redirects.yaml", redirects(to)).build();
        assert_eq!(
            report.codes(),
            BTreeSet::from(["draft-in-use"]),
            "{}",
            report.report()
        );
        assert!(report.report().contains(hidden), "{}", report.report());
    }
    let report = two_findings(" .embargoed")
        .with(
            "content/redirects.yaml",
            "- from: /old/\n  to: /forces/kent/#kept\n",
        )
        .build();
    assert_eq!(
        report.codes(),
        BTreeSet::from(["embargo-in-use"]),
        "{}",
        report.report()
    );
}

#[test]
fn a_visibility_that_contradicts_itself_is_an_error() {
    let page = |lines: &str| {
        let text = format!("---\ntitle: About\n{lines}\n---\n\nWords.\n");
        SiteTest::new("")
            .with("content/pages/about.md", text)
            .build()
            .short()
    };
    for (lines, expected) in [
        (
            "draft: true\nvisibility: public",
            "`draft: true` contradicts `visibility`",
        ),
        (
            "visibility: public\npublish_at: 2027-01-14T00:01Z",
            "`publish_at` on public content",
        ),
        (
            "visibility: draft\npublish_at: 2027-01-14T00:01Z",
            "`publish_at` on a draft",
        ),
        (
            "visibility: secret",
            "unknown value `secret` for `visibility`",
        ),
        (
            "publish_at: 2027-01-14",
            "`2027-01-14` is not a time with a zone",
        ),
        (
            "publish_at: 2027-01-14T00:01",
            "`2027-01-14T00:01` is not a time with a zone",
        ),
        (
            "publish_at: 2027-01-14T00:01 Nowhere",
            "is not a time with a zone",
        ),
    ] {
        let report = page(lines);
        assert!(report.contains(expected), "{lines}: {report}");
    }
    for attributes in [
        " .draft .embargoed",
        " .draft publish_at=\"2027-01-14T00:01Z\"",
        " publish_at=soon",
    ] {
        assert!(
            two_findings(attributes).build().has_errors(),
            "{attributes}"
        );
    }
}

#[test]
fn what_is_hidden_is_shown_when_it_is_asked_for() {
    let site = two_findings(" .embargoed").edit(INSPECTION, "title: ", "draft: true\ntitle: ");
    let files: &MemoryFiles = &site.files;
    let built = pipeline::build(
        files as &dyn Files,
        &Request {
            audience: Audience::Reviewers,
            ..site.request()
        },
    );
    assert!(built.report.is_empty());
    let page = built.output.get("forces/kent/index.html").expect("a page");
    assert!(String::from_utf8_lossy(page).contains("Few see"));
}
