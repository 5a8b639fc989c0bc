//! Every page of the site, decided before any is made: its address, its template and what it shows.
//!
//! Two pages may not want one address; the second is refused here, before anything is rendered.

mod bodies;
mod entries;
mod page_kind;
mod planner;
mod registers;

use std::collections::BTreeMap;

use crate::address::Url;
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::model::{Id, Inspection};
use crate::text::{FileId, Span, Spanned};
use crate::view::{Link, ViewContext};

pub use page_kind::PageKind;
use planner::Planner;

/// A page to be made.
#[derive(Clone, Debug)]
pub struct PagePlan {
    /// What it shows.
    pub kind: PageKind,
    /// Its address.
    pub url: Url,
    /// Its file, from the site's root.
    pub path: String,
    /// Its title, without the site's.
    pub title: String,
    /// A sentence for search engines.
    pub description: String,
    /// The theme's template.
    pub template: Spanned<String>,
    /// The way here from the front page.
    pub crumbs: Vec<Link>,
    /// The inspections that it is made from.
    pub sources: Vec<Id<Inspection>>,
    /// The content files that it is made from; the first is the page's own.
    pub files: Vec<FileId>,
}

/// All pages, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The pages.
    pub pages: Vec<PagePlan>,
}

impl Plan {
    /// Where the page at a path is in the list: `forces/kent/index.html`.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.pages
            .binary_search_by(|page| page.path.as_str().cmp(path))
            .ok()
    }
}

/// Decides every page. `settings` is the file that the built-in pages belong to.
pub fn plan(context: &ViewContext, settings: FileId) -> Checked<Plan> {
    let mut planner = Planner {
        corpus: &context.corpus,
        addresses: &context.addresses,
        settings,
        pages: Vec::new(),
    };
    planner.site(&context.config.title, &context.config.description);
    planner.regions();
    planner.bodies();
    planner.accounts();
    planner.registers();
    planner.vocabularies();
    planner.glossary();
    planner.inspections();
    planner.ordinary();
    if context.optional.search {
        planner.search();
    }
    if context.optional.briefs {
        planner.briefs();
    }
    let mut report = Report::default();
    let mut by_path: BTreeMap<String, PagePlan> = BTreeMap::new();
    for page in planner.pages {
        if let Some(taken) = by_path.get(&page.path) {
            report.push(collision(&page, taken));
            continue;
        }
        by_path.insert(page.path.clone(), page);
    }
    Checked {
        value: Plan {
            pages: by_path.into_values().collect(),
        },
        report,
    }
}

fn collision(page: &PagePlan, taken: &PagePlan) -> Diagnostic {
    let message = format!("duplicate address `{}`", page.url);
    let place = |page: &PagePlan| page.files.first().map(|&file| Span::new(file, 0..0));
    let diagnostic = Diagnostic::new(Code::UrlCollision, message);
    let diagnostic = match place(page) {
        Some(span) => diagnostic.label(span, format!("“{}”", page.title)),
        None => diagnostic,
    };
    let diagnostic = match place(taken) {
        Some(span) if place(page) != Some(span) => {
            diagnostic.label(span, format!("“{}”", taken.title))
        }
        Some(_) | None => diagnostic,
    };
    diagnostic.help("rename one of the files; a page cannot have the name of a part of the site")
}
