//! Points, boxes and rings on a flat plane, with x to the right and y downwards as a screen has them.
//!
//! The same types hold metres of the National Grid (x east, y south, so northings are negative) and units of a view
//! box. Nothing here knows which.

use serde::Serialize;

/// A place on the plane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// An upright box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// The smallest x.
    pub left: f64,
    /// The smallest y.
    pub top: f64,
    /// The largest x.
    pub right: f64,
    /// The largest y.
    pub bottom: f64,
}

/// A ring of different corners; the last joins the first without being written again.
pub(super) type Ring = Vec<Point>;

/// An outer ring, then the rings of its holes.
pub(super) type Polygon = Vec<Ring>;

impl Point {
    /// A point.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }
}

impl Bounds {
    /// The smallest box that holds every point, if there is one.
    pub(super) fn of(points: impl IntoIterator<Item = Point>) -> Option<Bounds> {
        let spot = |point: Point| Bounds {
            left: point.x,
            top: point.y,
            right: point.x,
            bottom: point.y,
        };
        points.into_iter().map(spot).reduce(Bounds::with)
    }

    /// The smallest box that holds both.
    pub(super) fn with(self, other: Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// From left to right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The longer side.
    pub(super) fn across(&self) -> f64 {
        self.width().max(self.height())
    }

    /// The middle.
    pub(super) fn centre(&self) -> Point {
        Point::new(
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    /// How far apart the two are; 0 if they touch.
    pub(super) fn gap(&self, other: &Bounds) -> f64 {
        let beside = (other.left - self.right)
            .max(self.left - other.right)
            .max(0.0);
        let above = (other.top - self.bottom)
            .max(self.top - other.bottom)
            .max(0.0);
        beside.hypot(above)
    }

    /// Whether the two have a point in common.
    pub(super) fn touches(&self, other: &Bounds) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }
}

/// Each corner of a ring with the next, the last with the first.
pub(super) fn sides(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter()
        .copied()
        .zip(ring.iter().copied().cycle().skip(1))
}

/// What a ring encloses, in square units: above zero if it runs clockwise on the screen.
///
/// Computed from the first corner, as products of large coordinates would lose the small areas.
pub(super) fn signed_area(ring: &[Point]) -> f64 {
    let Some(&origin) = ring.first() else {
        return 0.0;
    };
    let cross = |(a, b): (Point, Point)| {
        (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    };
    sides(ring).map(cross).sum::<f64>() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clockwise_ring_has_an_area_above_zero() {
        let mut square: Ring = [(5.0, 5.0), (7.0, 5.0), (7.0, 8.0), (5.0, 8.0)]
            .map(|(x, y)| Point::new(x, y))
            .into();
        assert_eq!(signed_area(&square), 6.0);
        square.reverse();
        assert_eq!(signed_area(&square), -6.0);
        assert_eq!(signed_area(&[]), 0.0);
    }

    #[test]
    fn a_box_holds_its_points_and_knows_its_neighbours() {
        let bounds = Bounds::of([Point::new(1.0, 4.0), Point::new(3.0, 2.0)]).unwrap();
        assert_eq!(
            (bounds.width(), bounds.height(), bounds.across()),
            (2.0, 2.0, 2.0)
        );
        let other = Bounds {
            left: 3.0,
            top: 0.0,
            right: 9.0,
            bottom: 2.0,
        };
        assert!(bounds.touches(&other), "a shared corner touches");
        assert!(!bounds.touches(&Bounds { left: 3.1, ..other }));
        assert_eq!(Bounds::of([]), None);
    }
}
