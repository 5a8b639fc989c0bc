//! The whole suite in one binary. The modules in reading order; `tests/README.md` says how to add to each.

#![expect(clippy::disallowed_methods, reason = "tests look at the disk and the environment themselves")]

// What the others stand on.
mod folder;
mod site_test;

// Cases in folders.
mod broken;
