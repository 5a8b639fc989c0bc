//! Corrections of what the site said.

use jiff::civil::Date;

use super::{Corpus, Figure, Finding, Id, Recommendation, Subject};

/// What was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// A finding.
    Finding(Id<Finding>),
    /// A recommendation.
    Recommendation(Id<Recommendation>),
    /// A figure.
    Figure(Id<Figure>),
}

/// A correction.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its day, with a number if it is not the first of that day: `2027-01-14-2`.
    pub id: String,
    /// The day.
    pub date: Date,
    /// What was corrected.
    pub about: Corrected,
    /// What the site said.
    pub was: String,
    /// What it says now.
    pub is: String,
    /// Why it was wrong.
    pub why: String,
}

impl Corrected {
    /// The body or region that it is about.
    pub fn subject(self, corpus: &Corpus) -> Subject {
        match self {
            Corrected::Finding(id) => corpus.findings[id].subject,
            Corrected::Recommendation(id) => {
                corpus.findings[corpus.recommendations[id].finding].subject
            }
            Corrected::Figure(id) => corpus.figures[id].subject,
        }
    }
}
