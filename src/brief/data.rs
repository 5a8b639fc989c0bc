//! What a template is given: one value with everything that the document says, derived from the same views as the site.
//!
//! A document has parts: a body's, a region's, or the findings of a selection. What the parts share (the scale, terms,
//! data notes, sources) stands beside them once. Addresses are those of the site; `inside` lists the ones that the
//! document itself holds, so that a link to them stays in it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::ask::{Paper, Selection, Standard};
use super::map::{self, Drawing};
use super::Print;
use crate::address::Url;
use crate::date::Moment;
use crate::model::{Body, Finding, Id, Inspection, Place, Published, Region, Subject, Target};
use crate::text::FileId;
use crate::view::{
    BodyProfile, BodyRow, Comparison, ExtractView, FindingView, GradeView, KindView, Link, RegionPage,
    Setting, TermRow,
};

/// A document to be set.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// A file name without its ending.
    pub(super) name: String,
    /// Its title, for messages.
    pub(super) title: String,
    /// The body or region whose brief it is.
    pub(super) subject: Option<Subject>,
    /// Everything it says.
    pub(super) data: Value,
    /// The content files that it is made from.
    pub(super) files: Vec<FileId>,
}

/// What a template is given.
#[derive(Serialize)]
struct Data<'d> {
    /// `body`, `region`, `findings` or `collection`
    kind: &'static str,
    title: String,
    /// A line over the title: "Force brief".
    kicker: String,
    description: String,
    keywords: Vec<String>,
    /// Year, month and day that the document is as of.
    date: [i32; 3],
    paper: &'static str,
    site: Site<'d>,
    /// The page that says the same on the site.
    url: Url,
    scale: Vec<Step>,
    kinds: Vec<KindView>,
    parts: Vec<Part>,
    terms: Vec<TermRow>,
    extracts: Vec<ExtractView>,
    sources: Vec<SourceRow>,
    inside: Vec<Url>,
    attachments: Vec<Attachment>,
    edition: String,
}

#[derive(Serialize)]
struct Site<'d> {
    title: &'d str,
    publisher: &'d str,
    notice: &'d str,
    data_licence: &'d str,
    language: &'d str,
    /// Scheme and host, to stand before every address of the site; may be empty.
    origin: String,
    /// The address of the front page.
    home: Url,
    as_of: String,
}

/// A step of the scale.
#[derive(Serialize)]
struct Step {
    grade: GradeView,
    sentence: String,
    /// The kind of finding that must go with it.
    goes_with: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Part {
    Body(Box<BodyPart>),
    Region(Box<RegionPart>),
    Findings(FindingsPart),
}

#[derive(Serialize)]
struct BodyPart {
    kind: &'static str,
    profile: BodyProfile,
    map: Option<Drawing>,
    /// The bodies of its region, itself among them.
    region_rows: Vec<BodyRow>,
    /// Figures that it shares with others of its region.
    comparisons: Vec<Comparison>,
}

#[derive(Serialize)]
struct RegionPart {
    kind: &'static str,
    page: RegionPage,
    map: Option<Drawing>,
    bodies: Vec<BodyProfile>,
}

#[derive(Serialize)]
struct FindingsPart {
    kind: &'static str,
    /// The topics asked for: name and meaning.
    topics: Vec<(String, String)>,
    /// The kinds asked for.
    kinds: Vec<KindView>,
    groups: Vec<Group>,
}

/// The findings of a body or region.
#[derive(Serialize)]
struct Group {
    subject: Link,
    grade: Option<GradeView>,
    findings: Vec<FindingView>,
}

/// A report that the document is made from.
#[derive(Serialize)]
struct SourceRow {
    inspection: Link,
    programme: String,
    published: Option<String>,
    publisher: String,
    report: String,
    address: Option<String>,
}

/// A table that travels in the document.
#[derive(Serialize)]
struct Attachment {
    name: String,
    description: String,
    csv: String,
}

/// Gathers everything that a selection's document says. `None` if no finding answers.
pub(super) fn document(print: &Print<'_>, selection: &Selection, paper: Paper, standard: Standard) -> Option<Document> {
    let gather = Gather { print, setting: print.setting };
    let findings = gather.findings(selection);
    if selection.is_of_findings() && findings.is_empty() {
        return None;
    }
    let corpus = print.setting.corpus;
    let name = selection.name(corpus);
    let heading = gather.heading(selection);
    let today = print.setting.today;
    let mut data = Data {
        kind: heading.kind,
        description: format!("{} of {}, as of {}", heading.kicker, heading.title, Moment::Day(today)),
        keywords: gather.keywords(selection),
        title: heading.title.clone(),
        kicker: heading.kicker,
        date: [i32::from(today.year()), i32::from(today.month()), i32::from(today.day())],
        paper: paper.name(),
        site: gather.site(),
        url: heading.url,
        scale: gather.scale(),
        kinds: corpus.finding_kinds.ids().map(|kind| print.setting.kind(kind)).collect(),
        parts: gather.parts(selection, &findings),
        terms: gather.terms(selection, &findings),
        extracts: gather.extracts(selection),
        sources: gather.sources(selection, &findings),
        inside: Vec::new(),
        attachments: Vec::new(),
        edition: String::new(),
    };
    data.inside = gather.inside(selection, &findings, &data.terms);
    if standard.takes_attachments() {
        data.attachments = gather.attachments(&name, selection, &findings);
    }
    // A value of plain data always has a JSON form.
    let text = serde_json::to_string(&data).unwrap_or_default();
    data.edition = Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let subject = match selection.subjects.as_slice() {
        [subject] if !selection.is_of_findings() => Some(*subject),
        _ => None,
    };
    let data = serde_json::to_value(&data).unwrap_or_default();
    Some(Document { name, title: heading.title, subject, data, files: gather.files(selection) })
}

struct Heading {
    kind: &'static str,
    kicker: String,
    title: String,
    url: Url,
}

struct Gather<'g> {
    print: &'g Print<'g>,
    setting: &'g Setting<'g>,
}

