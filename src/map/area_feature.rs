//! An area as its file draws it.

use super::plane::Polygon;
use crate::text::Span;

/// An area as it is drawn in the file, in metres of the National Grid.
#[derive(Debug)]
pub(super) struct AreaFeature {
    /// The area's slug.
    pub(super) id: String,
    /// One at least; outer rings run clockwise, holes the other way.
    pub(super) polygons: Vec<Polygon>,
    /// The name that the file gives it, if any.
    pub(super) name: Option<String>,
    /// Where its slug is written.
    pub(super) place: Span,
}

#[cfg(test)]
impl AreaFeature {
    /// An area without a name or place, for tests of geometry.
    pub(super) fn drawn(id: &str, polygons: Vec<Polygon>) -> AreaFeature {
        let file = crate::text::SourceMap::default().add("areas.geojson", "");
        AreaFeature {
            id: id.to_owned(),
            polygons,
            name: None,
            place: Span::new(file, 0..0),
        }
    }
}
