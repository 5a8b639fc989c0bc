//! Renders a page: its view, what all pages share, and the template that joins them.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Value};

use super::page_cache::page_key;
use super::template;
use super::{LoadedTheme, PageCache};
use crate::address::Url;
use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::BodyKind;
use crate::plan::{PageKind, PagePlan};
use crate::view::{GradeView, KindView, Link, Precomputed, ViewContext};

/// What every page is given as `site`.
#[derive(Debug, Serialize)]
struct SiteFields {
    /// The site’s name.
    title: String,
    /// What it is about, in a line.
    subtitle: String,
    /// The same for search engines.
    description: String,
    /// What every page says of where its words come from.
    notice: String,
    /// Who publishes it.
    publisher: String,
    /// The publisher’s email address.
    email: Option<String>,
    /// Where readers report a mistake: a web address, or `mailto:` and an email address.
    report_mistake: Option<String>,
    /// On what terms its figures may be used.
    data_licence: String,
    /// `en-GB`
    language: String,
    /// The front page.
    home: Url,
    /// Where other files begin, with a slash at the end.
    base: Url,
    /// The day on which “overdue” is reckoned, as shown.
    as_of: String,
    /// The same as data: `2026-11-01`
    as_of_iso: String,
    /// The page of full-text search, if the site has one.
    search: Option<Url>,
    /// The main ways in.
    navigation: Vec<Link>,
    /// The ways in at the foot of the page.
    footer: Vec<Link>,
    /// The scale, best first.
    scale: Vec<Precomputed<GradeView>>,
    /// The boxed kinds of finding.
    kinds: Vec<Precomputed<KindView>>,
    /// Who made the program.
    generator: String,
}

/// What every page is given as `page`.
#[derive(Debug, Serialize)]
struct PageFields<'p> {
    /// Its title.
    title: &'p str,
    /// What it is, in a sentence.
    description: &'p str,
    /// Its address.
    url: &'p Url,
    /// The address with scheme and host, if `site.toml` says where the site will stand.
    canonical: Option<String>,
    /// The pages above it, the front page first.
    crumbs: &'p [Link],
    /// The inspections that the page is made from.
    sources: Vec<Precomputed<Link>>,
    /// Whether search engines should leave it out.
    is_hidden: bool,
    /// For styles: `body_profile`
    kind: &'p str,
}

/// Renders pages, and uses again those that were rendered from the same before.
#[derive(Debug)]
pub struct PageRenderer {
    context: ViewContext,
    theme: Arc<LoadedTheme>,
    /// Pages of earlier builds, if any are cached.
    cache: Option<Arc<PageCache>>,
    /// What every page is given as `site`.
    site: OnceLock<Value>,
}

