//! One file, parsed, with no knowledge of any other: its contents, with their places, and its
//! diagnostics.
//!
//! Parsing does not fail. It gives what could be read and a report with every diagnostic;
//! `model` puts the documents together. The types here are as written (`document::Account`); those
//! of `model` are resolved.

mod account;
mod account_frame;
mod attribute_reader;
mod attribute_recovery;
mod attributes;
mod bare_address;
mod blocks;
mod body;
mod change;
mod correction;
mod event;
mod figures;
mod follow_up;
mod footnotes;
mod front_matter;
mod inline;
mod inspection;
mod ledger;
mod line_marks;
mod link_definitions;
mod links;
mod lint;
mod lists;
mod markdown;
mod marks;
mod number_words;
mod page;
mod placeholder;
mod places;
mod prose;
mod redirects;
mod reference;
mod release;
mod response;
mod stray_marks;
mod tables;
mod term;
mod typography;
mod unfinished;
mod visibility;
mod vocabulary;

pub(crate) use account::AccountKeys;
pub(crate) use body::{BodyKeys, RegionKeys};
pub(crate) use correction::CorrectionKeys;
pub(crate) use figures::FiguresKeys;
pub(crate) use follow_up::FollowUpKeys;
pub(crate) use inspection::InspectionKeys;
pub(crate) use page::PageKeys;
pub(crate) use places::PlacesKeys;
pub(crate) use redirects::RedirectKeys;
pub(crate) use release::ReleaseKeys;
pub(crate) use response::ResponseKeys;
pub(crate) use term::TermKeys;
pub(crate) use vocabulary::{MeasureKeys, TopicKeys};

pub use account::{Account, AccountArea, Finding, History, Recommendation};
pub use attributes::Attributes;
pub use body::{Body, FormerName, Region};
pub use change::ChangeKind;
pub use correction::{CorrectionEntry, Corrections};
pub use figures::{AsOf, Figure, Figures};
pub use follow_up::{EntrySource, FollowUp, FollowUpEntry};
pub use inspection::{Citation, Extract, Fieldwork, Inspection, Published};
pub use ledger::{AddressKind, COLUMNS as LEDGER_COLUMNS, Ledger, LedgerEntry, ledger};
pub(crate) use lists::typed_number;
pub use number_words::{TextNumber, numbers};
pub use page::{Page, PageTable};
pub use places::{Place, Places};
pub(crate) use prose::destination;
pub use prose::{Heading, Prose, Section, plain_text};
pub use redirects::{NewHome, Redirect, redirects};
pub use reference::RefKind;
pub use release::{ReleaseChange, ReleaseRecord};
pub use response::{ReportResponse, Respondent, ResponsePart};
pub use term::Term;
pub use visibility::{Hiding, HidingKind, Visibility};
pub use vocabulary::{Vocabulary, VocabularyEntry};

pub use crate::fields::Decimal;

use std::sync::Arc;

use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::source::{Source, SourceKind};
use crate::text::{FileId, SourceMap, Spanned};

/// The destination of a link that is only text: `[words](-)` keeps a glossary term from being
/// linked.
pub(crate) const NO_LINK: &str = "-";

/// A content file as written.
#[derive(Clone, Debug)]
pub enum Document {
    /// A region's identity.
    Region(Region),
    /// A force's or ROCU's identity.
    Body(Body),
    /// What an inspection said of a region or a body.
    Account(Account),
    /// The figures beside it.
    Figures(Figures),
    /// What became of findings.
    FollowUp(FollowUp),
    /// The response to a report.
    Response(ReportResponse),
    /// A published report.
    Inspection(Inspection),
    /// A glossary term.
    Term(Term),
    /// An ordinary page.
    Page(Page),
    /// Topics.
    Topics(Vocabulary),
    /// Measures.
    Measures(Vocabulary),
    /// Corrections.
    Corrections(Corrections),
    /// What an edition changed.
    Release(ReleaseRecord),
    /// Places.
    Places(Places),
}

impl Document {
    /// What it says of its visibility as a whole.
    pub fn visibility(&self) -> &Visibility {
        match self {
            Document::Account(account) => &account.visibility,
            Document::Inspection(inspection) => &inspection.visibility,
            Document::Term(term) => &term.visibility,
            Document::Page(page) => &page.visibility,
            Document::Response(response) => &response.visibility,
            Document::Region(_)
            | Document::Body(_)
            | Document::Figures(_)
            | Document::FollowUp(_)
            | Document::Corrections(_)
            | Document::Release(_)
            | Document::Topics(_)
            | Document::Measures(_)
            | Document::Places(_) => &Visibility::Inherited,
        }
    }
}

