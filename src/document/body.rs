//! The identity of a region or body: what outlives any inspection.

use super::front_matter::split;
use super::same_id;
use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::keys;
use crate::fields::value::{
    AnyDate, BodyIds, Flag, ListOf, OwnId, PlainText, RegionId, RocuId, Texts,
};
use crate::source::BodyKind;
use crate::text::{FileId, Span, Spanned};

keys! {
    /// The front matter of a region.
    pub(crate) struct RegionKeys: "a region" {
        /// The name of the folder. You never need to write it.
        optional id: OwnId = "coast",
        /// The name that readers see, without the word region.
        required name: PlainText = "Coast",
        /// The regional organised crime unit, a folder in content/rocus/.
        optional rocu: RocuId = "crocu",
        /// The letters before the numbers of its findings. Numbers that were published keep theirs.
        optional number_prefix: PlainText = "CO",
        /// A short remark that readers need.
        optional note: PlainText = "Two forces of the region share a unit.",
    }
}

keys! {
    /// The front matter of a force or regional organised crime unit.
    pub(crate) struct BodyKeys: "a force or regional unit" {
        /// The name of the folder. You never need to write it.
        optional id: OwnId = "saltmarsh",
        /// The name that the body uses.
        required name: PlainText = "Saltmarsh Police",
        /// A shorter name for maps and tables.
        optional short_name: PlainText = "Saltmarsh",
        /// The region, a folder in content/regions/.
        required region: RegionId = "coast",
        /// The abbreviation of the name.
        optional abbreviation: PlainText = "SMP",
        /// Everyday names by which people look for the body.
        optional also_known_as: Texts = "the Marsh force",
        /// Names that the body had before, oldest first.
        optional former_names: ListOf<FormerNameKeys> = "",
        /// Whether the force has an area on the map; false for one without a territory.
        optional area: Flag<true> = "false",
        /// Who holds the body to account.
        optional policing_body: PlainText = "Saltmarsh Police and Crime Commissioner",
        /// The first day, month or year of the body, if readers need it.
        optional from: AnyDate = "2026-04-01",
        /// The last day, month or year of a body that no longer exists.
        optional until: AnyDate = "2027-03-31",
        /// The ids of the bodies that took its place.
        optional succeeded_by: BodyIds = "[fenland]",
        /// The letters before the numbers of its findings. Numbers that were published keep theirs.
        optional number_prefix: PlainText = "SM",
        /// A short remark that readers need.
        optional note: PlainText = "The smallest force of the region.",
    }
}

keys! {
    /// A former name of a body.
    pub(crate) struct FormerNameKeys: "a former name" {
        /// The name.
        required name: PlainText = "Saltmarsh Constabulary",
        /// The last day, month or year in which the body had it.
        optional until: AnyDate = "2002-04",
    }
}

/// A region.
#[derive(Clone, Debug)]
pub struct Region {
    /// The place of the front matter.
    pub span: Span,
    /// The name that readers see.
    pub name: Spanned<String>,
    /// Its regional organised crime unit.
    pub rocu: Option<Spanned<String>>,
    /// The letters before the numbers of its findings.
    pub number_prefix: Option<String>,
    /// A short remark.
    pub note: Option<String>,
}

/// A force or regional organised crime unit.
#[derive(Clone, Debug)]
pub struct Body {
    /// The place of the front matter.
    pub span: Span,
    /// Force or ROCU.
    pub kind: BodyKind,
    /// The name that the body uses.
    pub name: Spanned<String>,
    /// A shorter name for maps and tables.
    pub short_name: Option<String>,
    /// Its region.
    pub region: Option<Spanned<String>>,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// Whether it has an area on the map.
    pub has_area: bool,
    /// Everyday names.
    pub also_known_as: Vec<String>,
    /// Earlier names, oldest first.
    pub former_names: Vec<FormerName>,
    /// Who holds it to account.
    pub policing_body: Option<String>,
    /// Its first day, month or year.
    pub from: Option<PartialDate>,
    /// Its last one, if it no longer exists.
    pub until: Option<Spanned<PartialDate>>,
    /// The bodies that took its place.
    pub succeeded_by: Vec<Spanned<String>>,
    /// The letters before the numbers of its findings.
    pub number_prefix: Option<String>,
    /// A short remark.
    pub note: Option<String>,
}

/// A name that a body no longer has.
#[derive(Clone, Debug)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The last day, month or year in which the body had it.
    pub until: Option<PartialDate>,
}

pub(super) fn region(id: &str, text: &str, file: FileId, report: &mut Report) -> Option<Region> {
    let parts = split(text, file, report)?;
    let keys: RegionKeys = parts.keys(report);
    if parts.is_broken {
        return None;
    }
    same_id(keys.id.as_ref(), id, report);
    nothing_below(text, parts.words, report);
    Some(Region {
        span: keys.span,
        name: keys
            .name
            .unwrap_or_else(|| Spanned::new(id.to_owned(), keys.span)),
        rocu: keys.rocu,
        number_prefix: keys.number_prefix.map(|prefix| prefix.value),
        note: keys.note.map(|note| note.value),
    })
}

pub(super) fn body(
    kind: BodyKind,
    id: &str,
    text: &str,
    file: FileId,
    report: &mut Report,
) -> Option<Body> {
    let parts = split(text, file, report)?;
    let keys: BodyKeys = parts.keys(report);
    if parts.is_broken {
        return None;
    }
    same_id(keys.id.as_ref(), id, report);
    nothing_below(text, parts.words, report);
    let former_name = |keys: FormerNameKeys| {
        let name = keys.name?.value;
        let until = keys.until.map(|until| until.value);
        Some(FormerName { name, until })
    };
    let text = |text: Option<Spanned<String>>| text.map(|text| text.value);
    Some(Body {
        span: keys.span,
        kind,
        name: keys
            .name
            .unwrap_or_else(|| Spanned::new(id.to_owned(), keys.span)),
        short_name: text(keys.short_name),
        region: keys.region,
        abbreviation: text(keys.abbreviation),
        has_area: keys.area,
        also_known_as: keys
            .also_known_as
            .into_iter()
            .map(|name| name.value)
            .collect(),
        former_names: keys
            .former_names
            .into_iter()
            .filter_map(former_name)
            .collect(),
        policing_body: text(keys.policing_body),
        from: keys.from.map(|from| from.value),
        until: keys.until,
        succeeded_by: keys.succeeded_by,
        number_prefix: text(keys.number_prefix),
        note: text(keys.note),
    })
}

fn nothing_below(text: &str, words: Span, report: &mut Report) {
    let below = &text[words.range()];
    let start = below.len() - below.trim_start().len();
    if start < below.len() {
        let line = below[start..]
            .find('\n')
            .map_or(below.len(), |at| start + at);
        let place = Span::new(words.file, start..line).shifted(words.start as usize);
        let diagnostic = Diagnostic::new(
            Code::UnrecognisedFile,
            "text below the front matter is not published",
        )
        .at(place);
        report.push(diagnostic.help("move it to the account of an inspection, such as `2023-soc.md`, or put a short remark in `note`"));
    }
}
