//! The entries of the sets that the publisher owns: grades, kinds of finding, question areas, units and other choices.

use crate::colour::Colour;
use crate::text::Spanned;

/// A step of the scale.
#[derive(Clone, Debug)]
pub struct Grade {
    /// As written in content.
    pub id: String,
    /// As shown.
    pub name: String,
    /// A letter or sign that stands beside the colour.
    pub mark: String,
    /// "is good at …": what a judgment at this grade says of a body.
    pub sentence: String,
    /// A kind of finding that must go with it.
    pub goes_with: Option<Spanned<String>>,
    /// The colour to show it in; `None` leaves the choice to the theme, by rank.
    pub colour: Option<Colour>,
    /// Position on the scale: 0 is the best.
    pub rank: usize,
    /// How many grades the scale has.
    pub of: usize,
}

/// What a kind of finding says about the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is seriously wrong.
    Concern,
    /// Something should be better.
    Improvement,
    /// Something is worth copying.
    Practice,
}

impl Tone {
    /// The name in `site.toml` and in themes.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Concern => "concern",
            Tone::Improvement => "improvement",
            Tone::Practice => "practice",
        }
    }
}

/// A boxed kind of finding.
#[derive(Clone, Debug)]
pub struct FindingKind {
    /// As written in content, as a class.
    pub id: String,
    /// As shown, for one.
    pub name: String,
    /// As shown, for several.
    pub plural: String,
    /// What it says about the body.
    pub tone: Tone,
    /// Whether it must carry a recommendation.
    pub needs_recommendation: bool,
    /// What the kind means, for readers.
    pub meaning: String,
    /// The colour to show it in; `None` leaves the choice to the theme, by tone and rank.
    pub colour: Option<Colour>,
    /// Position among the kinds: 0 is the gravest.
    pub rank: usize,
    /// How many kinds there are.
    pub of: usize,
}

/// A heading under which a body is inspected.
#[derive(Clone, Debug)]
pub struct QuestionArea {
    /// As written in content.
    pub id: String,
    /// As shown.
    pub name: String,
    /// As shown where there is little room.
    pub short: String,
}

/// One of a closed set with a name.
#[derive(Clone, Debug)]
pub struct Choice {
    /// As written in content.
    pub id: String,
    /// As shown.
    pub name: String,
    /// What it means; may be empty.
    pub meaning: String,
}

/// How a value of a unit is written.
#[derive(Clone, Debug)]
pub struct Unit {
    /// As written in content.
    pub id: String,
    /// Before the number.
    pub before: String,
    /// After it.
    pub after: String,
    /// After it, if it is exactly 1.
    pub one: String,
}

impl Unit {
    /// Whether values in it are shares, so that a hundred is all there is.
    pub fn is_share(&self) -> bool {
        self.after == "%"
    }
}
