//! What a review edition says of itself on each page and brief.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::FileId;

/// The mark of a review edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewMark {
    /// What it is: “Review edition “Draft 3”.”
    pub edition: String,
    /// The states of files with something that is not public: "Draft", "Embargoed until …".
    pub states: BTreeMap<FileId, BTreeSet<String>>,
}

impl ReviewMark {
    /// The states of what is made from these files, each once, in order.
    pub fn states_of(&self, files: &[FileId]) -> Vec<String> {
        let states = files.iter().filter_map(|file| self.states.get(file));
        let states: BTreeSet<&String> = states.flatten().collect();
        states.into_iter().cloned().collect()
    }
}
