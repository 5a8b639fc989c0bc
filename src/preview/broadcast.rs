//! What is shown now, for every thread to see, and the bell that rings when it changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::clock;
use super::dev_builder::SiteState;
use crate::diagnostic::Report;

/// The state of the preview that everybody sees.
#[derive(Debug)]
pub struct Broadcast {
    now: Mutex<Snapshot>,
    bell: Condvar,
    /// The pages that are open in browsers, and in how many.
    open: Mutex<BTreeMap<String, usize>>,
}

/// What is shown, and what is known of it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The state.
    pub shown: Arc<SiteState>,
    /// How long it took to prepare.
    pub took: Duration,
    /// What is known once every page has been made.
    pub whole: Option<Arc<CompletedSite>>,
}

/// What is known once every page of a state has been made.
#[derive(Debug)]
pub struct CompletedSite {
    /// Every diagnostic, including those of templates.
    pub report: Report,
    /// How many pages are not what they were in the last whole site; `None` for the first.
    pub pages_changed: Option<usize>,
    /// How many pages there are.
    pub pages: usize,
    /// How long it took in all.
    pub took: Duration,
}

impl Broadcast {
    /// A stage with a first state.
    pub fn new(shown: Arc<SiteState>, took: Duration) -> Broadcast {
        Broadcast {
            now: Mutex::new(Snapshot {
                shown,
                took,
                whole: None,
            }),
            bell: Condvar::new(),
            open: Mutex::default(),
        }
    }

    /// What is shown now.
    pub fn scene(&self) -> Snapshot {
        self.lock().clone()
    }

    /// Shows another state, in one step; gives the one shown before.
    pub fn show(&self, shown: Arc<SiteState>, took: Duration) -> Snapshot {
        let old = std::mem::replace(
            &mut *self.lock(),
            Snapshot {
                shown,
                took,
                whole: None,
            },
        );
        self.bell.notify_all();
        old
    }

    /// Adds what is known of a state that is whole, if it is still shown.
    pub fn complete(&self, version: u64, whole: CompletedSite) {
        let mut now = self.lock();
        if now.shown.version == version {
            now.whole = Some(Arc::new(whole));
            drop(now);
            self.bell.notify_all();
        }
    }

    /// Waits until the state changes or the time is over.
    pub fn wait(&self, seen: SeenState, until: Instant) -> Option<Snapshot> {
        let mut now = self.lock();
        while now.seen() == seen {
            let left = clock::until(until);
            if left.is_zero() {
                return None;
            }
            now = self
                .bell
                .wait_timeout(now, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        Some(now.clone())
    }

    /// Takes note that a page is open, for as long as what this gives is kept.
    pub(super) fn watch(&self, path: &str) -> OpenPage<'_> {
        *self.watched().entry(path.to_owned()).or_default() += 1;
        OpenPage {
            stage: self,
            path: path.to_owned(),
        }
    }

    /// The pages that are open in browsers.
    pub(super) fn open(&self) -> Vec<String> {
        self.watched().keys().cloned().collect()
    }

    fn watched(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Snapshot> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page that is open in a browser.
pub(super) struct OpenPage<'s> {
    stage: &'s Broadcast,
    path: String,
}

impl Drop for OpenPage<'_> {
    fn drop(&mut self) {
        let mut open = self.stage.watched();
        if let Some(count) = open.get_mut(&self.path) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.path);
            }
        }
    }
}

/// What a browser has seen: a state, and whether it was complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeenState {
    version: u64,
    is_whole: bool,
}

impl Snapshot {
    /// What a browser has seen once it has received this.
    pub fn seen(&self) -> SeenState {
        SeenState {
            version: self.shown.version,
            is_whole: self.whole.is_some(),
        }
    }
}
