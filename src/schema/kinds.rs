//! The kinds of file that a site is written in.

use super::{KeyMap, keys};

/// A kind of file that has a schema.
#[derive(Clone, Copy)]
pub struct FileKind {
    /// `figures`
    pub name: &'static str,
    /// Which files are of it, as a pattern: `content/forces/*/force.md`.
    pub files: &'static str,
    pub(super) shape: DocumentShape,
}

/// What stands at the top of a file.
#[derive(Clone, Copy)]
pub(super) enum DocumentShape {
    /// Keys with values.
    One(&'static KeyMap),
    /// A list of such.
    Many(&'static KeyMap),
}

impl FileKind {
    /// Whether its keys are the front matter of words.
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

/// A region's identity.
pub static REGION: FileKind = one("region", "content/regions/*/region.md", &keys::REGION);
/// A force's.
pub static FORCE: FileKind = one("force", "content/forces/*/force.md", &keys::FORCE);
/// A regional organised crime unit's.
pub static ROCU: FileKind = one("rocu", "content/rocus/*/rocu.md", &keys::ROCU);
/// A published report.
pub static INSPECTION: FileKind = one("inspection", "content/inspections/*.md", &keys::INSPECTION);
/// What an inspection said of a body or region. The files of identity lie in the same folders.
pub static ACCOUNT: FileKind = one(
    "inspection-account",
    "content/{forces,rocus,regions}/*/[0-9]*.md",
    &keys::ACCOUNT,
);
/// The figures beside it.
pub static FIGURES: FileKind = one(
    "figures",
    "content/{forces,rocus,regions}/*/*.yaml",
    &keys::FIGURES,
);
/// A glossary term.
pub static TERM: FileKind = one("term", "content/glossary/*.md", &keys::TERM);
/// An ordinary page.
pub static PAGE: FileKind = one("page", "content/pages/*.md", &keys::PAGE);
/// What findings are about.
pub static TOPICS: FileKind = many("topics", "content/topics.yaml", &keys::TOPIC);
/// What is counted.
pub static MEASURES: FileKind = many("measures", "content/measures.yaml", &keys::MEASURE);
/// The settings.
pub static SITE: FileKind = one("site", "site.toml", &keys::SITE);
/// A theme's.
pub static THEME: FileKind = one("theme", "themes/*/theme.toml", &keys::THEME);

/// Every kind, in the order in which `new` and the authoring guide speak of them.
pub static KINDS: [&FileKind; 12] = [
    &REGION,
    &FORCE,
    &ROCU,
    &INSPECTION,
    &ACCOUNT,
    &FIGURES,
    &TERM,
    &PAGE,
    &TOPICS,
    &MEASURES,
    &SITE,
    &THEME,
];
