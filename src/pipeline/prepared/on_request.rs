//! What takes long and few look at: briefs, and the index of full-text search. A build makes them with the site, the preview
//! when somebody asks for them.

use super::{BuildState, PreparedSite};
use crate::diagnostic::Report;
use crate::model::Subject;
use crate::output::OutputSet;
use crate::pipeline::briefs::BriefOutcome;
use crate::plan::PageKind;
use crate::search::{self, SearchMode};
use crate::view::{BriefLink, BriefLinks};

/// Briefs that are made when they are asked for.
impl PreparedSite {
    /// The file of the brief that a page offers, if there can be one.
    pub fn brief_of(&self, page: &str) -> Option<String> {
        let on_request = &self.state.on_request;
        let addresses = &self.context().addresses;
        let subject = match self.planned(page)?.kind {
            PageKind::Body(id) => Subject::Body(id),
            PageKind::Region(id) => Subject::Region(id),
            _ => return None,
        };
        Some(addresses.path(&addresses.brief(subject)))
            .filter(|path| on_request.subject(path).is_some())
    }

    /// Whether a page would be another if its brief were longer. Most themes' pages are not, and need not wait for it.
    pub(super) fn shows_brief(&self, at: usize, path: &str) -> bool {
        let on_request = &self.state.on_request;
        let Some(subject) = on_request
            .subject(path)
            .filter(|_| on_request.made(path).is_none())
        else {
            return false;
        };
        let context = self.context();
        let other = BriefLink::new(context.addresses.brief(subject), 0, 0);
        let other = context.with_briefs(BriefLinks::from([(subject, other)]));
        let planned = &self.state.plan.pages[at];
        self.state.renderer.render_uncached(planned, &other) != *self.page(at)
    }

    /// What was found wrong with a brief, if somebody has asked for it.
    pub fn brief_diagnostics(&self, path: &str) -> Option<&Report> {
        self.state.on_request.made(path).map(|made| &made.report)
    }

    /// The brief that a file is. As in a build, there is none while there are faults.
    pub(super) fn brief(&self, path: &str) -> Option<&BriefOutcome> {
        let BuildState {
            on_request,
            report,
            maker,
            ..
        } = &self.state;
        on_request.get(path, |subject, files| {
            if report.has_errors() {
                return BriefOutcome {
                    value: None,
                    report: report.clone(),
                };
            }
            maker.of(subject, files)
        })
    }
}

/// Full-text search. The index is made with the whole site, or for a preview when somebody searches.
impl PreparedSite {
    /// How many parts the index has.
    pub(super) fn search_parts(&self) -> usize {
        match self.state.search {
            SearchMode::Without => 0,
            SearchMode::Page => 1,
            SearchMode::OnRequest | SearchMode::Whole => search::parts(self.records().len()),
        }
    }

    pub(super) fn is_of_index(&self, path: &str) -> bool {
        let addresses = &self.context().addresses;
        self.state.search == SearchMode::OnRequest
            && path.starts_with(&addresses.path(&addresses.search_index(0)))
    }

    /// The index. Where none can be made, search says that it cannot be reached, and `build` says why.
    pub(super) fn index(&self) -> &OutputSet {
        self.index.get_or_init(|| match &self.state {
            BuildState {
                search,
                has_settings: true,
                ..
            } if search.has_page() => self.make_index(|| ()).1.unwrap_or_default(),
            _ => OutputSet::default(),
        })
    }

    pub(super) fn records(&self) -> &[search::Record] {
        self.records
            .get_or_init(|| search::records(self.context(), &self.state.plan))
    }

    /// Does something else while the index is made. Instead of the index, words that say why there is none: that is no
    /// fault of the content.
    pub(super) fn beside_index<T>(
        &self,
        other: impl FnOnce() -> T,
    ) -> (T, Result<OutputSet, String>) {
        let BuildState {
            search,
            has_settings,
            ..
        } = &self.state;
        if *search != SearchMode::Whole || !search.has_page() || !has_settings {
            return (other(), Ok(OutputSet::default()));
        }
        self.make_index(other)
    }

    fn make_index<T>(&self, other: impl FnOnce() -> T) -> (T, Result<OutputSet, String>) {
        let context = self.context();
        let records = self.records();
        std::thread::scope(|scope| {
            // A thread of its own, as Pagefind waits for its threads and would keep one of ours from rendering; and should
            // it stop short, the site is not lost with it.
            let making = scope
                .spawn(|| search::index(records, &context.config.language, &context.addresses));
            let other = other();
            let index = making
                .join()
                .unwrap_or_else(|_| Err("the library that makes it stopped".to_owned()));
            let advice = "publish the site without it: `peelpress build --no-search`";
            (
                other,
                index.map_err(|words| {
                    format!("the search index could not be made: {words}\n{advice}")
                }),
            )
        })
    }
}
