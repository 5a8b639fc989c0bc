//! What outlives any inspection: the identity of a region or body, a glossary term, an ordinary page.

use super::attributes::AllowedAttributes;
use super::front_matter::{split, split_optional};
use super::markdown::{Prose, Section, parse};
use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, Report, one_of};
use crate::fields::MapReader;
use crate::source::BodyKind;
use crate::text::{FileId, Span, Spanned};

/// A region's identity.
#[derive(Clone, Debug)]
pub struct Region {
    /// Where the front matter stands.
    pub span: Span,
    /// As shown.
    pub name: String,
    /// Its regional organised crime unit.
    pub rocu: Option<Spanned<String>>,
    /// Anything that sets it apart.
    pub note: Option<String>,
}

/// A body's identity.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where the front matter stands.
    pub span: Span,
    /// Force or ROCU.
    pub kind: BodyKind,
    /// As the body calls itself.
    pub name: String,
    /// For maps and tables.
    pub short_name: Option<String>,
    /// Its region.
    pub region: Option<Spanned<String>>,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// What it was called, oldest first.
    pub former_names: Vec<FormerName>,
    /// Who holds it to account.
    pub policing_body: Option<String>,
    /// Anything that sets it apart.
    pub note: Option<String>,
}

/// A name that a body no longer has.
#[derive(Clone, Debug)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// How long it held.
    pub until: Option<PartialDate>,
}

/// A glossary term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Whether it is not ready to be read.
    pub draft: bool,
    /// The term.
    pub term: Option<Spanned<String>>,
    /// Its abbreviation.
    pub abbreviation: Option<Spanned<String>>,
    /// Other spellings.
    pub aliases: Vec<Spanned<String>>,
    /// Whether it is linked by itself.
    pub autolink: bool,
    /// The definition.
    pub definition: Prose,
}

/// An ordinary page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Whether it is not ready to be read.
    pub draft: bool,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Tables that the site adds to it: `data-extracts`, `finding-kinds`, `grades`.
    pub shows: Vec<String>,
    /// The theme's template, if not the usual one.
    pub template: Option<Spanned<String>>,
    /// Whether search finds it.
    pub search: bool,
    /// Its parts.
    pub parts: Vec<Section>,
}

pub(super) fn region(id: &str, text: &str, file: FileId, report: &mut Report) -> Option<Region> {
    let parts = split(text, file, report)?;
    let mut fields = MapReader::new(&parts.front, "a region", report);
    same_id(&mut fields, id);
    let region = Region {
        span: fields.span(),
        name: fields
            .required_text("name")
            .map_or_else(|| id.to_owned(), |name| name.value),
        rocu: fields.text("rocu"),
        note: fields.text("note").map(|note| note.value),
    };
    fields.finish();
    nothing_below(text, parts.words, report);
    Some(region)
}

pub(super) fn body(
    kind: BodyKind,
    id: &str,
    text: &str,
    file: FileId,
    report: &mut Report,
) -> Option<Body> {
    let parts = split(text, file, report)?;
    let what = match kind {
        BodyKind::Force => "a force",
        BodyKind::Rocu => "a ROCU",
    };
    let mut fields = MapReader::new(&parts.front, what, report);
    same_id(&mut fields, id);
    let mut body = Body {
        span: fields.span(),
        kind,
        name: fields
            .required_text("name")
            .map_or_else(|| id.to_owned(), |name| name.value),
        short_name: fields.text("short_name").map(|name| name.value),
        region: fields.required_text("region"),
        abbreviation: fields.text("abbreviation").map(|text| text.value),
        former_names: Vec::new(),
        policing_body: fields.text("policing_body").map(|text| text.value),
        note: fields.text("note").map(|note| note.value),
    };
    for node in fields.list("former_names") {
        let mut former = MapReader::new(node, "a former name", fields.report());
        let name = former.required_text("name").map(|name| name.value);
        let until = former.partial_date("until").map(|until| until.value);
        former.finish();
        body.former_names
            .extend(name.map(|name| FormerName { name, until }));
    }
    fields.finish();
    nothing_below(text, parts.words, report);
    Some(body)
}

