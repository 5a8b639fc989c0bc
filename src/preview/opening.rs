//! Opening the editor at a browser's request: one at a time, and not too often.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::clock;
use super::editor::Editor;
use super::error::PreviewError;

/// The least time between two openings.
const PAUSE: Duration = Duration::from_millis(400);
/// The most editors that may run at a time: most hand the file to a window that is open and end.
const MOST: usize = 8;

/// Opens files in the editor.
#[derive(Debug, Default)]
pub(super) struct Opening {
    last: Mutex<Option<Instant>>,
    running: Arc<AtomicUsize>,
}

impl Opening {
    /// Opens a place in a file.
    pub(super) fn open(
        &self,
        editor: &Editor,
        path: &Path,
        line: usize,
        column: usize,
    ) -> Result<(), PreviewError> {
        // Held until the editor has started: one at a time.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = clock::now();
        let is_early = last.is_some_and(|last| now.duration_since(last) < PAUSE);
        if is_early || self.running.load(Ordering::Acquire) >= MOST {
            return Err(PreviewError::TooOften);
        }
        *last = Some(now);
        let mut child = editor.open(path, line, column)?;
        let running = Arc::clone(&self.running);
        running.fetch_add(1, Ordering::AcqRel);
        // Reaps the child, which would otherwise stay as a zombie process.
        std::thread::spawn(move || {
            let _ = child.wait();
            running.fetch_sub(1, Ordering::AcqRel);
        });
        Ok(())
    }
}
