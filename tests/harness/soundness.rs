//! What must hold for the pages of every built site: sound HTML, no broken link, a way to each page.
//!
//! Each check gives one line per problem, so that a test can show all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::Tree;
use super::html::{self, Html};

/// The address that `site.toml` gives both the invented site and the publication.
const ORIGIN: &str = "https://example.org";

/// A built site with its pages parsed.
pub(crate) struct Parsed<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) pages: BTreeMap<&'t str, Html>,
}

impl<'t> Parsed<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Parsed<'t> {
        Parsed {
            tree,
            pages: html::pages(tree),
        }
    }

    /// Every problem that any check below finds.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = html::broken_links(self.tree, &self.pages, ORIGIN, "/");
        for (path, page) in &self.pages {
            let found = page_problems(page);
            problems.extend(
                found
                    .into_iter()
                    .map(|problem| format!("{path}: {problem}")),
            );
        }
        problems.extend(self.unreachable());
        problems.extend(self.missing_from_sitemap());
        problems.extend(self.unresolved_names());
        problems.extend(self.files_without_link());
        problems
    }

    /// Pages that no chain of links from the front page leads to.
    fn unreachable(&self) -> Vec<String> {
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(path) = next.pop() {
            for link in self.pages[path.as_str()].all("a") {
                let Some(address) = link.attribute("href").and_then(|url| url.strip_prefix('/'))
                else {
                    continue;
                };
                let address = address.split(['#', '?']).next().unwrap_or_default();
                let file = if address.is_empty() || address.ends_with('/') {
                    format!("{address}index.html")
                } else {
                    address.to_owned()
                };
                if self.pages.contains_key(file.as_str()) && reached.insert(file.clone()) {
                    next.push(file);
                }
            }
        }
        let unreached = self.pages.keys().filter(|path| !reached.contains(**path));
        unreached
            .filter(|path| !self.is_hidden(path))
            .map(|path| format!("{path}: no link from the front page leads here"))
            .collect()
    }

    /// Whether search engines are asked to leave a page out, as nothing is there: it has moved, or there never was one.
    fn is_hidden(&self, path: &str) -> bool {
        let mut metas = self.pages[path].all("meta");
        metas.any(|meta| meta.attribute("name") == Some("robots"))
    }

    /// Pages that the sitemap leaves out, and addresses in it that have no page.
    fn missing_from_sitemap(&self) -> Vec<String> {
        let sitemap = String::from_utf8_lossy(&self.tree["sitemap.xml"]).into_owned();
        let address = |line: &str| {
            let rest = line.strip_prefix("<url><loc>https://example.org/")?;
            Some(rest.split("</loc>").next()?.to_owned())
        };
        let named: BTreeSet<String> = sitemap.lines().filter_map(address).collect();
        let pages: BTreeSet<String> = self
            .pages
            .keys()
            .filter(|path| !self.is_hidden(path))
            .map(|path| path.trim_end_matches("index.html").to_owned())
            .collect();
        named
            .symmetric_difference(&pages)
            .map(|address| format!("/{address} is a page or in the sitemap, but not both"))
            .collect()
    }

    /// References to content, such as `force:kent`, that did not become a URL.
    fn unresolved_names(&self) -> Vec<String> {
        let schemes = [
            "force:",
            "rocu:",
            "region:",
            "finding:",
            "term:",
            "topic:",
            "measure:",
            "inspection:",
            "page:",
        ];
        let links = self.pages.iter().flat_map(|(path, page)| {
            page.all("a")
                .filter_map(move |link| Some((path, link.attribute("href")?)))
        });
        links
            .filter(|(_, url)| schemes.iter().any(|scheme| url.starts_with(scheme)))
            .map(|(path, url)| format!("{path}: links to {url}"))
            .collect()
    }

    /// Tables, calendars and feeds for readers that no page links to.
    fn files_without_link(&self) -> Vec<String> {
        let links = self.pages.values().flat_map(|page| page.all("a"));
        let linked: BTreeSet<&str> = links
            .filter_map(|link| link.attribute("href")?.strip_prefix('/'))
            .collect();
        let is_for_readers = |path: &&String| {
            let is_download = [".csv", ".json", ".ics", ".atom"]
                .iter()
                .any(|end| path.ends_with(end));
            // Only scripts read the search index.
            is_download && !path.starts_with("pagefind/")
        };
        let files = self.tree.keys().filter(is_for_readers);
        files
            .filter(|path| !linked.contains(path.as_str()))
            .map(|path| format!("{path}: no page links to this file"))
            .collect()
    }
}

/// What is wrong with one page on its own.
fn page_problems(page: &Html) -> Vec<String> {
    let mut problems = page.flaws.clone();
    let mut ids = BTreeSet::new();
    for id in page.ids() {
        if !ids.insert(id) {
            problems.push(format!("the id `{id}` occurs twice"));
        }
    }
    for (name, what) in [("h1", "first-level headings"), ("main", "main elements")] {
        let count = page.all(name).count();
        if count != 1 {
            problems.push(format!("{count} {what}"));
        }
    }
    let language = page
        .all("html")
        .next()
        .and_then(|html| html.attribute("lang"));
    if language != Some("en-GB") {
        problems.push(format!("the language is {language:?}"));
    }
    let head = page
        .tags
        .iter()
        .take_while(|tag| !matches!(tag.name.as_str(), "body" | "svg"));
    let n_titles = head.filter(|tag| tag.name == "title").count();
    if n_titles != 1 {
        problems.push(format!("{n_titles} titles"));
    }
    if page
        .all("img")
        .any(|image| image.attribute("alt").is_none())
    {
        problems.push("a picture without `alt`".to_owned());
    }
    problems.extend(page.scripts());
    let requests = page.foreign_requests();
    problems.extend(
        requests
            .into_iter()
            .map(|url| format!("fetches {url} from another site")),
    );
    let first_link = page.all("a").next().and_then(|link| link.attribute("href"));
    if !first_link.is_some_and(|url| url.starts_with('#')) {
        problems.push("its first link does not skip to the content".to_owned());
    }
    problems
}
