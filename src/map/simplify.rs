//! How much each point of a border matters: the area of the triangle that would be lost without it.
//!
//! Visvalingam's method, done once for all scales: points are taken away, least first, and each remembers what it
//! cost. A drawing then keeps the points that cost more than it can show. As borders are stored once for both their
//! neighbours, both lose the same points.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::plane::Point;

/// A closed border keeps this many points besides the one it starts and ends at, so that a ring stays a ring.
const KEPT_OF_CLOSED: usize = 2;

/// What each point of a border costs, in square units of the plane. The ends are never lost: they cost infinity.
pub(super) fn costs(points: &[Point]) -> Vec<f64> {
    let n = points.len();
    let mut costs = vec![f64::INFINITY; n];
    if n < 3 {
        return costs;
    }
    let n_kept = if points[0] == points[n - 1] {
        KEPT_OF_CLOSED
    } else {
        0
    };
    let (mut before, mut after): (Vec<usize>, Vec<usize>) = (
        (0..n).map(|at| at.saturating_sub(1)).collect(),
        (0..n).map(|at| (at + 1).min(n - 1)).collect(),
    );
    let area = |at: usize, before: &[usize], after: &[usize]| {
        let (a, b, c) = (points[before[at]], points[at], points[after[at]]);
        ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
    };
    // The bits of floats from zero up sort as the floats do, and equal areas are taken in the order of the points.
    let mut current: Vec<u64> = vec![u64::MAX; n];
    let mut least_first = BinaryHeap::new();
    for (at, bits) in current.iter_mut().enumerate().take(n - 1).skip(1) {
        *bits = area(at, &before, &after).to_bits();
        least_first.push(Reverse((*bits, at)));
    }
    let (mut n_left, mut floor) = (n - 2, 0.0_f64);
    while let Some(Reverse((bits, at))) = least_first.pop() {
        if current[at] != bits {
            continue;
        }
        if n_left <= n_kept {
            break;
        }
        // A point never costs less than those that had to go before it.
        floor = floor.max(f64::from_bits(bits));
        costs[at] = floor;
        current[at] = u64::MAX;
        n_left -= 1;
        let (left, right) = (before[at], after[at]);
        after[left] = right;
        before[right] = left;
        for neighbour in [left, right] {
            if neighbour > 0 && neighbour < n - 1 {
                current[neighbour] = area(neighbour, &before, &after).to_bits();
                least_first.push(Reverse((current[neighbour], neighbour)));
            }
        }
    }
    costs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(corners: &[(f64, f64)]) -> Vec<Point> {
        corners.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn a_straight_point_costs_nothing_and_a_peak_what_it_encloses() {
        let found = costs(&points(&[
            (0.0, 0.0),
            (1.0, 0.0),
            (2.0, 0.0),
            (3.0, 4.0),
            (4.0, 0.0),
        ]));
        assert_eq!(found, [f64::INFINITY, 0.0, 4.0, 8.0, f64::INFINITY]);
    }

    #[test]
    fn a_border_costs_the_same_from_either_end() {
        let mut there = points(&[
            (0.0, 0.0),
            (1.0, 3.0),
            (2.0, 1.0),
            (4.0, 2.5),
            (5.0, -1.0),
            (9.0, 0.0),
        ]);
        let mut costs_there = costs(&there);
        there.reverse();
        costs_there.reverse();
        assert_eq!(costs(&there), costs_there);
    }

    #[test]
    fn a_closed_border_keeps_a_triangle() {
        let found = costs(&points(&[
            (0.0, 0.0),
            (1.0, 0.0),
            (1.0, 1.0),
            (0.5, 1.1),
            (0.0, 1.0),
            (0.0, 0.0),
        ]));
        assert_eq!(found.iter().filter(|cost| cost.is_infinite()).count(), 4);
    }

    #[test]
    fn short_borders_keep_all_they_have() {
        for n in 0..3 {
            assert_eq!(
                costs(&points(&[(0.0, 0.0), (1.0, 1.0)][..n])),
                vec![f64::INFINITY; n]
            );
        }
    }
}
