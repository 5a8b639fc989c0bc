//! One page: its view, what all pages share, and the template that joins them.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Value};

use super::page_cache::page_key;
use super::template::ErrorContext;
use super::{LoadedTheme, PageCache, RenderContext};
use crate::address::Url;
use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BodyKind, Figure, Finding, Id};
use crate::plan::{PageKind, PagePlan};
use crate::text::SourceMap;
use crate::theme::Theme;
use crate::view::{GradeView, KindView, Link, MeasureIndex, Precomputed, TopicIndex, ViewContext};

/// What every page is given as `site`.
#[derive(Debug, Serialize)]
pub(super) struct SiteFields {
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

/// What many pages need, made when the first of them does.
#[derive(Debug, Default)]
pub struct PageIndexes {
    site: OnceLock<Value>,
    findings_by_topic: OnceLock<Vec<Vec<Id<Finding>>>>,
    figures_by_measure: OnceLock<Vec<Vec<Id<Figure>>>>,
}

/// Makes pages.
pub struct PageRenderer<'r> {
    /// What the pages have in common.
    pub publication: &'r RenderContext<'r>,
    /// The theme.
    pub press: &'r LoadedTheme,
    /// The same as it was read, for faults.
    pub theme: &'r Theme,
    /// The texts, for faults.
    pub sources: &'r SourceMap,
    /// What many pages need.
    pub lists: &'r PageIndexes,
    /// Pages that were made before, if they are kept.
    pub kept: Option<&'r PageCache>,
}

