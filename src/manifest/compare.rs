//! What differs between the files that should be there and those that are.

use super::FileRecords;

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// What became of it.
    pub kind: DifferenceKind,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// It has other bytes.
    Changed,
    /// It should not be there.
    Added,
    /// It should be there.
    Lost,
}

impl DifferenceKind {
    /// In a message.
    pub fn word(self) -> &'static str {
        match self {
            DifferenceKind::Changed => "changed",
            DifferenceKind::Added => "added",
            DifferenceKind::Lost => "lost",
        }
    }
}

/// Every file that is not as it should be, ordered by path.
pub fn compare(expected: &FileRecords, found: &FileRecords) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut add = |path: &str, kind| {
        differences.push(Difference {
            path: path.to_owned(),
            kind,
        });
    };
    for (path, record) in expected {
        match found.get(path) {
            None => add(path, DifferenceKind::Lost),
            Some(other) if other != record => add(path, DifferenceKind::Changed),
            Some(_) => {}
        }
    }
    let extra = found.keys().filter(|path| !expected.contains_key(*path));
    extra.for_each(|path| add(path, DifferenceKind::Added));
    differences.sort();
    differences
}
