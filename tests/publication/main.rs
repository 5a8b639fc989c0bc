//! The tests of this repository's own publication, `content/` and `site.toml`. The program's tests do not read them, so an
//! edit to content can only fail here.
//!
//! A fork with a publication of its own deletes this folder and `content/`, and edits `site.toml`.

#![expect(clippy::disallowed_methods, reason = "tests read the disk themselves")]
#![expect(clippy::print_stdout, reason = "the style test says how much is left")]

#[path = "../harness/mod.rs"]
#[allow(dead_code, reason = "each test target uses a part of the harness")]
mod harness;
use harness::{folder, passages, site_test, soundness, style};

mod bodies;
mod guide;
mod ledger;
mod maps;
mod prose;
mod site;
