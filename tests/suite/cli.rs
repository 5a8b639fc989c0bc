//! The program as people run it: exit codes, where words go, formats, and what is written to the disk and what is not.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::folder;
use crate::site_test::account;

/// A small site in a folder of its own.
pub(crate) struct Place {
    pub(crate) above: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Place {
        let place = Place {
            above: tempfile::tempdir().expect("a folder"),
        };
        folder::write(&place.root(), &folder::read(&folder::tests().join("base")));
        place
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.above.path().join("site")
    }

    pub(crate) fn with(self, path: &str, text: &str) -> Place {
        folder::write(
            &self.root(),
            &folder::Tree::from([(path.to_owned(), text.as_bytes().to_vec())]),
        );
        self
    }

    /// A site with an error and a warning.
    fn broken() -> Place {
        Place::new().with(
            "content/forces/kent/2023-soc.md",
            &account(
                "grade: godo",
                "## T {#tackling}\n\n### No id, 100% of it\n\nWords.\n",
            ),
        )
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peelpress"));
        run(command
            .args(arguments)
            .arg("--root")
            .arg(self.root())
            .current_dir(self.root()))
    }
}

/// What came of running the program.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program, or whatever else.
pub(crate) fn run(command: &mut Command) -> Run {
    // Tests neither use nor fill the cache of whoever runs them.
    if command
        .get_envs()
        .all(|(other, _)| other != "XDG_CACHE_HOME")
    {
        command.env("XDG_CACHE_HOME", cache());
    }
    // Whatever the machine that runs the tests has set.
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "SOURCE_DATE_EPOCH",
    ] {
        if command.get_envs().all(|(other, _)| other != name) {
            command.env_remove(name);
        }
    }
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run {
        code: status.code(),
        out: text(stdout),
        err: text(stderr),
    }
}

/// A cache folder of the tests' own, which goes when they end.
fn cache() -> &'static Path {
    static CACHE: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    CACHE.get_or_init(|| {
        std::env::temp_dir().join(format!("peelpress-tests-{}", std::process::id()))
    })
}

fn peelpress(arguments: &[&str]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_peelpress")).args(arguments))
}

fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_sound_site_builds_and_says_what_it_built() {
    let place = Place::new();
    let run = place.run(&["build"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.err);
    for words in [
        "built ",
        " pages, 1 force or regional unit, 0 judgments",
        "0 warnings in ",
    ] {
        assert!(run.err.contains(words), "no `{words}` in {}", run.err);
    }
    assert!(place.root().join("public/forces/kent/index.html").is_file());
    assert_eq!(
        listed(&place.root()),
        ["content", "public", "site.toml", "themes"],
        "something was left beside the site"
    );
}

#[test]
fn errors_of_the_content_exit_with_one_and_misuse_with_two() {
    assert_eq!(Place::broken().run(&["build"]).code, Some(1));
    assert_eq!(Place::broken().run(&["check"]).code, Some(1));
    assert_eq!(Place::broken().run(&["export"]).code, Some(1));
    for misuse in [
        &["bild"][..],
        &[],
        &["build", "--nonsense"],
        &["check", "--format", "xml"],
        &["check", "--date", "soon"],
        &["brief", "--paper", "a4"],
    ] {
        let run = peelpress(misuse);
        assert_eq!(run.code, Some(2), "{misuse:?}: {}", run.err);
        assert!(!run.err.is_empty() && run.out.is_empty());
    }
    let run = peelpress(&["check", "--root", "/nowhere/at all"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err
            .starts_with("error: /nowhere/at all cannot be opened"),
        "{}",
        run.err
    );
    let run = Place::new().run(&["build", "--base-url", "example.org"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err
            .contains("an address starts with `https://` or `http://`"),
        "{}",
        run.err
    );
}

#[test]
fn a_folder_without_a_site_is_wrong_usage_whatever_the_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut commands = vec![
        &["build"][..],
        &["check"],
        &["check", "--format", "json"],
        &["export"],
        &["new", "page", "about"],
    ];
    if cfg!(feature = "serve") {
        commands.push(&["serve"]);
    }
    if peelpress::brief::IS_AVAILABLE {
        commands.push(&["brief", "kent"]);
    }
    for command in commands {
        let run = run(Command::new(env!("CARGO_BIN_EXE_peelpress"))
            .args(command)
            .current_dir(folder.path()));
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(2), ""),
            "{command:?}: {}",
            run.err
        );
        assert!(
            run.err.contains("there is no `site.toml` in this folder")
                && run.err.contains("--root")
                && run.err.contains("`peelpress init`"),
            "{command:?}: {}",
            run.err
        );
    }
    assert!(listed(folder.path()).is_empty());
}

