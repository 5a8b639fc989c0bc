//! Writes a site beside the old one and swaps the two, so that a reader never meets a half-made site.
//!
//! The folder carries a list of what was written into it (`.peelpress`). A folder without that list is not ours and is
//! left alone; files in it that the list does not name are somebody's, and are carried over. Beside `public` there are,
//! while a build is writing, `public.peelpress-new`, with the new site and then the old one, and `public.peelpress-lock`;
//! what a killed build left of them is taken up by the next.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::OutputSet;
use super::error::{WriteError, io_at};
use super::lock::BuildLock;

/// The name of the list of files, which also marks a folder as made by Peelpress.
const LIST: &str = ".peelpress";

/// Makes the folder `target` hold exactly `set` (and files of others that were in it).
///
/// # Errors
/// As [`WriteError`] says. `target` is then as it was; or, if only files of others could not be carried over, it is whole
/// and new, and they wait beside it for the next build.
pub fn write(set: &OutputSet, target: &Path) -> Result<(), WriteError> {
    let target = &absolute(target)?;
    if target.is_symlink() {
        return Err(WriteError::Link(target.clone()));
    }
    if let Some(above) = target.parent() {
        make_folder(above)?;
    }
    let _lock = BuildLock::take(target, beside(target, "lock"))?;
    let (fresh, aside) = (&beside(target, "new"), &beside(target, "old"));
    take_up(fresh, aside, target)?;
    read_list(target)?;
    let swapped = write_files(set, fresh).and_then(|()| swap(fresh, aside, target));
    if let Err(diagnostic) = swapped {
        let _ = fs::remove_dir_all(fresh);
        return Err(diagnostic);
    }
    // From here the new site stands; `fresh` holds the old one.
    clear(fresh, target)
}

/// Takes up what a killed build left: the old site, if it was on its way to make room, and files of others in it.
fn take_up(fresh: &Path, aside: &Path, target: &Path) -> Result<(), WriteError> {
    for left in [fresh, aside] {
        if left.is_symlink() {
            return Err(WriteError::NotOurs(left.to_owned()));
        }
    }
    if read_list(aside)?.is_some() && !target.exists() {
        fs::rename(aside, target).map_err(io_at(target))?;
    }
    clear(aside, target)?;
    clear(fresh, target)
}

/// Removes a folder of ours, which may be missing, once the files of others in it are in `target`.
fn clear(old: &Path, target: &Path) -> Result<(), WriteError> {
    let Some(list) = read_list(old)? else {
        // Empty, or not there.
        return match fs::remove_dir(old) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteError::Io(old.to_owned(), error))
            }
            Ok(()) | Err(_) => Ok(()),
        };
    };
    carry_over(old, target, &list)?;
    // The list goes last: without it, whoever is killed here leaves a folder that the next build takes for another's.
    for entry in fs::read_dir(old).map_err(io_at(old))? {
        let entry = entry.map_err(io_at(old))?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(io_at(old))?);
        if entry.file_name() != LIST {
            let removed = if kind.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.map_err(io_at(&path))?;
        }
    }
    fs::remove_dir_all(old).map_err(io_at(old))
}

fn write_files(set: &OutputSet, folder: &Path) -> Result<(), WriteError> {
    make_folder(folder)?;
    // The list goes first, so that a folder that was left half-made is known as ours.
    let mut list = String::new();
    for (path, _) in set.iter() {
        list.push_str(path.as_str());
        list.push('\n');
    }
    let path = folder.join(LIST);
    fs::write(&path, list).map_err(io_at(&path))?;
    let folders: BTreeSet<&str> = set
        .iter()
        .filter_map(|(path, _)| path.as_str().rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    for inner in folders {
        make_folder(&folder.join(inner))?;
    }
    let files: Vec<_> = set.iter().collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let path = folder.join(path.as_str());
        fs::write(&path, bytes).map_err(io_at(&path))
    })
}

