//! The pages of the site as a whole: the front page, registers, lists and what helps to find a page.

use super::PageKind;
use super::planner::Planner;
use crate::model::{FindingKind, Id, Tone};

impl Planner<'_> {
    pub(super) fn site(&mut self, title: &str, description: &str) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        let (home, at) = (self.addresses.at(""), |path: &str| self.addresses.at(path));
        let (data, index, missing) = (at("data/"), at("a-z/"), at("404.html"));
        let place_index = at("find/");
        self.add(PageKind::Home, home, title, description, "home")
            .sources = all.clone();
        let what = "Every judgment, finding, recommendation and figure of this site as CSV and JSON, with a description of each table.";
        self.add(PageKind::Data, data, "Data", what, "data_index")
            .sources = all;
        self.add(
            PageKind::SiteIndex,
            index,
            "Index A to Z",
            "Every region, body, topic, measure and term from A to Z.",
            "site_index",
        );
        let what = "The police force and the regional unit of every place, and their everyday and former names, from A to Z.";
        self.add(
            PageKind::Find,
            place_index,
            "Find by place",
            what,
            "place_index",
        );
        self.add(
            PageKind::NotFound,
            missing,
            "Page not found",
            "There is no page at this address.",
            "not_found",
        );
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
                "Judgments",
                "Every judged force and regional unit against the scale of grades.",
                "judgments",
                self.inspections_of(judgments),
            ),
            (
                PageKind::Findings,
                "findings/",
                "Findings",
                "Everything that inspectors found, by kind, question area, topic, region and body.",
                "findings_register",
                self.inspections_with(|_| true),
            ),
            (
                PageKind::Recommendations,
                "recommendations/",
                "Recommendations",
                "Every recommendation, who must act on it and when it is due.",
                "recommendations_register",
                self.inspections_with(|finding| !finding.recommendations.is_empty()),
            ),
            (
                PageKind::Practice,
                "practice/",
                "Practice",
                "Practice that others may wish to copy.",
                "practice_register",
                self.inspections_with(|finding| finding.kind.is_some_and(is_practice)),
            ),
        ];
        for (kind, path, title, what, template, sources) in registers {
            let url = self.addresses.at(path);
            self.add(kind, url, title, what, template).sources = sources;
        }
        if !corpus.corrections.rows().is_empty() {
            let url = self.addresses.at("corrections/");
            let what = "What was wrong on this site, what is right, and why.";
            self.add(
                PageKind::Corrections,
                url,
                "Corrections",
                what,
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
        let what = "What each edition of this site changed: grades, findings, recommendations, figures and addresses.";
        self.add(
            PageKind::Releases,
            url,
            "What changed",
            what,
            "release_index",
        );
        let crumb = self.crumb("What changed", "changes/");
        for (id, release) in releases.iter() {
            let what = match &release.since {
                Some(since) => format!(
                    "What changed from edition {since} to edition {}.",
                    release.id
                ),
                None => format!("What edition {} changed.", release.id),
            };
            let page = self.add(
                PageKind::Release(id),
                self.addresses.release(id),
                format!("What changed in {}", release.id),
                what,
                "release_page",
            );
            page.crumbs.push(crumb.clone());
            page.files = vec![release.file];
        }
    }

    pub(super) fn search(&mut self) {
        let url = self.addresses.at("search/");
        let what = "Search every finding, recommendation, body, topic and term of this site.";
        self.add(PageKind::Search, url, "Search", what, "search");
    }

    pub(super) fn briefs(&mut self) {
        let url = self.addresses.at("briefs/");
        let all = self.inspections_of(self.corpus.accounts.rows());
        let what = "What inspectors said about each force, regional unit and region, to print.";
        self.add(
            PageKind::Briefs,
            url,
            "Printable briefs",
            what,
            "brief_index",
        )
        .sources = all;
    }
}