/// The documents of a site, each with its source, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// Those that the site is made of.
    pub present: Vec<(Source, Arc<Document>)>,
    /// Those that it is not made of, although others may name what is in them.
    pub absent: Vec<MissingDocument>,
    /// Findings that were taken out of accounts that the site is made of.
    pub hidden_findings: Vec<HiddenFinding>,
    /// What was taken out of other files with those findings.
    pub hidden_entries: Vec<HiddenEntry>,
}

/// A file that is no part of the site.
#[derive(Clone, Debug)]
pub struct MissingDocument {
    /// The file.
    pub source: Source,
    /// Its contents and why it is hidden. `None` if it could not be read, which has its own
    /// diagnostic.
    pub hidden: Option<(Hiding, Arc<Document>)>,
}

/// A finding that is no part of the site, although its account is.
#[derive(Clone, Debug)]
pub struct HiddenFinding {
    /// The file of its account.
    pub source: Source,
    /// Why it is hidden.
    pub hiding: Hiding,
    /// The finding.
    pub finding: Finding,
}

/// A part of a file that is about something hidden, and hidden with it.
#[derive(Clone, Debug)]
pub enum HiddenEntry {
    /// A figure that a finding gives.
    Figure(Box<Figure>),
    /// What became of a finding.
    FollowUp(FollowUpEntry),
    /// What was wrong in a finding or figure.
    Correction(CorrectionEntry),
    /// What is said of a finding in response.
    Answer(ResponsePart),
    /// What an edition changed about a finding or figure.
    Change(ReleaseChange),
}

/// Parses a file of the snapshot. `None` for those that hold no document, maps and pictures, and
/// for those that cannot be read.
pub fn parse(source: &Source, sources: &SourceMap) -> Checked<Option<Document>> {
    let mut report = Report::default();
    let document = if source.is_read {
        parse_kind(source, sources, &mut report)
    } else {
        None
    };
    if let Some(document) = &document {
        placeholder::check(document, &mut report);
        if let Visibility::Draft(_) = document.visibility() {
            report.retain(|diagnostic| diagnostic.code != Code::Placeholder);
        }
    }
    Checked {
        value: document,
        report,
    }
}

fn parse_kind(source: &Source, sources: &SourceMap, report: &mut Report) -> Option<Document> {
    let text = &*sources.file(source.file).text;
    let file = source.file;
    match &source.kind {
        SourceKind::Region(region) => {
            body::region(region, text, file, report).map(Document::Region)
        }
        SourceKind::Body(kind, body) => {
            body::body(*kind, body, text, file, report).map(Document::Body)
        }
        SourceKind::Account(..) => account::account(text, file, report).map(Document::Account),
        SourceKind::Figures(..) => figures::figures(text, file, report).map(Document::Figures),
        SourceKind::Response(..) => response::response(text, file, report).map(Document::Response),
        SourceKind::FollowUp(_) => follow_up::follow_up(text, file, report).map(Document::FollowUp),
        SourceKind::Inspection(inspection) => {
            inspection::inspection(inspection, text, file, report).map(Document::Inspection)
        }
        SourceKind::Term(term) => term::term(term, text, file, report).map(Document::Term),
        SourceKind::Page(page) => page::page(page, text, file, report).map(Document::Page),
        SourceKind::Topics => vocabulary::topics(text, file, report).map(Document::Topics),
        SourceKind::Measures => vocabulary::measures(text, file, report).map(Document::Measures),
        SourceKind::Places => places::places(text, file, report).map(Document::Places),
        SourceKind::Corrections => {
            correction::corrections(text, file, report).map(Document::Corrections)
        }
        SourceKind::Release(_) => release::release(text, file, report).map(Document::Release),
        SourceKind::Areas
        | SourceKind::Tiles
        | SourceKind::Ledger
        | SourceKind::Redirects
        | SourceKind::Picture(_)
        | SourceKind::LinkedFolder(_) => None,
    }
}

/// A YAML file as a whole.
fn parse_yaml_file(text: &str, file: FileId, report: &mut Report) -> Option<crate::fields::Node> {
    crate::fields::parse_yaml(text, crate::text::Span::new(file, 0..text.len()), report)
}

/// A file may give its id, but only the one that its name gives it.
fn same_id(written: Option<&Spanned<String>>, id: &str, report: &mut Report) {
    let Some(written) = written.filter(|written| written.value != id) else {
        return;
    };
    let message = format!(
        "the id `{}` differs from the file or folder name `{id}`",
        written.value
    );
    let diagnostic = Diagnostic::new(Code::IdMismatch, message).at(written.span);
    report.push(diagnostic.help(format!("remove the line, or write `id: {id}`")));
}
