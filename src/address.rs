//! The URL of everything, below the public URL of the site. It is decided here before any page is
//! rendered; no other room joins strings into URLs.

mod hidden;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::config::{Address, BriefEdition};
use crate::model::{
    Account, Body, Corpus, Extract, Figure, Finding, Id, Inspection, Measure, Page, Recommendation,
    Region, Release, ReportResponse, Subject, Target, Term, Topic,
};

/// An address on the site, from the host's root: `/forces/kent/#local-profile`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Url(String);

impl Url {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a part of this page.
    pub fn part(&self, anchor: &str) -> Url {
        Url([&self.0, "#", anchor].concat())
    }
}

impl From<Url> for String {
    fn from(url: Url) -> String {
        url.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of everything.
#[derive(Clone, Debug)]
pub struct Addresses {
    corpus: Arc<Corpus>,
    site: Address,
    /// The pages of bodies, which are asked for most.
    bodies: Vec<Url>,
}

impl Addresses {
    /// The addresses of a corpus on a site.
    pub fn new(corpus: Arc<Corpus>, site: Address) -> Addresses {
        let page = |body: &Body| Url([&site.base, body.kind.folder(), "/", &body.id, "/"].concat());
        let bodies = corpus.bodies.rows().iter().map(page).collect();
        Addresses {
            corpus,
            site,
            bodies,
        }
    }

    /// The address of the site itself.
    pub fn site(&self) -> &Address {
        &self.site
    }

    /// A page or file by its path from the site's own root: `""`, `forces/`, `data/terms.csv`.
    pub fn at(&self, path: &str) -> Url {
        self.join([path])
    }

    /// A path in pieces: some hundreds are asked for on each page, so they are joined in one step.
    fn join<const N: usize>(&self, pieces: [&str; N]) -> Url {
        let length = pieces.iter().map(|piece| piece.len()).sum::<usize>();
        let mut url = String::with_capacity(self.site.base.len() + length);
        url.push_str(&self.site.base);
        url.extend(pieces);
        Url(url)
    }

    /// The address with scheme and host, for sitemaps and citations; `None` without a public URL.
    pub fn absolute(&self, url: &Url) -> Option<String> {
        let origin = Some(&self.site.origin).filter(|origin| !origin.is_empty());
        origin.map(|origin| format!("{origin}{}", url.0))
    }

    /// The site's host; nothing if `site.toml` gives no address.
    pub fn host(&self) -> &str {
        self.site.origin.split("://").nth(1).unwrap_or_default()
    }

    /// The path from the site's own root of an address on it, without the part after `#`.
    pub fn path(&self, url: &Url) -> String {
        let path = url.0.strip_prefix(&self.site.base).unwrap_or(&url.0);
        path.split('#').next().unwrap_or_default().to_owned()
    }

    /// The address from the site's own root, with the part after `#`: `/forces/kent/#local-profile`.
    pub fn from_root(&self, url: &Url) -> String {
        let path = url.0.strip_prefix(&self.site.base).unwrap_or(&url.0);
        ["/", path].concat()
    }

    /// A region's page.
    pub fn region(&self, id: Id<Region>) -> Url {
        self.join(["regions/", &self.corpus.regions[id].id, "/"])
    }

    /// A body's page.
    pub fn body(&self, id: Id<Body>) -> Url {
        self.bodies[id.row()].clone()
    }

    /// The page of a body or region.
    pub fn subject(&self, subject: Subject) -> Url {
        match subject {
            Subject::Region(region) => self.region(region),
            Subject::Body(body) => self.body(body),
        }
    }

    /// The printable brief of a body or region. A region and a force can have one id, so a region's
    /// says what it is.
    pub fn brief(&self, subject: Subject) -> Url {
        match subject {
            Subject::Region(region) => {
                self.join(["briefs/region-", &self.corpus.regions[region].id, ".pdf"])
            }
            Subject::Body(body) => self.join(["briefs/", &self.corpus.bodies[body].id, ".pdf"]),
        }
    }

    /// Another form of that brief: `briefs/kent-summary.pdf`
    pub fn brief_edition(&self, subject: Subject, edition: BriefEdition) -> Url {
        let form = edition.name();
        match subject {
            Subject::Region(region) => {
                let id = &self.corpus.regions[region].id;
                self.join(["briefs/region-", id, "-", form, ".pdf"])
            }
            Subject::Body(body) => {
                let id = &self.corpus.bodies[body].id;
                self.join(["briefs/", id, "-", form, ".pdf"])
            }
        }
    }

    /// The page with what an inspection said of a body or region: that of the body or region for
    /// the present account, a page below it for an earlier one.
    pub fn account(&self, id: Id<Account>) -> Url {
        if self.corpus.is_present(id) {
            return self.subject(self.corpus.accounts[id].subject);
        }
        self.permanent_account(id)
    }

    /// An address that names an account in every edition of the site. It is a page only while the account is not the
    /// present one.
    pub fn permanent_account(&self, id: Id<Account>) -> Url {
        let account = &self.corpus.accounts[id];
        let page = self.subject(account.subject);
        Url([&page.0, account.document.as_str(), "/"].concat())
    }

    /// The response to an account, below the address that the account has once it is an earlier one.
    pub fn response(&self, id: Id<ReportResponse>) -> Url {
        let account = &self.corpus.accounts[self.corpus.responses[id].account];
        let page = self.subject(account.subject);
        Url([&page.0, account.document.as_str(), "/response/"].concat())
    }

    /// A finding, on the page of its account.
    pub fn finding(&self, id: Id<Finding>) -> Url {
        let finding = &self.corpus.findings[id];
        self.account(finding.account).part(&finding.slug)
    }

    /// The page that a finding has for itself. A region and a force can have one id, so a region's says what it is.
    pub fn finding_page(&self, id: Id<Finding>) -> Url {
        let finding = &self.corpus.findings[id];
        let of = self.corpus.subject_id(finding.subject);
        match finding.subject {
            Subject::Region(_) => self.join(["findings/region-", of, "/", &finding.slug, "/"]),
            Subject::Body(_) => self.join(["findings/", of, "/", &finding.slug, "/"]),
        }
    }

    /// The page of what an edition changed.
    pub fn release(&self, id: Id<Release>) -> Url {
        self.join(["changes/", &self.corpus.releases[id].id, "/"])
    }

    /// The anchor of the changes of a body or region on the page of an edition. A region and a body can have one id.
    pub fn change_anchor(&self, subject: Subject) -> String {
        let id = self.corpus.subject_id(subject);
        match subject {
            Subject::Region(_) => format!("region-{id}"),
            Subject::Body(_) => id.to_owned(),
        }
    }

    /// A region's bodies side by side.
    pub fn side_by_side(&self, id: Id<Region>) -> Url {
        self.join(["regions/", &self.corpus.regions[id].id, "/compare/"])
    }

    /// A recommendation, on the page of its account.
    pub fn recommendation(&self, id: Id<Recommendation>) -> Url {
        let recommendation = &self.corpus.recommendations[id];
        self.account(self.corpus.findings[recommendation.finding].account)
            .part(&recommendation.slug)
    }

    /// A figure, in the table of figures of its body or region.
    pub fn figure(&self, id: Id<Figure>) -> Url {
        let figure = &self.corpus.figures[id];
        self.subject(figure.subject).part(&self.figure_anchor(id))
    }

    /// The anchor of a figure's row; apart from those of findings by its beginning.
    pub fn figure_anchor(&self, id: Id<Figure>) -> String {
        ["figure-", &self.corpus.figures[id].slug].concat()
    }

    /// An inspection's page.
    pub fn inspection(&self, id: Id<Inspection>) -> Url {
        self.join(["inspections/", &self.corpus.inspections[id].id, "/"])
    }

    /// A data extract, on its inspection's page.
    pub fn extract(&self, id: Id<Extract>) -> Url {
        self.inspection(self.corpus.extracts[id].inspection)
            .part(&self.extract_anchor(id))
    }

    /// The anchor of a data extract there.
    pub fn extract_anchor(&self, id: Id<Extract>) -> String {
        ["extract-", &self.corpus.extracts[id].slug].concat()
    }

    /// A topic's page.
    pub fn topic(&self, id: Id<Topic>) -> Url {
        self.join(["topics/", &self.corpus.topics[id].id, "/"])
    }

    /// A measure's page.
    pub fn measure(&self, id: Id<Measure>) -> Url {
        self.join(["measures/", &self.corpus.measures[id].id, "/"])
    }

    /// A term's page.
    pub fn term(&self, id: Id<Term>) -> Url {
        self.join(["glossary/", &self.corpus.terms[id].id, "/"])
    }

    /// An ordinary page.
    pub fn page(&self, id: Id<Page>) -> Url {
        self.join([&self.corpus.pages[id].id, "/"])
    }

    /// A table of the data export: `data/terms.csv`.
    pub fn table(&self, name: &str, extension: &str) -> Url {
        self.join(["data/", name, ".", extension])
    }

    /// A file next to a page: `/topics/analysts/findings.csv`.
    pub fn beside(&self, page: &Url, file: &str) -> Url {
        Url([&page.0, file].concat())
    }

    /// The calendar of what a page shows as due.
    pub fn calendar(&self, page: &Url) -> Url {
        self.beside(page, "due.ics")
    }

    /// The picture that other sites show for a page.
    pub fn card(&self, page: &Url) -> Url {
        self.beside(page, "card.png")
    }

    /// The Atom feed of a page.
    pub fn feed(&self, page: &Url) -> Url {
        self.beside(page, "feed.atom")
    }

    /// The folder of the search index; of its further parts, if it is a very large one.
    pub fn search_index(&self, part: usize) -> Url {
        if part == 0 {
            self.at("pagefind/")
        } else {
            self.at(&format!("pagefind/part-{}/", part + 1))
        }
    }

    /// A picture of `content/`.
    pub fn picture(&self, path: &str) -> Url {
        self.join(["media/", path])
    }

    /// Whatever a link leads to.
    pub fn target(&self, target: Target) -> Url {
        match target {
            Target::Region(id) => self.region(id),
            Target::Body(id) => self.body(id),
            Target::Inspection(id) => self.inspection(id),
            Target::Finding(id) => self.finding(id),
            Target::Recommendation(id) => self.recommendation(id),
            Target::Term(id) => self.term(id),
            Target::Topic(id) => self.topic(id),
            Target::Measure(id) => self.measure(id),
            Target::Page(id) => self.page(id),
        }
    }
}
