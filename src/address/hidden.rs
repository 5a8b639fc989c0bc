//! The addresses that hidden content will have once it is public: nothing public leads there.

use std::collections::BTreeMap;

use super::{Addresses, Url};
use crate::document::Hiding;

impl Addresses {
    /// The addresses of hidden pages, inspections, terms and findings, from the site's own root, with what hides them.
    pub fn hidden(&self) -> BTreeMap<String, Hiding> {
        let corpus = &*self.corpus;
        let mut hidden = BTreeMap::new();
        let mut add = |url: &Url, hiding| hidden.insert(self.from_root(url), hiding);
        for (id, hiding) in corpus.pages.hidden() {
            add(&self.join([id, "/"]), hiding);
        }
        for (id, hiding) in corpus.inspections.hidden() {
            add(&self.join(["inspections/", id, "/"]), hiding);
        }
        for (id, hiding) in corpus.terms.hidden() {
            add(&self.join(["glossary/", id, "/"]), hiding);
        }
        for (name, hiding) in corpus.findings.hidden() {
            let Some((owner, slug)) = name.split_once('/') else {
                continue;
            };
            if let Some(body) = corpus.bodies.find(owner) {
                add(&self.body(body).part(slug), hiding);
                add(&self.join(["findings/", owner, "/", slug, "/"]), hiding);
            }
            if let Some(region) = corpus.regions.find(owner) {
                add(&self.region(region).part(slug), hiding);
                add(
                    &self.join(["findings/region-", owner, "/", slug, "/"]),
                    hiding,
                );
            }
        }
        hidden
    }
}
