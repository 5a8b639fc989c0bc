//! Single files: a brief where the user wants it, and what is kept between runs. Each appears whole or not at all.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::write::{WriteError, io_at, make_folder};

/// Writes one file, in the place of one that is there.
///
/// # Errors
/// If the system refuses; what was there is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Two runs may write the same file at once; each brings its own.
    name.push(format!(".{}.part", std::process::id()));
    let fresh = path.with_file_name(name);
    let written = fs::write(&fresh, bytes).map_err(io_at(path));
    let moved = written.and_then(|()| fs::rename(&fresh, path).map_err(io_at(path)));
    if moved.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    moved
}

/// Keeps files in a folder of ours inside `root` between runs. Their names are keys: digests, in hexadecimal. With `used`,
/// files of other keys are removed; what has no key for a name is somebody's.
///
/// # Errors
/// If the system refuses, or a link stands where the folder should be. Nothing depends on what is kept, so the caller
/// may carry on.
pub fn keep<'f>(
    root: &Path,
    folder: &str,
    files: impl IntoIterator<Item = (&'f str, Vec<u8>)>,
    used: Option<&BTreeSet<&str>>,
) -> Result<(), WriteError> {
    let folder = &root.join(folder);
    let inside = folder.ancestors().take_while(|above| *above != root);
    if let Some(link) = inside.filter(|above| above.is_symlink()).last() {
        return Err(WriteError::Link(link.to_owned()));
    }
    make_folder(folder)?;
    for (name, bytes) in files {
        write_file(&folder.join(name), &bytes)?;
    }
    let Some(used) = used else { return Ok(()) };
    for entry in fs::read_dir(folder).map_err(io_at(folder))? {
        let entry = entry.map_err(io_at(folder))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_kept = entry.file_type().is_ok_and(|kind| kind.is_file()) && is_key(&name);
        if is_kept && !used.contains(&*name) {
            fs::remove_file(entry.path()).map_err(io_at(&entry.path()))?;
        }
    }
    Ok(())
}

fn is_key(name: &str) -> bool {
    name.len() == 64
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
