//! `serve`: the live preview, and what it prints: a line for each change, and every error and warning.

use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, Outcome, plural, request};
use crate::brief::BriefMode;
use crate::cli::ServeArgs;
use crate::diagnostic::Severity;
use crate::diagnostic::render::summary;
use crate::files::{Change, ChangeKind, DiskFiles, Files, ReadError};
use crate::pipeline::{Audience, Request};
use crate::preview::{self, ServeEvent, ServeOptions, StepTimes};
use crate::search::SearchMode;

/// Shows the site until the program is stopped.
pub(super) fn serve(args: &ServeArgs, terminal: &Terminal) -> Outcome {
    let site = &args.site;
    let disk = DiskFiles::new(&site.root)?;
    // Broken settings can be fixed; a folder without any is probably the wrong folder.
    if disk.text("site.toml") == Err(ReadError::Missing) {
        return Err(CommandError::NoSite(site.root.to_path_buf()));
    }
    let request = Request {
        search: SearchMode::OnRequest,
        // The preview would paint them all again after each save.
        cards: false,
        audience: match args.drafts {
            true => Audience::Reviewers,
            false => Audience::Public,
        },
        briefs: BriefMode::OnRequest,
        ..request(site)?
    };
    let (host, port, poll) = (args.host.clone(), args.port, args.poll);
    let allowed = args.allow_host.clone();
    let asked = ServeOptions {
        disk,
        request,
        host,
        allowed,
        port,
        poll,
        visual: visual(),
    };
    let log = ServeLog {
        terminal,
        args,
        times: Mutex::default(),
    };
    preview::run(&asked, &|news| log.tell(news))?;
    Ok(CLEAN)
}

/// The editor of the author's environment.
#[expect(
    clippy::disallowed_methods,
    reason = "commands are where the environment is read"
)]
fn visual() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
}

/// What was printed so far.
struct ServeLog<'t> {
    terminal: &'t Terminal,
    args: &'t ServeArgs,
    /// How long each save took, in order of length.
    times: Mutex<Vec<Duration>>,
}

impl ServeLog<'_> {
    fn tell(&self, news: ServeEvent) {
        let terminal = self.terminal;
        match news {
            ServeEvent::Ready {
                address,
                is_open_to_others,
            } => {
                terminal.news(&format!("serving {address}  (Ctrl-C to stop)"));
                if is_open_to_others {
                    terminal.news("anyone on your network can open this preview");
                }
                if self.args.open && !open(&address) {
                    terminal.news("no browser found; open the address yourself");
                }
            }
            ServeEvent::Note(words) => terminal.news(&format!("note: {words}")),
            ServeEvent::Overtaken { changes, times } => {
                terminal.news(&format!(
                    "{}: ready in {}, replaced by the next change",
                    what(&changes),
                    ms(times.shown_in)
                ));
                self.timings(&changes, &times);
            }
            ServeEvent::CompletedSite {
                shown,
                changes,
                times,
                whole_in,
                pages_changed,
                pages,
                report,
            } => {
                let diagnostics =
                    summary(&report).unwrap_or_else(|| "no errors or warnings".to_owned());
                if report.count(Severity::Error) > 0 || changes.is_empty() {
                    // The preview goes on, whoever listens.
                    let _ = terminal.report(&report, shown.latest.sources());
                }
                terminal.news(&match pages_changed {
                    Some(changed) => format!(
                        "{}: {changed} of {} changed, ready in {}, all in {}, {diagnostics}",
                        what(&changes),
                        plural(pages, "page"),
                        ms(times.shown_in),
                        ms(whole_in)
                    ),
                    None => format!(
                        "{} built in {}, {diagnostics}",
                        plural(pages, "page"),
                        ms(whole_in)
                    ),
                });
                self.timings(&changes, &times);
            }
        }
    }

    fn timings(&self, changes: &[Change], times: &StepTimes) {
        if !self.args.timings || changes.is_empty() {
            return;
        }
        let steps: Vec<String> = times
            .steps
            .iter()
            .map(|(step, time)| format!("{step} {}", ms(*time)))
            .collect();
        let mut all = self
            .times
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        all.push(times.shown_in);
        all.sort();
        let (median, longest, saves) = (
            ms(all[all.len() / 2]),
            ms(all[all.len() - 1]),
            plural(all.len(), "save"),
        );
        self.terminal.news(&format!("  {}", steps.join(", ")));
        self.terminal.news(&format!(
            "  from change to page: median {median}, longest {longest}, {saves}"
        ));
    }
}

/// "content/forces/kent/2023-soc.md", "3 files"
fn what(changes: &[Change]) -> String {
    match changes {
        [] => "the site".to_owned(),
        [one] => match one.kind {
            ChangeKind::Added => format!("{} is new", one.path),
            ChangeKind::Edited => one.path.clone(),
            ChangeKind::Removed => format!("{} is gone", one.path),
        },
        [first, rest @ ..] => format!("{} and {}", first.path, plural(rest.len(), "other file")),
    }
}

fn ms(time: Duration) -> String {
    let time = time.as_secs_f64() * 1000.0;
    if time < 10.0 {
        format!("{time:.1} ms")
    } else {
        format!("{time:.0} ms")
    }
}

/// Opens an address in the user's browser; says whether there was one to ask.
fn open(address: &str) -> bool {
    let openers: &[&[&str]] = if cfg!(target_os = "macos") {
        &[&["open"]]
    } else if cfg!(windows) {
        &[&["rundll32", "url.dll,FileProtocolHandler"]]
    } else {
        &[&["xdg-open"], &["wslview"], &["gio", "open"]]
    };
    openers.iter().any(|opener| {
        let mut command = Command::new(opener[0]);
        command
            .args(&opener[1..])
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.spawn().is_ok()
    })
}
