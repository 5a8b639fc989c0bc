//! Front matter, figures and settings as a tree of values with places, and a reader that reports every mistake.
//!
//! YAML and TOML become the same [`Node`]s, so a missing key or a wrong type is found and reported in one way, wherever
//! it is, and one mistake does not hide the next. `keys!` declares the keys of a file or entry, once for all who need
//! to know them; `config`, `theme` and `document` do so.

pub mod date_advice;
mod decimal;
mod hidden;
mod key;
mod map_reader;
mod moments;
mod node;
mod plain_text;
mod reading;
mod toml;
mod unfinished;
pub mod value;
mod yaml;

pub use decimal::Decimal;
pub use key::{ClosedSet, Key, KeyMap, KeyType, OneOf, Referent};
pub(crate) use key::{closed_set, keys};
pub use map_reader::{MapReader, missing_key};
pub use node::{Entry, Node, NodeKind, Scalar, ScalarStyle};
pub use reading::is_link;
pub use toml::parse_toml;
pub(crate) use unfinished::unfinished_diagnostic;
pub use value::{DateOrName, KeyValue, Keys};
pub use yaml::parse_yaml;
