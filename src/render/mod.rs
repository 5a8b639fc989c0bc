//! Plan and theme become bytes.
//!
//! Each page is made from its own view, when it is asked for; what many pages need is made once and
//! shared. Nothing here reads a file or the clock, and a template can reach only its view, the
//! site's settings and the theme's assets.

mod assets;
mod format;
mod headers;
mod inline_code;
mod limits;
mod linked_data;
mod loaded_theme;
mod markdown;
mod page;
mod page_cache;
mod page_history;
mod page_ids;
mod palette;
mod script;
mod site_fields;
mod style;
mod template;

pub use format::HtmlFormat;
pub use headers::{CONTENT_SECURITY_POLICY, HEADERS, search_policy};
pub use loaded_theme::LoadedTheme;
pub use markdown::html;
pub use page::PageRenderer;
pub use page_cache::PageCache;
pub use page_history::PageHistory;
pub use page_ids::check_ids;
pub use palette::{PALETTE, palette};

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// Merges what is wrong with a template into one diagnostic, however many pages it breaks; the
/// first page is named.
pub fn deduplicated(diagnostics: Vec<Diagnostic>) -> Report {
    let mut kept: BTreeMap<(Code, String, Option<Span>), (Diagnostic, usize)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let key = (
            diagnostic.code,
            diagnostic.message.clone(),
            diagnostic.place(),
        );
        kept.entry(key)
            .and_modify(|(_, others)| *others += 1)
            .or_insert((diagnostic, 0));
    }
    let mut report = Report::default();
    for (diagnostic, others) in kept.into_values() {
        report.push(match others {
            0 => diagnostic,
            1 => diagnostic.help("one other page has the same problem"),
            n => diagnostic.help(format!("{n} other pages have the same problem")),
        });
    }
    report
}
