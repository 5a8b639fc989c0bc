//! Front matter, figures and settings as a tree of values with their places, and a reader that collects every fault.
//!
//! YAML and TOML become the same [`Node`]s, so a missing key or a wrong type is found and told in one way, wherever it
//! is written, and one slip does not hide the next. What the keys mean is for `config`, `theme` and `document` to say.

mod decimal;
#[cfg(test)]
pub(crate) mod key_usage;
mod map_reader;
mod node;
mod toml;
mod yaml;

pub use decimal::Decimal;
pub use map_reader::MapReader;
pub use node::{Node, NodeKind, Scalar, ScalarStyle};
pub use toml::parse_toml;
pub use yaml::parse_yaml;
