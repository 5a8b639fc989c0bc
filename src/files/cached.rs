//! A site on a disk whose files are read once and cached until the watcher reports a change.
//!
//! The preview builds after each save, and most of a site does not change. A touched file is read
//! again before the next build; if its text is the same, the cached text stays in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::dependencies::is_below;
use super::{DiskFiles, FileEntry, Files, ReadError, Text, is_editor_leftover};

/// A site's folder on a disk, kept in memory.
#[derive(Debug)]
pub struct CachedFiles {
    disk: DiskFiles,
    kept: RwLock<FileCache>,
}

#[derive(Debug, Default)]
struct FileCache {
    /// For each folder that was listed, its files.
    folders: BTreeMap<String, BTreeMap<String, Option<ReadError>>>,
    bytes: PathMap<Arc<[u8]>>,
    texts: PathMap<Text>,
}

/// What reading each file gave.
type PathMap<T> = HashMap<String, Result<T, ReadError>, foldhash::fast::RandomState>;

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It holds something else.
    Edited,
    /// It is gone.
    Removed,
}

/// A file that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its path.
    pub path: String,
    /// What happened to it.
    pub kind: ChangeKind,
}

impl CachedFiles {
    /// Keeps what is read from a disk.
    pub fn new(disk: DiskFiles) -> CachedFiles {
        CachedFiles {
            disk,
            kept: RwLock::default(),
        }
    }

    /// The folder, as an absolute path without links.
    pub fn root(&self) -> &std::path::Path {
        self.disk.root()
    }

    /// Whether a file that was there is gone from the disk.
    pub fn has_lost(&self, path: &str) -> bool {
        let kept = self.read_lock();
        let was_there = kept.texts.get(path).is_some_and(Result::is_ok)
            || kept.bytes.get(path).is_some_and(Result::is_ok);
        was_there && !self.disk.root().join(path).exists()
    }

    /// Looks again at files and folders that were touched; gives those that are not what they were.
    /// The empty path is the whole site.
    pub fn refresh<'p>(&self, touched: impl IntoIterator<Item = &'p str>) -> Vec<Change> {
        let mut changes = BTreeSet::new();
        let mut kept = self.write();
        for path in touched {
            self.look_again(path, &mut kept, &mut changes);
        }
        changes.into_iter().collect()
    }

    fn look_again(&self, path: &str, kept: &mut FileCache, changes: &mut BTreeSet<Change>) {
        let mut change = |path: &str, kind| {
            changes.insert(Change {
                path: path.to_owned(),
                kind,
            });
        };
        // Every file of a folder that is the path, is above it or is below it.
        for (folder, files) in &mut kept.folders {
            let top = if is_below(folder, path) {
                folder.as_str()
            } else {
                path
            };
            if !is_below(top, folder) || path_is_leaving(top, folder) {
                continue;
            }
            let below: Vec<String> = match files.contains_key(top) {
                true => vec![top.to_owned()],
                false => files
                    .keys()
                    .filter(|file| is_below(file, top))
                    .cloned()
                    .collect(),
            };
            let before: BTreeMap<String, _> = below
                .into_iter()
                .filter_map(|file| files.remove(&file).map(|diagnostic| (file, diagnostic)))
                .collect();
            let is_folder_gone = top == folder && !self.disk.root().join(folder).is_dir();
            for listed in if is_folder_gone {
                Vec::new()
            } else {
                self.disk.list_at(top)
            } {
                match before.get(&listed.path) {
                    None => change(&listed.path, ChangeKind::Added),
                    Some(diagnostic) if *diagnostic != listed.diagnostic => {
                        change(&listed.path, ChangeKind::Edited)
                    }
                    Some(_) => {}
                }
                files.insert(listed.path, listed.diagnostic);
            }
            before
                .keys()
                .filter(|file| !files.contains_key(*file))
                .for_each(|gone| change(gone, ChangeKind::Removed));
        }
        let mut look = |file: &str, was: bool, is: bool| match (was, is) {
            (false, true) => change(file, ChangeKind::Added),
            (true, false) => change(file, ChangeKind::Removed),
            (true, true) => change(file, ChangeKind::Edited),
            (false, false) => {}
        };
        let FileCache {
            folders,
            bytes,
            texts,
        } = kept;
        // Files that are gone need no room, unless they were looked for by name.
        let is_wanted = |file: &str| {
            !folders
                .iter()
                .any(|(folder, files)| is_below(file, folder) && !files.contains_key(file))
        };
        read_again(
            path,
            texts,
            |file| self.disk.text(file),
            &mut look,
            &is_wanted,
        );
        read_again(
            path,
            bytes,
            |file| self.disk.read(file),
            &mut look,
            &is_wanted,
        );
    }

    fn read_lock(&self) -> RwLockReadGuard<'_, FileCache> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, FileCache> {
        self.kept.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads again the cached files at or below a path, and reports those that differ.
