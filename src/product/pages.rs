//! The web pages of a site, each rendered when it is first asked for.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::briefs::Briefs;
use super::search_index::SearchIndex;
use super::{Freshness, Made, Product, ProductFile, Run, SiteInputs};
use crate::diagnostic::{Code, Diagnostic};
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::plan::{ListPage, PageKind, PagePlan};
use crate::render::{self, PageRenderer};
use crate::view::{BriefLink, BriefLinks, ViewContext};

/// The pages of a site.
#[derive(Debug)]
pub(super) struct Pages {
    site: Arc<SiteInputs>,
    briefs: Arc<Briefs>,
    search_index: Arc<SearchIndex>,
    renderer: OnceLock<PageRenderer>,
    /// In the plan's order.
    pages: Vec<OnceLock<RenderedPage>>,
}

type RenderedPage = Result<Arc<[u8]>, Diagnostic>;

impl Pages {
    pub(super) const NAME: &'static str = "pages";

    pub(super) fn new(
        site: &Arc<SiteInputs>,
        briefs: &Arc<Briefs>,
        search_index: &Arc<SearchIndex>,
    ) -> Pages {
        Pages {
            site: Arc::clone(site),
            briefs: Arc::clone(briefs),
            search_index: Arc::clone(search_index),
            renderer: OnceLock::new(),
            pages: site.plan.pages.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    fn renderer(&self) -> &PageRenderer {
        self.renderer.get_or_init(|| {
            let context = self.site.context.with_briefs(self.briefs.links().clone());
            let theme = Arc::clone(&self.site.theme);
            let caches = &self.site.caches;
            let cache = caches.pages.clone();
            PageRenderer::new(context, theme, cache, caches.history.clone())
        })
    }

    /// A page, with the lengths of briefs known when the first page was rendered.
    fn page(&self, at: usize) -> &RenderedPage {
        self.pages[at].get_or_init(|| {
            let planned = &self.site.plan.pages[at];
            let renderer = self.renderer();
            renderer.render(planned, &self.context_of(planned, renderer.context()))
        })
    }

    /// The context of a page: that of search shows how many parts the index has.
    fn context_of<'c>(&self, planned: &PagePlan, context: &'c ViewContext) -> Cow<'c, ViewContext> {
        match planned.kind {
            PageKind::List(ListPage::Search) => Cow::Owned(ViewContext {
                search_parts: self.search_index.parts(),
                ..context.clone()
            }),
            _ => Cow::Borrowed(context),
        }
    }

    /// A page, with the length of its brief if that was made on request.
    fn page_now(&self, at: usize) -> RenderedPage {
        let planned = &self.site.plan.pages[at];
        let made = planned
            .kind
            .subject()
            .and_then(|subject| Some((subject, self.briefs.made_on_request(subject)?)));
        let Some((subject, link)) = made else {
            return self.page(at).clone();
        };
        let renderer = self.renderer();
        if renderer.context().briefs.get(&subject) == Some(&link) {
            return self.page(at).clone();
        }
        let context = renderer
            .context()
            .with_briefs(BriefLinks::from([(subject, link)]));
        renderer.render(planned, &context)
    }

    /// Makes the brief that a page shows the length of. The pages of most themes show none and need
    /// not wait: they are the same whatever the length.
    fn make_brief_shown_by(&self, at: usize) {
        let planned = &self.site.plan.pages[at];
        let subject = planned.kind.subject();
        let Some(subject) = subject.filter(|&subject| self.briefs.is_open(subject)) else {
            return;
        };
        let renderer = self.renderer();
        let other = BriefLink::new(renderer.context().addresses.brief(subject), 0, 0);
        let context = renderer
            .context()
            .with_briefs(BriefLinks::from([(subject, other)]));
        if renderer.render_uncached(planned, &context) != *self.page(at) {
            self.briefs.request(subject);
        }
    }

    /// Renders every page; `false` if the run was stopped before.
    fn render_all(&self, run: &Run<'_>) -> bool {
        // Registers take longest, so they are begun first: no core waits for one of them at the
        // end.
        let mut order: Vec<usize> = (0..self.pages.len()).collect();
        order.sort_by_key(|&at| !self.site.plan.pages[at].kind.is_register());
        let rendered = order.into_par_iter().with_max_len(8).map(|at| {
            let goes_on = !(run.is_stopped)();
            if goes_on {
                self.page(at);
            }
            goes_on
        });
        rendered.reduce(|| true, |one, other| one && other)
    }

