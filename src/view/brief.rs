//! Where a brief lies and how long it is. Known only once the briefs are typeset, which is before any page is rendered.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Setting;
use crate::address::Url;
use crate::model::Subject;

/// A printable brief, to be offered on its body's or region's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefLink {
    /// Where it lies.
    pub url: Url,
    /// How many pages it has.
    pub pages: usize,
    /// How large it is, in words: "142 kB".
    pub size: String,
}

/// The briefs of a site.
pub type BriefLinks = BTreeMap<Subject, BriefLink>;

impl BriefLink {
    /// The link to a brief of so many pages and bytes.
    pub fn new(url: Url, pages: usize, bytes: usize) -> BriefLink {
        BriefLink { url, pages, size: format!("{} kB", bytes.div_ceil(1000)) }
    }
}

impl Setting<'_> {
    /// The brief of a body or region, if one was made.
    pub fn brief(&self, subject: Subject) -> Option<BriefLink> {
        self.briefs.get(&subject).cloned()
    }
}
