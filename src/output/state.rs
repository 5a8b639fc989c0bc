//! Whether the files of an output directory are those that the last build wrote.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::listing::OldSite;

/// How many files a build wrote into a folder, and the hash of their names, lengths and times.
/// `None` if the folder is not one of Peelpress, or a file is gone.
pub fn site_state(folder: &Path) -> Option<(usize, [u8; 32])> {
    let site = OldSite::read(folder).ok()??;
    let files: Vec<&String> = site.files.iter().collect();
    let states: Vec<[u8; 32]> = files
        .par_iter()
        .map(|path| {
            let found = fs::symlink_metadata(folder.join(path)).ok()?;
            let state = found.is_file().then(|| state(path, &found))?;
            Some(Sha256::digest(state).into())
        })
        .collect::<Option<_>>()?;
    Some((files.len(), Sha256::digest(states.as_flattened()).into()))
}

/// What changes with every write to a file.
fn state(path: &str, found: &Metadata) -> String {
    let modified = found.modified().ok();
    let modified = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    format!("{path}\n{} {modified:?} {}", found.len(), changed(found))
}

/// When the file's entry was last changed, which no program can set.
#[cfg(unix)]
fn changed(found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{} {} {}", found.ctime(), found.ctime_nsec(), found.ino())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> String {
    String::new()
}
