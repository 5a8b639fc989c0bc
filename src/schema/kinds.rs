//! The kinds of file that a site is written in.

use crate::config::SiteKeys;
use crate::document::{
    AccountKeys, BodyKeys, CorrectionKeys, FiguresKeys, FollowUpKeys, InspectionKeys, MeasureKeys,
    PageKeys, PlacesKeys, RedirectKeys, RegionKeys, ReleaseKeys, ResponseKeys, TermKeys, TopicKeys,
};
use crate::fields::{KeyMap, Keys};
use crate::theme::ThemeKeys;

/// A kind of file that has a schema.
#[derive(Clone, Copy)]
pub struct FileKind {
    /// `figures`
    pub name: &'static str,
    /// The files, as a pattern: `content/forces/*/force.md`.
    pub files: &'static str,
    /// What the file holds.
    pub shape: DocumentShape,
}

/// What a file of YAML or TOML holds.
#[derive(Clone, Copy)]
pub enum DocumentShape {
    /// Keys with values.
    One(&'static KeyMap),
    /// A list of entries with keys.
    Many(&'static KeyMap),
}

impl FileKind {
    /// The keys of the file, or of each entry in it.
    pub fn keys(&self) -> &'static KeyMap {
        match self.shape {
            DocumentShape::One(keys) | DocumentShape::Many(keys) => keys,
        }
    }

    /// Whether its keys are front matter, with text below.
    pub fn is_front_matter(&self) -> bool {
        self.files.ends_with(".md")
    }
}

const fn one(name: &'static str, files: &'static str, keys: &'static KeyMap) -> FileKind {
    FileKind {
        name,
        files,
        shape: DocumentShape::One(keys),
    }
}

const fn many(name: &'static str, files: &'static str, keys: &'static KeyMap) -> FileKind {
    FileKind {
        name,
        files,
        shape: DocumentShape::Many(keys),
    }
}

/// A region.
pub static REGION: FileKind = one("region", "content/regions/*/region.md", RegionKeys::MAP);
/// A force.
pub static FORCE: FileKind = one("force", "content/forces/*/force.md", BodyKeys::MAP);
/// A regional organised crime unit.
pub static ROCU: FileKind = one("rocu", "content/rocus/*/rocu.md", BodyKeys::MAP);
/// A published report.
pub static INSPECTION: FileKind = one(
    "inspection",
    "content/inspections/*.md",
    InspectionKeys::MAP,
);
/// What an inspection said of a body or region. `force.md` and the like are in the same folders.
pub static ACCOUNT: FileKind = one(
    "inspection-account",
    "content/{forces,rocus,regions}/*/[0-9]*.md",
    AccountKeys::MAP,
);
/// The figures of an account.
pub static FIGURES: FileKind = one(
    "figures",
    "content/{forces,rocus,regions}/*/[0-9]*.yaml",
    FiguresKeys::MAP,
);
/// The follow-up of findings and recommendations.
pub static FOLLOW_UP: FileKind = many(
    "follow-up",
    "content/{forces,rocus,regions}/*/follow-up.yaml",
    FollowUpKeys::MAP,
);
/// The response to a report.
pub static RESPONSE: FileKind = one(
    "response",
    "content/{forces,rocus,regions}/*/response.md",
    ResponseKeys::MAP,
);
/// A glossary term.
pub static TERM: FileKind = one("term", "content/glossary/*.md", TermKeys::MAP);
/// An ordinary page.
pub static PAGE: FileKind = one("page", "content/pages/*.md", PageKeys::MAP);
/// What findings are about.
pub static TOPICS: FileKind = many("topics", "content/topics.yaml", TopicKeys::MAP);
/// What is counted.
pub static MEASURES: FileKind = many("measures", "content/measures.yaml", MeasureKeys::MAP);
/// Places that people look for.
pub static PLACES: FileKind = one("places", "content/places.yaml", PlacesKeys::MAP);
/// Corrections.
pub static CORRECTIONS: FileKind = many(
    "corrections",
    "content/corrections.yaml",
    CorrectionKeys::MAP,
);
/// Where what has moved is now.
pub static REDIRECTS: FileKind = many("redirects", "content/redirects.yaml", RedirectKeys::MAP);
/// What an edition changed.
pub static RELEASE: FileKind = one("changes", "content/changes/*.yaml", ReleaseKeys::MAP);
/// The settings.
pub static SITE: FileKind = one("site", "site.toml", SiteKeys::MAP);
/// The settings of a theme.
pub static THEME: FileKind = one("theme", "themes/*/theme.toml", ThemeKeys::MAP);

/// Every kind, in the order of the guide.
pub static KINDS: [&FileKind; 18] = [
    &REGION,
    &FORCE,
    &ROCU,
    &INSPECTION,
    &ACCOUNT,
    &FIGURES,
    &FOLLOW_UP,
    &RESPONSE,
    &TERM,
    &PAGE,
    &TOPICS,
    &MEASURES,
    &CORRECTIONS,
    &PLACES,
    &REDIRECTS,
    &RELEASE,
    &SITE,
    &THEME,
];
