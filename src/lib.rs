#![doc = include_str!("../ARCHITECTURE.md")]
//! # Stability
//!
//! The program is the product. This library exists for its tests and benchmarks, and makes no promise
//! of stability: any item may change in any version. What is stable is listed in the changelog: URLs,
//! the keys of content files, and the tables and columns of the data export.
//!
//! To read the code as a tour, start at [`pipeline`], whose [`build`](pipeline::build) calls the steps
//! in order, then follow them: [`source`], [`document`], [`model`], [`view`], [`plan`], [`render`].

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
