//! Corrections: what was wrong on the site, what is right, when it was corrected, and why.

use jiff::civil::Date;

use super::follow_up::entries;
use super::parse_yaml_file;
use crate::diagnostic::Report;
use crate::fields::value::{Day, PlainText};
use crate::fields::{Keys, keys};
use crate::text::{FileId, Span, Spanned};

keys! {
    /// A correction.
    pub(crate) struct CorrectionKeys: "a correction",
        one of ["finding", "figure"] or MissingKey:
        "add `finding: saltmarsh/plans` or `figure: saltmarsh/disruptions-led`"
    {
        /// The day of the correction.
        required date: Day = "2027-01-14",
        /// The finding or recommendation: its body or region, a slash, and its id.
        optional finding: PlainText = "saltmarsh/plans",
        /// The figure: its body or region, a slash, and its id.
        optional figure: PlainText = "saltmarsh/disruptions-led",
        /// What the site said.
        required was: PlainText = "Saltmarsh Police led 21 disruptions.",
        /// What the site says now.
        required is: PlainText = "Saltmarsh Police led 12 disruptions.",
        /// Why it was wrong.
        required why: PlainText = "We had copied the number of another force.",
    }
}

/// The corrections of a site.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// In the order written.
    pub entries: Vec<CorrectionEntry>,
}

/// A correction as written.
#[derive(Clone, Debug)]
pub struct CorrectionEntry {
    /// The place of the entry.
    pub span: Span,
    /// The day. `None` if it could not be read, which was reported.
    pub date: Option<Date>,
    /// What was corrected, and whether it is a figure.
    pub about: Spanned<String>,
    /// Whether it is a figure.
    pub is_figure: bool,
    /// What the site said.
    pub was: String,
    /// What it says now.
    pub is: String,
    /// Why it was wrong.
    pub why: String,
}

pub(super) fn corrections(text: &str, file: FileId, report: &mut Report) -> Option<Corrections> {
    let node = parse_yaml_file(text, file, report)?;
    let nodes = entries(&node, "- date: …", report);
    let entries = nodes
        .iter()
        .filter_map(|node| entry(CorrectionKeys::read(node, report)))
        .collect();
    Some(Corrections { entries })
}

/// `None` if it names nothing, which was reported.
fn entry(keys: CorrectionKeys) -> Option<CorrectionEntry> {
    let is_figure = keys.finding.is_none();
    let text = |text: Option<Spanned<String>>| text.map(|text| text.value).unwrap_or_default();
    Some(CorrectionEntry {
        span: keys.span,
        date: keys.date.map(|date| date.value),
        about: keys.finding.or(keys.figure)?,
        is_figure,
        was: text(keys.was),
        is: text(keys.is),
        why: text(keys.why),
    })
}
