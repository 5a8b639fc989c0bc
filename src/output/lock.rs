//! The right to write to a folder, which one build has at a time.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::error::{WriteError, io_at};

/// Held as long as it lives, by a file beside the folder: the folder itself changes its name while a site is swapped in.
#[derive(Debug)]
pub(super) struct BuildLock {
    path: PathBuf,
    /// The system lets go of the lock when the file is closed, even if the build is killed.
    _file: File,
}

impl BuildLock {
    /// Takes the right to write to `target`, which the file at `path` represents.
    ///
    /// # Errors
    /// If another build has it, or the system refuses.
    pub(super) fn take(target: &Path, path: PathBuf) -> Result<BuildLock, WriteError> {
        if path.is_symlink() {
            return Err(WriteError::NotOurs(path));
        }
        loop {
            let file = File::options().create(true).append(true).open(&path);
            let file = file.map_err(|error| match error.kind() {
                ErrorKind::PermissionDenied if path.exists() => {
                    WriteError::ForeignLock(path.clone())
                }
                _ => WriteError::Above(path.with_file_name(""), error),
            })?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy(target.to_owned())),
                Err(TryLockError::Error(error)) => return Err(WriteError::Io(path, error)),
            }
            // Who had it before may have removed the file after it was opened here: a lock on a file that no other
            // build can find keeps none out.
            let opened = file
                .try_clone()
                .and_then(Handle::from_file)
                .map_err(io_at(&path))?;
            if Handle::from_path(&path).is_ok_and(|found| found == opened) {
                return Ok(BuildLock { path, _file: file });
            }
        }
    }
}

impl Drop for BuildLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
