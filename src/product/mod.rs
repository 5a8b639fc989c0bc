//! The products of a site: everything that a build writes, as one list with a file for each.
//!
//! A product says which paths are its own, which products must be made before it, whether it is
//! made with the site or on request, and how one of its files or all of them are made.
//! `build`, `check`, `export` and `serve` walk the same list. A new product is a file here and a
//! line in [`list`].

mod assets;
mod atom;
mod brief_cache;
mod briefs;
mod calendars;
mod cards;
mod crawlers;
mod data;
mod feed;
mod file_group;
mod identity;
mod pages;
mod run;
mod search_index;

pub use brief_cache::BriefCache;
pub use run::{Made, Run, make};

use std::fmt;
use std::sync::Arc;

use crate::brief::{BriefMaker, BriefMode};
use crate::diagnostic::{Diagnostic, Report};
use crate::document::Ledger;
use crate::files::{Files, ReadRecord};
use crate::leak::LeakScan;
use crate::manifest::FileRecords;
use crate::output::OutputSet;
use crate::plan::Plan;
use crate::render::{LoadedTheme, PageCache, PageHistory};
use crate::search::SearchMode;
use crate::text::SourceMap;
use crate::view::ViewContext;
use briefs::Briefs;
use file_group::FileGroup;
use pages::Pages;
use search_index::SearchIndex;

/// The name of the product that holds the printable briefs.
pub const BRIEFS: &str = Briefs::NAME;
/// The name of the product that holds the web pages.
pub const PAGES: &str = Pages::NAME;
/// The name of the data export.
pub const DATA: &str = data::DATA.name;

/// What the products of a site are made from.
#[derive(Debug)]
pub struct SiteInputs {
    /// What views are derived from.
    pub context: ViewContext,
    /// Every page, ordered by path.
    pub plan: Plan,
    /// Every address that an earlier edition had, if the site keeps a ledger.
    pub ledger: Option<Ledger>,
    /// The theme.
    pub theme: Arc<LoadedTheme>,
    /// The pictures of `content/` that pages show.
    pub pictures: OutputSet,
    /// The texts that diagnostics point into.
    pub sources: Arc<SourceMap>,
    /// Everything that was found wrong before any product was made.
    pub report: Report,
    /// How much of full-text search is made.
    pub search: SearchMode,
    /// Which printable briefs are made.
    pub briefs: BriefMode,
    /// Looks for text that is not public, if there is any.
    pub leaks: Option<Arc<LeakScan>>,
    /// The files that the site is made from, if they were asked for.
    pub inputs: FileRecords,
    /// What was read, if the inputs were asked for.
    pub reads: ReadRecord,
    /// The results of earlier builds.
    pub caches: Caches,
}

impl SiteInputs {
    /// A maker of the site's briefs.
    pub fn brief_maker(&self) -> BriefMaker {
        let (theme, sources) = (Arc::clone(self.theme.theme()), Arc::clone(&self.sources));
        let pictures = self.pictures.clone();
        let leaks = self.leaks.clone();
        BriefMaker::new(&self.context, theme, pictures, sources, leaks, &self.report)
    }
}

/// Where products find the results of earlier builds.
#[derive(Clone)]
pub struct Caches {
    /// Pages of earlier builds in this process.
    pub pages: Option<Arc<PageCache>>,
    /// Which of them may have changed.
    pub history: PageHistory,
    /// Briefs of earlier builds in this process.
    pub briefs: Arc<BriefCache>,
    /// The folder with results of earlier runs.
    pub folder: Arc<dyn Files + Send>,
}

impl fmt::Debug for Caches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caches").finish_non_exhaustive()
    }
}

/// A file of a product, if the product has it.
pub type ProductFile = Result<Option<Arc<[u8]>>, Diagnostic>;

/// When a product is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// With the site.
    WithSite,
    /// On request of one of its files, because it is slow and rarely viewed.
    OnRequest,
}

/// How current a file must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// As a finished build would write it, however long that takes.
    Exact,
    /// As it can be made at once: a page shows the length that its brief had when it was last made.
    Quick,
}

/// A product: a kind of file that a site holds.
pub trait Product: fmt::Debug + Send + Sync {
    /// Its name, for timings and for commands that make one product alone.
    fn name(&self) -> &'static str;

    /// The names of the products that are made before it in a build.
    fn depends_on(&self) -> &'static [&'static str] {
        &[]
    }

    /// When it is made.
    fn schedule(&self) -> Schedule {
        Schedule::WithSite
    }

    /// Whether it waits for threads of its own, so that no worker of the pool may wait for it.
    fn has_own_threads(&self) -> bool {
        false
    }

    /// Whether a path may be one of its files. True for every path that it makes.
    fn owns(&self, path: &str) -> bool;

    /// One of its files, made now if it was not made before.
    ///
    /// # Errors
    /// If there is such a file, and its template does not fit.
    fn file(&self, path: &str, freshness: Freshness) -> ProductFile;

    /// The last version of a file, by this build or an earlier one, if cached.
    fn last_made(&self, _path: &str) -> Option<Arc<[u8]>> {
        None
    }

    /// What was found wrong with a file, if it was made and belongs to this product.
    fn diagnostics(&self, _path: &str) -> Option<&Report> {
        None
    }

    /// Makes all its files. `None` if the run was stopped.
    fn make(&self, run: &Run<'_>) -> Option<Made>;
}

/// Every product of a site.
pub fn list(site: &Arc<SiteInputs>) -> Vec<Arc<dyn Product>> {
    let briefs = Arc::new(Briefs::new(site));
    let search_index = Arc::new(SearchIndex::new(site));
    vec![
        Arc::new(Pages::new(site, &briefs, &search_index)),
        briefs,
        search_index,
        FileGroup::product(site, &assets::ASSETS),
        FileGroup::product(site, &data::DATA),
        FileGroup::product(site, &atom::ATOM_FEEDS),
        FileGroup::product(site, &calendars::CALENDARS),
        FileGroup::product(site, &cards::CARDS),
        FileGroup::product(site, &crawlers::CRAWLERS),
        FileGroup::product(site, &feed::JSON_FEED),
        FileGroup::product(site, &identity::IDENTITY),
    ]
}
