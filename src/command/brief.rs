//! `brief`: one printable document, and what `build` does with the briefs of a site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::terminal::Terminal;
use super::{FAULTS, MISUSE, build_with, code, plural};
use crate::brief::{self, BriefQuery, QueryError};
use crate::cli::{BriefArgs, Common};
use crate::output::{keep, write_file};
use crate::pipeline::{Briefs, Built};
use crate::search::SearchMode;

/// What `--out` is for the standard output.
const STDOUT: &str = "-";

/// Prints what was asked for to one PDF.
pub(super) fn brief(common: &Common, args: &BriefArgs, terminal: &Terminal) -> Result<u8, String> {
    if !brief::IS_AVAILABLE {
        return Err("this Peelpress was built without briefs (cargo feature `briefs`)".to_owned());
    }
    let ask = BriefQuery {
        bodies: args.what.bodies.clone(),
        regions: args.what.region.clone(),
        topics: args.what.topic.clone(),
        kinds: args.what.findings.clone(),
        all: args.what.all,
    };
    let briefs = Briefs::One(ask, args.paper, args.standard);
    let built = build_with(
        common,
        args.base_url.clone(),
        SearchMode::Without,
        briefs,
        &|_, _| {},
    )?;
    let is_for_stdout = args.out.as_deref() == Some(Path::new(STDOUT));
    if is_for_stdout {
        terminal.report_separately(&built.report, &built.sources);
    } else {
        terminal.report(&built.report, &built.sources)?;
    }
    match &built.refusal {
        Some(QueryError::Unknown(words)) => {
            terminal.failure(words);
            return Ok(MISUSE);
        }
        Some(QueryError::Nothing(words)) => {
            terminal.failure(words);
            return Ok(FAULTS);
        }
        None => {}
    }
    let Some(made) = built.briefs.first() else {
        terminal.news("nothing was written");
        return Ok(code(&built.report));
    };
    keep_new(common, &built, None);
    if is_for_stdout {
        return terminal.result(&made.pdf).map(|()| code(&built.report));
    }
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from(&made.name));
    write_file(&out, &made.pdf).map_err(|diagnostic| diagnostic.to_string())?;
    let (pages, size) = (plural(made.pages, "page"), made.pdf.len().div_ceil(1000));
    terminal.news(&format!("wrote {}: {pages}, {size} kB", out.display()));
    Ok(code(&built.report))
}

/// Keeps the briefs of a site for the next build, and drops those that no brief of this one has the key of.
pub(super) fn keep_all(common: &Common, built: &Built) {
    let used: BTreeSet<&str> = built
        .briefs
        .iter()
        .map(|brief| brief.key.as_str())
        .collect();
    if !used.is_empty() {
        keep_new(common, built, Some(&used));
    }
}

/// What cannot be kept is set again next time, so a fault here is none of the user's business.
fn keep_new(common: &Common, built: &Built, used: Option<&BTreeSet<&str>>) {
    let new = built.briefs.iter().filter(|brief| brief.is_new);
    let entries = new.map(|brief| (brief.key.as_str(), brief::entry(brief.pages, &brief.pdf)));
    let _ = keep(&common.root, brief::FOLDER, entries, used);
}
