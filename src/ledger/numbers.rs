//! The numbers of findings, by which people name them in a meeting: K1, K2, … for Kent.
//!
//! A number is given once. The ledger keeps it, so that a finding that is added, moved up or removed changes no other's.

use std::collections::{BTreeMap, BTreeSet};

use super::{MoveTarget, Moves};
use crate::document::{AddressKind, Ledger};
use crate::model::{Corpus, Finding, Id, Subject};

/// The number of each finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingNumbers {
    /// In the order of the corpus.
    numbers: Vec<String>,
}

impl FindingNumbers {
    /// Takes numbers from the ledger, and gives those that it does not have to the others in order of appearance. A finding
    /// that was renamed keeps its number; of findings that were merged, the one that is left takes the lowest.
    pub fn new(corpus: &Corpus, ledger: Option<&Ledger>, moves: &Moves) -> FindingNumbers {
        let entries = ledger.map_or(&[][..], |ledger| &ledger.entries).iter();
        let numbered = entries.filter_map(|entry| {
            let number = entry.number.as_deref()?;
            let is_finding = entry.kind == AddressKind::Finding;
            let place = FindingPlace::of(&entry.address).filter(|_| is_finding)?;
            Some((place, (entry.address.as_str(), number)))
        });
        let known: BTreeMap<FindingPlace<'_>, (&str, &str)> = numbered.collect();
        let mut highest: BTreeMap<_, u32> = BTreeMap::new();
        for (place, (_, number)) in &known {
            let highest = highest.entry((place.folder, place.subject)).or_default();
            *highest = (*highest).max(count_of(number));
        }
        let renamed = renamed(known.values().copied(), moves);
        let kept = known
            .into_iter()
            .map(|(place, (_, number))| (place, number));
        let kept: BTreeMap<FindingPlace<'_>, &str> = kept.collect();
        let mut numbers = vec![String::new(); corpus.findings.len()];
        let mut given: BTreeSet<(Subject, &str)> = BTreeSet::new();
        let rows = corpus.findings.rows();
        let places: Vec<FindingPlace<'_>> = rows
            .iter()
            .map(|it| FindingPlace::new(corpus, it))
            .collect();
        let findings = || rows.iter().zip(&places).enumerate();
        // Those that have a number come first, so that a merged finding takes none of theirs.
        for known in [&kept, &renamed] {
            for (row, (finding, place)) in findings() {
                let number = known.get(place).copied();
                if let Some(number) = number.filter(|number| {
                    numbers[row].is_empty() && given.insert((finding.subject, number))
                }) {
                    number.clone_into(&mut numbers[row]);
                }
            }
        }
        for (row, (finding, place)) in findings() {
            if numbers[row].is_empty() {
                let highest = highest.entry((place.folder, place.subject)).or_default();
                *highest = highest.saturating_add(1);
                numbers[row] = format!("{}{highest}", prefix(corpus, finding.subject));
            }
        }
        FindingNumbers { numbers }
    }

    /// The number of a finding; empty for one that is not of this corpus.
    pub fn of(&self, id: Id<Finding>) -> &str {
        self.numbers.get(id.row()).map_or("", String::as_str)
    }
}

/// Whose finding it is and its own name. The page of a finding is another once a later inspection has been there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FindingPlace<'a> {
    folder: &'a str,
    subject: &'a str,
    slug: &'a str,
}

impl<'a> FindingPlace<'a> {
    /// Of `/forces/kent/#plans`, or of an address below `/forces/kent/`.
    fn of(address: &'a str) -> Option<FindingPlace<'a>> {
        let (page, slug) = address.split_once('#')?;
        let mut parts = page.split('/').skip(1);
        let (folder, subject) = (parts.next()?, parts.next()?);
        Some(FindingPlace {
            folder,
            subject,
            slug,
        })
    }

    fn new(corpus: &'a Corpus, finding: &'a Finding) -> FindingPlace<'a> {
        FindingPlace {
            folder: match finding.subject {
                Subject::Region(_) => "regions",
                Subject::Body(body) => corpus.bodies[body].kind.folder(),
            },
            subject: corpus.subject_id(finding.subject),
            slug: &finding.slug,
        }
    }
}

/// The lowest of the numbers of the addresses that lead to a finding.
fn renamed<'l>(
    known: impl Iterator<Item = (&'l str, &'l str)>,
    moves: &'l Moves,
) -> BTreeMap<FindingPlace<'l>, &'l str> {
    let mut renamed: BTreeMap<FindingPlace<'_>, &str> = BTreeMap::new();
    for (from, number) in known {
        let Some(MoveTarget::Address(to, _)) = moves.get(from).map(|it| &it.to) else {
            continue;
        };
        let Some(place) = FindingPlace::of(to) else {
            continue;
        };
        let lowest = renamed.entry(place).or_insert(number);
        if count_of(number) < count_of(lowest) {
            *lowest = number;
        }
    }
    renamed
}

/// The letters before a number: those that the content gives, the abbreviation of a body, or the first letter of its name.
fn prefix(corpus: &Corpus, subject: Subject) -> String {
    let (abbreviation, name) = match subject {
        Subject::Region(region) => {
            let region = &corpus.regions[region];
            (region.number_prefix.as_ref(), &region.name)
        }
        Subject::Body(body) => {
            let body = &corpus.bodies[body];
            let given = body.number_prefix.as_ref();
            (given.or(body.abbreviation.as_ref()), &body.short_name)
        }
    };
    let prefix: String = match abbreviation {
        Some(abbreviation) => abbreviation.clone(),
        None => name.chars().take(1).flat_map(char::to_uppercase).collect(),
    };
    // Or the digits of both would run together.
    match prefix.ends_with(|c: char| c.is_ascii_digit()) {
        true => prefix + "-",
        false => prefix,
    }
}

/// 3 of `K3`.
fn count_of(number: &str) -> u32 {
    let letters = number.trim_end_matches(|c: char| c.is_ascii_digit());
    number[letters.len()..].parse().unwrap_or_default()
}
