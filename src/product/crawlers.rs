//! What hosts and search engines read: `sitemap.xml`, `robots.txt`, `_headers` and `_redirects`.
//!
//! A site whose address is not known has no sitemap, as a sitemap holds whole addresses.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::address::Addresses;
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::plan::{PageKind, Plan};
use crate::render::{HEADERS, search_policy};

const SITEMAP: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";
const HEADER_RULES: &str = "_headers";
const REDIRECT_RULES: &str = "_redirects";

pub(super) const CRAWLERS: FileGroupSpec = FileGroupSpec {
    name: "crawlers",
    owns: |path| [SITEMAP, ROBOTS, HEADER_RULES, REDIRECT_RULES].contains(&path),
    make,
};

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    let mut output = OutputSet::default();
    // Without templates there are no pages to list.
    if !site.theme.is_sound() {
        return output;
    }
    let addresses = &site.context.addresses;
    let mut add = |path: &str, text: String| {
        if let Some(path) = OutputPath::new(path) {
            output.insert(path, text.into_bytes());
        }
    };
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(address) = addresses.absolute(&addresses.at(SITEMAP)) {
        let _ = writeln!(robots, "Sitemap: {address}");
        add(SITEMAP, sitemap(addresses, &site.plan));
    }
    add(ROBOTS, robots);
    add(HEADER_RULES, headers(site));
    let redirects = redirects(&site.plan);
    if !redirects.is_empty() {
        add(REDIRECT_RULES, redirects);
    }
    output
}

/// The address of every page but the one for missing pages.
fn sitemap(addresses: &Addresses, plan: &Plan) -> String {
    let mut sitemap = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = plan
        .pages
        .iter()
        .filter(|planned| !matches!(planned.kind, PageKind::NotFound | PageKind::Moved));
    for address in pages.filter_map(|planned| addresses.absolute(&planned.url)) {
        let mut escaped = String::new();
        let _ = escape_html(&mut escaped, &address);
        let _ = writeln!(sitemap, "<url><loc>{escaped}</loc></url>");
    }
    sitemap.push_str("</urlset>\n");
    sitemap
}

/// Where each page leads that has moved, in the form that many plain hosts read. Other hosts serve the page that leads on.
fn redirects(plan: &Plan) -> String {
    let mut redirects = String::new();
    for (from, to) in plan.redirects() {
        let _ = writeln!(redirects, "{from} {to} 301");
    }
    redirects
}

/// The headers of every file, in the form that many plain hosts read.
fn headers(site: &SiteInputs) -> String {
    let addresses = &site.context.addresses;
    let mut headers = format!("{}*\n", addresses.at(""));
    for (name, value) in HEADERS {
        let _ = writeln!(headers, "  {name}: {value}");
    }
    if site.context.optional.search {
        // Hosts differ: some apply the later rule, others join both into one that forbids what either does, unless the
        // first is removed with `!`.
        let _ = writeln!(
            headers,
            "{}*\n  ! Content-Security-Policy",
            addresses.at("search/")
        );
        let _ = writeln!(headers, "  Content-Security-Policy: {}", search_policy());
    }
    headers
}
