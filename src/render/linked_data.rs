//! What a page is about, in the vocabulary of schema.org, for search engines and other programs.
//!
//! Everything here is also in the page's own text. A site without a public URL has none, as linked data
//! needs whole addresses.

use serde_json::{Map, Value, json};

use crate::document::Published;
use crate::export::table_infos;
use crate::model::{Account, Body, Id, Inspection, Subject, Term};
use crate::plan::{ListPage, PageKind, PagePlan};
use crate::view::ViewContext;

/// The `<script>` element with a page's linked data. A browser never runs it.
pub(super) fn linked_data(planned: &PagePlan, context: &ViewContext) -> Option<String> {
    let url = context.addresses.absolute(&planned.url)?;
    let page = Described {
        planned,
        context,
        url,
    };
    let mut graph: Vec<Value> = page.subject().into_iter().collect();
    graph.extend(page.breadcrumbs());
    if graph.is_empty() {
        return None;
    }
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    // In a script element, `<` could begin an end tag or a comment, whatever the JSON around it says.
    let text = data.to_string().replace('<', "\\u003c");
    Some(format!(
        "<script type=\"application/ld+json\">{text}</script>"
    ))
}

/// A page that is described.
struct Described<'p> {
    planned: &'p PagePlan,
    context: &'p ViewContext,
    url: String,
}

