//! Sizes and times of files, for folders without change notifications.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door; and a file's age needs the clock that dated it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use super::{Dependencies, DiskFiles, Files};

/// A file younger than this may change again without a new time: some systems count whole seconds,
/// or two.
const FRESH: Duration = Duration::from_secs(3);

/// What shows whether a file was written since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Whether it was written a moment ago.
    pub is_fresh: bool,
}

impl DiskFiles {
    /// The stamps of all files that a build looked for and that are there.
    pub fn stamps(&self, dependencies: &Dependencies) -> BTreeMap<String, Stamp> {
        let listed = dependencies
            .folders
            .iter()
            .flat_map(|folder| self.list(folder))
            .map(|listed| listed.path);
        let now = SystemTime::now();
        let stamp = |path: String| {
            let found = fs::metadata(self.root().join(&path)).ok()?;
            let modified = found.modified().ok();
            let age = modified
                .and_then(|modified| now.duration_since(modified).ok())
                .unwrap_or_default();
            Some((
                path,
                Stamp {
                    length: found.len(),
                    modified,
                    is_fresh: age < FRESH,
                },
            ))
        };
        listed
            .chain(dependencies.files.iter().cloned())
            .filter_map(stamp)
            .collect()
    }
}
