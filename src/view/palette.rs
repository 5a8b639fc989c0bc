//! The look of grades and kinds of finding, from their place in the publisher's sets and the colours in `site.toml`.
//!
//! Web pages, maps and briefs all take it from here: pages by class and the generated stylesheet, briefs by value.

use crate::colour::{self, Colour, KindColours, Step};
use crate::config::{FindingKind, Grade, Tone};

/// The look of each step of a scale, best first.
pub fn grade_steps(grades: &[Grade]) -> Vec<Step> {
    let chosen: Vec<Option<Colour>> = grades.iter().map(|grade| grade.colour).collect();
    colour::scale(&chosen)
}

/// The class of the step at `row` of a scale of `of` steps: `grade-rank-2-of-5`.
pub fn grade_class(row: usize, of: usize) -> String {
    format!("grade-rank-{}-of-{of}", row + 1)
}

/// The colours of a kind: its own, or those of its tone.
pub fn kind_colours(kind: &FindingKind) -> KindColours {
    KindColours::of(kind.colour.unwrap_or(match kind.tone {
        Tone::Concern => Colour::new(0xa3, 0x27, 0x1c),
        Tone::Improvement => Colour::new(0x83, 0x50, 0x0a),
        Tone::Practice => Colour::new(0x0d, 0x65, 0x5c),
    }))
}

/// The class of the kind at `row` of `of` kinds: `kind-rank-1-of-4`.
pub fn kind_class(row: usize, of: usize) -> String {
    format!("kind-rank-{}-of-{of}", row + 1)
}
