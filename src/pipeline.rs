//! The one way from files to a site: read, parse, resolve, check, derive, plan, render. Every command calls this.
//!
//! What a step gives, the next one takes; nothing is changed afterwards. The commands differ only in what they do with
//! the outcome: most finish the site, the preview has each page made when it is looked at. A [`BuildCache`] lets a build use
//! again what an earlier one made from the same; with an empty one nothing differs but the time it takes.

mod briefs;
mod cache;
mod pictures;
mod prepared;

pub use briefs::Briefs;
pub use cache::BuildCache;
pub use prepared::PreparedSite;

use std::sync::Arc;

use jiff::civil::Date;

use crate::address::Addresses;
use crate::brief::{self, Brief, BriefMaker, QueryError};
use crate::config::{self, Address, Config};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{Document, Documents, MissingDocument};
use crate::files::{Files, MemoryFiles, ReadError, TrackingFiles, load_text};
use crate::output::OutputSet;
use crate::plan;
use crate::render::{self, HtmlFormat, PageRenderer};
use crate::search;
use crate::source::{self, Source, SourceKind};
use crate::text::{FileId, SourceMap, Span};
use crate::theme::{self, Theme};
use crate::view::{BriefLinks, OptionalPages, ViewCache, ViewContext};

/// What is asked of a build.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The day that it is.
    pub today: Date,
    /// Whether `today` was asked for, and goes before the day that `site.toml` gives.
    pub is_date_asked: bool,
    /// Where the site will stand, if not where `site.toml` says.
    pub address: Option<Address>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// How much of full-text search is made.
    pub search: search::SearchMode,
    /// Which printable briefs are made.
    pub briefs: Briefs,
    /// The folder in which briefs of earlier builds are kept, if they may be used.
    pub brief_cache: Option<Arc<dyn Files + Send>>,
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// Every file of the site.
    pub output: OutputSet,
    /// Every fault, ordered.
    pub report: Report,
    /// The texts that diagnostics point into.
    pub sources: Arc<SourceMap>,
    /// What the site holds, in numbers.
    pub counts: SiteCounts,
    /// What could not be made although the content is not to blame, in words: nothing should be published then.
    pub failure: Option<String>,
    /// The briefs that were made.
    pub briefs: Vec<Brief>,
    /// Why there is no document, if one was asked for that cannot be.
    pub refusal: Option<QueryError>,
}

/// What a site holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteCounts {
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
    build_with_progress(files, request, &|_, _| {})
}

/// Builds a site in memory, and says while it lasts how many briefs are set, of how many.
pub fn build_with_progress(
    files: &dyn Files,
    request: &Request,
    tell: &(dyn Fn(usize, usize) + Sync),
) -> Built {
    prepare_with_progress(
        files,
        request,
        &mut BuildCache::default(),
        &mut |_| {},
        tell,
    )
    .finish()
}

