//! The publication has neither errors nor warnings, and every page of it is sound.

use std::sync::LazyLock;

use peelpress::files::DiskFiles;
use peelpress::pipeline::{self, Request};
use peelpress::search::SearchMode;

use crate::folder;
use crate::site_test::{Outcome, TODAY};
use crate::soundness::Parsed;

static SITE: LazyLock<Option<Outcome>> = LazyLock::new(|| {
    if !folder::root().join("content").is_dir() {
        return None;
    }
    let files = DiskFiles::new(folder::root()).expect("the repository");
    let request = Request {
        now: TODAY.into(),
        search: SearchMode::Page,
        ..Request::default()
    };
    Some(Outcome {
        built: pipeline::build(&files, &request),
    })
});

/// The built publication, or `None` in a checkout without `content/`.
pub(crate) fn site() -> Option<&'static Outcome> {
    SITE.as_ref()
}

#[test]
fn the_publication_has_no_errors_and_no_warnings() {
    let Some(site) = site() else { return };
    assert!(site.built.report.is_empty(), "{}", site.report());
}

#[test]
fn every_page_of_the_publication_is_sound() {
    let Some(site) = site() else { return };
    let tree = site.tree();
    let problems = Parsed::new(&tree).problems();
    let first = &problems[..problems.len().min(50)];
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        first.join("\n")
    );
}
