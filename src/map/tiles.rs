//! The tile map: a pointy-top hexagon a force, in rows; every other row is half a cell to the right.
//!
//! Corners are counted on a lattice of half widths and half radii before they become view units, so that neighbours'
//! corners are the same to the last digit.

use serde::Serialize;

use super::tile_file::Tile;
use super::view::hundredths;

/// Around the hexagons, in view units: room for a stroke and a focus ring.
const MARGIN: f64 = 4.0;

/// The corners of a hexagon, clockwise from the top, in half widths and half radii from its centre.
const CORNERS: [(i32, i32); 6] = [(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)];

/// Some tiles in one view box, in view units from its left and top; the leftmost and the topmost have a small margin.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TileMap {
    /// Width of the view box; zero if nothing is shown.
    pub width: u32,
    /// Height of the view box.
    pub height: u32,
    /// The tiles, in the order they were asked for.
    pub shapes: Vec<TileShape>,
}

/// One hexagon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TileShape {
    /// The force's slug.
    pub id: String,
    /// The centre.
    pub x: f64,
    /// The centre.
    pub y: f64,
    /// The corners, as a polygon's `points`.
    pub points: String,
}

/// Draws tiles with hexagons of a radius, from centre to corner, in view units.
pub(super) fn tiles(shown: &[&Tile], radius: f64) -> TileMap {
    let radius = if radius.is_finite() {
        radius.clamp(1.0, 1000.0)
    } else {
        1.0
    };
    let (half_width, half_radius) = (radius * 3.0_f64.sqrt() / 2.0, radius / 2.0);
    // Centres on the lattice. Whether a row is odd is a matter of the whole map, so it is settled before moving.
    let centres: Vec<(i32, i32)> = shown
        .iter()
        .map(|tile| ((2 * tile.col + tile.row % 2) as i32, 3 * tile.row as i32))
        .collect();
    let extent = |side: fn(&(i32, i32)) -> i32| {
        let places = centres.iter().map(side);
        places.clone().min().zip(places.max())
    };
    let (Some((left, right)), Some((top, bottom))) =
        (extent(|centre| centre.0), extent(|centre| centre.1))
    else {
        return TileMap::default();
    };
    let across = |half_widths: i32| MARGIN + half_width * f64::from(half_widths - left + 1);
    let down = |half_radii: i32| MARGIN + half_radius * f64::from(half_radii - top + 2);
    let shape = |(tile, &(x, y)): (&&Tile, &(i32, i32))| {
        let corner = |(dx, dy)| {
            format!(
                "{},{}",
                hundredths(across(x + dx)),
                hundredths(down(y + dy))
            )
        };
        TileShape {
            id: tile.id.clone(),
            x: hundredths(across(x)),
            y: hundredths(down(y)),
            points: CORNERS.map(corner).join(" "),
        }
    };
    TileMap {
        width: (across(right + 1) + MARGIN).ceil() as u32,
        height: (down(bottom + 2) + MARGIN).ceil() as u32,
        shapes: shown.iter().zip(&centres).map(shape).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(id: &str, col: u32, row: u32) -> Tile {
        Tile {
            id: id.into(),
            col,
            row,
            place: crate::text::Span::new(crate::text::SourceMap::default().id("tiles.csv"), 0..0),
        }
    }

    #[test]
    fn tiles_start_at_the_margin_and_keep_their_half_step() {
        let (even, odd) = (tile("even", 3, 4), tile("odd", 3, 5));
        let map = tiles(&[&even, &odd], 20.0);
        assert_eq!((map.shapes[0].x, map.shapes[0].y), (21.32, 24.0));
        assert_eq!((map.shapes[1].x, map.shapes[1].y), (38.64, 54.0));
        assert_eq!(
            map.shapes[0].points,
            "21.32,4 38.64,14 38.64,34 21.32,44 4,34 4,14"
        );
        assert_eq!((map.width, map.height), (60, 78));
        // The odd row alone starts at the margin too.
        assert_eq!(tiles(&[&odd], 20.0).shapes[0].x, 21.32);
    }

    #[test]
    fn neighbours_share_two_corners() {
        let map = tiles(
            &[
                &tile("a", 1, 1),
                &tile("b", 2, 1),
                &tile("c", 1, 2),
                &tile("d", 2, 2),
            ],
            17.3,
        );
        let corners = |at: usize| map.shapes[at].points.split(' ').collect::<Vec<_>>();
        let shared = |a: usize, b: usize| {
            corners(a)
                .iter()
                .filter(|corner| corners(b).contains(corner))
                .count()
        };
        assert_eq!(
            [shared(0, 1), shared(0, 2), shared(0, 3), shared(1, 2)],
            [2, 2, 2, 0]
        );
    }

    #[test]
    fn nothing_shown_is_an_empty_map_and_no_radius_is_odd_enough_to_break_one() {
        assert_eq!(tiles(&[], 20.0), TileMap::default());
        for radius in [f64::NAN, -1.0, 0.0, f64::INFINITY, 1e300] {
            assert!(tiles(&[&tile("a", 99, 99)], radius).width > 0);
        }
    }
}
