//! What a site needs besides its pages: a sitemap, and word to search engines. Where nobody knows where it will stand there
//! is no sitemap, as its addresses would be none.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use super::HEADERS;
use super::headers::search_policy;
use crate::address::Addresses;
use crate::output::{OutputPath, OutputSet};
use crate::plan::{PageKind, Plan};
use crate::view::ViewContext;

/// Adds `sitemap.xml`, `robots.txt` and `_headers`, which many plain hosts read.
pub fn site_files(context: &ViewContext, plan: &Plan, output: &mut OutputSet) {
    let addresses = &context.addresses;
    let mut add = |path: &str, text: String| {
        if let Some(path) = OutputPath::new(path) {
            output.insert(path, text.into_bytes());
        }
    };
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(address) = addresses.absolute(&addresses.at("sitemap.xml")) {
        let _ = writeln!(robots, "Sitemap: {address}");
        add("sitemap.xml", sitemap(addresses, plan));
    }
    add("robots.txt", robots);
    let mut headers = format!("{}*\n", addresses.at(""));
    for (name, value) in HEADERS {
        let _ = writeln!(headers, "  {name}: {value}");
    }
    if context.optional.search {
        // Hosts differ: with some the later rule holds, others would join both into one that forbids what either does,
        // unless the first is taken back with `!`.
        let _ = writeln!(
            headers,
            "{}*\n  ! Content-Security-Policy",
            addresses.at("search/")
        );
        let _ = writeln!(headers, "  Content-Security-Policy: {}", search_policy());
    }
    add("_headers", headers);
}

/// The address of every page but the one for missing pages.
fn sitemap(addresses: &Addresses, plan: &Plan) -> String {
    let mut sitemap = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = plan
        .pages
        .iter()
        .filter(|planned| planned.kind != PageKind::NotFound);
    for address in pages.filter_map(|planned| addresses.absolute(&planned.url)) {
        let mut escaped = String::new();
        let _ = escape_html(&mut escaped, &address);
        let _ = writeln!(sitemap, "<url><loc>{escaped}</loc></url>");
    }
    sitemap.push_str("</urlset>\n");
    sitemap
}
