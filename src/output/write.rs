//! Writes a site beside the old one and swaps the two, so that a reader never meets a half-made site.
//!
//! The folder carries a list of what was written into it (`.peelpress`). A folder without that list is not ours and is
//! left alone; files in it that the list does not name are somebody's, and are carried over.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::OutputSet;

/// The name of the list of files, which also marks a folder as made by Peelpress.
const LIST: &str = ".peelpress";

/// Why a site could not be written.
#[derive(Debug)]
pub enum WriteFault {
    /// The folder holds files and was not made by Peelpress.
    NotOurs(PathBuf),
    /// A file is there that would have to be replaced.
    Exists(PathBuf),
    /// Another build is writing to the same folder.
    Busy(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for WriteFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WriteFault::NotOurs(path) => write!(
                f,
                "{} holds files that Peelpress did not make; nothing was written. Empty it, or choose another folder with --out",
                path.display()
            ),
            WriteFault::Exists(path) => write!(f, "{} is there already; nothing was written", path.display()),
            WriteFault::Busy(path) => {
                write!(f, "another build is writing to {}; try again when it is done", path.display())
            }
            WriteFault::Io(path, error) => write!(f, "{} cannot be written: {error}", path.display()),
        }
    }
}

/// Makes the folder `target` hold exactly `set` (and files of others that were in it).
///
/// # Errors
/// As [`WriteFault`] says; `target` is then as it was.
pub fn write(set: &OutputSet, target: &Path) -> Result<(), WriteFault> {
    let target = &absolute(target)?;
    let fresh = &beside(target, "new");
    let old_list = read_list(target)?;
    make_folder(fresh)?;
    let lock_path = fresh.join(".lock");
    let lock = File::create(&lock_path).map_err(io_at(&lock_path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(WriteFault::Busy(target.clone())),
        Err(TryLockError::Error(error)) => return Err(WriteFault::Io(lock_path, error)),
    }
    empty(fresh, &lock_path)?;
    let written = write_files(set, fresh).and_then(|()| {
        fs::remove_file(&lock_path).map_err(io_at(&lock_path))?;
        swap(fresh, target)
    });
    if let Err(fault) = written {
        let _ = fs::remove_dir_all(fresh);
        return Err(fault);
    }
    // From here the new site stands; `fresh` holds the old one.
    if let Some(old_list) = old_list {
        carry_over(fresh, target, &old_list)?;
    }
    if fresh.exists() { fs::remove_dir_all(fresh).map_err(io_at(fresh)) } else { Ok(()) }
}

fn write_files(set: &OutputSet, folder: &Path) -> Result<(), WriteFault> {
    let folders: BTreeSet<&str> =
        set.iter().filter_map(|(path, _)| path.as_str().rsplit_once('/')).map(|(folder, _)| folder).collect();
    for inner in folders {
        make_folder(&folder.join(inner))?;
    }
    let files: Vec<_> = set.iter().collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let path = folder.join(path.as_str());
        fs::write(&path, bytes).map_err(io_at(&path))
    })?;
    let mut list = String::new();
    for (path, _) in set.iter() {
        list.push_str(path.as_str());
        list.push('\n');
    }
    let path = folder.join(LIST);
    fs::write(&path, list).map_err(io_at(&path))
}

/// The list of files in a folder that Peelpress made; `None` if there is no folder or an empty one.
fn read_list(target: &Path) -> Result<Option<BTreeSet<String>>, WriteFault> {
    let list = target.join(LIST);
    match fs::read_to_string(&list) {
        Ok(text) => return Ok(Some(text.lines().map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(WriteFault::NotOurs(target.to_owned()));
        }
        Err(error) => return Err(WriteFault::Io(list, error)),
    }
    match fs::read_dir(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteFault::Io(target.to_owned(), error)),
        Ok(mut entries) => match entries.next() {
            None => Ok(None),
            Some(_) => Err(WriteFault::NotOurs(target.to_owned())),
        },
    }
}

