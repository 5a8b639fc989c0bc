//! From touched files to the next state of the preview. No sockets, no watcher, no clock: tests
//! drive it by hand.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::files::{CachedFiles, Change, Dependencies, DiskFiles};
use crate::output::OutputSet;
use crate::pipeline::{BuildCache, PreparedSite, Request, prepare};

/// A preview under way.
#[derive(Debug)]
pub struct DevBuilder {
    files: CachedFiles,
    request: Request,
    memo: BuildCache,
    shown: Arc<SiteState>,
}

/// What the preview shows: a site, and what is wrong with the files as they are now.
#[derive(Debug)]
pub struct SiteState {
    /// Counts the states, from 1.
    pub version: u64,
    /// What changed to bring it about; nothing for the first.
    pub changes: Vec<Change>,
    /// The files as they are now, with the diagnostics to show.
    pub latest: Arc<PreparedSite>,
    /// The site to show: the latest, or the last one whose settings and theme were sound. `None`
    /// before the first such.
    pub site: Option<Arc<PreparedSite>>,
}

impl DevBuilder {
    /// Reads a site for the first time.
    pub fn start(disk: DiskFiles, request: Request) -> DevBuilder {
        let files = CachedFiles::new(disk);
        let mut memo = BuildCache::keeping();
        let latest = Arc::new(prepare(&files, &request, &mut memo, &mut |_| {}));
        let site = latest.is_sound().then(|| Arc::clone(&latest));
        let shown = SiteState {
            version: 1,
            changes: Vec::new(),
            latest,
            site,
        };
        DevBuilder {
            files,
            request,
            memo,
            shown: Arc::new(shown),
        }
    }

    /// Reads touched paths again, relative to the site's folder; the empty path is the whole
    /// folder. Gives the next state, or `None` without a change.
    pub fn refresh<'p>(
        &mut self,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Option<Arc<SiteState>> {
        self.refresh_with_progress(paths, &mut |_| {})
    }

    /// The same, and `done` hears the name of each step when it is done.
    pub fn refresh_with_progress<'p>(
        &mut self,
        paths: impl IntoIterator<Item = &'p str>,
        done: &mut dyn FnMut(&'static str),
    ) -> Option<Arc<SiteState>> {
        let changes = self.files.refresh(paths);
        done("look");
        if changes.is_empty() {
            return None;
        }
        // A panic is a bug of the program, and the terminal shows it. The preview goes on: the last
        // site stays, partial results are dropped, and the next save is built without a cache.
        let prepared = catch_unwind(AssertUnwindSafe(|| {
            prepare(&self.files, &self.request, &mut self.memo, &mut *done)
        }));
        let Ok(latest) = prepared.map(Arc::new) else {
            self.memo = BuildCache::keeping();
            return None;
        };
        let site = if latest.is_sound() {
            Some(Arc::clone(&latest))
        } else {
            self.shown.site.clone()
        };
        self.shown = Arc::new(SiteState {
            version: self.shown.version + 1,
            changes,
            latest,
            site,
        });
        Some(Arc::clone(&self.shown))
    }

    /// What is shown now.
    pub fn shown(&self) -> &Arc<SiteState> {
        &self.shown
    }

    /// Whether a file of the site is gone from the disk.
    pub fn has_lost(&self, path: &str) -> bool {
        self.files.has_lost(path)
    }

    /// What to watch.
    pub fn dependencies(&self) -> &Dependencies {
        self.shown.latest.dependencies()
    }

    /// The site's folder, as an absolute path without links.
    pub fn root(&self) -> &std::path::Path {
        self.files.root()
    }
}

/// What making a file gives.
type FileResult = Result<Option<Arc<[u8]>>, Diagnostic>;

/// A file of the site as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// As a finished site would hold it.
    File(Arc<[u8]>),
    /// A page or brief whose template has an error: the diagnostic, and the last version of the
    /// page.
    Failed(Box<Diagnostic>, Option<Arc<[u8]>>),
    /// There is no such file.
    Nothing,
    /// There is no site yet.
    NoSite,
}

impl SiteState {
    /// A file of the site, by its path from the site's root.
    pub fn file(&self, path: &str) -> FileState {
        self.showing(path, PreparedSite::file)
    }

    /// The same at once: a page may say how long its brief was before the last save.
    pub fn get_cached(&self, path: &str) -> FileState {
        self.showing(path, PreparedSite::get_cached)
    }

    fn showing(&self, path: &str, file: fn(&PreparedSite, &str) -> FileResult) -> FileState {
        let Some(site) = &self.site else {
            return FileState::NoSite;
        };
        match file(site, path) {
            Ok(Some(bytes)) => FileState::File(bytes),
            Ok(None) => FileState::Nothing,
            Err(diagnostic) => FileState::Failed(Box::new(diagnostic), site.last_made(path)),
        }
    }

    /// Makes the whole site that is shown, unless `is_stopped`: its files, and every diagnostic of
    /// the current files.
    pub fn complete(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> Option<(OutputSet, Report)> {
        let (output, report) = self.latest.complete(is_stopped)?;
        match &self.site {
            Some(site) if Arc::ptr_eq(site, &self.latest) => Some((output, report)),
            Some(site) => Some((site.complete(is_stopped)?.0, report)),
            None => Some((OutputSet::default(), report)),
        }
    }

    /// Makes every page of the site that is shown, unless `is_stopped`, and no other file.
    pub fn complete_pages(
        &self,
        is_stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<(OutputSet, Report)> {
        match &self.site {
            Some(site) if Arc::ptr_eq(site, &self.latest) => site.complete_pages(is_stopped),
            Some(_) | None => self.complete(is_stopped),
        }
    }

    /// The diagnostics found before any page was made, ordered.
    pub fn report(&self) -> Report {
        self.latest.report().clone().sorted(self.latest.sources())
    }
}
