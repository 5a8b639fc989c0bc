//! The commands: each calls the one build function and does something else with what it gives.
//!
//! Here, and nowhere below, the clock and the environment are read. Messages go to stderr, results to stdout.

mod brief;
mod build;
mod cache;
mod explain;
mod scaffold;
#[cfg(feature = "serve")]
mod serve;
mod terminal;

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use jiff::{Timestamp, Zoned, civil::Date};

use crate::cli::{Cli, Command, Common};
use crate::diagnostic::Report;
use crate::files::DiskFiles;
use crate::pipeline::{self, Built, Request};
use terminal::Terminal;

/// The content is sound.
const CLEAN: u8 = 0;
/// There are faults in the content.
const FAULTS: u8 = 1;
/// The command was misused, or the system refused.
const MISUSE: u8 = 2;

/// Runs a command.
pub fn run(cli: &Cli) -> ExitCode {
    let terminal = Terminal::new(&cli.common);
    let outcome = match &cli.command {
        Command::Build(args) => build::build(&cli.common, args, &terminal),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::serve(&cli.common, args, &terminal),
        Command::Check(args) => build::check(&cli.common, args, &terminal),
        Command::Clean { all } => cache::clean(&cli.common.root, *all, &terminal),
        Command::Brief(args) => brief::brief(&cli.common, args, &terminal),
        Command::Init { folder } => scaffold::init(&cli.common, folder, &terminal),
        Command::New(args) => scaffold::new(&cli.common, args, &terminal),
        Command::Schema { kind } => scaffold::print_schema(&cli.common, kind.as_deref(), &terminal),
        Command::Export { out } => build::export(&cli.common, out.as_deref(), &terminal),
        Command::Explain { code } => explain::explain(code.as_deref(), &terminal),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "peelpress", &mut script);
            terminal.result(&script).map(|()| CLEAN)
        }
    };
    ExitCode::from(outcome.unwrap_or_else(|words| {
        terminal.failure(&words);
        MISUSE
    }))
}

/// What is asked of every build of the site in `--root`: the site alone, for the day that it is.
fn request(common: &Common) -> Result<Request, String> {
    Ok(Request {
        today: today(common.date)?,
        is_date_asked: common.date.is_some(),
        ..Request::default()
    })
}

/// Builds the site of `--root` in memory; `progress` hears how many briefs are typeset, of how many.
fn build_site(
    common: &Common,
    request: &Request,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Built, String> {
    let files = DiskFiles::new(&common.root)?;
    Ok(pipeline::build_with_progress(&files, request, progress))
}

/// The day asked for, else that of `SOURCE_DATE_EPOCH`, else today.
#[expect(
    clippy::disallowed_methods,
    reason = "commands are where the clock and the environment are read"
)]
fn today(asked: Option<Date>) -> Result<Date, String> {
    if let Some(date) = asked {
        return Ok(date);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(Zoned::now().date()),
        Ok(text) => {
            let seconds = text
                .trim()
                .parse()
                .ok()
                .and_then(|seconds| Timestamp::from_second(seconds).ok());
            let instant = seconds
                .ok_or_else(|| format!("SOURCE_DATE_EPOCH is not a number of seconds: {text}"))?;
            Ok(instant.to_zoned(jiff::tz::TimeZone::UTC).date())
        }
    }
}

/// Says that a folder is no site, and what to type.
fn no_site(root: &Path) -> String {
    let place = match shown(root).as_str() {
        "." => "this folder".to_owned(),
        path => path.to_owned(),
    };
    format!(
        "there is no `site.toml` in {place}; name a site's folder with `--root`, or begin one with `peelpress init`"
    )
}

/// Says that there is nothing of a name, and what to type: the nearest name there is, else where to look.
fn unknown(what: &str, name: &str, nearest: Option<String>, otherwise: &str) -> String {
    format!(
        "no {what} is called `{name}`; {}",
        nearest.as_deref().unwrap_or(otherwise)
    )
}

/// "1 page", "3 pages"
fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

/// A path as the user would write it: without the `./` that stands for the folder they are in.
fn shown(path: &Path) -> String {
    match path.strip_prefix(".") {
        Ok(inner) if inner.as_os_str().is_empty() => ".".to_owned(),
        Ok(inner) => inner.display().to_string(),
        Err(_) => path.display().to_string(),
    }
}

/// The exit code that a report asks for.
fn code(report: &Report) -> u8 {
    if report.has_errors() { FAULTS } else { CLEAN }
}
