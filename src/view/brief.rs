//! The address and length of a brief. Known only once the briefs are typeset, which is before any page is rendered.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{BodyRow, Link, Precomputed, ViewContext};
use crate::address::Url;
use crate::model::{RegionBodies, Subject};
use crate::wording;

/// A printable brief, to be offered on its body's or region's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefLink {
    /// Where it is.
    pub url: Url,
    /// How many pages it has.
    pub pages: usize,
    /// How large it is, in words: "142 kB".
    pub size: String,
}

/// The list of printable briefs.
#[derive(Clone, Debug, Serialize)]
pub struct BriefIndex {
    /// By region, in the order of the regions; bodies that no region lists last.
    pub groups: Vec<BriefGroup>,
}

/// The briefs of a region and its bodies.
#[derive(Clone, Debug, Serialize)]
pub struct BriefGroup {
    /// The region.
    pub region: Option<Precomputed<Link>>,
    /// The region's own brief, if it has one.
    pub brief: Option<Url>,
    /// The bodies that have one.
    pub bodies: Vec<BriefRow>,
}

/// A body with its brief.
#[derive(Clone, Debug, Serialize)]
pub struct BriefRow {
    /// The body as in lists.
    pub body: Precomputed<BodyRow>,
    /// Its brief.
    pub brief: Url,
}

/// The briefs of a site.
pub type BriefLinks = BTreeMap<Subject, BriefLink>;

impl BriefLink {
    /// The link to a brief of so many pages and bytes.
    pub fn new(url: Url, pages: usize, bytes: usize) -> BriefLink {
        BriefLink {
            url,
            pages,
            size: wording::file_size(bytes),
        }
    }
}

impl ViewContext {
    /// Every brief that there is: of each body and region that an inspection spoke of.
    pub fn brief_index(&self) -> BriefIndex {
        let corpus = &*self.corpus;
        let of = |subject| self.brief_url(subject);
        let row = |id| {
            Some(BriefRow {
                body: self.cache.body_row(id),
                brief: of(Subject::Body(id))?,
            })
        };
        let group = |RegionBodies { region, bodies }| BriefGroup {
            region: region.map(|region| self.cache.region(region)),
            brief: region.and_then(|region| of(Subject::Region(region))),
            bodies: bodies.into_iter().filter_map(row).collect(),
        };
        let has_any = |group: &BriefGroup| group.brief.is_some() || !group.bodies.is_empty();
        BriefIndex {
            groups: corpus
                .by_region()
                .into_iter()
                .map(group)
                .filter(has_any)
                .collect(),
        }
    }

    /// The address of the brief of a body or region: the site has briefs, and an inspection spoke of it.
    pub fn brief_url(&self, subject: Subject) -> Option<Url> {
        let has_brief = self.optional.briefs && !self.corpus.accounts_of(subject).is_empty();
        has_brief.then(|| self.addresses.brief(subject))
    }

    /// The brief of a body or region with its length, if that is known.
    pub fn brief(&self, subject: Subject) -> Option<BriefLink> {
        self.briefs.get(&subject).cloned()
    }
}
