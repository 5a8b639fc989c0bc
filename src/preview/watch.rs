//! Watches what the last build looked for, the missing included, and tells which paths were
//! touched.
//!
//! It only ever says "look again": what really changed is found by reading. So a message too many
//! costs little, and none is ever left out: they queue while a build is under way. Where the system
//! cannot tell (network folders), the same files are asked for their size and time every so often.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::files::{Dependencies, DiskFiles};

/// How often files are polled without notifications.
const POLL: Duration = Duration::from_millis(300);

/// A message: look again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileEvent {
    /// At a path, from the site's folder.
    Path(String),
    /// At a path where something came, went or changed its name: what was watched there may be
    /// another thing now.
    Moved(String),
    /// The same for a folder that exists now. It is read once more a little later, because files
    /// put into a new folder before it is watched raise no event.
    Folder(String),
}

/// Watches a site's folder.
pub(super) enum Watcher {
    /// The system reports changes.
    Native {
        watcher: RecommendedWatcher,
        root: PathBuf,
        watched: BTreeMap<PathBuf, RecursiveMode>,
    },
    /// The folder is looked at regularly.
    Polling {
        dependencies: Arc<Mutex<Dependencies>>,
    },
}

impl Watcher {
    /// Starts to watch. Falls back to polling, with a reason, if the system does not report changes.
    pub(super) fn start(
        disk: &DiskFiles,
        dependencies: &Dependencies,
        poll: bool,
        to: Sender<FileEvent>,
    ) -> (Watcher, Option<String>) {
        let reason = if poll {
            None
        } else {
            match Watcher::native(disk.root(), dependencies, to.clone()) {
                Ok(watcher) => return (watcher, None),
                Err(error) => Some(format!(
                    "the system does not report changes ({error}); checking for them regularly instead"
                )),
            }
        };
        let dependencies = Arc::new(Mutex::new(dependencies.clone()));
        let (disk, shared) = (disk.clone(), Arc::clone(&dependencies));
        std::thread::spawn(move || poll_for_changes(&disk, &shared, &to));
        (Watcher::Polling { dependencies }, reason)
    }

    fn native(
        root: &Path,
        dependencies: &Dependencies,
        to: Sender<FileEvent>,
    ) -> notify::Result<Watcher> {
        let from = root.to_owned();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            for touch in touches(&from, event) {
                // When the program ends, the receiver is gone.
                let _ = to.send(touch);
            }
        })?;
        let mut native = Watcher::Native {
            watcher,
            root: root.to_owned(),
            watched: BTreeMap::new(),
        };
        native.follow(dependencies)?;
        Ok(native)
    }

    /// Watches what a build looked for, in place of what an earlier one did.
    pub(super) fn follow(&mut self, dependencies: &Dependencies) -> notify::Result<()> {
        match self {
            Watcher::Polling {
                dependencies: shared,
            } => {
                *shared.lock().unwrap_or_else(PoisonError::into_inner) = dependencies.clone();
                Ok(())
            }
            Watcher::Native {
                watcher,
                root,
                watched,
            } => {
                let wanted = wanted(root, dependencies);
                let gone: Vec<PathBuf> = watched
                    .keys()
                    .filter(|path| !wanted.contains_key(*path))
                    .cloned()
                    .collect();
                for path in gone {
                    // What is gone from the disk is not watched any more anyway.
                    let _ = watcher.unwatch(&path);
                    watched.remove(&path);
                }
                let mut outcome = Ok(());
                for (path, mode) in wanted {
                    if watched.get(&path) == Some(&mode) {
                        continue;
                    }
                    match watcher.watch(&path, mode) {
                        Ok(()) => _ = watched.insert(path, mode),
                        // One folder above the site may be closed to us; the others are watched all
                        // the same.
                        Err(_) if !path.starts_with(&*root) => {}
                        Err(error) => outcome = Err(error),
                    }
                }
                outcome
            }
        }
    }

    /// Forgets what is watched at and below a path, so that [`Watcher::follow`] watches the path
    /// again. The system follows a folder when it moves, and does not see its replacement.
    pub(super) fn forget(&mut self, path: &str) {
        if let Watcher::Native {
            watcher,
            root,
            watched,
        } = self
        {
            let full = root.join(path);
            watched.retain(|known, _| {
                // With the site's folder, one above it may have moved, and its watch with it.
                let is_kept = !path.is_empty() && !known.starts_with(&full);
                if !is_kept {
                    // What is gone from the disk is not watched any more anyway.
                    let _ = watcher.unwatch(known);
                }
                is_kept
            });
        }
    }
}

