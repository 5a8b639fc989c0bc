//! The house rules that no compiler knows: which room may use which, what every file says of itself, and the map of the rooms.
//!
//! The layers are those of the table in ARCHITECTURE.md, which is thereby kept true.

use std::collections::{BTreeMap, BTreeSet};

use crate::folder;

/// A file longer than this has two parts.
const LONGEST: usize = 400;

/// Every Rust file of `src/`, by its path there.
pub(crate) fn sources() -> BTreeMap<String, String> {
    let files = folder::read(&folder::root().join("src"));
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    files
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| (path, text(bytes)))
        .collect()
}

/// The rooms: the modules of `lib.rs`.
fn rooms() -> BTreeSet<String> {
    let sources = sources();
    let modules = sources["lib.rs"]
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

/// The layer of each room, from the table of ARCHITECTURE.md: rows that begin with a name in backticks and a number.
fn layers() -> BTreeMap<String, u32> {
    let text =
        std::fs::read_to_string(folder::root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut layers = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let room = cells
            .get(1)
            .and_then(|cell| cell.strip_prefix('`')?.strip_suffix('`'));
        if let (Some(room), Some(Ok(layer))) = (room, cells.get(2).map(|cell| cell.parse())) {
            assert!(
                layers.insert(room.to_owned(), layer).is_none(),
                "ARCHITECTURE.md has two rows for `{room}`"
            );
        }
    }
    layers
}

/// The room a file belongs to.
fn room(path: &str) -> &str {
    path.split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs")
}

/// Every room that a file names as `crate::room`, also in lists: `use crate::{address, view::Link}`.
fn used(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    for (at, _) in code.match_indices("crate::") {
        // A macro's `$crate::` and another's `some_crate::` are not ours.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => top_level(list.split_once("};").map_or(list, |(list, _)| list)),
            None => vec![rest],
        };
        for name in names {
            let name: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.insert(name);
        }
    }
    used
}

