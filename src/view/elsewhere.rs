//! Where else a shortcoming was found, and who does well what it is about.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{FindingRow, Precomputed, ViewContext};
use crate::model::{Finding, Id, Subject, Tone, Topic};

/// How many findings each list has at most. The page of a topic has them all.
const FEW: usize = 3;

/// Present findings of other bodies on the topics of a finding.
#[derive(Clone, Debug, Serialize)]
pub struct Elsewhere {
    /// Practice and strengths.
    pub done_well: Vec<Precomputed<FindingRow>>,
    /// Shortcomings.
    pub also_found: Vec<Precomputed<FindingRow>>,
}

/// The present findings about a topic, in the order of the registers.
#[derive(Clone, Debug, Default)]
pub(super) struct FindingsByTone {
    /// Practice and strengths.
    well: Vec<Id<Finding>>,
    /// Shortcomings.
    short: Vec<Id<Finding>>,
}

impl ViewContext {
    /// Findings of others on the topics of a shortcoming; none for other findings, or if there are none.
    pub fn elsewhere(&self, id: Id<Finding>) -> Option<Elsewhere> {
        match self.finding_tone(id)? {
            Tone::Concern | Tone::Improvement => {}
            Tone::Practice => return None,
        }
        let pick = |of: fn(&FindingsByTone) -> &[Id<Finding>]| {
            let mut picked: Vec<Id<Finding>> = Vec::new();
            let mut subjects: BTreeSet<Subject> =
                BTreeSet::from([self.corpus.findings[id].subject]);
            for &topic in &self.corpus.findings[id].topics {
                for other in after(of(self.by_tone(topic)), id) {
                    if picked.len() == FEW {
                        return picked;
                    }
                    if subjects.insert(self.corpus.findings[other].subject) {
                        picked.push(other);
                    }
                }
            }
            picked
        };
        let (well, short) = (pick(|of| &of.well), pick(|of| &of.short));
        (!well.is_empty() || !short.is_empty()).then(|| Elsewhere {
            done_well: self.finding_rows(&well),
            also_found: self.finding_rows(&short),
        })
    }

    /// The first call sorts the findings of all topics.
    fn by_tone(&self, topic: Id<Topic>) -> &FindingsByTone {
        let by_topic = self.cache.findings_by_tone.get_or_init(|| {
            let sort = |topic| {
                let mut sorted = FindingsByTone::default();
                for &id in self.findings_of_topic(topic) {
                    let finding = &self.corpus.findings[id];
                    if !self.corpus.is_present(finding.account) {
                        continue;
                    }
                    match self.finding_tone(id) {
                        Some(Tone::Concern | Tone::Improvement) => sorted.short.push(id),
                        Some(Tone::Practice) => sorted.well.push(id),
                        None if finding.is_strength => sorted.well.push(id),
                        None => {}
                    }
                }
                sorted.well.sort();
                sorted.short.sort();
                sorted
            };
            self.corpus.topics.ids().map(sort).collect()
        });
        &by_topic[topic.row()]
    }
}

/// Those after an id, then those before it, so that the lists of different bodies begin with different findings.
fn after(ids: &[Id<Finding>], id: Id<Finding>) -> impl Iterator<Item = Id<Finding>> + '_ {
    let (before, behind) = ids.split_at(ids.partition_point(|&other| other <= id));
    behind.iter().chain(before).copied()
}
