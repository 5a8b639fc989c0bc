//! Files that are kept between runs, in a folder of the user's cache that only the user can write to.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::{WriteError, io_at};
use super::file::replace_file;

/// A folder for kept files: `peelpress/SITE` in the user's cache folder.
#[derive(Clone, Debug)]
pub struct CacheFolder {
    base: PathBuf,
    inner: PathBuf,
}

/// A result that the next run can use again.
#[derive(Clone, Debug)]
pub struct CacheEntry {
    /// The name of its file: a digest, in hexadecimal.
    pub name: String,
    /// The two parts of its content, if it is not in the cache already.
    pub content: Option<(Vec<u8>, Arc<[u8]>)>,
}

/// Why a cache is not used.
#[derive(Debug, thiserror::Error)]
pub enum CacheRefusal {
    /// Files of a repository come from whoever commits to it.
    #[error("{} is inside the git repository {}", .0.display(), .1.display())]
    InRepository(PathBuf, PathBuf),
    /// A part of the path is a link.
    #[error("{} is a link", .0.display())]
    Link(PathBuf),
    /// Others own it or may write to it.
    #[error("other users can write to {}", .0.display())]
    Shared(PathBuf),
    /// The system refused.
    #[error("{} cannot be read: {}", .0.display(), .1)]
    Io(PathBuf, io::Error),
}

impl CacheFolder {
    /// The folder `inner` of the user's cache folder `base`. Nothing is read or made yet.
    pub fn new(base: PathBuf, inner: impl Into<PathBuf>) -> CacheFolder {
        let inner = inner.into();
        CacheFolder { base, inner }
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.base.join(&self.inner)
    }

    /// Whether the folder exists and what is in it can be trusted.
    ///
    /// # Errors
    /// As [`CacheRefusal`] says.
    pub fn is_there(&self) -> Result<bool, CacheRefusal> {
        if let Some(repository) = self
            .base
            .ancestors()
            .find(|above| above.join(".git").exists())
        {
            let repository = repository.to_owned();
            return Err(CacheRefusal::InRepository(self.path(), repository));
        }
        for folder in self.folders() {
            match fs::symlink_metadata(&folder) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
                Err(error) => return Err(CacheRefusal::Io(folder, error)),
                Ok(found) if found.is_symlink() => return Err(CacheRefusal::Link(folder)),
                Ok(found) if !is_private(&found) => return Err(CacheRefusal::Shared(folder)),
                Ok(_) => {}
            }
        }
        Ok(true)
    }

    /// Keeps files in the folder `name`. The names of files are keys: digests, in hexadecimal. With `used`, files with
    /// other keys are removed; a file without a key for a name is left alone.
    ///
    /// # Errors
    /// If the system refuses. Nothing depends on what is kept, so the caller may carry on.
    pub fn keep(
        &self,
        name: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        used: Option<&BTreeSet<String>>,
    ) -> Result<(), WriteError> {
        let folder = CacheFolder::new(self.base.clone(), self.inner.join(name));
        fs::create_dir_all(&self.base).map_err(io_at(&self.base))?;
        for folder in folder.folders() {
            make_private(&folder).map_err(io_at(&folder))?;
        }
        let folder = folder.path();
        for (name, bytes) in files {
            replace_file(&folder.join(name), &bytes)?;
        }
        let Some(used) = used else { return Ok(()) };
        for entry in fs::read_dir(&folder).map_err(io_at(&folder))? {
            let entry = entry.map_err(io_at(&folder))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_kept = entry.file_type().is_ok_and(|kind| kind.is_file()) && is_key(&name);
            if is_kept && !used.contains(&*name) {
                fs::remove_file(entry.path()).map_err(io_at(&entry.path()))?;
            }
        }
        Ok(())
    }

    /// Removes the folder with everything in it; says whether there was one.
    ///
    /// # Errors
    /// If the system refuses, or a link is in the place of the folder.
    pub fn remove(&self) -> Result<bool, WriteError> {
        for folder in self.folders() {
            match fs::symlink_metadata(&folder) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
                Err(error) => return Err(WriteError::Io(folder, error)),
                Ok(found) if found.is_symlink() => return Err(WriteError::Link(folder)),
                Ok(_) => {}
            }
        }
        let path = self.path();
        fs::remove_dir_all(&path).map_err(io_at(&path))?;
        Ok(true)
    }

    /// Every folder below the user's cache folder on the way to this one, and this one.
    fn folders(&self) -> Vec<PathBuf> {
        let mut path = self.base.clone();
        let parts = self.inner.components();
        parts
            .map(|part| {
                path.push(part);
                path.clone()
            })
            .collect()
    }
}

/// Makes a folder that only its owner can enter.
fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made,
    }
    let found = fs::symlink_metadata(path)?;
    if found.is_dir() && is_private(&found) {
        return Ok(());
    }
    Err(io::Error::new(
        ErrorKind::PermissionDenied,
        "it is a link, or other users can write to it",
    ))
}

#[cfg(unix)]
fn is_private(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    found.uid() == rustix::process::geteuid().as_raw() && found.mode() & 0o022 == 0
}

#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}

fn is_key(name: &str) -> bool {
    name.len() == 64
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
