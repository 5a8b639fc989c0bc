//! The kinds of file that a site is written in.

use super::{Keys, keys};

/// A kind of file that has a schema.
#[derive(Clone, Copy)]
pub struct Kind {
    /// `figures`
    pub name: &'static str,
    /// Which files are of it, as a pattern: `content/forces/*/force.md`.
    pub files: &'static str,
    pub(super) shape: Shape,
}

/// What stands at the top of a file.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Keys with values.
    One(&'static Keys),
    /// A list of such.
    Many(&'static Keys),
}

impl Kind {
    /// Whether its keys are the front matter of words.
    pub fn is_front_matter(&self) -> bool {
        self.files.ends_with(".md")
    }
}

const fn one(name: &'static str, files: &'static str, keys: &'static Keys) -> Kind {
    Kind {
        name,
        files,
        shape: Shape::One(keys),
    }
}

const fn many(name: &'static str, files: &'static str, keys: &'static Keys) -> Kind {
    Kind {
        name,
        files,
        shape: Shape::Many(keys),
    }
}

/// A region's identity.
pub static REGION: Kind = one("region", "content/regions/*/region.md", &keys::REGION);
/// A force's.
pub static FORCE: Kind = one("force", "content/forces/*/force.md", &keys::FORCE);
/// A regional organised crime unit's.
pub static ROCU: Kind = one("rocu", "content/rocus/*/rocu.md", &keys::ROCU);
/// A published report.
pub static INSPECTION: Kind = one("inspection", "content/inspections/*.md", &keys::INSPECTION);
/// What an inspection said of a body or region. The files of identity lie in the same folders.
pub static ACCOUNT: Kind = one(
    "inspection-account",
    "content/{forces,rocus,regions}/*/[0-9]*.md",
    &keys::ACCOUNT,
);
/// The figures beside it.
pub static FIGURES: Kind = one(
    "figures",
    "content/{forces,rocus,regions}/*/*.yaml",
    &keys::FIGURES,
);
/// A glossary term.
pub static TERM: Kind = one("term", "content/glossary/*.md", &keys::TERM);
/// An ordinary page.
pub static PAGE: Kind = one("page", "content/pages/*.md", &keys::PAGE);
/// What findings are about.
pub static TOPICS: Kind = many("topics", "content/topics.yaml", &keys::TOPIC);
/// What is counted.
pub static MEASURES: Kind = many("measures", "content/measures.yaml", &keys::MEASURE);
/// The settings.
pub static SITE: Kind = one("site", "site.toml", &keys::SITE);
/// A theme's.
pub static THEME: Kind = one("theme", "themes/*/theme.toml", &keys::THEME);

/// Every kind, in the order in which `new` and the authoring guide speak of them.
pub static KINDS: [&Kind; 12] = [
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
