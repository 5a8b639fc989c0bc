//! The steps from files to a site of which every page is known: read, parse, resolve, check, derive, plan.

use std::sync::Arc;

use super::gate::{self, Audience};
use super::{BuildCache, PreparedSite, Request, inputs, pictures, review};
use crate::address::Addresses;
use crate::brief::{self, BriefMode};
use crate::card;
use crate::config::{self, Address, Config};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{self, Document, Documents, Ledger};
use crate::files::{Files, MemoryFiles, ReadError, TrackingFiles, load_text};
use crate::leak::{self, KnownText, LeakScan, PublicText, TextOrigin};
use crate::ledger::{FindingNumbers, Moves};
use crate::plan;
use crate::product::{Caches, SiteInputs};
use crate::render::{self, HtmlFormat, LoadedTheme};
use crate::source::{self, Source, SourceKind};
use crate::text::{FileId, SourceMap, Span};
use crate::theme::{self, Theme};
use crate::view::{BriefLinks, OptionalPages, ViewCache, ViewContext};

/// What a site is made with: its settings and its theme.
struct Settings {
    /// `false` if `site.toml` could not be read; what any other file means is not known then.
    is_known: bool,
    /// The file that holds them.
    file: FileId,
    config: Config,
    address: Address,
    theme: Arc<LoadedTheme>,
}

