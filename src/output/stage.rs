//! Makes a folder that holds a whole new site, with what stays the same taken over from the old one.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::disk::Disk;
use super::error::{WriteError, io_at};
use super::listing::{LIST, OldSite, found, inner};

/// The list of a folder until it is whole.
const PART: &str = ".peelpress-part";

/// Above this many files, one call for the whole file system is quicker than one for each file.
const MANY: usize = 32;

/// Asks whether the user has stopped the program.
pub(super) type Stop<'s> = &'s (dyn Fn() -> bool + Sync);

/// A new site that is being written, next to the old one.
#[derive(Debug)]
pub(super) struct StagedSite {
    fresh: PathBuf,
    progress: Mutex<WriteProgress>,
}

/// What was written of a new site so far.
#[derive(Debug, Default)]
struct WriteProgress {
    /// Every path that the list of the folder has.
    listed: BTreeSet<String>,
    /// Whether the list is in another order than by path.
    is_unsorted: bool,
    folders: HashSet<String>,
    /// The files that are to be synchronised.
    written: Vec<String>,
}

impl StagedSite {
    /// Makes the folder. Its list is first, so that a folder that is left half-made is known as
    /// ours: it names `paths`, and each other file before that is written.
    pub(super) fn begin(
        disk: &dyn Disk,
        fresh: &Path,
        paths: BTreeSet<String>,
    ) -> Result<StagedSite, WriteError> {
        disk.make_folder(fresh).map_err(io_at(fresh))?;
        let list = fresh.join(LIST);
        let lines: String = paths.iter().map(|path| format!("{path}\n")).collect();
        disk.write_new(&list, lines.as_bytes())
            .map_err(io_at(&list))?;
        // Also after a power cut the folder is known as ours.
        for path in [list.as_path(), fresh] {
            disk.sync(path).map_err(io_at(path))?;
        }
        let progress = WriteProgress {
            listed: paths,
            ..WriteProgress::default()
        };
        Ok(StagedSite {
            fresh: fresh.to_owned(),
            progress: Mutex::new(progress),
        })
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.fresh
    }

