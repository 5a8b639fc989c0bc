//! A site on a disk.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::{FileEntry, Files, LARGEST, ReadError, Text, is_editor_leftover};

/// Why a folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The path leads to something that is not a folder.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused.
    #[error("{} cannot be opened: {}", .0.display(), .1)]
    Io(PathBuf, #[source] io::Error),
}

/// A site's folder on a disk.
#[derive(Clone, Debug)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The site in `root`.
    ///
    /// # Errors
    /// If `root` is not a folder that can be opened.
    pub fn new(root: &Path) -> Result<DiskFiles, OpenError> {
        match fs::canonicalize(root) {
            Ok(root) if root.is_dir() => Ok(DiskFiles { root }),
            Ok(_) => Err(OpenError::NotAFolder(root.to_owned())),
            Err(error) => Err(OpenError::Io(root.to_owned(), error)),
        }
    }

    /// The folder, as an absolute path without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a path, which need not exist, is inside a folder of the site, after following links.
    pub fn holds(&self, folder: &str, path: &Path) -> bool {
        let Ok(path) = std::path::absolute(path) else {
            return false;
        };
        let Ok(folder) = fs::canonicalize(self.root.join(folder)) else {
            return false;
        };
        let real = path.ancestors().find_map(|above| {
            let rest = path.strip_prefix(above).unwrap_or(&path);
            fs::canonicalize(above).ok().map(|above| above.join(rest))
        });
        real.unwrap_or(path).starts_with(folder)
    }

    fn read_error_of(&self, entry: &walkdir::DirEntry) -> Option<ReadError> {
        if !entry.path_is_symlink() {
            return (!entry.file_type().is_file()).then_some(ReadError::NotAFile);
        }
        match fs::canonicalize(entry.path()) {
            Ok(target) if target.is_dir() => Some(ReadError::LinkedFolder {
                is_outside: !target.starts_with(&self.root),
            }),
            Ok(target) if !target.starts_with(&self.root) => Some(ReadError::Outside),
            Ok(target) if target.is_file() => None,
            Ok(_) => Some(ReadError::NotAFile),
            Err(error) if error.kind() == ErrorKind::NotFound => Some(ReadError::Io(
                "it is a link to a file that does not exist".to_owned(),
            )),
            Err(error) => Some(diagnostic(&error)),
        }
    }
}

impl DiskFiles {
    /// Every file at or below a path, ordered by path. A path that does not exist holds none.
    pub(super) fn list_at(&self, path: &str) -> Vec<FileEntry> {
        let top = self.root.join(path);
        if !top.exists() && !top.is_symlink() {
            return Vec::new();
        }
        if let Some(link) = self.link_outside(&top) {
            return vec![FileEntry {
                path: relative(&self.root, link),
                diagnostic: Some(ReadError::LinkedFolder { is_outside: true }),
            }];
        }
        let kept = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !is_editor_leftover(&entry.file_name().to_string_lossy())
        };
        let mut listed = Vec::new();
        for entry in WalkDir::new(&top).into_iter().filter_entry(kept) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let diagnostic = match entry.path().to_str() {
                        Some(_) => self.read_error_of(&entry),
                        None => Some(ReadError::Io("its name is not UTF-8".to_owned())),
                    };
                    listed.push(FileEntry {
                        path: relative(&self.root, entry.path()),
                        diagnostic,
                    });
                }
                Err(error) => {
                    let path = relative(&self.root, error.path().unwrap_or(&top));
                    let words = error
                        .io_error()
                        .map_or_else(|| error.to_string(), ToString::to_string);
                    listed.push(FileEntry {
                        path,
                        diagnostic: Some(ReadError::Io(words)),
                    });
                }
            }
        }
        // By the whole path, as in memory: a walk has `a/b` before `a-b`.
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        listed
    }

    /// The folder on the way to a folder, or itself, that is a link out of the site.
    fn link_outside<'p>(&self, folder: &'p Path) -> Option<&'p Path> {
        let is_outside = |path: &Path| {
            let target = fs::canonicalize(path);
            target.is_ok_and(|target| target.is_dir() && !target.starts_with(&self.root))
        };
        let above = folder.ancestors().take_while(|path| *path != self.root);
        above
            .filter(|path| path.is_symlink() && is_outside(path))
            .last()
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if Path::new(path)
            .components()
            .any(|part| !matches!(part, Component::Normal(_)))
        {
            return Err(ReadError::Outside);
        }
        let path = self.root.join(path);
        match open_without_links(&path) {
            Some(file) => contents(file),
            None => self.bytes_behind_links(&path),
        }
    }

    /// The bytes of a file, after following links on the way to it.
    fn bytes_behind_links(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let full = fs::canonicalize(path).map_err(|error| diagnostic(&error))?;
        if !full.starts_with(&self.root) {
            return Err(ReadError::Outside);
        }
        if !full.is_file() {
            return Err(ReadError::NotAFile);
        }
        contents(File::open(&full).map_err(|error| diagnostic(&error))?)
    }
}

/// Opens a file if there is no link on the way to it, which the system finds out in one call.
/// `None` if there is one, if the file cannot be opened, or if the system has no such call.
#[cfg(target_os = "linux")]
fn open_without_links(path: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    // A pipe would make the program wait for a writer.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let resolve = ResolveFlags::NO_SYMLINKS;
    let opened = openat2(CWD, path, flags, Mode::empty(), resolve);
    opened.ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(_: &Path) -> Option<File> {
    None
}

/// The bytes of an open file: one call for its length, and one for its bytes unless it grows.
fn contents(file: File) -> Result<Vec<u8>, ReadError> {
    let found = file.metadata().map_err(|error| diagnostic(&error))?;
    if !found.is_file() {
        return Err(ReadError::NotAFile);
    }
    if found.len() > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let length = usize::try_from(found.len()).map_err(|_| ReadError::TooLarge)?;
    // With room for one byte more, a read that fills all of it shows that the file grew.
    let mut bytes = vec![0; length + 1];
    let mut held = 0;
    loop {
        match (&file).read(&mut bytes[held..]) {
            Ok(0) => break,
            Ok(read) => held += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(diagnostic(&error)),
        }
        if held == length {
            break;
        }
        if held == bytes.len() {
            // It grew since its length was asked for.
            if held as u64 > LARGEST {
                return Err(ReadError::TooLarge);
            }
            bytes.resize(held * 2, 0);
        }
    }
    bytes.truncate(held);
    Ok(bytes)
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> Vec<FileEntry> {
        if self.root.join(folder).is_dir() {
            self.list_at(folder)
        } else {
            Vec::new()
        }
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        self.bytes(path).map(Arc::from)
    }

    fn text(&self, path: &str) -> Result<Text, ReadError> {
        self.bytes(path).map(Text::from_bytes)
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn diagnostic(error: &std::io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Io(error.to_string()),
    }
}
