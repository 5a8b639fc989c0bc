//! `site.toml`: the publisher's settings, typed.
//!
//! The sets that belong to the publisher (grades, finding kinds, question areas, activities, roles, units, qualifiers,
//! programmes) are read here and are not written in Rust, so that another inspectorate needs no new code.

use std::collections::BTreeSet;

mod address;
mod clock;
mod contact;
mod email;
mod keys;
mod marks;
mod same_grade;
mod sets;

pub use address::{Address, AddressError};
pub use clock::{BodyChoice, Clock};
pub use contact::Contact;
pub use same_grade::SameGrade;
pub use sets::{
    BriefEdition, Choice, FindingKind, Grade, Programme, QuestionArea, StatusKind, Tone, Unit,
    Voice,
};

pub(crate) use keys::SiteKeys;

use crate::colour::Colour;
use crate::date::Moment;
use crate::diagnostic::{Checked, Code, Diagnostic, Report, did_you_mean};
use crate::fields::{ClosedSet, Keys, Node, NodeKind, closed_set, parse_toml};
use crate::text::{FileId, Spanned, is_slug};

/// The settings of a site.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// A line under it.
    pub subtitle: String,
    /// A sentence or two for search engines and the data package.
    pub description: String,
    /// The public URL.
    pub address: Address,
    /// Who publishes it.
    pub publisher: String,
    /// How readers reach the publisher.
    pub contact: Contact,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// The theme's folder in `themes/`.
    pub theme: Option<Spanned<String>>,
    /// The moment as of which the site is built.
    pub as_of: Option<Moment>,
    /// A sentence at the foot of every page.
    pub notice: String,
    /// Why the output is not searched for text that is not public; empty if it is.
    pub skip_leak_scan: String,
    /// The terms on which others may use the data.
    pub data_licence: String,
    /// Whether each finding also has a page of its own.
    pub finding_pages: bool,
    /// The scale, best first.
    pub grades: Vec<Grade>,
    /// The boxed kinds of finding, gravest first.
    pub finding_kinds: Vec<FindingKind>,
    /// The headings under which a body is inspected, in order.
    pub question_areas: Vec<QuestionArea>,
    /// Kinds of disruption: pursue, prevent, …
    pub activities: Vec<Choice>,
    /// Whether a disruption was led or supported.
    pub roles: Vec<Choice>,
    /// How values are written.
    pub units: Vec<Unit>,
    /// "about", "over", …
    pub qualifiers: Vec<Choice>,
    /// The series that inspections belong to.
    pub programmes: Vec<Programme>,
    /// Grades of one scale that are the same as grades of another.
    pub same_grades: Vec<SameGrade>,
    /// What can become of a finding or recommendation after the report.
    pub statuses: Vec<StatusKind>,
    /// What is due some days after a report is published.
    pub clocks: Vec<Clock>,
    /// The forms of the printable briefs that a build makes besides the full ones, in order.
    pub briefs: BTreeSet<BriefEdition>,
    /// The editor in which the preview opens a line.
    pub editor: String,
    /// Sets of which something could not be read, so that they may hold more than is known.
    pub incomplete_sets: BTreeSet<SetKind>,
}

closed_set! {
    /// A set that the publisher owns, by its key in `site.toml`.
    pub enum SetKind {
        /// The scale.
        Grades = "grades",
        /// The boxed kinds of finding.
        FindingKinds = "finding_kinds",
        /// The headings under which a body is inspected.
        QuestionAreas = "question_areas",
        /// Kinds of work.
        Activities = "activities",
        /// Parts that a body can have in work.
        Roles = "roles",
        /// How values are written.
        Units = "units",
        /// How sure a source is.
        Qualifiers = "qualifiers",
        /// Series of inspections.
        Programmes = "programmes",
        /// What can become of a finding or recommendation.
        Statuses = "statuses",
    }
}

