//! `init`, `new` and `schema`, as people run them.

use std::path::{Path, PathBuf};
use std::process::Command;

use peelpress::scaffold;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{self, Run};
use crate::folder::{self, Tree};

/// A folder of its own, with a space in its name.
struct Place {
    above: TempDir,
}

impl Place {
    fn empty() -> Place {
        let place = Place {
            above: tempfile::tempdir().expect("a folder"),
        };
        std::fs::create_dir(place.root()).expect("made");
        place
    }

    /// A folder with the site that `init` begins.
    fn begun() -> Place {
        let place = Place::empty();
        let run = place.run(&["init"]);
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.err);
        place
    }

    fn root(&self) -> PathBuf {
        self.above.path().join("a site")
    }

    fn run(&self, arguments: &[&str]) -> Run {
        cli::run(
            Command::new(env!("CARGO_BIN_EXE_peelpress"))
                .args(arguments)
                .current_dir(self.root()),
        )
    }

    /// Runs what must go well.
    fn does(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.err);
        run
    }

    fn files(&self) -> Tree {
        folder::read(&self.root())
    }

    fn read(&self, path: &str) -> String {
        String::from_utf8(
            self.files()
                .remove(path)
                .unwrap_or_else(|| panic!("no {path}")),
        )
        .expect("UTF-8")
    }

    fn write(&self, path: &str, text: &str) {
        folder::write(
            &self.root(),
            &Tree::from([(path.to_owned(), text.as_bytes().to_vec())]),
        );
    }

    /// What `schema` prints.
    fn schema(&self, kind: &str) -> Value {
        serde_json::from_str(&self.does(&["schema", kind]).out).expect("JSON")
    }
}

/// Everything that can be begun, in an order in which each has what it needs.
const NEW: [&[&str]; 9] = [
    &["new", "region", "hills"],
    &["new", "force", "west-dale", "--region", "hills"],
    &["new", "rocu", "hrocu", "--region", "hills"],
    &["new", "inspection", "hills-2027", "--region", "hills"],
    &[
        "new",
        "inspection-account",
        "saltmarsh",
        "2026-again",
        "--inspection",
        "coast-2026",
    ],
    &[
        "new",
        "account",
        "coast",
        "2026-again",
        "--inspection",
        "coast-2026",
    ],
    &["new", "term", "threat-assessment"],
    &["new", "page", "methodology"],
    &["new", "inspection", "west-dale-2027"],
];

#[test]
fn a_site_that_init_creates_is_complete_and_has_no_errors() {
    let place = Place::begun();
    let check = place.does(&["check", "--strict"]);
    assert!(
        check.out.starts_with("no errors or warnings: "),
        "{}",
        check.out
    );
    place.does(&["build", "--no-briefs", "--quiet"]);
    assert!(
        place
            .root()
            .join("public/forces/saltmarsh/index.html")
            .is_file()
    );
    let has_search = place.root().join("public/search/index.html").is_file();
    assert_eq!(has_search, cfg!(feature = "search"));
}

#[test]
fn init_makes_the_folder_it_is_asked_for_and_says_how_to_look_at_it() {
    let place = Place::empty();
    let run = place.does(&["init", "deep/in here"]);
    let command = if cfg!(feature = "serve") {
        "peelpress serve --open"
    } else {
        "peelpress build"
    };
    assert!(
        run.err
            .contains(&format!("{command} --root \"deep/in here\"\n")),
        "{}",
        run.err
    );
    place.does(&["check", "--strict", "--root", "deep/in here"]);
    assert!(
        Place::empty()
            .does(&["init"])
            .err
            .contains(&format!("{command}\n"))
    );
}

