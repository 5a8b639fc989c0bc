//! An area ready to be drawn: its rings as borders of the coverage, what a view is fitted to, and its label's place.

use super::area_feature::AreaFeature;
use super::coverage::{Border, BorderRing, Coverage};
use super::label_point::{LabelPoint, pole};
use super::plane::{Bounds, Polygon, signed_area};
use crate::text::Span;

/// Islands smaller than this share of their area do not widen the view: Scilly would cost the South West a sixth of
/// its width. They are drawn if they happen to be in it.
const ISLET: f64 = 1.0 / 500.0;

/// A label's place is found to within this share of the polygon's longer side.
const LABEL_PRECISION: f64 = 1.0 / 500.0;

/// An area, in metres of the National Grid.
#[derive(Debug)]
pub(super) struct ForceArea {
    /// The area's slug.
    pub(super) id: String,
    /// Every ring; the outer ring of the largest polygon is the first.
    pub(super) rings: Vec<BorderRing>,
    /// What all of it covers.
    pub(super) bounds: Bounds,
    /// What a view is fitted to: all of it but the islets.
    pub(super) frame: Bounds,
    /// Where the label has most room.
    pub(super) pole: LabelPoint,
    /// The name that the file gives it, if any.
    pub(super) name: Option<String>,
    /// Where its slug is written.
    pub(super) place: Span,
}

/// Makes areas of shapes, ordered by slug, and the borders that they share.
pub(super) fn build(mut shapes: Vec<AreaFeature>) -> (Vec<ForceArea>, Vec<Border>) {
    shapes.sort_by(|a, b| a.id.cmp(&b.id));
    for shape in &mut shapes {
        shape
            .polygons
            .sort_by(|a, b| extent(b).total_cmp(&extent(a)));
    }
    let rings = shapes
        .iter()
        .flat_map(|shape| shape.polygons.iter().flatten());
    let mut coverage = Coverage::of(rings.map(Vec::as_slice));
    let areas = shapes
        .into_iter()
        .filter_map(|shape| area(shape, &mut coverage))
        .collect();
    (areas, coverage.into_borders())
}

fn area(shape: AreaFeature, coverage: &mut Coverage) -> Option<ForceArea> {
    let rings: Vec<BorderRing> = shape
        .polygons
        .iter()
        .flatten()
        .filter_map(|ring| coverage.ring(ring))
        .collect();
    let bounds = rings.iter().map(|ring| ring.bounds).reduce(Bounds::with)?;
    let total: f64 = shape.polygons.iter().map(extent).sum();
    let largest = shape.polygons.first()?;
    let framed = shape
        .polygons
        .iter()
        .filter(|&polygon| extent(polygon) >= total * ISLET)
        .chain([largest]);
    let frame = Bounds::of(framed.flatten().flatten().copied())?;
    let across = Bounds::of(largest.iter().flatten().copied())?.across();
    let pole = pole(largest, (across * LABEL_PRECISION).max(1.0));
    Some(ForceArea {
        id: shape.id,
        rings,
        bounds,
        frame,
        pole,
        name: shape.name,
        place: shape.place,
    })
}

/// What a polygon covers, in square metres. Its holes run the other way, so their areas are below zero.
fn extent(polygon: &Polygon) -> f64 {
    polygon.iter().map(|ring| signed_area(ring)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::plane::Point;

    fn square(x: f64, y: f64, side: f64) -> Polygon {
        vec![
            [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)]
                .map(|(dx, dy)| Point::new(x + dx, y + dy))
                .into(),
        ]
    }

    #[test]
    fn an_islet_is_drawn_but_does_not_widen_the_view_and_an_island_does() {
        let polygons = vec![
            square(900.0, 0.0, 4.0),
            square(500.0, 0.0, 20.0),
            square(0.0, 0.0, 100.0),
        ];
        let (areas, _) = build(vec![AreaFeature::drawn("devon", polygons)]);
        assert_eq!(areas[0].frame.right, 520.0);
        assert_eq!(areas[0].bounds.right, 904.0);
        assert_eq!(
            areas[0].rings[0].bounds.right, 100.0,
            "the largest is the first"
        );
        assert_eq!(areas[0].pole.at, Point::new(50.0, 50.0));
    }

    #[test]
    fn areas_are_ordered_by_slug_and_share_their_border() {
        let shape = |id: &str, x: f64| AreaFeature::drawn(id, vec![square(x, 0.0, 10.0)]);
        let (areas, borders) = build(vec![shape("kent", 10.0), shape("essex", 0.0)]);
        assert_eq!(
            areas
                .iter()
                .map(|area| area.id.as_str())
                .collect::<Vec<_>>(),
            ["essex", "kent"]
        );
        assert_eq!(
            borders.iter().filter(|border| border.n_uses == 2).count(),
            1
        );
    }
}
