//! No two files of a room use each other, directly or through others.
//!
//! What counts is a path that names a file: `super::finding::FindingView`, not `super::FindingView`, which
//! the room offers to all its files.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::sources;

/// A module, by the names on the way to it.
type Module = Vec<String>;

/// The module of a file: `view/mod.rs` and `view.rs` are both `view`.
fn module(path: &str) -> Module {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// The text without comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths of a list such as `{a, b::{c, d}}` or `a::b`, each below `above`. Gives what follows it.
fn paths<'t>(text: &'t str, above: &[String], found: &mut Vec<Module>) -> &'t str {
    let mut rest = text.trim_start();
    if let Some(list) = rest.strip_prefix('{') {
        rest = list.trim_start();
        while !rest.is_empty() && !rest.starts_with('}') {
            let after = paths(rest, above, found).trim_start_matches([',', ' ', '\n']);
            // What is no path, such as `*`, is passed over.
            let mut chars = rest.chars();
            chars.next();
            rest = if after.len() < rest.len() {
                after
            } else {
                chars.as_str()
            };
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
    let path = [above, &[name.to_owned()]].concat();
    match after.strip_prefix("::") {
        Some(inner) => paths(inner, &path, found),
        None => {
            found.push(path);
            after
        }
    }
}

/// The modules that a file names, of those that there are.
fn used(own: &Module, text: &str, modules: &BTreeSet<Module>) -> BTreeSet<Module> {
    let text = code(text);
    let mut found = Vec::new();
    for (start, above) in [("crate::", &[][..]), ("super::", &own[..own.len() - 1])] {
        for (at, _) in text.match_indices(start) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            if !before.is_alphanumeric() && !"_:$".contains(before) {
                paths(&text[at + start.len()..], above, &mut found);
            }
        }
    }
    let longest = |path: Module| {
        let mut lengths = (1..=path.len()).rev();
        let length = lengths.find(|&length| modules.contains(&path[..length]))?;
        Some(path[..length].to_vec())
    };
    let used = found.into_iter().filter_map(longest);
    // A file and the folder of its name belong together.
    used.filter(|other| !own.starts_with(other) && !other.starts_with(own))
        .collect()
}

/// The way from a module back to itself, if there is one.
fn cycle(start: &Module, uses: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut ways: Vec<Vec<Module>> = vec![vec![start.clone()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in way
            .last()
            .and_then(|last| uses.get(last))
            .into_iter()
            .flatten()
        {
            let longer = [&way[..], std::slice::from_ref(next)].concat();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push(longer);
            }
        }
    }
    None
}

#[test]
fn no_two_files_of_a_room_use_each_other() {
    let sources: BTreeMap<Module, String> = sources()
        .into_iter()
        .map(|(path, text)| (module(&path), text))
        .collect();
    let modules: BTreeSet<Module> = sources.keys().cloned().collect();
    let uses: BTreeMap<Module, BTreeSet<Module>> = sources
        .iter()
        .map(|(own, text)| (own.clone(), used(own, text, &modules)))
        .collect();
    let n_uses: usize = uses.values().map(BTreeSet::len).sum();
    assert!(n_uses > 400, "{n_uses} uses of files by others were found");
    let cycles: Vec<String> = modules
        .iter()
        .filter_map(|start| cycle(start, &uses))
        .map(|way| {
            way.iter()
                .map(|module| module.join("::"))
                .collect::<Vec<_>>()
                .join(" → ")
        })
        .collect();
    assert!(
        cycles.is_empty(),
        "move what both need to a file of its own:\n{}",
        cycles.join("\n")
    );
}

#[test]
fn lists_of_paths_are_read_whole() {
    let mut found = Vec::new();
    let rest = paths("{a, b::{c, d as e},\n    *, f::g};\nlet x", &[], &mut found);
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    for path in ["a", "b::c", "b::d", "f::g"] {
        assert!(found.contains(&path.to_owned()), "{path}: {found:?}");
    }
    assert!(rest.starts_with(';'), "{rest}");
}