#[test]
fn init_replaces_nothing_and_then_writes_nothing() {
    let place = Place::empty();
    place.write("content/pages/about.md", "Mine.");
    place.write("notes.txt", "Mine too.");
    let before = place.files();
    let run = place.run(&["init"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err
            .contains("about.md exists already; nothing was written"),
        "{}",
        run.err
    );
    assert!(place.files() == before);
    std::fs::remove_file(place.root().join("content/pages/about.md")).expect("removed");
    place.does(&["init"]);
    assert_eq!(place.read("notes.txt"), "Mine too.");
}

#[test]
fn init_brings_a_readme_and_keeps_the_built_site_out_of_git() {
    let place = Place::begun();
    assert!(place.read("README.md").contains("peelpress serve --open"));
    assert!(place.read(".editorconfig").starts_with("root = true"));
    let ignored = place.read(".gitignore");
    assert!(ignored.lines().any(|line| line == "/public/"), "{ignored}");
    let place = Place::empty();
    place.write("README.md", "My own.");
    place.does(&["init"]);
    assert_eq!(place.read("README.md"), "My own.");
    assert!(place.read("site.toml").contains("title"));
}

#[test]
fn the_theme_in_the_program_is_the_theme_of_the_repository() {
    let path = "themes/peelpress";
    let on_disk = folder::read(&folder::root().join(path)).into_iter();
    // The pictures are for the readme alone.
    let on_disk = on_disk.filter(|(inner, _)| !inner.starts_with("screenshot"));
    let on_disk: Tree = on_disk
        .map(|(inner, bytes)| (format!("{path}/{inner}"), bytes))
        .collect();
    let site = scaffold::site();
    let files = site
        .iter()
        .map(|(path, bytes)| (path.to_string(), bytes.to_vec()));
    let embedded: Tree = files.filter(|(inner, _)| inner.starts_with(path)).collect();
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&embedded),
        names(&on_disk),
        "new files are seen when src/scaffold/mod.rs is compiled again"
    );
    assert!(embedded == on_disk);
}

#[test]
fn whatever_new_creates_has_no_errors_as_a_draft_and_names_its_gaps_once_it_is_none() {
    let place = Place::begun();
    for command in NEW {
        let run = place.does(command);
        assert!(!run.out.is_empty(), "{command:?} printed no path");
        for path in run.out.lines() {
            assert!(
                place.root().join(path).is_file(),
                "{command:?} printed {path}"
            );
        }
    }
    // As `new rocu` asks.
    let region = "content/regions/hills/region.md";
    place.write(
        region,
        &place.read(region).replace("# rocu: …", "rocu: hrocu"),
    );
    place.does(&["check", "--strict", "--no-briefs"]);
    let drafts: Vec<_> = place
        .files()
        .into_iter()
        .filter(|(_, bytes)| bytes.starts_with(b"---\n#"))
        .collect();
    assert_eq!(drafts.len(), NEW.len(), "a file of words each");
    for (path, bytes) in drafts {
        let lines = String::from_utf8(bytes).expect("UTF-8");
        let ready: String = lines
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("draft:"))
            .collect();
        place.write(&path, &ready);
    }
    let run = place.run(&["check", "--format", "short", "--no-briefs"]);
    let told: Vec<&str> = run.out.lines().collect();
    assert!(
        told.iter()
            .all(|line| line.contains(": error[placeholder]: ")),
        "{}",
        run.out
    );
    let is_told = |path: &str| {
        told.iter()
            .any(|line| line.starts_with(&format!("content/{path}:")))
    };
    for path in [
        "inspections/hills-2027.md",
        "glossary/threat-assessment.md",
        "pages/methodology.md",
    ] {
        assert!(is_told(path), "{path}:\n{}", run.out);
    }
    for (path, bytes) in place.files() {
        if let Ok(text) = String::from_utf8(bytes) {
            let is_read = |line: &str| path.starts_with("content/") && !line.starts_with('#');
            let write = |line: &str| {
                if is_read(line) {
                    line.replace('…', "Written.")
                } else {
                    line.to_owned()
                }
            };
            place.write(
                &path,
                &text.split_inclusive('\n').map(write).collect::<String>(),
            );
        }
    }
    place.does(&["check", "--strict", "--no-briefs"]);
}

