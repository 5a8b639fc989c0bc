//! The pages of the site as a whole: the front page, registers, lists and what helps to find a page.

use super::PageKind;
use super::planner::Planner;
use crate::model::{FindingKind, Id, Tone};
use crate::wording::pages;

impl Planner<'_> {
    pub(super) fn site(&mut self, title: &str, description: &str) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        let (home, at) = (self.addresses.at(""), |path: &str| self.addresses.at(path));
        let (data, index, missing) = (at("data/"), at("a-z/"), at("404.html"));
        let place_index = at("find/");
        self.add(PageKind::Home, home, title, description, "home")
            .sources = all.clone();
        self.add_list(PageKind::Data, data, pages::DATA, "data_index")
            .sources = all;
        self.add_list(PageKind::SiteIndex, index, pages::SITE_INDEX, "site_index");
        self.add_list(PageKind::Find, place_index, pages::FIND, "place_index");
        self.add_list(PageKind::NotFound, missing, pages::NOT_FOUND, "not_found");
    }

    pub(super) fn registers(&mut self) {
        let corpus = self.corpus;
        let judgments = corpus
            .bodies
            .ids()
            .filter_map(|id| corpus.judgment(id))
            .map(|(account, _)| account);
        let is_practice = |kind: Id<FindingKind>| corpus.finding_kinds[kind].tone == Tone::Practice;
        let registers = [
            (
                PageKind::Judgments,
                "judgments/",
                pages::JUDGMENTS,
                "judgments",
                self.inspections_of(judgments),
            ),
            (
                PageKind::Findings,
                "findings/",
                pages::FINDINGS,
                "findings_register",
                self.inspections_with(|_| true),
            ),
            (
                PageKind::Recommendations,
                "recommendations/",
                pages::RECOMMENDATIONS,
                "recommendations_register",
                self.inspections_with(|finding| !finding.recommendations.is_empty()),
            ),
            (
                PageKind::Practice,
                "practice/",
                pages::PRACTICE,
                "practice_register",
                self.inspections_with(|finding| finding.kind.is_some_and(is_practice)),
            ),
        ];
        for (kind, path, text, template, sources) in registers {
            let url = self.addresses.at(path);
            self.add_list(kind, url, text, template).sources = sources;
        }
        if !corpus.corrections.rows().is_empty() {
            let url = self.addresses.at("corrections/");
            self.add_list(
                PageKind::Corrections,
                url,
                pages::CORRECTIONS,
                "corrections",
            );
        }
    }

    /// What each edition changed.
    pub(super) fn releases(&mut self) {
        let releases = &self.corpus.releases;
        if releases.rows().is_empty() {
            return;
        }
        let url = self.addresses.at("changes/");
        self.add_list(PageKind::Releases, url, pages::RELEASES, "release_index");
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
        let url = self.addresses.at("search/");
        self.add_list(PageKind::Search, url, pages::SEARCH, "search");
    }

    pub(super) fn briefs(&mut self) {
        let url = self.addresses.at("briefs/");
        let all = self.inspections_of(self.corpus.accounts.rows());
        self.add_list(PageKind::Briefs, url, pages::BRIEFS, "brief_index")
            .sources = all;
    }
}
