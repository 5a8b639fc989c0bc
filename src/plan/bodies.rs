//! The pages of regions and bodies.

use super::planner::Planner;
use super::{ListPage, PageKind};
use crate::model::{BodyKind, Subject};
use crate::view::{Link, ViewContext};
use crate::wording::{self, pages};

impl Planner<'_> {
    pub(super) fn regions(&mut self) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        self.add_list(ListPage::Regions).sources = all;
        let crumb = self.crumb(pages::REGIONS.title, "regions/");
        for (id, region) in self.corpus.regions.iter() {
            let subjects = || {
                std::iter::once(Subject::Region(id))
                    .chain(self.corpus.bodies_of(id).map(Subject::Body))
            };
            let (sources, mut files) = (
                self.sources_of(subjects()),
                self.files_of(Subject::Region(id)),
            );
            files.push(region.span.file);
            let title = wording::region(&region.name);
            let what = pages::region_description(&region.name);
            let page = self.add(
                PageKind::Region(id),
                self.addresses.region(id),
                title,
                what,
                "region_page",
            );
            page.crumbs.push(crumb.clone());
            (page.sources, page.files) = (sources, files);
        }
    }

    pub(super) fn bodies(&mut self) {
        let lists = [
            (BodyKind::Force, "forces/", pages::FORCES),
            (BodyKind::Rocu, "rocus/", pages::REGIONAL_UNITS),
        ];
        for (kind, path, text) in lists {
            let bodies = self
                .corpus
                .bodies_of_kind(kind)
                .map(|(id, _)| Subject::Body(id));
            let (sources, url) = (self.sources_of(bodies), self.addresses.at(path));
            self.add(
                PageKind::Bodies(kind),
                url,
                text.title,
                text.description,
                "body_index",
            )
            .sources = sources;
        }
        for (id, body) in self.corpus.bodies.iter() {
            let subject = Subject::Body(id);
            let (sources, mut files) = (
                self.sources_of(std::iter::once(subject)),
                self.files_of(subject),
            );
            files.push(body.span.file);
            let judged = self.corpus.judgment(id);
            let what = match judged {
                Some((account, grade)) => account.summary.clone().unwrap_or_else(|| {
                    let name = self.corpus.name_in_report(account, id);
                    format!("{name} {}.", self.corpus.grades[grade].sentence)
                }),
                None => pages::ungraded_description(&body.name),
            };
            let crumbs = match body.region {
                Some(region) => {
                    let name = wording::region(&self.corpus.regions[region].name);
                    vec![
                        self.crumb(pages::REGIONS.title, "regions/"),
                        Link {
                            name,
                            url: self.addresses.region(region),
                        },
                    ]
                }
                None => Vec::new(),
            };
            let page = self.add(
                PageKind::Body(id),
                self.addresses.body(id),
                body.name.clone(),
                what,
                "body_profile",
            );
            page.crumbs.extend(crumbs);
            (page.sources, page.files) = (sources, files);
        }
    }

    /// The pages of earlier accounts.
    pub(super) fn accounts(&mut self) {
        for (id, account) in self.corpus.accounts.iter() {
            if !self.corpus.has_own_page(id) {
                continue;
            }
            let name = self.corpus.subject_name(account.subject);
            let report = &self.corpus.inspections[account.inspection].title;
            let what = account.summary.clone();
            let what = what.unwrap_or_else(|| pages::account_description(report, &name));
            let present = Link {
                name: name.clone(),
                url: self.addresses.subject(account.subject),
            };
            let page = self.add(
                PageKind::Account(id),
                self.addresses.account(id),
                match report.contains(&name) {
                    true => report.clone(),
                    false => format!("{name}: {report}"),
                },
                what,
                "account_page",
            );
            page.crumbs.push(present);
            page.sources = vec![account.inspection];
            page.files = account.files.clone();
        }
    }

    /// The pages of responses.
    pub(super) fn responses(&mut self) {
        for (id, response) in self.corpus.responses.iter() {
            let account = &self.corpus.accounts[response.account];
            let name = self.corpus.subject_name(account.subject);
            let report = &self.corpus.inspections[account.inspection].title;
            let crumb = Link {
                name: name.clone(),
                url: self.addresses.account(response.account),
            };
            let page = self.add(
                PageKind::Response(id),
                self.addresses.response(id),
                pages::response_title(report, &name),
                pages::response_description(report, &name),
                "response_page",
            );
            page.crumbs.push(crumb);
            page.sources = vec![account.inspection];
            page.files = vec![response.file];
        }
    }

    /// Bodies side by side: those of a region, and those that a reader chooses.
    pub(super) fn comparisons(&mut self, context: &ViewContext) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        self.add_list(ListPage::Compare).sources = all;
        let crumb = self.crumb(pages::REGIONS.title, "regions/");
        for (id, region) in self.corpus.regions.iter() {
            if !context.has_side_by_side(id) {
                continue;
            }
            let bodies = context.inspected_bodies(id);
            let sources = self.sources_of(bodies.into_iter().map(Subject::Body));
            let own = Link {
                name: wording::region(&region.name),
                url: self.addresses.region(id),
            };
            let page = self.add(
                PageKind::SideBySide(id),
                self.addresses.side_by_side(id),
                pages::side_by_side_title(&region.name),
                pages::side_by_side_description(&region.name),
                "side_by_side",
            );
            page.crumbs.extend([crumb.clone(), own]);
            page.sources = sources;
        }
    }

    /// A page for each finding.
    pub(super) fn finding_pages(&mut self) {
        let crumb = self.crumb(pages::FINDINGS.title, "findings/");
        for (id, finding) in self.corpus.findings.iter() {
            let account = &self.corpus.accounts[finding.account];
            let (sources, files) = (vec![account.inspection], account.files.clone());
            let subject = Link {
                name: self.corpus.subject_name(finding.subject),
                url: self.addresses.subject(finding.subject),
            };
            let title = format!("{} – {}", finding.title, subject.name);
            let page = self.add(
                PageKind::Finding(id),
                self.addresses.finding_page(id),
                title,
                finding.prose.first_paragraph(),
                "finding_page",
            );
            page.crumbs.extend([crumb.clone(), subject]);
            (page.sources, page.files) = (sources, files);
        }
    }
}
