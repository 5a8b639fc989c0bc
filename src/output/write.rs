//! Writes a site next to the old one and exchanges the two, so that a reader never meets a half-made site.
//!
//! The folder carries a list of what was written into it (`.peelpress`). A folder without that list is not ours and is left
//! alone; files in it that the list does not name belong to others, and stay. While a build is writing there are, next
//! to `public`, `public.peelpress-new`, with the new site and then the old one, and `public.peelpress-lock`; what a killed
//! build left of them is used or removed by the next. After the exchange nothing is an error: what cannot be removed is a
//! warning. A folder that cannot be exchanged, such as a mount point, is written to in place: see `in_place`.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::disk::{Disk, SystemDisk};
use super::error::{WriteError, io_at};
use super::exchange::{
    clear, is_mount_point, is_of_mount, next_to, recover, refuse_foreign_owner, swap,
};
use super::in_place::{self, remove_tree};
use super::listing::OldSite;
use super::lock::BuildLock;
use super::stage::{self, StagedSite, Stop};
use super::{FinishedFile, OutputPath, OutputSet, PlacedFile};

/// Makes the folder `target` hold exactly `set`, and the files of others that were in it. Gives warnings.
///
/// # Errors
/// As [`WriteError`] says. `target` is then unchanged.
pub fn write(
    set: &OutputSet,
    target: &Path,
    is_stopped: Stop<'_>,
) -> Result<Vec<String>, WriteError> {
    write_with(&SystemDisk, set, target, is_stopped)
}

pub(super) fn write_with(
    disk: &dyn Disk,
    set: &OutputSet,
    target: &Path,
    is_stopped: Stop<'_>,
) -> Result<Vec<String>, WriteError> {
    SiteWriter::with(disk, target).finish(set, is_stopped)
}

/// Writes a site file by file: each is on the disk when it is put, next to the old site. When all
/// are put, the new site takes the place of the old one in one step; dropped before, it is removed.
pub struct SiteWriter<'d> {
    disk: &'d dyn Disk,
    target: PathBuf,
    place: OnceLock<Option<SitePlace>>,
    /// Why nothing can be written. Kept for the end, as files are finished on many threads.
    error: Mutex<Option<WriteError>>,
}

/// Where a new site is made.
enum SitePlace {
    /// Next to the old one.
    Beside(Box<Beside>),
    /// In the folder itself, once all its files are known.
    InPlace { _lock: BuildLock },
}

struct Beside {
    new: StagedSite,
    old: OldSite,
    /// Where the old site is for a moment, on systems that cannot exchange folders.
    aside: PathBuf,
    warnings: Vec<String>,
    _lock: BuildLock,
}

impl fmt::Debug for SiteWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SiteWriter")
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

impl SiteWriter<'static> {
    /// A writer of the site in `target`. Nothing is written before the first file.
    pub fn new(target: &Path) -> SiteWriter<'static> {
        SiteWriter::with(&SystemDisk, target)
    }
}

impl<'d> SiteWriter<'d> {
    pub(super) fn with(disk: &'d dyn Disk, target: &Path) -> SiteWriter<'d> {
        SiteWriter {
            disk,
            target: target.to_owned(),
            place: OnceLock::new(),
            error: Mutex::new(None),
        }
    }

    fn error(&self) -> MutexGuard<'_, Option<WriteError>> {
        self.error.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a file could not be written, so that no more are needed.
    pub fn has_failed(&self) -> bool {
        self.error().is_some()
    }

    /// Where the site is made; `None` if it cannot be made, and the reason is kept.
    fn place(&self, paths: &mut dyn FnMut() -> BTreeSet<String>) -> Option<&SitePlace> {
        let begun = || {
            let place = begin(self.disk, &self.target, paths());
            place.map_err(|error| *self.error() = Some(error)).ok()
        };
        self.place.get_or_init(begun).as_ref()
    }

    /// Announces files, which saves work when they are put.
    pub fn expect(&self, paths: &mut dyn Iterator<Item = &str>) {
        if let Some(SitePlace::Beside(place)) = self.place(&mut BTreeSet::new)
            && let Err(error) = place.new.expect(self.disk, paths)
        {
            *self.error() = Some(error);
        }
    }

    /// Writes a file, unless there was an error before. Gives it back if it must stay in memory.
    pub fn put(&self, path: &OutputPath, bytes: Arc<[u8]>) -> FinishedFile {
        match self.place(&mut BTreeSet::new) {
            Some(SitePlace::InPlace { .. }) => FinishedFile::Held(bytes),
            Some(SitePlace::Beside(place)) if !self.has_failed() => {
                let Beside { new, old, .. } = &**place;
                if let Err(error) = new.put(self.disk, old, &self.target, path.as_str(), &bytes) {
                    *self.error() = Some(error);
                }
                FinishedFile::Placed(PlacedFile::of(&bytes))
            }
            Some(SitePlace::Beside(_)) | None => FinishedFile::Placed(PlacedFile::default()),
        }
    }

    /// Makes the folder hold exactly `set`, of which some files were put already, and the files of
    /// others that were in it. Gives warnings.
    ///
    /// # Errors
    /// As [`WriteError`] says. The folder is then unchanged.
    pub fn finish(
        mut self,
        set: &OutputSet,
        is_stopped: Stop<'_>,
    ) -> Result<Vec<String>, WriteError> {
        let paths = || set.paths().map(|path| path.as_str().to_owned()).collect();
        self.place(&mut { paths });
        if let Some(error) = self.error().take() {
            return Err(error);
        }
        let target = &absolute(&self.target)?;
        match self.place.take().flatten() {
            Some(SitePlace::Beside(place)) => {
                finish_beside(self.disk, *place, set, target, is_stopped)
            }
            // Without a place there is an error.
            Some(SitePlace::InPlace { .. }) | None => in_place(self.disk, set, target, is_stopped),
        }
    }
}

impl Drop for SiteWriter<'_> {
    fn drop(&mut self) {
        if let Some(Some(SitePlace::Beside(place))) = self.place.take() {
            let _ = remove_tree(self.disk, place.new.folder());
        }
    }
}

