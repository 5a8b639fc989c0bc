//! The review edition: the site with its hidden content, marked so that no one takes it for the public one.
//!
//! The marks are put into the finished pages, so that no theme can leave them out: the state at the top, a number before
//! each paragraph, and a word to search engines. There is no sitemap and no feed, as the edition knows no public URL.

use std::collections::BTreeSet;

use super::HiddenPart;
use crate::address::Addresses;
use crate::output::{OutputPath, OutputSet};
use crate::plan::Plan;

/// The style sheet of the marks.
const STYLE: &str = "review.css";

const CSS: &str = "\
.review-state{position:sticky;top:0;z-index:9;margin:0;padding:.5rem 1rem;background:#7a1f1f;color:#fff;font-weight:700}\n\
[data-paragraph]::before{content:\"\\00b6\\00a0\"attr(data-paragraph)\"\\2002\";color:#7a1f1f;font-size:.75em;font-weight:700}\n\
@media (prefers-color-scheme:dark){[data-paragraph]::before{color:#ffb3b3}}\n\
@media print{.review-state{position:static;border:.15rem solid}}\n";

/// Marks every page, and takes out what invites search engines.
pub(super) fn mark(
    output: &mut OutputSet,
    plan: &Plan,
    hidden: &[HiddenPart],
    addresses: &Addresses,
) {
    let mut marked = OutputSet::default();
    let style = addresses.at(STYLE);
    for page in &plan.pages {
        let Some(html) = output
            .get(&page.path)
            .and_then(|html| std::str::from_utf8(html).ok())
        else {
            continue;
        };
        let parts = hidden.iter().filter(|part| page.files.contains(&part.file));
        let states: BTreeSet<String> = parts.filter_map(|part| part.visibility.words()).collect();
        let state = match states.is_empty() {
            true => "Review edition. This page shows nothing that is kept back.".to_owned(),
            false => {
                let states: Vec<String> = states.into_iter().collect();
                format!("Review edition. Not public: {}", states.join("; "))
            }
        };
        let head = format!(
            "<meta name=\"robots\" content=\"noindex, nofollow\">\n<link rel=\"stylesheet\" href=\"{style}\">\n</head>"
        );
        let mut text = html.replacen("</head>", &head, 1);
        if let Some(body) = text.find("<body")
            && let Some(end) = text[body..].find('>')
        {
            let banner = format!("\n<p class=\"review-state\" role=\"note\">{state}</p>");
            text.insert_str(body + end + 1, &banner);
        }
        if let Some(path) = OutputPath::new(page.path.clone()) {
            marked.insert(path, numbered(&text).into_bytes());
        }
    }
    let mut add = |path: &str, text: String| {
        if let Some(path) = OutputPath::new(path) {
            marked.insert(path, text.into_bytes());
        }
    };
    add(STYLE, CSS.to_owned());
    add("robots.txt", "User-agent: *\nDisallow: /\n".to_owned());
    if let Some(rules) = output
        .get("_headers")
        .and_then(|it| std::str::from_utf8(it).ok())
    {
        add(
            "_headers",
            rules.replacen('\n', "\n  X-Robots-Tag: noindex, nofollow\n", 1),
        );
    }
    output.extend(marked);
}

/// The page with a number on each paragraph of its main part.
fn numbered(html: &str) -> String {
    let (Some(start), Some(end)) = (html.find("<main"), html.rfind("</main>")) else {
        return html.to_owned();
    };
    let (mut text, mut rest, mut number) = (html[..start].to_owned(), &html[start..end], 0);
    while let Some(at) = rest.find("<p") {
        let after = at + "<p".len();
        text.push_str(&rest[..after]);
        rest = &rest[after..];
        if rest.starts_with(['>', ' ']) {
            number += 1;
            text.push_str(&format!(" data-paragraph=\"{number}\""));
        }
    }
    text.push_str(rest);
    text.push_str(&html[end..]);
    text
}

/// The numbered paragraphs of a page of a review edition, without their tags.
pub fn paragraphs(html: &str) -> Vec<(usize, String)> {
    let mut paragraphs = Vec::new();
    for part in html.split(" data-paragraph=\"").skip(1) {
        let Some((number, rest)) = part.split_once('"') else {
            continue;
        };
        let Some((_, rest)) = rest.split_once('>') else {
            continue;
        };
        let words = rest.split("</p>").next().unwrap_or_default();
        if let Ok(number) = number.parse() {
            paragraphs.push((number, plain(words)));
        }
    }
    paragraphs
}

/// The words between tags, on one line.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
    ];
    for (entity, mark) in marks {
        text = text.replace(entity, mark);
    }
    let text = text.replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
