//! Published reports and what was drawn from databases for them.

use jiff::civil::Date;

use super::{Account, Body, Citation, Id, Passage, Programme, Published, Region};
use crate::date::{PartialDate, Period};
use crate::text::FileId;

/// A published report.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// `soc-eastern`
    pub id: String,
    /// As shown.
    pub title: String,
    /// The series it belongs to.
    pub programme: Id<Programme>,
    /// The region it is about, if it is about one.
    pub region: Option<Id<Region>>,
    /// When it was published, as far as its source says.
    pub published: Published,
    /// When inspectors were there.
    pub fieldwork: Vec<Fieldwork>,
    /// How to name it.
    pub source: Citation,
    /// The inspection whose report mentions it, if this collection does not hold it.
    pub cited_in: Option<Id<Inspection>>,
    /// What was drawn from which database for it.
    pub extracts: Vec<Id<Extract>>,
    /// What the report is.
    pub passages: Vec<Passage>,
    /// What it said of each region and body, in the order of the files.
    pub accounts: Vec<Id<Account>>,
    /// The file it is written in.
    pub file: FileId,
}

impl Inspection {
    /// When it was published or, if its source does not say, when its fieldwork ended.
    pub fn day(&self) -> Option<Date> {
        let ends = || {
            let last = self.fieldwork.iter();
            last.map(|it| it.to.unwrap_or(it.from).last_day()).max()
        };
        match self.published {
            Published::On(published) => Some(published.first_day()),
            Published::NotStated => ends(),
        }
    }
}

/// A stretch of time in which inspectors were there.
#[derive(Clone, Debug)]
pub struct Fieldwork {
    /// First day, month or year.
    pub from: PartialDate,
    /// Last one.
    pub to: Option<PartialDate>,
    /// What was inspected then.
    pub what: Option<String>,
    /// The bodies that were inspected then; empty for all.
    pub bodies: Vec<Id<Body>>,
}

impl Fieldwork {
    /// Whether it was the fieldwork of a body.
    pub fn covers(&self, body: Id<Body>) -> bool {
        self.bodies.is_empty() || self.bodies.contains(&body)
    }
}

/// What was drawn from a database, when, and with which filters.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Unique within its inspection.
    pub slug: String,
    /// The inspection it was drawn for.
    pub inspection: Id<Inspection>,
    /// The database.
    pub dataset: String,
    /// When it was drawn.
    pub drawn: Option<PartialDate>,
    /// The time it covers.
    pub period: Option<Period>,
    /// What it covers.
    pub covers: Option<String>,
    /// The filters used.
    pub filters: Vec<String>,
    /// What to beware of.
    pub caveats: Vec<String>,
}
