//! Every page of the site, decided before any is made: its address, its template and what it shows.
//!
//! Two pages may not want one address; the second is refused here, before anything is rendered.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Addresses, Url};
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::model::{
    Account, Body, BodyKind, Corpus, Finding, FindingKind, Id, Inspection, Measure, Page, Region,
    Subject, Term, Tone, Topic,
};
use crate::text::{FileId, Span, Spanned};
use crate::view::{Link, ViewContext};

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The front page.
    Home,
    /// The list of regions.
    Regions,
    /// A region.
    Region(Id<Region>),
    /// The list of forces or ROCUs.
    Bodies(BodyKind),
    /// A force or ROCU.
    Body(Id<Body>),
    /// The grade matrix.
    Judgments,
    /// The register of findings.
    Findings,
    /// The register of recommendations.
    Recommendations,
    /// The register of practice.
    Practice,
    /// The list of topics.
    Topics,
    /// A topic.
    Topic(Id<Topic>),
    /// The list of measures.
    Measures,
    /// A measure.
    Measure(Id<Measure>),
    /// The glossary.
    Glossary,
    /// A glossary term.
    Term(Id<Term>),
    /// The list of inspections.
    Inspections,
    /// An inspection.
    Inspection(Id<Inspection>),
    /// An ordinary page.
    Page(Id<Page>),
    /// The downloads.
    Data,
    /// The list of printable briefs.
    Briefs,
    /// Everything from A to Z.
    SiteIndex,
    /// Full-text search.
    Search,
    /// What is shown where there is no page.
    NotFound,
}

impl PageKind {
    /// The body or region that the page is about.
    pub fn subject(self) -> Option<Subject> {
        match self {
            PageKind::Body(id) => Some(Subject::Body(id)),
            PageKind::Region(id) => Some(Subject::Region(id)),
            _ => None,
        }
    }

    /// Whether the page lists something of every body, and so grows with the site.
    pub fn is_register(self) -> bool {
        !matches!(
            self,
            PageKind::Region(_)
                | PageKind::Body(_)
                | PageKind::Term(_)
                | PageKind::Inspection(_)
                | PageKind::Page(_)
                | PageKind::NotFound
        )
    }
}

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
    let message = format!("two pages want the address `{}`", page.url);
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
    diagnostic.help(
        "rename one of the files: an ordinary page cannot have the name of a part of the site",
    )
}

struct Planner<'p> {
    corpus: &'p Corpus,
    addresses: &'p Addresses,
    settings: FileId,
    pages: Vec<PagePlan>,
}