/// Puts `fresh` in the place of `target`, and what was there in the place of `fresh`.
fn swap(fresh: &Path, target: &Path) -> Result<(), WriteFault> {
    if !target.exists() {
        return fs::rename(fresh, target).map_err(io_at(target));
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        // One step: no moment without a site. Not every file system can do it.
        if renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let aside = beside(target, "old");
    fs::rename(target, &aside).map_err(io_at(target))?;
    if let Err(error) = fs::rename(fresh, target) {
        let _ = fs::rename(&aside, target);
        return Err(WriteFault::Io(target.to_owned(), error));
    }
    fs::rename(&aside, fresh).map_err(io_at(&aside))
}

/// Moves what the old list does not name from the old folder into the new one, unless the new one has its own.
fn carry_over(old: &Path, new: &Path, old_list: &BTreeSet<String>) -> Result<(), WriteFault> {
    for entry in walkdir::WalkDir::new(old).min_depth(1).into_iter().flatten() {
        let Ok(inner) = entry.path().strip_prefix(old) else { continue };
        let name = inner.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() || name == LIST || old_list.contains(&name) {
            continue;
        }
        let goal = new.join(inner);
        if goal.exists() {
            continue;
        }
        if let Some(folder) = goal.parent() {
            make_folder(folder)?;
        }
        fs::rename(entry.path(), &goal).map_err(io_at(&goal))?;
    }
    Ok(())
}

/// Removes what an interrupted build left behind, but for the lock.
fn empty(folder: &Path, lock: &Path) -> Result<(), WriteFault> {
    for entry in fs::read_dir(folder).map_err(io_at(folder))? {
        let path = entry.map_err(io_at(folder))?.path();
        if path == lock {
            continue;
        }
        let removed =
            if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(io_at(&path))?;
    }
    Ok(())
}

fn absolute(path: &Path) -> Result<PathBuf, WriteFault> {
    let path = std::path::absolute(path).map_err(io_at(path))?;
    match path.file_name() {
        Some(_) => Ok(path),
        None => Err(WriteFault::NotOurs(path)),
    }
}

/// `public` → `public.peelpress-new`, in the same folder so that a rename suffices.
fn beside(target: &Path, what: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".peelpress-{what}"));
    target.with_file_name(name)
}

pub(super) fn make_folder(path: &Path) -> Result<(), WriteFault> {
    fs::create_dir_all(path).map_err(io_at(path))
}

pub(super) fn io_at(path: &Path) -> impl FnOnce(io::Error) -> WriteFault + '_ {
    |error| WriteFault::Io(path.to_owned(), error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::OutputPath;

    fn site(files: &[(&str, &str)]) -> OutputSet {
        let mut set = OutputSet::default();
        for (path, text) in files {
            set.insert(OutputPath::new(*path).expect("a good path"), text.as_bytes().to_vec());
        }
        set
    }

    #[test]
    fn a_new_site_replaces_the_old_and_keeps_the_files_of_others() {
        let dir = tempfile::tempdir().expect("a folder");
        let target = dir.path().join("public");
        write(&site(&[("a/index.html", "1"), ("gone.html", "2")]), &target).expect("written");
        fs::write(target.join("CNAME"), "example.org").expect("written");
        write(&site(&[("a/index.html", "3")]), &target).expect("written");
        assert_eq!(fs::read_to_string(target.join("a/index.html")).expect("read"), "3");
        assert_eq!(fs::read_to_string(target.join("CNAME")).expect("read"), "example.org");
        assert!(!target.join("gone.html").exists());
        let beside: Vec<_> = fs::read_dir(dir.path()).expect("read").flatten().map(|e| e.file_name()).collect();
        assert_eq!(beside, ["public"]);
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("thesis.txt"), "years of work").expect("written");
        let fault = write(&site(&[("index.html", "1")]), dir.path()).expect_err("refused");
        assert!(matches!(fault, WriteFault::NotOurs(_)));
        assert_eq!(fs::read_to_string(dir.path().join("thesis.txt")).expect("read"), "years of work");
    }

    #[test]
    fn what_a_killed_build_left_does_not_reach_the_site() {
        let dir = tempfile::tempdir().expect("a folder");
        let target = dir.path().join("public");
        fs::create_dir_all(dir.path().join("public.peelpress-new/half")).expect("made");
        fs::write(dir.path().join("public.peelpress-new/half/made.html"), "x").expect("written");
        write(&site(&[("index.html", "1")]), &target).expect("written");
        assert!(!target.join("half").exists());
    }
}
