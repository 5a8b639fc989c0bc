//! The theme's assets, and the pictures of `content/` that pages show.

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::output::{FileSink, OutputSet};

pub(super) const ASSETS: FileGroupSpec = FileGroupSpec {
    name: "assets",
    owns: |path| path.starts_with("assets/") || path.starts_with("media/"),
    make,
};

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    let mut output = site.pictures.clone();
    site.theme.assets(&mut output);
    output
}