impl Described<'_> {
    /// The thing that the page is about.
    fn subject(&self) -> Option<Value> {
        match self.planned.kind {
            PageKind::Home => Some(self.site()),
            PageKind::Inspection(id) => Some(self.report(id)),
            PageKind::Body(id) => Some(self.body_page(id)),
            PageKind::Region(id) => {
                let accounts = &self.context.corpus.regions[id].accounts;
                Some(self.summary(accounts.last().copied(), None))
            }
            PageKind::Account(id) => {
                let subject = self.context.corpus.accounts[id].subject;
                let body = match subject {
                    Subject::Body(body) => Some(self.body(body)),
                    Subject::Region(_) => None,
                };
                Some(self.summary(Some(id), body))
            }
            PageKind::Finding(id) => {
                let account = self.context.corpus.findings[id].account;
                let body = match self.context.corpus.accounts[account].subject {
                    Subject::Body(body) => Some(self.body(body)),
                    Subject::Region(_) => None,
                };
                Some(self.summary(Some(account), body))
            }
            PageKind::Term(id) => Some(self.term(id)),
            PageKind::List(ListPage::Glossary) => Some(self.thing("DefinedTermSet")),
            PageKind::List(ListPage::Data) => Some(self.dataset()),
            PageKind::List(_)
            | PageKind::Bodies(_)
            | PageKind::Topic(_)
            | PageKind::Measure(_)
            | PageKind::Page(_)
            | PageKind::Release(_)
            | PageKind::Response(_)
            | PageKind::SideBySide(_)
            | PageKind::NotFound
            | PageKind::Moved => None,
        }
    }

    /// A thing that has this page's title, description and address.
    fn thing(&self, kind: &str) -> Value {
        let mut thing = json!({
            "@type": kind,
            "name": self.planned.title,
            "description": self.planned.description,
            "url": self.url,
        });
        // In the vocabulary, a work has a language, and a term has none.
        if kind != "DefinedTerm" {
            set(
                &mut thing,
                "inLanguage",
                json!(self.context.config.language),
            );
        }
        thing
    }

    fn publisher(&self) -> Value {
        json!({ "@type": "Organization", "name": self.context.config.publisher })
    }

    fn site(&self) -> Value {
        let config = &self.context.config;
        let mut site = self.thing("WebSite");
        set(&mut site, "name", json!(config.title));
        set(&mut site, "publisher", self.publisher());
        site
    }

    /// The report of an inspection, as its own publisher published it.
    fn report(&self, id: Id<Inspection>) -> Value {
        let inspection = &self.context.corpus.inspections[id];
        let mut report = json!({
            "@type": "Report",
            "name": inspection.source.report,
            "publisher": { "@type": "Organization", "name": inspection.source.publisher },
        });
        if let Some(address) = &inspection.source.address {
            set(&mut report, "url", json!(address.value));
        }
        if let Published::On(date) = inspection.published {
            set(&mut report, "datePublished", json!(date.iso()));
        }
        report
    }

    fn body(&self, id: Id<Body>) -> Value {
        let body = &self.context.corpus.bodies[id];
        let mut organisation = json!({
            "@type": "GovernmentOrganization",
            "name": body.name,
        });
        let mut names = body.also_known_as.clone();
        names.extend(body.abbreviation.clone());
        if !names.is_empty() {
            set(&mut organisation, "alternateName", json!(names));
        }
        let url = self.context.addresses.body(id);
        if let Some(url) = self.context.addresses.absolute(&url) {
            set(&mut organisation, "mainEntityOfPage", json!(url));
        }
        organisation
    }

    fn body_page(&self, id: Id<Body>) -> Value {
        let account = self.context.corpus.bodies[id].accounts.last();
        self.summary(account.copied(), Some(self.body(id)))
    }

    /// A page that says what an inspection found.
    fn summary(&self, account: Option<Id<Account>>, about: Option<Value>) -> Value {
        let mut page = self.thing("WebPage");
        // The head has it already, and a body's page is the heaviest.
        if let Value::Object(fields) = &mut page {
            fields.remove("description");
        }
        set(&mut page, "publisher", self.publisher());
        if let Some(about) = about {
            set(&mut page, "about", about);
        }
        if let Some(account) = account {
            let inspection = self.context.corpus.accounts[account].inspection;
            set(&mut page, "citation", self.report(inspection));
        }
        page
    }

    fn term(&self, id: Id<Term>) -> Value {
        let term = &self.context.corpus.terms[id];
        let mut defined = self.thing("DefinedTerm");
        set(&mut defined, "name", json!(term.term));
        let names: Vec<&String> = term.abbreviation.iter().chain(&term.aliases).collect();
        if !names.is_empty() {
            set(&mut defined, "alternateName", json!(names));
        }
        let glossary = self.context.addresses.at("glossary/");
        if let Some(glossary) = self.context.addresses.absolute(&glossary) {
            set(&mut defined, "inDefinedTermSet", json!(glossary));
        }
        defined
    }

    /// The data export, with each of its files.
    fn dataset(&self) -> Value {
        let config = &self.context.config;
        let mut files = Vec::new();
        for table in table_infos(self.context) {
            for (url, media) in [(&table.csv, "text/csv"), (&table.json, "application/json")] {
                files.push(json!({
                    "@type": "DataDownload",
                    "name": table.title,
                    "encodingFormat": media,
                    "contentUrl": self.context.addresses.absolute(url),
                }));
            }
        }
        let mut dataset = self.thing("Dataset");
        set(&mut dataset, "name", json!(config.title));
        set(&mut dataset, "creator", self.publisher());
        if !config.data_licence.is_empty() {
            let licence = json!({ "@type": "CreativeWork", "name": config.data_licence });
            set(&mut dataset, "license", licence);
        }
        set(&mut dataset, "distribution", json!(files));
        dataset
    }

    /// The way here from the front page; nothing for the front page itself.
    fn breadcrumbs(&self) -> Option<Value> {
        if self.planned.crumbs.is_empty() || self.planned.kind == PageKind::NotFound {
            return None;
        }
        let above = self.planned.crumbs.iter().map(|crumb| {
            let url = self.context.addresses.absolute(&crumb.url);
            (crumb.name.as_str(), url.unwrap_or_default())
        });
        let here = [(self.planned.title.as_str(), self.url.clone())];
        let item = |(at, (name, url)): (usize, (&str, String))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": url });
        let items: Vec<Value> = above.chain(here).enumerate().map(item).collect();
        Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
    }
}

/// Sets a property of a thing.
fn set(thing: &mut Value, name: &str, value: Value) {
    if let Value::Object(properties) = thing {
        let properties: &mut Map<String, Value> = properties;
        properties.insert(name.to_owned(), value);
    }
}
