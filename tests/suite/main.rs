//! The whole suite in one binary. The modules in reading order; `tests/README.md` says how to add to each.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the disk and the environment themselves"
)]

// What the others stand on.
mod folder;
mod html;
mod site_test;

// Cases in folders.
mod broken;
mod golden;

// Small sites in a string, a subject a module.
mod accounts;
mod cascades;
mod figures;
mod glossary;
mod links;
mod pages;
mod settings;
mod themes;

// What stands beside the pages.
mod calendar;
mod rows;
mod search;

// What holds of any site.
mod generate;
mod hostile;
mod properties;

// The repository's own site, and what is known of its sources.
mod data;
mod ledger;
mod site;
mod templates;

// The program as people run it, and the house it is built as.
mod cli;
mod house;
mod scaffold;
