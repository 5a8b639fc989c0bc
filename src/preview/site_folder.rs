//! The site's folder as the preview shows it: which editor opens its files, and whether drafts are shown.

use std::path::PathBuf;

use super::dev_builder::SiteState;
use super::editor::Editor;
use super::origin_check::Viewer;

/// The site's folder, and how it is shown.
#[derive(Debug)]
pub(super) struct SiteFolder {
    pub(super) root: PathBuf,
    /// The editor of the author's environment.
    pub(super) visual: Option<String>,
    pub(super) drafts: bool,
}

impl SiteFolder {
    /// The editor, which the site's settings may name. Guests have none, and see no path of this
    /// machine.
    pub(super) fn editor(&self, shown: &SiteState, viewer: Viewer) -> Editor {
        match viewer {
            Viewer::Author => Editor::choose(&shown.latest.config().editor, self.visual.as_deref()),
            Viewer::Guest => Editor::None,
        }
    }
}
