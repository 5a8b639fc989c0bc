//! The briefs that were made since a preview began: the last one of each body and region.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::brief::{self, Brief};
use crate::cache::Cached;
use crate::files::{FileEntry, Files, ReadError};

/// The last brief of each body and region, by its path on the site. What it is made from is known by
/// the name of the file that the typesetter looks for.
#[derive(Default)]
pub struct BriefCache {
    briefs: Mutex<HashMap<String, Cached<String, CachedBrief>>>,
}

#[derive(Clone)]
struct CachedBrief {
    /// What the typesetter finds in the file; nothing if the brief had a warning, so that it is
    /// typeset again and the warning reported.
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
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Cached<String, CachedBrief>>> {
        self.briefs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many pages and bytes each brief had, by its path on the site.
    pub(super) fn lengths(&self) -> HashMap<String, (usize, usize)> {
        let briefs = self.lock();
        let length = |(path, cached): (&String, &Cached<String, CachedBrief>)| {
            let brief = cached.last()?;
            Some((path.clone(), (brief.pages, brief.bytes)))
        };
        briefs.iter().filter_map(length).collect()
    }

    /// Keeps a brief, in place of the one that was at its path.
    pub(super) fn keep(&self, path: &str, brief: &Brief) {
        let file = format!("{}/{}", brief::FOLDER, brief::file_name(&brief.key));
        let mut briefs = self.lock();
        let cached = briefs.entry(path.to_owned()).or_default();
        cached.get_or_make(Some(file), || CachedBrief {
            entry: brief
                .is_new
                .then(|| brief::entry(&brief.key, brief.pages, &brief.bytes).into()),
            pages: brief.pages,
            bytes: brief.bytes.len(),
        });
    }
}

/// To the typesetter, the cache is a folder like the one that builds keep briefs in.
impl Files for BriefCache {
    fn list(&self, _: &str) -> Vec<FileEntry> {
        Vec::new()
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        let (briefs, file) = (self.lock(), path.to_owned());
        let found = briefs.values().find_map(|cached| cached.get(&file));
        found
            .and_then(|brief| brief.entry)
            .ok_or(ReadError::Missing)
    }
}
