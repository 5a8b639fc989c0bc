//! The anchors of the headings of pages and inspections, by which links lead to them.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{Heading, Section};
use crate::model::{Id, Inspection, Page, Target};
use crate::text::slug;

/// The ids that themes write begin with this; no heading may take one.
pub(super) const RESERVED: &str = "pp-";

/// The anchors of each page and inspection, in the order of its headings.
#[derive(Debug, Default, Hash)]
pub(super) struct PageAnchors(BTreeMap<Target, Vec<String>>);

impl PageAnchors {
    pub(super) fn new(
        pages: &[(Id<Page>, Vec<Section>)],
        inspections: &[(Id<Inspection>, Vec<Section>)],
    ) -> PageAnchors {
        let pages = pages
            .iter()
            .map(|(id, sections)| (Target::Page(*id), anchors(sections)));
        let inspections = inspections
            .iter()
            .map(|(id, sections)| (Target::Inspection(*id), anchors(sections)));
        PageAnchors(pages.chain(inspections).collect())
    }

    /// The anchors of what a link leads to; `None` if its headings have no anchors of this kind.
    pub(super) fn of(&self, target: Target) -> Option<&[String]> {
        self.0.get(&target).map(Vec::as_slice)
    }
}

/// The anchor of each heading. An id that an author wrote is kept, and those made from words keep clear
/// of it.
pub(super) fn anchors(sections: &[Section]) -> Vec<String> {
    let headings: Vec<&Heading> = sections
        .iter()
        .filter_map(|section| section.heading.as_ref())
        .collect();
    let written = |heading: &Heading| heading.attributes.id.as_ref().map(|id| id.value.clone());
    let mut taken: Vec<String> = headings
        .iter()
        .filter_map(|heading| written(heading))
        .collect();
    let anchor = |(number, heading): (usize, &&Heading)| {
        written(heading).unwrap_or_else(|| made(&heading.text, number + 1, &mut taken))
    };
    headings.iter().enumerate().map(anchor).collect()
}

/// Reports ids that two headings of a page have.
pub(super) fn check_ids(sections: &[Section], report: &mut Report) {
    let headings = sections
        .iter()
        .filter_map(|section| section.heading.as_ref());
    let mut taken = Vec::new();
    for id in headings.filter_map(|heading| heading.attributes.id.as_ref()) {
        if taken.contains(&&id.value) {
            let message = format!("duplicate heading id `{}` on one page", id.value);
            let diagnostic = Diagnostic::new(Code::DuplicateId, message);
            report.push(diagnostic.at(id.span).help("choose another id"));
        }
        if id.value.starts_with(RESERVED) {
            report.push(reserved(id));
        }
        taken.push(&id.value);
    }
}

/// The diagnostic of an id that themes use.
pub(super) fn reserved(id: &crate::text::Spanned<String>) -> Diagnostic {
    let message = format!(
        "ids that begin with `{RESERVED}` belong to the theme: `{}`",
        id.value
    );
    Diagnostic::new(Code::DuplicateId, message)
        .at(id.span)
        .help(format!(
            "write `#{}`",
            id.value.trim_start_matches(RESERVED)
        ))
}

/// An anchor made from the words of a heading, which no other heading has; if need be with the heading's
/// number, or a later one.
fn made(title: &str, number: usize, taken: &mut Vec<String>) -> String {
    let mut anchor = slug(title);
    if let Some(rest) = anchor.strip_prefix(RESERVED) {
        anchor = rest.to_owned();
    }
    if anchor.is_empty() || taken.contains(&anchor) {
        let numbered = |number| {
            format!("{anchor}-{number}")
                .trim_start_matches('-')
                .to_owned()
        };
        let mut others = (number..).map(numbered);
        anchor = others
            .find(|other| !taken.contains(other))
            .unwrap_or_default();
    }
    taken.push(anchor.clone());
    anchor
}
