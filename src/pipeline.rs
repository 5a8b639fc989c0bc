//! The one way from files to a site: read, parse, resolve, check, derive, plan, render. Every command calls this.
//!
//! What a step gives, the next one takes; nothing is changed afterwards. The commands differ only in what they do with
//! the outcome.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::address::Addresses;
use crate::brief::{self, Ask, Brief, Paper, Refusal, Standard};
use crate::config::{self, Address, Config};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{self, Document};
use crate::files::Files;
use crate::map::Geometry;
use crate::model::Corpus;
use crate::model::Subject;
use crate::output::{OutputPath, OutputSet};
use crate::render::{self, Publication};
use crate::source::{self, Source, SourceKind};
use crate::text::{FileId, SourceMap};
use crate::theme;
use crate::view::{BriefLink, BriefLinks, Maps, Setting, Words};
use crate::{check, export, model, plan};

/// What is asked of a build.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day that it is.
    pub today: Date,
    /// Whether `today` was asked for, and goes before the day that `site.toml` gives.
    pub is_date_asked: bool,
    /// Where the site will stand, if not where `site.toml` says.
    pub address: Option<Address>,
    /// Which printable briefs to make.
    pub briefs: Briefs,
}

/// Which printable briefs to make.
#[derive(Clone, Debug, Default)]
pub enum Briefs {
    /// The site alone.
    #[default]
    None,
    /// The site and the brief of every body and region that an inspection spoke of.
    Every,
    /// One document, and no site.
    One(Ask, Paper, Standard),
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
    /// The briefs that were made.
    pub briefs: Vec<Brief>,
    /// Why there is no document, if one was asked for that cannot be.
    pub refusal: Option<Refusal>,
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
    build_telling(files, request, &|_, _| {})
}

/// Builds a site in memory, and says while it lasts how many briefs are set, of how many.
pub fn build_telling(files: &dyn Files, request: &Request, tell: &(dyn Fn(usize, usize) + Sync)) -> Built {
    let mut sources = SourceMap::default();
    let mut report = Report::default();
    let (config, settings) = read_config(files, &mut sources, &mut report);
    let theme = theme::read(config.theme.as_ref(), files, &mut sources, &mut report);
    let snapshot = source::read(files, &mut sources, &mut report);
    let documents = parse(&snapshot, &sources, &mut report);
    let geometry = geometry(&snapshot, &sources, &mut report);
    let corpus = report.take(model::resolve(&config, documents, &sources));
    report.extend(check::check(&corpus, &geometry));

    let address = request.address.clone().unwrap_or_else(|| config.address.clone());
    let addresses = Addresses::new(&corpus, address);
    let plan = report.take(plan::plan(&corpus, &addresses, settings, &config.title, &config.description));
    let maps = Maps::draw(&geometry, &corpus);
    let today = if request.is_date_asked { request.today } else { config.as_of.unwrap_or(request.today) };
    let no_briefs = BriefLinks::default();
    let write = |prose: &model::Prose| Words::Tree(brief::tree(prose, &addresses));
    let printed =
        Setting { corpus: &corpus, addresses: &addresses, maps: &maps, today, briefs: &no_briefs, write: &write };
    let has_briefs = brief::IS_AVAILABLE && matches!(request.briefs, Briefs::Every);
    let brief_of = |id: &str| {
        let body = corpus.bodies.find(id)?;
        (has_briefs && !corpus.bodies[body].accounts.is_empty()).then(|| addresses.brief(Subject::Body(body)))
    };
    let (export, mut output) = rayon::join(
        || export::export(&printed, &brief_of),
        || {
            let mut output = OutputSet::default();
            pictures(&snapshot, &mut output);
            output
        },
    );
    let tally = tally(&corpus, plan.pages.len());
    let print = brief::Print {
        setting: &printed,
        config: &config,
        theme: &theme,
        sources: &sources,
        export: &export,
        files,
        tell,
    };
    let (briefs, refusal) = typeset(&print, &request.briefs, &mut report);
    if matches!(request.briefs, Briefs::One(..)) {
        return Built { output, report: report.sorted(&sources), sources, tally, briefs, refusal };
    }
    let links = place_briefs(&briefs, &addresses, &mut output, &mut report);
    export.write(&config, &mut output);
    let write = |prose: &model::Prose| Words::Html(render::html(prose, &addresses));
    let setting = Setting { briefs: &links, write: &write, ..printed };
    let publication = Publication { setting: &setting, config: &config, tables: export.tables(&setting) };
    let rendered = report.take(render::render(&publication, &plan, &theme, &sources));
    for (path, bytes) in rendered.iter() {
        output.insert(path.clone(), bytes.clone());
    }
    Built { output, report: report.sorted(&sources), sources, tally, briefs, refusal }
}

/// Makes the briefs that are asked for, or says why the one cannot be.
fn typeset(print: &brief::Print<'_>, briefs: &Briefs, report: &mut Report) -> (Vec<Brief>, Option<Refusal>) {
    match briefs {
        // Nothing will be published, and a broken corpus would only give more faults.
        _ if report.has_errors() => (Vec::new(), None),
        Briefs::One(ask, paper, standard) => match brief::one(print, ask, *paper, *standard) {
            Ok(made) => (report.take(made).into_iter().collect(), None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        },
        Briefs::Every if brief::IS_AVAILABLE => (report.take(brief::every(print)), None),
        Briefs::Every | Briefs::None => (Vec::new(), None),
    }
}

/// Puts every brief at its address, and says where it lies.
fn place_briefs(
    briefs: &[Brief],
    addresses: &Addresses<'_>,
    output: &mut OutputSet,
    report: &mut Report,
) -> BriefLinks {
    let mut links = BriefLinks::default();
    for brief in briefs {
        let Some(subject) = brief.subject else { continue };
        let url = addresses.brief(subject);
        let path = addresses.path(&url);
        if output.get(&path).is_some() {
            let fault = Diagnostic::new(Code::UrlCollision, format!("two briefs want the address `{url}`"));
            report.push(fault.help("a force or unit cannot be called `region-` and the id of a region"));
        }
        if let Some(path) = OutputPath::new(path) {
            output.insert(path, brief.pdf.clone());
            links.insert(subject, BriefLink::new(url, brief.pages, brief.pdf.len()));
        }
    }
    links
}

fn read_config(files: &dyn Files, sources: &mut SourceMap, report: &mut Report) -> (Config, FileId) {
    let bytes = files.read("site.toml");
    let text = bytes
        .map_err(|fault| fault.words())
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8 text".to_owned()));
    match text {
        Ok(text) => {
            let file = sources.add("site.toml", text);
            let text = sources.file(file).text.clone();
            (report.take(config::parse(&text, file)), file)
        }
        Err(words) => {
            let fault = Diagnostic::new(Code::UnreadableFile, format!("`site.toml` {words}"));
            report.push(fault.help("run this in a site's folder, or name it with `--root`"));
            (Config::default(), sources.add("site.toml", ""))
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
