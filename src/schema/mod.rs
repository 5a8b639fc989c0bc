//! The keys of each kind of file in other forms: JSON Schemas for editors, lines to fill in for `new`, tables for the guide.
//!
//! All are made from the declarations that the reader uses. Where the publisher's settings are known, the ids of their sets
//! (grades, units, …) are offered as choices.

mod guide;
mod json;
pub mod kinds;
mod lines;

use crate::config::Config;
use crate::fields::Referent;

pub use guide::key_tables;
pub use json::schema;
pub use lines::lines;

/// The sets that a publisher owns.
#[derive(Clone, Debug)]
pub struct PublisherSets {
    /// Those of `site.toml`.
    pub config: Config,
    /// The ids of `measures.yaml`.
    pub measures: Vec<String>,
}

impl PublisherSets {
    /// The ids that a key may hold, if they belong to a set of the publisher.
    fn ids(&self, target: Referent) -> Option<Vec<&str>> {
        macro_rules! ids {
            ($set:ident) => {
                self.config
                    .$set
                    .iter()
                    .map(|entry| entry.id.as_str())
                    .collect()
            };
        }
        let ids: Vec<&str> = match target {
            Referent::Grade => ids!(grades),
            Referent::FindingKind => ids!(finding_kinds),
            Referent::Activity => ids!(activities),
            Referent::Role => ids!(roles),
            Referent::Unit => ids!(units),
            Referent::Qualifier => ids!(qualifiers),
            Referent::Programme => ids!(programmes),
            Referent::Status => ids!(statuses),
            Referent::Measure => self.measures.iter().map(String::as_str).collect(),
            Referent::Region
            | Referent::Rocu
            | Referent::Body
            | Referent::Inspection
            | Referent::Finding
            | Referent::Extract
            | Referent::Theme => return None,
        };
        Some(ids)
    }
}

#[cfg(test)]
mod tests;