impl SiteFields {
    pub(super) fn new(publication: &RenderContext<'_>) -> SiteFields {
        let (context, config) = (publication.context, publication.config);
        let at = |name: &str, path: &str| Link {
            name: name.to_owned(),
            url: context.addresses.at(path),
        };
        let mut footer: Vec<Link> = context
            .corpus
            .pages
            .iter()
            .map(|(id, page)| Link {
                name: page.title.clone(),
                url: context.addresses.page(id),
            })
            .collect();
        let search = publication.search_parts.map(|_| at("Search", "search/"));
        footer.extend(search.clone());
        footer.extend(
            publication
                .has_briefs
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

impl PageRenderer<'_> {
    /// Renders a page, or gives it as it was made before from the same.
    ///
    /// # Errors
    /// The fault, if the page's template does not fit.
    pub fn render(&self, planned: &PagePlan) -> Result<Arc<[u8]>, Diagnostic> {
        let bug = |error| {
            // A view that cannot be turned into a value is a fault of the program's.
            let message = format!(
                "a bug in Peelpress: the view of {} cannot be shown: {error}",
                planned.url
            );
            Diagnostic::new(Code::TemplateError, message)
        };
        let places = ErrorContext {
            theme: self.theme,
            sources: self.sources,
        };
        let name = places.template(planned)?;
        let Some(templates) = &self.press.templates else {
            return Err(Diagnostic::new(
                Code::TemplateSyntax,
                "the theme's templates cannot be read",
            ));
        };
        let view = self.view(planned.kind).map_err(bug)?;
        let page = self.frame(planned);
        let site = self
            .lists
            .site
            .get_or_init(|| Value::from_serializable(&SiteFields::new(self.publication)));
        let made = self
            .kept
            .map(|_| page_key(&self.press.digest, &name, [site, &page, &view]));
        if let (Some(kept), Some(made)) = (self.kept, &made)
            && let Some(page) = kept.get(&planned.path, made)
        {
            return Ok(page);
        }
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert_value("page", page);
        context.insert_value("view", view);
        let html: Arc<[u8]> = fit_for_html(templates.render(&name, planned, &context, places)?)
            .into_bytes()
            .into();
        if let (Some(kept), Some(made)) = (self.kept, made) {
            kept.keep(&planned.path, made, &html);
        }
        Ok(html)
    }

    /// What every page is given as `page`.
    fn frame(&self, planned: &PagePlan) -> Value {
        let context = self.publication.context;
        let mut sources: Vec<Precomputed<Link>> = planned
            .sources
            .iter()
            .map(|&id| context.cache.inspection(id))
            .collect();
        sources.extend(self.topic_sources(planned.kind));
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

    fn findings_by_topic(&self) -> &[Vec<Id<Finding>>] {
        self.lists
            .findings_by_topic
            .get_or_init(|| self.publication.context.findings_by_topic())
    }

    fn figures_by_measure(&self) -> &[Vec<Id<Figure>>] {
        self.lists
            .figures_by_measure
            .get_or_init(|| self.publication.context.figures_by_measure())
    }

    /// The inspections that a topic's or measure's page draws on.
    fn topic_sources(&self, shows: PageKind) -> Vec<Precomputed<Link>> {
        let corpus = self.publication.context.corpus;
        let accounts: Vec<_> = match shows {
            PageKind::Topic(id) => self.findings_by_topic()[id.row()]
                .iter()
                .map(|&id| corpus.findings[id].account)
                .collect(),
            PageKind::Measure(id) => self.figures_by_measure()[id.row()]
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
            .map(|id| self.publication.context.cache.inspection(id))
            .collect()
    }

    fn view(&self, shows: PageKind) -> tera::TeraResult<Value> {
        let context: &ViewContext<'_> = self.publication.context;
        let corpus = context.corpus;
        match shows {
            PageKind::Home => Value::try_from_serializable(&context.home(self.findings_by_topic())),
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
            PageKind::Topics => {
                let row = |id: Id<_>| context.topic_row(id, &self.findings_by_topic()[id.row()]);
                Value::try_from_serializable(&TopicIndex {
                    topics: corpus.topics.ids().map(row).collect(),
                })
            }
            PageKind::Topic(id) => Value::try_from_serializable(
                &context.topic_page(id, &self.findings_by_topic()[id.row()]),
            ),
            PageKind::Measures => {
                let row = |id: Id<_>| context.measure_row(id, &self.figures_by_measure()[id.row()]);
                Value::try_from_serializable(&MeasureIndex {
                    measures: corpus.measures.ids().map(row).collect(),
                    downloads: vec![context.whole_table("Figures", "figures")],
                })
            }
            PageKind::Measure(id) => Value::try_from_serializable(
                &context.measure_page(id, &self.figures_by_measure()[id.row()]),
            ),
            PageKind::Glossary => Value::try_from_serializable(&context.glossary_index()),
            PageKind::Term(id) => Value::try_from_serializable(&context.term_page(id)),
            PageKind::Inspections => Value::try_from_serializable(&context.inspection_index()),
            PageKind::Inspection(id) => Value::try_from_serializable(&context.inspection_page(id)),
            PageKind::Page(id) => Value::try_from_serializable(&context.page(id)),
            PageKind::Data => Value::try_from_serializable(&DataIndex {
                tables: crate::export::tables(context),
            }),
            PageKind::Briefs => Value::try_from_serializable(&context.brief_index()),
            PageKind::Search => {
                let parts = self.publication.search_parts.unwrap_or(1);
                Value::try_from_serializable(&context.search_page(parts.saturating_sub(1)))
            }
            PageKind::SiteIndex => Value::try_from_serializable(&context.site_index()),
            PageKind::NotFound => {
                Value::try_from_serializable(&context.body_index(BodyKind::Force))
            }
        }
    }
}

/// The page of downloads.
#[derive(Debug, Serialize)]
struct DataIndex {
    /// The tables of the export.
    tables: Vec<crate::export::TableInfo>,
}

/// A page without control characters, which are no part of HTML. An author may have pasted one, or written it as `&#27;`.
fn fit_for_html(html: String) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    // Few pages have any, and to look for bytes is quick: the second kind is written in two, of which this is the first.
    let is_suspect =
        |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2;
    // Without a way out of the middle of a piece, many bytes are looked at at once.
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