    fn progress(&self) -> MutexGuard<'_, WriteProgress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds files to the list of the folder, before they are written.
    pub(super) fn expect<'p>(
        &self,
        disk: &dyn Disk,
        paths: impl Iterator<Item = &'p str>,
    ) -> Result<(), WriteError> {
        let progress = &mut *self.progress();
        let mut lines = String::new();
        for path in paths {
            if !progress.listed.contains(path) {
                lines.push_str(path);
                lines.push('\n');
                let last = progress.listed.last().map(String::as_str);
                progress.is_unsorted |= last.is_some_and(|last| last > path);
                progress.listed.insert(path.to_owned());
            }
        }
        if lines.is_empty() {
            return Ok(());
        }
        let list = self.fresh.join(LIST);
        disk.append(&list, lines.as_bytes())
            .and_then(|()| disk.sync(&list))
            .map_err(io_at(&list))
    }

    /// Writes a file; one that the old site in `target` has already gets a second name.
    pub(super) fn put(
        &self,
        disk: &dyn Disk,
        old: &OldSite,
        target: &Path,
        path: &str,
        bytes: &[u8],
    ) -> Result<(), WriteError> {
        self.expect(disk, std::iter::once(path))?;
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folder(disk, folder)?;
        }
        let was = old.files.contains(path);
        let was = was.then(|| found(target, path)).flatten();
        let (from, to) = (target.join(path), self.fresh.join(path));
        if one(disk, &from, &to, bytes, was.filter(Metadata::is_file))? {
            self.progress().written.push(path.to_owned());
        }
        Ok(())
    }

    /// Makes a folder and those above it, each once.
    fn make_folder(&self, disk: &dyn Disk, folder: &str) -> Result<(), WriteError> {
        let mut progress = self.progress();
        if progress.folders.contains(folder) {
            return Ok(());
        }
        let path = self.fresh.join(folder);
        disk.make_folder(&path).map_err(io_at(&path))?;
        let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
        for folder in above.chain([folder]) {
            progress.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Adds what is not of the site, and makes everything last through a power cut. `paths` are the
    /// files of the site: all of them were put.
    pub(super) fn complete(
        &self,
        disk: &dyn Disk,
        old: &OldSite,
        target: &Path,
        paths: &BTreeSet<String>,
        is_stopped: Stop<'_>,
    ) -> Result<(), WriteError> {
        let progress = &mut *self.progress();
        // Pages are listed in the order in which they were made, which differs from build to build.
        if progress.listed != *paths || progress.is_unsorted {
            // Until it has its name, the longer list is there.
            let (part, list) = (self.fresh.join(PART), self.fresh.join(LIST));
            let lines: String = paths.iter().map(|path| format!("{path}\n")).collect();
            disk.write_new(&part, lines.as_bytes())
                .map_err(io_at(&part))?;
            disk.rename(&part, &list).map_err(io_at(&list))?;
        }
        let folders: BTreeSet<&str> = progress.folders.iter().map(String::as_str).collect();
        keep_foreign_files(disk, old, target, &self.fresh, &folders)?;
        // Modes last, as a folder may be closed even to its owner.
        for folder in folders.iter().rev().chain([&""]) {
            if let Some(was) = found(target, folder).filter(Metadata::is_dir) {
                let path = self.fresh.join(folder);
                disk.dress(&path, &was).map_err(io_at(&path))?;
            }
        }
        stopped(is_stopped)?;
        let written: Vec<&str> = progress.written.iter().map(String::as_str).collect();
        let written: Vec<&str> = written.into_iter().chain([LIST]).collect();
        sync(disk, &self.fresh, &written, &folders)
    }
}

/// Writes a file, or gives an unchanged one its second name. Says whether there is something to synchronise.
pub(super) fn one(
    disk: &dyn Disk,
    from: &Path,
    to: &Path,
    bytes: &[u8],
    was: Option<Metadata>,
) -> Result<bool, WriteError> {
    let is_same = was.as_ref().is_some_and(|was| is_same(from, was, bytes));
    if is_same && disk.link(from, to).is_ok() {
        return Ok(false);
    }
    disk.write_new(to, bytes).map_err(io_at(to))?;
    if let Some(was) = was {
        disk.dress(to, &was).map_err(io_at(to))?;
        if let (true, Ok(time)) = (is_same, was.modified()) {
            disk.set_modified(to, time).map_err(io_at(to))?;
        }
    }
    Ok(true)
}

/// Whether a file holds these bytes already.
pub(super) fn is_same(path: &Path, found: &Metadata, bytes: &[u8]) -> bool {
    found.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|held| held == bytes)
}

/// Files of others between those of the site, such as `CNAME` or `.htaccess`, are in the new site from its first moment.
/// Whatever else is theirs follows after the swap.
fn keep_foreign_files(
    disk: &dyn Disk,
    old: &OldSite,
    target: &Path,
    fresh: &Path,
    folders: &BTreeSet<&str>,
) -> Result<(), WriteError> {
    for folder in folders.iter().chain([&""]) {
        let Ok(entries) = fs::read_dir(target.join(folder)) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok) {
            let Some(path) = inner(target, &entry.path()) else {
                continue;
            };
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && path != LIST && !old.files.contains(&path) {
                // What cannot have two names is moved later.
                let _ = disk.link(&entry.path(), &fresh.join(path));
            }
        }
    }
    Ok(())
}

/// Makes what was written last through a power cut.
pub(super) fn sync(
    disk: &dyn Disk,
    folder: &Path,
    files: &[&str],
    folders: &BTreeSet<&str>,
) -> Result<(), WriteError> {
    if files.len() > MANY && disk.sync_all(folder).map_err(io_at(folder))? {
        return Ok(());
    }
    let files = files.iter().chain(folders).chain([&""]);
    for path in files.map(|path| folder.join(path)) {
        disk.sync(&path).map_err(io_at(&path))?;
    }
    Ok(())
}

/// Whether the user has stopped the program.
pub(super) fn stopped(is_stopped: Stop<'_>) -> Result<(), WriteError> {
    match is_stopped() {
        true => Err(WriteError::Stopped),
        false => Ok(()),
    }
}
