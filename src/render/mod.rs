//! Plan and theme become bytes.
//!
//! Pages are made in parallel, each from its own view; what many pages need is made once and shared. Nothing here reads
//! a file or the clock, and a template can reach nothing but its view, the site's settings and the theme's assets.

mod assets;
mod markdown;
mod page;
mod site_files;
mod style;
mod template;

pub use markdown::html;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::output::{OutputPath, OutputSet};
use crate::plan::Plan;
use crate::text::{SourceMap, Span};
use crate::theme::Theme;
use crate::view::Setting;
use assets::Assets;
use page::{Pages, Site};
use template::Templates;

/// What the pages of a site have in common.
pub struct Publication<'c> {
    /// What views are derived from.
    pub setting: &'c Setting<'c>,
    /// The publisher's words.
    pub config: &'c crate::config::Config,
    /// The files of the data export: name, title, rows, and where they lie.
    pub tables: Vec<crate::export::TableInfo>,
    /// How many parts the search index has; `None` if the site has no search.
    pub search_parts: Option<usize>,
}

/// Renders every page, and adds the theme's assets, the sitemap and the like.
pub fn render(publication: &Publication<'_>, plan: &Plan, theme: &Theme, sources: &SourceMap) -> Checked<OutputSet> {
    let mut report = Report::default();
    let mut output = OutputSet::default();
    if theme.chain.is_empty() {
        // A theme that is not there has been reported; that none of its templates is there goes without saying.
        return Checked { value: output, report };
    }
    let assets = Assets::fingerprint(theme, publication.setting.addresses, sources, &mut report);
    for (path, bytes) in assets.files() {
        // A theme's file names come from a disk; odd ones were reported when it was read.
        if let Some(path) = OutputPath::new(path) {
            output.insert(path, bytes);
        }
    }
    let Some(templates) = Templates::new(theme, sources, &assets, &mut report) else {
        return Checked { value: output, report };
    };
    let templates = templates.with_site(tera::Value::from_serializable(&Site::new(publication)));
    let pages = Pages::new(publication, &templates);
    // Registers take longest, so they are begun first: no core is left waiting for one of them at the end.
    let mut order: Vec<_> = plan.pages.iter().collect();
    order.sort_by_key(|planned| !planned.shows.is_register());
    let rendered: Vec<_> =
        order.into_par_iter().with_max_len(8).map(|planned| (planned, pages.render(planned))).collect();
    let mut faults = Vec::new();
    for (planned, result) in rendered {
        match (result, OutputPath::new(planned.path.as_str())) {
            (Ok(html), Some(path)) => output.insert(path, html.into_bytes()),
            (Err(fault), _) => faults.push(fault),
            // Paths are made of slugs.
            (Ok(_), None) => {}
        }
    }
    report.extend(once_each(faults));
    site_files::add(publication, plan, &mut output);
    Checked { value: output, report }
}

/// One fault of a template spoils every page that is made with it. It is told once, with the first of those pages.
fn once_each(faults: Vec<Diagnostic>) -> Report {
    let mut kept: BTreeMap<(Code, String, Option<Span>), (Diagnostic, usize)> = BTreeMap::new();
    for fault in faults {
        let key = (fault.code, fault.message.clone(), fault.place());
        kept.entry(key).and_modify(|(_, others)| *others += 1).or_insert((fault, 0));
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
