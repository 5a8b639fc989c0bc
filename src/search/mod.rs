//! Full-text search: what can be found, and the index that a browser searches without a server.
//!
//! Records are made from the corpus and the plan, not scraped from pages: one for each page,
//! finding, recommendation and section, with its own address, so that a result leads to the very
//! place. [Pagefind](https://pagefind.app) makes the index in this process: a browser fetches only
//! the few kilobytes of it that a query needs, nothing leaves the site, and stemming is right for
//! the site's language. What it would show with its own interface is the theme's business instead.
//!
//! Without the feature `search` the program has neither the page nor the index.

#[cfg(feature = "search")]
mod bundle;
mod record;

pub use record::{Record, records};

/// Why there is no index, although the content is not to blame.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The system gave no thread or timer.
    #[error("the search index could not be made: {0}\n{WITHOUT_SEARCH}")]
    System(#[source] std::io::Error),
    /// The library refused.
    #[error("the search index could not be made: {0}\n{WITHOUT_SEARCH}")]
    Library(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The library panicked.
    #[error(
        "the search index could not be made: the library that makes it stopped\n{WITHOUT_SEARCH}"
    )]
    Panic,
}

const WITHOUT_SEARCH: &str = "publish the site without it: `peelpress build --no-search`";

/// How much of search is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchMode {
    /// Nothing, and no link leads to it.
    #[default]
    Without,
    /// The page alone: for a check.
    Page,
    /// The page, and the index at the first search: for a preview, where it is out of date at the
    /// next keystroke.
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

/// How many parts the index of so many records has, and the index itself.
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
) -> Result<crate::output::OutputSet, IndexError> {
    Ok(crate::output::OutputSet::default())
}
