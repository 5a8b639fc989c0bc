//! Adds files to a folder of the user's: `init` and `new` write next to what is there and replace nothing.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::error::{WriteError, io_at};
use super::folder::{FolderEntry, OpenFolder};
use super::{OutputPath, OutputSet};

/// Adds every file of a set to a folder, which need not exist. No link below the folder is followed.
///
/// # Errors
/// If any of the files exists already, or a link is in the way, nothing is written.
pub fn add(set: &OutputSet, folder: &Path) -> Result<(), WriteError> {
    // Errors name paths as the user would.
    let folder: PathBuf = folder
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    if folder.is_symlink() {
        return Err(WriteError::Link(folder));
    }
    if !folder.as_os_str().is_empty() {
        fs::create_dir_all(&folder).map_err(io_at(&folder))?;
    }
    let top = OpenFolder::open_at(&folder)?;
    for (path, _) in set.iter() {
        is_free(&top, path)?;
    }
    let mut added = Vec::new();
    for (path, bytes) in set.iter() {
        if let Err(error) = add_one(&top, path, bytes, &mut added) {
            // Another program made a file at this moment, or the disk is full: remove what was added.
            for (folder, name) in added {
                let _ = folder.remove(&name);
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Looks whether a file could be added.
fn is_free(top: &OpenFolder, path: &OutputPath) -> Result<(), WriteError> {
    let (parents, name) = parts(path);
    let mut inner: Option<OpenFolder> = None;
    for parent in parents {
        let here = inner.as_ref().unwrap_or(top);
        if here.entry(parent)? == FolderEntry::Nothing {
            return Ok(());
        }
        inner = Some(here.enter(parent)?);
    }
    let here = inner.as_ref().unwrap_or(top);
    match here.entry(name)? {
        FolderEntry::Nothing => Ok(()),
        FolderEntry::Link => Err(WriteError::Link(here.path_of(name))),
        FolderEntry::File | FolderEntry::Folder | FolderEntry::Special => {
            Err(WriteError::Exists(here.path_of(name)))
        }
    }
}

fn add_one(
    top: &OpenFolder,
    path: &OutputPath,
    bytes: &[u8],
    added: &mut Vec<(OpenFolder, String)>,
) -> Result<(), WriteError> {
    let (parents, name) = parts(path);
    let mut here: Option<OpenFolder> = None;
    for parent in parents {
        here = Some(here.as_ref().unwrap_or(top).enter_or_make(parent)?);
    }
    let here = match here {
        Some(here) => here,
        None => OpenFolder::open_at(&top.path_of(""))?,
    };
    let at = here.path_of(name);
    // Whoever writes the same file at the same moment keeps theirs.
    let mut file = here.create_new(name).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => WriteError::Exists(at.clone()),
        _ => WriteError::Io(at.clone(), error),
    })?;
    added.push((here, name.to_owned()));
    let written: io::Result<()> = file.write_all(bytes);
    written.map_err(io_at(&at))
}

/// The folders of a path, and the name of the file.
fn parts(path: &OutputPath) -> (Vec<&str>, &str) {
    let mut parts: Vec<&str> = path.as_str().split('/').collect();
    let name = parts.pop().unwrap_or_default();
    (parts, name)
}
