//! One page: its view, what all pages share, and the template that joins them.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Value};

use super::kept::made_from;
use super::template::Places;
use super::{KeptPages, Press, Publication};
use crate::address::Url;
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BodyKind, Figure, Finding, Id};
use crate::plan::{Planned, Shows};
use crate::text::SourceMap;
use crate::theme::Theme;
use crate::view::{GradeView, KindView, Link, MeasureIndex, Setting, Shared, TopicIndex};

/// What every page is given as `site`.
#[derive(Debug, Serialize)]
pub(super) struct Site {
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
    scale: Vec<Shared<GradeView>>,
    /// The boxed kinds of finding.
    kinds: Vec<Shared<KindView>>,
    /// Who made the program.
    generator: String,
}

/// What every page is given as `page`.
#[derive(Debug, Serialize)]
struct Frame<'p> {
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
    sources: Vec<Shared<Link>>,
    /// Whether search engines should leave it out.
    is_hidden: bool,
    /// For styles: `body_profile`
    kind: &'p str,
}

/// What many pages need, made when the first of them does.
#[derive(Debug, Default)]
pub struct Lists {
    site: OnceLock<Value>,
    findings_by_topic: OnceLock<Vec<Vec<Id<Finding>>>>,
    figures_by_measure: OnceLock<Vec<Vec<Id<Figure>>>>,
}

/// Makes pages.
pub struct Pages<'r> {
    /// What the pages have in common.
    pub publication: &'r Publication<'r>,
    /// The theme.
    pub press: &'r Press,
    /// The same as it was read, for faults.
    pub theme: &'r Theme,
    /// The texts, for faults.
    pub sources: &'r SourceMap,
    /// What many pages need.
    pub lists: &'r Lists,
    /// Pages that were made before, if they are kept.
    pub kept: Option<&'r KeptPages>,
}

