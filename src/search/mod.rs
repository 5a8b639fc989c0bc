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

/// How much of search is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchMode {
    /// Nothing, and no link leads to it.
    #[default]
    Without,
    /// The page alone: for a check.
    Page,
    /// The page, and the index when somebody searches: for a preview, where it is out of date at the next keystroke.
    OnRequest,
    /// The page and its index.
    Whole,
}

impl SearchMode {
    /// Whether there is a search page.
    pub fn has_page(self) -> bool {
        cfg!(feature = "search") && self != SearchMode::Without
    }
}

/// How many parts the index of so many records has, and the index itself; or words that say why there is none.
#[cfg(feature = "search")]
pub use bundle::{index, parts};

/// A program without search makes no index.
#[cfg(not(feature = "search"))]
pub fn parts(_: usize) -> usize {
    0
}

/// A program without search makes no index.
///
/// # Errors
/// None.
#[cfg(not(feature = "search"))]
pub fn index(
    _: &[Record],
    _: &str,
    _: &crate::address::Addresses,
) -> Result<crate::output::OutputSet, String> {
    Ok(crate::output::OutputSet::default())
}
