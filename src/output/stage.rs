//! Makes a folder that holds a whole new site, with what stays the same taken over from the old one.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;

use super::OutputSet;
use super::disk::Disk;
use super::error::{WriteError, io_at};
use super::listing::{LIST, OldSite, found, inner, list_of};

/// Above this many files, one call for the whole file system is quicker than one for each file.
const MANY: usize = 32;

/// Asks whether the user has stopped the program.
pub(super) type Stop<'s> = &'s (dyn Fn() -> bool + Sync);

/// Writes the site into `fresh`, a new folder next to the old site in `target`.
pub(super) fn write(
    disk: &dyn Disk,
    set: &OutputSet,
    old: &OldSite,
    target: &Path,
    fresh: &Path,
    is_stopped: Stop<'_>,
) -> Result<(), WriteError> {
    disk.make_folder(fresh).map_err(io_at(fresh))?;
    // The list is first, so that a folder that is left half-made is known as ours.
    let list = fresh.join(LIST);
    disk.write_new(&list, list_of(set).as_bytes())
        .map_err(io_at(&list))?;
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in set.iter() {
        let path = path.as_str();
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    for folder in &folders {
        let path = fresh.join(folder);
        disk.make_folder(&path).map_err(io_at(&path))?;
    }
    let files: Vec<_> = set.iter().collect();
    let written: Vec<Option<&str>> = files
        .par_iter()
        .map(|(path, bytes)| {
            stopped(is_stopped)?;
            let was = old.files.contains(path.as_str());
            let was = was.then(|| found(target, path.as_str())).flatten();
            let (from, to) = (target.join(path.as_str()), fresh.join(path.as_str()));
            let is_new = one(disk, &from, &to, bytes, was.filter(Metadata::is_file))?;
            Ok(is_new.then_some(path.as_str()))
        })
        .collect::<Result<_, WriteError>>()?;
    keep_foreign_files(disk, old, target, fresh, &folders)?;
    // Modes last, as a folder may be closed even to its owner.
    for folder in folders.iter().rev().chain([&""]) {
        if let Some(was) = found(target, folder).filter(Metadata::is_dir) {
            let path = fresh.join(folder);
            disk.dress(&path, &was).map_err(io_at(&path))?;
        }
    }
    stopped(is_stopped)?;
    let written: Vec<&str> = written.into_iter().flatten().chain([LIST]).collect();
    sync(disk, fresh, &written, &folders)
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