impl SiteFields {
    fn new(context: &ViewContext) -> SiteFields {
        let config = &context.config;
        let at = |name: &str, path: &str| Link {
            name: name.to_owned(),
            url: context.addresses.at(path),
        };
        let mut footer: Vec<Link> = context
            .corpus
            .pages
            .iter()
            // A page in a folder is reached from the pages above it.
            .filter(|(_, page)| !page.id.contains('/'))
            .map(|(id, page)| Link {
                name: page.title.clone(),
                url: context.addresses.page(id),
            })
            .collect();
        let search = context.optional.search.then(|| at("Search", "search/"));
        footer.extend(search.clone());
        footer.extend(
            context
                .optional
                .briefs
                .then(|| at("Printable briefs", "briefs/")),
        );
        footer.push(at("Index A to Z", "a-z/"));
        SiteFields {
            title: config.title.clone(),
            subtitle: config.subtitle.clone(),
            description: config.description.clone(),
            notice: config.notice.clone(),
            publisher: config.publisher.clone(),
            email: config.contact.email.clone(),
            report_mistake: config.contact.report_mistake.clone(),
            data_licence: config.data_licence.clone(),
            language: config.language.clone(),
            home: context.addresses.at(""),
            base: context.addresses.at(""),
            as_of: PartialDate::Day(context.today).to_string(),
            as_of_iso: context.today.to_string(),
            search: search.as_ref().map(|link| link.url.clone()),
            navigation: vec![
                at("Regions", "regions/"),
                at("Forces", "forces/"),
                at("Regional units", "rocus/"),
                at("Judgments", "judgments/"),
                at("Findings", "findings/"),
                at("Recommendations", "recommendations/"),
                at("Practice", "practice/"),
                at("Topics", "topics/"),
                at("Measures", "measures/"),
                at("Glossary", "glossary/"),
                at("Inspections", "inspections/"),
                at("Data", "data/"),
            ],
            footer,
            scale: context.scale(),
            kinds: context
                .corpus
                .finding_kinds
                .ids()
                .map(|id| context.cache.kind(id))
                .collect(),
            generator: format!("Peelpress {}", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// A page's template and the values that it is given.
struct PageValues {
    template: String,
    site: Value,
    page: Value,
    view: Value,
}

impl PageRenderer {
    /// A renderer of the pages of a site.
    pub fn new(
        context: ViewContext,
        theme: Arc<LoadedTheme>,
        cache: Option<Arc<PageCache>>,
    ) -> PageRenderer {
        PageRenderer {
            context,
            theme,
            cache,
            site: OnceLock::new(),
        }
    }

    /// What the pages' views are derived from.
    pub fn context(&self) -> &ViewContext {
        &self.context
    }

    /// Renders a page from views of a context, or gives it as it was rendered from the same before.
    ///
    /// # Errors
    /// If the page's template is missing or does not fit the view.
    pub fn render(
        &self,
        planned: &PagePlan,
        context: &ViewContext,
    ) -> Result<Arc<[u8]>, Diagnostic> {
        let values = self.values(planned, context)?;
        let Some(cache) = &self.cache else {
            return self.fill(planned, values);
        };
        let key = page_key(
            &self.theme.digest,
            &values.template,
            [&values.site, &values.page, &values.view],
        );
        if let Some(page) = cache.get(&planned.path, &key) {
            return Ok(page);
        }
        let html = self.fill(planned, values)?;
        cache.keep(&planned.path, key, &html);
        Ok(html)
    }

    /// Renders a page from views of a context, and leaves the cache alone.
    ///
    /// # Errors
    /// If the page's template is missing or does not fit the view.
    pub fn render_uncached(
        &self,
        planned: &PagePlan,
        context: &ViewContext,
    ) -> Result<Arc<[u8]>, Diagnostic> {
        let values = self.values(planned, context)?;
        self.fill(planned, values)
    }

    fn values(&self, planned: &PagePlan, context: &ViewContext) -> Result<PageValues, Diagnostic> {
        let bug = |error| {
            let message = format!(
                "a bug in Peelpress: the view of {} cannot be shown: {error}",
                planned.url
            );
            Diagnostic::new(Code::TemplateError, message)
        };
        Ok(PageValues {
            template: template::name(&self.theme.theme, planned)?,
            view: view(planned.kind, context).map_err(bug)?,
            page: page_fields(planned, context),
            site: self
                .site
                .get_or_init(|| Value::from_serializable(&SiteFields::new(&self.context)))
                .clone(),
        })
    }

    /// Fills a page's template.
    fn fill(&self, planned: &PagePlan, values: PageValues) -> Result<Arc<[u8]>, Diagnostic> {
        let Some(templates) = &self.theme.templates else {
            return Err(Diagnostic::new(
                Code::TemplateSyntax,
                "the theme's templates cannot be read",
            ));
        };
        let mut context = Context::new();
        context.insert_value("site", values.site);
        context.insert_value("page", values.page);
        context.insert_value("view", values.view);
        let html = templates.render(&values.template, planned, &context, &self.theme.theme)?;
        Ok(without_control_characters(html).into_bytes().into())
    }
}

/// What every page is given as `page`.
fn page_fields(planned: &PagePlan, context: &ViewContext) -> Value {
    let mut sources: Vec<Precomputed<Link>> = planned
        .sources
        .iter()
        .map(|&id| context.cache.inspection(id))
        .collect();
    sources.extend(inspections_behind(planned.kind, context));
    Value::from_serializable(&PageFields {
        title: &planned.title,
        description: &planned.description,
        url: &planned.url,
        canonical: context.addresses.absolute(&planned.url),
        crumbs: &planned.crumbs,
        sources,
        is_hidden: planned.kind == PageKind::NotFound,
        kind: planned.template.value.trim_end_matches(".html"),
    })
}

/// The inspections that a topic's or measure's page draws on. The plan does not list them.
fn inspections_behind(kind: PageKind, context: &ViewContext) -> Vec<Precomputed<Link>> {
    let corpus = &*context.corpus;
    let accounts: Vec<_> = match kind {
        PageKind::Topic(id) => context
            .findings_of_topic(id)
            .iter()
            .map(|&id| corpus.findings[id].account)
            .collect(),
        PageKind::Measure(id) => context
            .figures_of_measure(id)
            .iter()
            .map(|&id| corpus.figures[id].account)
            .collect(),
        _ => return Vec::new(),
    };
    let mut inspections: Vec<_> = accounts
        .into_iter()
        .map(|account| corpus.accounts[account].inspection)
        .collect();
    inspections.sort();
    inspections.dedup();
    inspections
        .into_iter()
        .map(|id| context.cache.inspection(id))
        .collect()
}

/// The view of a page.
fn view(kind: PageKind, context: &ViewContext) -> tera::TeraResult<Value> {
    match kind {
        PageKind::Home => Value::try_from_serializable(&context.home()),
        PageKind::Regions => Value::try_from_serializable(&context.region_index()),
        PageKind::Region(id) => Value::try_from_serializable(&context.region_page(id)),
        PageKind::Bodies(kind) => Value::try_from_serializable(&context.body_index(kind)),
        PageKind::Body(id) => Value::try_from_serializable(&context.body_profile(id)),
        PageKind::Judgments => Value::try_from_serializable(&context.judgments()),
        PageKind::Findings => Value::try_from_serializable(&context.findings_register()),
        PageKind::Recommendations => {
            Value::try_from_serializable(&context.recommendations_register())
        }
        PageKind::Practice => Value::try_from_serializable(&context.practice_register()),
        PageKind::Topics => Value::try_from_serializable(&context.topic_index()),
        PageKind::Topic(id) => Value::try_from_serializable(&context.topic_page(id)),
        PageKind::Measures => Value::try_from_serializable(&context.measure_index()),
        PageKind::Measure(id) => Value::try_from_serializable(&context.measure_page(id)),
        PageKind::Glossary => Value::try_from_serializable(&context.glossary_index()),
        PageKind::Term(id) => Value::try_from_serializable(&context.term_page(id)),
        PageKind::Inspections => Value::try_from_serializable(&context.inspection_index()),
        PageKind::Inspection(id) => Value::try_from_serializable(&context.inspection_page(id)),
        PageKind::Page(id) => Value::try_from_serializable(&context.page(id)),
        PageKind::Data => Value::try_from_serializable(&DataIndex {
            tables: crate::export::tables(context),
        }),
        PageKind::Briefs => Value::try_from_serializable(&context.brief_index()),
        PageKind::Search => Value::try_from_serializable(&context.search_page()),
        PageKind::SiteIndex => Value::try_from_serializable(&context.site_index()),
        PageKind::NotFound => Value::try_from_serializable(&context.body_index(BodyKind::Force)),
    }
}

/// The page of downloads.
#[derive(Debug, Serialize)]
struct DataIndex {
    /// The tables of the export.
    tables: Vec<crate::export::TableInfo>,
}

/// Replaces control characters, which HTML does not allow. An author may have pasted one, or written it as `&#27;`.
fn without_control_characters(html: String) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    // Few pages have any, and bytes are searched quickly. 0xc2 is the first byte of the two-byte control characters.
    let is_suspect =
        |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2;
    // The loop over a chunk has no early exit, so the compiler can look at many bytes at once.
    let has_suspect = |piece: &[u8]| {
        piece
            .iter()
            .fold(false, |found, &byte| found | is_suspect(byte))
    };
    if !html.as_bytes().chunks(4096).any(has_suspect) || !html.contains(is_control) {
        return html;
    }
    html.replace(is_control, "\u{fffd}")
}
