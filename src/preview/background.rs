//! The rest of a site, made in the background.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::broadcast::{Broadcast, CompletedSite};
use super::dev_builder::SiteState;
use super::error::PreviewError;
use super::priority::lower_priority;
use super::serve_event::{ServeEvent, StepTimes};
use crate::output::{OutputPath, OutputSet};

/// The rest of the site is made after this long without a save.
const REST: Duration = Duration::from_millis(40);

/// Renders the pages that have not been requested, so that every diagnostic is reported and the
/// next click is quick.
pub(super) struct BackgroundRenderer<'r> {
    stage: &'r Broadcast,
    /// The newest state; the making of an older one stops.
    pub(super) newest: AtomicU64,
    /// Whether a build of a save is under way.
    pub(super) is_paused: AtomicBool,
    /// The pages of the last whole site.
    last: Mutex<Option<OutputSet>>,
    /// The origin of the last site of which every file was made without an error.
    whole: Mutex<Option<u64>>,
    /// Threads of their own, so that a page that takes long keeps no build waiting.
    pool: rayon::ThreadPool,
    tell: &'r (dyn Fn(ServeEvent) + Sync),
}

impl<'r> BackgroundRenderer<'r> {
    pub(super) fn new(
        stage: &'r Broadcast,
        tell: &'r (dyn Fn(ServeEvent) + Sync),
    ) -> Result<BackgroundRenderer<'r>, PreviewError> {
        let threads = std::thread::available_parallelism()
            .map_or(1, |count| count.get().saturating_sub(1).max(1));
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .start_handler(|_| lower_priority())
            .build()
            .map_err(PreviewError::Threads)?;
        Ok(BackgroundRenderer {
            stage,
            newest: AtomicU64::new(1),
            is_paused: AtomicBool::new(false),
            last: Mutex::new(None),
            whole: Mutex::new(None),
            pool,
            tell,
        })
    }

    pub(super) fn make(&self, shown: &Arc<SiteState>, heard: Instant, times: StepTimes) {
        std::thread::sleep(REST);
        let is_stopped = || {
            while self.is_paused.load(Ordering::Acquire) {
                std::thread::sleep(Duration::from_millis(1));
            }
            self.newest.load(Ordering::Acquire) != shown.version
        };
        let changes = shown.changes.clone();
        let origin = shown.latest.origin();
        let known = || self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let has_same_files = *known() == Some(origin);
        let whole = if is_stopped() {
            None
        } else {
            self.pool.install(|| match has_same_files {
                true => shown.complete_pages(&is_stopped),
                false => shown.complete(&is_stopped),
            })
        };
        let Some((output, report)) = whole else {
            return (self.tell)(ServeEvent::Overtaken { changes, times });
        };
        *known() = (!report.has_errors()).then_some(origin);
        let pages = output.iter().filter(|(path, _)| is_page(path)).count();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if is_stopped() {
            return (self.tell)(ServeEvent::Overtaken { changes, times });
        }
        let pages_changed = last.as_ref().map(|last| differing(last, &output));
        *last = Some(output);
        drop(last);
        let whole_in = heard.elapsed();
        // Last what takes longest and few look at: the length of the briefs that open pages show.
        for path in self.stage.open() {
            if !is_stopped() {
                self.pool.install(|| shown.file(&path));
            }
        }
        let whole = CompletedSite {
            report: report.clone(),
            pages_changed,
            pages,
            took: whole_in,
        };
        self.stage.complete(shown.version, whole);
        let shown = Arc::clone(shown);
        (self.tell)(ServeEvent::CompletedSite {
            shown,
            changes,
            times,
            whole_in,
            pages_changed,
            pages,
            report,
        });
    }
}

fn is_page(path: &OutputPath) -> bool {
    path.as_str().ends_with(".html")
}

/// How many pages are in only one of two sites, or differ.
fn differing(old: &OutputSet, new: &OutputSet) -> usize {
    let is_other = |(path, bytes): &(&OutputPath, &Arc<[u8]>)| {
        is_page(path)
            && !old
                .get(path.as_str())
                .is_some_and(|old| Arc::ptr_eq(old, bytes) || old == *bytes)
    };
    let gone = old
        .iter()
        .filter(|(path, _)| is_page(path) && new.get(path.as_str()).is_none())
        .count();
    new.iter().filter(is_other).count() + gone
}
