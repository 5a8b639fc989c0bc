//! Calendars of what is due: of all recommendations, and of those that each page shows.

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::export;
use crate::output::{FileSink, OutputSet};

pub(super) const CALENDARS: FileGroupSpec = FileGroupSpec {
    name: "calendars",
    owns: |path| path.ends_with(".ics"),
    make,
};

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    export::calendars(&site.context)
}
