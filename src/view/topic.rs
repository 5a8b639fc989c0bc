//! Topics: what was found about a thing, across bodies.

use serde::Serialize;

use super::{Download, FindingRow, KindCount, Mention, Precomputed, ViewContext};
use crate::address::Url;
use crate::model::{Finding, Id, Target, Topic};

/// A topic in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    /// `4p-plans`
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it covers.
    pub meaning: String,
    /// Its page.
    pub url: Url,
    /// How many findings are about it.
    pub findings: usize,
    /// How many bodies and regions they are about.
    pub subjects: usize,
    /// Boxed findings by kind.
    pub counts: Vec<KindCount>,
}

/// The list of topics.
#[derive(Clone, Debug, Serialize)]
pub struct TopicIndex {
    /// The topics, in the vocabulary's order.
    pub topics: Vec<TopicRow>,
}

/// A topic's page.
#[derive(Clone, Debug, Serialize)]
pub struct TopicPage {
    /// The topic as in lists.
    pub topic: TopicRow,
    /// Findings about it: boxed ones first by kind, then plain ones.
    pub findings: Vec<Precomputed<FindingRow>>,
    /// Where it is linked to.
    pub mentions: Vec<Mention>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

impl ViewContext {
    /// The findings about a topic, in the order of the registers. The first call sorts the findings of all topics.
    pub fn findings_of_topic(&self, id: Id<Topic>) -> &[Id<Finding>] {
        let by_topic = self.cache.findings_by_topic.get_or_init(|| {
            let mut by_topic = vec![Vec::new(); self.corpus.topics.len()];
            for subject in self.subjects() {
                for finding in self.corpus.findings_of(subject) {
                    for topic in &self.corpus.findings[finding].topics {
                        by_topic[topic.row()].push(finding);
                    }
                }
            }
            by_topic
        });
        &by_topic[id.row()]
    }

    /// The list of topics.
    pub fn topic_index(&self) -> TopicIndex {
        TopicIndex {
            topics: self
                .corpus
                .topics
                .ids()
                .map(|id| self.topic_row(id))
                .collect(),
        }
    }

    /// A topic in a list.
    pub fn topic_row(&self, id: Id<Topic>) -> TopicRow {
        self.topic_row_among(id, self.findings_of_topic(id))
    }

    /// A topic with some of its findings.
    pub(super) fn topic_row_among(&self, id: Id<Topic>, findings: &[Id<Finding>]) -> TopicRow {
        let topic = &self.corpus.topics[id];
        let mut subjects: Vec<_> = findings
            .iter()
            .map(|&finding| self.corpus.findings[finding].subject)
            .collect();
        subjects.sort();
        subjects.dedup();
        TopicRow {
            id: topic.id.clone(),
            name: topic.name.clone(),
            meaning: topic.meaning.clone(),
            url: self.addresses.topic(id),
            findings: findings.len(),
            subjects: subjects.len(),
            counts: self.kind_counts(findings.iter().copied()),
        }
    }

    /// A topic's page.
    pub fn topic_page(&self, id: Id<Topic>) -> TopicPage {
        let findings = self.findings_of_topic(id);
        TopicPage {
            topic: self.topic_row(id),
            findings: self.by_gravity(findings.iter().copied()),
            mentions: self.mentions(self.corpus.mentions(Target::Topic(id)), None),
            downloads: self.downloads(&self.topic_slices(id)),
        }
    }
}
