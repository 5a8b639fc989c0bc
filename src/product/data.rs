//! The data export: the tables in `data/`, and beside each page the rows that its own tables show.

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::export;
use crate::output::{FileSink, OutputSet};

pub(super) const DATA: FileGroupSpec = FileGroupSpec {
    name: "data",
    owns: |path| path.ends_with(".json") || path.ends_with(".csv"),
    make,
};

fn make(site: &SiteInputs, sink: &dyn FileSink) -> OutputSet {
    export::tables(&site.context, sink)
}
