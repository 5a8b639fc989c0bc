//! Plan and theme become bytes.
//!
//! Each page is made from its own view, when it is asked for; what many pages need is made once and shared. Nothing here
//! reads a file or the clock, and a template can reach nothing but its view, the site's settings and the theme's assets.

mod assets;
mod headers;
mod kept;
mod markdown;
mod page;
mod press;
mod site_files;
mod style;
mod template;

pub use headers::{CONTENT_SECURITY_POLICY, HEADERS, search_policy};
pub use kept::KeptPages;
pub use markdown::html;
pub use page::{Lists, Pages};
pub use press::Press;
pub use site_files::site_files;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;
use crate::view::Setting;

/// What the pages of a site have in common.
pub struct Publication<'c> {
    /// What views are derived from.
    pub setting: &'c Setting<'c>,
    /// The publisher's words.
    pub config: &'c crate::config::Config,
    /// How many parts the search index has; `None` if the site has no search.
    pub search_parts: Option<usize>,
    /// Whether the site has printable briefs.
    pub has_briefs: bool,
}

/// One fault of a template spoils every page that is made with it. It is told once, with the first of those pages.
pub fn once_each(faults: Vec<Diagnostic>) -> Report {
    let mut kept: BTreeMap<(Code, String, Option<Span>), (Diagnostic, usize)> = BTreeMap::new();
    for fault in faults {
        let key = (fault.code, fault.message.clone(), fault.place());
        kept.entry(key)
            .and_modify(|(_, others)| *others += 1)
            .or_insert((fault, 0));
    }
    let mut report = Report::default();
    for (fault, others) in kept.into_values() {
        report.push(match others {
            0 => fault,
            1 => fault.help("one other page has the same fault"),
            n => fault.help(format!("{n} other pages have the same fault")),
        });
    }
    report
}
