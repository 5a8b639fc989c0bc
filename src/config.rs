//! `site.toml`: what the publisher decides, typed, with its places.
//!
//! The sets that belong to the publisher (grades, finding kinds, question areas, activities, roles, units, qualifiers,
//! programmes) are read here and nowhere written in Rust, so that another inspectorate needs no new code.

use std::collections::BTreeSet;

mod address;
mod contact;
mod sets;

use jiff::civil::Date;

pub use address::Address;
pub use contact::Contact;
pub use sets::{Choice, FindingKind, Grade, QuestionArea, Tone, Unit};

use crate::colour::Colour;
use crate::date::PartialDate;
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::fields::{MapReader, Node, NodeKind, parse_toml};
use crate::text::{FileId, Spanned, is_slug};

/// The settings of a site.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// A line under it.
    pub subtitle: String,
    /// A sentence or two for search engines and the data package.
    pub description: String,
    /// Where the site stands.
    pub address: Address,
    /// Who publishes it.
    pub publisher: String,
    /// How readers reach the publisher.
    pub contact: Contact,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// The theme's folder in `themes/`.
    pub theme: Option<Spanned<String>>,
    /// The day on which "overdue" is reckoned.
    pub as_of: Option<Date>,
    /// Said at the foot of every page.
    pub notice: String,
    /// Said beside the data export.
    pub data_licence: String,
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
    pub programmes: Vec<Choice>,
    /// What the preview opens a line with.
    pub editor: String,
    /// The keys of the sets of which something could not be read: nobody knows what they hold.
    pub incomplete_sets: BTreeSet<&'static str>,
}

/// The keys of the publisher's sets.
const SETS: [&str; 8] = [
    "grades",
    "finding_kinds",
    "question_areas",
    "activities",
    "roles",
    "units",
    "qualifiers",
    "programmes",
];

/// Reads `site.toml`.
pub fn parse(text: &str, file: FileId) -> Checked<Config> {
    let mut report = Report::default();
    let node = parse_toml(text, file, &mut report);
    // After a slip in the signs, what follows may belong elsewhere.
    let is_toml = report.is_empty();
    let mut fields = MapReader::new(&node, "`site.toml`", &mut report);
    let mut words = |key| fields.text(key).map(|text| text.value).unwrap_or_default();
    let mut config = Config {
        subtitle: words("subtitle"),
        description: words("description"),
        publisher: words("publisher"),
        notice: words("notice"),
        data_licence: words("data_licence"),
        editor: words("editor"),
        ..Config::default()
    };
    config.title = fields
        .required_text("title")
        .map(|text| text.value)
        .unwrap_or_default();
    config.language = fields
        .text("language")
        .map_or_else(|| "en-GB".to_owned(), |text| text.value);
    config.theme = fields.required_text("theme");
    config.address = address(&mut fields);
    config.contact = contact::contact(&mut fields);
    config.as_of = day(&mut fields, "as_of");
    config.grades = each(&mut fields, "grades", "a grade", |fields, id, name| Grade {
        id,
        mark: word(fields, "mark").unwrap_or_else(|| name.chars().take(1).collect()),
        sentence: word(fields, "sentence").unwrap_or_default(),
        goes_with: fields.text("goes_with"),
        colour: colour(fields),
        rank: 0,
        of: 0,
        name,
    });
    config.finding_kinds = each(
        &mut fields,
        "finding_kinds",
        "a kind of finding",
        |fields, id, name| FindingKind {
            id,
            plural: word(fields, "plural").unwrap_or_else(|| name.clone()),
            tone: tone(fields),
            needs_recommendation: fields.flag("needs_recommendation"),
            meaning: word(fields, "meaning").unwrap_or_default(),
            colour: colour(fields),
            rank: 0,
            of: 0,
            name,
        },
    );
    let of = config.grades.len();
    for (rank, grade) in config.grades.iter_mut().enumerate() {
        (grade.rank, grade.of) = (rank, of);
    }
    let of = config.finding_kinds.len();
    for (rank, kind) in config.finding_kinds.iter_mut().enumerate() {
        (kind.rank, kind.of) = (rank, of);
    }
    config.question_areas = each(
        &mut fields,
        "question_areas",
        "a question area",
        |fields, id, name| QuestionArea {
            id,
            short: word(fields, "short").unwrap_or_else(|| name.clone()),
            name,
        },
    );
    config.activities = each(&mut fields, "activities", "an activity", choice("meaning"));
    config.roles = each(&mut fields, "roles", "a role", choice("meaning"));
    config.programmes = each(
        &mut fields,
        "programmes",
        "a programme",
        choice("description"),
    );
    config.qualifiers = nameless(&mut fields, "qualifiers", "a qualifier", |fields, id| {
        Choice {
            name: word(fields, "words").unwrap_or_else(|| id.replace('-', " ")),
            id,
            meaning: String::new(),
        }
    });
    config.units = nameless(&mut fields, "units", "a unit", |fields, id| {
        let after = raw(fields, "after");
        Unit {
            id,
            before: raw(fields, "before"),
            one: Some(raw(fields, "one"))
                .filter(|one| !one.is_empty())
                .unwrap_or_else(|| after.clone()),
            after,
        }
    });
    fields.finish();
    config.incomplete_sets = SETS
        .into_iter()
        .filter(|set| !is_toml || is_incomplete(&node, set, !report.is_empty()))
        .collect();
    known_kinds(&config, &mut report);
    Checked {
        value: config,
        report,
    }
}

