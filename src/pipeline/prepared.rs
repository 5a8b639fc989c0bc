//! A site of which everything is decided and nothing rendered: each page is made when it is first asked for.
//!
//! It never changes. Whoever asks for a page, from whichever thread and in whichever order, gets the bytes that a
//! finished site would hold.

mod on_request;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::briefs::{BriefOutcome, BuiltBriefs, OnRequest};
use super::{Built, SiteCounts};
use crate::address::Addresses;
use crate::brief::BriefMaker;
use crate::config::{Address, Config};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::export;
use crate::files::Dependencies;
use crate::model::Corpus;
use crate::output::{OutputPath, OutputSet};
use crate::plan::{PageKind, PagePlan, Plan};
use crate::render::{self, LoadedTheme, PageCache, PageRenderer};
use crate::search::{self, SearchMode};
use crate::text::{FileId, SourceMap};
use crate::view::{BriefLink, BriefLinks, ViewContext};

/// A site, decided and not yet rendered.
#[derive(Debug)]
pub struct PreparedSite {
    state: BuildState,
    /// The pages, in the plan's order.
    pages: Vec<OnceLock<Result<Arc<[u8]>, Diagnostic>>>,
    /// What is made from the whole corpus: the data export, the sitemap and the like.
    rest: OnceLock<OutputSet>,
    /// What full-text search can find.
    records: OnceLock<Vec<search::Record>>,
    /// Its index, if it is made when somebody searches.
    index: OnceLock<OutputSet>,
}

/// What the steps before gave.
#[derive(Debug)]
pub(super) struct BuildState {
    pub(super) search: SearchMode,
    pub(super) has_settings: bool,
    pub(super) press: Arc<LoadedTheme>,
    pub(super) renderer: PageRenderer,
    pub(super) maker: BriefMaker,
    pub(super) plan: Plan,
    pub(super) fixed: OutputSet,
    pub(super) sources: Arc<SourceMap>,
    pub(super) report: Report,
    pub(super) dependencies: Dependencies,
    pub(super) drafts: Vec<FileId>,
    pub(super) printed: BuiltBriefs,
    /// Those that are made when they are asked for. Until then pages show how long one was when it last was made.
    pub(super) on_request: OnRequest,
    /// Whether the site itself is wanted, and not a brief alone.
    pub(super) is_site: bool,
    pub(super) is_sound: bool,
    pub(super) kept: Option<Arc<PageCache>>,
}

