//! `brief`: printable documents.

use std::path::{Path, PathBuf};

use super::cache::SiteBriefs;
use super::error::CommandError;
use super::terminal::Terminal;
use super::{ERRORS, MISUSE, Outcome, code, plural, request};
use crate::brief::{self, Brief, BriefFileType, BriefForm, BriefOptions, BriefQuery, QueryError};
use crate::cli::BriefArgs;
use crate::output::{OutputPath, write_file};
use crate::pipeline::{self, Request};

/// What `--out` is for the standard output.
const STDOUT: &str = "-";

/// Where the briefs go.
enum Destination {
    /// One document, to the standard output.
    Stdout,
    /// One document, to a file; without a path, to one that is named after the document.
    File(Option<PathBuf>),
    /// A document for each body and region, to a folder.
    Folder(PathBuf),
}

impl Destination {
    fn of(out: Option<&Path>) -> Destination {
        let Some(out) = out else {
            return Destination::File(None);
        };
        if out == Path::new(STDOUT) {
            return Destination::Stdout;
        }
        let text = out.as_os_str().to_string_lossy();
        if text.ends_with(std::path::is_separator) {
            return Destination::Folder(out.to_owned());
        }
        Destination::File(Some(out.to_owned()))
    }
}

/// Prints the briefs that the user asks for.
pub(super) fn brief(args: &BriefArgs, terminal: &Terminal) -> Outcome {
    let site = &args.site;
    if !brief::IS_AVAILABLE {
        return Err(CommandError::WithoutBriefs);
    }
    let target = Destination::of(args.out.as_deref());
    let query = BriefQuery {
        bodies: args.what.bodies.clone(),
        regions: args.what.region.clone(),
        topics: args.what.topic.clone(),
        kinds: args.what.findings.clone(),
        all: args.what.all,
        is_split: matches!(target, Destination::Folder(_)),
    };
    let options = BriefOptions {
        paper: args.paper,
        standard: args.standard,
        form: match (args.summary, args.action_plan) {
            (_, true) => BriefForm::ActionPlan,
            (true, false) => BriefForm::Summary,
            (false, false) => BriefForm::Full,
        },
        file_type: file_type(args)?,
        type_size: args.type_size,
        is_mono: args.mono,
        columns: args.columns,
        is_without_glossary: args.no_glossary,
    };
    let cache = SiteBriefs::open(&site.root, !args.no_cache, terminal);
    let request = Request {
        address: args.base_url.clone(),
        cache: cache.files(),
        ..request(site)?
    };
    let progress = |done, of| terminal.progress("typesetting briefs", done, of);
    let files = super::site_files(&site.root)?;
    let built = pipeline::typeset(&files, &request, &query, options, &progress);
    if matches!(target, Destination::Stdout) {
        terminal.report_separately(&built.report, &built.sources);
    } else {
        terminal.report(&built.report, &built.sources)?;
    }
    let briefs = match &built.briefs {
        Err(QueryError::Unknown(message)) => {
            terminal.failure(message);
            return Ok(MISUSE);
        }
        Err(QueryError::Nothing(message)) => {
            terminal.failure(message);
            return Ok(ERRORS);
        }
        Ok(briefs) => briefs,
    };
    if built.elsewhere > 0 {
        terminal.news(&elsewhere(built.elsewhere));
    }
    if briefs.is_empty() {
        terminal.news("nothing was written");
        return Ok(code(&built.report));
    }
    let typeset = briefs.iter().filter(|brief| brief.pages > 0);
    let entries: Vec<_> = typeset.map(brief::cache_entry).collect();
    cache.keep(&entries);
    for brief in briefs {
        write_one(&target, brief, terminal)?;
    }
    Ok(code(&built.report))
}

/// "1 error is in files that are not needed here; `peelpress check` reports it"
fn elsewhere(count: usize) -> String {
    let (verb, it) = match count {
        1 => ("is", "it"),
        _ => ("are", "them"),
    };
    let errors = plural(count, "error");
    format!("{errors} {verb} in files that are not needed here; `peelpress check` reports {it}")
}

/// The kind of file that the name of `--out` asks for.
fn file_type(args: &BriefArgs) -> Result<BriefFileType, CommandError> {
    let extension = args.out.as_deref().and_then(Path::extension);
    let file_type = match extension.and_then(|extension| extension.to_str()) {
        Some(end) if end.eq_ignore_ascii_case("csv") => BriefFileType::Csv,
        Some(end) if end.eq_ignore_ascii_case("xlsx") => BriefFileType::Xlsx,
        Some(_) | None => BriefFileType::Pdf,
    };
    match file_type {
        BriefFileType::Csv | BriefFileType::Xlsx if !args.action_plan => {
            Err(CommandError::OnlyActionPlan(file_type.extension()))
        }
        file_type => Ok(file_type),
    }
}

fn write_one(target: &Destination, brief: &Brief, terminal: &Terminal) -> Result<(), CommandError> {
    let path = match target {
        Destination::Stdout => return terminal.result(&brief.bytes),
        Destination::File(Some(path)) => path.clone(),
        Destination::File(None) => PathBuf::from(&brief.name),
        Destination::Folder(folder) => match OutputPath::new(brief.name.as_str()) {
            Some(name) => folder.join(name.as_str()),
            None => return Err(CommandError::FileName(brief.name.clone())),
        },
    };
    let written = match target {
        Destination::Folder(folder) => crate::output::make_folder(folder),
        Destination::Stdout | Destination::File(_) => Ok(()),
    };
    written.and_then(|()| write_file(&path, &brief.bytes))?;
    let size = brief.bytes.len().div_ceil(1000);
    let pages = match brief.pages {
        0 => String::new(),
        pages => format!("{}, ", plural(pages, "page")),
    };
    terminal.news(&format!("wrote {}: {pages}{size} kB", path.display()));
    Ok(())
}
