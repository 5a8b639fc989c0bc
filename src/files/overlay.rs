//! Files laid over others: what a site would be if they were written.

use std::sync::Arc;

use super::{FileEntry, Files, MemoryFiles, ReadError, Text};

/// A site with files laid over it.
pub struct OverlayFiles<'f> {
    below: &'f dyn Files,
    above: MemoryFiles,
}

impl<'f> OverlayFiles<'f> {
    /// Lays files over others. A file above hides the one below at its path.
    pub fn new(below: &'f dyn Files, above: MemoryFiles) -> OverlayFiles<'f> {
        OverlayFiles { below, above }
    }
}

impl Files for OverlayFiles<'_> {
    fn list(&self, folder: &str) -> Vec<FileEntry> {
        let mut entries = self.above.list(folder);
        let is_hidden = |path: &str| self.above.paths().any(|above| above == path);
        let below = self.below.list(folder).into_iter();
        entries.extend(below.filter(|entry| !is_hidden(&entry.path)));
        entries
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        match self.above.read(path) {
            Err(ReadError::Missing) => self.below.read(path),
            read => read,
        }
    }

    fn text(&self, path: &str) -> Result<Text, ReadError> {
        match self.above.text(path) {
            Err(ReadError::Missing) => self.below.text(path),
            read => read,
        }
    }
}
