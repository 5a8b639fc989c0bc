#![doc = include_str!("../ARCHITECTURE.md")]
//! # Stability
//!
//! The program is the product. This library exists for its tests and benchmarks, and makes no promise
//! of stability: any item may change in any version. What is stable is listed in the changelog: URLs,
//! the keys of content files, and the tables and columns of the data export.
//!
//! # A tour in the order of the data
//!
//! Start at [`pipeline`], whose [`build`](pipeline::build) calls the steps in order.
//!
//! 1. In: [`files`] and [`source`] list and read, [`fields`] reads YAML and TOML, [`config`] and
//!    [`theme`] give settings and theme, [`document`] one parsed file.
//! 2. Resolved: [`model`] is the corpus, [`check`] its rules, [`ledger`] the addresses it had.
//! 3. Derived: [`address`], [`view`] and [`plan`] say what each page shows and where, with words from
//!    [`wording`] and shapes from [`map`].
//! 4. Made: [`render`] HTML, [`brief`] PDF, [`export`] data, [`search`] records; [`product`] is the list
//!    of all of them.
//! 5. Out: [`leak`] searches the bytes, [`manifest`] lists them, [`output`] writes them, [`hosting`]
//!    configures the server, [`diff`] compares two editions.
//! 6. Around it: [`cli`] and [`command`], [`scaffold`] and [`schema`] for authors, and the preview.
//!
//! Below all of them: [`text`], [`date`], [`colour`], [`cache`] and [`diagnostic`].

pub mod address;
pub mod brief;
pub mod cache;
pub mod card;
pub mod check;
pub mod cli;
pub mod colour;
pub mod command;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod export;
pub mod fields;
pub mod files;
pub mod hosting;
pub mod leak;
pub mod ledger;
pub mod manifest;
pub mod map;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod plan;
#[cfg(feature = "serve")]
pub mod preview;
pub mod product;
pub mod render;
pub mod scaffold;
pub mod schema;
pub mod search;
pub mod source;
pub mod text;
pub mod theme;
pub mod view;
pub mod wording;
