//! The one way from files to a site: read, parse, resolve, check, derive, plan, and make the products.
//!
//! Each step takes what the step before gives; nothing is changed afterwards. Commands differ in what they do with the
//! result: `build` makes every product, `export` one of them, the preview each file when it is looked at. A
//! [`BuildCache`] lets a build use again what an earlier one made from the same input; the result is the same without it.

mod cache;
mod changes;
mod checked_sink;
mod gate;
mod inputs;
mod pictures;
mod prepare;
mod prepared;
mod release;
mod review;

pub use cache::BuildCache;
pub use gate::{Audience, HiddenPart, NotReviewSubject, ReviewSubject};
pub use prepare::prepare;
pub use prepared::PreparedSite;
pub use release::{Released, edition, release};

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::brief::{Brief, BriefMode, BriefOptions, BriefQuery, Progress, QueryError};
use crate::config::{Address, Config};
use crate::date::Moment;
use crate::diagnostic::Report;
use crate::files::{Files, ReadRecord};
use crate::leak::LeakScan;
use crate::manifest::FileRecords;
use crate::output::{CacheEntry, FileSink, OutputSet};
use crate::search::SearchMode;
use crate::text::SourceMap;

/// What is asked of a build.
#[derive(Clone, Default)]
pub struct Request {
    /// The moment asked for. It goes before the one that `site.toml` gives.
    pub as_of: Option<Moment>,
    /// The moment to use where neither says one.
    pub now: Moment,
    /// Where the site will be published, if not where `site.toml` says.
    pub address: Option<Address>,
    /// The audience of the site: what is not public is part of it for some.
    pub audience: Audience,
    /// The review edition, if the site is one: marked, and without a public URL.
    pub review: Option<ReviewEdition>,
    /// Whether the result lists the files that the site is made from.
    pub lists_inputs: bool,
    /// How much of full-text search is made.
    pub search: SearchMode,
    /// Which printable briefs are made.
    pub briefs: BriefMode,
    /// Whether pictures that other sites show for links are painted, and icons.
    pub cards: bool,
    /// The folder with results of earlier runs, if they may be used.
    pub cache: Option<Arc<dyn Files + Send>>,
}

/// A review edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewEdition {
    /// Its name: "Draft 3".
    pub name: Option<String>,
}

impl Request {
    /// The moment as of which a site with these settings is built.
    fn as_of(&self, config: &Config) -> Moment {
        let asked = self.as_of.as_ref().or(config.as_of.as_ref());
        asked.unwrap_or(&self.now).clone()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("as_of", &self.as_of)
            .field("now", &self.now)
            .field("search", &self.search)
            .field("briefs", &self.briefs)
            .finish_non_exhaustive()
    }
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// Every file of the products that were asked for.
    pub output: OutputSet,
    /// Everything that is wrong, ordered.
    pub report: Report,
    /// The texts that diagnostics point into.
    pub sources: Arc<SourceMap>,
    /// What the site holds, in numbers.
    pub counts: SiteCounts,
    /// The files that it was made from, without their hidden parts, if they were asked for.
    pub inputs: FileRecords,
    /// What was read, if the inputs were asked for.
    pub reads: ReadRecord,
    /// The moment as of which it was built.
    pub as_of: Moment,
    /// The themes, the site's own first.
    pub themes: Vec<String>,
    /// Why the output was not searched for text that is not public.
    pub skip_leak_scan: Option<String>,
    /// The search for text that is not public, for files that are added later.
    pub leaks: Option<Arc<LeakScan>>,
    /// What the next run can use again.
    pub cached: Vec<CacheEntry>,
    /// Why a product could not be made although the content is not to blame: nothing should be published then.
    pub failure: Option<Box<dyn Error + Send + Sync>>,
}

/// The documents that a query asks for.
#[derive(Debug)]
pub struct TypesetBriefs {
    /// The briefs, or why there are none.
    pub briefs: Result<Vec<Brief>, QueryError>,
    /// Everything that is wrong with them and the files that they need, ordered; without an answer,
    /// with the whole site.
    pub report: Report,
    /// How many errors are in files that they do not need.
    pub elsewhere: usize,
    /// The texts that diagnostics point into.
    pub sources: Arc<SourceMap>,
}

/// What a site holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteCounts {
    /// Web pages.
    pub pages: usize,
    /// Printable briefs.
    pub briefs: usize,
    /// Printable briefs that the site offers and that were not made.
    pub briefs_on_request: usize,
    /// Forces and ROCUs.
    pub bodies: usize,
    /// Judgments.
    pub judgments: usize,
    /// Findings, boxed and plain.
    pub findings: usize,
    /// Recommendations.
    pub recommendations: usize,
    /// Figures.
    pub figures: usize,
    /// Glossary terms.
    pub terms: usize,
}

/// Builds a site in memory.
pub fn build(files: &dyn Files, request: &Request) -> Built {
    build_with_progress(files, request, &|_, _| {})
}

/// Builds a site in memory; `progress` is called with how many briefs are typeset, of how many.
pub fn build_with_progress(files: &dyn Files, request: &Request, progress: Progress<'_>) -> Built {
    build_to(files, request, progress, None)
}

/// Builds a site of which pages and data files go to a sink as soon as they are made. Of a site with
/// an error, no file does.
pub fn build_to(
    files: &dyn Files,
    request: &Request,
    progress: Progress<'_>,
    sink: Option<&dyn FileSink>,
) -> Built {
    prepare(files, request, &mut BuildCache::default(), &mut |_| {}).finish(progress, sink)
}

/// Makes one product of a site in memory.
pub fn build_product(files: &dyn Files, request: &Request, product: &str) -> Built {
    prepare(files, request, &mut BuildCache::default(), &mut |_| {}).finish_product(product)
}

/// Typesets the documents that a query asks for, and makes nothing else.
pub fn typeset(
    files: &dyn Files,
    request: &Request,
    query: &BriefQuery,
    options: BriefOptions,
    progress: Progress<'_>,
) -> TypesetBriefs {
    prepare(files, request, &mut BuildCache::default(), &mut |_| {})
        .typeset(query, options, progress)
}
