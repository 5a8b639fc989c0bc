//! Single files: a brief where the user wants it. Each appears whole or not at all.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs::{self, Permissions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::error::{WriteError, io_at};
use super::folder::{FolderEntry, OpenFolder};

/// Writes one file. A file that is there is replaced, and its permissions are kept.
///
/// # Errors
/// If there is a link, a folder, a device or a write-protected file, or the system refuses; what was there is unchanged.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let (folder, name) = open(path)?;
    let kept = match folder.entry(&name)? {
        FolderEntry::Nothing => None,
        FolderEntry::Link => return Err(WriteError::Link(path.to_owned())),
        FolderEntry::Folder => return Err(WriteError::Folder(path.to_owned())),
        FolderEntry::Special => return Err(WriteError::Special(path.to_owned())),
        FolderEntry::File => {
            let found = fs::symlink_metadata(path).map_err(io_at(path))?;
            if found.permissions().readonly() {
                return Err(WriteError::ReadOnly(path.to_owned()));
            }
            Some(found.permissions())
        }
    };
    replace(&folder, &name, path, bytes, kept)
}

/// Makes a folder for files that the user asks for.
///
/// # Errors
/// If a link or a file has its name, or the system refuses.
pub fn make_folder(path: &Path) -> Result<(), WriteError> {
    let path = &std::path::absolute(path).map_err(io_at(path))?;
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(found) if found.is_symlink() => Err(WriteError::Link(path.clone())),
        Ok(_) => Err(WriteError::NotAFolder(path.clone())),
        Err(_) => fs::create_dir_all(path).map_err(io_at(path)),
    }
}

/// Writes one file of our own, in the place of whatever is there.
///
/// # Errors
/// If the system refuses; what was there is unchanged.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let (folder, name) = open(path)?;
    replace(&folder, &name, path, bytes, None)
}

fn open(path: &Path) -> Result<(OpenFolder, String), WriteError> {
    let Some(name) = path.file_name() else {
        return Err(WriteError::Folder(path.to_owned()));
    };
    let Some(name) = name.to_str() else {
        let error = std::io::Error::new(ErrorKind::InvalidInput, "its name is not UTF-8");
        return Err(WriteError::Io(path.to_owned(), error));
    };
    Ok((
        OpenFolder::open_at(&path.with_file_name(""))?,
        name.to_owned(),
    ))
}

/// Writes the bytes to a new file, which then takes the name.
fn replace(
    folder: &OpenFolder,
    name: &str,
    path: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
) -> Result<(), WriteError> {
    // Two runs may write the same file at once; each brings its own. What a killed run left is passed over.
    let mut tries = 0;
    let (fresh, mut file) = loop {
        let fresh = format!(".{name}.{}-{tries}.part", std::process::id());
        match folder.create_new(&fresh) {
            Ok(file) => break (fresh, file),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            Err(error) => return Err(WriteError::Io(path.to_owned(), error)),
        }
    };
    let written = file
        .write_all(bytes)
        .and_then(|()| match permissions {
            Some(permissions) => file.set_permissions(permissions),
            None => Ok(()),
        })
        .and_then(|()| file.sync_all())
        .and_then(|()| folder.rename(&fresh, name))
        .map_err(io_at(path));
    if written.is_err() {
        let _ = folder.remove(&fresh);
    } else {
        // The file is there; only a power cut at this moment could still take it away.
        let _ = folder.sync();
    }
    written
}
