//! Where each thing is linked to or mentioned: kept as the documents give it, and sorted by thing when first asked for.

use std::sync::{Arc, OnceLock};

use super::prose::TargetKind;
use super::{Corpus, MentionSite, Target};

/// Mentions of a stretch of the corpus, place by place.
pub(super) type SectionMentions = Arc<[(Target, MentionSite)]>;

/// Every mention, in reading order.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    stretches: Vec<SectionMentions>,
    by_target: OnceLock<ByTarget>,
}

/// The places of each target: those of number `n` begin at `starts[n]` and are as many as `counts[n]`.
#[derive(Clone, Debug)]
struct ByTarget {
    starts: Vec<u32>,
    counts: Vec<u32>,
    places: Vec<MentionSite>,
}

impl Mentions {
    /// Adds the mentions of the next document.
    pub(super) fn add(&mut self, stretch: SectionMentions) {
        if !stretch.is_empty() {
            self.stretches.push(stretch);
        }
    }

    /// Where a thing is mentioned.
    pub(super) fn of(&self, target: Target, corpus: &Corpus) -> &[MentionSite] {
        let sorted = self.by_target.get_or_init(|| self.sorted(corpus));
        let number = number(target, corpus);
        let (Some(&start), Some(&count)) = (sorted.starts.get(number), sorted.counts.get(number))
        else {
            return &[];
        };
        &sorted.places[start as usize..(start + count) as usize]
    }

    /// Counted first, then put in place: there can be millions, and a list each would be slow.
    fn sorted(&self, corpus: &Corpus) -> ByTarget {
        let all = || self.stretches.iter().flat_map(|stretch| stretch.iter());
        let mut starts = vec![0u32; total(corpus) + 1];
        for (target, _) in all() {
            starts[number(*target, corpus) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let total = starts.last().map_or(0, |&total| total as usize);
        let mut counts = vec![0u32; starts.len()];
        let Some((_, any)) = all().next() else {
            return ByTarget {
                starts,
                counts,
                places: Vec::new(),
            };
        };
        let mut places = vec![*any; total];
        for (target, place) in all() {
            let number = number(*target, corpus);
            let (start, count) = (starts[number] as usize, counts[number] as usize);
            // Mentions come place by place, so a repetition is last.
            if count == 0 || places[start + count - 1] != *place {
                places[start + count] = *place;
                counts[number] += 1;
            }
        }
        ByTarget {
            starts,
            counts,
            places,
        }
    }
}

/// How many things a link can lead to.
fn total(corpus: &Corpus) -> usize {
    target_counts(corpus).iter().map(|(_, count)| count).sum()
}

/// The number of a target among all things of the corpus, kind after kind.
fn number(target: Target, corpus: &Corpus) -> usize {
    let kinds = target_counts(corpus);
    let before = kinds.iter().take_while(|(kind, _)| *kind != target.kind());
    before.map(|(_, count)| count).sum::<usize>() + target.row()
}

/// How many things there are of each kind of target.
fn target_counts(corpus: &Corpus) -> [(TargetKind, usize); TargetKind::ALL.len()] {
    TargetKind::ALL.map(|kind| {
        let count = match kind {
            TargetKind::Region => corpus.regions.len(),
            TargetKind::Body => corpus.bodies.len(),
            TargetKind::Inspection => corpus.inspections.len(),
            TargetKind::Finding => corpus.findings.len(),
            TargetKind::Recommendation => corpus.recommendations.len(),
            TargetKind::Term => corpus.terms.len(),
            TargetKind::Topic => corpus.topics.len(),
            TargetKind::Measure => corpus.measures.len(),
            TargetKind::Page => corpus.pages.len(),
        };
        (kind, count)
    })
}
