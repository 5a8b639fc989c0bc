//! A theme whose templates are parsed and whose assets are named; loaded once for as long as the
//! theme stays the same.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::assets::Assets;
use super::inline_code;
use super::template::Templates;
use crate::address::Addresses;
use crate::diagnostic::{Checked, Report};
use crate::output::{OutputPath, OutputSet};
use crate::text::SourceMap;
use crate::theme::Theme;

/// A theme with its templates parsed and its assets named.
#[derive(Debug)]
pub struct LoadedTheme {
    /// The source of the theme, for the places of errors.
    pub(super) theme: Arc<Theme>,
    /// `None` if a template could not be parsed.
    pub(super) templates: Option<Templates>,
    assets: Assets,
    /// Identifies the theme.
    pub(super) digest: [u8; 32],
}

impl LoadedTheme {
    /// Parses a theme's templates and names its assets.
    pub fn new(
        theme: &Arc<Theme>,
        sources: &SourceMap,
        addresses: &Addresses,
    ) -> Checked<LoadedTheme> {
        let mut report = Report::default();
        let assets = Assets::fingerprint(theme, addresses, sources, &mut report);
        // A theme that is not there has been reported; that none of its templates is there goes
        // without saying.
        let is_there = !theme.chain.is_empty();
        let templates = is_there
            .then(|| Templates::new(theme, sources, &assets, &mut report))
            .flatten();
        inline_code::check(theme, sources, &mut report);
        let mut digest = Sha256::new();
        let mut add = |bytes: &[u8]| {
            digest.update(bytes.len().to_le_bytes());
            digest.update(bytes);
        };
        theme.chain.iter().for_each(|name| add(name.as_bytes()));
        for (name, &file) in &theme.templates {
            add(name.as_bytes());
            add(sources.file(file).text.as_bytes());
        }
        assets.files().for_each(|(path, _)| add(path.as_bytes()));
        Checked {
            value: LoadedTheme {
                theme: Arc::clone(theme),
                templates,
                assets,
                digest: digest.finalize().into(),
            },
            report,
        }
    }

    /// The source of the theme.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// Whether every template could be parsed, so that pages can be rendered.
    pub fn is_sound(&self) -> bool {
        self.templates.is_some()
    }

    /// Adds the assets to the site.
    pub fn assets(&self, output: &mut OutputSet) {
        for (path, bytes) in self.assets.files() {
            // Names that are invalid in an address were reported when the theme was read.
            if let Some(path) = OutputPath::new(path) {
                output.insert(path, Arc::clone(&bytes));
            }
        }
    }
}
