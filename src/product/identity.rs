//! What browsers and people read of the site as a whole: the web manifest with its icons, the description of its search, and
//! the address for reports of security problems.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;
use serde_json::json;

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::card::Painter;
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::view::{ICON_SIZES, ViewContext};

pub(super) const IDENTITY: FileGroupSpec = FileGroupSpec {
    name: "identity",
    owns: |path| FILES.contains(&path) || (path.starts_with("icon-") && path.ends_with(".png")),
    make,
};

const FILES: [&str; 4] = [MANIFEST, SEARCH, SECURITY, HUMANS];
const MANIFEST: &str = "site.webmanifest";
const SEARCH: &str = "opensearch.xml";
const SECURITY: &str = ".well-known/security.txt";
const HUMANS: &str = "humans.txt";

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    let mut output = OutputSet::default();
    if !site.theme.is_sound() {
        return output;
    }
    let context = &site.context;
    let mut add = |path: &str, bytes: Vec<u8>| {
        if let Some(path) = OutputPath::new(path) {
            output.insert(path, bytes);
        }
    };
    let assets = &site.theme.theme().assets;
    let icon = assets.get("icon.svg").filter(|_| context.optional.cards);
    let icon = icon.and_then(|bytes| std::str::from_utf8(bytes).ok());
    let painter = Painter::with_own_fonts();
    let mut icons = Vec::new();
    for size in ICON_SIZES {
        if let Some(png) = icon.and_then(|svg| painter.paint(svg, size, size)) {
            let path = format!("icon-{size}.png");
            icons.push(json!({
                "src": context.addresses.at(&path),
                "sizes": format!("{size}x{size}"),
                "type": "image/png",
            }));
            add(&path, png);
        }
    }
    add(MANIFEST, manifest(context, &icons).into_bytes());
    if let Some(search) = search(context) {
        add(SEARCH, search.into_bytes());
    }
    if let Some(security) = security(context) {
        add(SECURITY, security.into_bytes());
    }
    if let Some(email) = &context.config.contact.email {
        let publisher = one_line(&context.config.publisher);
        add(
            HUMANS,
            format!("Publisher: {publisher}\nContact: {email}\n").into_bytes(),
        );
    }
    output
}

fn manifest(context: &ViewContext, icons: &[serde_json::Value]) -> String {
    let config = &context.config;
    let home = context.addresses.at("");
    let manifest = json!({
        "name": config.title,
        "short_name": config.title,
        "description": config.description,
        "lang": config.language,
        "start_url": home,
        "scope": home,
        "display": "browser",
        "icons": icons,
    });
    format!("{manifest:#}\n")
}

/// How a browser searches the site (OpenSearch 1.1); for a site with full-text search and a public URL.
fn search(context: &ViewContext) -> Option<String> {
    if !context.optional.search {
        return None;
    }
    let page = context
        .addresses
        .absolute(&context.addresses.at("search/"))?;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n",
    );
    // A short name has at most 16 letters.
    let name: String = context.config.title.chars().take(16).collect();
    let description: String = context.config.description.chars().take(1024).collect();
    for (element, text) in [("ShortName", name.trim()), ("Description", &description)] {
        let mut escaped = String::new();
        let _ = escape_html(&mut escaped, text);
        let _ = writeln!(xml, "<{element}>{escaped}</{element}>");
    }
    let mut template = String::new();
    let _ = escape_html(&mut template, &page);
    let _ = writeln!(
        xml,
        "<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"{template}?q={{searchTerms}}\"/>\n</OpenSearchDescription>"
    );
    Some(xml)
}

/// Where to report a security problem (RFC 9116), if the settings say it and until when it holds.
fn security(context: &ViewContext) -> Option<String> {
    let contact = &context.config.contact;
    let (to, until) = (contact.security.as_ref()?, contact.security_until?);
    let mut text = format!("Contact: {}\nExpires: {until}T23:59:59Z\n", one_line(to));
    if let Some(url) = context.addresses.absolute(&context.addresses.at(SECURITY)) {
        let _ = writeln!(text, "Canonical: {url}");
    }
    let _ = writeln!(
        text,
        "Preferred-Languages: {}",
        one_line(&context.config.language)
    );
    Some(text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