/// Whether a set may hold more than was read of it: it has an entry without an id that fits, or it is not there at all
/// while something is wrong with the settings, such as the name of its key.
fn is_incomplete(settings: &Node, set: &str, has_faults: bool) -> bool {
    match settings.get(set).map(|node| &node.kind) {
        Some(NodeKind::List(entries)) if !entries.is_empty() => {
            let id = |entry: &Node| {
                entry
                    .get("id")
                    .and_then(Node::text)
                    .is_some_and(|id| is_slug(id.trim()))
            };
            !entries.iter().all(id)
        }
        _ => has_faults,
    }
}

/// Reads the items of a list of things with an id and a name.
fn each<T>(
    fields: &mut MapReader<'_>,
    key: &'static str,
    what: &'static str,
    make: impl Fn(&mut MapReader<'_>, String, String) -> T,
) -> Vec<T> {
    nameless(fields, key, what, |fields, id| {
        let name = fields
            .required_text("name")
            .map_or_else(|| id.clone(), |name| name.value);
        make(fields, id, name)
    })
}

/// Reads the items of a list of things with an id.
fn nameless<T>(
    fields: &mut MapReader<'_>,
    key: &'static str,
    what: &'static str,
    make: impl Fn(&mut MapReader<'_>, String) -> T,
) -> Vec<T> {
    let mut seen: Vec<Spanned<String>> = Vec::new();
    let mut made = Vec::new();
    for node in fields.list(key) {
        let mut item = MapReader::new(node, what, fields.report());
        let id = id(&mut item, &seen);
        // One without an id is read as well, for whatever else is wrong with it.
        let thing = make(
            &mut item,
            id.as_ref().map_or_else(String::new, |id| id.value.clone()),
        );
        item.finish();
        if let Some(id) = id {
            seen.push(id);
            made.push(thing);
        }
    }
    made
}

fn id(item: &mut MapReader<'_>, seen: &[Spanned<String>]) -> Option<Spanned<String>> {
    let id = item.required_text("id")?;
    if !item.check_id(&id) {
        return None;
    }
    if let Some(first) = seen.iter().find(|other| other.value == id.value) {
        let diagnostic = Diagnostic::new(
            Code::DuplicateId,
            format!("`{}` is defined twice", id.value),
        );
        item.report().push(
            diagnostic
                .label(id.span, "again here")
                .label(first.span, "first here"),
        );
        return None;
    }
    Some(id)
}

fn choice(meaning: &'static str) -> impl Fn(&mut MapReader<'_>, String, String) -> Choice {
    move |fields, id, name| Choice {
        id,
        name,
        meaning: word(fields, meaning).unwrap_or_default(),
    }
}

fn word(fields: &mut MapReader<'_>, key: &'static str) -> Option<String> {
    fields.text(key).map(|text| text.value)
}

/// A text with its spaces kept: " months" after a number starts with one.
fn raw(fields: &mut MapReader<'_>, key: &'static str) -> String {
    fields
        .node(key)
        .and_then(Node::text)
        .unwrap_or_default()
        .to_owned()
}

fn tone(fields: &mut MapReader<'_>) -> Tone {
    let Some(text) = fields.required_text("tone") else {
        return Tone::Improvement;
    };
    let tones = [Tone::Concern, Tone::Improvement, Tone::Practice];
    tones
        .into_iter()
        .find(|tone| tone.name() == text.value)
        .unwrap_or_else(|| {
            let diagnostic = Diagnostic::new(
                Code::UnknownValue,
                format!("no tone is called `{}`", text.value),
            )
            .at(text.span);
            fields
                .report()
                .push(diagnostic.help("write `concern`, `improvement` or `practice`"));
            Tone::Improvement
        })
}

fn colour(fields: &mut MapReader<'_>) -> Option<Colour> {
    let text = fields.text("colour")?;
    let colour = text.value.parse().ok();
    if colour.is_none() {
        let message = format!("`{}` is not a colour", text.value);
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(text.span);
        fields
            .report()
            .push(diagnostic.help("write `#` and six hexadecimal digits, like `#0a7d4b`"));
    }
    colour
}

fn address(fields: &mut MapReader<'_>) -> Address {
    let Some(text) = fields.text("address") else {
        return Address::default();
    };
    Address::parse(&text.value).unwrap_or_else(|help| {
        let diagnostic = Diagnostic::new(
            Code::WrongType,
            format!("`{}` is not the address of a site", text.value),
        );
        fields.report().push(diagnostic.at(text.span).help(help));
        Address::default()
    })
}

fn day(fields: &mut MapReader<'_>, key: &'static str) -> Option<Date> {
    let partial_date = fields.partial_date(key)?;
    if let PartialDate::Day(date) = partial_date.value {
        return Some(date);
    }
    let diagnostic = Diagnostic::new(Code::InvalidDate, format!("`{key}` needs a whole date"))
        .at(partial_date.span);
    fields
        .report()
        .push(diagnostic.help("write it like `2026-11-01`"));
    None
}

/// A grade may only go with a kind of finding that there is.
fn known_kinds(config: &Config, report: &mut Report) {
    if config.incomplete_sets.contains("finding_kinds") {
        return;
    }
    for kind in config
        .grades
        .iter()
        .filter_map(|grade| grade.goes_with.as_ref())
    {
        if !config
            .finding_kinds
            .iter()
            .any(|known| known.id == kind.value)
        {
            let diagnostic = Diagnostic::new(
                Code::UnknownValue,
                format!("no kind of finding is called `{}`", kind.value),
            );
            report.push(
                diagnostic
                    .at(kind.span)
                    .help("write the id of one of the `[[finding_kinds]]`"),
            );
        }
    }
}
