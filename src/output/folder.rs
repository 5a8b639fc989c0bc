//! A folder that is held open, so that nothing is written through a link, even one that is planted in between.
//!
//! On Unix each step of a path is opened from the one before without following links. Other systems look at each step
//! before they use it.

#![cfg_attr(
    not(unix),
    expect(clippy::disallowed_methods, reason = "this is the door")
)]

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;

/// What is at a name in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FolderEntry {
    /// Nothing.
    Nothing,
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A device, a pipe or a socket.
    Special,
}

/// An open folder.
#[derive(Debug)]
pub(super) struct OpenFolder {
    #[cfg(unix)]
    handle: std::os::fd::OwnedFd,
    /// For messages, and for systems that do not open folders.
    path: PathBuf,
}

impl OpenFolder {
    /// The path of a name in this folder.
    pub(super) fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The folder `name` in this one, which is made if there is none.
    ///
    /// # Errors
    /// If it is a link or a file, or the system refuses.
    pub(super) fn enter_or_make(&self, name: &str) -> Result<OpenFolder, WriteError> {
        if self.entry(name)? == FolderEntry::Nothing {
            self.make(name)
                .or_else(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => Ok(()),
                    _ => Err(error),
                })
                .map_err(|error| WriteError::Io(self.path_of(name), error))?;
        }
        self.enter(name)
    }

    /// The folder `name` in this one.
    ///
    /// # Errors
    /// If it is missing, a link or a file, or the system refuses.
    pub(super) fn enter(&self, name: &str) -> Result<OpenFolder, WriteError> {
        let path = self.path_of(name);
        match self.entry(name)? {
            FolderEntry::Link => return Err(WriteError::Link(path)),
            FolderEntry::File | FolderEntry::Special => return Err(WriteError::NotAFolder(path)),
            FolderEntry::Nothing | FolderEntry::Folder => {}
        }
        self.open(name).map_err(|error| WriteError::Io(path, error))
    }
}

#[cfg(unix)]
mod system {
    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RawMode};

    use super::{File, FolderEntry, OpenFolder, Path, WriteError, io};

    impl OpenFolder {
        /// Opens a folder that the user named; links on the way to it are the user's own.
        pub(crate) fn open_at(path: &Path) -> Result<OpenFolder, WriteError> {
            let shown = if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                path
            };
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let handle = rustix::fs::openat(CWD, shown, flags, Mode::empty())
                .map_err(|error| WriteError::Io(shown.to_owned(), error.into()))?;
            Ok(OpenFolder {
                handle,
                path: path.to_owned(),
            })
        }

        pub(super) fn open(&self, name: &str) -> io::Result<OpenFolder> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let handle = rustix::fs::openat(&self.handle, name, flags, Mode::empty())?;
            Ok(OpenFolder {
                handle,
                path: self.path.join(name),
            })
        }

        pub(super) fn make(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::mkdirat(
                &self.handle,
                name,
                Mode::from_raw_mode(0o777),
            )?)
        }

        /// What is at a name.
        pub(crate) fn entry(&self, name: &str) -> Result<FolderEntry, WriteError> {
            match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
                Err(rustix::io::Errno::NOENT) => Ok(FolderEntry::Nothing),
                Err(error) => Err(WriteError::Io(self.path.join(name), error.into())),
                Ok(found) => Ok(match FileType::from_raw_mode(found.st_mode as RawMode) {
                    FileType::RegularFile => FolderEntry::File,
                    FileType::Directory => FolderEntry::Folder,
                    FileType::Symlink => FolderEntry::Link,
                    _ => FolderEntry::Special,
                }),
            }
        }

        /// Makes a file that must not exist yet.
        pub(crate) fn create_new(&self, name: &str) -> io::Result<File> {
            let flags =
                OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let handle = rustix::fs::openat(&self.handle, name, flags, Mode::from_raw_mode(0o666))?;
            Ok(File::from(handle))
        }

        /// Renames a file in this folder.
        pub(crate) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            Ok(rustix::fs::renameat(&self.handle, from, &self.handle, to)?)
        }

        /// Removes a file.
        pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
        }

        /// Makes renames in this folder last through a power cut.
        pub(crate) fn sync(&self) -> io::Result<()> {
            Ok(rustix::fs::fsync(&self.handle)?)
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs;

    use super::{File, FolderEntry, OpenFolder, Path, WriteError, io};

    impl OpenFolder {
        /// Opens a folder that the user named; links on the way to it are the user's own.
        pub(crate) fn open_at(path: &Path) -> Result<OpenFolder, WriteError> {
            let shown = if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                path
            };
            fs::read_dir(shown).map_err(|error| WriteError::Io(shown.to_owned(), error))?;
            Ok(OpenFolder {
                path: path.to_owned(),
            })
        }

        pub(super) fn open(&self, name: &str) -> io::Result<OpenFolder> {
            Ok(OpenFolder {
                path: self.path.join(name),
            })
        }

        pub(super) fn make(&self, name: &str) -> io::Result<()> {
            fs::create_dir(self.path.join(name))
        }

        /// What is at a name.
        pub(crate) fn entry(&self, name: &str) -> Result<FolderEntry, WriteError> {
            let path = self.path.join(name);
            match fs::symlink_metadata(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(FolderEntry::Nothing),
                Err(error) => Err(WriteError::Io(path, error)),
                Ok(found) if found.is_symlink() => Ok(FolderEntry::Link),
                Ok(found) if found.is_dir() => Ok(FolderEntry::Folder),
                Ok(found) if found.is_file() => Ok(FolderEntry::File),
                Ok(_) => Ok(FolderEntry::Special),
            }
        }

        /// Makes a file that must not exist yet.
        pub(crate) fn create_new(&self, name: &str) -> io::Result<File> {
            File::create_new(self.path.join(name))
        }

        /// Renames a file in this folder.
        pub(crate) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            fs::rename(self.path.join(from), self.path.join(to))
        }

        /// Removes a file.
        pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
            fs::remove_file(self.path.join(name))
        }

        /// Folders cannot be synchronised here.
        pub(crate) fn sync(&self) -> io::Result<()> {
            Ok(())
        }
    }
}
