//! What one build leaves for the next: what was made, by what it was made from. Empty, it changes nothing but time.

use std::sync::Arc;

use crate::address::Addresses;
use crate::config::Address;
use crate::diagnostic::Checked;
use crate::model::Corpus;
use crate::render::{KeptPages, Press};
use crate::text::SourceMap;
use crate::theme::Theme;

/// What was made by earlier builds. The default one is empty and stays so: for a single build, keeping is work for nothing.
#[derive(Debug, Default)]
pub struct Memo {
    is_kept: bool,
    /// Remembers the ids of files.
    pub(super) sources: SourceMap,
    pages: Arc<KeptPages>,
}

impl Memo {
    /// A memo that keeps what builds make.
    pub fn keeping() -> Memo {
        Memo { is_kept: true, ..Memo::default() }
    }

    /// The theme, ready to print.
    pub(super) fn press(&mut self, theme: &Theme, sources: &SourceMap, address: &Address) -> Checked<Arc<Press>> {
        let nothing = Corpus::default();
        let Checked { value, report } = Press::new(theme, sources, &Addresses::new(&nothing, address.clone()));
        Checked { value: Arc::new(value), report }
    }

    /// Where pages are kept, if they are.
    pub(super) fn kept_pages(&self) -> Option<Arc<KeptPages>> {
        self.is_kept.then(|| Arc::clone(&self.pages))
    }
}