fn read_again<T: PartialEq>(
    path: &str,
    kept: &mut PathMap<T>,
    read: impl Fn(&str) -> Result<T, ReadError>,
    look: &mut impl FnMut(&str, bool, bool),
    is_wanted: &impl Fn(&str) -> bool,
) {
    let mut files: Vec<String> = match kept.contains_key(path) {
        true => vec![path.to_owned()],
        false => kept
            .keys()
            .filter(|file| is_below(file, path))
            .cloned()
            .collect(),
    };
    files.sort();
    for file in files {
        let Some(was) = kept.get_mut(&file) else {
            continue;
        };
        let now = read(&file);
        if now != *was {
            look(&file, was.is_ok(), now.is_ok());
            *was = now;
        }
        if !is_wanted(&file) {
            kept.remove(&file);
        }
    }
}

/// Whether a part of the path below the folder is one that listing passes over.
fn path_is_leaving(path: &str, folder: &str) -> bool {
    path[folder.len()..]
        .split('/')
        .any(|part| !part.is_empty() && is_editor_leftover(part))
}

impl Files for CachedFiles {
    fn list(&self, folder: &str) -> Vec<FileEntry> {
        let listed = |files: &BTreeMap<String, Option<ReadError>>| {
            files
                .iter()
                .map(|(path, diagnostic)| FileEntry {
                    path: path.clone(),
                    diagnostic: diagnostic.clone(),
                })
                .collect()
        };
        if let Some(files) = self.read_lock().folders.get(folder) {
            return listed(files);
        }
        let files = self
            .disk
            .list(folder)
            .into_iter()
            .map(|listed| (listed.path, listed.diagnostic))
            .collect();
        listed(
            self.write()
                .folders
                .entry(folder.to_owned())
                .or_insert(files),
        )
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        if let Some(bytes) = self.read_lock().bytes.get(path) {
            return bytes.clone();
        }
        let bytes = self.disk.read(path);
        self.write()
            .bytes
            .entry(path.to_owned())
            .or_insert(bytes)
            .clone()
    }

    fn text(&self, path: &str) -> Result<Text, ReadError> {
        if let Some(text) = self.read_lock().texts.get(path) {
            return text.clone();
        }
        let text = self.disk.text(path);
        self.write()
            .texts
            .entry(path.to_owned())
            .or_insert(text)
            .clone()
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "the tests write what the room reads"
    )]

    use std::fs;

    use super::*;

    fn changes(kept: &CachedFiles, touched: &str) -> Vec<(String, ChangeKind)> {
        kept.refresh([touched])
            .into_iter()
            .map(|change| (change.path, change.kind))
            .collect()
    }

    #[test]
    fn what_is_touched_is_looked_at_again_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        };
        write("content/a.md", "one");
        write("content/b.md", "two");
        let kept = CachedFiles::new(DiskFiles::new(dir.path()).expect("a site"));
        let text = |path: &str| {
            kept.text(path)
                .ok()
                .and_then(Text::utf8)
                .as_deref()
                .map(str::to_owned)
        };
        assert_eq!(kept.list("content").len(), 2);
        assert_eq!(
            (text("content/a.md").as_deref(), text("site.toml")),
            (Some("one"), None)
        );

        write("content/a.md", "three");
        assert_eq!(
            text("content/a.md").as_deref(),
            Some("one"),
            "kept until it is said to be touched"
        );
        assert_eq!(changes(&kept, "content/b.md"), []);
        assert_eq!(
            changes(&kept, "content/a.md"),
            [("content/a.md".to_owned(), ChangeKind::Edited)]
        );
        assert_eq!(text("content/a.md").as_deref(), Some("three"));

        write("site.toml", "");
        assert_eq!(
            changes(&kept, "site.toml"),
            [("site.toml".to_owned(), ChangeKind::Added)]
        );
        write("content/new/c.md", "four");
        write("content/new/.c.md.swp", "x");
        assert_eq!(
            changes(&kept, "content/new"),
            [("content/new/c.md".to_owned(), ChangeKind::Added)]
        );
        assert_eq!(changes(&kept, "content/new/.c.md.swp"), []);
        fs::rename(
            dir.path().join("content/new"),
            dir.path().join("content/old"),
        )
        .expect("renamed");
        let renamed = kept.refresh(["content/new", "content/old"]);
        assert_eq!(
            renamed.iter().map(|change| change.kind).collect::<Vec<_>>(),
            [ChangeKind::Removed, ChangeKind::Added]
        );
        assert_eq!(kept.list("content").len(), 3);
        fs::remove_dir_all(dir.path().join("content")).expect("removed");
        assert_eq!(changes(&kept, "").len(), 3);
        assert!(kept.list("content").is_empty());
    }
}
