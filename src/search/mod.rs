//! Full-text search: what can be found, and the index that a browser searches without a server.
//!
//! Records are made from the corpus and the plan, not scraped from pages: one for each page, finding, recommendation and
//! section, with its own address, so that a result leads to the very place. [Pagefind](https://pagefind.app) makes the
//! index in this process: a browser fetches only the few kilobytes of it that a query needs, nothing leaves the site, and
//! stemming is right for the site's language. What it would show with its own interface is the theme's business instead.

mod bundle;
mod record;

pub use bundle::{index, parts};
pub use record::{Record, records};
