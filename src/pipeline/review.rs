//! The review edition: the site with its hidden content, marked so that no one takes it for the public one.
//!
//! The marks are put into the finished pages, so that no theme can leave them out: the state at the top, a number before
//! each paragraph, list item and table row, and a word to search engines. There is no sitemap and no feed, as the edition knows no public URL.

mod numbers;

pub(super) use numbers::paragraphs;

use pulldown_cmark_escape::escape_html;

use super::{Audience, HiddenPart, ReviewEdition};
use crate::address::Addresses;
use crate::output::{OutputPath, OutputSet};
use crate::plan::{PagePlan, Plan};
use crate::view::ReviewMark;
use numbers::numbered;

/// The style sheet of the marks.
const STYLE: &str = "review.css";

const CSS: &str = "\
.review-state{position:sticky;top:0;z-index:9;margin:0;padding:.5rem 1rem;background:#7a1f1f;color:#fff;font-weight:700}\n\
[data-paragraph]::before{content:\"\\00b6\\00a0\"attr(data-paragraph)\"\\2002\";color:#7a1f1f;font-size:.75em;font-weight:700}\n\
@media (prefers-color-scheme:dark){[data-paragraph]::before{color:#ffb3b3}}\n\
@media print{.review-state{position:static;border:.15rem solid}}\n";

/// What the edition says of itself, and the state of each file, for briefs.
pub(super) fn mark_of(
    edition: &ReviewEdition,
    audience: &Audience,
    hidden: &[HiddenPart],
) -> ReviewMark {
    let mut mark = ReviewMark {
        edition: title(edition, audience),
        ..ReviewMark::default()
    };
    for part in hidden.iter().filter(|part| part.is_shown) {
        if let Some(words) = part.visibility.words() {
            mark.states.entry(part.file).or_default().insert(words);
        }
    }
    mark
}

/// “Review edition “Draft 3” for force:kent.”
fn title(edition: &ReviewEdition, audience: &Audience) -> String {
    let name = edition.name.as_ref();
    let name = name.map_or_else(String::new, |name| format!(" “{name}”"));
    let of = match audience {
        Audience::Public | Audience::Reviewers => String::new(),
        Audience::ReviewersOf(subjects) => {
            let subjects: Vec<String> = subjects.iter().map(ToString::to_string).collect();
            format!(" for {}", subjects.join(", "))
        }
    };
    format!("Review edition{name}{of}.")
}

/// What a page says at its top, as HTML.
fn state(mark: &ReviewMark, page: &PagePlan) -> String {
    let states = mark.states_of(&page.files);
    let text = match states.is_empty() {
        true => format!("{} Everything on this page is public.", mark.edition),
        false => format!("{} Not public: {}", mark.edition, states.join("; ")),
    };
    let mut html = String::new();
    let _ = escape_html(&mut html, &text);
    html
}

/// The page at a path of a review edition, with its numbers.
pub(super) fn page(html: &[u8]) -> String {
    numbered(&String::from_utf8_lossy(html))
}

/// Marks every page, and takes out what invites search engines.
pub(super) fn mark(output: &mut OutputSet, plan: &Plan, mark: &ReviewMark, addresses: &Addresses) {
    let mut marked = OutputSet::default();
    let style = addresses.at(STYLE);
    for page in &plan.pages {
        let Some(html) = output
            .get(&page.path)
            .and_then(|html| std::str::from_utf8(html).ok())
        else {
            continue;
        };
        let state = state(mark, page);
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