impl Site {
    pub(super) fn new(publication: &Publication<'_>) -> Site {
        let (setting, config) = (publication.setting, publication.config);
        let at = |name: &str, path: &str| Link {
            name: name.to_owned(),
            url: setting.addresses.at(path),
        };
        let mut footer: Vec<Link> = setting
            .corpus
            .pages
            .iter()
            .map(|(id, page)| Link {
                name: page.title.clone(),
                url: setting.addresses.page(id),
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
        Site {
            title: config.title.clone(),
            subtitle: config.subtitle.clone(),
            description: config.description.clone(),
            notice: config.notice.clone(),
            publisher: config.publisher.clone(),
            data_licence: config.data_licence.clone(),
            language: config.language.clone(),
            home: setting.addresses.at(""),
            base: setting.addresses.at(""),
            as_of: Moment::Day(setting.today).to_string(),
            as_of_iso: setting.today.to_string(),
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
            scale: setting.scale(),
            kinds: setting
                .corpus
                .finding_kinds
                .ids()
                .map(|id| setting.parts.kind(id))
                .collect(),
            generator: format!("Peelpress {}", env!("CARGO_PKG_VERSION")),
        }
    }
}

impl Pages<'_> {
    /// Renders a page, or gives it as it was made before from the same.
    ///
    /// # Errors
    /// The fault, if the page's template does not fit.
    pub fn render(&self, planned: &Planned) -> Result<Arc<[u8]>, Diagnostic> {
        let bug = |error| {
            // A view that cannot be turned into a value is a fault of the program's.
            let message = format!(
                "a bug in Peelpress: the view of {} cannot be shown: {error}",
                planned.url
            );
            Diagnostic::new(Code::TemplateError, message)
        };
        let places = Places {
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
        let view = self.view(planned.shows).map_err(bug)?;
        let page = self.frame(planned);
        let site = self
            .lists
            .site
            .get_or_init(|| Value::from_serializable(&Site::new(self.publication)));
        let made = self
            .kept
            .map(|_| made_from(&self.press.digest, &name, [site, &page, &view]));
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
    fn frame(&self, planned: &Planned) -> Value {
        let setting = self.publication.setting;
        let mut sources: Vec<Shared<Link>> = planned
            .sources
            .iter()
            .map(|&id| setting.parts.inspection(id))
            .collect();
        sources.extend(self.topic_sources(planned.shows));
        Value::from_serializable(&Frame {
            title: &planned.title,
            description: &planned.description,
            url: &planned.url,
            canonical: setting.addresses.absolute(&planned.url),
            crumbs: &planned.crumbs,
            sources,
            is_hidden: planned.shows == Shows::NotFound,
            kind: planned.template.value.trim_end_matches(".html"),
        })
    }

    fn findings_by_topic(&self) -> &[Vec<Id<Finding>>] {
        self.lists
            .findings_by_topic
            .get_or_init(|| self.publication.setting.findings_by_topic())
    }

    fn figures_by_measure(&self) -> &[Vec<Id<Figure>>] {
        self.lists
            .figures_by_measure
            .get_or_init(|| self.publication.setting.figures_by_measure())
    }

    /// The inspections that a topic's or measure's page draws on.
    fn topic_sources(&self, shows: Shows) -> Vec<Shared<Link>> {
        let corpus = self.publication.setting.corpus;
        let accounts: Vec<_> = match shows {
            Shows::Topic(id) => self.findings_by_topic()[id.row()]
                .iter()
                .map(|&id| corpus.findings[id].account)
                .collect(),
            Shows::Measure(id) => self.figures_by_measure()[id.row()]
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
            .map(|id| self.publication.setting.parts.inspection(id))
            .collect()
    }

    fn view(&self, shows: Shows) -> tera::TeraResult<Value> {
        let setting: &Setting<'_> = self.publication.setting;
        let corpus = setting.corpus;
        match shows {
            Shows::Home => Value::try_from_serializable(&setting.home(self.findings_by_topic())),
            Shows::Regions => Value::try_from_serializable(&setting.region_index()),
            Shows::Region(id) => Value::try_from_serializable(&setting.region_page(id)),
            Shows::Bodies(kind) => Value::try_from_serializable(&setting.body_index(kind)),
            Shows::Body(id) => Value::try_from_serializable(&setting.body_profile(id)),
            Shows::Judgments => Value::try_from_serializable(&setting.judgments()),
            Shows::Findings => Value::try_from_serializable(&setting.findings_register()),
            Shows::Recommendations => {
                Value::try_from_serializable(&setting.recommendations_register())
            }
            Shows::Practice => Value::try_from_serializable(&setting.practice_register()),
            Shows::Topics => {
                let row = |id: Id<_>| setting.topic_row(id, &self.findings_by_topic()[id.row()]);
                Value::try_from_serializable(&TopicIndex {
                    topics: corpus.topics.ids().map(row).collect(),
                })
            }
            Shows::Topic(id) => Value::try_from_serializable(
                &setting.topic_page(id, &self.findings_by_topic()[id.row()]),
            ),
            Shows::Measures => {
                let row = |id: Id<_>| setting.measure_row(id, &self.figures_by_measure()[id.row()]);
                Value::try_from_serializable(&MeasureIndex {
                    measures: corpus.measures.ids().map(row).collect(),
                    downloads: vec![setting.whole_table("Figures", "figures")],
                })
            }
            Shows::Measure(id) => Value::try_from_serializable(
                &setting.measure_page(id, &self.figures_by_measure()[id.row()]),
            ),
            Shows::Glossary => Value::try_from_serializable(&setting.glossary_index()),
            Shows::Term(id) => Value::try_from_serializable(&setting.term_page(id)),
            Shows::Inspections => Value::try_from_serializable(&setting.inspection_index()),
            Shows::Inspection(id) => Value::try_from_serializable(&setting.inspection_page(id)),
            Shows::Page(id) => Value::try_from_serializable(&setting.page(id)),
            Shows::Data => Value::try_from_serializable(&DataIndex {
                tables: crate::export::tables(setting),
            }),
            Shows::Briefs => Value::try_from_serializable(&setting.brief_index()),
            Shows::Search => {
                let parts = self.publication.search_parts.unwrap_or(1);
                Value::try_from_serializable(&setting.search_page(parts.saturating_sub(1)))
            }
            Shows::SiteIndex => Value::try_from_serializable(&setting.site_index()),
            Shows::NotFound => Value::try_from_serializable(&setting.body_index(BodyKind::Force)),
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
