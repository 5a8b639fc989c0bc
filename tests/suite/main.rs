//! The tests of the program, in one binary and on invented sites only. The modules are in reading order;
//! `tests/README.md` says how to add to each.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the disk and the environment themselves"
)]

#[path = "../harness/mod.rs"]
#[allow(dead_code, reason = "each test target uses a part of the harness")]
mod harness;
use harness::{folder, html, site_test, soundness, template_fields};

// Cases in folders.
mod broken;
mod golden;

// Small sites in a string, a subject a module.
mod accounts;
mod cards;
mod cascades;
mod corrections;
mod evidence;
mod feed;
mod figures;
mod follow_up;
mod gate;
mod gate_extras;
mod glossary;
mod leaks;
mod ledger;
mod linked_data;
mod links;
mod maps;
mod pages;
mod palette;
mod pictures;
mod places;
mod planted;
mod prose;
mod responses;
mod settings;
mod sinks;
mod themes;
mod tree;
mod trends;
mod values;

// An invented publication with something of everything: its pages, data, calendars and search.
mod calendar;
mod cycles;
mod data;
mod rows;
#[cfg(feature = "search")]
mod search;
mod showcase;
mod side_by_side;
mod templates;

// Properties of any site.
mod generate;
mod hostile;
mod properties;

// The program as people run it, the rules for its sources, and the test harness itself.
mod changes;
mod cli;
mod diff;
mod guide;
mod hosting;
mod house;
mod manifest;
mod review;
mod scaffold;
mod walker;
mod wording;
mod writing;
