//! What stands beside the pages (search, rows as files, calendars) and what authors begin with (init, new, schema).

#![expect(clippy::disallowed_methods, reason = "tests look at the disk themselves")]

// What the others stand on.
mod built;

mod beside;
mod calendar;
mod search;
mod start;
