//! Plan and theme become bytes.
//!
//! Pages are made in parallel, each from its own view; what many pages need is made once and shared. Nothing here reads
//! a file or the clock, and a template can reach nothing but its view, the site's settings and the theme's assets.

mod assets;
mod markdown;
mod page;
mod site_files;
mod template;

pub use markdown::html;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Report};
use crate::output::{OutputPath, OutputSet};
use crate::plan::Plan;
use crate::text::SourceMap;
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
    let assets = Assets::fingerprint(theme, publication.setting.addresses);
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
    let rendered: Vec<_> = plan.pages.par_iter().map(|planned| (planned, pages.render(planned))).collect();
    for (planned, result) in rendered {
        match (result, OutputPath::new(planned.path.as_str())) {
            (Ok(html), Some(path)) => output.insert(path, html.into_bytes()),
            (Err(fault), _) => report.push(fault),
            // Paths are made of slugs.
            (Ok(_), None) => {}
        }
    }
    site_files::add(publication, plan, &mut output);
    Checked { value: output, report }
}