#[test]
fn every_key_is_there_and_can_be_used_by_taking_its_hash_away() {
    let place = Place::begun();
    for (kind, command) in [
        ("region", NEW[0]),
        ("force", NEW[1]),
        ("rocu", NEW[2]),
        ("inspection", NEW[3]),
        ("inspection-account", NEW[4]),
        ("term", NEW[6]),
        ("page", NEW[7]),
    ] {
        let path = place
            .does(command)
            .out
            .lines()
            .next()
            .expect("a path")
            .to_owned();
        let text = place.read(&path);
        let keys = place.schema(kind)["properties"]
            .as_object()
            .expect("keys")
            .clone();
        // What a folder or file is called needs no key.
        for key in keys.keys().filter(|key| *key != "id") {
            let line = text.lines().find(|line| {
                line.trim_start_matches("# ")
                    .starts_with(&format!("{key}: "))
            });
            let line = line.or_else(|| {
                text.lines()
                    .find(|line| line.contains(&format!("{key}:  ")))
            });
            assert!(
                line.is_some_and(|line| line.contains("  # ")),
                "{path} does not explain `{key}`:\n{text}"
            );
        }
        place.write(&path, &without_hashes(&text));
    }
    let figures = "content/forces/saltmarsh/2026-again.yaml";
    place.write(figures, &without_hashes(&place.read(figures)));
    // The dots are still to be replaced, which is said of each; but every key is known and every line is YAML.
    let report = place
        .run(&["check", "--format", "short", "--no-briefs"])
        .out;
    for code in [
        "unknown-key",
        "yaml-syntax",
        "missing-key",
        "unclosed-front-matter",
    ] {
        assert!(!report.contains(code), "{report}");
    }
    assert!(
        report.contains("2026-again.yaml:9:12: error[placeholder]: `value` is not filled in"),
        "{report}"
    );
}

/// Takes the hash of every line that holds a key away.
fn without_hashes(text: &str) -> String {
    let is_key = |line: &str| {
        line.starts_with("# ")
            && line
                .split_once(':')
                .is_some_and(|(_, rest)| rest.contains("  # "))
    };
    text.lines()
        .map(|line| format!("{}\n", if is_key(line) { &line[2..] } else { line }))
        .collect()
}

#[test]
fn a_page_can_start_in_a_folder() {
    let place = Place::begun();
    let made = place.does(&["new", "page", "guide/first-steps"]).out;
    assert_eq!(made, "content/pages/guide/first-steps.md\n");
    let text = place.read("content/pages/guide/first-steps.md");
    assert!(text.contains("\ntitle: First Steps "), "{text}");
}

#[test]
fn what_new_begins_is_not_published_before_somebody_has_written_it() {
    let place = Place::begun();
    place.does(&["new", "term", "threat-assessment"]);
    place.does(&["new", "page", "methodology"]);
    place.does(&["build", "--no-search", "--no-briefs", "--quiet"]);
    assert!(
        !place
            .root()
            .join("public/glossary/threat-assessment")
            .exists()
    );
    assert!(!place.root().join("public/methodology").exists());
}

#[test]
fn new_replaces_nothing() {
    let place = Place::begun();
    let before = place.files();
    for command in [
        &["new", "force", "saltmarsh"][..],
        &["new", "term", "local-profile"],
        &["new", "page", "about"],
        &["new", "inspection-account", "saltmarsh", "2026-regional"],
    ] {
        let run = place.run(command);
        assert_eq!(run.code, Some(2), "{command:?}");
        assert!(
            run.err.contains("exists already; nothing was written"),
            "{}",
            run.err
        );
    }
    assert!(place.files() == before);
}

#[test]
fn new_takes_the_only_choice_and_asks_where_there_are_several() {
    let place = Place::begun();
    place.does(&["new", "force", "dunes"]);
    let text = place.read("content/forces/dunes/force.md");
    assert!(text.contains("\nregion: coast  "), "{text}");
    place.does(&["new", "region", "hills"]);
    let asked = place.run(&["new", "force", "dale"]);
    assert_eq!(asked.code, Some(2));
    assert!(
        asked
            .err
            .contains("choose a region with `--region`: coast, hills"),
        "{}",
        asked.err
    );
}

