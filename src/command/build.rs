//! `build`, `check` and `export`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::cache::SiteBriefs;
use super::error::CommandError;
use super::sinks::{DropFiles, WriteFiles};
use super::terminal::Terminal;
use super::unchanged::LastBuild;
use super::{CLEAN, Outcome, build_site, code, plural, request, shown, start_of_clock};
use crate::brief::BriefMode;
use crate::cli::{BuildArgs, CheckArgs, ExportArgs, SiteArgs};
use crate::config::Address;
use crate::files::{DiskFiles, Files, Text};
use crate::hosting::precompress;
use crate::manifest::{self, BuildOptions, Manifest};
use crate::output::{FileSink, OutputPath, OutputSet, WriteError, make_folder, write_file};
use crate::pipeline::{self, Built, Released, Request, ReviewEdition, SiteCounts};
use crate::product;
use crate::search::SearchMode;

/// The output directory of the public site.
const PUBLIC: &str = "public";
/// The folders of the site that its authors write in.
const SOURCES: [&str; 2] = ["content", "themes"];

/// Builds the site and puts it in place, unless there is an error.
pub(super) fn build(args: &BuildArgs, terminal: &Terminal) -> Outcome {
    let start = start_of_clock();
    let site = &args.site;
    let target = match args.review {
        true => review_target(args)?,
        false => target(site, args.out.as_deref(), PUBLIC)?,
    };
    let search = if args.no_search {
        SearchMode::Without
    } else {
        SearchMode::Whole
    };
    let briefs = if args.no_briefs {
        BriefMode::None
    } else {
        BriefMode::WithSite
    };
    let cache = SiteBriefs::open(&site.root, !args.no_briefs && !args.no_cache, terminal);
    let request = Request {
        address: args.base_url.clone(),
        search,
        briefs,
        cache: cache.files(),
        audience: super::audience(args.review, &args.only),
        review: args.review.then(|| ReviewEdition {
            name: args.edition.clone(),
        }),
        lists_inputs: true,
        ..request(site)?
    };
    let progress = |done, of| terminal.progress("typesetting briefs", done, of);
    let last = LastBuild::open(args, &target, &request);
    if let Some(count) = last
        .as_ref()
        .and_then(|last| last.count_if_current(&target))
    {
        terminal.news(&format!(
            "nothing changed: {} in {} are up to date",
            files(count),
            shown(&target)
        ));
        return Ok(CLEAN);
    }
    let writer = WriteFiles::new(&target, terminal);
    // Compressed copies and the marks of a review are made from the finished files.
    let holds_files = args.precompress || args.review;
    let sink = (!holds_files).then_some(&writer as &dyn FileSink);
    let (mut built, kept) = match &args.release {
        None => (
            build_site(site, &request, &progress, sink)?,
            BTreeMap::new(),
        ),
        Some(edition) => {
            let files = super::site_files(&site.root)?;
            let before = args.since.as_deref();
            let before = before.map(|old| super::diff::edition(old, &site.root));
            let before = before.transpose()?;
            let released = pipeline::release(&files, &request, edition, before.as_ref(), &progress);
            let Released { built, content } = released?;
            (built, content)
        }
    };
    if writer.is_cut_short() {
        writer.finish(&OutputSet::default())?;
        return Err(WriteError::Stopped.into());
    }
    if args.strict {
        built.report = built.report.strict();
    }
    terminal.report(&built.report, &built.sources)?;
    if built.report.has_errors() {
        drop(writer);
        let kept = if target.exists() {
            "; the existing site is unchanged"
        } else {
            ""
        };
        terminal.news(&format!("nothing was written{kept}"));
        return Ok(code(&built.report));
    }
    if let Some(failure) = built.failure {
        return Err(failure.into());
    }
    if args.precompress {
        precompress(&mut built.output);
    }
    add_manifest(&mut built, args)?;
    writer.finish(&built.output)?;
    keep_edition(&kept, site, terminal)?;
    cache.keep_all(&built.cached);
    if let Some(last) = last.filter(|_| built.report.is_empty()) {
        last.keep(&built, &target);
    }
    let warnings = built.report.count(crate::diagnostic::Severity::Warning);
    terminal.news(&format!(
        "built {} in {}: {}, {}, {} in {:.2} s",
        files(built.output.len()),
        shown(&target),
        holdings(built.counts),
        plural(built.counts.briefs, "brief"),
        plural(warnings, "warning"),
        start.elapsed().as_secs_f64()
    ));
    Ok(code(&built.report))
}

/// Writes what content keeps of an edition. Each file appears whole; if one cannot be written, the same command can be
/// run again.
fn keep_edition(
    kept: &BTreeMap<String, Vec<u8>>,
    site: &SiteArgs,
    terminal: &Terminal,
) -> Result<(), CommandError> {
    for (path, bytes) in kept {
        let path = site.root.join(path);
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        write_file(&path, bytes)?;
        terminal.news(&format!("wrote {}; commit it", shown(&path)));
    }
    Ok(())
}

