//! Areas as a coverage: every border stored once, however many areas it bounds.
//!
//! Given the rings of all areas, finds the points where three or more borders meet, cuts the rings there, and gives
//! each ring as a list of borders. Neighbours then cannot drift apart however coarsely they are drawn, and the outline
//! of a group is the borders that its rings use an odd number of times. Borders are shared only where both areas have
//! the same points; others are simply drawn twice.

use std::collections::HashMap;

use super::plane::{Bounds, Point};
use super::simplify;

/// A point as whole hundredths of a metre, to be compared and looked up.
pub(super) type GridPoint = (i64, i64);

/// A run of points between two meetings, or all the way round a ring that meets nothing.
#[derive(Debug)]
pub(super) struct Border {
    /// The points, in metres; the first and the last are equal if it is closed.
    pub(super) points: Vec<Point>,
    /// What each point costs if it is left out, in square metres.
    pub(super) costs: Vec<f64>,
    /// How many times rings use it: once on a coast, twice between neighbours.
    pub(super) n_uses: usize,
}

/// A border as part of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Side {
    /// Which border.
    pub(super) border: usize,
    /// Whether the ring runs along it from its end to its start.
    pub(super) is_backward: bool,
}

/// A ring as borders, each beginning where the one before ends.
#[derive(Debug)]
pub(super) struct BorderRing {
    /// The borders in order.
    pub(super) sides: Vec<Side>,
    /// What it covers, in metres.
    pub(super) bounds: Bounds,
}

impl Border {
    /// Where it starts.
    pub(super) fn start(&self) -> Option<GridPoint> {
        self.points.first().copied().map(spot)
    }

    /// Where it ends.
    pub(super) fn end(&self) -> Option<GridPoint> {
        self.points.last().copied().map(spot)
    }
}

/// A point as whole numbers.
fn spot(point: Point) -> GridPoint {
    let whole = |metres: f64| (metres * 100.0).round() as i64;
    (whole(point.x), whole(point.y))
}

/// What is known of a point: its two neighbours on the first ring through it, and whether another ring has others.
struct Corner {
    neighbours: (GridPoint, GridPoint),
    is_meeting: bool,
}

/// The borders found so far.
#[derive(Default)]
pub(super) struct Coverage {
    borders: Vec<Border>,
    /// First and second point of each border. Between meetings there is only one way on, so they identify the border.
    by_beginning: HashMap<(GridPoint, GridPoint), usize>,
    corners: HashMap<GridPoint, Corner>,
}

impl Coverage {
    /// Looks at every ring, to find the meetings before anything is cut.
    pub(super) fn of<'a>(rings: impl Iterator<Item = &'a [Point]>) -> Coverage {
        let mut corners: HashMap<GridPoint, Corner> = HashMap::new();
        for ring in rings {
            let spots: Vec<GridPoint> = ring.iter().copied().map(spot).collect();
            let n = spots.len();
            for at in 0..n {
                let (before, after) = (spots[(at + n - 1) % n], spots[(at + 1) % n]);
                let neighbours = (before.min(after), before.max(after));
                let corner = corners.entry(spots[at]).or_insert(Corner {
                    neighbours,
                    is_meeting: false,
                });
                corner.is_meeting |= corner.neighbours != neighbours;
            }
        }
        Coverage {
            corners,
            ..Coverage::default()
        }
    }

    /// Cuts a ring, one of those looked at, into borders.
    pub(super) fn ring(&mut self, ring: &[Point]) -> Option<BorderRing> {
        let bounds = Bounds::of(ring.iter().copied())?;
        let is_meeting = |point: &Point| {
            self.corners
                .get(&spot(*point))
                .is_some_and(|corner| corner.is_meeting)
        };
        let meetings: Vec<usize> = (0..ring.len())
            .filter(|&at| is_meeting(&ring[at]))
            .collect();
        let Some(&first) = meetings.first() else {
            // A ring by itself begins at its least point, so that a hole and what fills it begin alike.
            let least = (0..ring.len()).min_by_key(|&at| spot(ring[at]))?;
            return Some(BorderRing {
                sides: vec![self.side(turned(ring, least, least))],
                bounds,
            });
        };
        let ends = meetings[1..].iter().copied().chain([first]);
        let sides = meetings
            .iter()
            .zip(ends)
            .map(|(&start, end)| self.side(turned(ring, start, end)))
            .collect();
        Some(BorderRing { sides, bounds })
    }

    /// The borders, in the order they were first met.
    pub(super) fn into_borders(self) -> Vec<Border> {
        self.borders
    }

    /// Finds a run of points among the borders, or adds it.
    fn side(&mut self, points: Vec<Point>) -> Side {
        let spots = |a: usize, b: usize| (spot(points[a]), spot(points[b]));
        let last = points.len() - 1;
        let known = [(spots(0, 1), false), (spots(last, last - 1), true)];
        for (beginning, is_backward) in known {
            if let Some(&border) = self.by_beginning.get(&beginning) {
                self.borders[border].n_uses += 1;
                return Side {
                    border,
                    is_backward,
                };
            }
        }
        let border = self.borders.len();
        self.by_beginning.insert(known[0].0, border);
        let costs = simplify::costs(&points);
        self.borders.push(Border {
            points,
            costs,
            n_uses: 1,
        });
        Side {
            border,
            is_backward: false,
        }
    }
}

