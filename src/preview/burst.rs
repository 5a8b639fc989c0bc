//! The end of a burst of saves: editors write a file in several steps, and several files at once.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::clock;
use super::watch::Touch;

/// Saves come in bursts: this long without another is the end of one.
const QUIET: Duration = Duration::from_millis(6);
/// But nobody waits longer than this for a burst to end.
const LONGEST: Duration = Duration::from_millis(60);
/// Editors take a file away and put another in its place: a file that is gone may be back this soon.
const GRACE: Duration = Duration::from_millis(80);
/// A new folder is looked at once more after this.
const AGAIN: Duration = Duration::from_millis(250);

/// Gathers what editors touch while they save.
pub(super) struct Burst {
    touched: Receiver<Touch>,
    /// New folders, and when to look at them once more.
    later: Vec<(Instant, String)>,
}

impl Burst {
    pub(super) fn new(touched: Receiver<Touch>) -> Burst {
        Burst { touched, later: Vec::new() }
    }

    /// The next paths to look at, and when the first of them was heard of; `None` when nobody watches any more.
    pub(super) fn wait(&mut self, has_lost: impl Fn(&str) -> bool) -> Option<(BTreeSet<String>, Instant)> {
        let mut paths = BTreeSet::new();
        let first = match self.later.first() {
            None => self.touched.recv().ok()?,
            Some((due, _)) => match self.touched.recv_timeout(clock::until(*due)) {
                Ok(touch) => touch,
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    paths.insert(self.later.remove(0).1);
                    return Some((paths, clock::now()));
                }
            },
        };
        let heard = clock::now();
        self.add(first, &mut paths);
        self.gather(heard + LONGEST, QUIET, &mut paths, |_| false);
        if paths.iter().any(|path| has_lost(path)) {
            self.gather(clock::now() + GRACE, GRACE, &mut paths, |paths| !paths.iter().any(|path| has_lost(path)));
        }
        Some((paths, heard))
    }

    /// Takes what comes until a deadline, a silence, or until it is enough.
    fn gather(
        &mut self,
        deadline: Instant,
        silence: Duration,
        paths: &mut BTreeSet<String>,
        is_enough: impl Fn(&BTreeSet<String>) -> bool,
    ) {
        while let Ok(touch) = self.touched.recv_timeout(silence.min(clock::until(deadline))) {
            self.add(touch, paths);
            if is_enough(paths) {
                return;
            }
        }
    }

    fn add(&mut self, touch: Touch, paths: &mut BTreeSet<String>) {
        match touch {
            Touch::Path(path) => drop(paths.insert(path)),
            Touch::Folder(path) => {
                self.later.push((clock::now() + AGAIN, path.clone()));
                paths.insert(path);
            }
        }
    }
}