/// Finds out where a new site can be made, and begins it. `paths` are files that are known already.
fn begin(disk: &dyn Disk, target: &Path, paths: BTreeSet<String>) -> Result<SitePlace, WriteError> {
    let target = &absolute(target)?;
    if target.is_symlink() {
        return Err(WriteError::Link(target.clone()));
    }
    if let Some(above) = target.parent() {
        disk.make_folder(above).map_err(io_at(above))?;
    }
    let mut is_closed = false;
    let lock = match BuildLock::take(target, next_to(target, "lock")) {
        // The folder above cannot be written to, but the folder itself may: a volume of a container.
        Err(WriteError::Above(above, error)) if target.is_dir() => {
            is_closed = true;
            BuildLock::take(target, target.join(".peelpress-lock"))
                .map_err(|_| WriteError::Above(above, error))?
        }
        lock => lock?,
    };
    in_place::recover(disk, target)?;
    if is_closed || is_mount_point(target) {
        return Ok(SitePlace::InPlace { _lock: lock });
    }
    let mut warnings = Vec::new();
    let aside = next_to(target, "old");
    let fresh = recover(disk, &aside, target, &mut warnings)?;
    let old = OldSite::read(target)?.unwrap_or_default();
    refuse_foreign_owner(target)?;
    let new = StagedSite::begin(disk, &fresh, paths).inspect_err(|_| {
        let _ = remove_tree(disk, &fresh);
    })?;
    Ok(SitePlace::Beside(Box::new(Beside {
        new,
        old,
        aside,
        warnings,
        _lock: lock,
    })))
}

/// Writes what is still in memory, and exchanges the two sites.
fn finish_beside(
    disk: &dyn Disk,
    place: Beside,
    set: &OutputSet,
    target: &Path,
    is_stopped: Stop<'_>,
) -> Result<Vec<String>, WriteError> {
    let Beside {
        new,
        old,
        aside,
        mut warnings,
        _lock,
    } = place;
    let fresh = new.folder();
    let put = |path: &OutputPath, bytes: &[u8]| {
        stage::stopped(is_stopped)?;
        new.put(disk, &old, target, path.as_str(), bytes)
    };
    let paths = set.paths().map(|path| path.as_str().to_owned()).collect();
    let files: Vec<_> = set.iter().collect();
    let swapped = refuse_foreign(&old, set, target)
        .and_then(|()| new.expect(disk, files.iter().map(|(path, _)| path.as_str())))
        .and_then(|()| {
            let files = files.par_iter();
            files
                .map(|(path, bytes)| put(path, bytes))
                .collect::<Result<(), _>>()
        })
        .and_then(|()| new.complete(disk, &old, target, &paths, is_stopped))
        .and_then(|()| swap(disk, fresh, &aside, target));
    if let Err(error) = swapped {
        let result = match error {
            // Mounted from the same file system, so that it did not show.
            WriteError::Io(_, error) if is_of_mount(&error) => {
                held(set, fresh).and_then(|set| in_place(disk, &set, target, is_stopped))
            }
            error => Err(error),
        };
        let _ = remove_tree(disk, fresh);
        return result;
    }
    // From here the new site is in place; `fresh` holds the old one.
    if let Some(above) = target.parent()
        && let Err(error) = disk.sync(above)
    {
        warnings.push(format!(
            "{} could not be synchronised: {error}",
            above.display()
        ));
    }
    if let Err(error) = clear(disk, fresh, target) {
        warnings.push(format!(
            "the old site could not be removed completely: {error}"
        ));
    }
    Ok(warnings)
}

/// The set with all its bytes in memory.
fn held(set: &OutputSet, fresh: &Path) -> Result<OutputSet, WriteError> {
    let mut whole = OutputSet::default();
    for (path, bytes) in set.iter() {
        whole.insert(path.clone(), Arc::clone(bytes));
    }
    for (path, _) in set.placed() {
        let file = fresh.join(path.as_str());
        whole.insert(path.clone(), fs::read(&file).map_err(io_at(&file))?);
    }
    Ok(whole)
}

fn refuse_foreign(old: &OldSite, set: &OutputSet, target: &Path) -> Result<(), WriteError> {
    match old.foreign_at(target, set) {
        Some(path) => Err(WriteError::Foreign(path)),
        None => Ok(()),
    }
}

fn in_place(
    disk: &dyn Disk,
    set: &OutputSet,
    target: &Path,
    is_stopped: Stop<'_>,
) -> Result<Vec<String>, WriteError> {
    let old = OldSite::read(target)?.unwrap_or_default();
    refuse_foreign(&old, set, target)?;
    in_place::write(disk, set, &old, target, is_stopped).map(|()| Vec::new())
}

fn absolute(path: &Path) -> Result<PathBuf, WriteError> {
    let path = std::path::absolute(path).map_err(io_at(path))?;
    match path.file_name() {
        Some(_) => Ok(path),
        None => Err(WriteError::NotOurs(path)),
    }
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
