//! Which areas overlap: their lengths on lines drawn across the map are compared.
//!
//! Neighbours that were drawn from different sources overlap by slivers along their border; those are let off.

use std::collections::BTreeMap;

use super::area_feature::AreaFeature;
use super::plane::{Bounds, sides};

/// How many lines go across the whole map.
const LINES: usize = 256;

/// How many go across each area, so that small ones are met as well.
const LINES_PER_AREA: usize = 8;

/// Areas overlap if they share more of the lines through the smaller of them than this.
const LEAST_SHARE: f64 = 0.02;

/// Pairs of areas that overlap, by their numbers, the smaller number first.
pub(super) fn overlaps(areas: &[AreaFeature]) -> Vec<(usize, usize)> {
    let bounds: Vec<Option<Bounds>> = areas
        .iter()
        .map(|area| Bounds::of(area.polygons.iter().flatten().flatten().copied()))
        .collect();
    let Some(whole) = bounds.iter().copied().flatten().reduce(Bounds::with) else {
        return Vec::new();
    };
    let across = |bounds: Bounds, n: usize| {
        (0..n).map(move |at| {
            // Not on whole shares of the height, on which corners often are.
            bounds.top + bounds.height() * (at as f64 + 0.4937) / n as f64
        })
    };
    let mut lines: Vec<f64> = across(whole, LINES).collect();
    lines.extend(
        bounds
            .iter()
            .flatten()
            .flat_map(|area| across(*area, LINES_PER_AREA)),
    );
    lines.sort_by(f64::total_cmp);
    let mut met: Vec<Vec<(f64, usize)>> = vec![Vec::new(); lines.len()];
    for (number, area) in areas.iter().enumerate() {
        for (from, to) in area.polygons.iter().flatten().flat_map(|ring| sides(ring)) {
            let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
            let first = lines.partition_point(|&line| line < top);
            for (at, &line) in lines.iter().enumerate().skip(first) {
                if line >= bottom {
                    break;
                }
                let share = (line - from.y) / (to.y - from.y);
                met[at].push((from.x + share * (to.x - from.x), number));
            }
        }
    }
    shared(met, areas.len())
}

/// The pairs that share enough of the lines. `met` holds, for each line, where it meets a side, and of which area.
fn shared(met: Vec<Vec<(f64, usize)>>, n_areas: usize) -> Vec<(usize, usize)> {
    let mut lengths = vec![0.0; n_areas];
    let mut common: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for mut meetings in met {
        meetings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut inside: Vec<usize> = Vec::new();
        let mut before = f64::NEG_INFINITY;
        for (x, number) in meetings {
            let length = x - before;
            if length > 0.0 {
                for (at, &one) in inside.iter().enumerate() {
                    lengths[one] += length;
                    for &other in &inside[at + 1..] {
                        *common.entry((one.min(other), one.max(other))).or_default() += length;
                    }
                }
            }
            match inside.iter().position(|&one| one == number) {
                Some(at) => drop(inside.swap_remove(at)),
                None => inside.push(number),
            }
            before = x;
        }
    }
    common
        .into_iter()
        .filter(|&((a, b), length)| length > LEAST_SHARE * lengths[a].min(lengths[b]))
        .map(|(pair, _)| pair)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::plane::Point;

    fn square(id: &str, x: f64, y: f64, side: f64) -> AreaFeature {
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
        let corners = corners.map(|(dx, dy)| Point::new(x + dx, y + dy));
        AreaFeature::drawn(id, vec![vec![corners.into()]])
    }

    #[test]
    fn areas_that_cover_the_same_ground_overlap_and_neighbours_do_not() {
        let map = |areas: &[(f64, f64, f64)]| {
            let areas: Vec<_> = areas
                .iter()
                .map(|&(x, y, side)| square("a", x, y, side))
                .collect();
            overlaps(&areas)
        };
        assert_eq!(
            map(&[(0.0, 0.0, 10.0), (10.0, 0.0, 10.0), (0.0, 10.0, 10.0)]),
            []
        );
        assert_eq!(map(&[(0.0, 0.0, 10.0), (9.95, 0.0, 10.0)]), [], "a sliver");
        assert_eq!(map(&[(0.0, 0.0, 10.0), (8.0, 8.0, 10.0)]), [(0, 1)]);
        assert_eq!(
            map(&[(0.0, 0.0, 1000.0), (500.0, 500.0, 1.0)]),
            [(0, 1)],
            "one within another"
        );
        assert_eq!(
            map(&[(0.0, 0.0, 10.0), (50.0, 0.0, 10.0), (0.0, 0.0, 100.0)]),
            [(0, 2), (1, 2)]
        );
        assert_eq!(map(&[]), []);
    }
}
