#![doc = include_str!("../ARCHITECTURE.md")]

pub mod date;
pub mod diagnostic;
pub mod fields;
pub mod text;
pub mod files;
pub mod output;
pub mod config;
pub mod theme;
pub mod source;
pub mod document;
pub mod model;
pub mod address;
pub mod map;
pub mod view;
