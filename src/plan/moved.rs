//! Pages at addresses that have moved or are gone, and the old anchors of each page.

use std::collections::BTreeMap;

use super::{PageKind, PagePlan};
use crate::address::Addresses;
use crate::ledger::{Move, MoveTarget, Moves, PublishedAddress, page_of};
use crate::text::Spanned;
use crate::view::{Link, MovedAnchor, NewAddress};
use crate::wording::pages;

/// What the moves of a site become on its pages.
pub(super) struct MovedPages<'p> {
    addresses: &'p Addresses,
    moves: &'p Moves,
    /// The titles of what is on the site.
    present: BTreeMap<&'p str, &'p str>,
    /// The titles of what was published.
    past: BTreeMap<&'p str, &'p str>,
}

impl<'p> MovedPages<'p> {
    pub(super) fn new(
        addresses: &'p Addresses,
        moves: &'p Moves,
        published: &'p [PublishedAddress],
        past: BTreeMap<&'p str, &'p str>,
    ) -> MovedPages<'p> {
        let present = published
            .iter()
            .map(|it| (it.address.as_str(), it.title.as_str()));
        MovedPages {
            addresses,
            moves,
            present: present.collect(),
            past,
        }
    }

    /// A page for each address of a page that has moved or is gone.
    pub(super) fn pages(&self) -> Vec<PagePlan> {
        let pages = self.moves.pages().map(|(from, moved)| {
            let now = self.now(from, moved);
            let path = from.trim_start_matches('/');
            let url = self.addresses.at(path);
            let path = match path.is_empty() || path.ends_with('/') {
                true => format!("{path}index.html"),
                false => path.to_owned(),
            };
            let title = match &now.to {
                Some(link) => pages::moved_title(&link.name),
                None => pages::withdrawn_title(&now.title),
            };
            PagePlan {
                kind: PageKind::Moved,
                url,
                path,
                title,
                description: pages::MOVED_DESCRIPTION.to_owned(),
                template: Spanned::new("moved.html".to_owned(), moved.span.at_start()),
                crumbs: vec![Link {
                    name: pages::HOME.to_owned(),
                    url: self.addresses.at(""),
                }],
                sources: Vec::new(),
                files: vec![moved.span.file],
                moved_anchors: Vec::new(),
                now: Some(now),
            }
        });
        pages.collect()
    }

    /// The anchors that pages had, by the address of the page where readers arrive. The anchors of a page that moved are
    /// looked for where the page is now.
    pub(super) fn anchors(&self) -> BTreeMap<String, Vec<MovedAnchor>> {
        let mut anchors: BTreeMap<String, Vec<MovedAnchor>> = BTreeMap::new();
        for (page, anchor, moved) in self.moves.anchors() {
            let arrives = match self.moves.get(page).map(|it| &it.to) {
                Some(MoveTarget::Address(to, _)) => page_of(to),
                Some(MoveTarget::Gone(_)) | None => page,
            };
            let is_taken =
                arrives != page && self.present.contains_key(&*format!("{arrives}#{anchor}"));
            let here = anchors.entry(arrives.to_owned()).or_default();
            if !is_taken && !here.iter().any(|other| other.anchor == anchor) {
                here.push(MovedAnchor {
                    anchor: anchor.to_owned(),
                    now: self.now(&format!("{page}#{anchor}"), moved),
                });
            }
        }
        anchors
    }

    fn now(&self, from: &str, moved: &Move) -> NewAddress {
        let title = self.past.get(from).copied().unwrap_or_default().to_owned();
        let (to, gone) = match &moved.to {
            MoveTarget::Gone(why) => (None, Some(why.clone())),
            MoveTarget::Address(to, _) => {
                // An anchor that the site does not have is reported.
                let name = self.present.get(to.as_str()).copied().unwrap_or(to);
                let url = self.addresses.at(to.trim_start_matches('/'));
                let name = name.to_owned();
                (Some(Link { name, url }), None)
            }
        };
        NewAddress { title, to, gone }
    }
}
