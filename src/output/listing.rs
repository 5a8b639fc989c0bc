//! The list of the files that Peelpress wrote into a folder, which also marks the folder as its own.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::OutputSet;
use super::error::{WriteError, io_at};

/// The name of the list.
pub(super) const LIST: &str = ".peelpress";

/// A site that an earlier build wrote.
#[derive(Debug, Default)]
pub(super) struct OldSite {
    /// The paths of its files; without a site, none.
    pub(super) files: BTreeSet<String>,
    /// Every folder that those files are in.
    folders: BTreeSet<String>,
}

impl OldSite {
    fn new(files: BTreeSet<String>) -> OldSite {
        let mut folders = BTreeSet::new();
        for file in &files {
            for (at, _) in file.match_indices('/') {
                folders.insert(file[..at].to_owned());
            }
        }
        OldSite { files, folders }
    }

    /// Reads the list of a folder. `None` if there is no folder, or an empty one.
    ///
    /// # Errors
    /// If the folder holds files and has no list: it belongs to others.
    pub(super) fn read(folder: &Path) -> Result<Option<OldSite>, WriteError> {
        let list = folder.join(LIST);
        match fs::read_to_string(&list) {
            Ok(text) => {
                let files = text.lines().map(str::to_owned).collect();
                return Ok(Some(OldSite::new(files)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(WriteError::NotAFolder(folder.to_owned()));
            }
            Err(error) => return Err(WriteError::Io(list, error)),
        }
        let mut entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            entries => entries.map_err(io_at(folder))?,
        };
        // A volume that was just made holds this folder of the file system's own.
        let is_ours = |name: &str| name.starts_with(".peelpress") || name == "lost+found";
        let is_free = entries
            .all(|entry| entry.is_ok_and(|entry| is_ours(&entry.file_name().to_string_lossy())));
        match is_free {
            true => Ok(None),
            false => Err(WriteError::NotOurs(folder.to_owned())),
        }
    }

    /// Whether a folder holds a file of the site at any depth.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// A file of others at a path that the new site needs, as a file or as a folder.
    pub(super) fn foreign_at(&self, target: &Path, set: &OutputSet) -> Option<PathBuf> {
        found(target, "")?;
        let mut looked_at = HashSet::new();
        set.paths().find_map(|path| {
            let path = path.as_str();
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            for folder in folders {
                if !looked_at.insert(folder) {
                    continue;
                }
                let is_file = found(target, folder).is_some_and(|found| !found.is_dir());
                if is_file && !self.files.contains(folder) {
                    return Some(target.join(folder));
                }
            }
            match found(target, path) {
                Some(found) if found.is_dir() => self.foreign_in(target, path),
                Some(_) if !self.files.contains(path) => Some(target.join(path)),
                Some(_) | None => None,
            }
        })
    }

    /// The first file or folder of others in a folder.
    fn foreign_in(&self, target: &Path, folder: &str) -> Option<PathBuf> {
        if !self.has_folder(folder) {
            return Some(target.join(folder));
        }
        let entries = walkdir::WalkDir::new(target.join(folder)).min_depth(1);
        entries
            .into_iter()
            .filter_map(Result::ok)
            .find_map(|entry| {
                let path = inner(target, entry.path())?;
                let is_own = match entry.file_type().is_dir() {
                    true => self.has_folder(&path),
                    false => self.files.contains(&path),
                };
                (!is_own).then(|| entry.path().to_owned())
            })
    }
}

/// What is at a path in a folder; links are not followed.
pub(super) fn found(folder: &Path, path: &str) -> Option<Metadata> {
    fs::symlink_metadata(folder.join(path)).ok()
}

/// A path from a folder, with forward slashes.
pub(super) fn inner(folder: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(folder).ok()?;
    Some(inner.to_string_lossy().replace('\\', "/"))
}

/// The list of a set.
pub(super) fn list_of(set: &OutputSet) -> String {
    set.paths().map(|path| format!("{path}\n")).collect()
}
