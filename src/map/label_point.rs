//! Where a label has most room in a polygon: its pole of inaccessibility, the point farthest from every side.
//!
//! A search by quarters, after Mapbox's polylabel: squares that could hold a better point than the best so far are
//! looked at first and cut in four, until none could better it by more than the precision. Holes are respected.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::plane::{Bounds, Point, Polygon, sides};

/// The search ends after this many squares, whatever the polygon. Forces need some two hundred.
const MOST_SQUARES: usize = 2_000;

/// And after this many looks at a side, so that a polygon of a million corners costs no more than a moment.
const MOST_LOOKS: usize = 20_000_000;

/// The first squares are at least this share of the longer side, so that a sliver does not need thousands.
const FIRST_SQUARES: f64 = 1.0 / 32.0;

/// The centre of the largest circle that fits in a polygon, and its radius.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct LabelPoint {
    /// The centre.
    pub(super) at: Point,
    /// The radius; zero if the polygon encloses nothing.
    pub(super) room: f64,
}

/// A square of the search, ordered by the most room that any of its points can have.
struct Square {
    centre: Point,
    half: f64,
    promise: f64,
}

/// Finds the pole of a polygon, to within `precision` of the largest possible room.
pub(super) fn pole(polygon: &Polygon, precision: f64) -> LabelPoint {
    let Some(bounds) = polygon
        .first()
        .and_then(|outer| Bounds::of(outer.iter().copied()))
    else {
        return LabelPoint::default();
    };
    let mut best = LabelPoint {
        at: bounds.centre(),
        room: room_at(polygon, bounds.centre()),
    };
    let mut squares = BinaryHeap::new();
    let n_sides: usize = polygon.iter().map(Vec::len).sum();
    let mut n_left = MOST_SQUARES.min(MOST_LOOKS / n_sides.max(1));
    let mut look_at =
        |best: &mut LabelPoint, squares: &mut BinaryHeap<Square>, centre: Point, half: f64| {
            n_left = n_left.saturating_sub(1);
            let room = room_at(polygon, centre);
            if room > best.room {
                *best = LabelPoint { at: centre, room };
            }
            let promise = room + half * std::f64::consts::SQRT_2;
            if promise > best.room + precision && n_left > 0 {
                squares.push(Square {
                    centre,
                    half,
                    promise,
                });
            }
        };
    let half = bounds
        .width()
        .min(bounds.height())
        .max(bounds.across() * FIRST_SQUARES)
        / 2.0;
    if half <= 0.0 {
        return LabelPoint { room: 0.0, ..best };
    }
    let steps = |length: f64| (length / (2.0 * half)).ceil().max(1.0) as u32;
    for column in 0..steps(bounds.width()) {
        for row in 0..steps(bounds.height()) {
            let along = |start: f64, step: u32| start + half * f64::from(2 * step + 1);
            look_at(
                &mut best,
                &mut squares,
                Point::new(along(bounds.left, column), along(bounds.top, row)),
                half,
            );
        }
    }
    while let Some(Square {
        centre,
        half,
        promise,
    }) = squares.pop()
    {
        if promise <= best.room + precision {
            break;
        }
        let half = half / 2.0;
        for (x, y) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            look_at(
                &mut best,
                &mut squares,
                Point::new(centre.x + x, centre.y + y),
                half,
            );
        }
    }
    LabelPoint {
        room: best.room.max(0.0),
        ..best
    }
}

/// From a point to the nearest side of a polygon: above zero inside, below zero outside and in holes.
fn room_at(polygon: &Polygon, point: Point) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for (a, b) in polygon.iter().flat_map(|ring| sides(ring)) {
        if (a.y > point.y) != (b.y > point.y)
            && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        {
            inside = !inside;
        }
        nearest = nearest.min(square_distance(point, a, b));
    }
    if inside {
        nearest.sqrt()
    } else {
        -nearest.sqrt()
    }
}

/// The square of the distance from a point to the line between `a` and `b`.
fn square_distance(point: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        ((point.x - a.x) * dx + (point.y - a.y) * dy) / length
    } else {
        0.0
    };
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (a.x + along * dx - point.x, a.y + along * dy - point.y);
    x * x + y * y
}

impl Ord for Square {
    /// Equal promises are ordered by place, so that the search does not depend on the order of the heap.
    fn cmp(&self, other: &Square) -> Ordering {
        let by_place = self
            .centre
            .x
            .total_cmp(&other.centre.x)
            .then(self.centre.y.total_cmp(&other.centre.y));
        self.promise.total_cmp(&other.promise).then(by_place)
    }
}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Square) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Square {
    fn eq(&self, other: &Square) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Square {}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<Point> {
        corners.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[track_caller]
    fn is_near(found: LabelPoint, x: f64, y: f64, room: f64) {
        let off = (found.at.x - x)
            .hypot(found.at.y - y)
            .max((found.room - room).abs());
        assert!(off < 0.1, "{found:?}");
    }

    #[test]
    fn a_square_is_labelled_in_its_middle() {
        let square = vec![ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)])];
        is_near(pole(&square, 0.01), 5.0, 5.0, 5.0);
    }

    #[test]
    fn an_l_is_labelled_in_its_elbow() {
        let l = vec![ring(&[
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 16.0),
            (20.0, 16.0),
            (20.0, 20.0),
            (0.0, 20.0),
        ])];
        // The circle touches both outer sides and the inner corner: r * sqrt(2) = (4 - r) * sqrt(2) + r.
        let room = 4.0 * (2.0 - std::f64::consts::SQRT_2);
        is_near(pole(&l, 0.001), room, 20.0 - room, room);
    }

    #[test]
    fn a_hole_is_not_a_place_for_a_label() {
        let outer = ring(&[(0.0, 0.0), (12.0, 0.0), (12.0, 10.0), (0.0, 10.0)]);
        let hole = ring(&[(0.5, 1.0), (6.0, 1.0), (6.0, 9.0), (0.5, 9.0)]);
        let found = pole(&vec![outer, hole], 0.01);
        assert!(
            found.at.x > 6.0 && (found.room - 3.0).abs() < 0.02,
            "{found:?}"
        );
    }

    #[test]
    fn a_polygon_that_encloses_nothing_has_no_room() {
        for corners in [
            &[] as &[(f64, f64)],
            &[(3.0, 3.0)],
            &[(0.0, 0.0), (1e6, 1.0)],
            &[(2.0, 2.0), (2.0, 2.0)],
        ] {
            assert_eq!(pole(&vec![ring(corners)], 0.01).room, 0.0);
        }
        assert_eq!(pole(&Polygon::new(), 0.01), LabelPoint::default());
    }
}
