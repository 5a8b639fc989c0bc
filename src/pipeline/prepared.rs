//! A site of which everything is decided and nothing made: each file of a product is made when it
//! is first asked for.
//!
//! It never changes. Whichever thread asks for a file, and in whatever order, the bytes are those
//! of a finished site.

use std::sync::Arc;

use super::checked_sink::{CheckedSink, search_for_leaks};
use super::{Built, HiddenPart, SiteCounts, TypesetBriefs, review};
use crate::address::Addresses;
use crate::brief::{self, BriefMode, BriefOptions, BriefQuery, Progress};
use crate::config::{Address, Config};
use crate::diagnostic::{Diagnostic, Report};
use crate::document::Ledger;
use crate::files::Dependencies;
use crate::model::Corpus;
use crate::output::{FileSink, OutputSet};
use crate::plan::{PagePlan, Plan};
use crate::product::{self, Freshness, Made, Product, ProductFile, Run, Schedule, SiteInputs};
use crate::text::SourceMap;
use crate::view::ViewContext;

/// A site, decided and not yet made.
#[derive(Debug)]
pub struct PreparedSite {
    site: Arc<SiteInputs>,
    /// Empty without settings.
    products: Vec<Arc<dyn Product>>,
    is_sound: bool,
    dependencies: Dependencies,
    hidden: Vec<HiddenPart>,
}

impl PreparedSite {
    pub(super) fn new(
        site: SiteInputs,
        has_settings: bool,
        is_sound: bool,
        dependencies: Dependencies,
        hidden: Vec<HiddenPart>,
    ) -> PreparedSite {
        let site = Arc::new(site);
        let products = match has_settings {
            true => product::list(&site),
            false => Vec::new(),
        };
        PreparedSite {
            site,
            products,
            is_sound,
            dependencies,
            hidden,
        }
    }

    /// Everything that the content holds, resolved.
    pub fn corpus(&self) -> &Corpus {
        &self.site.context.corpus
    }

    /// What the views of the site's pages are derived from.
    pub fn context(&self) -> &ViewContext {
        &self.site.context
    }

    /// The publisher's settings.
    pub fn config(&self) -> &Config {
        &self.site.context.config
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.site.sources
    }

    /// The address of everything.
    pub fn addresses(&self) -> &Addresses {
        &self.site.context.addresses
    }

    /// Where the site is published.
    pub fn address(&self) -> &Address {
        self.addresses().site()
    }

    /// What is wrong with settings, theme and content, in the order found.
    pub fn report(&self) -> &Report {
        &self.site.report
    }

    /// What was read and looked for.
    pub fn dependencies(&self) -> &Dependencies {
        &self.dependencies
    }

    /// What is not public, shown or not, in the order of its files.
    pub fn hidden(&self) -> &[HiddenPart] {
        &self.hidden
    }

    /// Whether settings and theme have no error, so that there are pages that can be shown.
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// Every page that there is.
    pub fn plan(&self) -> &Plan {
        &self.site.plan
    }

    /// The ledger of addresses, if the site keeps one.
    pub fn ledger(&self) -> Option<&Ledger> {
        self.site.ledger.as_ref()
    }

    /// The page at a path: `forces/kent/index.html`.
    pub fn planned(&self, path: &str) -> Option<&PagePlan> {
        let at = self.site.plan.find(path)?;
        Some(&self.site.plan.pages[at])
    }

    /// A file of the site, made on the first request. `None` if the site has no such file.
    ///
    /// # Errors
    /// If it is a page or a brief, and its template does not fit.
    pub fn file(&self, path: &str) -> ProductFile {
        self.look_up(path, Freshness::Exact)
    }

    /// The same at once: a page shows the length that its brief had when it was last made.
    ///
    /// # Errors
    /// As [`PreparedSite::file`].
    pub fn get_cached(&self, path: &str) -> ProductFile {
        self.look_up(path, Freshness::Quick)
    }