    /// Renders every page and hands it on, so that it need not stay in memory; `None` if the run was
    /// stopped before.
    fn render_to(&self, sink: &dyn FileSink, run: &Run<'_>) -> Option<Made> {
        let pages = &self.site.plan.pages;
        let checks_ids = self.checks_ids();
        let renderer = self.renderer();
        sink.expect(&mut pages.iter().map(|planned| planned.path.as_str()));
        let mut order: Vec<usize> = (0..pages.len()).collect();
        order.sort_by_key(|&at| !pages[at].kind.is_register());
        let rendered = order.into_par_iter().with_max_len(8).map(|at| {
            let planned = &pages[at];
            if (run.is_stopped)() {
                return None;
            }
            let html = renderer.render(planned, &self.context_of(planned, renderer.context()));
            Some(match (html, OutputPath::new(planned.path.as_str())) {
                (Ok(html), Some(path)) => {
                    let twice = checks_ids
                        .then(|| render::check_ids(&html, planned, self.site.theme.theme()).err());
                    let file = sink.place(&path, html);
                    (at, Some((path, file)), twice.flatten())
                }
                (Err(diagnostic), _) => (at, None, Some(diagnostic)),
                // Paths are made of slugs.
                (Ok(_), None) => (at, None, None),
            })
        });
        let mut rendered: Vec<_> = rendered.collect::<Option<_>>()?;
        rendered.sort_by_key(|&(at, ..)| at);
        let (mut output, mut diagnostics) = (OutputSet::default(), Vec::new());
        for (_, placed, diagnostic) in rendered {
            if let Some((path, file)) = placed {
                output.insert_finished(path, file);
            }
            diagnostics.extend(diagnostic);
        }
        Some(Made {
            output,
            report: render::deduplicated(diagnostics),
            ..Made::default()
        })
    }

    /// Whether pages are searched for ids that occur twice. If the content itself has an id twice,
    /// that is reported already, and pages repeat it.
    fn checks_ids(&self) -> bool {
        let mut known = self.site.report.iter();
        !known.any(|diagnostic| diagnostic.code == Code::DuplicateId)
    }

    /// The ids that occur twice on a rendered page.
    fn duplicate_ids(&self) -> Vec<Diagnostic> {
        if !self.checks_ids() {
            return Vec::new();
        }
        let pages = self.site.plan.pages.par_iter().zip(&self.pages);
        pages
            .filter_map(|(planned, page)| {
                let html = page.get()?.as_ref().ok()?;
                let cache = self.site.caches.pages.as_ref();
                if cache.is_some_and(|cache| cache.has_sound_ids(&planned.path, html)) {
                    return None;
                }
                let checked = render::check_ids(html, planned, self.site.theme.theme());
                if let (Ok(()), Some(cache)) = (&checked, cache) {
                    cache.mark_sound_ids(&planned.path, html);
                }
                checked.err()
            })
            .collect()
    }
}

impl Product for Pages {
    fn name(&self) -> &'static str {
        Pages::NAME
    }

    /// Pages show how long each brief is.
    fn depends_on(&self) -> &'static [&'static str] {
        &[Briefs::NAME]
    }

    fn owns(&self, path: &str) -> bool {
        self.site.plan.find(path).is_some()
    }

    fn file(&self, path: &str, freshness: Freshness) -> ProductFile {
        let Some(at) = self.site.plan.find(path) else {
            return Ok(None);
        };
        if freshness == Freshness::Exact {
            self.make_brief_shown_by(at);
        }
        self.page_now(at).map(Some)
    }

    fn last_made(&self, path: &str) -> Option<Arc<[u8]>> {
        self.site.caches.pages.as_ref()?.last(path)
    }

    fn make(&self, run: &Run<'_>) -> Option<Made> {
        // Without templates no page can be rendered, and the reason is reported already.
        if !self.site.theme.is_sound() {
            return Some(Made::default());
        }
        if let Some(sink) = run.sink {
            return self.render_to(sink, run);
        }
        if !self.render_all(run) {
            return None;
        }
        let mut output = OutputSet::default();
        let mut diagnostics = Vec::new();
        for (planned, page) in self.site.plan.pages.iter().zip(&self.pages) {
            match (page.get(), OutputPath::new(planned.path.as_str())) {
                (Some(Ok(html)), Some(path)) => output.insert(path, Arc::clone(html)),
                (Some(Err(diagnostic)), _) => diagnostics.push(diagnostic.clone()),
                // Every page was rendered, and paths are made of slugs.
                (Some(Ok(_)) | None, _) => {}
            }
        }
        diagnostics.extend(self.duplicate_ids());
        if let Some(cache) = &self.site.caches.pages {
            cache.retain(|path| self.owns(path));
        }
        Some(Made {
            output,
            report: render::deduplicated(diagnostics),
            ..Made::default()
        })
    }
}
