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

/// A force and the id of one of its findings.
type Place = (String, String);

/// Where each finding of the old edition is in the new one, or why it is gone.
type Homes = BTreeMap<Place, Result<Place, &'static str>>;

/// What is expected of two editions, by kind and id.
type Expected = BTreeSet<(&'static str, String)>;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_of_two_editions_are_the_edits_that_made_them(
        edits in prop::collection::vec((0_u8..8, 0_usize..4, 0_usize..3), 0..8),
    ) {
        let old = Content::first();
        let mut new = old.clone();
        let mut now: Homes = BTreeMap::new();
        for (force, (_, findings)) in &old.0 {
            for id in findings.keys() {
                let at = (force.clone(), id.clone());
                now.insert(at.clone(), Ok(at));
            }
        }
        for (at, (what, force, finding)) in edits.into_iter().enumerate() {
            let force = format!("force-{force}");
            let place = (force.clone(), format!("finding-{finding}"));
            let there = now[&place].clone().ok();
            let (grade, findings) = new.0.get_mut(&force).expect("a force");
            match (what, there) {
                (0, _) => *grade = 1 - *grade,
                (1, _) => {
                    findings.insert(format!("new-{at}"), "Words of a new finding.".to_owned());
                }
                (2 | 3, Some((_, id))) => {
                    findings.remove(&id);
                    let why = if what == 2 { "lost" } else { "withdrawn" };
                    for home in now.values_mut().filter(|home| home.as_ref().ok() == Some(&(force.clone(), id.clone()))) {
                        *home = Err(why);
                    }
                }
                (4 | 5, Some((_, id))) => {
                    // It gets another id in its force.
                    let text = findings.remove(&id).expect("it is there");
                    let new_id = format!("renamed-{at}");
                    findings.insert(new_id.clone(), text);
                    for home in now.values_mut().filter(|home| home.as_ref().ok() == Some(&(force.clone(), id.clone()))) {
                        *home = Ok((force.clone(), new_id.clone()));
                    }
                }
                (6, Some((_, id))) if findings.len() > 1 => {
                    // It becomes part of another.
                    findings.remove(&id);
                    let other = findings.keys().next().expect("another").clone();
                    for home in now.values_mut().filter(|home| home.as_ref().ok() == Some(&(force.clone(), id.clone()))) {
                        *home = Ok((force.clone(), other.clone()));
                    }
                }
                (7, Some((_, id))) => {
                    if let Some(text) = findings.get_mut(&id) {
                        *text = format!("Some other words {at} here.");
                    }
                }
                _ => {}
            }
        }
        let mut redirects = String::new();
        for ((force, id), home) in &now {
            match home {
                Ok((_, there)) if there == id => {}
                Ok((_, there)) => {
                    let _ = writeln!(redirects, "- {{from: \"/forces/{force}/#{id}\", to: \"/forces/{force}/#{there}\"}}");
                }
                Err("withdrawn") => {
                    let _ = writeln!(redirects, "- {{from: \"/forces/{force}/#{id}\", gone: Why.}}");
                }
                Err(_) => {}
            }
        }
        let expected = expected(&old, &new, &now);
        let new = new.site().with("content/redirects.yaml", redirects);
        let changes = compare(&edition(&old.site().clean()), &edition(&new.clean()));
        let expected: BTreeSet<(&str, &str)> =
            expected.iter().map(|(kind, id)| (*kind, id.as_str())).collect();
        prop_assert_eq!(named(&changes), expected);
    }
}

