//! What a site needs besides its pages: a sitemap, and word to search engines.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use super::headers::search_policy;
use super::{HEADERS, Publication};
use crate::output::{OutputPath, OutputSet};
use crate::plan::{Plan, Shows};

/// Adds `sitemap.xml`, `robots.txt` and `_headers`, which many plain hosts read.
pub fn site_files(publication: &Publication<'_>, plan: &Plan, output: &mut OutputSet) {
    let addresses = publication.setting.addresses;
    let mut sitemap = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for planned in plan.pages.iter().filter(|planned| planned.shows != Shows::NotFound) {
        let mut address = String::new();
        let _ = escape_html(&mut address, &addresses.absolute(&planned.url));
        let _ = writeln!(sitemap, "<url><loc>{address}</loc></url>");
    }
    sitemap.push_str("</urlset>\n");
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {}\n", addresses.absolute(&addresses.at("sitemap.xml")));
    let mut headers = format!("{}*\n", addresses.at(""));
    for (name, value) in HEADERS {
        let _ = writeln!(headers, "  {name}: {value}");
    }
    if publication.search_parts.is_some() {
        // Hosts differ: with some the later rule holds, others would join both into one that forbids what either does,
        // unless the first is taken back with `!`.
        let _ = writeln!(headers, "{}*\n  ! Content-Security-Policy", addresses.at("search/"));
        let _ = writeln!(headers, "  Content-Security-Policy: {}", search_policy());
    }
    for (path, text) in [("sitemap.xml", sitemap), ("robots.txt", robots), ("_headers", headers)] {
        if let Some(path) = OutputPath::new(path) {
            output.insert(path, text.into_bytes());
        }
    }
}
