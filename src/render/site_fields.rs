//! What every page is given as `site`.

use serde::Serialize;

use crate::address::Url;
use crate::model::{Id, Page};
use crate::view::{FEED, GradeView, ICON_SIZES, KindView, Link, Precomputed, ViewContext};
use crate::wording;

/// What every page is given as `site`.
#[derive(Debug, Serialize)]
pub(super) struct SiteFields {
    /// The site’s name.
    title: String,
    /// The subject in one line.
    subtitle: String,
    /// The same for search engines.
    description: String,
    /// A notice for every page.
    notice: String,
    /// Who publishes it.
    publisher: String,
    /// The publisher’s email address.
    email: Option<String>,
    /// Where readers report a mistake: a web address, or `mailto:` and an email address.
    report_mistake: Option<String>,
    /// The terms for using its figures.
    data_licence: String,
    /// `en-GB`
    language: String,
    /// The home page.
    home: Url,
    /// What the addresses of other pages start with; ends in a slash.
    base: Url,
    /// The day that due dates are compared with: `1 November 2026`
    as_of: String,
    /// The same as data: `2026-11-01`
    as_of_iso: String,
    /// The page of full-text search, if the site has one.
    search: Option<Url>,
    /// The JSON feed of new accounts and inspections, if the site's address is known.
    feed: Option<Url>,
    /// The same as an Atom feed.
    atom_feed: Option<Url>,
    /// The description of the site’s search for browsers, if it has search and its address is known.
    search_description: Option<Url>,
    /// The web manifest.
    web_manifest: Url,
    /// The icon for a home screen, if the program can paint it.
    touch_icon: Option<Url>,
    /// The main navigation.
    navigation: Vec<Link>,
    /// The links in the footer: pages for readers.
    footer: Vec<Link>,
    /// Pages for those who work on the site, which search does not find.
    authors: Vec<Link>,
    /// Where the site explains what it calls a strength: a heading `{#strength}` on an ordinary page.
    strength: Option<Url>,
    /// The scale, best first.
    scale: Vec<Precomputed<GradeView>>,
    /// The boxed kinds of finding.
    kinds: Vec<Precomputed<KindView>>,
    /// The program and its version.
    generator: String,
}

impl SiteFields {
    pub(super) fn new(context: &ViewContext) -> SiteFields {
        let config = &context.config;
        let at = |name: &str, path: &str| Link {
            name: name.to_owned(),
            url: context.addresses.at(path),
        };
        let (public, authors): (Vec<_>, Vec<_>) = context
            .corpus
            .pages
            .iter()
            // A page in a folder is reached from the pages above it.
            .filter(|(_, page)| !page.id.contains('/'))
            .partition(|(_, page)| page.is_searched);
        let links = |pages: Vec<(Id<Page>, &Page)>| -> Vec<Link> {
            let link = |(id, page): (Id<Page>, &Page)| Link {
                name: page.title.clone(),
                url: context.addresses.page(id),
            };
            pages.into_iter().map(link).collect()
        };
        let mut footer = links(public);
        let search = context.optional.search.then(|| at("Search", "search/"));
        footer.extend(search.clone());
        footer.extend(
            context
                .optional
                .briefs
                .then(|| at("Printable briefs", "briefs/")),
        );
        footer.push(at("Find by place", "find/"));
        footer.push(at("Index A to Z", "a-z/"));
        if context.feed().is_some() {
            footer.push(at("Atom feed", "feed.atom"));
            footer.push(at("JSON feed", FEED));
        }
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
            as_of: wording::day(context.today),
            as_of_iso: context.today.to_string(),
            search: search.as_ref().map(|link| link.url.clone()),
            feed: context.feed(),
            atom_feed: (context.feed()).map(|_| context.addresses.feed(&context.addresses.at(""))),
            search_description: (context.feed().filter(|_| context.optional.search))
                .map(|_| context.addresses.at("opensearch.xml")),
            web_manifest: context.addresses.at("site.webmanifest"),
            touch_icon: (context.optional.cards)
                .then(|| context.addresses.at(&format!("icon-{}.png", ICON_SIZES[0]))),
            navigation: vec![
                at("Forces", "forces/"),
                at("Judgments", "judgments/"),
                at("Findings", "findings/"),
                at("Recommendations", "recommendations/"),
                at("Compare", "compare/"),
                at("Regions", "regions/"),
                at("Regional units", "rocus/"),
                at("Practice", "practice/"),
                at("Topics", "topics/"),
                at("Measures", "measures/"),
                at("Glossary", "glossary/"),
                at("Inspections", "inspections/"),
                at("Data", "data/"),
            ],
            footer,
            authors: links(authors),
            strength: strength(context),
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

/// The heading under which an ordinary page explains strengths.
fn strength(context: &ViewContext) -> Option<Url> {
    let explains = |page: &Page| {
        let mut headings = page.passages.iter().filter_map(|it| it.heading.as_ref());
        headings.any(|(_, anchor, _)| anchor == "strength")
    };
    let mut pages = context.corpus.pages.iter();
    let (id, _) = pages.find(|(_, page)| explains(page))?;
    Some(context.addresses.page(id).part("strength"))
}
