//! Regions and bodies: what outlives any inspection.

use super::{Account, BodyKind, FormerName, Id, Inspection};
use crate::date::PartialDate;
use crate::text::Span;

/// A region. It has no grade, and none is computed.
#[derive(Clone, Debug)]
pub struct Region {
    /// `eastern`
    pub id: String,
    /// `Eastern`
    pub name: String,
    /// Its regional organised crime unit; London has none.
    pub rocu: Option<Id<Body>>,
    /// Whether its author named one, known or not.
    pub names_rocu: bool,
    /// The letters before the numbers of its findings.
    pub number_prefix: Option<String>,
    /// What sets it apart.
    pub note: Option<String>,
    /// Its forces, by name.
    pub forces: Vec<Id<Body>>,
    /// What inspections said of it, oldest first.
    pub accounts: Vec<Id<Account>>,
    /// The latest inspection of it.
    pub inspection: Option<Id<Inspection>>,
    /// Where its identity is written.
    pub span: Span,
    /// Where its name is written.
    pub name_span: Span,
    /// Where its ROCU is named, or its identity is written.
    pub rocu_span: Span,
}

/// A force or a regional organised crime unit.
#[derive(Clone, Debug)]
pub struct Body {
    /// `kent`
    pub id: String,
    /// Force or ROCU.
    pub kind: BodyKind,
    /// `Kent Police`
    pub name: String,
    /// `Kent`
    pub short_name: String,
    /// Its region.
    pub region: Option<Id<Region>>,
    /// `ERSOU`
    pub abbreviation: Option<String>,
    /// Whether it has an area on the map.
    pub has_area: bool,
    /// Everyday names by which people look for it.
    pub also_known_as: Vec<String>,
    /// What it was called, oldest first.
    pub former_names: Vec<FormerName>,
    /// Who holds it to account.
    pub policing_body: Option<String>,
    /// Its first day, month or year.
    pub from: Option<PartialDate>,
    /// Its last one, if it no longer exists.
    pub until: Option<PartialDate>,
    /// The bodies that took its place.
    pub succeeded_by: Vec<Id<Body>>,
    /// The bodies that it took the place of.
    pub succeeds: Vec<Id<Body>>,
    /// The letters before the numbers of its findings.
    pub number_prefix: Option<String>,
    /// What sets it apart.
    pub note: Option<String>,
    /// What inspections said of it, oldest first.
    pub accounts: Vec<Id<Account>>,
    /// Where its identity is written.
    pub span: Span,
    /// Where its name is written.
    pub name_span: Span,
    /// Where its region is named, or its identity is written.
    pub region_span: Span,
}
