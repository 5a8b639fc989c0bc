//! Pages that are planned for some content or settings only, and where readers find the same without them.

use std::collections::BTreeMap;

use crate::view::ViewContext;

/// For each page that the program could make and does not, the address where readers find the same.
pub fn homes(context: &ViewContext) -> BTreeMap<String, String> {
    let (corpus, addresses) = (&context.corpus, &context.addresses);
    let mut homes = BTreeMap::new();
    for id in corpus.regions.ids() {
        if !context.has_side_by_side(id) {
            let (from, to) = (addresses.side_by_side(id), addresses.region(id));
            homes.insert(addresses.from_root(&from), addresses.from_root(&to));
        }
    }
    if !context.config.finding_pages {
        for id in corpus.findings.ids() {
            let (from, to) = (addresses.finding_page(id), addresses.finding(id));
            homes.insert(addresses.from_root(&from), addresses.from_root(&to));
        }
    }
    homes
}
