//! Where output goes: messages to stderr, results to stdout, in colour where it is wanted.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice as Choice};
use clap::ColorChoice;

use super::error::CommandError;
use crate::cli::SiteArgs;
use crate::diagnostic::Report;
use crate::diagnostic::render::{Format, render};
use crate::text::SourceMap;

/// Seconds between two lines of progress where there is no terminal.
const PERIOD: u64 = 10;

pub(super) struct Terminal {
    format: Format,
    color: ColorChoice,
    quiet: bool,
    start: Instant,
    /// How many periods had passed when progress was last shown.
    periods: AtomicU64,
}

impl Terminal {
    /// For a command that builds the site.
    pub(super) fn new(site: &SiteArgs) -> Terminal {
        Terminal {
            format: site.format,
            color: site.color,
            quiet: site.quiet.quiet,
            ..Terminal::plain(false)
        }
    }

    /// For a command that reports nothing about content.
    pub(super) fn plain(quiet: bool) -> Terminal {
        Terminal {
            format: Format::Human,
            color: ColorChoice::Never,
            quiet,
            start: super::start_of_clock(),
            periods: AtomicU64::new(0),
        }
    }

    /// Whether a stream takes colours: NO_COLOR, CLICOLOR, CLICOLOR_FORCE and dumb terminals are respected.
    fn has_colour(&self, stream: &impl RawStream) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => AutoStream::choice(stream) != Choice::Never,
        }
    }

    /// Writes a report: for people to stderr, for programs to stdout.
    ///
    /// # Errors
    /// As [`Terminal::result`].
    pub(super) fn report(&self, report: &Report, sources: &SourceMap) -> Result<(), CommandError> {
        if self.format.is_for_people() {
            self.report_separately(report, sources);
            return Ok(());
        }
        self.result(render(report, sources, self.format, false))
    }

    /// Writes a report that is itself the result, to stdout in every format. `summary` follows it, for people.
    ///
    /// # Errors
    /// As [`Terminal::result`].
    pub(super) fn report_as_result(
        &self,
        report: &Report,
        sources: &SourceMap,
        summary: Option<&str>,
    ) -> Result<(), CommandError> {
        let colour = self.has_colour(&std::io::stdout());
        let mut text = render(report, sources, self.format, colour);
        if let Some(summary) = summary.filter(|_| !self.quiet && self.format == Format::Human) {
            text.push_str(summary);
            text.push('\n');
        }
        self.result(text)
    }

    /// Writes a report to stderr, because something else goes to stdout.
    pub(super) fn report_separately(&self, report: &Report, sources: &SourceMap) {
        let _ = std::io::stderr().write_all(
            render(
                report,
                sources,
                self.format,
                self.has_colour(&std::io::stderr()),
            )
            .as_bytes(),
        );
    }

    /// Says what was done.
    pub(super) fn news(&self, words: &str) {
        if !self.quiet {
            self.say(format_args!("{words}\n"));
        }
    }

    /// Shows the progress of a long step. On a terminal the line disappears when the step is done;
    /// elsewhere, such as in the log of a server, there is a line every ten seconds.
    pub(super) fn progress(&self, what: &str, done: usize, of: usize) {
        if self.quiet {
            return;
        }
        if !std::io::stderr().is_terminal() {
            let periods = self.start.elapsed().as_secs() / PERIOD;
            if done < of && self.periods.fetch_max(periods, Ordering::Relaxed) < periods {
                self.say(format_args!("{what}: {done} of {of}\n"));
            }
            return;
        }
        if done < of {
            self.say(format_args!("\r{what}: {done} of {of} "));
        } else {
            self.say(format_args!("\r{:width$}\r", "", width = what.len() + 20));
        }
    }

    /// Warns of something outside the content.
    pub(super) fn warning(&self, message: &str) {
        self.say(format_args!("warning: {message}\n"));
    }

    /// Says why nothing could be done.
    pub(super) fn failure(&self, words: &str) {
        self.say(format_args!("error: {words}\n"));
    }

    /// Writes to stderr. If that fails, the work goes on.
    fn say(&self, words: std::fmt::Arguments<'_>) {
        let _ = std::io::stderr().write_fmt(words);
    }

    /// Writes a result to stdout. A reader that has gone away, as `head` does, is not an error.
    ///
    /// # Errors
    /// If the system refuses.
    pub(super) fn result(&self, bytes: impl AsRef<[u8]>) -> Result<(), CommandError> {
        let mut stdout = std::io::stdout().lock();
        match stdout
            .write_all(bytes.as_ref())
            .and_then(|()| stdout.flush())
        {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CommandError::Stdout(error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}