#[test]
fn help_and_version_are_results() {
    let help = peelpress(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    for word in [
        "build",
        "check",
        "init",
        "new",
        "schema",
        "export",
        "explain",
        "completions",
        "man",
        "clean",
        "Examples:",
        "Exit codes:",
        "guide",
    ] {
        assert!(help.out.contains(word), "--help does not mention {word}");
    }
    assert!(peelpress(&["--version"]).out.starts_with("peelpress "));
}

#[test]
fn a_command_offers_only_the_options_that_mean_something_to_it() {
    let help = |command: &str| peelpress(&[command, "--help"]).out;
    for (command, offered) in [
        (
            "build",
            &[
                "--root",
                "--date",
                "--format",
                "--color",
                "--quiet",
                "--base-url",
            ][..],
        ),
        ("check", &["--root", "--date", "--format", "--strict"]),
        ("export", &["--root", "--date", "--out"]),
        ("init", &["--quiet"]),
        ("schema", &["--root"]),
        ("clean", &["--root", "--all"]),
    ] {
        for option in offered {
            assert!(
                help(command).contains(option),
                "{command} does not offer {option}"
            );
        }
        assert!(help(command).contains("Examples:"), "{command}");
        assert!(help(command).contains("Exit codes:"), "{command}");
    }
    for command in ["init", "explain", "completions", "man", "schema", "clean"] {
        for option in ["--date", "--format", "--color"] {
            assert!(!help(command).contains(option), "{command} offers {option}");
            let run = peelpress(&[command, option, "x"]);
            assert_eq!(run.code, Some(2), "{command} takes {option}");
        }
    }
}

#[test]
fn a_mistyped_option_or_value_finds_the_nearest() {
    for (typed, meant) in [
        (&["check", "--strct"][..], "--strict"),
        (&["check", "--fromat", "json"], "--format"),
        (&["build", "--ouput", "x"], "--output"),
        (&["chekc"], "check"),
        (&["check", "--format", "jsn"], "json"),
    ] {
        let run = peelpress(typed);
        assert_eq!(run.code, Some(2), "{typed:?}");
        assert!(run.err.contains(meant), "{typed:?}: {}", run.err);
    }
}

#[test]
fn warnings_alone_let_a_site_through_unless_asked_to_be_strict() {
    let place = Place::new().with(
        "content/forces/kent/2023-soc.md",
        &account("grade: good", "## T {#tackling}\n\n### No id\n\nWords.\n"),
    );
    let loose = place.run(&["check"]);
    assert_eq!(loose.code, Some(0));
    assert!(
        loose.out.contains("warning[missing-finding-id]") && loose.out.contains("1 warning"),
        "{}",
        loose.out
    );
    let strict = place.run(&["check", "--strict"]);
    assert_eq!(strict.code, Some(1));
    assert!(
        strict.out.contains("error[missing-finding-id]"),
        "{}",
        strict.out
    );
    assert_eq!(place.run(&["build", "--strict"]).code, Some(1));
    assert!(!place.root().join("public").exists());
    assert_eq!(place.run(&["build"]).code, Some(0));
}

#[test]
fn a_build_in_which_nothing_changed_is_not_made_again() {
    let place = Place::new();
    let is_made = |arguments: &[&str]| {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_ne!(
            run.err.contains("built "),
            run.err.contains("nothing changed: ")
        );
        run.err.contains("built ")
    };
    let build = ["build", "--no-briefs"];
    assert!(is_made(&build));
    assert!(!is_made(&build));
    assert!(is_made(&["build", "--no-briefs", "--no-cache"]));
    // What was written since has other times.
    assert!(is_made(&build));
    assert!(!is_made(&build));
    assert!(is_made(&["build", "--no-briefs", "--no-search"]));
    let kent = place.root().join("content/forces/kent/force.md");
    let text = std::fs::read_to_string(&kent).expect("read");
    std::fs::write(&kent, text.replace("Kent", "Cent")).expect("written");
    assert!(is_made(&build));
    assert!(!is_made(&build));
    std::fs::write(&kent, text).expect("written");
    assert!(is_made(&build));
    std::fs::write(place.root().join("public/index.html"), "edited").expect("written");
    assert!(is_made(&build));
    std::fs::remove_file(place.root().join("public/robots.txt")).expect("removed");
    assert!(is_made(&build));
    assert!(!is_made(&build));
    let pages = place.root().join("content/pages");
    std::fs::create_dir_all(&pages).expect("made");
    std::fs::write(pages.join("new.md"), "---\ntitle: New\n---\n\nNew.\n").expect("written");
    assert!(is_made(&build));
}

#[test]
fn checking_writes_nothing() {
    let place = Place::new();
    let before = folder::read(place.above.path());
    assert_eq!(place.run(&["check"]).code, Some(0));
    assert!(folder::read(place.above.path()) == before);
}

#[test]
fn check_leaves_out_the_briefs_and_says_how_many_there_are() {
    let judged = account(
        "grade: good",
        "## T {#tackling}\n\n### A {#a topics=plans}\n\nWords.\n",
    );
    let place = Place::new().with("content/forces/kent/2023-soc.md", &judged);
    let run = place.run(&["check"]);
    assert!(
        run.out.starts_with("no errors or warnings: "),
        "{}",
        run.out
    );
    let note = "add `--briefs` to typeset them";
    assert_eq!(
        run.err.contains(note),
        peelpress::brief::IS_AVAILABLE,
        "{}",
        run.err
    );
    for quiet in [
        ["check", "--no-briefs"],
        ["check", "--quiet"],
        ["check", "--briefs"],
    ] {
        let run = place.run(&quiet);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(!run.err.contains(note), "{}", run.err);
    }
}

#[test]
fn everything_that_check_finds_goes_to_stdout() {
    for format in ["human", "short", "json", "github", "sarif", "junit"] {
        let run = Place::broken().run(&["check", "--no-briefs", "--format", format]);
        assert_eq!(run.code, Some(1), "{format}");
        assert!(
            run.out.contains("unknown-grade") && run.err.is_empty(),
            "{format}: {} and {}",
            run.out,
            run.err
        );
    }
    let clean = Place::new().run(&["check", "--no-briefs"]);
    assert!(
        clean.out.starts_with("no errors or warnings: "),
        "{}",
        clean.out
    );
    let quiet = Place::new().run(&["check", "--no-briefs", "-q"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
}

#[test]
fn what_build_finds_goes_to_stderr_for_people_and_to_stdout_for_programs() {
    for (format, is_result) in [
        ("human", false),
        ("short", false),
        ("json", true),
        ("junit", true),
    ] {
        let run = Place::broken().run(&["build", "--no-briefs", "--quiet", "--format", format]);
        let (found, nothing) = if is_result {
            (run.out, run.err)
        } else {
            (run.err, run.out)
        };
        assert!(
            found.contains("unknown-grade") && nothing.is_empty(),
            "{format}: {found} and {nothing}"
        );
    }
}

#[test]
fn every_format_is_well_formed() {
    let place = Place::broken();
    let run = |format: &str| place.run(&["check", "--format", format]);
    assert_eq!(
        run("short").out,
        "content/forces/kent/2023-soc.md:3:8: error[unknown-grade]: unknown grade `godo`\n\
         content/forces/kent/2023-soc.md:8:1: warning[missing-finding-id]: this heading has no id\n"
    );
    let json: Value = serde_json::from_str(&run("json").out).expect("JSON");
    assert_eq!(json[0]["code"], "unknown-grade");
    assert_eq!(
        json[0]["labels"][0]["path"],
        "content/forces/kent/2023-soc.md"
    );
    assert_eq!(
        (
            &json[0]["labels"][0]["line"],
            &json[0]["labels"][0]["end_column"]
        ),
        (&3.into(), &12.into())
    );
    assert_eq!(json[1]["severity"], "warning");
    assert!(
        json[0]["help"][0]
            .as_str()
            .is_some_and(|help| help == "did you mean `good`?")
    );
    let github = run("github").out;
    let lines: Vec<&str> = github.lines().collect();
    assert_eq!(lines.len(), 2, "{github}");
    assert!(lines[0].starts_with(
        "::error title=unknown-grade,file=content/forces/kent/2023-soc.md,line=3,col=8,endLine=3,endColumn=12::"
    ));
    assert!(lines[1].starts_with("::warning title=missing-finding-id,"));
    // Per cents would be taken for codes.
    assert!(!lines[1].contains("100% "), "{}", lines[1]);
    let sarif: Value = serde_json::from_str(&run("sarif").out).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let results = &sarif["runs"][0]["results"];
    assert_eq!(results[0]["ruleId"], "unknown-grade");
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["region"]["startLine"],
        3
    );
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    let ids: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(ids.len(), 2, "only the rules that are used: {ids:?}");
    for rule in rules {
        for part in ["shortDescription", "fullDescription", "help"] {
            let text = rule[part]["text"].as_str().unwrap_or_default();
            assert!(text.len() > 10, "{part} of {}", rule["id"]);
        }
    }
    assert_eq!(
        rules[usize::try_from(results[0]["ruleIndex"].as_u64().expect("an index")).expect("small")]
            ["id"],
        "unknown-grade"
    );
    let print = &results[0]["partialFingerprints"]["codeAndLine/v1"];
    assert_eq!(print.as_str().map(str::len), Some(32));
    let junit = run("junit").out;
    assert!(
        junit.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        "{junit}"
    );
    assert!(junit.contains("tests=\"2\" failures=\"1\""), "{junit}");
    assert!(
        junit.contains("<testcase classname=\"unknown-grade\" file=\"content/forces/kent/2023-soc.md\" line=\"3\""),
        "{junit}"
    );
}

#[test]
fn sarif_names_the_other_places_of_a_problem() {
    let place = Place::new()
        .with("content/glossary/a.md", "---\nterm: Same\n---\n\nText.\n")
        .with("content/glossary/b.md", "---\nterm: Same\n---\n\nText.\n");
    let sarif: Value = serde_json::from_str(
        &place
            .run(&["check", "--no-briefs", "--format", "sarif"])
            .out,
    )
    .expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "duplicate-term");
    let related = &result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(
        related
            .as_str()
            .is_some_and(|uri| uri.starts_with("content/glossary/")),
        "{result}"
    );
}

#[test]
fn a_sound_site_gives_empty_reports_to_programs() {
    let place = Place::new();
    assert_eq!(place.run(&["check", "--format", "json"]).out, "[]\n");
    assert_eq!(place.run(&["check", "--format", "github"]).out, "");
    let sarif: Value =
        serde_json::from_str(&place.run(&["check", "--format", "sarif"]).out).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn quiet_leaves_only_errors_and_warnings() {
    let quiet = Place::new().run(&["build", "--quiet"]);
    assert_eq!(
        (quiet.code, quiet.out.as_str(), quiet.err.as_str()),
        (Some(0), "", "")
    );
    let diagnostics = Place::broken().run(&["build", "-q"]);
    assert!(
        diagnostics.err.contains("unknown-grade")
            && !diagnostics.err.contains("nothing was written"),
        "{}",
        diagnostics.err
    );
}

#[test]
fn colours_are_for_terminals_or_whoever_asks() {
    let place = Place::broken();
    assert!(
        !place.run(&["check"]).out.contains('\u{1b}'),
        "a pipe is no terminal"
    );
    assert!(
        place
            .run(&["check", "--color", "always"])
            .out
            .contains('\u{1b}')
    );
    let coloured = |name: &str, value: &str, color: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peelpress"));
        command
            .args(["check", "--color", color, "--root"])
            .arg(place.root())
            .env(name, value);
        run(&mut command).out.contains('\u{1b}')
    };
    assert!(!coloured("NO_COLOR", "1", "auto"));
    assert!(
        coloured("NO_COLOR", "1", "always"),
        "what is asked for on the command line goes first"
    );
    assert!(!coloured("CLICOLOR", "1", "never"));
    assert!(
        coloured("CLICOLOR_FORCE", "1", "auto"),
        "colours are asked for"
    );
    assert!(!coloured("CLICOLOR_FORCE", "1", "never"));
}

#[test]
fn the_day_decides_what_is_overdue() {
    let words = "## T {#tackling}\n\n### A {#a .cause-of-concern topics=plans}\n\nA.\n\n#### B {#b .recommendation due=2024-05-31 owner=kent}\n\nB.\n";
    let place = Place::new().with(
        "content/forces/kent/2023-soc.md",
        &account("grade: inadequate", words),
    );
    let status = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peelpress"));
        command
            .args(["export", "--root"])
            .arg(place.root())
            .args(arguments);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let run = run(&mut command);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let rows: Value = serde_json::from_slice(
            &std::fs::read(place.root().join("data/recommendations.json")).expect("read"),
        )
        .expect("JSON");
        rows[0]["status"].as_str().expect("a status").to_owned()
    };
    // `site.toml` says 1 June 2024.
    assert_eq!(status(&[], None), "overdue");
    assert_eq!(status(&["--date", "2024-05-31"], None), "due");
    assert_eq!(status(&["--date", "2031-01-01"], None), "overdue");
    // A time is of a day in its own zone.
    let last_minute = "2024-05-31T23:59 Pacific/Auckland";
    assert_eq!(status(&["--date", last_minute], None), "due");
    assert_eq!(status(&["--date", "2024-06-01T00:00Z"], None), "overdue");
    assert_eq!(
        status(&[], Some("0")),
        "overdue",
        "the day of the settings goes before that of the environment"
    );
    let text = std::fs::read_to_string(place.root().join("site.toml"))
        .expect("read")
        .replace("as_of = 2024-06-01\n", "");
    std::fs::write(place.root().join("site.toml"), text).expect("written");
    assert_eq!(status(&[], Some("0")), "due");
    assert_eq!(status(&["--date", "2031-01-01"], Some("0")), "overdue");
    let mut command = Command::new(env!("CARGO_BIN_EXE_peelpress"));
    let run = run(command
        .args(["check", "--root"])
        .arg(place.root())
        .env("SOURCE_DATE_EPOCH", "yesterday"));
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn an_error_leaves_the_last_site_as_it_was() {
    let place = Place::new();
    assert_eq!(place.run(&["build"]).code, Some(0));
    let public = place.root().join("public");
    let before = folder::read(&public);
    let force = place.root().join("content/forces/kent/force.md");
    let sound = std::fs::read_to_string(&force).expect("read");
    std::fs::write(&force, sound.replace("eastern", "western")).expect("written");
    let run = place.run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err
            .contains("nothing was written; the existing site is unchanged"),
        "{}",
        run.err
    );
    assert!(folder::read(&public) == before, "the last site was changed");
    std::fs::write(&force, sound.replace("Kent Police", "Kent Constabulary")).expect("written");
    assert_eq!(place.run(&["build"]).code, Some(0));
    assert!(folder::read(&public) != before);
    assert_eq!(
        listed(&place.root()),
        ["content", "public", "site.toml", "themes"]
    );
}

