//! Writes a site into a folder that cannot be exchanged for another: a mount point, or one in a folder that others own.
//!
//! What changed is first written to a folder inside. Then a journal says what is to be moved where, and what is to be
//! removed. From the moment that the journal has its name the new site is decided: a build that is killed later is
//! finished by the next one, from the journal. Until then the old site is untouched.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::OutputPath;
use super::OutputSet;
use super::disk::Disk;
use super::error::{WriteError, io_at};
use super::listing::{LIST, OldSite, found, list_of};
use super::stage::{Stop, is_same, stopped, sync};

/// Inside the target: the new files, and the journal.
const NEW: &str = ".peelpress-new";
const JOURNAL: &str = ".peelpress-journal";
/// A file that gets its name only when it is whole.
const PART: &str = ".peelpress-part";

/// Writes a site into a folder, file by file.
pub(super) fn write(
    disk: &dyn Disk,
    set: &OutputSet,
    old: &OldSite,
    target: &Path,
    is_stopped: Stop<'_>,
) -> Result<(), WriteError> {
    disk.make_folder(target).map_err(io_at(target))?;
    clear(disk, target)?;
    let staged = stage(disk, set, old, target, is_stopped);
    let journal = match staged {
        Ok(journal) => journal,
        Err(error) => {
            // A journal that has its name but may not outlast a power cut is taken back. If it stays, so do its files.
            let journal = target.join(JOURNAL);
            if gone(disk.remove_file(&journal)).is_ok() {
                let _ = clear(disk, target);
            }
            return Err(error);
        }
    };
    finish(disk, target, &journal).map_err(|error| WriteError::Unfinished(Box::new(error)))
}

/// Finishes what a build that was killed had decided; says whether there was anything.
pub(super) fn recover(disk: &dyn Disk, target: &Path) -> Result<bool, WriteError> {
    let path = target.join(JOURNAL);
    if path.is_symlink() {
        return Err(WriteError::NotOurs(path));
    }
    match fs::read_to_string(&path) {
        Ok(text) => finish(disk, target, &text)
            .map(|()| true)
            .map_err(|error| WriteError::Unfinished(Box::new(error))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(WriteError::Io(path, error)),
    }
}

/// Writes what changed next to the site, and the journal, in the last step of which the new site is decided.
fn stage(
    disk: &dyn Disk,
    set: &OutputSet,
    old: &OldSite,
    target: &Path,
    is_stopped: Stop<'_>,
) -> Result<String, WriteError> {
    let new = target.join(NEW);
    disk.make_folder(&new).map_err(io_at(&new))?;
    let mut journal = String::new();
    let (mut written, mut folders) = (Vec::new(), BTreeSet::new());
    for (path, bytes) in set.iter() {
        stopped(is_stopped)?;
        let path = path.as_str();
        let was = found(target, path).filter(Metadata::is_file);
        if was
            .as_ref()
            .is_some_and(|was| is_same(&target.join(path), was, bytes))
        {
            continue;
        }
        let to = new.join(path);
        for folder in path.match_indices('/').map(|(at, _)| &path[..at]) {
            if folders.insert(folder) {
                let folder = new.join(folder);
                disk.make_folder(&folder).map_err(io_at(&folder))?;
            }
        }
        disk.write_new(&to, bytes).map_err(io_at(&to))?;
        if let Some(was) = was {
            disk.dress(&to, &was).map_err(io_at(&to))?;
        }
        written.push(path);
        journal.push_str(&format!("put {path}\n"));
    }
    for path in old.files.iter().filter(|path| !set.contains(path)) {
        journal.push_str(&format!("drop {path}\n"));
    }
    for path in list_of(set).lines() {
        journal.push_str(&format!("list {path}\n"));
    }
    sync(disk, &new, &written, &folders)?;
    stopped(is_stopped)?;
    named(disk, target, JOURNAL, &journal)?;
    Ok(journal)
}

/// Writes a file that appears under its name only when it is whole.
fn named(disk: &dyn Disk, target: &Path, name: &str, text: &str) -> Result<(), WriteError> {
    let (part, path) = (target.join(PART), target.join(name));
    match disk.remove_file(&part) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(WriteError::Io(part, error));
        }
        Ok(()) | Err(_) => {}
    }
    disk.write_new(&part, text.as_bytes())
        .map_err(io_at(&part))?;
    disk.sync(&part).map_err(io_at(&part))?;
    disk.rename(&part, &path).map_err(io_at(&path))?;
    disk.sync(target).map_err(io_at(target))
}