fn expected(old: &Content, new: &Content, now: &Homes) -> Expected {
    let mut expected = Expected::new();
    for (force, (was, before)) in &old.0 {
        let (is, after) = &new.0[force];
        if was != is {
            let kind = if is < was {
                "grade-better"
            } else {
                "grade-worse"
            };
            expected.insert((kind, force.clone()));
        }
        let of_force = now.iter().filter(|((of, _), _)| of == force);
        let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
        let (same, others): (Vec<_>, Vec<_>) =
            of_force.partition(|((_, id), home)| home.as_ref().is_ok_and(|(_, there)| there == id));
        for ((_, id), home) in same.into_iter().chain(others) {
            let (name, address) = (format!("{force}/{id}"), format!("/forces/{force}/#{id}"));
            match home {
                Ok((_, there)) if there == id => {
                    taken.insert(id, id);
                }
                Ok((_, there)) => {
                    expected.insert(("address-redirected", address));
                    match taken.insert(there, id) {
                        None => expected.insert(("finding-renamed", format!("{force}/{there}"))),
                        Some(first) => {
                            taken.insert(there, first);
                            expected.insert(("finding-merged", name))
                        }
                    };
                }
                Err("withdrawn") => {
                    expected.insert(("address-withdrawn", address));
                    expected.insert(("finding-removed", name));
                }
                Err(_) => {
                    expected.insert(("address-lost", address));
                    expected.insert(("finding-removed", name));
                }
            }
        }
        for (id, text) in after {
            let name = format!("{force}/{id}");
            match taken.get(id.as_str()) {
                None => {
                    expected.insert(("finding-new", name));
                }
                // The title names the id.
                Some(&was) if was != id || before[was] != *text => {
                    expected.insert(("finding-reworded", name));
                }
                Some(_) => {}
            }
            if !before.contains_key(id) {
                expected.insert(("address-added", format!("/forces/{force}/#{id}")));
            }
        }
    }
    expected
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

fn kent(words: &str) -> SiteTest {
    SiteTest::kent(&format!("## T {{#tackling}}\n\n{words}"))
}

const ONE: &str = "### One {#one .cause-of-concern topics=plans}\n\nWork.\n\n#### Do it {#do-it .recommendation due=2024-03-01 owner=\"Chief\"}\n\nDo it now.\n\n";

#[test]
fn what_was_renamed_is_neither_new_nor_removed() {
    let later = ONE.replace("#one", "#first").replace("#do-it", "#act");
    let later = kent(&later).with(
        "content/redirects.yaml",
        "- {from: \"/forces/kent/#one\", to: \"/forces/kent/#first\"}\n- {from: \"/forces/kent/#do-it\", to: \"/forces/kent/#act\"}\n",
    );
    let changes = compare(&edition(&kent(ONE).clean()), &edition(&later.clean()));
    let addresses = ["/forces/kent/#act", "/forces/kent/#first"];
    let moved = ["/forces/kent/#do-it", "/forces/kent/#one"];
    let mut expected = BTreeSet::from([
        ("finding-renamed", "kent/first"),
        ("recommendation-renamed", "kent/act"),
    ]);
    expected.extend(addresses.map(|it| ("address-added", it)));
    expected.extend(moved.map(|it| ("address-redirected", it)));
    assert_eq!(named(&changes), expected);
    let finding = changes.iter().find(|it| it.id == "kent/first");
    assert_eq!(finding.and_then(|it| it.from.as_deref()), Some("kent/one"));
}

#[test]
fn the_findings_of_a_body_that_was_renamed_are_found_by_the_redirect_of_its_page() {
    let mut later = kent(ONE).with(
        "content/redirects.yaml",
        "- {from: /forces/kent/, to: /forces/weald/}\n",
    );
    for path in ["force.md", "2023-soc.md"] {
        let old = format!("content/forces/kent/{path}");
        let text = later.text(&old).replace("Kent", "Weald");
        later = later.remove(&old).with(&old.replace("kent", "weald"), text);
    }
    let changes = compare(&edition(&kent(ONE).clean()), &edition(&later.clean()));
    let kinds: BTreeSet<&str> = changes.iter().map(|it| it.kind.name()).collect();
    let expected = [
        "address-added",
        "address-redirected",
        "body-renamed",
        "finding-renamed",
        "recommendation-renamed",
    ];
    assert_eq!(kinds, BTreeSet::from(expected), "{changes:#?}");
}

#[test]
fn addresses_are_compared_from_the_site_s_own_root_and_pages_by_no_theme() {
    let at = |base: &str| {
        let site = kent(ONE).with("content/redirects.yaml", "- {from: /a/, gone: Why.}\n");
        site.at(base).clean()
    };
    let (one, other) = (
        edition(&at("https://example.org/")),
        edition(&at("https://example.org/deep/er/")),
    );
    assert_eq!(compare(&one, &other), []);
    let first = compare(&edition(&kent(ONE).clean()), &other);
    assert_eq!(
        named(&first),
        BTreeSet::from([("address-withdrawn", "/a/")])
    );
}

#[test]
fn a_data_export_is_compared_with_a_site_by_what_both_name() {
    let outcome = kent(ONE).clean();
    let tree = outcome.tree();
    let data: BTreeMap<&str, &Vec<u8>> = tree
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("data/")?, bytes)))
        .filter(|(path, _)| path.ends_with(".json"))
        .collect();
    let export = Edition::read(data.keys().copied(), |path| {
        data.get(path).map(|it| (*it).clone())
    });
    assert_eq!(compare(&edition(&outcome), &export.expect("an export")), []);
}
