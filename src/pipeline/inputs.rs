//! The files that a site is made from, for its manifest.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::files::Files;
use crate::leak::PublicText;
use crate::manifest::{FileRecords, record};
use crate::output::OutputSet;
use crate::text::SourceMap;
use crate::theme::Theme;

/// Every file that the site is made from, with a hash of its bytes. A file with a hidden part counts without it, and one that
/// is hidden, or a picture that no page shows, is not listed: its name could say too much.
pub(super) fn list(
    files: &dyn Files,
    sources: &SourceMap,
    public: &PublicText,
    theme: &Theme,
    pictures: &OutputSet,
) -> FileRecords {
    let mut whole = BTreeSet::new();
    let mut add = |path: &str| {
        whole.insert(path.to_owned());
    };
    let mut partly = Vec::new();
    for (file, source) in sources.iter() {
        // A picture has no text; so has a file that could not be read, and then there is no site.
        if source.text.trim().is_empty() {
            continue;
        }
        match public.in_file(file, &source.text) {
            Some(text) if text.len() == source.text.len() => add(&source.path),
            // A file without public text is as good as deleted.
            Some(text) if text.trim().is_empty() => {}
            Some(text) => partly.push((source.path.clone(), record(text.as_bytes()))),
            None => {}
        }
    }
    for (path, _) in pictures.iter() {
        let path = path.as_str();
        let inner = path.strip_prefix("media/").unwrap_or(path);
        add(&format!("content/{inner}"));
    }
    let folders = theme.chain.iter().map(|name| format!("themes/{name}"));
    let listed: BTreeSet<String> = folders
        .flat_map(|folder| files.list(&folder))
        .map(|entry| entry.path)
        .collect();
    listed.iter().for_each(|path| add(path));
    let whole: Vec<String> = whole.into_iter().collect();
    // The default theme may be the one in the program, which the tool's version names.
    let read = |path: String| Some((record(&files.read(&path).ok()?), path));
    let records = whole.into_par_iter().filter_map(read);
    let mut records: FileRecords = records.map(|(record, path)| (path, record)).collect();
    records.extend(partly);
    records
}