#[test]
fn a_folder_that_peelpress_did_not_make_is_refused_and_left_alone() {
    let place = Place::new();
    let mine = place.above.path().join("mine");
    std::fs::create_dir(&mine).expect("made");
    std::fs::write(mine.join("thesis.txt"), "years of work").expect("written");
    let run = place.run(&["build", "--out", mine.to_str().expect("UTF-8")]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("holds files that Peelpress did not make"),
        "{}",
        run.err
    );
    assert_eq!(listed(&mine), ["thesis.txt"]);
    assert_eq!(listed(place.above.path()), ["mine", "site"]);
    // The site's own folder is one of those.
    assert_eq!(place.run(&["build", "--out", "."]).code, Some(2));
    assert!(place.root().join("site.toml").is_file());
}

#[test]
fn another_folder_may_be_asked_for_and_may_be_empty_or_missing() {
    let place = Place::new();
    std::fs::create_dir(place.above.path().join("empty")).expect("made");
    for out in ["../empty", "../new/and/deep"] {
        assert_eq!(place.run(&["build", "--out", out]).code, Some(0), "{out}");
        assert!(place.root().join(out).join("index.html").is_file());
    }
}

#[test]
fn a_folder_that_was_typed_is_as_the_shell_reads_it() {
    let place = Place::new();
    for (command, made) in [("build", "a/index.html"), ("export", "a/bodies.csv")] {
        let elsewhere = tempfile::tempdir().expect("a folder");
        let mut program = Command::new(env!("CARGO_BIN_EXE_peelpress"));
        program
            .args([command, "--out", "a", "--root"])
            .arg(place.root())
            .current_dir(elsewhere.path());
        let run = run(&mut program);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(elsewhere.path().join(made).is_file(), "{command}");
    }
    assert_eq!(listed(&place.root()), ["content", "site.toml", "themes"]);
}

