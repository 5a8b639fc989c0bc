//! Adds files to a folder that is somebody's own: `init` and `new` write beside what is there and replace nothing.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::{OutputSet, WriteError};

/// Adds every file of a set to a folder, which need not exist.
///
/// # Errors
/// If any of them is there already, nothing is written.
pub fn add(set: &OutputSet, folder: &Path) -> Result<(), WriteError> {
    // Faults name paths as the user would.
    let folder: PathBuf = folder
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    for (path, _) in set.iter() {
        let path = folder.join(path.as_str());
        // A link that leads nowhere is there too.
        if fs::symlink_metadata(&path).is_ok() {
            return Err(WriteError::Exists(path));
        }
    }
    for (path, bytes) in set.iter() {
        let path = folder.join(path.as_str());
        let io = |error: std::io::Error| match error.kind() {
            ErrorKind::AlreadyExists => WriteError::Exists(path.clone()),
            _ => WriteError::Io(path.clone(), error),
        };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(io)?;
        }
        // Whoever writes the same file at the same moment keeps theirs.
        File::create_new(&path)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(io)?;
    }
    Ok(())
}
