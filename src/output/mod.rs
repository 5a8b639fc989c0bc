//! The only room that writes to the disk: a map from path to bytes, and the output directory.

mod add;
mod cache;
mod disk;
mod error;
mod exchange;
#[cfg(test)]
mod faults;
mod file;
mod folder;
mod in_place;
mod listing;
mod lock;
mod placed;
#[cfg(test)]
mod power_cut;
mod published;
mod stage;
mod state;
mod write;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

pub use add::add;
pub use cache::{CacheEntry, CacheFolder, CacheRefusal};
pub use error::WriteError;
pub use file::{make_folder, write_file};
pub use placed::{FileSink, FinishedFile, HoldFiles, PlacedFile};
pub use published::{ForeignFile, read_site};
pub use state::site_state;
pub use write::{SiteWriter, write};

/// A path inside the published folder: parts joined by `/`, none of them empty, `.`, `..` or hidden, except
/// `.well-known`, where the web expects some files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// Takes a path if it is sure to stay inside the folder, on any system.
    ///
    /// ```
    /// use peelpress::output::OutputPath;
    /// assert!(OutputPath::new("forces/kent/index.html").is_some());
    /// for bad in ["", "/etc/passwd", "a//b", "../up", "a/..", "C:\\x", "a\0b", ".hidden"] {
    ///     assert!(OutputPath::new(bad).is_none(), "{bad}");
    /// }
    /// ```
    pub fn new(path: impl Into<String>) -> Option<OutputPath> {
        let path = path.into();
        let sound = |part: &str| {
            !part.is_empty()
                && (!part.starts_with('.') || part == ".well-known")
                && !part.contains(['\\', ':', '\0'])
                && part.len() < 200
        };
        path.split('/').all(sound).then_some(OutputPath(path))
    }

    /// The name of a hidden file at the top of a folder, such as `.gitignore`. A site has none; the folder of an author may.
    pub fn hidden(name: &str) -> Option<OutputPath> {
        let rest = OutputPath::new(name.strip_prefix('.')?)?;
        (!rest.0.contains('/')).then(|| OutputPath(name.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// So that a map can be searched for a path without owning one.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every file of the published site, ordered by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputSet {
    files: BTreeMap<OutputPath, Arc<[u8]>>,
    /// Files of which only this is in memory.
    placed: BTreeMap<OutputPath, PlacedFile>,
}

impl OutputSet {
    /// Adds a file. Addresses were decided and collisions refused before, so a path that is there already is replaced.
    pub fn insert(&mut self, path: OutputPath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// Adds a finished file.
    pub fn insert_finished(&mut self, path: OutputPath, file: FinishedFile) {
        match file {
            FinishedFile::Held(bytes) => {
                self.files.insert(path, bytes);
            }
            FinishedFile::Placed(file) => {
                self.placed.insert(path, file);
            }
        }
    }

    /// Adds every file of another set.
    pub fn extend(&mut self, other: OutputSet) {
        self.files.extend(other.files);
        self.placed.extend(other.placed);
    }

    /// The bytes at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Every path, ordered.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        let all: BTreeSet<&OutputPath> = self.files.keys().chain(self.placed.keys()).collect();
        all.into_iter()
    }

    /// Whether there is a file at a path.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.placed.contains_key(path)
    }

    /// The files of which the bytes are no longer in memory.
    pub fn placed(&self) -> impl Iterator<Item = (&OutputPath, &PlacedFile)> {
        self.placed.iter()
    }

    /// Every path with its bytes, of the files that are in memory.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len() + self.placed.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.placed.is_empty()
    }
}