#[test]
fn a_build_that_is_killed_at_any_moment_does_no_harm() {
    let place = Place::new();
    assert_eq!(place.run(&["build", "--no-briefs"]).code, Some(0));
    let public = place.root().join("public");
    std::fs::write(public.join("CNAME"), "example.org").expect("written");
    let whole = folder::read(&public);
    for delay in (0..60).step_by(2) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peelpress"));
        command
            .args(["build", "--no-briefs", "--quiet", "--root"])
            .arg(place.root());
        let mut build = command.spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(delay));
        build.kill().expect("killed");
        build.wait().expect("ended");
        let mut left = folder::read(&public);
        // It may wait beside the site for the next build.
        left.entry("CNAME".to_owned())
            .or_insert_with(|| b"example.org".to_vec());
        assert!(left == whole, "the site is not whole after {delay} ms");
    }
    assert_eq!(place.run(&["build", "--no-briefs"]).code, Some(0));
    assert!(folder::read(&public) == whole);
    assert_eq!(
        listed(&place.root()),
        ["content", "public", "site.toml", "themes"]
    );
}

#[test]
fn pages_that_are_no_longer_made_go_and_files_of_others_stay() {
    let place = Place::new().with("content/pages/about.md", "# About\n\nThis.\n");
    assert_eq!(place.run(&["build"]).code, Some(0));
    std::fs::write(place.root().join("public/CNAME"), "example.org").expect("written");
    std::fs::remove_file(place.root().join("content/pages/about.md")).expect("removed");
    assert_eq!(place.run(&["build"]).code, Some(0));
    assert!(!place.root().join("public/about").exists());
    assert_eq!(
        std::fs::read_to_string(place.root().join("public/CNAME")).expect("read"),
        "example.org"
    );
}

