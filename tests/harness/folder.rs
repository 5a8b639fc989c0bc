//! Folders of cases on the disk: read whole, compared as text, and rewritten when a change is accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Files by path, with forward slashes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// What to run to accept what a test found.
pub(crate) const BLESS: &str = concat!("BLESS=1 cargo test --test ", env!("CARGO_CRATE_NAME"));

/// The folder of this repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of all tests.
pub(crate) fn tests() -> PathBuf {
    root().join("tests")
}

/// The guide for authors, which the program ships in each new site: `guide.md`, `guide/`, `templates.md`.
pub(crate) const GUIDE: &str = "src/scaffold/site/content/pages";

/// This repository's publication has a copy of the guide.
pub(crate) const GUIDE_COPY: &str = "content/pages";

/// Compares a page of the guide, or rewrites it and the publication's copy of it.
pub(crate) fn compare_guide(page: &str, found: &str) -> Result<(), String> {
    let copy = root().join(GUIDE_COPY).join(page);
    if is_blessing() && copy.is_file() {
        fs::write(&copy, found).expect("written");
    }
    compare(&root().join(GUIDE).join(page), found)
}

/// Whether expectations are to be rewritten rather than compared.
pub(crate) fn is_blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Every file below a folder; none if there is no such folder.
pub(crate) fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
    {
        if entry.file_type().is_file() {
            let inner = entry
                .path()
                .strip_prefix(folder)
                .expect("below it")
                .to_string_lossy()
                .replace('\\', "/");
            tree.insert(
                inner,
                fs::read(entry.path()).unwrap_or_else(|error| {
                    panic!("{inner_path:?}: {error}", inner_path = entry.path())
                }),
            );
        }
    }
    tree
}

/// Writes files below a folder.
pub(crate) fn write(folder: &Path, tree: &Tree) {
    for (path, bytes) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("in a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}

/// The names of the folders in a folder, ordered.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Compares a text with the one a file holds, or rewrites the file. Gives an error in words.
pub(crate) fn compare(path: &Path, found: &str) -> Result<(), String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    if is_blessing() {
        fs::create_dir_all(path.parent().expect("in a folder")).expect("a folder");
        fs::write(path, found).expect("written");
        return Ok(());
    }
    let shown = path
        .strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string();
    Err(format!(
        "{shown} differs; to accept it: {BLESS}\n{}",
        difference(&expected, found)
    ))
}

/// The lines that differ, with a line or two around them.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let alike = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - alike;
    let alike_at_end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(room)
        .take_while(|(a, b)| a == b)
        .count();
    let mut out = String::new();
    for line in &old[alike.saturating_sub(2)..alike] {
        out.push_str(&format!("    {line}\n"));
    }
    for line in &old[alike..old.len() - alike_at_end] {
        out.push_str(&format!("  - {line}\n"));
    }
    for line in &new[alike..new.len() - alike_at_end] {
        out.push_str(&format!("  + {line}\n"));
    }
    out
}

/// The paths of files that two sites do not share, or that differ.
pub(crate) fn differing(one: &Tree, other: &Tree) -> Vec<String> {
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    paths
        .into_iter()
        .filter(|path| one.get(*path) != other.get(*path))
        .cloned()
        .collect()
}