/// Does everything up to rendering: after this, every page and everything wrong with the content is known. `done` is called
/// with the name of each step when it is done.
pub fn prepare(
    files: &dyn Files,
    request: &Request,
    cache: &mut BuildCache,
    done: &mut dyn FnMut(&'static str),
) -> PreparedSite {
    let files = &match request.lists_inputs {
        true => TrackingFiles::recording(files),
        false => TrackingFiles::new(files),
    };
    let mut sources = cache.sources.after();
    let mut report = Report::default();
    let settings = read_settings(files, request, cache, &mut sources, &mut report);
    let is_sound = !report.has_errors();
    if is_sound && settings.address.origin.is_empty() && request.review.is_none() {
        report.push(without_address(settings.file));
    }
    done("theme");
    let snapshot = if settings.is_known {
        source::read(files, &mut sources, &mut report)
    } else {
        Vec::new()
    };
    if settings.is_known && !snapshot.iter().any(|source| source.kind.is_document()) {
        report.push(without_content(settings.file));
    }
    done("read");
    let documents = cache.parse(&snapshot, &sources, &mut report);
    let as_of = request.as_of(&settings.config);
    let passed = gate::pass(documents, &as_of, &request.audience, &mut cache.gate);
    let gate::Passed {
        documents,
        hidden,
        unknown,
    } = passed;
    unknown.iter().for_each(|name| {
        let diagnostic = Diagnostic::new(
            Code::DanglingReference,
            format!("unknown subject of the review `{name}`"),
        );
        let diagnostic = diagnostic.at(Span::new(settings.file, 0..0));
        report.push(diagnostic.help("give `--only` the id of something that has a file"));
    });
    let mark = request.review.as_ref();
    let mark = mark.map(|edition| review::mark_of(edition, &request.audience, &hidden));
    let is_all_shown = hidden.iter().all(|part| part.is_shown);
    let leaks = match is_all_shown {
        false => leaks(&documents, &settings, &sources),
        true => None,
    };
    let public = request.lists_inputs.then(|| PublicText::of(&documents));
    let geometry = report.take(cache.geometry(&snapshot, &sources));
    done("parse");
    let Settings {
        is_known,
        file,
        config,
        address,
        theme,
    } = settings;
    let corpus = report.take(cache.corpus(&config, file, documents, &sources, &geometry));
    let history = cache.history(&theme, &as_of, &sources, &snapshot);
    done("resolve");
    let today = as_of.date();
    let addresses = Arc::new(Addresses::new(Arc::clone(&corpus), address));
    let Kept { ledger, moves } = read_ledger(&snapshot, &sources, &mut report);
    let numbers = FindingNumbers::new(&corpus, ledger.as_ref(), &moves);
    let mut context = ViewContext {
        maps: cache.maps(&geometry, &corpus),
        today,
        as_of,
        config: Arc::new(config),
        review: mark.map(Arc::new),
        optional: OptionalPages {
            search: request.search.has_page(),
            briefs: brief::IS_AVAILABLE && request.briefs != BriefMode::None,
            cards: card::IS_AVAILABLE && request.cards,
        },
        search_parts: 0,
        briefs: Arc::new(BriefLinks::default()),
        numbers: Arc::new(numbers),
        moves: Arc::new(moves),
        cache: Arc::new(ViewCache::new(&corpus, &addresses, &HtmlFormat, today)),
        format: &HtmlFormat,
        corpus,
        addresses,
    };
    if let Some(ledger) = &ledger {
        let moves = (*context.moves).clone();
        context.moves = Arc::new(moves.with_homes(ledger, &plan::homes(&context)));
    }
    // With errors or drafts, it is not known which addresses the public site will have.
    let is_public = !report.has_errors() && matches!(request.audience, Audience::Public);
    let kept = ledger.as_ref().filter(|_| is_public);
    let plan = report.take(plan::plan(&context, file, kept));
    done("plan");
    let pictures = report.take(pictures::shown(
        &snapshot,
        &context.corpus,
        &hidden,
        &sources,
        report.has_errors(),
    ));
    let inputs = public.map(|public| {
        let theme = theme.theme();
        inputs::list(files, &sources, &public, theme, &pictures)
    });
    cache.sources = sources.after();
    let site = SiteInputs {
        context,
        plan,
        ledger,
        theme,
        pictures,
        sources: Arc::new(sources),
        report,
        search: request.search,
        briefs: request.briefs,
        leaks: leaks.map(Arc::new),
        inputs: inputs.unwrap_or_default(),
        reads: files.record(),
        caches: Caches {
            pages: cache.page_cache(),
            history,
            briefs: Arc::clone(&cache.briefs),
            folder: request
                .cache
                .clone()
                .unwrap_or_else(|| Arc::new(MemoryFiles::default())),
        },
    };
    let prepared = PreparedSite::new(site, is_known, is_sound, files.dependencies(), hidden);
    done("put together");
    prepared
}

/// What was published, and where what has moved is now.
struct Kept {
    ledger: Option<Ledger>,
    moves: Moves,
}

/// Reads the ledger and the redirects, if the site has them.
fn read_ledger(snapshot: &[Source], sources: &SourceMap, report: &mut Report) -> Kept {
    let find = |kind: SourceKind| {
        let source = snapshot.iter().find(|it| it.kind == kind && it.is_read)?;
        Some((source.file, sources.file(source.file).text.clone()))
    };
    let ledger = find(SourceKind::Ledger);
    let ledger = ledger.map(|(file, text)| document::ledger(&text, file, report));
    let redirects = find(SourceKind::Redirects)
        .map(|(file, text)| document::redirects(&text, file, report))
        .unwrap_or_default();
    let moves = Moves::new(&redirects, report);
    let moves = match &ledger {
        Some(ledger) => moves.with_finding_pages(ledger),
        None => moves,
    };
    Kept { ledger, moves }
}

/// The search for hidden text in the output, unless the settings say why there is none.
fn leaks(documents: &Documents, settings: &Settings, sources: &SourceMap) -> Option<LeakScan> {
    if !settings.config.skip_leak_scan.is_empty() {
        return None;
    }
    let theme = settings.theme.theme();
    let assets = theme.assets.iter();
    let assets = assets.map(|(path, bytes)| (path.as_str(), &**bytes));
    // The site says of each body what its grade means.
    let names = documents
        .present
        .iter()
        .filter_map(|(_, document)| match &**document {
            Document::Body(body) => Some(&body.name.value),
            _ => None,
        });
    let sentences: String = names
        .flat_map(|name| {
            let grades = settings.config.grades.iter();
            grades.map(move |grade| format!("{name} {}\n", grade.sentence))
        })
        .collect();
    let brief = theme.brief.iter().filter(|file| file.text.is_some());
    let brief = brief.map(|file| (file.name.as_str(), &*file.bytes));
    let known = |origin| {
        move |(path, bytes)| KnownText {
            path,
            bytes,
            origin,
        }
    };
    let more: Vec<KnownText<'_>> = (assets.chain(brief).map(known(TextOrigin::Theme)))
        .chain([("", sentences.as_bytes())].map(known(TextOrigin::Content)))
        .collect();
    leak::of(documents, sources, &more)
}

/// Reads the settings and the theme that they name.
fn read_settings(
    files: &dyn Files,
    request: &Request,
    cache: &mut BuildCache,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Settings {
    let read = read_config(files, sources, report);
    let is_known = read.is_some();
    let (config, file) = read.unwrap_or_else(|| (Config::default(), sources.id("site.toml")));
    let theme = Arc::new(match is_known {
        true => with_palette(
            theme::read(config.theme.as_ref(), files, sources, report),
            &config,
        ),
        false => Theme::default(),
    });
    let address = request
        .address
        .clone()
        .unwrap_or_else(|| config.address.clone());
    let address = match request.review.is_some() {
        // Without an origin there is no canonical URL, no sitemap and no feed.
        true => Address {
            origin: String::new(),
            base: request
                .address
                .as_ref()
                .map_or_else(|| "/".to_owned(), |at| at.base.clone()),
        },
        false => address,
    };
    Settings {
        is_known,
        file,
        theme: report.take(cache.theme(&theme, sources, &address)),
        config,
        address,
    }
}

/// The settings and their file; `None`, and an error, if the file cannot be read at all.
fn read_config(
    files: &dyn Files,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<(Config, FileId)> {
    let file = match files.text("site.toml") {
        Err(ReadError::Missing) => {
            let diagnostic = Diagnostic::new(Code::UnreadableFile, "`site.toml` does not exist");
            let help = "run this in a site's folder, name the folder with `--root`, or create a site with `peelpress init`";
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

/// Reported only if settings and theme have no error: an address that cannot be read has an error of its own.
fn without_address(settings: FileId) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::MissingPublicUrl, "missing public URL");
    let diagnostic = diagnostic.at(Span::new(settings, 0..0));
    diagnostic.help("add `address = \"https://example.org/\"`, or give `build` a `--base-url`")
}

/// Replacing the last site by an empty one is never meant: the folder was moved, or could not be reached.
fn without_content(settings: FileId) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::EmptySite, "`content/` has no files of content");
    let diagnostic = diagnostic.at(Span::new(settings, 0..0));
    diagnostic.help(
        "check that the folder is next to `site.toml`; create a first file with `peelpress new`",
    )
}