    fn look_up(&self, path: &str, freshness: Freshness) -> ProductFile {
        for product in self.owners(path) {
            if let Some(file) = product.file(path, freshness)? {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// The products that may have a file at a path.
    fn owners(&self, path: &str) -> impl Iterator<Item = &Arc<dyn Product>> {
        self.products
            .iter()
            .filter(move |product| product.owns(path))
    }

    /// The last rendering of a page, by this build or an earlier one with the same cache.
    pub fn last_made(&self, path: &str) -> Option<Arc<[u8]>> {
        self.owners(path)
            .find_map(|product| product.last_made(path))
    }

    /// The numbered paragraphs of a page as the review edition has them; `None` if there is no such page.
    ///
    /// # Errors
    /// As [`PreparedSite::file`].
    pub fn review_paragraphs(
        &self,
        path: &str,
    ) -> Result<Option<Vec<(usize, String)>>, Diagnostic> {
        let html = self.get_cached(path)?;
        Ok(html.map(|html| review::paragraphs(&review::page(&html))))
    }

    /// The path of the brief that a page offers, if the site makes briefs.
    pub fn brief_of(&self, page: &str) -> Option<String> {
        let subject = self.planned(page)?.kind.subject()?;
        let url = self.context().brief_url(subject)?;
        Some(self.addresses().path(&url))
    }

    /// The diagnostics of a brief, if it has been requested.
    pub fn brief_diagnostics(&self, path: &str) -> Option<&Report> {
        self.owners(path)
            .find_map(|product| product.diagnostics(path))
    }

    /// Makes every product but those that are made on request, unless stopped; gives their files
    /// and everything wrong with the site, ordered.
    pub fn complete(&self, is_stopped: &(dyn Fn() -> bool + Sync)) -> Option<(OutputSet, Report)> {
        let run = Run {
            is_stopped,
            progress: &|_, _| {},
            sink: None,
        };
        let Made { output, report, .. } = product::make(&self.with_site(), &run)?;
        Some((output, self.whole_report(report)))
    }

    /// Makes every page, unless stopped; gives the pages and everything wrong with the site, ordered.
    /// Where only words changed, all other files are at the addresses where they were, and
    /// nothing new can be wrong with them.
    pub fn complete_pages(
        &self,
        is_stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<(OutputSet, Report)> {
        let run = Run {
            is_stopped,
            progress: &|_, _| {},
            sink: None,
        };
        let mut products = self.with_site();
        products.retain(|product| product.name() == product::PAGES);
        let Made { output, report, .. } = product::make(&products, &run)?;
        Some((output, self.whole_report(report)))
    }

    /// The same number for sites of a preview between which only words changed.
    pub fn origin(&self) -> u64 {
        self.site.caches.history.origin()
    }

    /// The products that are made with the site.
    fn with_site(&self) -> Vec<Arc<dyn Product>> {
        let products = self.products.iter();
        products
            .filter(|product| product.schedule() == Schedule::WithSite)
            .cloned()
            .collect()
    }

    /// Everything wrong with the site, ordered: `found` adds what products found.
    fn whole_report(&self, found: Report) -> Report {
        let mut report = self.site.report.clone();
        report.extend(found);
        report.sorted(&self.site.sources)
    }

    /// Makes the site.
    pub(super) fn finish(self, progress: Progress<'_>, sink: Option<&dyn FileSink>) -> Built {
        let products = self.with_site();
        self.finish_with(products, progress, sink)
    }

    /// Makes one product, by its name.
    pub(super) fn finish_product(self, name: &str) -> Built {
        let mut products = self.with_site();
        products.retain(|product| product.name() == name);
        self.finish_with(products, &|_, _| {}, None)
    }

    fn finish_with(
        self,
        products: Vec<Arc<dyn Product>>,
        progress: Progress<'_>,
        sink: Option<&dyn FileSink>,
    ) -> Built {
        // With an error nothing is published, and the pages may be incomplete.
        let is_sound = !self.site.report.has_errors();
        let leaks = self.site.leaks.as_deref().filter(|_| is_sound);
        let checked = sink.map(|sink| CheckedSink::new(sink, is_sound, leaks));
        let run = Run {
            is_stopped: &|| sink.is_some_and(FileSink::is_stopped),
            progress,
            sink: checked.as_ref().map(|checked| checked as &dyn FileSink),
        };
        // Whoever stops it knows that the site is incomplete.
        let mut made = product::make(&products, &run).unwrap_or_default();
        if let Some(checked) = checked {
            made.report.extend(checked.into_report());
        }
        if let Some(leaks) = leaks {
            made.report.extend(search_for_leaks(&made.output, leaks));
        }
        if let Some(mark) = &self.site.context.review {
            let addresses = &self.site.context.addresses;
            review::mark(&mut made.output, &self.site.plan, mark, addresses);
        }
        let built = Built {
            report: self.whole_report(made.report),
            counts: SiteCounts {
                briefs: made
                    .counts
                    .get(product::BRIEFS)
                    .copied()
                    .unwrap_or_default(),
                ..self.counts()
            },
            sources: Arc::clone(&self.site.sources),
            inputs: self.site.inputs.clone(),
            reads: self.site.reads.clone(),
            as_of: self.context().as_of.clone(),
            themes: self.site.theme.theme().chain.clone(),
            skip_leak_scan: (!self.config().skip_leak_scan.is_empty())
                .then(|| self.config().skip_leak_scan.clone()),
            leaks: self.site.leaks.clone(),
            output: made.output,
            cached: made.cached,
            failure: made.failure,
        };
        // Dropping all that the pages were made from takes a while; the caller can write the site
        // in the meantime.
        rayon::spawn(move || drop((self, products)));
        built
    }

    /// Typesets the documents that a query asks for. An error in a file that a document does not
    /// need does not stop it; an error in the settings or the theme stops all.
    pub(super) fn typeset(
        self,
        query: &BriefQuery,
        options: BriefOptions,
        progress: Progress<'_>,
    ) -> TypesetBriefs {
        let site = &self.site;
        let cache = &*site.caches.folder;
        let answer = match self.is_sound {
            false => None,
            true => Some(site.brief_maker().answer(query, options, cache, progress)),
        };
        let (briefs, report, elsewhere) = match answer {
            Some(Ok(answer)) => (Ok(answer.briefs), answer.report, answer.elsewhere),
            Some(Err(error)) => (Err(error), site.report.clone(), 0),
            None => (Ok(Vec::new()), site.report.clone(), 0),
        };
        TypesetBriefs {
            briefs,
            report: report.sorted(&site.sources),
            elsewhere,
            sources: Arc::clone(&site.sources),
        }
    }

    /// What the site holds, in numbers.
    pub fn counts(&self) -> SiteCounts {
        let corpus = self.corpus();
        SiteCounts {
            pages: self.plan().pages.len(),
            briefs: 0,
            briefs_on_request: match self.site.briefs {
                BriefMode::OnRequest if brief::IS_AVAILABLE => {
                    brief::subjects(corpus).len() * (1 + self.config().briefs.len())
                }
                BriefMode::OnRequest | BriefMode::WithSite | BriefMode::None => 0,
            },
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
}