impl<'g> Gather<'g> {
    fn heading(&self, selection: &Selection) -> Heading {
        let corpus = self.setting.corpus;
        let at = |path: &str| self.setting.addresses.at(path);
        let (kind, kicker, title, url) = match (selection.is_of_findings(), selection.subjects.as_slice()) {
            (true, subjects) => {
                let mut names: Vec<&str> = selection.topics.iter().map(|&id| corpus.topics[id].name.as_str()).collect();
                names.extend(selection.kinds.iter().map(|&id| corpus.finding_kinds[id].plural.as_str()));
                let url = match selection.topics.as_slice() {
                    [topic] => self.setting.addresses.topic(*topic),
                    _ => at("findings/"),
                };
                let whose = match subjects {
                    [subject] => format!(": {}", self.setting.subject_link(*subject).name),
                    _ => String::new(),
                };
                let kicker = if selection.kinds.is_empty() { "Topic brief" } else { "Findings brief" };
                ("findings", kicker, format!("{}{whose}", names.join(", ")), url)
            }
            (false, [subject @ Subject::Body(body)]) => {
                let kicker = match corpus.bodies[*body].kind {
                    crate::model::BodyKind::Force => "Force brief",
                    crate::model::BodyKind::Rocu => "Regional unit brief",
                };
                ("body", kicker, corpus.bodies[*body].name.clone(), self.setting.addresses.subject(*subject))
            }
            (false, [subject @ Subject::Region(_)]) => {
                let link = self.setting.subject_link(*subject);
                ("region", "Region brief", link.name, link.url)
            }
            (false, _) => ("collection", "Collected briefs", self.print.config.title.clone(), at("")),
        };
        Heading { kind, kicker: kicker.to_owned(), title, url }
    }

    fn keywords(&self, selection: &Selection) -> Vec<String> {
        let names = selection.subjects.iter().map(|&subject| self.setting.corpus.subject_name(subject).to_owned());
        let mut words: Vec<String> = names.take(12).collect();
        words.push(self.print.config.title.clone());
        words
    }

