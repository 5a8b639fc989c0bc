//! The house style of everything that the program shows and that engineers read: documents, messages, templates, help
//! and comments. `words.toml` holds the rules, `allow.csv` what is still to be reworded.
//!
//! The style of the publication's own prose is tested in `tests/publication/`.

#![expect(clippy::disallowed_methods, reason = "tests read the disk themselves")]
#![expect(clippy::print_stdout, reason = "the style test says how much is left")]

#[path = "../harness/mod.rs"]
#[allow(dead_code, reason = "each test target uses a part of the harness")]
mod harness;
use std::process::Command;

use harness::folder;
use harness::passages;
use harness::style::{self, Passage, Scope, Style};

/// Every text of the program and its documents.
fn texts() -> Vec<Passage> {
    let mut texts = Vec::new();
    for (path, bytes) in folder::read(&folder::root().join("src")) {
        let (path, text) = (
            format!("src/{path}"),
            String::from_utf8_lossy(&bytes).into_owned(),
        );
        if path.starts_with(folder::GUIDE) {
            texts.extend(passages::markdown(&path, &text, Scope::Docs));
        } else {
            texts.extend(source(&path, &text));
        }
    }
    for (path, bytes) in folder::read(&folder::root().join("themes")) {
        let (path, text) = (
            format!("themes/{path}"),
            String::from_utf8_lossy(&bytes).into_owned(),
        );
        texts.extend(source(&path, &text));
    }
    for path in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "tests/README.md",
        "tests/browser/README.md",
        "tests/briefs/README.md",
    ] {
        let text = std::fs::read_to_string(folder::root().join(path)).expect("a document");
        texts.extend(passages::markdown(path, &text, Scope::Docs));
    }
    texts
}

/// The comments of the tests.
fn comments_of_tests() -> Vec<Passage> {
    let files = folder::read(&folder::root().join("tests"));
    let sources = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    sources
        .flat_map(|(path, bytes)| {
            passages::rust(&format!("tests/{path}"), &String::from_utf8_lossy(&bytes))
        })
        .filter(|passage| passage.scope == Scope::Code)
        .collect()
}

/// The texts of one file of `src/` or `themes/`, by the end of its name.
fn source(path: &str, text: &str) -> Vec<Passage> {
    match path.rsplit('.').next().unwrap_or_default() {
        "rs" => passages::rust(path, text),
        "md" => passages::markdown(path, text, Scope::Messages),
        "html" => passages::template(path, text),
        "toml" | "yaml" => passages::lines(path, text, Scope::Messages),
        "js" | "css" | "typ" => passages::lines(path, text, Scope::Code),
        _ => Vec::new(),
    }
}

/// What `--help` prints for the program and for each command.
fn help() -> Vec<Passage> {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_peelpress"))
            .args(arguments)
            .output();
        String::from_utf8(output.expect("it runs").stdout).expect("UTF-8")
    };
    let whole = run(&["--help"]);
    let commands = whole
        .split("Commands:")
        .nth(1)
        .unwrap_or_default()
        .lines()
        .skip(1);
    let names = commands
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    let mut texts = vec![("peelpress --help".to_owned(), whole.clone())];
    for name in names {
        texts.push((format!("peelpress {name} --help"), run(&[name, "--help"])));
    }
    assert!(texts.len() > 5, "the commands were not found in:\n{whole}");
    let passage = |(path, text): (String, String)| Passage {
        path,
        line: 1,
        scope: Scope::Messages,
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        is_prose: false,
    };
    texts.into_iter().map(passage).collect()
}

#[test]
fn every_text_of_the_program_follows_the_house_style() {
    let mut texts = texts();
    texts.extend(help());
    texts.extend(comments_of_tests());
    let problems = Style::load().check(&texts);
    println!(
        "{} texts, {} problems that the allow list still covers",
        texts.len(),
        problems.len()
    );
    style::hold("allow.csv", &problems);
}

#[test]
fn names_of_functions_use_plain_words() {
    const BANNED: [&str; 12] = [
        "fault", "faults", "faulty", "told", "mended", "reckoned", "nought", "stand", "stands",
        "lies", "whose", "nobody",
    ];
    let mut found = Vec::new();
    for folder in ["src", "tests"] {
        for (path, bytes) in folder::read(&folder::root().join(folder)) {
            if !path.ends_with(".rs") {
                continue;
            }
            for (at, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
                let rest = line.split_once("fn ").map_or("", |(_, rest)| rest);
                let name = rest.split(['(', '<']).next().unwrap_or_default();
                if !name.contains(' ') && name.split('_').any(|word| BANNED.contains(&word)) {
                    found.push(format!("{folder}/{path}:{}: {name}", at + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "reword: {found:#?}");
}

#[test]
fn the_rules_find_what_they_are_meant_to_find() {
    let found = |scope, text: &str| -> Vec<String> {
        let passage = Passage {
            path: "x".to_owned(),
            line: 1,
            scope,
            text: text.to_owned(),
            is_prose: true,
        };
        Style::load()
            .check([&passage])
            .into_iter()
            .map(|problem| problem.rule)
            .collect()
    };
    assert_eq!(
        found(Scope::Code, "Told is what it reckoned."),
        ["reckon", "told", "participle first"]
    );
    assert_eq!(
        found(Scope::Content, "Officers told inspectors."),
        Vec::<String>::new()
    );
    assert_eq!(
        found(Scope::Docs, "What is kept is lost."),
        ["what is done is"]
    );
    assert_eq!(
        found(Scope::Messages, &"word ".repeat(31)),
        ["long sentence"]
    );
    assert_eq!(
        found(Scope::Messages, &"word word. ".repeat(31)),
        Vec::<String>::new()
    );
    let comment = passages::rust(
        "x.rs",
        "// One `fault`\n// comment.\nfn f() { g(\"two words\") }",
    );
    let texts: Vec<_> = comment
        .iter()
        .map(|passage| passage.text.as_str())
        .collect();
    assert_eq!(texts, ["One CODE comment.", "two words"]);
}
