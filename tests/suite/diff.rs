//! What changed between two editions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use peelpress::diff::{Edition, EditionChange, compare};
use proptest::prelude::*;

use crate::folder;
use crate::site_test::{Outcome, SiteTest, account};

const GRADES: [&str; 3] = ["good", "adequate", "inadequate"];

/// An invented site: forces with a grade, and the words of their findings.
#[derive(Clone, Debug)]
struct Content(BTreeMap<String, (usize, BTreeMap<String, String>)>);

impl Content {
    fn first() -> Content {
        let findings = || (0..3).map(|n| (format!("finding-{n}"), "Some words here.".to_owned()));
        let force = |n: usize| (format!("force-{n}"), (n % 2, findings().collect()));
        Content((0..4).map(force).collect())
    }

    fn site(&self) -> SiteTest {
        let mut site = SiteTest::new("");
        for (force, (grade, findings)) in &self.0 {
            let identity = format!("---\nname: {force}\nregion: eastern\n---\n");
            let mut words = "## T {#tackling}\n\nWords.\n".to_owned();
            for (finding, text) in findings {
                let _ = write!(words, "\n### About {finding} {{#{finding}}}\n\n{text}\n");
            }
            let front = format!("grade: {}", GRADES[*grade]);
            let folder = format!("content/forces/{force}");
            site = site
                .with(&format!("{folder}/force.md"), identity)
                .with(&format!("{folder}/2023-soc.md"), account(&front, &words));
        }
        site
    }
}

fn edition(outcome: &Outcome) -> Edition {
    let tree = outcome.tree();
    let read = Edition::read(tree.keys().map(String::as_str), |path| {
        tree.get(path).cloned()
    });
    read.expect("an edition")
}

fn named(changes: &[EditionChange]) -> BTreeSet<(&str, &str)> {
    let named = changes
        .iter()
        .map(|change| (change.kind.name(), change.id.as_str()));
    named.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_of_two_editions_are_the_edits_that_made_them(
        edits in prop::collection::vec((0_u8..4, 0_usize..4, 0_usize..3), 0..6),
    ) {
        let old = Content::first();
        let mut new = old.clone();
        for (at, (what, force, finding)) in edits.into_iter().enumerate() {
            let (grade, findings) = new.0.get_mut(&format!("force-{force}")).expect("a force");
            let finding = format!("finding-{finding}");
            match what {
                0 => *grade = 1 - *grade,
                1 => {
                    findings.insert(format!("new-{at}"), "Words of a new finding.".to_owned());
                }
                2 => {
                    findings.remove(&finding);
                }
                _ => {
                    if let Some(text) = findings.get_mut(&finding) {
                        *text = format!("Some other words {at} here.");
                    }
                }
            }
        }
        let mut expected = BTreeSet::new();
        for (force, (was, before)) in &old.0 {
            let (is, after) = &new.0[force];
            if was != is {
                let kind = if is < was { "grade-better" } else { "grade-worse" };
                expected.insert((kind, force.clone()));
            }
            let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for id in ids {
                let name = format!("{force}/{id}");
                match (before.get(id), after.get(id)) {
                    (None, _) => {
                        expected.insert(("finding-new", name));
                        expected.insert(("address-added", format!("/forces/{force}/#{id}")));
                    }
                    (_, None) => {
                        expected.insert(("finding-removed", name));
                        expected.insert(("address-lost", format!("/forces/{force}/#{id}")));
                    }
                    (was, is) if was != is => {
                        expected.insert(("finding-reworded", name));
                    }
                    _ => {}
                }
            }
        }
        let changes = compare(&edition(&old.site().clean()), &edition(&new.site().clean()));
        let expected: BTreeSet<(&str, &str)> =
            expected.iter().map(|(kind, id)| (*kind, id.as_str())).collect();
        prop_assert_eq!(named(&changes), expected);
    }
}

#[test]
fn a_change_of_words_says_which_words() {
    let site = |words: &str| {
        SiteTest::kent(&format!(
            "## T {{#tackling}}\n\n### One {{#one}}\n\n{words}\n"
        ))
    };
    let changes = compare(
        &edition(&site("It has ten vans.").clean()),
        &edition(&site("It has nine vans.").clean()),
    );
    let text = peelpress::diff::text(&changes);
    assert!(text.contains("It has [-ten-]{+nine+} vans."), "{text}");
}