/// Whether a text has the form of a BCP 47 tag: a language of two or three letters, then subtags.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// Reads `site.toml`.
pub fn parse(text: &str, file: FileId) -> Checked<Config> {
    let mut report = Report::default();
    let node = parse_toml(text, file, &mut report);
    // After a syntax error, the keys below it may belong to another table.
    let is_toml = report.is_empty();
    let mut keys = SiteKeys::read(&node, &mut report);
    clock::check_days(&mut keys.clocks, &mut report);
    marks::check(&keys.grades, &mut report);
    if let Some(language) = keys
        .language
        .as_ref()
        .filter(|tag| !is_language(&tag.value))
    {
        let message = format!("invalid language tag `{}`", language.value);
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(language.span);
        report.push(diagnostic.help("write a tag such as `en-GB`, `cy` or `de-AT`"));
    }
    let text = |text: Option<Spanned<String>>| text.map(|text| text.value).unwrap_or_default();
    let mut config = Config {
        title: text(keys.title),
        subtitle: text(keys.subtitle),
        description: text(keys.description),
        address: keys.address.unwrap_or_default(),
        publisher: text(keys.publisher),
        contact: keys.contact.map(Contact::new).unwrap_or_default(),
        language: keys
            .language
            .map_or_else(|| "en-GB".to_owned(), |text| text.value),
        theme: keys.theme,
        as_of: keys.as_of.map(|moment| moment.value),
        notice: text(keys.notice),
        data_licence: text(keys.data_licence),
        skip_leak_scan: text(keys.skip_leak_scan),
        finding_pages: keys.finding_pages,
        grades: sets::unique(keys.grades, &mut report),
        finding_kinds: sets::unique(keys.finding_kinds, &mut report),
        question_areas: sets::unique(keys.question_areas, &mut report),
        activities: sets::unique(keys.activities, &mut report),
        roles: sets::unique(keys.roles, &mut report),
        units: sets::unique(keys.units, &mut report),
        qualifiers: sets::unique(keys.qualifiers, &mut report),
        programmes: sets::unique(keys.programmes, &mut report),
        same_grades: Vec::new(),
        statuses: sets::unique(keys.statuses, &mut report),
        clocks: sets::unique(keys.clocks, &mut report),
        briefs: keys.briefs.into_iter().map(|form| form.value).collect(),
        editor: text(keys.editor),
        incomplete_sets: BTreeSet::new(),
    };
    sets::rank(&mut config);
    config.incomplete_sets = SetKind::ALL
        .iter()
        .copied()
        .filter(|set| !is_toml || is_incomplete(&node, set.name(), !report.is_empty()))
        .collect();
    check_goes_with(&config, &mut report);
    config.same_grades = same_grade::same_grades(keys.same_grades, &config, &mut report);
    Checked {
        value: config,
        report,
    }
}

/// Whether a set may hold more than was read of it: it has an entry without an id that fits, or it is missing while
/// something is wrong with the settings, such as the name of its key.
fn is_incomplete(settings: &Node, set: &str, has_errors: bool) -> bool {
    let has_id = |entry: &Node| {
        let id = entry.get("id").and_then(Node::text);
        id.is_some_and(|id| is_slug(id.trim()))
    };
    match settings.get(set).map(|node| &node.kind) {
        Some(NodeKind::List(entries)) if !entries.is_empty() => !entries.iter().all(has_id),
        Some(_) | None => has_errors,
    }
}

/// Reports a grade that goes with an unknown kind of finding.
fn check_goes_with(config: &Config, report: &mut Report) {
    if config.incomplete_sets.contains(&SetKind::FindingKinds) {
        return;
    }
    let known = || config.finding_kinds.iter().map(|kind| kind.id.as_str());
    for kind in config
        .grades
        .iter()
        .filter_map(|grade| grade.goes_with.as_ref())
    {
        if known().any(|id| id == kind.value) {
            continue;
        }
        let message = format!("unknown kind of finding `{}`", kind.value);
        let diagnostic = Diagnostic::new(Code::UnknownValue, message).at(kind.span);
        report.push(match did_you_mean(&kind.value, known()) {
            Some(advice) => diagnostic.help(advice),
            None => diagnostic.help("add it to `[[finding_kinds]]`"),
        });
    }
}