/// Where a review edition is written: never where the public site is, or as if it were at the public URL.
fn review_target(args: &BuildArgs) -> Result<PathBuf, CommandError> {
    let (site, out) = (&args.site, args.out.as_deref());
    let target = target(site, out, "review")?;
    let files = super::site_files(&site.root)?;
    let is_public = files.holds(PUBLIC, &target) || target == site.root.join(PUBLIC);
    let folder = DiskFiles::new(&target).ok();
    let manifest = folder.and_then(|folder| folder.read(manifest::NAME).ok());
    let manifest = manifest.and_then(|text| Manifest::parse(&text).ok());
    if is_public || manifest.is_some_and(|manifest| !manifest.build.review) {
        return Err(CommandError::PublicFolder(target));
    }
    let text = files.text("site.toml").ok().and_then(Text::utf8);
    let public = text.is_some_and(|text| {
        let asked = args.base_url.as_ref().map(Address::to_string);
        asked.is_some_and(|asked| text.contains(asked.trim_end_matches('/')))
    });
    match public {
        true => Err(CommandError::PublicAddress),
        false => Ok(target),
    }
}

/// Adds the manifest. It names every file, so it is searched for text that is not public as they are.
fn add_manifest(built: &mut Built, args: &BuildArgs) -> Result<(), CommandError> {
    let options = BuildOptions {
        as_of: built.as_of.to_string(),
        base_url: args.base_url.as_ref().map(Address::to_string),
        briefs: !args.no_briefs,
        search: !args.no_search,
        precompress: args.precompress,
        review: args.review,
        only: args.only.iter().map(ToString::to_string).collect(),
        edition: args.edition.clone(),
    };
    let manifest = Manifest::new(
        options,
        std::mem::take(&mut built.themes),
        built.skip_leak_scan.take(),
        std::mem::take(&mut built.inputs),
        &built.output,
    );
    manifest.add_to(&mut built.output);
    let found = built.leaks.as_ref().zip(built.output.get(manifest::NAME));
    let leak = found.and_then(|(leaks, bytes)| leaks.scan(manifest::NAME, bytes).pop());
    match leak {
        Some(leak) => Err(CommandError::Leak(leak.message)),
        None => Ok(()),
    }
}

/// Builds the site, reports what is wrong, and writes nothing.
pub(super) fn check(args: &CheckArgs, terminal: &Terminal) -> Outcome {
    let site = &args.site;
    // The pages are rendered as `build` renders them, with links to briefs.
    let briefs = match args.briefs {
        true => BriefMode::WithSite,
        false => BriefMode::OnRequest,
    };
    let cache = SiteBriefs::open(&site.root, args.briefs && !args.no_cache, terminal);
    let request = Request {
        // The search page is rendered as `build` renders it, but without an index.
        search: SearchMode::Page,
        briefs,
        cache: cache.files(),
        ..request(site)?
    };
    let progress = |done, of| terminal.progress("typesetting briefs", done, of);
    let mut built = build_site(site, &request, &progress, Some(&DropFiles))?;
    if args.strict {
        built.report = built.report.strict();
    }
    let summary = built
        .report
        .is_empty()
        .then(|| format!("no errors or warnings: {}", holdings(built.counts)));
    terminal.report_as_result(&built.report, &built.sources, summary.as_deref())?;
    let left_out = built.counts.briefs_on_request;
    if left_out > 0 && !args.no_briefs && !built.report.has_errors() {
        terminal.news(&format!(
            "not checked: {}; add `--briefs` to typeset them",
            plural(left_out, "brief")
        ));
    }
    Ok(code(&built.report))
}

/// Writes the data export alone.
pub(super) fn export(args: &ExportArgs, terminal: &Terminal) -> Outcome {
    let site = &args.site;
    let target = target(site, args.out.as_deref(), "data")?;
    let disk = super::site_files(&site.root)?;
    let built = pipeline::build_product(&disk, &request(site)?, product::DATA);
    terminal.report(&built.report, &built.sources)?;
    if built.report.has_errors() {
        return Ok(code(&built.report));
    }
    // The product also has the rows that pages show, beside those pages.
    let mut data = OutputSet::default();
    for (path, bytes) in built.output.iter() {
        let path = path.as_str().strip_prefix("data/");
        if let Some(path) = path.and_then(OutputPath::new) {
            data.insert(path, bytes.clone());
        }
    }
    WriteFiles::new(&target, terminal).finish(&data)?;
    terminal.news(&format!(
        "wrote {} to {}",
        files(data.len()),
        shown(&target)
    ));
    Ok(code(&built.report))
}

/// Where to write: a path that was typed is relative to the current folder, the default to the
/// site's.
fn target(site: &SiteArgs, out: Option<&Path>, otherwise: &str) -> Result<PathBuf, CommandError> {
    let target = out.map_or_else(|| site.root.join(otherwise), Path::to_owned);
    let files = DiskFiles::new(&site.root)?;
    // What is written among the site's own files would be read by the next build.
    match SOURCES
        .into_iter()
        .find(|folder| files.holds(folder, &target))
    {
        Some(folder) => Err(CommandError::AmongSources { target, folder }),
        None => Ok(target),
    }
}

/// "302 pages, 29 judgments, 283 findings, …"
fn holdings(counts: SiteCounts) -> String {
    let parts = [
        (counts.pages, "page"),
        (counts.bodies, "force or regional unit"),
        (counts.judgments, "judgment"),
        (counts.findings, "finding"),
        (counts.recommendations, "recommendation"),
        (counts.figures, "figure"),
        (counts.terms, "term"),
    ];
    let words = parts.map(|(count, one)| match one {
        "force or regional unit" if count != 1 => format!("{count} forces and regional units"),
        one => plural(count, one),
    });
    words.join(", ")
}

fn files(count: usize) -> String {
    plural(count, "file")
}
