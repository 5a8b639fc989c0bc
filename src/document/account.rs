//! What one inspection said of a body or a region: front matter, question areas, findings, recommendations.
//!
//! The shape comes from heading levels and attributes alone. Whether an id names anything is not known here.

use super::front_matter::split;
use super::markdown::{Heading, Part, Prose, parse};
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Report, one_of};
use crate::fields::Fields;
use crate::text::{FileId, Span, Spanned};

/// What an inspection said of a body or region.
#[derive(Clone, Debug)]
pub struct Account {
    /// Where the front matter stands.
    pub span: Span,
    /// Whether it is not ready to be read.
    pub draft: bool,
    /// The inspection's id.
    pub inspection: Option<Spanned<String>>,
    /// The judgment.
    pub grade: Option<Spanned<String>>,
    /// The heading in the source report.
    pub section: Option<String>,
    /// One or two sentences for the top of the page.
    pub summary: Option<String>,
    /// Earlier inspections that it mentions.
    pub history: Vec<History>,
    /// The question areas; for a region one area of any name.
    pub areas: Vec<Area>,
}

/// An earlier inspection that a report mentions.
#[derive(Clone, Debug)]
pub struct History {
    /// When.
    pub year: Option<Moment>,
    /// The programme, in words.
    pub programme: String,
    /// What is said of it.
    pub note: String,
    /// A finding of the same body that it bears on.
    pub finding: Option<Spanned<String>>,
}

/// A question area with what stands under it.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its heading.
    pub heading: Heading,
    /// What stands under none of its findings.
    pub lead: Prose,
    /// Its findings.
    pub findings: Vec<Finding>,
}

/// A finding as written.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its heading, with its attributes.
    pub heading: Heading,
    /// Its words.
    pub prose: Prose,
    /// Recommendations under it.
    pub recommendations: Vec<Recommendation>,
}

/// A recommendation as written.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// Its heading, with its attributes.
    pub heading: Heading,
    /// Its words.
    pub prose: Prose,
}

/// Parses an account.
pub(super) fn account(text: &str, file: FileId, report: &mut Report) -> Option<Account> {
    let parts = split(text, file, report)?;
    let mut fields = Fields::new(&parts.front, "an inspection's account", report);
    let mut account = Account {
        span: fields.span(),
        draft: fields.flag("draft"),
        inspection: fields.required_text("inspection"),
        grade: fields.text("grade"),
        section: fields.text("section").map(|text| text.value),
        summary: fields.text("summary").map(|text| text.value),
        history: Vec::new(),
        areas: Vec::new(),
    };
    for node in fields.list("history") {
        let mut entry = Fields::new(node, "an entry of the history", fields.report());
        let history = History {
            year: entry.moment("year").map(|year| year.value),
            programme: entry.required_text("programme").map(|text| text.value).unwrap_or_default(),
            note: entry.required_text("note").map(|text| text.value).unwrap_or_default(),
            finding: entry.text("finding"),
        };
        entry.finish();
        account.history.push(history);
    }
    fields.finish();
    for part in parse(text, parts.words, report) {
        place(part, &mut account.areas, report);
    }
    Some(account)
}

/// Puts a part under the area and finding it belongs to.
fn place(part: Part, areas: &mut Vec<Area>, report: &mut Report) {
    let Part { heading, prose } = part;
    let Some(heading) = heading else {
        if let (Some((_, first)), Some((_, last))) = (prose.events.first(), prose.events.last()) {
            let span = Span { end: last.end, ..*first };
            let fault =
                Diagnostic::new(Code::UnknownQuestionArea, "these words stand under no heading").at(span.at_start());
            report.push(fault.help("put them under a question area, or in `summary`"));
        }
        return;
    };
    known_keys(&heading, report);
    match heading.level {
        0..=2 => {
            if heading.attributes.has_class("recommendation") {
                report.push(misplaced(&heading));
            }
            areas.push(Area { heading, lead: prose, findings: Vec::new() });
        }
        // Without an area above, the level is skipped, which has been reported.
        3 => {
            if let Some(area) = areas.last_mut() {
                if heading.attributes.has_class("recommendation") {
                    report.push(misplaced(&heading));
                }
                area.findings.push(Finding { heading, prose, recommendations: Vec::new() });
            }
        }
        _ => match areas.last_mut().and_then(|area| area.findings.last_mut()) {
            Some(finding) if heading.attributes.has_class("recommendation") => {
                finding.recommendations.push(Recommendation { heading, prose });
            }
            Some(finding) => match finding.recommendations.last_mut() {
                Some(recommendation) if heading.level > 4 => append(&mut recommendation.prose, heading, prose),
                Some(_) | None => append(&mut finding.prose, heading, prose),
            },
            None => {}
        },
    }
}

/// A heading inside a finding is part of its words.
fn append(to: &mut Prose, heading: Heading, prose: Prose) {
    use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    let level = HeadingLevel::try_from(usize::from(heading.level)).unwrap_or(HeadingLevel::H6);
    let start = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
    to.events.push((Event::Start(start), heading.span));
    to.events.extend(heading.title.events);
    to.events.push((Event::End(TagEnd::Heading(level)), heading.span));
    to.events.extend(prose.events);
}

fn misplaced(heading: &Heading) -> Diagnostic {
    let fault = Diagnostic::new(Code::MisplacedRecommendation, "a recommendation stands under no finding");
    fault.at(heading.span).help("make it a fourth-level heading (`####`) under the finding it hangs on")
}

fn known_keys(heading: &Heading, report: &mut Report) {
    let known: &[&str] = match (heading.level, heading.attributes.has_class("recommendation")) {
        (_, true) => &["due", "owner"],
        (3, false) => &["topics"],
        _ => &[],
    };
    for (key, _) in &heading.attributes.values {
        if !known.contains(&key.value.as_str()) {
            let fault =
                Diagnostic::new(Code::BadAttribute, format!("this heading takes no `{}`", key.value)).at(key.span);
            report.push(match known {
                [] => fault.help("only findings and recommendations take keys with values"),
                known => fault.help(format!("write {}", one_of(known.iter().copied()))),
            });
        }
    }
}
