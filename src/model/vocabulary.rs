//! What findings are about, what is counted, what words mean; and ordinary pages.

use super::{Body, Id, PageTable, Passage, Prose, Unit};
use crate::text::{FileId, Span, Spanned};

/// What a finding is about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// `4p-plans`
    pub id: String,
    /// As shown.
    pub name: String,
    /// What it covers.
    pub meaning: String,
    /// Where it is written.
    pub span: Span,
}

/// What is counted.
#[derive(Clone, Debug)]
pub struct Measure {
    /// `disruptions`
    pub id: String,
    /// As shown.
    pub name: String,
    /// What it counts.
    pub meaning: String,
    /// Its usual unit.
    pub unit: Id<Unit>,
    /// Where it is written.
    pub span: Span,
}

/// A glossary term.
#[derive(Clone, Debug)]
pub struct Term {
    /// `4p-plan`
    pub id: String,
    /// As shown.
    pub term: String,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Whether it is linked by itself.
    pub autolink: bool,
    /// Its definition.
    pub definition: Prose,
    /// The file it is written in.
    pub file: FileId,
}

/// A place that people look for.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name that people use.
    pub name: String,
    /// What it is: "town"
    pub kind: String,
    /// The larger place that it is in.
    pub within: Option<String>,
    /// The bodies that serve it; never empty.
    pub bodies: Vec<Id<Body>>,
    /// Other names.
    pub also: Vec<String>,
    /// What its postcodes start with.
    pub postcodes: Vec<String>,
    /// Its code in official statistics.
    pub code: Option<String>,
    /// Where its name is written.
    pub span: Span,
}

/// An ordinary page.
#[derive(Clone, Debug)]
pub struct Page {
    /// `about`
    pub id: String,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Tables that the site adds to it.
    pub shows: Vec<PageTable>,
    /// The theme's template, if not the usual one, and where it is asked for.
    pub template: Option<Spanned<String>>,
    /// Whether search finds it.
    pub is_searched: bool,
    /// Its parts.
    pub passages: Vec<Passage>,
    /// The file it is written in.
    pub file: FileId,
}
