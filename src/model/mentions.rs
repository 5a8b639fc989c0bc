//! Where each thing is linked to or mentioned: kept as the documents give it, and sorted by thing when first asked for.

use std::sync::{Arc, OnceLock};

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
        let mut starts = vec![0u32; offsets(corpus)[9] + 1];
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
            // Mentions come place by place, so a repetition stands last.
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

/// Where the numbers of each kind of target begin; at the end, how many there are.
fn offsets(corpus: &Corpus) -> [usize; 10] {
    let lengths = [
        corpus.regions.len(),
        corpus.bodies.len(),
        corpus.inspections.len(),
        corpus.findings.len(),
        corpus.recommendations.len(),
        corpus.terms.len(),
        corpus.topics.len(),
        corpus.measures.len(),
        corpus.pages.len(),
    ];
    let mut offsets = [0; 10];
    for (at, length) in lengths.into_iter().enumerate() {
        offsets[at + 1] = offsets[at] + length;
    }
    offsets
}

/// The number of a target among all things of the corpus.
fn number(target: Target, corpus: &Corpus) -> usize {
    let offsets = offsets(corpus);
    match target {
        Target::Region(id) => offsets[0] + id.row(),
        Target::Body(id) => offsets[1] + id.row(),
        Target::Inspection(id) => offsets[2] + id.row(),
        Target::Finding(id) => offsets[3] + id.row(),
        Target::Recommendation(id) => offsets[4] + id.row(),
        Target::Term(id) => offsets[5] + id.row(),
        Target::Topic(id) => offsets[6] + id.row(),
        Target::Measure(id) => offsets[7] + id.row(),
        Target::Page(id) => offsets[8] + id.row(),
    }
}
