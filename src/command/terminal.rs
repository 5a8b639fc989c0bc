//! Where words go: faults and news to stderr, results to stdout, in colour where it is wanted.

#![expect(clippy::print_stderr, reason = "this is the only room that prints")]

use std::io::{IsTerminal, Write};

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
                AutoStream::choice(&std::io::stderr()) != Choice::Never && std::io::stderr().is_terminal()
            }
        };
        Terminal { format: common.format, colour, quiet: common.quiet }
    }

    /// Writes a report: for people to stderr, for programs to stdout.
    pub(super) fn report(&self, report: &Report, sources: &SourceMap) {
        match self.format {
            Format::Human | Format::Short => {
                let _ = std::io::stderr().write_all(render(report, sources, self.format, self.colour).as_bytes());
            }
            Format::Json | Format::Github | Format::Sarif => self.result(&render(report, sources, self.format, false)),
        }
    }

    /// Says what was done.
    pub(super) fn news(&self, words: &str) {
        if !self.quiet {
            eprintln!("{words}");
        }
    }

    /// Shows how far a long step is, on a terminal only; the line goes when the step is done.
    pub(super) fn progress(&self, what: &str, done: usize, of: usize) {
        if self.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        if done < of {
            eprint!("\r{what}: {done} of {of} ");
        } else {
            eprint!("\r{:width$}\r", "", width = what.len() + 20);
        }
    }

    /// Says why nothing could be done.
    pub(super) fn failure(&self, words: &str) {
        eprintln!("error: {words}");
    }

    /// Writes a file that was asked for.
    pub(super) fn bytes(&self, bytes: &[u8]) {
        let _ = std::io::stdout().write_all(bytes);
    }

    /// Writes what was asked for. A reader who has gone away, as `head` does, is no fault.
    pub(super) fn result(&self, text: &str) {
        let _ = std::io::stdout().write_all(text.as_bytes());
    }
}
