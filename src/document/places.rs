//! `places.yaml`: the places that people look for, and the bodies that serve them.

use super::parse_yaml_file;
use crate::diagnostic::Report;
use crate::fields::value::{BodyIds, ListOf, PlainText, Texts};
use crate::fields::{Keys, keys};
use crate::text::{FileId, Spanned};

keys! {
    /// The file.
    pub(crate) struct PlacesKeys: "the list of places" {
        /// Where the names come from, and their licences. Readers see it below the list.
        optional attribution: Texts = "Names of districts are from the Office for National Statistics.",
        /// The places.
        required places: ListOf<PlaceKeys> = "",
    }
}

keys! {
    /// A place.
    pub(crate) struct PlaceKeys: "a place" {
        /// The name that people use.
        required name: PlainText = "Marsh Haven",
        /// What it is.
        required kind: PlainText = "town",
        /// The larger place that it is in. It distinguishes places of the same name.
        optional within: PlainText = "Saltmarsh district",
        /// The forces or units that serve it: folders in content/forces/ and content/rocus/.
        required bodies: BodyIds = "saltmarsh",
        /// Other names by which people look for it.
        optional also: Texts = "The Haven",
        /// What its postcodes start with. `MH` covers MH1 2AB and every other such postcode.
        optional postcodes: Texts = "MH",
        /// Its code in official statistics.
        optional code: PlainText = "E07000999",
    }
}

/// The places as written.
#[derive(Clone, Debug)]
pub struct Places {
    /// Where the names come from.
    pub attribution: Vec<String>,
    /// In the order written.
    pub places: Vec<Place>,
}

/// A place as written.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name that people use.
    pub name: Spanned<String>,
    /// What it is.
    pub kind: String,
    /// The larger place that it is in.
    pub within: Option<String>,
    /// The ids of the bodies that serve it.
    pub bodies: Vec<Spanned<String>>,
    /// Other names.
    pub also: Vec<String>,
    /// What its postcodes start with.
    pub postcodes: Vec<String>,
    /// Its code in official statistics.
    pub code: Option<String>,
}

pub(super) fn places(text: &str, file: FileId, report: &mut Report) -> Option<Places> {
    let node = parse_yaml_file(text, file, report)?;
    let keys = PlacesKeys::read(&node, report);
    Some(Places {
        attribution: texts(keys.attribution),
        places: keys.places.into_iter().filter_map(place).collect(),
    })
}

fn place(keys: PlaceKeys) -> Option<Place> {
    let text = |text: Option<Spanned<String>>| text.map(|text| text.value);
    Some(Place {
        name: keys.name?,
        kind: text(keys.kind)?,
        within: text(keys.within),
        bodies: keys.bodies,
        also: texts(keys.also),
        postcodes: texts(keys.postcodes),
        code: text(keys.code),
    })
}

fn texts(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
