//! Wording: the English words that readers see and that neither a report nor `site.toml` gives: dates,
//! durations, names of lists, titles and descriptions of pages.
//!
//! This is the one place to change for another language. Rooms that derive what a page shows ask here
//! for words, so they hold none. Templates have their own text; diagnostics are for authors and
//! programmers and are where a problem is found.

mod dates;
mod labels;
pub mod pages;

pub use dates::{
    AFTER_INSPECTION, AT_INSPECTION, NO_DATE, NO_PERIOD, as_of, date, date_range, day, former_name,
    moment, period, time_between,
};
pub use labels::{
    NOT_GRADED, UNDATED, correction, entry, figure, file_size, map, of_region, region, respondent,
    search, table,
};
