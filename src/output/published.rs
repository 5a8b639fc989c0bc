//! Reads back what is in an output directory, to compare it with what was written.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::error::{WriteError, io_at};
use super::{OutputPath, OutputSet};

/// A file of an output directory that no site can have: a link, a hidden file, a strange name.
pub type ForeignFile = String;

/// Every file of a folder. Files that Peelpress keeps for itself, such as the list of what it wrote, are left out.
///
/// # Errors
/// If the folder or a file in it cannot be read.
pub fn read_site(folder: &Path) -> Result<(OutputSet, Vec<ForeignFile>), WriteError> {
    let (mut site, mut foreign) = (OutputSet::default(), Vec::new());
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| io_at(folder)(error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let path = parts.join("/");
        if path.starts_with(".peelpress") {
            continue;
        }
        match OutputPath::new(path.clone()).filter(|_| entry.file_type().is_file()) {
            Some(path) => {
                let bytes = fs::read(entry.path()).map_err(io_at(entry.path()))?;
                site.insert(path, bytes);
            }
            None => foreign.push(path),
        }
    }
    Ok((site, foreign))
}