impl PreparedSite {
    pub(super) fn new(state: BuildState) -> PreparedSite {
        let pages = state.plan.pages.iter().map(|_| OnceLock::new()).collect();
        PreparedSite {
            state,
            pages,
            rest: OnceLock::new(),
            records: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// Everything, resolved.
    pub fn corpus(&self) -> &Corpus {
        &self.context().corpus
    }

    /// What the views of the site's pages are derived from.
    pub fn context(&self) -> &ViewContext {
        self.state.renderer.context()
    }

    /// The publisher's settings.
    pub fn config(&self) -> &Config {
        &self.context().config
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.state.sources
    }

    /// The address of everything.
    pub fn addresses(&self) -> &Addresses {
        &self.context().addresses
    }

    /// Where the site stands.
    pub fn address(&self) -> &Address {
        self.context().addresses.site()
    }

    /// The faults found before rendering, in the order found.
    pub fn report(&self) -> &Report {
        &self.state.report
    }

    /// What was read and looked for.
    pub fn dependencies(&self) -> &Dependencies {
        &self.state.dependencies
    }

    /// The files that say they are drafts, shown or not.
    pub fn drafts(&self) -> &[FileId] {
        &self.state.drafts
    }

    /// Whether settings and theme are without fault, so that there are pages that can be shown.
    pub fn is_sound(&self) -> bool {
        self.state.is_sound
    }

    /// Every page that there is.
    pub fn plan(&self) -> &Plan {
        &self.state.plan
    }

    /// The page at a path: `forces/kent/index.html`.
    pub fn planned(&self, path: &str) -> Option<&PagePlan> {
        self.page_at(path).map(|at| &self.state.plan.pages[at])
    }

    /// A file of the site, made now if nobody asked for it before. `None` if the site has no such file.
    ///
    /// # Errors
    /// The fault, if it is a page or a brief whose template does not fit.
    pub fn file(&self, path: &str) -> Result<Option<Arc<[u8]>>, Diagnostic> {
        if let Some(at) = self.page_at(path) {
            if let Some(brief) = self
                .brief_of(path)
                .filter(|brief| self.shows_brief(at, brief))
            {
                self.brief(&brief);
            }
            return self.page_now(at).map(Some);
        }
        if let Some(BriefOutcome { value, report }) = self.brief(path) {
            let diagnostic = report
                .iter()
                .find(|diagnostic| diagnostic.severity == Severity::Error);
            return match (value, diagnostic) {
                (None, Some(diagnostic)) => Err(diagnostic.clone()),
                (brief, _) => Ok(brief.as_ref().map(|brief| Arc::clone(&brief.pdf))),
            };
        }
        let kept = |files: &OutputSet| files.get(path).map(Arc::clone);
        if self.is_of_index(path) {
            return Ok(kept(self.index()));
        }
        Ok(kept(&self.state.fixed).or_else(|| kept(self.rest())))
    }

    /// The same at once: a page shows how long its brief was when it last was made, if nobody has asked for that since.
    ///
    /// # Errors
    /// As [`PreparedSite::file`].
    pub fn get_cached(&self, path: &str) -> Result<Option<Arc<[u8]>>, Diagnostic> {
        match self.page_at(path) {
            Some(at) => self.page_now(at).map(Some),
            None => self.file(path),
        }
    }

    /// A page as it was last made by this build or an earlier one with the same memo.
    pub fn last_made(&self, path: &str) -> Option<Arc<[u8]>> {
        self.state.kept.as_ref()?.last(path)
    }

    /// Makes every file but the search index, unless told to stop; gives them with all faults, ordered.
    pub fn complete(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> Option<(OutputSet, Report)> {
        let BuildState {
            plan,
            fixed,
            report,
            sources,
            has_settings,
            ..
        } = &self.state;
        let (output, mut report) = (OutputSet::default(), report.clone());
        if !has_settings {
            return Some((output, report.sorted(sources)));
        }
        let (is_whole, rest) = rayon::join(
            || self.make_pages(is_stopped),
            || (!is_stopped()).then(|| self.rest()),
        );
        let mut output = fixed.clone();
        output.extend(rest.filter(|_| is_whole)?.clone());
        let mut diagnostics = Vec::new();
        for (planned, page) in plan.pages.iter().zip(&self.pages) {
            match (page.get(), OutputPath::new(planned.path.as_str())) {
                (Some(Ok(html)), Some(path)) => output.insert(path, Arc::clone(html)),
                (Some(Err(diagnostic)), _) => diagnostics.push(diagnostic.clone()),
                // Without templates no page was begun, and the reason has been reported. Paths are made of slugs.
                (Some(Ok(_)) | None, _) => {}
            }
        }
        diagnostics.extend(self.duplicate_ids());
        report.extend(render::deduplicated(diagnostics));
        if let Some(kept) = &self.state.kept {
            kept.retain(|path| self.page_at(path).is_some());
        }
        Some((output, report.sorted(sources)))
    }

    /// Ids that occur twice on a page that was made. Where ids of the content are known to be the same, pages have them
    /// twice for that reason, and say no more.
    fn duplicate_ids(&self) -> Vec<Diagnostic> {
        let BuildState {
            plan,
            press,
            report,
            ..
        } = &self.state;
        if report.iter().any(|known| known.code == Code::DuplicateId) {
            return Vec::new();
        }
        let pages = plan.pages.par_iter().zip(&self.pages);
        pages
            .filter_map(|(planned, page)| {
                let html = page.get()?.as_ref().ok()?;
                render::check_ids(html, planned, press.theme()).err()
            })
            .collect()
    }

    /// Makes every page; whether none was left out for a word to stop.
    fn make_pages(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> bool {
        if !self.state.press.is_sound() {
            return true;
        }
        // Registers take longest, so they are begun first: no core is left waiting for one of them at the end.
        let mut order: Vec<usize> = (0..self.pages.len()).collect();
        order.sort_by_key(|&at| !self.state.plan.pages[at].kind.is_register());
        let made = order.into_par_iter().with_max_len(8).map(|at| {
            let goes_on = !is_stopped();
            if goes_on {
                self.page(at);
            }
            goes_on
        });
        made.reduce(|| true, |one, other| one && other)
    }

    /// Makes every file.
    pub(super) fn finish(mut self) -> Built {
        let counts = self.counts();
        let (mut output, mut report, mut failure) =
            (OutputSet::default(), self.state.report.clone(), None);
        if self.state.is_site {
            let (made, index) = self.beside_index(|| self.complete(&|| false));
            (output, report) = made.unwrap_or_default();
            failure = index.map(|index| output.extend(index)).err();
        }
        let sources = Arc::clone(&self.state.sources);
        let BuiltBriefs {
            briefs, refusal, ..
        } = std::mem::take(&mut self.state.printed);
        // Letting go of all that the pages were made from takes a while, in which the site can be written already.
        rayon::spawn(move || drop(self));
        Built {
            output,
            report: report.sorted(&sources),
            counts,
            sources,
            failure,
            briefs,
            refusal,
        }
    }

    /// What the site holds, in numbers.
    pub fn counts(&self) -> SiteCounts {
        let corpus = &self.context().corpus;
        SiteCounts {
            pages: self.pages.len(),
            bodies: corpus.bodies.len(),
            judgments: corpus
                .accounts
                .rows()
                .iter()
                .filter(|account| account.grade.is_some())
                .count(),
            findings: corpus.findings.len(),
            recommendations: corpus.recommendations.len(),
            figures: corpus.figures.len(),
            terms: corpus.terms.len(),
        }
    }

    /// The plan is ordered by path.
    fn page_at(&self, path: &str) -> Option<usize> {
        self.state
            .plan
            .pages
            .binary_search_by(|page| page.path.as_str().cmp(path))
            .ok()
    }

    fn page(&self, at: usize) -> &Result<Arc<[u8]>, Diagnostic> {
        self.pages[at].get_or_init(|| self.render(at, self.context()))
    }

    /// A page, with what is known of its brief by now.
    fn page_now(&self, at: usize) -> Result<Arc<[u8]>, Diagnostic> {
        let BuildState {
            plan, on_request, ..
        } = &self.state;
        let context = self.context();
        let planned = &plan.pages[at];
        let path = self.brief_of(&planned.path);
        let made = path.and_then(|path| {
            Some((
                on_request.subject(&path)?,
                on_request.made(&path)?.value.as_ref()?,
            ))
        });
        let Some((subject, brief)) = made else {
            return self.page(at).clone();
        };
        let url = context.addresses.brief(subject);
        let link = BriefLink::new(url, brief.pages, brief.pdf.len());
        if context.briefs.get(&subject) == Some(&link) {
            return self.page(at).clone();
        }
        self.render(
            at,
            &context.with_briefs(BriefLinks::from([(subject, link)])),
        )
    }

    fn render(&self, at: usize, context: &ViewContext) -> Result<Arc<[u8]>, Diagnostic> {
        let planned = &self.state.plan.pages[at];
        self.state
            .renderer
            .render(planned, &self.for_page(planned, context))
    }

    /// The context of a page: that of search shows how many parts the index has.
    fn for_page<'c>(&self, planned: &PagePlan, context: &'c ViewContext) -> Cow<'c, ViewContext> {
        match planned.kind {
            PageKind::Search => Cow::Owned(ViewContext {
                search_parts: self.search_parts(),
                ..context.clone()
            }),
            _ => Cow::Borrowed(context),
        }
    }

    fn rest(&self) -> &OutputSet {
        self.rest.get_or_init(|| {
            let context = self.context();
            let mut output = export::export(context);
            if self.state.press.is_sound() {
                render::site_files(context, &self.state.plan, &mut output);
            }
            output
        })
    }
}