#[test]
fn an_id_of_both_a_force_and_a_region_needs_its_kind() {
    let place = Place::begun();
    place.does(&["new", "force", "coast"]);
    let asked = place.run(&["new", "account", "coast", "2026-again"]);
    assert_eq!(asked.code, Some(2));
    assert!(
        asked.err.contains("write `force:coast` or `region:coast`"),
        "{}",
        asked.err
    );
    let run = place.does(&["new", "account", "region:coast", "2026-again"]);
    assert!(
        run.out.starts_with("content/regions/coast/2026-again.md\n"),
        "{}",
        run.out
    );
}

#[test]
fn new_says_what_is_wrong_and_what_to_type() {
    let place = Place::begun();
    for (command, words) in [
        (
            &["new", "force", "West Mercia"][..],
            "invalid id `West Mercia`; ids are lower-case letters and digits with single hyphens: `west-mercia`",
        ),
        (&["new", "page", "../escape"], "invalid id"),
        (
            &["new", "force", "dunes", "--region", "coats"],
            "unknown region `coats`; did you mean `coast`?",
        ),
        (
            &["new", "account", "saltmash", "2027-x"],
            "unknown force, regional unit or region `saltmash`; did you mean `saltmarsh`?",
        ),
        (
            &[
                "new",
                "account",
                "saltmarsh",
                "2027-x",
                "--inspection",
                "coast-2025",
            ],
            "unknown inspection `coast-2025`; did you mean `coast-2026`?",
        ),
        (
            &["new", "account", "saltmarsh", "regional"],
            "`regional` does not start with a year",
        ),
        (
            &["new", "term", "aux"],
            "`aux` is a name that Windows reserves",
        ),
    ] {
        let run = place.run(command);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{command:?}");
        assert!(run.err.contains(words), "{command:?}: {}", run.err);
    }
    let run = Place::empty().run(&["new", "page", "about"]);
    assert!(
        run.err.contains("create a site with `peelpress init`"),
        "{}",
        run.err
    );
}

#[test]
fn a_schema_knows_the_sets_of_the_site_it_is_asked_in() {
    let schema = Place::begun().schema("figures");
    let figure = &schema["properties"]["figures"]["items"];
    assert_eq!(
        figure["properties"]["unit"]["enum"],
        serde_json::json!(["count", "percent", "months"])
    );
    assert_eq!(
        figure["properties"]["measure"]["enum"],
        serde_json::json!(["disruptions", "vacancies"])
    );
    assert_eq!(figure["additionalProperties"], false);
    assert_eq!(figure["required"], serde_json::json!(["id", "measure"]));
    let elsewhere = Place::empty();
    let figure = &elsewhere.schema("figures")["properties"]["figures"]["items"];
    assert_eq!(figure["properties"]["unit"]["enum"], Value::Null);
    assert!(
        elsewhere
            .does(&["schema", "figures"])
            .err
            .contains("no site.toml found")
    );
}

#[test]
fn every_kind_of_file_has_a_schema_and_the_list_says_which() {
    let place = Place::begun();
    let list = place.does(&["schema"]).out;
    let rows: Vec<Vec<&str>> = list
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(rows.len(), 18, "{list}");
    for row in rows {
        let (name, pattern) = (row[0], row[1]);
        assert_eq!(
            place.schema(name)["$schema"],
            "http://json-schema.org/draft-07/schema#",
            "{name}"
        );
        let end = Path::new(pattern)
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name")
            .trim_start_matches(['*', '[', '0', '-', '9', ']']);
        // A new site has moved nothing, and has no editions yet.
        assert!(
            ["redirects", "changes"].contains(&name)
                || place.files().keys().any(|path| path.ends_with(end)),
            "no file is like {pattern}"
        );
    }
    let wrong = place.run(&["schema", "figure"]);
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.err.contains("did you mean `figures`?"),
        "{}",
        wrong.err
    );
}
