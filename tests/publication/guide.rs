//! The publication has a copy of the guide for authors, which is part of the program.

use crate::folder::{self, GUIDE, GUIDE_COPY};

/// Whether a file below `content/pages/` is part of the guide.
pub(crate) fn is_guide(path: &str) -> bool {
    path == "guide.md" || path == "templates.md" || path.starts_with("guide/")
}

/// The pages of the guide in a folder, as text by path.
fn pages(folder: &str) -> Vec<(String, String)> {
    let files = folder::read(&folder::root().join(folder)).into_iter();
    files
        .filter(|(path, _)| is_guide(path))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

#[test]
fn the_guide_of_the_publication_is_the_guide_of_the_program() {
    let (pages, copies) = (pages(GUIDE), pages(GUIDE_COPY));
    if copies.is_empty() {
        return;
    }
    for (path, text) in &pages {
        let outcome = folder::compare(&folder::root().join(GUIDE_COPY).join(path), text);
        assert!(
            outcome.is_ok(),
            "edit {GUIDE}/{path}, of which this is a copy: {}",
            outcome.unwrap_err()
        );
    }
    let strange: Vec<_> = copies
        .iter()
        .filter(|(path, _)| !pages.iter().any(|(known, _)| known == path))
        .map(|(path, _)| path)
        .collect();
    assert!(strange.is_empty(), "not in {GUIDE}: {strange:?}");
}
