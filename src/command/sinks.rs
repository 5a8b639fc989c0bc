//! Where the files of a build go while it is made, and what ends it early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};

use super::terminal::Terminal;
use crate::output::{
    FileSink, FinishedFile, OutputPath, OutputSet, PlacedFile, SiteWriter, WriteError,
};

/// Signals that ask the program to end. While nothing is half-written, it ends at once.
struct StopSignals {
    last: Arc<AtomicUsize>,
    /// Whether nothing needs to be cleaned up.
    is_idle: Arc<AtomicBool>,
}

impl StopSignals {
    fn new() -> StopSignals {
        let (last, is_idle) = (Arc::default(), Arc::new(AtomicBool::new(true)));
        for signal in [SIGINT, SIGTERM] {
            // Where signals cannot be caught, the next build cleans up.
            let idle = Arc::clone(&is_idle);
            let _ = signal_hook::flag::register_conditional_default(signal, idle);
            let number = usize::try_from(signal).unwrap_or_default();
            let _ = signal_hook::flag::register_usize(signal, Arc::clone(&last), number);
        }
        StopSignals { last, is_idle }
    }

    fn is_set(&self) -> bool {
        self.last.load(Ordering::Acquire) != 0
    }
}

/// Writes the files of a build next to the site that they will replace.
pub(super) struct WriteFiles<'t> {
    writer: SiteWriter<'static>,
    stop: StopSignals,
    terminal: &'t Terminal,
}

impl<'t> WriteFiles<'t> {
    /// Writes the site in `target`.
    pub(super) fn new(target: &std::path::Path, terminal: &'t Terminal) -> WriteFiles<'t> {
        WriteFiles {
            writer: SiteWriter::new(target),
            stop: StopSignals::new(),
            terminal,
        }
    }

    /// Writes what is still in memory, and puts the site in place. A program that is stopped cleans
    /// up first, and then ends as the signal asks.
    pub(super) fn finish(self, set: &OutputSet) -> Result<(), WriteError> {
        let WriteFiles {
            writer,
            stop,
            terminal,
        } = self;
        stop.is_idle.store(false, Ordering::Release);
        let written = match stop.is_set() {
            true => {
                drop(writer);
                Err(WriteError::Stopped)
            }
            false => writer.finish(set, &|| stop.is_set()),
        };
        if let Ok(signal @ 1..) = i32::try_from(stop.last.load(Ordering::Acquire)) {
            if let Err(WriteError::Stopped) = &written {
                terminal.failure(&WriteError::Stopped.to_string());
            }
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
        for warning in written? {
            terminal.warning(&warning);
        }
        Ok(())
    }

    /// Whether the build was ended before all its files were made. [`WriteFiles::finish`] gives the
    /// reason.
    pub(super) fn is_cut_short(&self) -> bool {
        self.is_stopped()
    }
}

impl FileSink for WriteFiles<'_> {
    fn expect(&self, paths: &mut dyn Iterator<Item = &str>) {
        self.stop.is_idle.store(false, Ordering::Release);
        self.writer.expect(paths);
    }

    fn place(&self, path: &OutputPath, bytes: Arc<[u8]>) -> FinishedFile {
        self.stop.is_idle.store(false, Ordering::Release);
        self.writer.put(path, bytes)
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_set() || self.writer.has_failed()
    }
}

/// Lets go of every file: `check` wants to know only what is wrong with them.
pub(super) struct DropFiles;

impl FileSink for DropFiles {
    fn expect(&self, _: &mut dyn Iterator<Item = &str>) {}

    fn place(&self, _: &OutputPath, _: Arc<[u8]>) -> FinishedFile {
        FinishedFile::Placed(PlacedFile::default())
    }

    fn is_stopped(&self) -> bool {
        false
    }
}
