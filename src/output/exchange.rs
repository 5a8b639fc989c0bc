//! Exchanges a new site for the old one, and tidies what a killed build left of either.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::error::{WriteError, io_at};
use super::in_place::remove_tree;
use super::listing::{LIST, OldSite, inner};

/// How many leftovers of killed builds that cannot be removed are stepped over.
const MOST_LEFTOVERS: usize = 20;

/// Uses what a killed build left: the old site, if it was being moved, and files of others in it. Gives the path at which the
/// new site can be made.
pub(super) fn recover(
    disk: &dyn Disk,
    aside: &Path,
    target: &Path,
    warnings: &mut Vec<String>,
) -> Result<PathBuf, WriteError> {
    for left in [aside, &next_to(target, "new")] {
        if left.is_symlink() {
            return Err(WriteError::NotOurs(left.to_owned()));
        }
    }
    if OldSite::read(aside)?.is_some() && !target.exists() {
        disk.rename(aside, target).map_err(io_at(target))?;
    }
    clear(disk, aside, target)?;
    for number in 1..=MOST_LEFTOVERS {
        let fresh = match number {
            1 => next_to(target, "new"),
            _ => next_to(target, &format!("new-{number}")),
        };
        if fresh.is_symlink() {
            return Err(WriteError::NotOurs(fresh));
        }
        match OldSite::read(&fresh).and_then(|_| clear(disk, &fresh, target)) {
            Ok(()) => return Ok(fresh),
            Err(error @ WriteError::Io(..)) => warnings.push(format!(
                "what an earlier build left could not be removed: {error}"
            )),
            Err(error) => return Err(error),
        }
    }
    Err(WriteError::NotOurs(next_to(target, "new")))
}

/// Removes a folder of ours, which may be missing, once the files of others in it are in `target`.
pub(super) fn clear(disk: &dyn Disk, old: &Path, target: &Path) -> Result<(), WriteError> {
    let Some(site) = OldSite::read(old)? else {
        // Empty, or not there.
        return match disk.remove_folder(old) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(WriteError::Io(old.to_owned(), error))
            }
            Ok(()) | Err(_) => Ok(()),
        };
    };
    carry_over(disk, old, target, &site)?;
    // The list is removed last: a folder that still holds something and has no list would be taken for a folder of others.
    let mut first_error = None;
    for entry in fs::read_dir(old).map_err(io_at(old))? {
        let entry = entry.map_err(io_at(old))?;
        if entry.file_name() == LIST {
            continue;
        }
        if let Err(error) = remove_tree(disk, &entry.path()) {
            first_error.get_or_insert(error);
        }
    }
    match first_error {
        Some(error) => Err(error),
        None => {
            // With the power cut in between, files could come back without the list that says that they are ours.
            disk.sync(old).map_err(io_at(old))?;
            remove_tree(disk, old)
        }
    }
}

/// Moves what belongs to others from the old folder into the new one, unless the new one has it.
fn carry_over(disk: &dyn Disk, old: &Path, new: &Path, site: &OldSite) -> Result<(), WriteError> {
    let mut walk = walkdir::WalkDir::new(old).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| WriteError::Io(old.to_owned(), error.into()))?;
        let Some(path) = inner(old, entry.path()) else {
            continue;
        };
        let goal = new.join(&path);
        let is_free = fs::symlink_metadata(&goal).is_err();
        let is_own = site.files.contains(&path) || path.starts_with(".peelpress");
        if entry.file_type().is_dir() {
            // A folder of the site is gone through; one of others moves as a whole, with its empty folders and modes.
            if site.has_folder(&path) || !is_free {
                continue;
            }
            walk.skip_current_dir();
        } else if is_own || !is_free {
            continue;
        }
        // A file of the new site may have the name of a folder on the way.
        let is_blocked = goal
            .ancestors()
            .skip(1)
            .take_while(|above| *above != new)
            .any(|above| fs::symlink_metadata(above).is_ok_and(|found| !found.is_dir()));
        if is_blocked {
            continue;
        }
        if let (Some(folder), Some(was)) = (goal.parent(), entry.path().parent())
            && !folder.exists()
        {
            disk.make_folder(folder).map_err(io_at(folder))?;
            let was = fs::symlink_metadata(was).map_err(io_at(was))?;
            disk.dress(folder, &was).map_err(io_at(folder))?;
        }
        disk.rename(entry.path(), &goal).map_err(io_at(&goal))?;
    }
    Ok(())
}

/// Puts `fresh` in the place of `target`, and what was there in the place of `fresh`.
pub(super) fn swap(
    disk: &dyn Disk,
    fresh: &Path,
    aside: &Path,
    target: &Path,
) -> Result<(), WriteError> {
    if !target.exists() {
        return disk.rename(fresh, target).map_err(io_at(target));
    }
    // One step: no moment without a site. Not every file system can do it.
    if disk.exchange(fresh, target).is_ok() {
        return Ok(());
    }
    disk.rename(target, aside).map_err(io_at(target))?;
    if let Err(error) = disk.rename(fresh, target) {
        return Err(match disk.rename(aside, target) {
            Ok(()) => WriteError::Io(target.to_owned(), error),
            Err(error) => WriteError::Aside(aside.to_owned(), error),
        });
    }
    // The new site is in place; whatever happens to the old one is no error any more.
    let _ = disk.rename(aside, fresh);
    Ok(())
}

/// Whether another file system begins at a folder.
#[cfg(unix)]
pub(super) fn is_mount_point(target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::symlink_metadata(path).map(|found| found.dev()).ok();
    let above = target.parent().and_then(device);
    target.is_dir() && device(target) != above
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Path) -> bool {
    false
}

/// Whether a folder could not be renamed because something is mounted there.
pub(super) fn is_of_mount(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices
    )
}

/// In a folder with the sticky bit, such as `/tmp`, only its owner can rename another user's folder: that is found out before
/// anything is moved.
#[cfg(unix)]
pub(super) fn refuse_foreign_owner(target: &Path) -> Result<(), WriteError> {
    use std::os::unix::fs::MetadataExt;
    const STICKY: u32 = 0o1000;
    let user = rustix::process::geteuid().as_raw();
    let above = target.parent().and_then(|above| fs::metadata(above).ok());
    let (Some(above), Ok(found)) = (above, fs::symlink_metadata(target)) else {
        return Ok(());
    };
    let is_owner = user == 0 || found.uid() == user || above.uid() == user;
    match above.mode() & STICKY == 0 || is_owner {
        true => Ok(()),
        false => Err(WriteError::NotReplaceable(target.to_owned())),
    }
}

#[cfg(not(unix))]
pub(super) fn refuse_foreign_owner(_: &Path) -> Result<(), WriteError> {
    Ok(())
}

/// `public` → `public.peelpress-new`, in the same folder so that a rename suffices.
pub(super) fn next_to(target: &Path, what: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".peelpress-{what}"));
    target.with_file_name(name)
}