#[test]
fn a_grade_of_another_scale_is_new_and_not_better_or_worse() {
    let site = SiteTest::kent("## T {#tackling}\n\n### One {#one}\n\nWords.\n");
    let later = site.clone().edit(
        "content/forces/kent/2023-soc.md",
        "grade: good",
        "grade: adequate",
    );
    let changes = compare(&edition(&site.clean()), &edition(&later.clean()));
    assert_eq!(named(&changes), BTreeSet::from([("grade-worse", "kent")]));
    assert_eq!(changes[0].from.as_deref(), Some("good"));
    let scale = later.edit(
        "site.toml",
        "[[grades]]\nid = \"inadequate\"",
        "[[grades]]\nid = \"poor\"\nname = \"Poor\"\nmark = \"P\"\nsentence = \"is poor at this\"\n\n[[grades]]\nid = \"inadequate\"",
    );
    let changes = compare(&edition(&site.clean()), &edition(&scale.clean()));
    assert_eq!(named(&changes), BTreeSet::from([("grade-new", "kent")]));
    assert_eq!(changes[0].from, None);
}

#[test]
fn redirects_and_reasons_are_changes_of_addresses() {
    let with = |redirects: &str| SiteTest::new("").with("content/redirects.yaml", redirects);
    let changes = compare(
        &edition(&SiteTest::new("").clean()),
        &edition(&with("- {from: /a/, to: /forces/kent/}\n").clean()),
    );
    assert_eq!(
        named(&changes),
        BTreeSet::from([("address-redirected", "/a/")])
    );
    assert_eq!(changes[0].to.as_deref(), Some("/forces/kent/"));
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .envs([
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ])
        .output()
        .expect("a program that runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn exports_sites_and_revisions_are_compared() {
    let program = env!("CARGO_BIN_EXE_peelpress");
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    let mut files = folder::read(&folder::tests().join("base"));
    let words = "## T {#tackling}\n\n### One {#one}\n\nIt has ten vans.\n";
    let path = "content/forces/kent/2023-soc.md";
    files.insert(path.to_owned(), account("grade: good", words).into_bytes());
    folder::write(root, &files);
    let git = |arguments: &[&str]| {
        let mut all = vec!["-c", "user.name=A", "-c", "user.email=a@example.org"];
        all.extend(arguments);
        let (code, _, err) = run(root, "git", &all);
        assert_eq!(code, Some(0), "{err}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    for (command, folder) in [("build", "site-1"), ("export", "data-1")] {
        assert_eq!(
            run(root, program, &[command, "--out", folder, "-q"]).0,
            Some(0)
        );
    }
    let words = words.replace("ten", "nine");
    files.insert(
        path.to_owned(),
        account("grade: adequate", &words).into_bytes(),
    );
    folder::write(root, &files);
    git(&["commit", "-q", "-a", "-m", "two"]);
    for (command, folder) in [("build", "site-2"), ("export", "data-2")] {
        assert_eq!(
            run(root, program, &[command, "--out", folder, "-q"]).0,
            Some(0)
        );
    }
    let (_, sites, _) = run(root, program, &["diff", "site-1", "site-2"]);
    assert!(
        sites.contains("[-ten-]{+nine+}") && sites.contains("from good to adequate"),
        "{sites}"
    );
    for two in [["data-1", "data-2"], ["HEAD~1", "HEAD"], ["site-1", "HEAD"]] {
        assert_eq!(
            run(root, program, &["diff", two[0], two[1]]).1,
            sites,
            "{two:?}"
        );
    }
    let same = run(root, program, &["diff", "data-1", "data-1", "--exit-code"]);
    assert_eq!((same.0, same.1.as_str()), (Some(0), ""));
    let json = run(
        root,
        program,
        &[
            "diff",
            "data-1",
            "data-2",
            "--format",
            "json",
            "--exit-code",
        ],
    );
    assert_eq!(json.0, Some(1));
    let changes: serde_json::Value = serde_json::from_str(&json.1).expect("JSON");
    assert_eq!(changes[0]["kind"], "grade-worse");
    for wrong in ["no-such-thing", "content", "--output=x"] {
        let (code, _, err) = run(root, program, &["diff", "HEAD", wrong]);
        assert_eq!(code, Some(2), "{err}");
    }
}