/// The points of a ring from one place to another, both included; all the way round if they are the same.
fn turned(ring: &[Point], start: usize, end: usize) -> Vec<Point> {
    let n = ring.len();
    let length = if end > start {
        end - start
    } else {
        end + n - start
    };
    (start..=start + length).map(|at| ring[at % n]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Vec<Point> {
        corners
            .iter()
            .map(|&(x, y)| Point::new(f64::from(x), f64::from(y)))
            .collect()
    }

    fn cut(rings: &[Vec<Point>]) -> (Vec<Vec<Side>>, Vec<Border>) {
        let mut coverage = Coverage::of(rings.iter().map(Vec::as_slice));
        let cut = rings
            .iter()
            .map(|ring| coverage.ring(ring).unwrap().sides)
            .collect();
        (cut, coverage.into_borders())
    }

    #[test]
    fn neighbours_share_one_border_and_run_along_it_in_opposite_directions() {
        let left = ring(&[(0, 0), (2, 0), (2, 1), (2, 2), (0, 2)]);
        let right = ring(&[(2, 0), (4, 0), (4, 2), (2, 2), (2, 1)]);
        let (sides, borders) = cut(&[left, right]);
        assert_eq!(
            borders
                .iter()
                .map(|border| border.n_uses)
                .collect::<Vec<_>>(),
            [2, 1, 1]
        );
        assert!(sides[0].contains(&Side {
            border: 0,
            is_backward: false
        }));
        assert!(sides[1].contains(&Side {
            border: 0,
            is_backward: true
        }));
        assert_eq!(borders[0].points, ring(&[(2, 0), (2, 1), (2, 2)]));
    }

    #[test]
    fn a_hole_and_what_fills_it_are_one_border() {
        let outer = ring(&[(0, 0), (9, 0), (9, 9), (0, 9)]);
        let hole = ring(&[(5, 5), (6, 3), (3, 3)]);
        let filling = ring(&[(3, 3), (6, 3), (5, 5)]);
        let (sides, borders) = cut(&[outer, hole, filling]);
        assert_eq!(borders.len(), 2);
        assert_eq!(sides[1][0].border, sides[2][0].border);
        assert_ne!(sides[1][0].is_backward, sides[2][0].is_backward);
        assert_eq!(borders[1].start(), borders[1].end());
    }

    #[test]
    fn a_ring_that_meets_itself_or_repeats_itself_is_still_a_ring() {
        for corners in [
            &[(0, 0), (2, 2), (4, 0), (4, 4), (2, 2), (0, 4)] as &[(i32, i32)],
            &[(0, 0), (5, 0), (0, 0), (5, 5)],
            &[(0, 0), (5, 0), (5, 5), (0, 0), (5, 0), (5, 5)],
        ] {
            let (sides, borders) = cut(&[ring(corners)]);
            let n_points: usize = sides[0]
                .iter()
                .map(|side| borders[side.border].points.len() - 1)
                .sum();
            assert_eq!(n_points, corners.len(), "{corners:?}");
        }
    }
}
