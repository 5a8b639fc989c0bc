//! The briefs that were made since a preview began: the last one of each body and region.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::brief::{self, Brief};
use crate::files::{FileEntry, Files, ReadError};

/// The last brief of each body and region, by its path on the site.
#[derive(Default)]
pub struct BriefCache {
    briefs: Mutex<HashMap<String, CachedBrief>>,
}

struct CachedBrief {
    /// The file that the typesetter looks for.
    file: String,
    /// What it finds there; nothing if the brief had a warning, so that it is typeset again and the warning reported.
    entry: Option<Arc<[u8]>>,
    pages: usize,
    bytes: usize,
}

impl fmt::Debug for BriefCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BriefCache").finish_non_exhaustive()
    }
}

impl BriefCache {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, CachedBrief>> {
        self.briefs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many pages and bytes each brief had, by its path on the site.
    pub(super) fn lengths(&self) -> HashMap<String, (usize, usize)> {
        let briefs = self.lock();
        let length =
            |(path, brief): (&String, &CachedBrief)| (path.clone(), (brief.pages, brief.bytes));
        briefs.iter().map(length).collect()
    }

    /// Keeps a brief, in place of the one that was at its path.
    pub(super) fn keep(&self, path: &str, brief: &Brief) {
        let file = format!("{}/{}", brief::FOLDER, brief::file_name(&brief.key));
        let mut briefs = self.lock();
        if briefs.get(path).is_some_and(|cached| cached.file == file) {
            return;
        }
        let entry = brief
            .is_new
            .then(|| brief::entry(&brief.key, brief.pages, &brief.bytes).into());
        let cached = CachedBrief {
            file,
            entry,
            pages: brief.pages,
            bytes: brief.bytes.len(),
        };
        briefs.insert(path.to_owned(), cached);
    }
}

/// To the typesetter, the cache is a folder like the one that builds keep briefs in.
impl Files for BriefCache {
    fn list(&self, _: &str) -> Vec<FileEntry> {
        Vec::new()
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        let briefs = self.lock();
        let found = briefs.values().find(|cached| cached.file == path);
        found
            .and_then(|cached| cached.entry.clone())
            .ok_or(ReadError::Missing)
    }
}