/// What to watch: the folders that were listed, whole; and for each file the folder it is in, or
/// would be.
fn wanted(root: &Path, dependencies: &Dependencies) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut wanted = BTreeMap::new();
    let folders: Vec<PathBuf> = dependencies
        .folders
        .iter()
        .map(|folder| root.join(folder))
        .collect();
    for folder in &folders {
        if folder.is_dir() {
            wanted.insert(folder.clone(), RecursiveMode::Recursive);
        }
    }
    let files = dependencies
        .files
        .iter()
        .filter_map(|file| root.join(file).parent().map(Path::to_owned));
    for place in files.chain(
        folders
            .iter()
            .filter_map(|folder| folder.parent().map(Path::to_owned)),
    ) {
        let existing = place
            .ancestors()
            .find(|place| place.is_dir())
            .filter(|place| place.starts_with(root));
        if let Some(place) = existing {
            wanted
                .entry(place.to_owned())
                .or_insert(RecursiveMode::NonRecursive);
        }
    }
    // The site's folder itself may be moved away and come back: the folders above it hear of that.
    for above in root.ancestors().skip(1) {
        wanted
            .entry(above.to_owned())
            .or_insert(RecursiveMode::NonRecursive);
    }
    // A folder inside one that is watched whole needs no watch of its own.
    let whole: Vec<PathBuf> = wanted
        .iter()
        .filter(|(_, mode)| **mode == RecursiveMode::Recursive)
        .map(|(path, _)| path.clone())
        .collect();
    wanted.retain(|path, _| {
        !whole
            .iter()
            .any(|folder| path != folder && path.starts_with(folder))
    });
    wanted
}

/// What an event of the system says to look at.
fn touches(root: &Path, event: notify::Result<Event>) -> Vec<FileEvent> {
    let everything = || vec![FileEvent::Folder(String::new())];
    let Ok(event) = event else {
        return everything();
    };
    if event.need_rescan() {
        return everything();
    }
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    if is_reading {
        return Vec::new();
    }
    let is_moved = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    let touch = |path: &PathBuf| {
        // A folder above the site was moved, removed or made; others next to the site do not
        // matter.
        if is_moved && root.starts_with(path) {
            return Some(FileEvent::Folder(String::new()));
        }
        let inner = path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
        Some(match is_moved {
            true if path.is_dir() => FileEvent::Folder(inner),
            true => FileEvent::Moved(inner),
            false => FileEvent::Path(inner),
        })
    };
    event.paths.iter().filter_map(touch).collect()
}

/// Polls the size and time of files, and reports those that differ.
fn poll_for_changes(disk: &DiskFiles, dependencies: &Mutex<Dependencies>, to: &Sender<FileEvent>) {
    let wanted = || {
        dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    };
    let mut known = disk.stamps(&wanted());
    loop {
        std::thread::sleep(POLL);
        let now = disk.stamps(&wanted());
        let paths: BTreeSet<&String> = known.keys().chain(now.keys()).collect();
        for path in paths {
            // A file that was written a moment ago may be written again within the same tick of its
            // clock.
            let is_fresh = now.get(path).is_some_and(|stamp| stamp.is_fresh);
            if (known.get(path) != now.get(path) || is_fresh)
                && to.send(FileEvent::Path(path.clone())).is_err()
            {
                return;
            }
        }
        known = now;
    }
}
