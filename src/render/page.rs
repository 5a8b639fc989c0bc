//! Renders a page: its view, what all pages share, and the template that joins them.

use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;
use serde::Serialize;
use tera::{Context, Value};

use super::linked_data::linked_data;
use super::page_cache::page_key;
use super::site_fields::SiteFields;
use super::template;
use super::{LoadedTheme, PageCache, PageHistory};
use crate::address::Url;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::BodyKind;
use crate::plan::{ListPage, PageKind, PagePlan};
use crate::text::escape_value;
use crate::view::{
    CARD_HEIGHT, CARD_WIDTH, Link, MovedAnchor, NewAddress, Precomputed, ViewContext,
};

/// What every page is given as `page`.
#[derive(Debug, Serialize)]
struct PageFields<'p> {
    /// Its title.
    title: &'p str,
    /// What it is, in a sentence.
    description: &'p str,
    /// Its address.
    url: &'p Url,
    /// The address with scheme and host, if `site.toml` gives its public URL.
    canonical: Option<String>,
    /// The pages above it, the front page first.
    crumbs: &'p [Link],
    /// The inspections that the page is made from.
    sources: Vec<Precomputed<Link>>,
    /// Whether search engines should leave it out.
    is_hidden: bool,
    /// For styles: `body_profile`
    kind: &'p str,
    /// Where a page that has moved sends its readers.
    leads_to: Option<&'p Url>,
    /// The anchors that this page had, with where each leads now.
    moved: &'p [MovedAnchor],
    /// Where to report a mistake on this page. A message has its title and address already.
    report_mistake: Option<String>,
    /// The Atom feed of the body, region or topic that the page is about.
    feed: Option<Url>,
    /// The picture that other sites show for a link to the page, if it has one.
    card: Option<CardFields>,
    /// The page's `<script>` element with linked data, if the site has a public URL.
    linked_data: Option<String>,
}

/// Renders pages, and uses again those that were rendered from the same before.
#[derive(Debug)]
pub struct PageRenderer {
    context: ViewContext,
    theme: Arc<LoadedTheme>,
    /// Pages of earlier builds, if any are cached.
    cache: Option<Arc<PageCache>>,
    /// Which of them may have changed.
    history: PageHistory,
    /// What every page is given as `site`.
    site: OnceLock<Value>,
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
        history: PageHistory,
    ) -> PageRenderer {
        PageRenderer {
            context,
            theme,
            cache,
            history,
            site: OnceLock::new(),
        }
    }

    /// What the pages' views are derived from.
    pub fn context(&self) -> &ViewContext {
        &self.context
    }

    /// Renders a page from views of a context, or gives the cached rendering of the same views.
    ///
    /// # Errors
    /// If the page's template is missing or does not fit the view.
    pub fn render(
        &self,
        planned: &PagePlan,
        context: &ViewContext,
    ) -> Result<Arc<[u8]>, Diagnostic> {
        let Some(cache) = &self.cache else {
            let values = self.values(planned, context)?;
            return self.fill(planned, values);
        };
        let (history, state) = (&self.history, self.history.latest());
        let brief = planned.kind.subject();
        let brief = brief.and_then(|subject| context.briefs.get(&subject));
        let is_unchanged = |since| history.is_unchanged_since(since, planned.kind, &context.corpus);
        if let Some(page) = cache.still_right(&planned.path, brief, state, is_unchanged) {
            return Ok(page);
        }
        let values = self.values(planned, context)?;
        let key = page_key(
            &self.theme.digest,
            &values.template,
            [&values.site, &values.page, &values.view],
        );
        if let Some(page) = cache.get(&planned.path, &key, state) {
            return Ok(page);
        }
        let html = self.fill(planned, values)?;
        cache.keep(&planned.path, key, &html, state, brief.cloned());
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
            view: view(planned, context).map_err(bug)?,
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

/// The picture that other sites show for a link to a page.
#[derive(Debug, Serialize)]
struct CardFields {
    /// Its whole address.
    url: String,
    /// In pixels.
    width: u32,
    /// In pixels.
    height: u32,
    /// What it says.
    alt: String,
}

fn card(planned: &PagePlan, context: &ViewContext) -> Option<CardFields> {
    let subject = planned.kind.subject().filter(|_| context.has_cards())?;
    Some(CardFields {
        url: context.addresses.absolute(&context.card_url(subject))?,
        width: CARD_WIDTH,
        height: CARD_HEIGHT,
        alt: context.card_text(subject),
    })
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
        is_hidden: matches!(planned.kind, PageKind::NotFound | PageKind::Moved),
        leads_to: planned
            .now
            .as_ref()
            .and_then(|now| Some(&now.to.as_ref()?.url)),
        moved: &planned.moved_anchors,
        kind: planned.template.value.trim_end_matches(".html"),
        report_mistake: report_mistake(planned, context),
        feed: match planned.kind {
            PageKind::Topic(id) => context.topic_feed(id),
            kind => (kind.subject()).and_then(|subject| context.subject_feed(subject)),
        },
        card: card(planned, context),
        linked_data: linked_data(planned, context),
    })
}

