//! A built site as a reader's browser meets it: the tags of every page, its ids, and where its links lead.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::folder::Tree;

/// Elements that have no end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose end tag may be left out.
const OPTIONAL_END: [&str; 13] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "body",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "action",
    "poster",
    "data",
    "formaction",
    "xlink:href",
    "cite",
];

/// A start tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Every address the tag holds, those of `srcset` included.
    fn addresses(&self) -> Vec<&str> {
        let mut addresses: Vec<&str> = ADDRESSES
            .iter()
            .filter_map(|name| self.attribute(name))
            .collect();
        let sets = self
            .attribute("srcset")
            .into_iter()
            .flat_map(|set| set.split(','));
        addresses.extend(sets.filter_map(|entry| entry.split_whitespace().next()));
        addresses
    }
}

/// A parsed page.
pub(crate) struct Html {
    pub(crate) tags: Vec<Tag>,
    /// What is wrong with it as HTML.
    pub(crate) flaws: Vec<String>,
}

impl Html {
    pub(crate) fn read(text: &str) -> Html {
        let mut emitter = DefaultEmitter::default();
        // Scripts and styles are text, as in a browser.
        emitter.naively_switch_states(true);
        let (mut tags, mut flaws, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = string(&tag.name);
                    if !VOID.contains(&name.as_str()) && !tag.self_closing {
                        open.push(name.clone());
                    }
                    let attributes = tag
                        .attributes
                        .iter()
                        .map(|(name, value)| (string(name), string(value)))
                        .collect();
                    tags.push(Tag { name, attributes });
                }
                Token::EndTag(tag) => {
                    let name = string(&tag.name);
                    while open
                        .last()
                        .is_some_and(|last| *last != name && OPTIONAL_END.contains(&last.as_str()))
                    {
                        open.pop();
                    }
                    if open.pop().as_deref() != Some(&name) {
                        flaws.push(format!("</{name}> ends what was not begun"));
                    }
                }
                Token::Error(error) => flaws.push(format!("{}", *error)),
                Token::Doctype(_) | Token::Comment(_) | Token::String(_) => {}
            }
        }
        open.retain(|name| !OPTIONAL_END.contains(&name.as_str()));
        flaws.extend(open.iter().map(|name| format!("<{name}> is not ended")));
        Html { tags, flaws }
    }

    /// Every id, in order.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.tags
            .iter()
            .filter_map(|tag| tag.attribute("id"))
            .collect()
    }

    /// The tags of a name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Tag> {
        self.tags.iter().filter(move |tag| tag.name == name)
    }

    /// What could run a script, or let one in.
    pub(crate) fn scripts(&self) -> Vec<String> {
        let mut found = Vec::new();
        for tag in &self.tags {
            if tag.name == "script" && tag.attribute("src").is_none() && !is_data(tag) {
                found.push("an inline <script>".to_owned());
            }
            if tag.name == "style"
                || ["iframe", "object", "embed", "base"].contains(&tag.name.as_str())
            {
                found.push(format!("<{}>", tag.name));
            }
            for (name, value) in &tag.attributes {
                if name.starts_with("on") || name == "style" || name == "srcdoc" {
                    found.push(format!("{name}=\"{value}\" on <{}>", tag.name));
                }
            }
            for address in tag.addresses() {
                let bare: String = address
                    .chars()
                    .filter(|c| !c.is_whitespace() && !c.is_control())
                    .collect();
                if ["javascript:", "vbscript:", "data:text"]
                    .iter()
                    .any(|bad| bare.to_lowercase().starts_with(bad))
                {
                    found.push(format!("a link to {address}"));
                }
            }
        }
        found
    }

    /// What the browser would fetch from another site while showing the page.
    pub(crate) fn foreign_requests(&self) -> Vec<String> {
        let fetches = |tag: &Tag| match tag.name.as_str() {
            "a" | "area" | "blockquote" | "q" | "ins" | "del" => false,
            "link" => !matches!(
                tag.attribute("rel"),
                Some("canonical" | "alternate" | "license" | "author")
            ),
            _ => true,
        };
        let foreign = |address: &&str| address.contains("//");
        let tags = self.tags.iter().filter(|tag| fetches(tag));
        tags.flat_map(Tag::addresses)
            .filter(foreign)
            .map(str::to_owned)
            .collect()
    }
}

/// Whether a script is data that no browser runs.
fn is_data(tag: &Tag) -> bool {
    matches!(
        tag.attribute("type"),
        Some("application/ld+json" | "application/json" | "speculationrules")
    )
}

fn string(bytes: &html5gum::HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every page of a site, parsed.
pub(crate) fn pages(site: &Tree) -> BTreeMap<&str, Html> {
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| (path.as_str(), Html::read(&String::from_utf8_lossy(bytes))))
        .collect()
}

/// Every link of a site at `origin` and `base` that leads to no file or anchor of it.
pub(crate) fn broken_links(
    site: &Tree,
    pages: &BTreeMap<&str, Html>,
    origin: &str,
    base: &str,
) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, html)| (*path, html.ids().into_iter().collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, html) in pages {
        for address in html.tags.iter().flat_map(Tag::addresses) {
            if let Some(reason) = diagnostic(address, path, site, &ids, origin, base) {
                broken.push(format!("{path}: {address} {reason}"));
            }
        }
    }
    broken
}

fn diagnostic(
    address: &str,
    page: &str,
    site: &Tree,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
    origin: &str,
    base: &str,
) -> Option<&'static str> {
    let own = address
        .strip_prefix(origin)
        .filter(|rest| !origin.is_empty() && rest.starts_with('/'));
    if own.is_none()
        && (address.contains("://")
            || address.starts_with("mailto:")
            || address.starts_with("tel:"))
    {
        return None;
    }
    let (path, anchor) = match own.unwrap_or(address).split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (own.unwrap_or(address), None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let file = if path.is_empty() {
        page.to_owned()
    } else {
        let Some(inner) = path.strip_prefix(base) else {
            return Some("does not begin where the site does");
        };
        if inner.is_empty() || inner.ends_with('/') {
            format!("{inner}index.html")
        } else {
            inner.to_owned()
        }
    };
    if !site.contains_key(&file) {
        return Some("leads to no file");
    }
    match anchor {
        None | Some("" | "top") => None,
        Some(anchor) => {
            let is_there = ids
                .get(file.as_str())
                .is_some_and(|ids| ids.contains(anchor));
            (!is_there).then_some("leads to no place on its page")
        }
    }
}