/// The parts of a list at its own level: `a, b::{c, d}` has two.
fn top_level(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let (rooms, layers) = (rooms(), layers());
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = room(&path);
        if matches!(own, "lib" | "main") {
            continue;
        }
        for other in used(&text)
            .iter()
            .filter(|other| rooms.contains(*other) && *other != own)
        {
            let (Some(here), Some(there)) = (layers.get(own), layers.get(other)) else {
                continue;
            };
            if there >= here {
                wrong.push(format!(
                    "src/{path}: `{own}` (layer {here}) uses `{other}` (layer {there})"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_on_the_map_and_every_room_of_the_map_exists() {
    let named: BTreeSet<String> = layers().into_keys().collect();
    assert_eq!(
        named,
        rooms(),
        "the table in ARCHITECTURE.md and the modules of src/lib.rs"
    );
    for name in rooms() {
        let src = folder::root().join("src");
        assert!(
            src.join(format!("{name}.rs")).is_file() || src.join(&name).join("mod.rs").is_file(),
            "{name}"
        );
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent = Vec::new();
    let tests = folder::read(&folder::tests())
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"));
    let tests = tests.map(|(path, bytes)| {
        (
            format!("tests/{path}"),
            String::from_utf8(bytes).expect("UTF-8"),
        )
    });
    for (path, text) in sources()
        .into_iter()
        .map(|(path, text)| (format!("src/{path}"), text))
        .chain(tests)
    {
        let first = text.lines().next().unwrap_or_default();
        // The map of the house is the first thing that `lib.rs` says.
        let is_map = path == "src/lib.rs" && first.starts_with("#![doc = include_str!");
        if !is_map
            && first
                .strip_prefix("//! ")
                .is_none_or(|words| words.len() < 15)
        {
            silent.push(path);
        }
    }
    assert!(
        silent.is_empty(),
        "no `//!` says what these are for: {silent:?}"
    );
}

#[test]
fn no_file_is_so_long_that_it_has_two_parts() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "divide these: {long:?}");
}

#[test]
fn nothing_is_left_to_do_in_a_comment_and_no_test_is_skipped() {
    let tests = folder::read(&folder::tests().join("suite"));
    let tests = tests
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")));
    for (path, text) in sources().into_iter().chain(tests) {
        for mark in [
            concat!("TO", "DO"),
            concat!("FIX", "ME"),
            concat!("XX", "X:"),
            concat!("#[ign", "ore"),
            concat!("should_", "panic"),
        ] {
            assert!(!text.contains(mark), "{path} holds {mark}");
        }
    }
}

/// Types that `document` and `model` both have: as written, and resolved.
const PAIRS: [&str; 15] = [
    "Account",
    "Body",
    "Extract",
    "Fieldwork",
    "Figure",
    "Finding",
    "History",
    "Inspection",
    "Page",
    "Place",
    "Prose",
    "Recommendation",
    "Region",
    "ReportResponse",
    "Term",
];

/// The types that a file declares at its top level, outside tests.
fn types(text: &str) -> Vec<String> {
    let code = text.split("\n#[cfg(test)]\nmod tests").next();
    let lines = code.unwrap_or_default().lines();
    let name = |line: &str| {
        let line = line.strip_prefix("pub").map_or(line, |rest| {
            rest.strip_prefix('(')
                .and_then(|rest| rest.split_once(')'))
                .map_or(rest, |(_, rest)| rest)
                .trim_start()
        });
        let (keyword, rest) = line.split_once(' ')?;
        let is_type = ["struct", "enum", "trait", "type"].contains(&keyword);
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        is_type.then_some(name)
    };
    lines.filter_map(name).collect()
}

#[test]
fn no_two_types_have_one_name() {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources() {
        // What a feature is replaced with has the same names.
        if path.ends_with("tests.rs") || path.ends_with("disabled.rs") {
            continue;
        }
        for name in types(&text) {
            places.entry(name).or_default().insert(path.clone());
        }
    }
    let is_pair = |name: &str, paths: &BTreeSet<String>| {
        let rooms: BTreeSet<&str> = paths.iter().map(|path| room(path)).collect();
        PAIRS.contains(&name) && rooms == BTreeSet::from(["document", "model"])
    };
    places.retain(|name, paths| paths.len() > 1 && !is_pair(name, paths));
    assert!(places.is_empty(), "{places:#?}");
}

#[test]
fn modules_are_named_from_the_crates_root_and_not_by_climbing() {
    let climbs = concat!("super::", "super");
    for (path, text) in sources() {
        assert!(
            !text.contains(climbs),
            "src/{path}: write `crate::…` instead of `{climbs}`"
        );
    }
}

#[test]
fn errors_have_types_and_are_not_texts() {
    let texts =
        regex::Regex::new(r"Result<.*, *(String|&'static str|\(\))>|type Err = (String|\(\))")
            .expect("an expression");
    let mut found = Vec::new();
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            if texts.is_match(line) {
                found.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The cells of each row of the table in ARCHITECTURE.md whose heading row begins with these cells.
fn architecture_table(heading: &str) -> Vec<Vec<String>> {
    let text =
        std::fs::read_to_string(folder::root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let rows = text.lines().skip_while(|line| !line.starts_with(heading));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
    let rows: Vec<Vec<String>> = rows
        .map(|row| row.trim_matches('|').split('|').map(cell).collect())
        .collect();
    assert!(!rows.is_empty(), "ARCHITECTURE.md has no table `{heading}`");
    rows
}

#[test]
fn a_search_for_a_term_of_the_glossary_leads_to_its_file() {
    let sources = sources();
    for row in architecture_table("| term | where |") {
        let (term, path) = (&row[0], row[1].trim_start_matches("src/"));
        let text = sources
            .get(path)
            .unwrap_or_else(|| panic!("there is no src/{path}"));
        // As words, as a type and as a function or variable.
        let spellings = [term.clone(), term.replace(' ', ""), term.replace(' ', "_")];
        let text = text.to_lowercase();
        let is_found = spellings
            .iter()
            .any(|spelling| text.contains(&spelling.to_lowercase()));
        assert!(is_found, "`{term}` is not in src/{path}");
    }
}

#[test]
fn the_functions_of_the_worked_example_exist() {
    let sources = sources();
    for row in architecture_table("| step | what happens |") {
        let (path, function) = (row[2].trim_start_matches("src/"), &row[3]);
        let text = sources
            .get(path)
            .unwrap_or_else(|| panic!("there is no src/{path}"));
        let is_there = [format!("fn {function}("), format!("fn {function}<")]
            .iter()
            .any(|start| text.contains(start));
        assert!(is_there, "src/{path} has no function `{function}`");
    }
}

#[test]
fn used_rooms_are_read_from_lists_and_paths() {
    let text = "use crate::text::Span;\nuse crate::{check, model::{self, Id}, view};\n/// [`crate::plan`]\nlet a = crate::date::parse();\n$crate::cli::x";
    assert_eq!(
        used(text).into_iter().collect::<Vec<_>>(),
        ["check", "date", "model", "text", "view"]
    );
}