/// Where to report a mistake on a page: for an email, with a subject and the page's address.
fn report_mistake(planned: &PagePlan, context: &ViewContext) -> Option<String> {
    let address = context.config.contact.report_mistake.as_ref()?;
    if !address.starts_with("mailto:") || address.contains('?') {
        return Some(address.clone());
    }
    let subject = escape_value(&format!("Mistake on the page “{}”", planned.title));
    let page = context.addresses.absolute(&planned.url);
    let page = escape_value(&page.unwrap_or_else(|| planned.url.to_string()));
    Some(format!("{address}?subject={subject}&body={page}"))
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
fn view(planned: &PagePlan, context: &ViewContext) -> tera::TeraResult<Value> {
    match planned.kind {
        PageKind::Home => Value::try_from_serializable(&context.home()),
        PageKind::List(ListPage::Regions) => Value::try_from_serializable(&context.region_index()),
        PageKind::Region(id) => Value::try_from_serializable(&context.region_page(id)),
        PageKind::Bodies(kind) => Value::try_from_serializable(&context.body_index(kind)),
        PageKind::Body(id) => Value::try_from_serializable(&context.body_profile(id)),
        PageKind::Account(id) => Value::try_from_serializable(&context.account_page(id)),
        PageKind::List(ListPage::Corrections) => {
            Value::try_from_serializable(&context.corrections_page())
        }
        PageKind::Response(id) => Value::try_from_serializable(&context.response_page(id)),
        PageKind::List(ListPage::Judgments) => Value::try_from_serializable(&context.judgments()),
        PageKind::List(ListPage::Findings) => {
            Value::try_from_serializable(&context.findings_register())
        }
        PageKind::List(ListPage::Recommendations) => {
            Value::try_from_serializable(&context.recommendations_register())
        }
        PageKind::List(ListPage::Practice) => {
            Value::try_from_serializable(&context.practice_register())
        }
        PageKind::List(ListPage::Topics) => Value::try_from_serializable(&context.topic_index()),
        PageKind::Topic(id) => Value::try_from_serializable(&context.topic_page(id)),
        PageKind::List(ListPage::Measures) => {
            Value::try_from_serializable(&context.measure_index())
        }
        PageKind::Measure(id) => Value::try_from_serializable(&context.measure_page(id)),
        PageKind::List(ListPage::Glossary) => {
            Value::try_from_serializable(&context.glossary_index())
        }
        PageKind::Term(id) => Value::try_from_serializable(&context.term_page(id)),
        PageKind::List(ListPage::Inspections) => {
            Value::try_from_serializable(&context.inspection_index())
        }
        PageKind::Inspection(id) => Value::try_from_serializable(&context.inspection_page(id)),
        PageKind::Page(id) => Value::try_from_serializable(&context.page(id)),
        PageKind::List(ListPage::Releases) => {
            Value::try_from_serializable(&context.release_index())
        }
        PageKind::Release(id) => Value::try_from_serializable(&context.release_page(id)),
        PageKind::List(ListPage::Data) => Value::try_from_serializable(&DataIndex {
            tables: crate::export::table_infos(context),
        }),
        PageKind::List(ListPage::Briefs) => Value::try_from_serializable(&context.brief_index()),
        PageKind::List(ListPage::Search) => Value::try_from_serializable(&context.search_page()),
        PageKind::List(ListPage::Compare) => Value::try_from_serializable(&context.compare_page()),
        PageKind::SideBySide(id) => Value::try_from_serializable(&context.side_by_side(id)),
        PageKind::Finding(id) => Value::try_from_serializable(&context.finding_page(id)),
        PageKind::List(ListPage::Find) => Value::try_from_serializable(&context.place_index()),
        PageKind::List(ListPage::SiteIndex) => Value::try_from_serializable(&context.site_index()),
        PageKind::Moved => Value::try_from_serializable(&MovedPage {
            now: planned.now.as_ref(),
        }),
        PageKind::NotFound => Value::try_from_serializable(&context.body_index(BodyKind::Force)),
    }
}

/// A page that has moved or is gone.
#[derive(Debug, Serialize)]
struct MovedPage<'p> {
    /// Where it leads.
    now: Option<&'p NewAddress>,
}

/// The page of downloads.
#[derive(Debug, Serialize)]
struct DataIndex {
    /// The tables of the export.
    tables: Vec<crate::export::TableInfo>,
}

/// Replaces control characters, which HTML does not allow. An author may have pasted one, or
/// written it as `&#27;`.
fn without_control_characters(html: String) -> String {
    let bytes = html.as_bytes();
    let is_suspect =
        |byte: u8| (byte < 0x20 && !matches!(byte, b'\n' | b'\t' | b'\r' | 0xc)) || byte == 0x7f;
    // The loop over a chunk has no early exit, so the compiler can look at many bytes at once.
    let has_suspect = |piece: &[u8]| {
        piece
            .iter()
            .fold(false, |found, &byte| found | is_suspect(byte))
    };
    // The others take two bytes, the first of which they share with spaces that do not break and
    // the pound sign.
    let is_second = |at: usize| matches!(bytes.get(at + 1), Some(0x80..=0x9f));
    if !bytes.chunks(4096).any(has_suspect) && !memchr_iter(0xc2, bytes).any(is_second) {
        return html;
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    html.replace(is_control, "\u{fffd}")
}
