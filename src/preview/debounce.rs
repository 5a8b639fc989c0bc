//! The end of a burst of saves: editors write a file in several steps, and several files at once.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::clock;
use super::watch::FileEvent;

/// Saves come in bursts: this long without another is the end of one.
const QUIET: Duration = Duration::from_millis(6);
/// The longest wait for the end of a burst.
const LONGEST: Duration = Duration::from_millis(60);
/// Editors take a file away and put another in its place: a file that is gone may be back this
/// soon.
const GRACE: Duration = Duration::from_millis(80);
/// A new folder is looked at once more after this.
const AGAIN: Duration = Duration::from_millis(250);

/// What was touched in one burst.
pub(super) struct ChangeBatch {
    /// The paths to look at.
    pub(super) paths: BTreeSet<String>,
    /// Those of them where something came, went or changed its name.
    pub(super) moved: BTreeSet<String>,
    /// When the first of them was heard of.
    pub(super) heard: Instant,
}

/// Gathers what editors touch while they save.
pub(super) struct Debouncer {
    touched: Receiver<FileEvent>,
    /// New folders, and when to look at them once more.
    later: Vec<(Instant, String)>,
}

impl Debouncer {
    pub(super) fn new(touched: Receiver<FileEvent>) -> Debouncer {
        Debouncer {
            touched,
            later: Vec::new(),
        }
    }

    /// The next paths to look at; `None` when the watcher has ended.
    pub(super) fn wait(&mut self, has_lost: impl Fn(&str) -> bool) -> Option<ChangeBatch> {
        let first = match self.later.first() {
            None => self.touched.recv().ok()?,
            Some((due, _)) => match self.touched.recv_timeout(clock::until(*due)) {
                Ok(touch) => touch,
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => FileEvent::Path(self.later.remove(0).1),
            },
        };
        let heard = clock::now();
        let mut burst = ChangeBatch {
            paths: BTreeSet::new(),
            moved: BTreeSet::new(),
            heard,
        };
        self.add(first, &mut burst);
        self.gather(heard + LONGEST, QUIET, &mut burst, |_| false);
        if burst.paths.iter().any(|path| has_lost(path)) {
            let is_back = |burst: &ChangeBatch| !burst.paths.iter().any(|path| has_lost(path));
            self.gather(clock::now() + GRACE, GRACE, &mut burst, is_back);
        }
        Some(burst)
    }

    /// Takes what comes until a deadline, a silence, or until it is enough.
    fn gather(
        &mut self,
        deadline: Instant,
        silence: Duration,
        burst: &mut ChangeBatch,
        is_enough: impl Fn(&ChangeBatch) -> bool,
    ) {
        while let Ok(touch) = self
            .touched
            .recv_timeout(silence.min(clock::until(deadline)))
        {
            self.add(touch, burst);
            if is_enough(burst) {
                return;
            }
        }
    }

    fn add(&mut self, touch: FileEvent, burst: &mut ChangeBatch) {
        let (FileEvent::Path(path) | FileEvent::Moved(path) | FileEvent::Folder(path)) = &touch;
        burst.paths.insert(path.clone());
        if !matches!(touch, FileEvent::Path(_)) {
            burst.moved.insert(path.clone());
        }
        if let FileEvent::Folder(path) = touch {
            self.later.push((clock::now() + AGAIN, path));
        }
    }
}