/// The list of files in a folder that Peelpress made; `None` if there is no folder or an empty one.
fn read_list(target: &Path) -> Result<Option<BTreeSet<String>>, WriteError> {
    let list = target.join(LIST);
    match fs::read_to_string(&list) {
        Ok(text) => return Ok(Some(text.lines().map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(WriteError::NotOurs(target.to_owned()));
        }
        Err(error) => return Err(WriteError::Io(list, error)),
    }
    match fs::read_dir(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::Io(target.to_owned(), error)),
        Ok(mut entries) => match entries.next() {
            None => Ok(None),
            Some(_) => Err(WriteError::NotOurs(target.to_owned())),
        },
    }
}

/// Puts `fresh` in the place of `target`, and what was there in the place of `fresh`.
fn swap(fresh: &Path, aside: &Path, target: &Path) -> Result<(), WriteError> {
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
    fs::rename(target, aside).map_err(io_at(target))?;
    if let Err(error) = fs::rename(fresh, target) {
        let _ = fs::rename(aside, target);
        return Err(WriteError::Io(target.to_owned(), error));
    }
    fs::rename(aside, fresh).map_err(io_at(aside))
}

/// Moves what the old list does not name from the old folder into the new one, unless the new one has its own.
fn carry_over(old: &Path, new: &Path, old_list: &BTreeSet<String>) -> Result<(), WriteError> {
    for entry in walkdir::WalkDir::new(old).min_depth(1) {
        let entry = entry.map_err(|error| WriteError::Io(old.to_owned(), error.into()))?;
        let Ok(inner) = entry.path().strip_prefix(old) else {
            continue;
        };
        let name = inner.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() || name == LIST || old_list.contains(&name) {
            continue;
        }
        // A file of the new site goes before a folder of the same name too.
        let is_taken =
            |path: &Path| fs::symlink_metadata(new.join(path)).is_ok_and(|found| !found.is_dir());
        if fs::symlink_metadata(new.join(inner)).is_ok() || inner.ancestors().skip(1).any(is_taken)
        {
            continue;
        }
        let goal = new.join(inner);
        if let Some(folder) = goal.parent() {
            make_folder(folder)?;
        }
        fs::rename(entry.path(), &goal).map_err(io_at(&goal))?;
    }
    Ok(())
}

fn absolute(path: &Path) -> Result<PathBuf, WriteError> {
    let path = std::path::absolute(path).map_err(io_at(path))?;
    match path.file_name() {
        Some(_) => Ok(path),
        None => Err(WriteError::NotOurs(path)),
    }
}

/// `public` → `public.peelpress-new`, in the same folder so that a rename suffices.
fn beside(target: &Path, what: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".peelpress-{what}"));
    target.with_file_name(name)
}

