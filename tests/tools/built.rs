//! Sites to look at: the one that `init` begins, and the repository's own.

use std::path::Path;
use std::sync::LazyLock;

use peelpress::files::{DiskFiles, Files, MemoryFiles};
use peelpress::output::OutputSet;
use peelpress::pipeline::{self, Built, Memo, Prepared, Request};
use peelpress::search::Extent;
use peelpress::start;

/// The repository's own site, prepared.
pub(crate) static OWN: LazyLock<Prepared> = LazyLock::new(|| {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository");
    pipeline::prepare(&files, &Request::default(), &mut Memo::default())
});

/// Every file of it.
pub(crate) static OWN_FILES: LazyLock<OutputSet> = LazyLock::new(|| OWN.complete(&|| false).expect("not stopped").0);

/// The site that `init` begins.
pub(crate) fn first() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for (path, bytes) in start::site().iter() {
        files.insert(path.as_str(), bytes.clone());
    }
    files
}

/// Builds a site, which must be without fault.
pub(crate) fn build(files: &dyn Files, search: Extent) -> Built {
    let built = pipeline::build(files, &Request { search, ..Request::default() });
    let faults: Vec<_> = built.report.iter().collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(built.failure, None);
    built
}

/// A file of a site, as text.
pub(crate) fn text<'s>(files: &'s OutputSet, path: &str) -> &'s str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path} was made"));
    std::str::from_utf8(bytes).expect("UTF-8")
}
