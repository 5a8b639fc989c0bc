//! The response to a report: for each recommendation or finding, the words of the body and of those who hold it to account.

use jiff::civil::Date;

use super::attributes::AllowedAttributes;
use super::follow_up::{EntrySource, EntrySourceKeys};
use super::front_matter::split;
use super::markdown::parse;
use super::prose::{Heading, Prose};
use super::visibility::{self, Visibility, VisibilityName};
use crate::diagnostic::{Code, Diagnostic, Report, one_of};
use crate::fields::value::{ChoiceOf, Day, InspectionId, Map, MarkedFlag, TimeWithZone};
use crate::fields::{ClosedSet, closed_set, keys};
use crate::text::{FileId, Span, Spanned};

keys! {
    /// The front matter of a response.
    pub(crate) struct ResponseKeys: "a response" {
        /// Whether the file is still a draft, which is not published.
        optional draft: MarkedFlag<false> = "true",
        /// Who can see it: everyone, only editors while it is a draft, or everyone after an embargo.
        optional visibility: ChoiceOf<VisibilityName> = "embargoed",
        /// The time at which an embargo ends.
        optional publish_at: TimeWithZone = "2027-01-14T00:01 Europe/London",
        /// The inspection that the response is about.
        required inspection: InspectionId = "coast-2026",
        /// The day of the response.
        optional date: Day = "2026-11-09",
        /// Where the response was published.
        optional source: Map<EntrySourceKeys> = "",
    }
}

closed_set! {
    /// Who responds, by the class of the heading.
    pub enum Respondent {
        /// The body that was inspected.
        Body = "body",
        /// Those who hold it to account.
        PolicingBody = "policing-body",
    }
}

/// The response to a report.
#[derive(Clone, Debug)]
pub struct ReportResponse {
    /// Who may see it.
    pub visibility: Visibility,
    /// The place of the front matter.
    pub span: Span,
    /// The inspection's id.
    pub inspection: Option<Spanned<String>>,
    /// The day of the response.
    pub date: Option<Spanned<Date>>,
    /// Where it was published.
    pub source: Option<EntrySource>,
    /// What is said of each recommendation or finding.
    pub parts: Vec<ResponsePart>,
}

/// What is said of a recommendation or finding.
#[derive(Clone, Debug)]
pub struct ResponsePart {
    /// From the heading that names what it is about to the next such heading.
    pub section: Span,
    /// The recommendation or finding, by its id.
    pub about: Spanned<String>,
    /// Who says it.
    pub by: Respondent,
    /// The words.
    pub prose: Prose,
}

const ABOUT: AllowedAttributes = AllowedAttributes {
    id: true,
    classes: Some(&[]),
    keys: &[],
    help: "this heading names a recommendation or finding by its id alone",
};

const BY: AllowedAttributes = AllowedAttributes {
    id: false,
    classes: Some(Respondent::NAMES),
    keys: &[],
    help: "this heading says who responds: `{.body}` or `{.policing-body}`",
};

pub(super) fn response(text: &str, file: FileId, report: &mut Report) -> Option<ReportResponse> {
    let parts = split(text, file, report)?;
    let keys: ResponseKeys = parts.keys(report);
    let visibility = visibility::of_file(keys.draft, keys.visibility, keys.publish_at, report);
    let mut response = ReportResponse {
        visibility,
        span: keys.span,
        inspection: keys.inspection,
        date: keys.date,
        source: keys.source.and_then(EntrySource::new),
        parts: Vec::new(),
    };
    let mut about: Option<Spanned<String>> = None;
    let mut section_start = keys.span;
    let mut has_heading = false;
    for section in parse(text, parts.words, report) {
        let by = match section.heading {
            None => None,
            Some(heading) if heading.level == 2 => {
                has_heading = true;
                end_section(&mut response.parts, section_start, heading.span);
                section_start = heading.span;
                about = thing(&heading, report);
                None
            }
            Some(heading) if heading.level == 3 => match respondent(&heading, report) {
                None => continue,
                by => by,
            },
            Some(heading) => {
                let message = "a response has headings of two and three `#`";
                let diagnostic = Diagnostic::new(Code::MalformedHeading, message);
                report.push(diagnostic.at(heading.span).help("use bold text or a list"));
                continue;
            }
        };
        let prose = section.prose;
        match (&about, by) {
            _ if prose.is_empty() => {}
            (Some(about), Some(by)) => response.parts.push(ResponsePart {
                section: section_start,
                about: about.clone(),
                by,
                prose,
            }),
            // The heading above has no id, which was reported.
            (None, Some(_)) if has_heading => {}
            (_, _) => report.push(misplaced(&prose)),
        }
    }
    end_section(
        &mut response.parts,
        section_start,
        Span::new(file, text.len()..text.len()),
    );
    Some(response)
}

/// Says of the parts below a heading where they end: before `next`.
fn end_section(parts: &mut [ResponsePart], heading: Span, next: Span) {
    let range = heading.range().start..next.range().start;
    let parts = parts.iter_mut().rev();
    for part in parts.take_while(|part| part.section == heading) {
        part.section = Span::new(heading.file, range.clone());
    }
}

/// The recommendation or finding that a heading names.
fn thing(heading: &Heading, report: &mut Report) -> Option<Spanned<String>> {
    ABOUT.check(&heading.attributes, report);
    let id = heading.attributes.id.clone();
    if id.is_none() {
        let message = "this heading names no recommendation or finding";
        let diagnostic = Diagnostic::new(Code::MalformedHeading, message).at(heading.span);
        report.push(diagnostic.help("end it with the id in braces, like `{#fill-posts}`"));
    }
    id
}

/// Who responds below a heading.
fn respondent(heading: &Heading, report: &mut Report) -> Option<Respondent> {
    BY.check(&heading.attributes, report);
    let classes = &heading.attributes.classes;
    let by = classes
        .iter()
        .find_map(|class| Respondent::by_name(&class.value));
    if by.is_none() && classes.is_empty() {
        let message = "this heading does not say who responds";
        let diagnostic = Diagnostic::new(Code::MalformedHeading, message).at(heading.span);
        let known: Vec<String> = Respondent::NAMES
            .iter()
            .map(|name| format!("{{.{name}}}"))
            .collect();
        let known = one_of(known.iter().map(String::as_str));
        report.push(diagnostic.help(format!("end it with {known}")));
    }
    by
}

fn misplaced(prose: &Prose) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::MalformedHeading, "text without an author");
    let help = "put it below a heading that says who responds, like `### Saltmarsh Police {.body}`";
    match prose.events.first() {
        Some((_, span)) => diagnostic.at(span.at_start()).help(help),
        None => diagnostic.help(help),
    }
}
