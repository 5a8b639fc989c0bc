//! The one way from files to a site: read, parse, resolve, check, derive, plan, render. Every command calls this.
//!
//! What a step gives, the next one takes; nothing is changed afterwards. The commands differ only in what they do with
//! the outcome.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::address::Addresses;
use crate::config::{self, Address, Config};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{self, Document};
use crate::files::Files;
use crate::map::Geometry;
use crate::model::Corpus;
use crate::output::{OutputPath, OutputSet};
use crate::render::{self, Publication};
use crate::source::{self, Source, SourceKind};
use crate::text::{FileId, SourceMap};
use crate::theme;
use crate::view::{Maps, Parts, Setting, Words};
use crate::{check, export, model, plan, search};

/// What is asked of a build.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day that it is.
    pub today: Date,
    /// Whether `today` was asked for, and goes before the day that `site.toml` gives.
    pub is_date_asked: bool,
    /// Where the site will stand, if not where `site.toml` says.
    pub address: Option<Address>,
    /// How much of full-text search is made.
    pub search: search::Extent,
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// Every file of the site.
    pub output: OutputSet,
    /// Every fault, ordered.
    pub report: Report,
    /// The texts that faults point into.
    pub sources: SourceMap,
    /// What the site holds, in numbers.
    pub tally: Tally,
    /// What could not be made although the content is not to blame, in words: nothing should be published then.
    pub failure: Option<String>,
}

/// What a site holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Web pages.
    pub pages: usize,
    /// Forces and ROCUs.
    pub bodies: usize,
    /// Judgments.
    pub judgments: usize,
    /// Findings, boxed and plain.
    pub findings: usize,
    /// Recommendations.
    pub recommendations: usize,
    /// Figures.
    pub figures: usize,
    /// Glossary terms.
    pub terms: usize,
}

/// Builds a site in memory.
pub fn build(files: &dyn Files, request: &Request) -> Built {
    let mut sources = SourceMap::default();
    let mut report = Report::default();
    let Some((config, settings)) = read_config(files, &mut sources, &mut report) else {
        // What anything else means is for `site.toml` to say.
        return Built { output: OutputSet::default(), report, sources, tally: Tally::default(), failure: None };
    };
    let theme = theme::read(config.theme.as_ref(), files, &mut sources, &mut report);
    let snapshot = source::read(files, &mut sources, &mut report);
    let documents = parse(&snapshot, &sources, &mut report);
    let geometry = geometry(&snapshot, &sources, &mut report);
    let corpus = report.take(model::resolve(&config, documents, &sources));
    report.extend(check::check(&corpus, &geometry));

    let address = request.address.clone().unwrap_or_else(|| config.address.clone());
    let addresses = Addresses::new(&corpus, address);
    let has_search = request.search.has_page();
    let plan = report.take(plan::plan(&corpus, &addresses, settings, &config.title, &config.description, has_search));
    let maps = Maps::draw(&geometry, &corpus);
    let today = if request.is_date_asked { request.today } else { config.as_of.unwrap_or(request.today) };
    let write = |prose: &model::Prose| Words::Html(render::html(prose, &addresses));
    let parts = Parts::new(&corpus, &addresses);
    let setting = Setting { corpus: &corpus, addresses: &addresses, parts: &parts, maps: &maps, today, write: &write };
    let ((rendered, data), index) = search::beside(&setting, &plan, &config.language, request.search, |search_parts| {
        let tables = export::tables(&setting);
        let publication = Publication { setting: &setting, config: &config, tables, search_parts };
        rayon::join(
            || render::render(&publication, &plan, &theme, &sources),
            || export::export(&setting, &config, &|_| None),
        )
    });
    let mut output = report.take(rendered);
    output.extend(data);
    let failure = index.map(|index| output.extend(index)).err();
    pictures(&snapshot, &mut output);
    let tally = tally(&corpus, plan.pages.len());
    Built { output, report: report.sorted(&sources), sources, tally, failure }
}

/// The settings and their file; `None`, and a fault, if the file cannot be read at all.
fn read_config(files: &dyn Files, sources: &mut SourceMap, report: &mut Report) -> Option<(Config, FileId)> {
    let bytes = files.read("site.toml");
    let text = bytes
        .map_err(|fault| fault.words())
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8 text".to_owned()));
    match text {
        Ok(text) => {
            let file = sources.add("site.toml", text);
            let text = sources.file(file).text.clone();
            Some((report.take(config::parse(&text, file)), file))
        }
        Err(words) => {
            let fault = Diagnostic::new(Code::UnreadableFile, format!("`site.toml` {words}"));
            report.push(fault.help("run this in a site's folder, or name it with `--root`"));
            None
        }
    }
}

fn parse(snapshot: &[Source], sources: &SourceMap, report: &mut Report) -> Vec<(Source, Document)> {
    let parsed: Vec<_> = snapshot.par_iter().map(|source| document::parse(source, sources)).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (source, checked) in snapshot.iter().zip(parsed) {
        documents.extend(report.take(checked).map(|document| (source.clone(), document)));
    }
    documents
}

fn geometry(snapshot: &[Source], sources: &SourceMap, report: &mut Report) -> Geometry {
    let of = |kind: &SourceKind| {
        let source = snapshot.iter().find(|source| source.kind == *kind)?;
        Some((source.file, &*sources.file(source.file).text))
    };
    Geometry::parse(of(&SourceKind::Areas), of(&SourceKind::Tiles), report)
}

fn pictures(snapshot: &[Source], output: &mut OutputSet) {
    for source in snapshot {
        if let (SourceKind::Picture(path), Some(bytes)) = (&source.kind, &source.bytes)
            && let Some(path) = OutputPath::new(format!("media/{path}"))
        {
            output.insert(path, bytes.clone());
        }
    }
}

fn tally(corpus: &Corpus, pages: usize) -> Tally {
    Tally {
        pages,
        bodies: corpus.bodies.len(),
        judgments: corpus.accounts.rows().iter().filter(|account| account.grade.is_some()).count(),
        findings: corpus.findings.len(),
        recommendations: corpus.recommendations.len(),
        figures: corpus.figures.len(),
        terms: corpus.terms.len(),
    }
}
