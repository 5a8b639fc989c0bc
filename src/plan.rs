//! Every page of the site, decided before any is made: its address, its template and what it shows.
//!
//! Two pages may not want one address; the second is refused here, before anything is rendered.

mod bodies;
mod entries;
mod homes;
mod lists;
mod moved;
mod page_kind;
mod planner;
mod published;

use std::collections::BTreeMap;

use crate::address::Url;
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::document::Ledger;
use crate::ledger::{self, PublishedAddress};
use crate::model::{Id, Inspection};
use crate::text::{FileId, Span, Spanned};
use crate::view::{Link, MovedAnchor, NewAddress, ViewContext};

pub use homes::homes;
pub use lists::ListPage;
use moved::MovedPages;
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
    /// The anchors that the page had, or that a page had which leads here.
    pub moved_anchors: Vec<MovedAnchor>,
    /// Where the page leads, if it has moved or is gone.
    pub now: Option<NewAddress>,
}

/// All pages, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The pages.
    pub pages: Vec<PagePlan>,
    /// Every address that the site has, ordered.
    pub published: Vec<PublishedAddress>,
}

impl Plan {
    /// Where each page leads that has moved: the old address and the present one.
    pub fn redirects(&self) -> impl Iterator<Item = (&Url, &Url)> {
        self.pages.iter().filter_map(|planned| {
            let to = planned.now.as_ref()?.to.as_ref()?;
            Some((&planned.url, &to.url))
        })
    }

    /// Where the page at a path is in the list: `forces/kent/index.html`.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.pages
            .binary_search_by(|page| page.path.as_str().cmp(path))
            .ok()
    }
}

/// Decides every page, and checks that no address of the ledger is lost. `settings` is the file that the built-in pages
/// belong to.
pub fn plan(context: &ViewContext, settings: FileId, ledger: Option<&Ledger>) -> Checked<Plan> {
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
    planner.responses();
    planner.registers();
    planner.releases();
    planner.comparisons(context);
    if context.config.finding_pages {
        planner.finding_pages();
    }
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
    let mut pages: Vec<PagePlan> = by_path.into_values().collect();
    let published = published::published(&pages, context);
    let optional = ["search/", "briefs/"].map(|page| format!("/{page}"));
    let hidden = context.addresses.hidden();
    report.extend(ledger::check(
        ledger,
        &published,
        &context.moves,
        &hidden,
        &optional,
    ));
    add_moved(&mut pages, &published, context, ledger);
    Checked {
        value: Plan { pages, published },
        report,
    }
}

/// Adds a page for each address that has moved or is gone, and gives each page the anchors that it had.
fn add_moved(
    pages: &mut Vec<PagePlan>,
    published: &[PublishedAddress],
    context: &ViewContext,
    ledger: Option<&Ledger>,
) {
    let (addresses, moves) = (&context.addresses, &context.moves);
    let entries = ledger.map_or(&[][..], |ledger| &ledger.entries).iter();
    let past = entries.map(|entry| (entry.address.as_str(), entry.title.as_str()));
    let moved = MovedPages::new(addresses, moves, published, past.collect());
    let mut added = moved.pages();
    // A page that the site has itself stays; the redirect is reported.
    added.retain(|page| {
        pages
            .binary_search_by(|it| it.path.cmp(&page.path))
            .is_err()
    });
    pages.extend(added);
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let mut anchors = moved.anchors();
    for page in pages {
        if let Some(anchors) = anchors.remove(&addresses.from_root(&page.url)) {
            page.moved_anchors = anchors;
        }
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
