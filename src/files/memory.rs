//! A site in memory, for tests and for whoever has the texts already.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FileEntry, Files, LARGEST, ReadError, is_editor_leftover};

/// Paths and bytes.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl MemoryFiles {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Removes a file; says whether it was there.
    pub fn remove(&mut self, path: &str) -> bool {
        self.files.remove(path).is_some()
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Vec<FileEntry> {
        let start = format!("{}/", folder.trim_end_matches('/'));
        let within = self.files.keys().filter(|path| path.starts_with(&start));
        let kept = within.filter(|path| !path[start.len()..].split('/').any(is_editor_leftover));
        kept.map(|path| FileEntry {
            path: path.clone(),
            diagnostic: None,
        })
        .collect()
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        match self.files.get(path) {
            None => Err(ReadError::Missing),
            Some(bytes) if bytes.len() as u64 > LARGEST => Err(ReadError::TooLarge),
            Some(bytes) => Ok(Arc::clone(bytes)),
        }
    }
}