/// Does everything up to rendering: after this every page and every fault of the content is known. `done` hears the name
/// of each step when it is done.
pub fn prepare(
    files: &dyn Files,
    request: &Request,
    memo: &mut BuildCache,
    done: &mut dyn FnMut(&'static str),
) -> PreparedSite {
    prepare_with_progress(files, request, memo, done, &|_, _| {})
}

fn prepare_with_progress(
    files: &dyn Files,
    request: &Request,
    memo: &mut BuildCache,
    done: &mut dyn FnMut(&'static str),
    tell: &(dyn Fn(usize, usize) + Sync),
) -> PreparedSite {
    let no_cache = MemoryFiles::default();
    let brief_cache: &dyn Files = match &request.brief_cache {
        Some(cache) => &**cache,
        None => &no_cache,
    };
    let files = &TrackingFiles::new(files);
    let mut sources = memo.sources.after();
    let mut report = Report::default();
    let settings = read_config(files, &mut sources, &mut report);
    // If they cannot be read at all, what anything else means is not known either.
    let has_settings = settings.is_some();
    let (config, settings) =
        settings.unwrap_or_else(|| (Config::default(), sources.id("site.toml")));
    let theme = Arc::new(match has_settings {
        true => with_palette(
            theme::read(config.theme.as_ref(), files, &mut sources, &mut report),
            &config,
        ),
        false => Theme::default(),
    });
    let address = request
        .address
        .clone()
        .unwrap_or_else(|| config.address.clone());
    let press = report.take(memo.press(&theme, &sources, &address));
    let is_sound = !report.has_errors();
    if is_sound && address.origin.is_empty() {
        report.push(without_address(settings));
    }
    done("theme");
    let snapshot = if has_settings {
        source::read(files, &mut sources, &mut report)
    } else {
        Vec::new()
    };
    if has_settings && !snapshot.iter().any(|source| source.kind.is_document()) {
        report.push(without_content(settings));
    }
    done("read");
    let (documents, drafts) =
        without_drafts(memo.parse(&snapshot, &sources, &mut report), request.drafts);
    let geometry = report.take(memo.geometry(&snapshot, &sources));
    done("parse");
    let corpus = report.take(memo.corpus(&config, settings, documents, &sources, &geometry));
    done("resolve");
    let addresses = Arc::new(Addresses::new(Arc::clone(&corpus), address));
    let has_briefs =
        brief::IS_AVAILABLE && matches!(request.briefs, Briefs::Every | Briefs::OnRequest);
    let context = ViewContext {
        maps: memo.maps(&geometry, &corpus),
        today: if request.is_date_asked {
            request.today
        } else {
            config.as_of.unwrap_or(request.today)
        },
        config: Arc::new(config),
        optional: OptionalPages {
            search: request.search.has_page(),
            briefs: has_briefs,
        },
        search_parts: 0,
        briefs: Arc::new(BriefLinks::default()),
        cache: Arc::new(ViewCache::new(&corpus, &addresses, &HtmlFormat)),
        format: &HtmlFormat,
        corpus,
        addresses,
    };
    let plan = report.take(plan::plan(&context, settings));
    done("plan");
    let mut fixed = OutputSet::default();
    press.assets(&mut fixed);
    pictures::place(
        &snapshot,
        &context.corpus,
        &drafts,
        &sources,
        &mut fixed,
        &mut report,
    );
    memo.sources = sources.after();
    let sources = Arc::new(sources);
    let maker = BriefMaker::new(&context, theme, Arc::clone(&sources));
    let mut printed = briefs::print(&maker, &request.briefs, brief_cache, tell, &mut report);
    printed.place(&context.addresses, &mut fixed, &mut report);
    let on_request = match request.briefs {
        Briefs::OnRequest => briefs::OnRequest::new(&context, Arc::clone(&memo.brief_cache)),
        Briefs::None | Briefs::Every | Briefs::One(..) | Briefs::Each(..) => {
            briefs::OnRequest::default()
        }
    };
    printed.links.extend(on_request.known(&context.addresses));
    let dependencies = files.dependencies();
    let context = context.with_briefs(std::mem::take(&mut printed.links));
    let renderer = PageRenderer::new(context, Arc::clone(&press), memo.page_cache());
    let prepared = PreparedSite::new(prepared::BuildState {
        search: request.search,
        has_settings,
        press,
        renderer,
        maker,
        plan,
        fixed,
        sources,
        report,
        dependencies,
        drafts,
        printed,
        on_request,
        is_site: request.briefs.with_site(),
        is_sound,
        kept: memo.page_cache(),
    });
    done("put together");
    prepared
}

/// Sets apart what is not ready to be read, with the figures beside it, unless drafts are asked for; lists it either way.
fn without_drafts(mut documents: Documents, is_shown: bool) -> (Documents, Vec<FileId>) {
    let is_draft = |document: &Document| document.is_draft();
    let of = |kind: &SourceKind| match kind {
        SourceKind::Account(subject, name) | SourceKind::Figures(subject, name) => {
            Some((subject.clone(), name.clone()))
        }
        _ => None,
    };
    let drafts: Vec<&Source> = documents
        .present
        .iter()
        .filter(|(_, document)| is_draft(document))
        .map(|(source, _)| source)
        .collect();
    let files = drafts.iter().map(|source| source.file).collect();
    if is_shown || drafts.is_empty() {
        return (documents, files);
    }
    let accounts: Vec<_> = drafts
        .iter()
        .filter_map(|source| of(&source.kind))
        .collect();
    let is_left_out = |(source, document): &(Source, Arc<Document>)| {
        is_draft(document) || of(&source.kind).is_some_and(|account| accounts.contains(&account))
    };
    let (left_out, present) = std::mem::take(&mut documents.present)
        .into_iter()
        .partition(is_left_out);
    let left_out: Vec<(Source, Arc<Document>)> = left_out;
    documents.present = present;
    documents.absent.extend(
        left_out
            .into_iter()
            .map(|(source, document)| MissingDocument {
                source,
                draft: Some(document),
            }),
    );
    (documents, files)
}

/// The settings and their file; `None`, and a fault, if the file cannot be read at all.
fn read_config(
    files: &dyn Files,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<(Config, FileId)> {
    let file = match files.text("site.toml") {
        Err(ReadError::Missing) => {
            let diagnostic = Diagnostic::new(Code::UnreadableFile, "`site.toml` does not exist");
            let help = "run this in a site's folder, name it with `--root`, or begin one with `peelpress init`";
            report.push(diagnostic.at(sources.add_unread("site.toml")).help(help));
            None
        }
        read => load_text("site.toml", read, sources, report),
    }?;
    let text = sources.file(file).text.clone();
    Some((report.take(config::parse(&text, file)), file))
}

/// Adds the colours of the publisher's scale and kinds to a theme that does not bring its own.
fn with_palette(mut theme: Theme, config: &Config) -> Theme {
    if !theme.chain.is_empty() {
        let stylesheet = || render::palette(config).into_bytes().into();
        theme
            .assets
            .entry(render::PALETTE.to_owned())
            .or_insert_with(stylesheet);
    }
    theme
}

/// Told where settings and theme are otherwise sound: an address that cannot be read has been told of.
fn without_address(settings: FileId) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::MissingPublicUrl,
        "nothing says where this site will stand",
    );
    let diagnostic = diagnostic.at(Span::new(settings, 0..0));
    diagnostic.help("add `address = \"https://example.org/\"`, or give `build` a `--base-url`")
}

/// An empty site in place of the last one is what nobody means: a folder was moved, or could not be reached.
fn without_content(settings: FileId) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::EmptySite,
        "`content/` holds nothing that a page is made of",
    );
    let diagnostic = diagnostic.at(Span::new(settings, 0..0));
    diagnostic.help(
        "look whether the folder is where `site.toml` is; begin a first file with `peelpress new`",
    )
}
