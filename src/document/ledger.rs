//! `addresses.tsv`: every address that an edition of the site was published with.
//!
//! The program writes the file and people read it in a review, so that a line is one address and its cells are in fixed
//! columns. Addresses start at the site's own root: a site that moves to another host or folder keeps its ledger.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::fields::{ClosedSet, closed_set};
use crate::text::{FileId, Span};

/// The columns, in order.
pub const COLUMNS: [&str; 6] = ["address", "edition", "kind", "id", "number", "title"];

closed_set! {
    /// What an address was published for.
    pub enum AddressKind {
        /// A list, a register or another page that the program makes.
        List = "list",
        /// A region's page.
        Region = "region",
        /// A body's page.
        Body = "body",
        /// The page of an earlier account of a body or region.
        Account = "account",
        /// A topic's page.
        Topic = "topic",
        /// A measure's page.
        Measure = "measure",
        /// A term's page.
        Term = "term",
        /// An inspection's page.
        Inspection = "inspection",
        /// An ordinary page.
        Page = "page",
        /// A question area of a body.
        QuestionArea = "question-area",
        /// A finding.
        Finding = "finding",
        /// A recommendation.
        Recommendation = "recommendation",
        /// A figure.
        Figure = "figure",
        /// A data extract.
        Extract = "extract",
        /// A correction.
        Correction = "correction",
        /// A heading of an ordinary page or an inspection.
        Heading = "heading",
    }
}

/// The ledger as written.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Its file.
    pub file: FileId,
    /// In the order written.
    pub entries: Vec<LedgerEntry>,
}

/// An address that was published.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// From the site's own root: `/forces/kent/#local-profile`.
    pub address: String,
    /// The edition that had it first.
    pub edition: String,
    /// What it was published for.
    pub kind: AddressKind,
    /// The id of that: `kent/local-profile`.
    pub id: String,
    /// The number of a finding: `K3`.
    pub number: Option<String>,
    /// Its title in the newest edition that had it.
    pub title: String,
    /// Where the address is written.
    pub span: Span,
}

/// Reads a ledger. A line that cannot be read is reported and left out.
pub fn ledger(text: &str, file: FileId, report: &mut Report) -> Ledger {
    let mut ledger = Ledger {
        file,
        entries: Vec::new(),
    };
    let (mut at, mut is_first) = (0, true);
    let mut places: BTreeMap<&str, Span> = BTreeMap::new();
    for line in text.split_inclusive('\n') {
        let place = Span::new(file, at..at + line.trim_end_matches(['\r', '\n']).len());
        at += line.len();
        let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').collect();
        if std::mem::take(&mut is_first) {
            if cells != COLUMNS {
                let message = "missing column names in the first line of the ledger";
                let help = format!(
                    "write `{}`, with a tab between the names",
                    COLUMNS.join(" ")
                );
                report.push(invalid(message, place).help(help));
            }
            continue;
        }
        match entry(&cells, place) {
            Ok(entry) => match places.insert(cells[0], entry.span) {
                Some(first) => {
                    let message = format!("duplicate address `{}` in the ledger", entry.address);
                    let diagnostic = invalid(&message, entry.span).label(first, "the first line");
                    report.push(diagnostic.help("remove the line with the later edition"));
                }
                None => ledger.entries.push(entry),
            },
            Err(diagnostic) => report.push(*diagnostic),
        }
    }
    ledger
}

fn entry(cells: &[&str], place: Span) -> Result<LedgerEntry, Box<Diagnostic>> {
    let &[address, edition, kind, id, number, title] = cells else {
        let message = format!(
            "expected {} cells with a tab between them, found {}",
            COLUMNS.len(),
            cells.len()
        );
        let help = "`peelpress build --release` writes this file: restore the line from history";
        return Err(Box::new(invalid(&message, place).help(help)));
    };
    let start = place.range().start;
    let span = Span::new(place.file, start..start + address.len());
    if !address.starts_with('/') {
        let message = format!("the address `{address}` does not start with `/`");
        let help = "write it as it is after the host: `/forces/kent/#local-profile`";
        return Err(Box::new(invalid(&message, span).help(help)));
    }
    let Some(kind) = AddressKind::by_name(kind) else {
        let from = start + address.len() + edition.len() + 2;
        let span = Span::new(place.file, from..from + kind.len());
        let diagnostic = invalid(&format!("unknown kind of address `{kind}`"), span);
        let advice = did_you_mean(kind, AddressKind::NAMES.iter().copied());
        return Err(Box::new(match advice {
            Some(advice) => diagnostic.help(advice),
            None => diagnostic.help("restore the line from history"),
        }));
    };
    Ok(LedgerEntry {
        address: address.to_owned(),
        edition: edition.to_owned(),
        kind,
        id: id.to_owned(),
        number: (!number.is_empty()).then(|| number.to_owned()),
        title: title.to_owned(),
        span,
    })
}

fn invalid(message: &str, place: Span) -> Diagnostic {
    Diagnostic::new(Code::InvalidLedger, message).at(place)
}
