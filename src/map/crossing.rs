//! Whether a ring crosses itself, as a bow tie does.

use super::plane::Point;

/// The number of a corner after which the ring crosses another of its sides, if it does.
///
/// Sides are compared with those that overlap them from left to right, so a ring of short sides takes little time.
pub(super) fn first_crossing(ring: &[Point]) -> Option<usize> {
    let n = ring.len();
    let side = |at: usize| (ring[at], ring[(at + 1) % n]);
    let left = |at: usize| side(at).0.x.min(side(at).1.x);
    let right = |at: usize| side(at).0.x.max(side(at).1.x);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| left(a).total_cmp(&left(b)));
    let mut open: Vec<usize> = Vec::new();
    for at in order {
        let start = left(at);
        open.retain(|&other| right(other) >= start);
        if open.iter().any(|&other| cross(side(at), side(other))) {
            return Some(at);
        }
        open.push(at);
    }
    None
}

/// Whether two sides have a point in common that is an end of neither.
fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let (top, bottom) = (a.0.y.min(a.1.y), a.0.y.max(a.1.y));
    if b.0.y.max(b.1.y) < top || b.0.y.min(b.1.y) > bottom {
        return false;
    }
    let turn = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let are_apart =
        |first: f64, second: f64| (first > 0.0 && second < 0.0) || (first < 0.0 && second > 0.0);
    are_apart(turn(a.0, a.1, b.0), turn(a.0, a.1, b.1))
        && are_apart(turn(b.0, b.1, a.0), turn(b.0, b.1, a.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<Point> {
        corners.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn a_bow_tie_crosses_itself_and_a_ring_that_touches_itself_does_not() {
        assert!(first_crossing(&ring(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)])).is_some());
        for corners in [
            &[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)][..],
            &[
                (0.0, 0.0),
                (2.0, 2.0),
                (4.0, 0.0),
                (4.0, 4.0),
                (2.0, 2.0),
                (0.0, 4.0),
            ],
            &[(0.0, 0.0), (5.0, 0.0), (0.0, 0.0), (5.0, 5.0)],
            &[(0.0, 0.0), (1.0, 0.0)],
        ] {
            assert_eq!(first_crossing(&ring(corners)), None, "{corners:?}");
        }
    }

    #[test]
    fn a_long_ring_takes_little_time() {
        let n = 100_000;
        let corner = |at: i32| {
            let angle = f64::from(at) / f64::from(n) * std::f64::consts::TAU;
            Point::new(angle.cos(), angle.sin())
        };
        let round: Vec<Point> = (0..n).map(corner).collect();
        assert_eq!(first_crossing(&round), None);
    }
}
