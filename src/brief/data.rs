//! What a template is given: one value with everything that the document says, derived from the
//! same views as the site.
//!
//! A document has parts: a body's, a region's, or the findings of a selection. What the parts share
//! (the scale, terms, data notes, sources) is next to them, once. Addresses are those of the site;
//! `inside` lists the ones that the document itself holds, so that a link to them stays in it. The
//! templates of every theme rely on these names.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::action_plan::PlanRow;
use super::map::MapDrawing;
use super::qr::QrCode;
use crate::address::Url;
use crate::model::Subject;
use crate::text::FileId;
use crate::view::{
    BodyProfile, BodyRow, Comparison, ExtractView, FindingView, GradeView, KindView, Link,
    Precomputed, RegionPage, SourceView, TermRow,
};

/// A document to be set.
pub(super) struct BriefDocument {
    pub(super) about: BriefOrigin,
    /// Everything it says.
    pub(super) data: Value,
}

/// Which document it is, for its name and for messages.
#[derive(Clone, Debug)]
pub(super) struct BriefOrigin {
    /// A file name without its ending.
    pub(super) name: String,
    /// Its title.
    pub(super) title: String,
    /// The body or region whose brief it is.
    pub(super) subject: Option<Subject>,
    /// The content files that it is made from.
    pub(super) files: Vec<FileId>,
}

/// What a template is given.
#[derive(Serialize)]
pub(super) struct BriefData<'d> {
    /// `body`, `region`, `findings`, `comparison` or `collection`
    pub(super) kind: &'static str,
    pub(super) title: String,
    /// A line over the title: "Force brief".
    pub(super) kicker: String,
    pub(super) description: String,
    pub(super) keywords: Vec<String>,
    /// Year, month and day that the document is as of.
    pub(super) date: [i32; 3],
    pub(super) look: BriefLook,
    pub(super) site: BriefSite<'d>,
    /// The page that says the same on the site.
    pub(super) url: Url,
    pub(super) scale: Vec<ScaleStep>,
    pub(super) kinds: Vec<Precomputed<KindView>>,
    pub(super) parts: Vec<BriefPart>,
    /// Figures of several bodies that can be compared.
    pub(super) comparisons: Vec<Comparison>,
    /// The rows of an action plan, if the document is one.
    pub(super) plan: Vec<PlanRow>,
    /// The code of the page's address, if the site has an address.
    pub(super) qr: Option<QrCode>,
    pub(super) terms: Vec<TermRow>,
    pub(super) extracts: Vec<ExtractView>,
    pub(super) sources: Vec<SourceView>,
    pub(super) inside: Vec<Url>,
    /// The numbers of findings in lists, by address: `K3`.
    pub(super) numbers: BTreeMap<Url, String>,
    pub(super) attachments: Vec<Attachment>,
    /// What a review edition says across each page: what it is, and the state of what is not public.
    pub(super) mark: Vec<String>,
    /// A hash of all the rest, put in last.
    pub(super) edition: &'static str,
}

/// How the document is printed.
#[derive(Serialize)]
pub(super) struct BriefLook {
    pub(super) paper: &'static str,
    /// `full`, `summary` or `action-plan`
    pub(super) form: &'static str,
    pub(super) is_large: bool,
    pub(super) is_mono: bool,
    pub(super) columns: u8,
    pub(super) has_glossary: bool,
}

#[derive(Serialize)]
pub(super) struct BriefSite<'d> {
    pub(super) title: &'d str,
    pub(super) publisher: &'d str,
    pub(super) notice: &'d str,
    pub(super) data_licence: &'d str,
    pub(super) language: &'d str,
    /// Scheme and host, the prefix of every address of the site; may be empty.
    pub(super) origin: String,
    /// The address of the front page.
    pub(super) home: Url,
    pub(super) as_of: String,
}

/// A step of the scale.
#[derive(Serialize)]
pub(super) struct ScaleStep {
    pub(super) grade: Precomputed<GradeView>,
    pub(super) sentence: String,
    /// The kind of finding that must go with it.
    pub(super) goes_with: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum BriefPart {
    Body(Box<BodyPart>),
    Region(Box<RegionPart>),
    Findings(FindingsPart),
}

#[derive(Serialize)]
pub(super) struct BodyPart {
    pub(super) kind: &'static str,
    pub(super) profile: BodyProfile,
    pub(super) map: Option<MapDrawing>,
    /// The bodies of its region, itself among them.
    pub(super) region_rows: Vec<RegionMember>,
    /// Names of bodies that are not among them, because their files have an error.
    pub(super) left_out: Vec<String>,
    /// Figures that it shares with others of its region.
    pub(super) comparisons: Vec<Comparison>,
}

/// A body among those of its region.
#[derive(Serialize)]
pub(super) struct RegionMember {
    pub(super) body: Precomputed<BodyRow>,
    /// How many recommendations its present account makes.
    pub(super) recommendations: usize,
    /// How many of them were due before the document's day.
    pub(super) overdue: usize,
}

#[derive(Serialize)]
pub(super) struct RegionPart {
    pub(super) kind: &'static str,
    pub(super) page: RegionPage,
    pub(super) map: Option<MapDrawing>,
    pub(super) bodies: Vec<BodyProfile>,
}

#[derive(Serialize)]
pub(super) struct FindingsPart {
    pub(super) kind: &'static str,
    /// The topics asked for: name and meaning.
    pub(super) topics: Vec<(String, String)>,
    /// The kinds asked for.
    pub(super) kinds: Vec<Precomputed<KindView>>,
    pub(super) groups: Vec<FindingGroup>,
}

/// The findings of a body or region.
#[derive(Serialize)]
pub(super) struct FindingGroup {
    pub(super) subject: Precomputed<Link>,
    pub(super) grade: Option<Precomputed<GradeView>>,
    pub(super) findings: Vec<FindingView>,
}

/// A table that travels in the document.
#[derive(Serialize)]
pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) csv: String,
}
