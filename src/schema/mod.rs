//! The keys of each kind of file in other forms: JSON Schemas for editors, lines to fill in for `new`, tables for the guide.
//!
//! All are made from the declarations that the reader uses. Where the publisher's settings are known, the ids of their sets
//! (grades, units, …) are offered as choices.

mod guide;
mod json;
pub mod kinds;
mod lines;

use crate::config::Config;
use crate::fields::Target;

pub use guide::guide;
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
    fn ids(&self, target: Target) -> Option<Vec<&str>> {
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
            Target::Grade => ids!(grades),
            Target::FindingKind => ids!(finding_kinds),
            Target::Activity => ids!(activities),
            Target::Role => ids!(roles),
            Target::Unit => ids!(units),
            Target::Qualifier => ids!(qualifiers),
            Target::Programme => ids!(programmes),
            Target::Measure => self.measures.iter().map(String::as_str).collect(),
            Target::Region
            | Target::Rocu
            | Target::Body
            | Target::Inspection
            | Target::Finding
            | Target::Extract
            | Target::Theme => return None,
        };
        Some(ids)
    }
}

#[cfg(test)]
mod tests;
