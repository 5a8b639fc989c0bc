//! The index of full-text search: made with the site, or in a preview at the first search.

use std::sync::{Arc, OnceLock};

use super::{Freshness, Made, Product, ProductFile, Run, Schedule, SiteInputs};
use crate::diagnostic::Report;
use crate::output::OutputSet;
use crate::search::{self, IndexError, Record, SearchMode};

/// The index of a site.
#[derive(Debug)]
pub(super) struct SearchIndex {
    site: Arc<SiteInputs>,
    /// What can be found.
    records: OnceLock<Vec<Record>>,
    /// The index, if it was made on request.
    files: OnceLock<OutputSet>,
}

impl SearchIndex {
    pub(super) const NAME: &'static str = "search index";

    pub(super) fn new(site: &Arc<SiteInputs>) -> SearchIndex {
        SearchIndex {
            site: Arc::clone(site),
            records: OnceLock::new(),
            files: OnceLock::new(),
        }
    }

    /// How many parts the index has.
    pub(super) fn parts(&self) -> usize {
        match self.site.search {
            SearchMode::Without => 0,
            SearchMode::Page => 1,
            SearchMode::OnRequest | SearchMode::Whole => search::parts(self.records().len()),
        }
    }

    /// Whether this site has an index, and not the page of search alone.
    fn is_wanted(&self) -> bool {
        match self.site.search {
            SearchMode::Without | SearchMode::Page => false,
            SearchMode::OnRequest | SearchMode::Whole => self.site.search.has_page(),
        }
    }

    fn records(&self) -> &[Record] {
        self.records
            .get_or_init(|| search::records(&self.site.context, &self.site.plan))
    }

    /// Text in the records that is not public. The index is compressed, so what is put into it is searched.
    fn leaks(&self) -> Report {
        let mut report = Report::default();
        let Some(leaks) = &self.site.leaks else {
            return report;
        };
        let addresses = &self.site.context.addresses;
        let path = addresses.path(&addresses.search_index(0));
        for record in self.records() {
            for words in [&record.title, &record.text, &record.place, &record.also] {
                let found = leaks.scan(&path, words.as_bytes());
                found.into_iter().for_each(|leak| report.push(leak));
            }
        }
        report
    }

    /// Makes the index on a thread of its own, as Pagefind waits for its threads and would keep a worker from rendering;
    /// if it panics, the site is not lost with it.
    fn index(&self) -> Result<OutputSet, IndexError> {
        let context = &self.site.context;
        let records = self.records();
        std::thread::scope(|scope| {
            let index = scope
                .spawn(|| search::index(records, &context.config.language, &context.addresses));
            index.join().unwrap_or(Err(IndexError::Panic))
        })
    }
}

impl Product for SearchIndex {
    fn name(&self) -> &'static str {
        SearchIndex::NAME
    }

    fn schedule(&self) -> Schedule {
        match self.site.search {
            SearchMode::OnRequest => Schedule::OnRequest,
            SearchMode::Without | SearchMode::Page | SearchMode::Whole => Schedule::WithSite,
        }
    }

    fn has_own_threads(&self) -> bool {
        self.is_wanted()
    }

    fn owns(&self, path: &str) -> bool {
        let addresses = &self.site.context.addresses;
        self.is_wanted() && path.starts_with(&addresses.path(&addresses.search_index(0)))
    }

    /// Where the index cannot be made, the page of search says that it cannot be reached, and
    /// `build` says why.
    fn file(&self, path: &str, _: Freshness) -> ProductFile {
        let files = self.files.get_or_init(|| self.index().unwrap_or_default());
        Ok(files.get(path).map(Arc::clone))
    }

    fn make(&self, run: &Run<'_>) -> Option<Made> {
        if (run.is_stopped)() {
            return None;
        }
        if !self.is_wanted() {
            return Some(Made::default());
        }
        Some(match self.index() {
            Ok(output) => Made {
                report: self.leaks(),
                ..Made::of(output)
            },
            Err(error) => Made {
                failure: Some(error.into()),
                ..Made::default()
            },
        })
    }
}
