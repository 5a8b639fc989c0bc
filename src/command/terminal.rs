//! Where words go: faults and news to stderr, results to stdout, in colour where it is wanted.

use std::io::{ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice as Choice};
use clap::ColorChoice;

use crate::cli::Common;
use crate::diagnostic::Report;
use crate::diagnostic::render::{Format, render};
use crate::text::SourceMap;

pub(super) struct Terminal {
    format: Format,
    colour: bool,
    quiet: bool,
}

impl Terminal {
    pub(super) fn new(common: &Common) -> Terminal {
        let colour = match common.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            // Knows of NO_COLOR, CLICOLOR and dumb terminals.
            ColorChoice::Auto => {
                AutoStream::choice(&std::io::stderr()) != Choice::Never
                    && std::io::stderr().is_terminal()
            }
        };
        Terminal {
            format: common.format,
            colour,
            quiet: common.quiet,
        }
    }

    /// Writes a report: for people to stderr, for programs to stdout.
    ///
    /// # Errors
    /// As [`Terminal::result`].
    pub(super) fn report(&self, report: &Report, sources: &SourceMap) -> Result<(), String> {
        match self.format {
            Format::Human | Format::Short => {
                self.report_separately(report, sources);
                Ok(())
            }
            Format::Json | Format::Github | Format::Sarif => {
                self.result(render(report, sources, self.format, false))
            }
        }
    }

    /// Writes a report to stderr, where something else goes to stdout.
    pub(super) fn report_separately(&self, report: &Report, sources: &SourceMap) {
        let _ = std::io::stderr()
            .write_all(render(report, sources, self.format, self.colour).as_bytes());
    }

    /// Says what was done.
    pub(super) fn news(&self, words: &str) {
        if !self.quiet {
            self.say(format_args!("{words}\n"));
        }
    }

    /// Shows how far a long step is, on a terminal only; the line goes when the step is done.
    pub(super) fn progress(&self, what: &str, done: usize, of: usize) {
        if self.quiet || !std::io::stderr().is_terminal() {
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

    /// Writes to stderr. If nobody can hear, the work goes on.
    fn say(&self, words: std::fmt::Arguments<'_>) {
        let _ = std::io::stderr().write_fmt(words);
    }

    /// Writes what was asked for to stdout. A reader who has gone away, as `head` does, is no fault.
    ///
    /// # Errors
    /// In words, if the system refuses.
    pub(super) fn result(&self, bytes: impl AsRef<[u8]>) -> Result<(), String> {
        let mut stdout = std::io::stdout().lock();
        match stdout
            .write_all(bytes.as_ref())
            .and_then(|()| stdout.flush())
        {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(format!("the standard output cannot be written: {error}"))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }
}