pub(super) fn term(id: &str, text: &str, file: FileId, report: &mut Report) -> Option<Term> {
    let parts = split(text, file, report)?;
    let mut fields = MapReader::new(&parts.front, "a glossary term", report);
    same_id(&mut fields, id);
    let term = fields.required_text("term");
    let abbreviation = fields.text("abbreviation");
    if let Some(node) = fields.node("aliases")
        && let Some(text) = node.text().filter(|text| text.contains(','))
    {
        let parts: Vec<&str> = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let diagnostic =
            Diagnostic::new(Code::WrongType, "this is one spelling with a comma in it")
                .at(node.span);
        fields
            .report()
            .push(diagnostic.help(format!("write a list: `aliases: [{}]`", parts.join(", "))));
    }
    let aliases = fields.texts("aliases");
    let autolink = fields.flag_or("autolink", true);
    let draft = fields.flag("draft");
    fields.finish();
    let mut definition = Prose::default();
    for part in parse(text, parts.words, report) {
        if let Some(heading) = &part.heading {
            let diagnostic =
                Diagnostic::new(Code::MalformedAttribute, "a definition has no headings")
                    .at(heading.span);
            report.push(diagnostic.help("write the definition as plain paragraphs"));
        }
        definition.events.extend(part.prose.events);
    }
    if definition.is_empty() {
        let diagnostic = Diagnostic::new(Code::MissingKey, "this term has no definition")
            .at(parts.words.at_start());
        report.push(
            diagnostic
                .help("write it below the front matter; its first sentence must make sense alone"),
        );
    }
    Some(Term {
        draft,
        term,
        abbreviation,
        aliases,
        autolink,
        definition,
    })
}

pub(super) fn page(id: &str, text: &str, file: FileId, report: &mut Report) -> Option<Page> {
    let parts = split_optional(text, file, report)?;
    let mut fields = MapReader::new(&parts.front, "a page", report);
    same_id(&mut fields, id);
    let title = fields.text("title");
    let summary = fields.text("summary").map(|summary| summary.value);
    let shows = shows(&mut fields);
    let template = fields.text("template");
    let (draft, search) = (fields.flag("draft"), fields.flag_or("search", true));
    let mut words = parse(text, parts.words, fields.report());
    check_headings(&words, fields.report());
    // A page may give its title as a first-level heading, so that it reads well in any editor.
    let first = words.iter().position(|part| {
        part.heading
            .as_ref()
            .is_some_and(|heading| heading.level == 1)
    });
    let heading = first.and_then(|at| words[at].heading.take());
    let title = title
        .map(|title| title.value)
        .or(heading.map(|heading| heading.text));
    if title.is_none() {
        fields.missing("title");
    }
    fields.finish();
    let title = title.unwrap_or_else(|| id.to_owned());
    Some(Page {
        draft,
        title,
        summary,
        shows,
        template,
        search,
        parts: words,
    })
}

/// The headings of a page, or of what is said of an inspection, are plain words with an id at most.
pub(super) fn check_headings(parts: &[Section], report: &mut Report) {
    let takes = AllowedAttributes {
        id: true,
        classes: Some(&[]),
        keys: &[],
        help: "a heading of a page takes its id alone",
    };
    for heading in parts.iter().filter_map(|part| part.heading.as_ref()) {
        takes.check(&heading.attributes, report);
        heading.check_title(report);
    }
}

/// The tables that a page asks for.
fn shows(fields: &mut MapReader<'_>) -> Vec<String> {
    const TABLES: [&str; 3] = ["data-extracts", "finding-kinds", "grades"];
    let mut shows = Vec::new();
    for table in fields.texts("shows") {
        if TABLES.contains(&table.value.as_str()) {
            shows.push(table.value);
        } else {
            let diagnostic = Diagnostic::new(
                Code::UnknownValue,
                format!("no table is called `{}`", table.value),
            )
            .at(table.span);
            fields
                .report()
                .push(diagnostic.help(format!("write {}", one_of(TABLES))));
        }
    }
    shows
}

/// A file may say its id, but only the one its name gives it.
pub(super) fn same_id(fields: &mut MapReader<'_>, id: &str) {
    let Some(written) = fields.text("id") else {
        return;
    };
    if written.value != id {
        let message = format!("the id `{}` differs from the name `{id}`", written.value);
        let diagnostic = Diagnostic::new(Code::IdMismatch, message).at(written.span);
        fields.report().push(diagnostic.help(format!(
            "the name is the id: take `id` away, or write `id: {id}`"
        )));
    }
}

fn nothing_below(text: &str, words: Span, report: &mut Report) {
    let below = &text[words.range()];
    let start = below.len() - below.trim_start().len();
    if start < below.len() {
        let line = below[start..]
            .find('\n')
            .map_or(below.len(), |at| start + at);
        let place = Span::new(words.file, start..line).shifted(words.start as usize);
        let diagnostic = Diagnostic::new(
            Code::UnrecognisedFile,
            "nothing is made of the words below this front matter",
        )
        .at(place);
        report.push(diagnostic.help("words about a body belong in a file for an inspection, such as `2023-soc.md`; a short remark goes in `note`"));
    }
}