    fn site(&self) -> Site<'g> {
        let config = self.print.config;
        let home = self.setting.addresses.at("");
        let absolute = self.setting.addresses.absolute(&home);
        Site {
            title: &config.title,
            publisher: &config.publisher,
            notice: &config.notice,
            data_licence: &config.data_licence,
            language: &config.language,
            origin: absolute[..absolute.len() - home.as_str().len()].to_owned(),
            home,
            as_of: Moment::Day(self.setting.today).to_string(),
        }
    }

    fn scale(&self) -> Vec<Step> {
        let corpus = self.setting.corpus;
        let step = |(id, grade): (_, &crate::model::Grade)| Step {
            grade: self.setting.grade(id),
            sentence: grade.sentence.clone(),
            goes_with: grade
                .goes_with
                .as_ref()
                .and_then(|kind| corpus.finding_kinds.find(&kind.value))
                .map(|kind| corpus.finding_kinds[kind].name.clone()),
        };
        corpus.grades.iter().map(step).collect()
    }

    /// Every finding that the document holds in full, in reading order.
    fn findings(&self, selection: &Selection) -> Vec<Id<Finding>> {
        let corpus = self.setting.corpus;
        let answers = |&id: &Id<Finding>| {
            let finding = &corpus.findings[id];
            let by_topic =
                selection.topics.is_empty() || finding.topics.iter().any(|topic| selection.topics.contains(topic));
            let by_kind =
                selection.kinds.is_empty() || finding.kind.is_some_and(|kind| selection.kinds.contains(&kind));
            by_topic && by_kind
        };
        selection.subjects.iter().flat_map(|&subject| corpus.findings_of(subject)).filter(answers).collect()
    }

    fn parts(&self, selection: &Selection, findings: &[Id<Finding>]) -> Vec<Part> {
        if !selection.is_of_findings() {
            return selection.subjects.iter().map(|&subject| self.part(subject)).collect();
        }
        let corpus = self.setting.corpus;
        let group = |&subject: &Subject| {
            let own = findings.iter().filter(|&&id| corpus.findings[id].subject == subject);
            let mut own: Vec<Id<Finding>> = own.copied().collect();
            own.sort_by_key(|&id| (corpus.findings[id].kind.map_or(usize::MAX, Id::row), id));
            Group {
                subject: self.setting.subject_link(subject),
                grade: match subject {
                    Subject::Body(body) => self.setting.grade_of(body),
                    Subject::Region(_) => None,
                },
                findings: own.into_iter().map(|id| self.setting.finding(id)).collect(),
            }
        };
        let topic = |&id: &Id<crate::model::Topic>| (corpus.topics[id].name.clone(), corpus.topics[id].meaning.clone());
        vec![Part::Findings(FindingsPart {
            kind: "findings",
            topics: selection.topics.iter().map(topic).collect(),
            kinds: selection.kinds.iter().map(|&kind| self.setting.kind(kind)).collect(),
            groups: selection.subjects.iter().map(group).filter(|group| !group.findings.is_empty()).collect(),
        })]
    }

    fn part(&self, subject: Subject) -> Part {
        match subject {
            Subject::Body(id) => Part::Body(Box::new(self.body(id))),
            Subject::Region(id) => Part::Region(Box::new(self.region(id))),
        }
    }

    fn body(&self, id: Id<Body>) -> BodyPart {
        let corpus = self.setting.corpus;
        let mut profile = self.setting.body_profile(id);
        let map = profile.locator.take().map(|view| map::locator(&view, self.setting));
        let in_region: Vec<Id<Body>> =
            corpus.bodies[id].region.into_iter().flat_map(|region| corpus.bodies_of(region)).collect();
        let figures = in_region.iter().flat_map(|&body| corpus.figures_of(Subject::Body(body)));
        let mut comparisons = self.setting.comparisons(figures, 2);
        comparisons.retain(|comparison| comparison.rows.iter().any(|row| row.subject.url == profile.body.url));
        let region_rows = in_region.iter().map(|&body| self.setting.body_row(body)).collect();
        BodyPart { kind: "body", map, region_rows, comparisons, profile }
    }

    fn region(&self, id: Id<Region>) -> RegionPart {
        let mut page = self.setting.region_page(id);
        let map = page.map.take().map(|view| map::region(&view, self.setting));
        let profile = |body| {
            let mut profile = self.setting.body_profile(body);
            profile.locator = None;
            // A region's brief gives a summary of each body; the words stand in the body's own.
            profile.accounts.clear();
            profile
        };
        RegionPart { kind: "region", map, bodies: self.setting.corpus.bodies_of(id).map(profile).collect(), page }
    }

    /// The terms that the document's own words use, by name.
    fn terms(&self, selection: &Selection, findings: &[Id<Finding>]) -> Vec<TermRow> {
        let corpus = self.setting.corpus;
        let is_here = |place: &Place| match place {
            Place::Finding(finding) => findings.binary_search(finding).is_ok() || findings.contains(finding),
            Place::Lead(account) => {
                !selection.is_of_findings() && selection.subjects.contains(&corpus.accounts[*account].subject)
            }
            Place::Inspection(_) | Place::Term(_) | Place::Page(_) => false,
        };
        let used = corpus.terms.ids().filter(|&id| corpus.mentions(Target::Term(id)).iter().any(is_here));
        let mut rows: Vec<TermRow> = used.map(|id| self.setting.term_row(id)).collect();
        rows.sort_by_cached_key(|row| (row.term.to_lowercase(), row.id.clone()));
        rows
    }

    /// What was drawn from databases for the figures shown.
    fn extracts(&self, selection: &Selection) -> Vec<ExtractView> {
        if selection.is_of_findings() {
            return Vec::new();
        }
        let corpus = self.setting.corpus;
        let subjects = selection.subjects.iter().flat_map(|&subject| match subject {
            Subject::Body(_) => vec![subject],
            Subject::Region(region) => {
                corpus.bodies_of(region).map(Subject::Body).chain(std::iter::once(subject)).collect()
            }
        });
        let figures = subjects.flat_map(|subject| corpus.figures_of(subject).collect::<Vec<_>>());
        let mut extracts: Vec<_> = figures.filter_map(|figure| corpus.figures[figure].extract).collect();
        extracts.sort();
        extracts.dedup();
        extracts.into_iter().map(|id| self.setting.extract(id)).collect()
    }

    fn sources(&self, selection: &Selection, findings: &[Id<Finding>]) -> Vec<SourceRow> {
        let corpus = self.setting.corpus;
        let accounts: Vec<_> = if selection.is_of_findings() {
            findings.iter().map(|&id| corpus.findings[id].account).collect()
        } else {
            selection.subjects.iter().flat_map(|&subject| corpus.accounts_of(subject).iter().copied()).collect()
        };
        let mut inspections: Vec<Id<Inspection>> =
            accounts.into_iter().map(|account| corpus.accounts[account].inspection).collect();
        inspections.sort();
        inspections.dedup();
        let row = |id: Id<Inspection>| {
            let inspection = &corpus.inspections[id];
            SourceRow {
                inspection: self.setting.inspection_link(id),
                programme: corpus.programmes[inspection.programme].name.clone(),
                published: match inspection.published {
                    Published::On(moment) => Some(moment.to_string()),
                    Published::NotStated => None,
                },
                publisher: inspection.source.publisher.clone(),
                report: inspection.source.report.clone(),
                address: inspection.source.address.as_ref().map(|address| address.value.clone()),
            }
        };
        inspections.into_iter().map(row).collect()
    }

    /// The addresses of what the document holds, each held once.
    fn inside(&self, selection: &Selection, findings: &[Id<Finding>], terms: &[TermRow]) -> Vec<Url> {
        let corpus = self.setting.corpus;
        let addresses = self.setting.addresses;
        let mut count: BTreeMap<Url, usize> = BTreeMap::new();
        let mut add = |url: Url| *count.entry(url).or_default() += 1;
        for &id in findings {
            add(addresses.finding(id));
            for &recommendation in &corpus.findings[id].recommendations {
                add(addresses.recommendation(recommendation));
            }
        }
        for term in terms {
            add(term.url.clone());
        }
        if !selection.is_of_findings() && selection.subjects.len() > 1 {
            for &subject in &selection.subjects {
                add(addresses.subject(subject));
            }
        }
        count.into_iter().filter(|&(_, count)| count == 1).map(|(url, _)| url).collect()
    }

    /// The rows of the data export that are about what the document is about.
    fn attachments(&self, name: &str, selection: &Selection, findings: &[Id<Finding>]) -> Vec<Attachment> {
        let corpus = self.setting.corpus;
        let addresses = self.setting.addresses;
        let mut pages: Vec<Url> = selection.subjects.iter().map(|&subject| addresses.subject(subject)).collect();
        for &subject in &selection.subjects {
            if let Subject::Region(region) = subject {
                pages.extend(corpus.bodies_of(region).map(|body| addresses.body(body)));
            }
        }
        let held: Vec<Url> = findings.iter().map(|&id| addresses.finding(id)).collect();
        let tables = [
            ("figures", "Every figure, with its period, source and caveat."),
            ("findings", "Every finding, with its kind, question area and topics."),
            ("recommendations", "Every recommendation, with its owner and the day by which it is due."),
        ];
        let keeps = |table: &str, url: &str| match table {
            "findings" if selection.is_of_findings() => held.iter().any(|held| held.as_str() == url),
            _ if selection.is_of_findings() => false,
            _ => url.split_once('#').is_some_and(|(page, _)| pages.iter().any(|held| held.as_str() == page)),
        };
        let attach = |(table, description): (&str, &str)| {
            let csv = self.print.export.csv(table, |url| keeps(table, url))?;
            Some(Attachment { name: format!("{name}-{table}.csv"), description: description.to_owned(), csv })
        };
        tables.into_iter().filter_map(attach).collect()
    }

    fn files(&self, selection: &Selection) -> Vec<FileId> {
        let corpus = self.setting.corpus;
        let mut files = Vec::new();
        for &subject in &selection.subjects {
            let accounts = corpus.accounts_of(subject).iter();
            files.extend(accounts.flat_map(|&account| corpus.accounts[account].files.iter().copied()));
            files.push(match subject {
                Subject::Body(body) => corpus.bodies[body].span.file,
                Subject::Region(region) => corpus.regions[region].span.file,
            });
        }
        files
    }
}

