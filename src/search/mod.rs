//! Full-text search: what can be found, and the index that a browser searches without a server.
//!
//! Records are made from the corpus and the plan, not scraped from pages: one for each page, finding, recommendation and
//! section, with its own address, so that a result leads to the very place. [Pagefind](https://pagefind.app) makes the
//! index in this process: a browser fetches only the few kilobytes of it that a query needs, nothing leaves the site, and
//! stemming is right for the site's language. What it would show with its own interface is the theme's business instead.
//!
//! Without the feature `search` the program has neither the page nor the index.

#[cfg(feature = "search")]
mod bundle;
mod record;

pub use record::{Record, records};

use crate::output::OutputSet;
use crate::plan::Plan;
use crate::view::Setting;

/// How much of search is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Nothing, and no link leads to it.
    #[default]
    Without,
    /// The page alone: for a check, and for a preview, where an index would be out of date at the next keystroke.
    Page,
    /// The page and its index.
    Whole,
}

impl Extent {
    /// Whether there is a search page.
    pub fn has_page(self) -> bool {
        cfg!(feature = "search") && self != Extent::Without
    }
}

/// Makes the index while `work` is done, which is told how many parts the index has if the site has a search page.
/// Instead of the index, words that say why there is none: that is no fault of the content.
#[cfg(feature = "search")]
pub fn beside<T>(
    setting: &Setting<'_>,
    plan: &Plan,
    language: &str,
    extent: Extent,
    work: impl FnOnce(Option<usize>) -> T,
) -> (T, Result<OutputSet, String>) {
    match extent {
        Extent::Without => return (work(None), Ok(OutputSet::default())),
        Extent::Page => return (work(Some(1)), Ok(OutputSet::default())),
        Extent::Whole => {}
    }
    let records = records(setting, plan);
    std::thread::scope(|scope| {
        // A thread of its own, as Pagefind waits for its threads and would keep one of ours from rendering; and should it
        // stop short, the site is not lost with it.
        let indexer = scope.spawn(|| bundle::index(&records, language, setting.addresses));
        let done = work(Some(bundle::parts(records.len())));
        let index = indexer.join().unwrap_or_else(|_| Err("the library that makes it stopped".to_owned()));
        let advice = "publish the site without it: `peelpress build --no-search`";
        (done, index.map_err(|words| format!("the search index could not be made: {words}\n{advice}")))
    })
}

/// Does the work; there is no index to make.
#[cfg(not(feature = "search"))]
pub fn beside<T>(
    _: &Setting<'_>,
    _: &Plan,
    _: &str,
    _: Extent,
    work: impl FnOnce(Option<usize>) -> T,
) -> (T, Result<OutputSet, String>) {
    (work(None), Ok(OutputSet::default()))
}