impl Planner<'_> {
    /// Plans a page at a path such as `forces/`, below the front page.
    fn add(
        &mut self,
        kind: PageKind,
        url: Url,
        title: impl Into<String>,
        description: impl Into<String>,
        template: &str,
    ) -> &mut PagePlan {
        let path = self.addresses.path(&url);
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path
        };
        let template = Spanned::new(format!("{template}.html"), Span::new(self.settings, 0..0));
        let crumbs = match kind {
            PageKind::Home => Vec::new(),
            _ => vec![Link {
                name: "Home".to_owned(),
                url: self.addresses.at(""),
            }],
        };
        let (title, description) = (title.into(), description.into());
        let (sources, files) = (Vec::new(), Vec::new());
        self.pages.push(PagePlan {
            kind,
            url,
            path,
            title,
            description,
            template,
            crumbs,
            sources,
            files,
        });
        self.pages.last_mut().expect("just pushed")
    }

    fn crumb(&self, name: &str, path: &str) -> Link {
        Link {
            name: name.to_owned(),
            url: self.addresses.at(path),
        }
    }

    /// The inspections that accounts are of.
    fn inspections_of<'a>(
        &self,
        accounts: impl IntoIterator<Item = &'a Account>,
    ) -> Vec<Id<Inspection>> {
        let inspections: BTreeSet<_> = accounts
            .into_iter()
            .map(|account| account.inspection)
            .collect();
        inspections.into_iter().collect()
    }

    /// The inspections that findings of a sort were made in.
    fn inspections_with(&self, is_meant: impl Fn(&Finding) -> bool) -> Vec<Id<Inspection>> {
        let findings = self
            .corpus
            .findings
            .rows()
            .iter()
            .filter(|finding| is_meant(finding));
        self.inspections_of(findings.map(|finding| &self.corpus.accounts[finding.account]))
    }

    fn sources_of(&self, subjects: impl Iterator<Item = Subject>) -> Vec<Id<Inspection>> {
        let accounts = subjects.flat_map(|subject| self.corpus.accounts_of(subject));
        self.inspections_of(accounts.map(|&account| &self.corpus.accounts[account]))
    }

    fn files_of(&self, subject: Subject) -> Vec<FileId> {
        let accounts = self.corpus.accounts_of(subject).iter().rev();
        accounts
            .flat_map(|&account| self.corpus.accounts[account].files.iter().copied())
            .collect()
    }

    fn site(&mut self, title: &str, description: &str) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        let (home, at) = (self.addresses.at(""), |path: &str| self.addresses.at(path));
        let (data, index, missing) = (at("data/"), at("a-z/"), at("404.html"));
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
        self.add(
            PageKind::NotFound,
            missing,
            "Page not found",
            "There is no page at this address.",
            "not_found",
        );
    }

    fn regions(&mut self) {
        let all = self.inspections_of(self.corpus.accounts.rows());
        let url = self.addresses.at("regions/");
        let what = "Every region, with its forces and its regional organised crime unit.";
        self.add(PageKind::Regions, url, "Regions", what, "region_index")
            .sources = all;
        let crumb = self.crumb("Regions", "regions/");
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
            let title = format!("{} region", region.name);
            let what = format!(
                "The forces and the regional organised crime unit of the {} region: judgments, findings and figures.",
                region.name
            );
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

    fn bodies(&mut self) {
        let lists = [
            (
                BodyKind::Force,
                "Police forces",
                "forces/",
                "Every police force and its judgment.",
            ),
            (
                BodyKind::Rocu,
                "Regional units",
                "rocus/",
                "Every regional organised crime unit and its judgment.",
            ),
        ];
        for (kind, title, path, what) in lists {
            let bodies = self
                .corpus
                .bodies_of_kind(kind)
                .map(|(id, _)| Subject::Body(id));
            let (sources, url) = (self.sources_of(bodies), self.addresses.at(path));
            self.add(PageKind::Bodies(kind), url, title, what, "body_index")
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
                None => format!("{}: not graded here.", body.name),
            };
            let crumbs = match body.region {
                Some(region) => {
                    let name = format!("{} region", self.corpus.regions[region].name);
                    vec![
                        self.crumb("Regions", "regions/"),
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

    fn registers(&mut self) {
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
    }

    fn vocabularies(&mut self) {
        let with_topics = self.inspections_with(|finding| !finding.topics.is_empty());
        let figures = self.corpus.figures.rows().iter();
        let with_figures =
            self.inspections_of(figures.map(|figure| &self.corpus.accounts[figure.account]));
        let (topics, measures) = (self.addresses.at("topics/"), self.addresses.at("measures/"));
        self.add(
            PageKind::Topics,
            topics,
            "Topics",
            "What the findings are about, topic by topic, across all bodies.",
            "topic_index",
        )
        .sources = with_topics;
        self.add(
            PageKind::Measures,
            measures,
            "Measures",
            "What is counted, with every figure, its period and its source.",
            "measure_index",
        )
        .sources = with_figures;
        let crumb = self.crumb("Topics", "topics/");
        for (id, topic) in self.corpus.topics.iter() {
            let page = self.add(
                PageKind::Topic(id),
                self.addresses.topic(id),
                topic.name.clone(),
                topic.meaning.clone(),
                "topic_page",
            );
            page.crumbs.push(crumb.clone());
            page.files.push(topic.span.file);
        }
        let crumb = self.crumb("Measures", "measures/");
        for (id, measure) in self.corpus.measures.iter() {
            let (url, title, what) = (
                self.addresses.measure(id),
                measure.name.clone(),
                measure.meaning.clone(),
            );
            let page = self.add(PageKind::Measure(id), url, title, what, "measure_page");
            page.crumbs.push(crumb.clone());
            page.files.push(measure.span.file);
        }
    }

    fn glossary(&mut self) {
        let url = self.addresses.at("glossary/");
        self.add(
            PageKind::Glossary,
            url,
            "Glossary",
            "What the words and abbreviations of the inspections mean.",
            "glossary_index",
        );
        let crumb = self.crumb("Glossary", "glossary/");
        for (id, term) in self.corpus.terms.iter() {
            let what = term.definition.first_sentence();
            let page = self.add(
                PageKind::Term(id),
                self.addresses.term(id),
                term.term.clone(),
                what,
                "term_page",
            );
            page.crumbs.push(crumb.clone());
            page.files.push(term.file);
        }
    }

    fn inspections(&mut self) {
        let url = self.addresses.at("inspections/");
        self.add(
            PageKind::Inspections,
            url,
            "Inspections",
            "The published reports that this site uses.",
            "inspection_index",
        );
        let crumb = self.crumb("Inspections", "inspections/");
        for (id, inspection) in self.corpus.inspections.iter() {
            let what = format!(
                "{}: what the report covers, when it was published and which data it draws on.",
                inspection.title
            );
            let page = self.add(
                PageKind::Inspection(id),
                self.addresses.inspection(id),
                inspection.title.clone(),
                what,
                "inspection_page",
            );
            page.crumbs.push(crumb.clone());
            page.sources.push(id);
            page.files.push(inspection.file);
        }
    }

    fn search(&mut self) {
        let url = self.addresses.at("search/");
        let what = "Search every finding, recommendation, body, topic and term of this site.";
        self.add(PageKind::Search, url, "Search", what, "search");
    }

    fn briefs(&mut self) {
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

    fn ordinary(&mut self) {
        for (id, page) in self.corpus.pages.iter() {
            // Of `guide/tutorial`, the page `guide`.
            let above = page.id.match_indices('/').filter_map(|(at, _)| {
                let above = self.corpus.pages.find(&page.id[..at])?;
                Some(Link {
                    name: self.corpus.pages[above].title.clone(),
                    url: self.addresses.page(above),
                })
            });
            let above: Vec<Link> = above.collect();
            let what = page.summary.clone().unwrap_or_else(|| {
                page.passages
                    .iter()
                    .map(|passage| passage.prose.first_paragraph())
                    .find(|text| !text.is_empty())
                    .unwrap_or_default()
            });
            let planned = self.add(
                PageKind::Page(id),
                self.addresses.page(id),
                page.title.clone(),
                what,
                "page",
            );
            planned.files.push(page.file);
            planned.crumbs.extend(above);
            if let Some(template) = &page.template {
                planned.template = template.clone().map(|name| format!("{name}.html"));
            }
        }
    }
}