fn make_folder(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(io_at(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::OutputPath;

    fn site(files: &[(&str, &str)]) -> OutputSet {
        let mut set = OutputSet::default();
        for (path, text) in files {
            set.insert(
                OutputPath::new(*path).expect("a good path"),
                text.as_bytes().to_vec(),
            );
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
        assert_eq!(
            fs::read_to_string(target.join("a/index.html")).expect("read"),
            "3"
        );
        assert_eq!(
            fs::read_to_string(target.join("CNAME")).expect("read"),
            "example.org"
        );
        assert!(!target.join("gone.html").exists());
        let beside: Vec<_> = fs::read_dir(dir.path())
            .expect("read")
            .flatten()
            .map(|e| e.file_name())
            .collect();
        assert_eq!(beside, ["public"]);
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("thesis.txt"), "years of work").expect("written");
        let diagnostic = write(&site(&[("index.html", "1")]), dir.path()).expect_err("refused");
        assert!(matches!(diagnostic, WriteError::NotOurs(_)));
        assert_eq!(
            fs::read_to_string(dir.path().join("thesis.txt")).expect("read"),
            "years of work"
        );
    }

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("read").flatten();
        let mut names: Vec<_> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_build_left_does_not_reach_the_site() {
        let dir = tempfile::tempdir().expect("a folder");
        let (target, left) = (
            dir.path().join("public"),
            dir.path().join("public.peelpress-new"),
        );
        fs::create_dir_all(left.join("half")).expect("made");
        fs::write(left.join(LIST), "half/made.html\nnever.html\n").expect("written");
        fs::write(left.join("half/made.html"), "x").expect("written");
        write(&site(&[("index.html", "1")]), &target).expect("written");
        assert_eq!(names(&target), [LIST, "index.html"]);
        assert_eq!(names(dir.path()), ["public"]);
    }

    #[test]
    fn files_of_others_in_what_a_killed_build_left_are_carried_over() {
        for left in ["public.peelpress-new", "public.peelpress-old"] {
            let dir = tempfile::tempdir().expect("a folder");
            let (target, left) = (dir.path().join("public"), dir.path().join(left));
            write(&site(&[("index.html", "1")]), &left).expect("written");
            fs::write(left.join("CNAME"), "example.org").expect("written");
            // Killed after the swap; without a site, killed in the middle of it.
            if left.ends_with("public.peelpress-new") {
                write(&site(&[("index.html", "2")]), &dir.path().join("other")).expect("written");
                fs::rename(dir.path().join("other"), &target).expect("moved");
            }
            write(&site(&[("index.html", "3")]), &target).expect("written");
            assert_eq!(
                names(&target),
                [LIST, "CNAME", "index.html"],
                "{}",
                left.display()
            );
            assert_eq!(names(dir.path()), ["public"]);
        }
    }

    #[test]
    fn a_folder_of_somebody_else_beside_the_site_is_left_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let (target, mine) = (
            dir.path().join("public"),
            dir.path().join("public.peelpress-new"),
        );
        fs::create_dir(&mine).expect("made");
        fs::write(mine.join("thesis.txt"), "years of work").expect("written");
        let diagnostic = write(&site(&[("index.html", "1")]), &target).expect_err("refused");
        assert!(matches!(diagnostic, WriteError::NotOurs(path) if path == mine));
        assert_eq!(names(dir.path()), ["public.peelpress-new"]);
        assert_eq!(names(&mine), ["thesis.txt"]);
    }

    #[test]
    fn a_page_goes_before_a_file_of_somebody_in_a_folder_of_its_name() {
        let dir = tempfile::tempdir().expect("a folder");
        let target = dir.path().join("public");
        write(&site(&[("a.html", "1")]), &target).expect("written");
        fs::create_dir(target.join("b.html")).expect("made");
        fs::write(target.join("b.html/note.txt"), "mine").expect("written");
        write(&site(&[("b.html", "2")]), &target).expect("written");
        assert_eq!(
            fs::read_to_string(target.join("b.html")).expect("read"),
            "2"
        );
    }

    #[test]
    fn one_build_writes_at_a_time_and_no_lock_is_left() {
        let dir = tempfile::tempdir().expect("a folder");
        let target = dir.path().join("public");
        let pages: Vec<String> = (0..40).map(|n| format!("page-{n}/index.html")).collect();
        let whole = |text: &str| {
            site(
                &pages
                    .iter()
                    .map(|page| (page.as_str(), text))
                    .collect::<Vec<_>>(),
            )
        };
        write(&whole("0"), &target).expect("written");
        fs::write(target.join("CNAME"), "example.org").expect("written");
        std::thread::scope(|scope| {
            for builder in ["1", "2", "3", "4"] {
                let (target, set) = (&target, whole(builder));
                scope.spawn(move || {
                    for _ in 0..50 {
                        let done = write(&set, target);
                        assert!(
                            matches!(done, Ok(()) | Err(WriteError::Busy(_))),
                            "{done:?}"
                        );
                    }
                });
            }
        });
        let one = fs::read_to_string(target.join(&pages[0])).expect("read");
        for page in &pages {
            assert_eq!(
                fs::read_to_string(target.join(page)).expect("read"),
                one,
                "pages of one build"
            );
        }
        assert_eq!(
            names(&target).len(),
            pages.len() + 2,
            "the pages, the list and the file of others"
        );
        assert_eq!(names(dir.path()), ["public"]);
    }
}
