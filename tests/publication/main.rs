//! The tests of this repository's own publication, `content/` and `site.toml`. The program's tests do not read them, so an
//! edit to content can only fail here.
//!
//! A fork with a publication of its own deletes this folder, and everything in `content/` except the guide, which the program
//! ships: `pages/guide.md`, `pages/guide/` and `pages/templates.md`.

#![expect(clippy::disallowed_methods, reason = "tests read the disk themselves")]
#![expect(clippy::print_stdout, reason = "the style test says how much is left")]

#[path = "../harness/mod.rs"]
#[allow(dead_code, reason = "each test target uses a part of the harness")]
mod harness;
use harness::{folder, passages, site_test, soundness, style, template_fields};

mod bodies;
mod guide;
mod ledger;
mod prose;
mod site;
