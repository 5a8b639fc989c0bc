//! `init`, `new` and `schema`, as people run them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use peelpress::start;
use tempfile::TempDir;

/// What came of a command.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(root: &Path, arguments: &[&str]) -> Run {
    let output =
        Command::new(env!("CARGO_BIN_EXE_peelpress")).args(arguments).current_dir(root).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    Run { code: output.status.code().expect("a code"), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("it can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below it").to_owned();
            files.insert(path, std::fs::read(entry.path()).expect("it can be read"));
        }
    }
    files
}

/// A folder with the site that `init` begins.
fn begun() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let run = run(folder.path(), &["init"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    folder
}

fn clean(root: &Path) {
    let run = run(root, &["check", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_site_that_init_begins_is_complete_and_without_fault() {
    let folder = begun();
    clean(folder.path());
    let built = run(folder.path(), &["build", "--quiet"]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(folder.path().join("public/forces/saltmarsh/index.html").is_file());
    assert!(folder.path().join("public/search/index.html").is_file());
}

#[test]
fn init_makes_the_folder_it_is_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let run = run(folder.path(), &["init", "a/site"]);
    assert_eq!(run.code, 0, "{}", run.err);
    clean(&folder.path().join("a/site"));
}

#[test]
fn init_replaces_nothing_and_then_writes_nothing() {
    let folder = TempDir::new().expect("a folder");
    std::fs::create_dir_all(folder.path().join("content/pages")).expect("a folder");
    std::fs::write(folder.path().join("content/pages/about.md"), "Mine.").expect("written");
    let before = files(folder.path());
    let run = run(folder.path(), &["init"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("about.md is there already; nothing was written"), "{}", run.err);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn init_leaves_other_files_alone() {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("notes.txt"), "Mine.").expect("written");
    assert_eq!(run(folder.path(), &["init"]).code, 0);
    assert_eq!(std::fs::read(folder.path().join("notes.txt")).expect("it is there"), b"Mine.");
}

#[test]
fn the_theme_in_the_program_is_the_theme_of_the_repository() {
    let on_disk = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/peelpress"));
    let on_disk: BTreeMap<String, Vec<u8>> = on_disk
        .into_iter()
        .filter(|(path, _)| path != Path::new("screenshot.png"))
        .map(|(path, bytes)| (format!("themes/peelpress/{}", path.to_string_lossy().replace('\\', "/")), bytes))
        .collect();
    let site = start::site();
    let themes = site.iter().filter(|(path, _)| path.as_str().starts_with("themes/"));
    let embedded: BTreeMap<String, Vec<u8>> = themes.map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect();
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&embedded), names(&on_disk), "a new file is seen when src/start/mod.rs is compiled again");
    assert_eq!(embedded, on_disk);
}

#[test]
fn whatever_new_begins_is_without_fault() {
    let folder = begun();
    let commands: [&[&str]; 9] = [
        &["new", "region", "hills"],
        &["new", "force", "west-dale", "--region", "hills"],
        &["new", "rocu", "hrocu", "--region", "hills"],
        &["new", "inspection", "hills-2027", "--region", "hills"],
        &["new", "inspection-account", "saltmarsh", "2027-regional", "--inspection", "coast-2026"],
        &["new", "account", "coast", "2027-regional", "--inspection", "coast-2026"],
        &["new", "term", "threat-assessment"],
        &["new", "page", "methodology"],
        &["new", "inspection", "west-dale-2027"],
    ];
    for command in commands {
        let run = run(folder.path(), command);
        assert_eq!(run.code, 0, "{command:?}: {}", run.err);
        assert!(!run.out.is_empty());
        for path in run.out.lines() {
            assert!(folder.path().join(path).is_file(), "{command:?} printed {path}");
        }
    }
    clean(folder.path());
    // Also when somebody looks at the drafts.
    for (path, bytes) in files(&folder.path().join("content")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        if let Some(ready) = text.strip_prefix("---\ndraft: true") {
            let ready =
                format!("---{}", ready.split_once('\n').map_or("", |(_, rest)| rest).to_owned().replacen("", "\n", 1));
            std::fs::write(folder.path().join("content").join(path), ready).expect("written");
        }
    }
    clean(folder.path());
}

#[test]
fn what_new_begins_is_not_published_before_somebody_has_written_it() {
    let folder = begun();
    for command in [["new", "term", "threat-assessment"], ["new", "page", "methodology"]] {
        assert_eq!(run(folder.path(), &command).code, 0);
    }
    assert_eq!(run(folder.path(), &["build", "--no-search", "--quiet"]).code, 0);
    assert!(!folder.path().join("public/glossary/threat-assessment").exists());
    assert!(!folder.path().join("public/methodology").exists());
}

#[test]
fn new_replaces_nothing() {
    let folder = begun();
    let before = files(folder.path());
    for command in [
        &["new", "force", "saltmarsh"][..],
        &["new", "term", "local-profile"],
        &["new", "page", "about"],
        &["new", "inspection-account", "saltmarsh", "2026-regional"],
    ] {
        let run = run(folder.path(), command);
        assert_eq!(run.code, 2, "{command:?}");
        assert!(run.err.contains("is there already; nothing was written"), "{}", run.err);
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn new_takes_the_only_choice_and_asks_where_there_are_several() {
    let folder = begun();
    assert_eq!(run(folder.path(), &["new", "force", "dunes"]).code, 0);
    let text = std::fs::read_to_string(folder.path().join("content/forces/dunes/force.md")).expect("it is there");
    assert!(text.contains("\nregion: coast\n"), "{text}");
    assert_eq!(run(folder.path(), &["new", "region", "hills"]).code, 0);
    let asked = run(folder.path(), &["new", "force", "dale"]);
    assert_eq!(asked.code, 2);
    assert!(asked.err.contains("say which region, with `--region`: coast, hills"), "{}", asked.err);
}

#[test]
fn new_says_what_is_wrong_and_what_to_type() {
    let folder = begun();
    for (command, words) in [
        (
            &["new", "force", "West Mercia"][..],
            "`West Mercia` cannot be an id; ids are lower-case letters and digits with single hyphens: `west-mercia`",
        ),
        (&["new", "page", "../escape"], "cannot be an id"),
        (&["new", "force", "dunes", "--region", "coats"], "no region is called `coats`; did you mean `coast`?"),
        (
            &["new", "account", "saltmash", "2027-x"],
            "no force, regional unit or region is called `saltmash`; did you mean `saltmarsh`?",
        ),
        (
            &["new", "account", "saltmarsh", "2027-x", "--inspection", "coast-2025"],
            "no inspection is called `coast-2025`",
        ),
    ] {
        let run = run(folder.path(), command);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command:?}");
        assert!(run.err.contains(words), "{command:?}: {}", run.err);
    }
    let nowhere = TempDir::new().expect("a folder");
    let run = run(nowhere.path(), &["new", "page", "about"]);
    assert!(run.err.contains("begin one with `peelpress init`"), "{}", run.err);
}

#[test]
fn a_schema_knows_the_sets_of_the_site_it_is_asked_in() {
    let folder = begun();
    let asked = run(folder.path(), &["schema", "figures"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    let schema: serde_json::Value = serde_json::from_str(&asked.out).expect("JSON");
    let figure = &schema["properties"]["figures"]["items"];
    assert_eq!(figure["properties"]["unit"]["enum"], serde_json::json!(["count", "percent", "months"]));
    assert_eq!(figure["additionalProperties"], false);
    assert_eq!(figure["required"], serde_json::json!(["id", "measure", "value"]));
    let elsewhere = TempDir::new().expect("a folder");
    let asked = run(elsewhere.path(), &["schema", "figures"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    assert!(!asked.out.contains("months"), "{}", asked.out);
}

#[test]
fn every_kind_of_file_has_a_schema_and_the_list_says_which() {
    let folder = begun();
    let list = run(folder.path(), &["schema"]);
    let names: Vec<&str> = list.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names.len(), 12, "{}", list.out);
    for name in names {
        let asked = run(folder.path(), &["schema", name]);
        let schema: serde_json::Value = serde_json::from_str(&asked.out).unwrap_or_else(|_| panic!("{name}"));
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{name}");
    }
    let wrong = run(folder.path(), &["schema", "figure"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `figures`?"), "{}", wrong.err);
}
