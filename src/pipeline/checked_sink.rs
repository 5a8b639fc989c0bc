//! Searches finished files for text that is not public: those that leave the memory before they do,
//! all others when the site is made.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::leak::LeakScan;
use crate::output::{FileSink, FinishedFile, OutputPath, OutputSet, PlacedFile};

/// Searches each file before it goes on to a sink.
pub(super) struct CheckedSink<'s> {
    sink: &'s dyn FileSink,
    /// Whether the files may be published. If not, they are made for what may be wrong with them.
    is_sound: bool,
    leaks: Option<&'s LeakScan>,
    found: Mutex<Report>,
}

impl<'s> CheckedSink<'s> {
    pub(super) fn new(
        sink: &'s dyn FileSink,
        is_sound: bool,
        leaks: Option<&'s LeakScan>,
    ) -> CheckedSink<'s> {
        CheckedSink {
            sink,
            is_sound,
            leaks,
            found: Mutex::default(),
        }
    }

    /// What was found in the files.
    pub(super) fn into_report(self) -> Report {
        self.found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl FileSink for CheckedSink<'_> {
    fn expect(&self, paths: &mut dyn Iterator<Item = &str>) {
        if self.is_sound {
            self.sink.expect(paths);
        }
    }

    fn place(&self, path: &OutputPath, bytes: Arc<[u8]>) -> FinishedFile {
        if !self.is_sound {
            return FinishedFile::Placed(PlacedFile::default());
        }
        if let Some(leaks) = self.leaks {
            let found = leaks_in(path, &bytes, leaks);
            if !found.is_empty() {
                let mut report = self.found.lock().unwrap_or_else(PoisonError::into_inner);
                found.into_iter().for_each(|leak| report.push(leak));
                return FinishedFile::Placed(PlacedFile::default());
            }
        }
        self.sink.place(path, bytes)
    }

    fn is_stopped(&self) -> bool {
        self.sink.is_stopped()
    }
}

fn leaks_in(path: &OutputPath, bytes: &[u8], leaks: &LeakScan) -> Vec<Diagnostic> {
    let end = path.as_str().rsplit_once('.').map_or("", |(_, end)| end);
    match OPAQUE.contains(&end) {
        true => Vec::new(),
        false => leaks.scan(path.as_str(), bytes),
    }
}

/// Ends of paths of files that are compressed or hold no text. Briefs and the search index are searched where they are made;
/// the metadata of a PDF is plain.
const OPAQUE: [&str; 8] = [
    "gz",
    "br",
    "woff2",
    "wasm",
    "pagefind",
    "pf_meta",
    "pf_index",
    "pf_fragment",
];

/// Text in finished files that is not public.
pub(super) fn search_for_leaks(output: &OutputSet, leaks: &LeakScan) -> Report {
    let files: Vec<_> = output.iter().collect();
    let found: Vec<_> = files
        .into_par_iter()
        .flat_map_iter(|(path, bytes)| leaks_in(path, bytes, leaks))
        .collect();
    let mut report = Report::default();
    found.into_iter().for_each(|leak| report.push(leak));
    report
}
