//! A site of which everything is decided and nothing rendered: each page is made when it is first asked for.
//!
//! It never changes. Whoever asks for a page, from whichever thread and in whichever order, gets the bytes that a
//! finished site would hold.

mod on_request;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use super::briefs::{Made, OnRequest, Printed};
use super::{Built, Tally};
use crate::address::Addresses;
use crate::config::{Address, Config};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::export;
use crate::files::Looked;
use crate::model::{Corpus, Prose, Subject};
use crate::output::{OutputPath, OutputSet};
use crate::plan::{Plan, Planned, Shows};
use crate::render::{self, KeptPages, Lists, Pages, Press, Publication};
use crate::search::{self, Extent};
use crate::text::{FileId, SourceMap};
use crate::theme::Theme;
use crate::view::{BriefLink, BriefLinks, Cells, Maps, Parts, Setting, Words};

/// A site, decided and not yet rendered.
#[derive(Debug)]
pub struct Prepared {
    decided: Decided,
    /// What many pages show.
    cells: Cells,
    /// What many pages are made from.
    lists: Lists,
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
pub(super) struct Decided {
    pub(super) search: Extent,
    pub(super) has_settings: bool,
    pub(super) config: Config,
    pub(super) theme: Theme,
    pub(super) press: Arc<Press>,
    pub(super) corpus: Arc<Corpus>,
    pub(super) addresses: Addresses,
    pub(super) maps: Arc<Maps>,
    pub(super) today: Date,
    pub(super) plan: Plan,
    pub(super) fixed: OutputSet,
    pub(super) sources: SourceMap,
    pub(super) report: Report,
    pub(super) looked: Looked,
    pub(super) drafts: Vec<FileId>,
    /// Whether there are briefs, made or to be made.
    pub(super) has_briefs: bool,
    pub(super) printed: Printed,
    /// Those that are made when they are asked for. Until then pages show how long one was when it last was made.
    pub(super) on_request: OnRequest,
    /// Whether the site itself is wanted, and not a brief alone.
    pub(super) is_site: bool,
    pub(super) is_sound: bool,
    pub(super) kept: Option<Arc<KeptPages>>,
}

impl Prepared {
    pub(super) fn new(decided: Decided) -> Prepared {
        let pages = decided.plan.pages.iter().map(|_| OnceLock::new()).collect();
        let cells = Cells::new(&decided.corpus);
        Prepared {
            decided,
            cells,
            lists: Lists::default(),
            pages,
            rest: OnceLock::new(),
            records: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// Everything, resolved.
    pub fn corpus(&self) -> &Corpus {
        &self.decided.corpus
    }

    /// The publisher's settings.
    pub fn config(&self) -> &Config {
        &self.decided.config
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.decided.sources
    }

    /// The address of everything.
    pub fn addresses(&self) -> &Addresses {
        &self.decided.addresses
    }

    /// Where the site stands.
    pub fn address(&self) -> &Address {
        self.decided.addresses.site()
    }

    /// The faults found before rendering, in the order found.
    pub fn report(&self) -> &Report {
        &self.decided.report
    }

    /// What was read and looked for.
    pub fn looked(&self) -> &Looked {
        &self.decided.looked
    }

    /// The files that say they are drafts, shown or not.
    pub fn drafts(&self) -> &[FileId] {
        &self.decided.drafts
    }

    /// Whether settings and theme are without fault, so that there are pages that can be shown.
    pub fn is_sound(&self) -> bool {
        self.decided.is_sound
    }

    /// Every page that there is.
    pub fn plan(&self) -> &Plan {
        &self.decided.plan
    }

    /// The page at a path: `forces/kent/index.html`.
    pub fn planned(&self, path: &str) -> Option<&Planned> {
        self.page_at(path).map(|at| &self.decided.plan.pages[at])
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
        if let Some(Made { value, report }) = self.brief(path) {
            let fault = report
                .iter()
                .find(|fault| fault.severity == Severity::Error);
            return match (value, fault) {
                (None, Some(fault)) => Err(fault.clone()),
                (brief, _) => Ok(brief.as_ref().map(|brief| Arc::clone(&brief.pdf))),
            };
        }
        let kept = |files: &OutputSet| files.get(path).map(Arc::clone);
        if self.is_of_index(path) {
            return Ok(kept(self.index()));
        }
        Ok(kept(&self.decided.fixed).or_else(|| kept(self.rest())))
    }

    /// The same at once: a page shows how long its brief was when it last was made, if nobody has asked for that since.
    ///
    /// # Errors
    /// As [`Prepared::file`].
    pub fn glance(&self, path: &str) -> Result<Option<Arc<[u8]>>, Diagnostic> {
        match self.page_at(path) {
            Some(at) => self.page_now(at).map(Some),
            None => self.file(path),
        }
    }

    /// A page as it was last made by this build or an earlier one with the same memo.
    pub fn last_made(&self, path: &str) -> Option<Arc<[u8]>> {
        self.decided.kept.as_ref()?.last(path)
    }

    /// Makes every file but the search index, unless told to stop; gives them with all faults, ordered.
    pub fn complete(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> Option<(OutputSet, Report)> {
        let Decided {
            plan,
            fixed,
            report,
            sources,
            has_settings,
            ..
        } = &self.decided;
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
        let mut faults = Vec::new();
        for (planned, page) in plan.pages.iter().zip(&self.pages) {
            match (page.get(), OutputPath::new(planned.path.as_str())) {
                (Some(Ok(html)), Some(path)) => output.insert(path, Arc::clone(html)),
                (Some(Err(fault)), _) => faults.push(fault.clone()),
                // Without templates no page was begun, and the reason has been reported. Paths are made of slugs.
                (Some(Ok(_)) | None, _) => {}
            }
        }
        report.extend(render::once_each(faults));
        if let Some(kept) = &self.decided.kept {
            kept.retain(|path| self.page_at(path).is_some());
        }
        Some((output, report.sorted(sources)))
    }

    /// Makes every page; whether none was left out for a word to stop.
    fn make_pages(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> bool {
        if !self.decided.press.is_sound() {
            return true;
        }
        // Registers take longest, so they are begun first: no core is left waiting for one of them at the end.
        let mut order: Vec<usize> = (0..self.pages.len()).collect();
        order.sort_by_key(|&at| !self.decided.plan.pages[at].shows.is_register());
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
        let tally = self.tally();
        let (mut output, mut report, mut failure) =
            (OutputSet::default(), self.decided.report.clone(), None);
        if self.decided.is_site {
            let (made, index) = self.beside_index(|| self.complete(&|| false));
            (output, report) = made.unwrap_or_default();
            failure = index.map(|index| output.extend(index)).err();
        }
        let sources = std::mem::take(&mut self.decided.sources);
        let Printed {
            briefs, refusal, ..
        } = std::mem::take(&mut self.decided.printed);
        // Letting go of all that the pages were made from takes a while, in which the site can be written already.
        rayon::spawn(move || drop(self));
        Built {
            output,
            report: report.sorted(&sources),
            tally,
            sources,
            failure,
            briefs,
            refusal,
        }
    }

    /// What the site holds, in numbers.
    pub fn tally(&self) -> Tally {
        let corpus = &self.decided.corpus;
        Tally {
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
        self.decided
            .plan
            .pages
            .binary_search_by(|page| page.path.as_str().cmp(path))
            .ok()
    }

    fn page(&self, at: usize) -> &Result<Arc<[u8]>, Diagnostic> {
        self.pages[at].get_or_init(|| {
            self.render(
                at,
                &self.decided.printed.links,
                self.decided.kept.as_deref(),
            )
        })
    }

    /// A page, with what is known of its brief by now.
    fn page_now(&self, at: usize) -> Result<Arc<[u8]>, Diagnostic> {
        let Decided {
            plan,
            on_request,
            printed,
            addresses,
            ..
        } = &self.decided;
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
        let link = BriefLink::new(addresses.brief(subject), brief.pages, brief.pdf.len());
        if printed.links.get(&subject) == Some(&link) {
            return self.page(at).clone();
        }
        self.render(
            at,
            &BriefLinks::from([(subject, link)]),
            self.decided.kept.as_deref(),
        )
    }

    fn render(
        &self,
        at: usize,
        briefs: &BriefLinks,
        kept: Option<&KeptPages>,
    ) -> Result<Arc<[u8]>, Diagnostic> {
        let Decided {
            press,
            theme,
            sources,
            config,
            plan,
            has_briefs,
            ..
        } = &self.decided;
        let search_parts = self.search_parts(plan.pages[at].shows == Shows::Search);
        self.with_links(briefs, |setting| {
            let publication = &Publication {
                setting,
                config,
                search_parts,
                has_briefs: *has_briefs,
            };
            Pages {
                publication,
                press,
                theme,
                sources,
                lists: &self.lists,
                kept,
            }
            .render(&plan.pages[at])
        })
    }

    fn rest(&self) -> &OutputSet {
        self.rest.get_or_init(|| {
            self.with_publication(|publication| {
                let Decided {
                    corpus,
                    printed,
                    on_request,
                    ..
                } = &self.decided;
                let brief = |id: &str| {
                    let subject = Subject::Body(corpus.bodies.find(id)?);
                    let url = publication.setting.addresses.brief(subject);
                    let path = publication.setting.addresses.path(&url);
                    let has_brief =
                        printed.links.contains_key(&subject) || on_request.subject(&path).is_some();
                    has_brief.then_some(url)
                };
                let mut output = export::export(publication.setting, publication.config, &brief);
                if self.decided.press.is_sound() {
                    render::site_files(publication, &self.decided.plan, &mut output);
                }
                output
            })
        })
    }

    /// Lends what pages are made from.
    pub fn with_publication<T>(&self, make: impl FnOnce(&Publication<'_>) -> T) -> T {
        let search_parts = self.search_parts(false);
        let Decided {
            config, has_briefs, ..
        } = &self.decided;
        self.with_setting(|setting| {
            make(&Publication {
                setting,
                config,
                search_parts,
                has_briefs: *has_briefs,
            })
        })
    }

    /// Lends what views are derived from.
    fn with_setting<T>(&self, make: impl FnOnce(&Setting<'_>) -> T) -> T {
        self.with_links(&self.decided.printed.links, make)
    }

    fn with_links<T>(&self, briefs: &BriefLinks, make: impl FnOnce(&Setting<'_>) -> T) -> T {
        let Decided {
            corpus,
            addresses,
            maps,
            today,
            ..
        } = &self.decided;
        let write = |prose: &Prose| Words::Html(render::html(prose, addresses));
        let parts = Parts::new(corpus, addresses, &self.cells);
        let today = *today;
        make(&Setting {
            corpus,
            addresses,
            parts: &parts,
            maps,
            today,
            briefs,
            write: &write,
        })
    }
}