#[test]
fn nothing_is_built_among_the_files_of_the_site() {
    let place = Place::new();
    for command in [&["build"][..], &["export"]] {
        for out in [
            "content/pub",
            "content/../themes/plain/x",
            "themes/plain/assets",
        ] {
            let run = place.run(&[command, &["--out", out]].concat());
            assert_eq!(run.code, Some(2), "{out}");
            assert!(
                run.err.contains("choose a folder outside it"),
                "{}",
                run.err
            );
        }
    }
    assert_eq!(
        place.run(&["check", "--strict", "--no-briefs"]).code,
        Some(0)
    );
}

#[test]
fn a_day_is_written_in_one_way() {
    for day in [
        "2024-02",
        "2024-02-30",
        "0000-00-00",
        "20240203",
        "1/2/2024",
        "tomorrow",
    ] {
        let run = peelpress(&["check", "--date", day]);
        assert_eq!(run.code, Some(2), "{day}");
        assert!(
            run.err
                .contains("write a date that exists, as in 2026-11-01"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_time_is_written_with_its_zone() {
    for (time, why) in [
        ("2027-01-14T00:01", "say in which zone"),
        ("2027-01-14T00:01 Lundon", "unknown time zone Lundon"),
        ("2027-01-14T25:00Z", "a time from 00:00 to 23:59"),
        ("2027-03-28T01:30 Europe/London", "the clocks change"),
    ] {
        let run = peelpress(&["check", "--date", time]);
        assert_eq!(run.code, Some(2), "{time}");
        assert!(run.err.contains(why), "{}", run.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_build_with_closed_output_is_done_all_the_same() {
    let place = Place::new();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a full device");
    let mut command = Command::new(env!("CARGO_BIN_EXE_peelpress"));
    command
        .args(["build", "--root"])
        .arg(place.root())
        .stderr(full);
    assert_eq!(run(&mut command).code, Some(0));
    assert!(place.root().join("public/index.html").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_reported() {
    let full = || {
        Stdio::from(
            std::fs::File::options()
                .write(true)
                .open("/dev/full")
                .expect("a full device"),
        )
    };
    for arguments in [
        &["explain"][..],
        &["schema", "figures"],
        &["completions", "bash"],
    ] {
        let told = run(Command::new(env!("CARGO_BIN_EXE_peelpress"))
            .args(arguments)
            .stdout(full()));
        assert_eq!(told.code, Some(2), "{arguments:?}");
        assert!(
            told.err.contains("cannot write to standard output"),
            "{}",
            told.err
        );
    }
}

#[test]
fn the_export_alone_holds_data_and_no_pages() {
    let place = Place::new();
    assert_eq!(place.run(&["export", "--out", "facts"]).code, Some(0));
    let names = listed(&place.root().join("facts"));
    assert!(
        names.contains(&"bodies.csv".to_owned()) && names.contains(&"datapackage.json".to_owned()),
        "{names:?}"
    );
    assert!(
        names.iter().all(|name| !name.ends_with(".html")),
        "{names:?}"
    );
}

#[test]
fn every_code_can_be_explained_and_a_slip_finds_the_nearest() {
    let list = peelpress(&["explain"]);
    assert_eq!(list.code, Some(0));
    for code in peelpress::diagnostic::Code::ALL {
        assert!(list.out.contains(code.name()), "{code} is not listed");
        let one = peelpress(&["explain", code.name()]);
        assert_eq!((one.code, one.out.as_str()), (Some(0), code.explanation()));
    }
    let slip = peelpress(&["explain", "unknown-bodey"]);
    assert_eq!(slip.code, Some(2));
    assert!(
        slip.err.contains("did you mean `unknown-body`?"),
        "{}",
        slip.err
    );
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = peelpress(&["completions", shell]);
        assert_eq!(run.code, Some(0), "{shell}");
        for word in ["peelpress", "no-search", "base-url"] {
            assert!(
                run.out.contains(word),
                "{shell} is told nothing of `{word}`"
            );
        }
    }
    // Values as well: a format, a code, a kind of file.
    for shell in ["bash", "zsh"] {
        let script = peelpress(&["completions", shell]).out;
        for value in ["junit", "unknown-body", "figures"] {
            assert!(script.contains(value), "{shell} does not offer `{value}`");
        }
    }
    assert_eq!(peelpress(&["completions", "dos"]).code, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("man1");
    let run = peelpress(&["man", &pages.display().to_string()]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let help = peelpress(&["--help"]).out;
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help");
    let mut count = 0;
    for command in commands {
        let page = pages.join(format!("peelpress-{command}.1"));
        let text = std::fs::read_to_string(&page).expect(command);
        assert!(
            text.contains(".SH OPTIONS") || text.contains(".SH SUBCOMMANDS"),
            "{command}"
        );
        count += 1;
    }
    assert!(count > 12, "{help}");
    assert!(pages.join("peelpress-new-force.1").exists());
    let again = peelpress(&["man", &pages.display().to_string()]);
    assert_eq!(again.code, Some(2), "{}", again.err);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_peelpress"))
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
