//! A site of which everything is decided and nothing rendered: each page is made when it is first asked for.
//!
//! It never changes. Whoever asks for a page, from whichever thread and in whichever order, gets the bytes that a
//! finished site would hold.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Built, Tally};
use crate::address::Addresses;
use crate::config::{Address, Config};
use crate::diagnostic::{Diagnostic, Report};
use crate::export;
use crate::files::Looked;
use crate::model::{Corpus, Prose};
use crate::output::{OutputPath, OutputSet};
use crate::plan::{Plan, Planned};
use crate::render::{self, KeptPages, Pages, Press, Publication, Shared};
use crate::text::{FileId, SourceMap};
use crate::theme::Theme;
use crate::view::{Maps, Setting, Words};

/// A site, decided and not yet rendered.
#[derive(Debug)]
pub struct Prepared {
    parts: Parts,
    shared: Shared,
    /// The pages, in the plan's order.
    pages: Vec<OnceLock<Result<Arc<[u8]>, Diagnostic>>>,
    /// What is made from the whole corpus: the data export, the sitemap and the like.
    rest: OnceLock<OutputSet>,
}

/// What the steps before gave.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) config: Config,
    pub(super) theme: Theme,
    pub(super) press: Arc<Press>,
    pub(super) corpus: Corpus,
    pub(super) address: Address,
    pub(super) maps: Arc<Maps>,
    pub(super) today: Date,
    pub(super) plan: Plan,
    pub(super) fixed: OutputSet,
    pub(super) sources: SourceMap,
    pub(super) report: Report,
    pub(super) looked: Looked,
    pub(super) drafts: Vec<FileId>,
    pub(super) is_sound: bool,
    pub(super) kept: Option<Arc<KeptPages>>,
}

impl Prepared {
    pub(super) fn new(parts: Parts) -> Prepared {
        let pages = parts.plan.pages.iter().map(|_| OnceLock::new()).collect();
        Prepared { parts, shared: Shared::default(), pages, rest: OnceLock::new() }
    }

    /// Everything, resolved.
    pub fn corpus(&self) -> &Corpus {
        &self.parts.corpus
    }

    /// The publisher's settings.
    pub fn config(&self) -> &Config {
        &self.parts.config
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.parts.sources
    }

    /// Where the site stands.
    pub fn address(&self) -> &Address {
        &self.parts.address
    }

    /// The faults found before rendering, in the order found.
    pub fn report(&self) -> &Report {
        &self.parts.report
    }

    /// What was read and looked for.
    pub fn looked(&self) -> &Looked {
        &self.parts.looked
    }

    /// The files that say they are drafts, shown or not.
    pub fn drafts(&self) -> &[FileId] {
        &self.parts.drafts
    }

    /// Whether settings and theme are without fault, so that there are pages that can be shown.
    pub fn is_sound(&self) -> bool {
        self.parts.is_sound
    }

    /// Every page that there is.
    pub fn plan(&self) -> &Plan {
        &self.parts.plan
    }

    /// The page at a path: `forces/kent/index.html`.
    pub fn planned(&self, path: &str) -> Option<&Planned> {
        self.page_at(path).map(|at| &self.parts.plan.pages[at])
    }

    /// How many pages have been asked for.
    pub fn n_made(&self) -> usize {
        self.pages.iter().filter(|page| page.get().is_some()).count()
    }

    /// A file of the site, made now if nobody asked for it before. `None` if the site has no such file.
    ///
    /// # Errors
    /// The fault, if it is a page whose template does not fit.
    pub fn file(&self, path: &str) -> Result<Option<Arc<[u8]>>, Diagnostic> {
        if let Some(at) = self.page_at(path) {
            return self.page(at).clone().map(Some);
        }
        let kept = |files: &OutputSet| files.get(path).map(Arc::clone);
        Ok(kept(&self.parts.fixed).or_else(|| kept(self.rest())))
    }

    /// A page as it was last made by this build or an earlier one with the same memo.
    pub fn last_made(&self, path: &str) -> Option<Arc<[u8]>> {
        self.parts.kept.as_ref()?.last(path)
    }

    /// Makes every file, unless told to stop on the way; gives them with all faults, ordered.
    pub fn complete(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> Option<(OutputSet, Report)> {
        let made = (0..self.pages.len()).into_par_iter().map(|at| {
            let goes_on = !is_stopped();
            if goes_on {
                self.page(at);
            }
            goes_on
        });
        // All of them, or as many as were made before the word to stop.
        if !made.reduce(|| true, |one, other| one && other) {
            return None;
        }
        let mut output = self.parts.fixed.clone();
        let mut report = self.parts.report.clone();
        if self.parts.press.is_sound() {
            output.extend(self.rest().clone());
        }
        for (planned, page) in self.parts.plan.pages.iter().zip(&self.pages) {
            match (page.get(), OutputPath::new(planned.path.as_str())) {
                (Some(Ok(html)), Some(path)) => output.insert(path, Arc::clone(html)),
                (Some(Err(fault)), _) if self.parts.press.is_sound() => report.push(fault.clone()),
                // Without templates there are no pages, and the reason has been reported. Paths are made of slugs.
                (Some(Err(_) | Ok(_)) | None, _) => {}
            }
        }
        Some((output, report.sorted(&self.parts.sources)))
    }

    /// Makes every file.
    pub(super) fn finish(self) -> Built {
        let (output, report) = self.complete(&|| false).unwrap_or_default();
        let tally = self.tally();
        Built { output, report, tally, sources: self.parts.sources }
    }

    /// What the site holds, in numbers.
    pub fn tally(&self) -> Tally {
        let corpus = &self.parts.corpus;
        Tally {
            pages: self.pages.len(),
            bodies: corpus.bodies.len(),
            judgments: corpus.accounts.rows().iter().filter(|account| account.grade.is_some()).count(),
            findings: corpus.findings.len(),
            recommendations: corpus.recommendations.len(),
            figures: corpus.figures.len(),
            terms: corpus.terms.len(),
        }
    }

    /// The plan is ordered by path.
    fn page_at(&self, path: &str) -> Option<usize> {
        self.parts.plan.pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()
    }

    fn page(&self, at: usize) -> &Result<Arc<[u8]>, Diagnostic> {
        self.pages[at].get_or_init(|| {
            self.with_publication(|publication| {
                let Parts { press, theme, sources, kept, .. } = &self.parts;
                let pages = Pages { publication, press, theme, sources, shared: &self.shared, kept: kept.as_deref() };
                pages.render(&self.parts.plan.pages[at])
            })
        })
    }

    fn rest(&self) -> &OutputSet {
        self.rest.get_or_init(|| {
            self.with_publication(|publication| {
                let mut output = OutputSet::default();
                let export = export::export(publication.setting, &|_| None);
                export.write(publication.config, &mut output);
                render::site_files(publication, &self.parts.plan, &mut output);
                output
            })
        })
    }

    /// Lends what pages are made from.
    pub fn with_publication<T>(&self, make: impl FnOnce(&Publication<'_>) -> T) -> T {
        let Parts { corpus, address, maps, today, config, .. } = &self.parts;
        let addresses = Addresses::new(corpus, address.clone());
        let write = |prose: &Prose| Words::Html(render::html(prose, &addresses));
        let setting = Setting { corpus, addresses: &addresses, maps, today: *today, write: &write };
        make(&Publication { setting: &setting, config })
    }
}
