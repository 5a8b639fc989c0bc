//! The pages that the site has once: registers, lists and what helps to find a page, with the front
//! page.

use super::planner::Planner;
use super::{PageKind, PagePlan};
use crate::model::{FindingKind, Id, Tone};
use crate::wording::pages::{self, PageText};

/// A page that the site has once, at an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListPage {
    /// The list of regions.
    Regions,
    /// The grade matrix.
    Judgments,
    /// The register of findings.
    Findings,
    /// The register of recommendations.
    Recommendations,
    /// The register of practice.
    Practice,
    /// What was corrected.
    Corrections,
    /// The list of editions.
    Releases,
    /// The list of topics.
    Topics,
    /// The list of measures.
    Measures,
    /// The glossary.
    Glossary,
    /// The list of inspections.
    Inspections,
    /// The downloads.
    Data,
    /// The list of printable briefs.
    Briefs,
    /// Everything from A to Z.
    SiteIndex,
    /// Bodies side by side that a reader chooses.
    Compare,
    /// Places, and the bodies that serve them.
    Find,
    /// Full-text search.
    Search,
}

impl ListPage {
    /// Its path, its template, and its title with its description.
    fn parts(self) -> (&'static str, &'static str, PageText) {
        match self {
            ListPage::Regions => ("regions/", "region_index", pages::REGIONS),
            ListPage::Judgments => ("judgments/", "judgments", pages::JUDGMENTS),
            ListPage::Findings => ("findings/", "findings_register", pages::FINDINGS),
            ListPage::Recommendations => (
                "recommendations/",
                "recommendations_register",
                pages::RECOMMENDATIONS,
            ),
            ListPage::Practice => ("practice/", "practice_register", pages::PRACTICE),
            ListPage::Corrections => ("corrections/", "corrections", pages::CORRECTIONS),
            ListPage::Releases => ("changes/", "release_index", pages::RELEASES),
            ListPage::Topics => ("topics/", "topic_index", pages::TOPICS),
            ListPage::Measures => ("measures/", "measure_index", pages::MEASURES),
            ListPage::Glossary => ("glossary/", "glossary_index", pages::GLOSSARY),
            ListPage::Inspections => ("inspections/", "inspection_index", pages::INSPECTIONS),
            ListPage::Data => ("data/", "data_index", pages::DATA),
            ListPage::Briefs => ("briefs/", "brief_index", pages::BRIEFS),
            ListPage::SiteIndex => ("a-z/", "site_index", pages::SITE_INDEX),
            ListPage::Compare => ("compare/", "compare", pages::COMPARE),
            ListPage::Find => ("find/", "place_index", pages::FIND),
            ListPage::Search => ("search/", "search", pages::SEARCH),
        }
    }
}

impl Planner<'_> {
    /// Adds a page that the site has once.
    pub(super) fn add_list(&mut self, list: ListPage) -> &mut PagePlan {
        let (path, template, text) = list.parts();
        let url = self.addresses.at(path);
        let kind = PageKind::List(list);
        self.add(kind, url, text.title, text.description, template)
    }

    pub(super) fn site(&mut self, title: &str, description: &str) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        let home = self.addresses.at("");
        self.add(PageKind::Home, home, title, description, "home")
            .sources = all.clone();
        self.add_list(ListPage::Data).sources = all;
        self.add_list(ListPage::SiteIndex);
        self.add_list(ListPage::Find);
        let (missing, text) = (self.addresses.at("404.html"), pages::NOT_FOUND);
        self.add(
            PageKind::NotFound,
            missing,
            text.title,
            text.description,
            "not_found",
        );
    }

    pub(super) fn registers(&mut self) {
        let corpus = self.corpus;
        let judgments = corpus.bodies.ids().filter_map(|id| corpus.judgment(id));
        let judgments = self.inspections_of(judgments.map(|(account, _)| account));
        self.add_list(ListPage::Judgments).sources = judgments;
        let all = self.inspections_with(|_| true);
        self.add_list(ListPage::Findings).sources = all;
        let with_advice = self.inspections_with(|finding| !finding.recommendations.is_empty());
        self.add_list(ListPage::Recommendations).sources = with_advice;
        let is_practice = |kind: Id<FindingKind>| corpus.finding_kinds[kind].tone == Tone::Practice;
        let practice = self.inspections_with(|finding| finding.kind.is_some_and(is_practice));
        self.add_list(ListPage::Practice).sources = practice;
        if !corpus.corrections.rows().is_empty() {
            self.add_list(ListPage::Corrections);
        }
    }

    /// What each edition changed.
    pub(super) fn releases(&mut self) {
        let releases = &self.corpus.releases;
        if releases.rows().is_empty() {
            return;
        }
        self.add_list(ListPage::Releases);
        let crumb = self.crumb(pages::RELEASES.title, "changes/");
        for (id, release) in releases.iter() {
            let what = pages::release_description(release.since.as_deref(), &release.id);
            let page = self.add(
                PageKind::Release(id),
                self.addresses.release(id),
                pages::release_title(&release.id),
                what,
                "release_page",
            );
            page.crumbs.push(crumb.clone());
            page.files = vec![release.file];
        }
    }

    pub(super) fn search(&mut self) {
        self.add_list(ListPage::Search);
    }

    pub(super) fn briefs(&mut self) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        self.add_list(ListPage::Briefs).sources = all;
    }
}
