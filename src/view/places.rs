//! The page that finds bodies by place: every place and every name of a body, from A to Z.

use std::collections::BTreeMap;

use serde::Serialize;

use super::glossary::{filed, letter};
use super::{Link, ViewContext};
use crate::model::{Body, Id};

/// Every place and every name of a body.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceIndex {
    /// By first letter.
    pub groups: Vec<PlaceGroup>,
    /// Whether places are listed, not only names of bodies.
    pub has_places: bool,
    /// Whether the first letters of postcodes are known.
    pub has_postcodes: bool,
    /// Where the places come from, and their licences.
    pub attribution: Vec<String>,
}

/// The entries of a letter.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceGroup {
    /// The letter, or "0–9".
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Its entries.
    pub entries: Vec<PlaceEntry>,
}

/// A name by which readers look for bodies.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceEntry {
    /// The name.
    pub name: String,
    /// What distinguishes it from another entry of the same name.
    pub note: Option<String>,
    /// What its postcodes start with.
    pub postcodes: Vec<String>,
    /// The bodies that serve it, by their short names.
    pub bodies: Vec<Link>,
}

/// What is known of one name with the same bodies.
#[derive(Default)]
struct NamedPlace {
    note: Option<String>,
    postcodes: Vec<String>,
}

impl ViewContext {
    /// Every place and every name of a body.
    pub fn place_index(&self) -> PlaceIndex {
        let corpus = &*self.corpus;
        let mut places: BTreeMap<(&str, Vec<Id<Body>>), NamedPlace> = BTreeMap::new();
        for (id, _) in corpus.bodies.iter() {
            for name in self.names_of(id) {
                places.entry((name, vec![id])).or_default();
            }
        }
        for place in &corpus.places {
            let note = place.within.as_ref().unwrap_or(&place.kind);
            for name in std::iter::once(&place.name).chain(&place.also) {
                let entry = places.entry((name, place.bodies.clone())).or_default();
                entry.note.get_or_insert_with(|| note.clone());
                entry.postcodes.extend(place.postcodes.iter().cloned());
            }
        }
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for (name, _) in places.keys() {
            *names.entry(name.to_lowercase()).or_default() += 1;
        }
        let mut entries: Vec<PlaceEntry> = places
            .into_iter()
            .map(|((name, bodies), place)| PlaceEntry {
                name: name.to_owned(),
                note: place.note.filter(|_| names[&name.to_lowercase()] > 1),
                postcodes: place.postcodes,
                bodies: bodies
                    .into_iter()
                    .map(|body| self.short_body_link(body))
                    .collect(),
            })
            .collect();
        entries.sort_by_cached_key(|entry| filed(&entry.name));
        let mut groups: Vec<PlaceGroup> = Vec::new();
        for entry in entries {
            let (letter, anchor) = letter(&entry.name);
            match groups.last_mut() {
                Some(last) if last.letter == letter => last.entries.push(entry),
                _ => groups.push(PlaceGroup {
                    letter,
                    anchor,
                    entries: vec![entry],
                }),
            }
        }
        PlaceIndex {
            groups,
            has_places: !corpus.places.is_empty(),
            attribution: corpus.places_attribution.clone(),
            has_postcodes: corpus
                .places
                .iter()
                .any(|place| !place.postcodes.is_empty()),
        }
    }

    /// Every name of a body, once: full, short, abbreviated, everyday and former.
    pub fn names_of(&self, id: Id<Body>) -> Vec<&str> {
        let body = &self.corpus.bodies[id];
        let mut names = vec![body.name.as_str()];
        let more = std::iter::once(&body.short_name)
            .chain(&body.abbreviation)
            .chain(&body.also_known_as)
            .chain(body.former_names.iter().map(|former| &former.name));
        for name in more {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    fn short_body_link(&self, id: Id<Body>) -> Link {
        Link {
            name: self.corpus.bodies[id].short_name.clone(),
            url: self.addresses.body(id),
        }
    }
}
