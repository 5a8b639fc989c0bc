//! The theme's assets under names that change with their bytes, so that browsers may keep them for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha384};

use super::script::without_comments;
use super::style::minified;
use crate::address::{Addresses, Url};
use crate::diagnostic::Report;
use crate::text::SourceMap;
use crate::theme::Theme;

/// An asset as templates see it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Asset {
    /// Its address.
    pub(super) url: Url,
    /// `sha384-…`, for the `integrity` attribute.
    pub(super) integrity: String,
    #[serde(skip)]
    path: String,
    #[serde(skip)]
    bytes: Arc<[u8]>,
}

/// Every asset, by its name in the theme.
#[derive(Debug)]
pub(super) struct Assets {
    by_name: BTreeMap<String, Asset>,
}

impl Assets {
    /// Makes style sheets and scripts small, and names every asset of a theme by its bytes: `site.css` becomes
    /// `assets/site.1a2b3c4d.css`.
    pub(super) fn fingerprint(
        theme: &Theme,
        addresses: &Addresses,
        sources: &SourceMap,
        report: &mut Report,
    ) -> Assets {
        let mut served = |name: &String, bytes: &Arc<[u8]>| match theme.styles.get(name) {
            Some(&file) => report
                .take(minified(&sources.file(file).text, file))
                .into_bytes()
                .into(),
            None if name.ends_with(".js") => match std::str::from_utf8(bytes) {
                Ok(script) => without_comments(script).into_bytes().into(),
                Err(_) => Arc::clone(bytes),
            },
            None => Arc::clone(bytes),
        };
        let asset = |(name, bytes): (&String, &Arc<[u8]>)| {
            let bytes: Arc<[u8]> = served(name, bytes);
            let digest = Sha384::digest(&bytes);
            let short: String = digest
                .iter()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let path = match name.rsplit_once('.') {
                Some((stem, extension)) => format!("assets/{stem}.{short}.{extension}"),
                None => format!("assets/{name}.{short}"),
            };
            let integrity = format!("sha384-{}", base64(&digest));
            (
                name.clone(),
                Asset {
                    url: addresses.at(&path),
                    integrity,
                    path,
                    bytes,
                },
            )
        };
        Assets {
            by_name: theme.assets.iter().map(asset).collect(),
        }
    }

    /// Every asset's name.
    pub(super) fn names(&self) -> Vec<String> {
        self.by_name.keys().cloned().collect()
    }

    /// Every asset's path and bytes.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Arc<[u8]>)> {
        self.by_name
            .values()
            .map(|asset| (asset.path.clone(), Arc::clone(&asset.bytes)))
    }

    /// The assets as a map that templates' functions can keep.
    pub(super) fn to_map(&self) -> BTreeMap<String, Asset> {
        self.by_name.clone()
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
