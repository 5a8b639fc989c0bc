//! What authors start from: a small complete site for `init`, and a file of each kind for `new`.
//!
//! Everything here is a map from path to text; nothing is written. A file from `new` is a draft wherever its kind can be one, so that
//! it is not published before it has been written. In a file that is not a draft, each `…` that is left is an error.

mod file_scaffold;
mod response_pack;

use include_dir::{Dir, DirEntry, include_dir};

use crate::output::{OutputPath, OutputSet};
use crate::theme::DEFAULT_BRIEF;

pub use file_scaffold::{Scaffold, begin};
pub use response_pack::response_pack;

/// A site about a region that does not exist, with one of everything, and the guide for authors.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/site");

/// The folders of the default theme that no other list names.
static SHARED: [(&str, Dir<'_>); 2] = [
    (
        "themes/peelpress/assets/",
        include_dir!("$CARGO_MANIFEST_DIR/themes/peelpress/assets"),
    ),
    (
        "themes/peelpress/templates/",
        include_dir!("$CARGO_MANIFEST_DIR/themes/peelpress/templates"),
    ),
];

/// Files that a folder may have already, with contents of its own.
pub const OPTIONAL: [&str; 3] = [".editorconfig", ".gitignore", "README.md"];

/// The settings of the default theme.
static THEME: &[u8] = include_bytes!("../../themes/peelpress/theme.toml");

/// A whole site: settings, content, the guide for authors and a copy of the default theme, so that all can be changed.
pub fn site() -> OutputSet {
    let mut files = OutputSet::default();
    add_folder(&SITE, "", &mut files);
    for (below, folder) in &SHARED {
        add_folder(folder, below, &mut files);
    }
    for (name, text) in DEFAULT_BRIEF {
        add(
            &format!("themes/peelpress/brief/{name}"),
            text.as_bytes(),
            &mut files,
        );
    }
    add("themes/peelpress/theme.toml", THEME, &mut files);
    files
}

fn add_folder(folder: &'static Dir<'_>, below: &str, files: &mut OutputSet) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => add_folder(inner, below, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                add(&format!("{below}{path}"), file.contents(), files);
            }
        }
    }
}

fn add(path: &str, bytes: &'static [u8], files: &mut OutputSet) {
    if let Some(path) = OutputPath::new(path).or_else(|| OutputPath::hidden(path)) {
        files.insert(path, bytes);
    }
}
