//! The follow-up of findings and recommendations: dated entries, each with a status and its source.

use jiff::civil::Date;

use super::parse_yaml_file;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::value::{Day, FindingId, Map, PlainText, StatusText, WebAddress};
use crate::fields::{Keys, Node, NodeKind, keys};
use crate::text::{FileId, Span, Spanned};

keys! {
    /// An entry of a follow-up file.
    pub(crate) struct FollowUpKeys: "an entry of the follow-up" {
        /// The id of the finding or recommendation.
        required finding: FindingId = "local-profile",
        /// The day on which this was said or done.
        required date: Day = "2026-09-30",
        /// What became of it: a status of site.toml. For one that names a finding, add ` by finding:` and the finding.
        required status: StatusText = "accepted",
        /// Where this was said.
        optional source: Map<EntrySourceKeys> = "",
        /// More about it, in a sentence or two.
        optional note: PlainText = "The force has trained its officers.",
    }
}

keys! {
    /// Where an entry was said.
    pub(crate) struct EntrySourceKeys: "the source of an entry" {
        /// The letter, report or page.
        required words: PlainText = "Letter from the chief constable",
        /// The web address, if there is one.
        optional address: WebAddress = "https://example.org/letter",
    }
}

/// What became of the findings of a body or region.
#[derive(Clone, Debug, Default)]
pub struct FollowUp {
    /// In the order written.
    pub entries: Vec<FollowUpEntry>,
}

/// An entry as written.
#[derive(Clone, Debug)]
pub struct FollowUpEntry {
    /// The place of the entry.
    pub span: Span,
    /// The finding or recommendation, by its id.
    pub finding: Spanned<String>,
    /// The day. `None` if it could not be read, which was reported.
    pub date: Option<Spanned<Date>>,
    /// The status. `None` if it could not be read, which was reported.
    pub status: Option<Spanned<String>>,
    /// The finding that takes the place of this one: `finding:kent/plans`.
    pub successor: Option<Spanned<String>>,
    /// Where it was said.
    pub source: Option<EntrySource>,
    /// More about it.
    pub note: Option<String>,
}

/// Where an entry was said.
#[derive(Clone, Debug)]
pub struct EntrySource {
    /// The letter, report or page.
    pub words: String,
    /// Its web address.
    pub address: Option<String>,
}

impl EntrySource {
    /// `None` if its words are missing, which was reported.
    pub(super) fn new(keys: EntrySourceKeys) -> Option<EntrySource> {
        Some(EntrySource {
            words: keys.words?.value,
            address: keys.address.map(|address| address.value),
        })
    }
}

pub(super) fn follow_up(text: &str, file: FileId, report: &mut Report) -> Option<FollowUp> {
    let node = parse_yaml_file(text, file, report)?;
    let entries = self::entries(&node, "- finding: …", report)
        .iter()
        .filter_map(|node| entry(FollowUpKeys::read(node, report)))
        .collect();
    Some(FollowUp { entries })
}

/// The entries of a file that is a list. Anything else is an error and has none. `start` is how each entry starts.
pub(super) fn entries<'n>(node: &'n Node, start: &str, report: &mut Report) -> &'n [Node] {
    match &node.kind {
        NodeKind::List(nodes) => nodes,
        NodeKind::Nothing => &[],
        NodeKind::Scalar(_) | NodeKind::Map(_) => {
            let message = format!("expected a list, found {}", node.describe());
            let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
            report.push(diagnostic.help(format!("start each entry with `{start}`")));
            &[]
        }
    }
}

/// `None` if it names no finding, which was reported.
fn entry(keys: FollowUpKeys) -> Option<FollowUpEntry> {
    let (status, successor) = keys.status.unzip();
    Some(FollowUpEntry {
        span: keys.span,
        finding: keys.finding?,
        date: keys.date,
        status,
        successor: successor.flatten(),
        source: keys.source.and_then(EntrySource::new),
        note: keys.note.map(|note| note.value),
    })
}
