//! What a build looked for: the preview watches exactly this, the things that were not there
//! included.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{FileEntry, Files, ReadError, ReadRecord, Text};

/// The folders and files that a build asked for, whether they were there or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// Folders whose files were listed.
    pub folders: BTreeSet<String>,
    /// Files outside those folders.
    pub files: BTreeSet<String>,
}

/// Files that take note of what is asked of them.
pub struct TrackingFiles<'f> {
    files: &'f dyn Files,
    dependencies: Mutex<Dependencies>,
    /// The hashes of the answers, if they are wanted.
    record: Option<Mutex<ReadRecord>>,
}

impl<'f> TrackingFiles<'f> {
    /// Takes note of what is asked of `files`.
    pub fn new(files: &'f dyn Files) -> TrackingFiles<'f> {
        TrackingFiles {
            files,
            dependencies: Mutex::default(),
            record: None,
        }
    }

    /// The same, and remembers what was read.
    pub fn recording(files: &'f dyn Files) -> TrackingFiles<'f> {
        TrackingFiles {
            record: Some(Mutex::default()),
            ..TrackingFiles::new(files)
        }
    }

    /// What was read, if it was remembered.
    pub fn record(&self) -> ReadRecord {
        let record = self.record.as_ref();
        record.map_or_else(ReadRecord::default, |record| {
            let record = record.lock().unwrap_or_else(PoisonError::into_inner);
            record.clone()
        })
    }

    fn remember(&self, add: impl FnOnce(&mut ReadRecord)) {
        if let Some(record) = &self.record {
            add(&mut record.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// What was asked for.
    pub fn dependencies(&self) -> Dependencies {
        self.dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn note(&self, path: &str) {
        let mut dependencies = self
            .dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Watching a folder includes its files.
        if !dependencies
            .folders
            .iter()
            .any(|folder| is_below(path, folder))
        {
            dependencies.files.insert(path.to_owned());
        }
    }
}

/// Whether a path is a folder or is inside it.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Files for TrackingFiles<'_> {
    fn list(&self, folder: &str) -> Vec<FileEntry> {
        self.dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .folders
            .insert(folder.to_owned());
        let entries = self.files.list(folder);
        self.remember(|record| record.add_list(folder, &entries));
        entries
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        self.note(path);
        let bytes = self.files.read(path);
        self.remember(|record| record.add_bytes(path, bytes.as_deref()));
        bytes
    }

    fn text(&self, path: &str) -> Result<Text, ReadError> {
        self.note(path);
        let text = self.files.text(path);
        self.remember(|record| record.add_text(path, &text));
        text
    }
}
