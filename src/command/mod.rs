//! The commands: each calls the one build function and does something else with the outcome.
//!
//! Only here are the clock and the environment read. Messages go to stderr, results to stdout.

mod brief;
mod build;
mod cache;
mod deploy;
mod diff;
mod error;
mod explain;
mod man;
mod response;
mod review_form;
mod scaffold;
#[cfg(feature = "serve")]
mod serve;
mod sinks;
mod terminal;
mod unchanged;
mod verify;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::CommandFactory;
use jiff::{RoundMode, Timestamp, Unit, Zoned, ZonedRound};

use crate::cli::{Cli, Command, QuietArgs, SiteArgs};
use crate::date::Moment;
use crate::diagnostic::Report;
use crate::files::{DiskFiles, Files, ReadError};
use crate::output::FileSink;
use crate::pipeline::{self, Audience, Built, Request, ReviewSubject};
use error::CommandError;
use terminal::Terminal;

/// There are no errors.
const CLEAN: u8 = 0;
/// There are errors in the content.
const ERRORS: u8 = 1;
/// The command was used wrongly, or the system refused.
const MISUSE: u8 = 2;

/// Runs a command.
pub fn run(cli: &Cli) -> ExitCode {
    let loud = &QuietArgs { quiet: false };
    let (terminal, outcome) = match &cli.command {
        Command::Build(args) => with(Terminal::new(&args.site), |it| build::build(args, it)),
        #[cfg(feature = "serve")]
        Command::Serve(args) => with(Terminal::new(&args.site), |it| serve::serve(args, it)),
        Command::Check(args) => with(Terminal::new(&args.site), |it| build::check(args, it)),
        Command::Brief(args) => with(Terminal::new(&args.site), |it| brief::brief(args, it)),
        Command::Export(args) => with(Terminal::new(&args.site), |it| build::export(args, it)),
        Command::Response(args) => {
            with(Terminal::new(&args.site), |it| response::response(args, it))
        }
        Command::DeployConfig(args) => with(plain(loud), |it| deploy::deploy_config(args, it)),
        Command::Init(args) => with(plain(&args.quiet), |it| scaffold::init(&args.folder, it)),
        Command::New(args) => {
            let site = args.what.site();
            with(plain(&site.quiet), |it| {
                scaffold::new(&site.root.root, &args.what, it)
            })
        }
        Command::Schema { kind, root } => with(plain(loud), |it| {
            scaffold::print_schema(&root.root, kind.as_deref(), it)
        }),
        Command::Diff(args) => with(plain(loud), |it| diff::diff(args, it)),
        Command::Explain { code } => with(plain(loud), |it| explain::explain(code.as_deref(), it)),
        Command::Clean { all, root, quiet } => {
            with(plain(quiet), |it| cache::clean(&root.root, *all, it))
        }
        Command::ReviewForm(args) => with(Terminal::new(&args.site), |it| {
            review_form::review_form(args, it)
        }),
        Command::Verify(args) => with(plain(&args.quiet), |it| verify::verify(args, it)),
        Command::Man { folder } => with(plain(loud), |_| man::man(folder)),
        Command::Completions { shell } => with(plain(loud), |it| {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "peelpress", &mut script);
            it.result(&script).map(|()| CLEAN)
        }),
    };
    ExitCode::from(outcome.unwrap_or_else(|error| {
        terminal.failure(&error.to_string());
        MISUSE
    }))
}

/// The exit code of a command that could run.
type Outcome = Result<u8, CommandError>;

fn plain(quiet: &QuietArgs) -> Terminal {
    Terminal::plain(quiet.quiet)
}

fn with(terminal: Terminal, act: impl FnOnce(&Terminal) -> Outcome) -> (Terminal, Outcome) {
    let outcome = act(&terminal);
    (terminal, outcome)
}

/// What is asked of every build of the site in `--root`: the site alone, for the day that it is.
fn request(site: &SiteArgs) -> Result<Request, CommandError> {
    Ok(Request {
        now: match &site.date {
            Some(asked) => asked.clone(),
            None => now()?,
        },
        as_of: site.date.clone(),
        cards: true,
        ..Request::default()
    })
}

/// The audience of a site, by `--review` and `--only`.
fn audience(is_review: bool, only: &[ReviewSubject]) -> Audience {
    match (is_review, only) {
        (false, _) => Audience::Public,
        (true, []) => Audience::Reviewers,
        (true, only) => Audience::ReviewersOf(only.to_vec()),
    }
}

/// Builds the site of `--root`; `progress` hears how many briefs are typeset, of how many.
fn build_site(
    site: &SiteArgs,
    request: &Request,
    progress: &(dyn Fn(usize, usize) + Sync),
    sink: Option<&dyn FileSink>,
) -> Result<Built, CommandError> {
    let files = site_files(&site.root)?;
    Ok(pipeline::build_to(&files, request, progress, sink))
}

/// The files of the site of `--root`, if there is a site.
fn site_files(root: &Path) -> Result<DiskFiles, CommandError> {
    let files = DiskFiles::new(root)?;
    if files.text("site.toml") == Err(ReadError::Missing) {
        return Err(CommandError::NoSite(root.to_owned()));
    }
    Ok(files)
}

/// The moment of `SOURCE_DATE_EPOCH`, else the present one.
#[expect(
    clippy::disallowed_methods,
    reason = "commands are where the clock and the environment are read"
)]
fn now() -> Result<Moment, CommandError> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => {
            // Something is published at a minute; a site that was built in the same minute is the same.
            let now = Zoned::now();
            let minute = ZonedRound::new()
                .smallest(Unit::Minute)
                .mode(RoundMode::Trunc);
            Ok(Moment::from(now.round(minute).unwrap_or(now)))
        }
        Ok(text) => {
            let seconds = text.trim().parse().ok();
            let instant = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            instant.map(Moment::from).ok_or(CommandError::Epoch(text))
        }
    }
}

/// The start of what is timed.
#[expect(
    clippy::disallowed_methods,
    reason = "commands are where the clock is read"
)]
fn start_of_clock() -> Instant {
    Instant::now()
}

/// "1 page", "3 pages"
fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

/// A path as the user would write it: without the `./` of the current folder.
fn shown(path: &Path) -> String {
    match path.strip_prefix(".") {
        Ok(inner) if inner.as_os_str().is_empty() => ".".to_owned(),
        Ok(inner) => inner.display().to_string(),
        Err(_) => path.display().to_string(),
    }
}

/// The exit code that a report asks for.
fn code(report: &Report) -> u8 {
    if report.has_errors() { ERRORS } else { CLEAN }
}