/// Does what a journal says. Every step may have been done before.
fn finish(disk: &dyn Disk, target: &Path, journal: &str) -> Result<(), WriteError> {
    let lines = |word: &str| -> Vec<&str> {
        let lines = journal.lines().filter_map(|line| line.split_once(' '));
        // A path that could lead out of the folder was not written by us.
        lines
            .filter(|(known, path)| *known == word && OutputPath::new(*path).is_some())
            .map(|(_, path)| path)
            .collect()
    };
    let (puts, drops) = (lines("put"), lines("drop"));
    let is_below = |path: &str, folder: &str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    // A file may be in the way of a folder, and a folder in the way of a file.
    let is_in_the_way = |drop: &&str| {
        puts.iter()
            .any(|put| is_below(put, drop) || is_below(drop, put))
    };
    let (first, last): (Vec<&str>, Vec<&str>) = drops.into_iter().partition(is_in_the_way);
    first
        .iter()
        .try_for_each(|path| drop_file(disk, target, path))?;
    // Stylesheets, scripts and pictures are there before the pages that use them.
    let (pages, others): (Vec<&str>, Vec<&str>) =
        puts.iter().partition(|path| path.ends_with(".html"));
    for path in others.into_iter().chain(pages) {
        let (from, to) = (target.join(NEW).join(path), target.join(path));
        if let Some(link) = link_on_the_way(target, path) {
            return Err(WriteError::Link(link));
        }
        if let Some(folder) = to.parent() {
            disk.make_folder(folder).map_err(io_at(folder))?;
        }
        match disk.rename(&from, &to) {
            // It was moved before the build was killed.
            Err(error) if error.kind() == ErrorKind::NotFound && found(target, path).is_some() => {}
            moved => moved.map_err(io_at(&to))?,
        }
    }
    last.iter()
        .try_for_each(|path| drop_file(disk, target, path))?;
    let list: String = lines("list")
        .iter()
        .map(|path| format!("{path}\n"))
        .collect();
    named(disk, target, LIST, &list)?;
    // The folders that were written to lose their changes with the power, unless they are synchronised before the journal
    // goes.
    if !disk.sync_all(target).map_err(io_at(target))? {
        let paths = puts.iter().chain(&first).chain(&last);
        let folders: BTreeSet<&str> = paths
            .flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]))
            .filter(|folder| found(target, folder).is_some_and(|found| found.is_dir()))
            .collect();
        sync(disk, target, &[], &folders)?;
    }
    clear_new(disk, target)?;
    let path = target.join(JOURNAL);
    gone(disk.remove_file(&path)).map_err(io_at(&path))?;
    disk.sync(target).map_err(io_at(target))
}

/// Removes a file of the site, and the folders that are empty without it.
fn drop_file(disk: &dyn Disk, target: &Path, path: &str) -> Result<(), WriteError> {
    let full = target.join(path);
    // Behind a link, it is not a file of the site.
    if link_on_the_way(target, path).is_some() {
        return Ok(());
    }
    match disk.remove_file(&full) {
        // Another program put a folder there.
        Err(_) if full.is_dir() => {}
        removed => gone(removed).map_err(io_at(&full))?,
    }
    for (at, _) in path.rmatch_indices('/') {
        if disk.remove_folder(&target.join(&path[..at])).is_err() {
            break;
        }
    }
    Ok(())
}

/// A link in the place of one of the folders of a path.
fn link_on_the_way(target: &Path, path: &str) -> Option<PathBuf> {
    let folders = path
        .match_indices('/')
        .map(|(at, _)| target.join(&path[..at]));
    folders.into_iter().find(|folder| folder.is_symlink())
}

/// Removes what an unfinished build left, which had decided nothing.
fn clear(disk: &dyn Disk, target: &Path) -> Result<(), WriteError> {
    let part = target.join(PART);
    gone(disk.remove_file(&part)).map_err(io_at(&part))?;
    clear_new(disk, target)
}

fn clear_new(disk: &dyn Disk, target: &Path) -> Result<(), WriteError> {
    let new = target.join(NEW);
    if new.is_symlink() {
        return Err(WriteError::NotOurs(new));
    }
    remove_tree(disk, &new)
}

/// Removes a folder and everything in it; a missing one is removed already.
pub(super) fn remove_tree(disk: &dyn Disk, folder: &Path) -> Result<(), WriteError> {
    for entry in walkdir::WalkDir::new(folder).contents_first(true) {
        let entry = match entry {
            Err(error)
                if error
                    .io_error()
                    .is_some_and(|error| error.kind() == ErrorKind::NotFound) =>
            {
                continue;
            }
            entry => entry.map_err(|error| WriteError::Io(folder.to_owned(), error.into()))?,
        };
        let removed = match entry.file_type().is_dir() {
            true => disk.remove_folder(entry.path()),
            false => disk.remove_file(entry.path()),
        };
        gone(removed).map_err(io_at(entry.path()))?;
    }
    Ok(())
}

/// What is gone already is removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(())
        }
        removed => removed,
    }
}
