//! What is drawn of an invented country.

use std::collections::BTreeSet;
use std::f64::consts::TAU;

use super::read;
use crate::map::path::GridCell;
use crate::map::path::tests::read_back;
use crate::map::{AreaMap, AreaShape, Bounds, Geometry, Size, TileMap};

/// Columns from west to east, and rows from south to north, of an invented country: `a1` to `d4`.
const COLUMNS: [&str; 4] = ["a", "b", "c", "d"];
const ROWS: u32 = 4;

/// The points on each side of an area.
const STEPS: u32 = 40;

/// The middle of the area with a hole, in columns and rows. The area `city` fills the hole.
const CITY: (f64, f64) = (2.5, 2.5);

/// A point of the country in longitude and latitude, from columns and rows. Straight lines become coasts with
/// bays, and two areas that share a line share its points.
fn place(x: f64, y: f64) -> String {
    let bays = |a: f64, b: f64| {
        0.05 * (TAU * (1.3 * a + 0.7 * b)).sin() + 0.012 * (TAU * 9.0 * (a + b)).sin()
    };
    let (lon, lat) = (-3.0 + x + bays(y, x), 51.0 + 0.75 * y + bays(x, y) / 2.0);
    format!("[{lon:.5},{lat:.5}]")
}

fn ring(corners: &[(f64, f64)], steps: u32) -> String {
    let mut points = Vec::new();
    for (at, &(x, y)) in corners.iter().enumerate() {
        let (next_x, next_y) = corners[(at + 1) % corners.len()];
        points.extend((0..steps).map(|step| {
            let part = f64::from(step) / f64::from(steps);
            place(x + (next_x - x) * part, y + (next_y - y) * part)
        }));
    }
    points.push(points[0].clone());
    format!("[{}]", points.join(","))
}

fn feature(slug: &str, rings: &[String]) -> String {
    let rings = rings.join(",");
    format!(
        r#"{{"properties":{{"slug":"{slug}"}},"geometry":{{"type":"Polygon","coordinates":[{rings}]}}}}"#
    )
}

fn country() -> Geometry {
    let (x, y) = CITY;
    let near = [(-0.02, -0.02), (0.02, -0.02), (0.02, 0.02), (-0.02, 0.02)];
    let mut hole = near.map(|(across, up)| (x + across, y + up));
    let mut features = vec![feature("city", &[ring(&hole, 3)])];
    hole.reverse();
    for (column, west) in COLUMNS.iter().zip(0..) {
        for south in 0..ROWS {
            let (west, south, slug) = (
                f64::from(west),
                f64::from(south),
                format!("{column}{}", south + 1),
            );
            let (east, north) = (west + 1.0, south + 1.0);
            let corners = [(west, south), (east, south), (east, north), (west, north)];
            let mut rings = vec![ring(&corners, STEPS)];
            if west.floor() == x.floor() && south.floor() == y.floor() {
                rings.push(ring(&hole, 3));
            }
            features.push(feature(&slug, &rings));
        }
    }
    let features = features.join(",");
    let (geometry, diagnostics) = read(
        &format!(r#"{{"attribution":"us","features":[{features}]}}"#),
        "",
    );
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    geometry
}

fn national(geometry: &Geometry, size: Size) -> AreaMap {
    geometry.draw(&geometry.area_ids().collect::<Vec<_>>(), false, size)
}

/// The areas in the east, in alphabetical order.
const EAST: [&str; 5] = ["c1", "c2", "d1", "d2", "d3"];

fn shape<'a>(map: &'a AreaMap, id: &str) -> &'a AreaShape {
    map.shapes.iter().find(|shape| shape.id == id).unwrap()
}

/// Twice the signed area of a path's rings, in squared thousandths of a view unit: exact.
fn doubled_area(path: &str) -> i64 {
    let ring_area = |ring: Vec<GridCell>| {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .map(|(a, b)| a.x * b.y - b.x * a.y)
            .sum::<i64>()
    };
    read_back(path).into_iter().map(ring_area).sum()
}

fn corners(path: &str) -> BTreeSet<GridCell> {
    read_back(path).into_iter().flatten().collect()
}

#[test]
fn an_area_fills_the_hole_of_another() {
    let geometry = country();
    let map = geometry.draw(
        &["c3", "city"],
        false,
        Size {
            width: 480,
            precision: 0.5,
        },
    );
    let (around, city) = (shape(&map, "c3"), shape(&map, "city"));
    assert!(around.bounds.left < city.bounds.left && city.bounds.right < around.bounds.right);
    assert!(
        corners(&city.path).is_subset(&corners(&around.path)),
        "the hole and its filling have the same corners"
    );
    assert_eq!(read_back(&around.path).len(), 2);
    assert!(!city.tiny && !around.tiny);
    let national = national(
        &geometry,
        Size {
            width: 160,
            precision: 1.0,
        },
    );
    let tiny: Vec<&str> = national
        .shapes
        .iter()
        .filter(|shape| shape.tiny)
        .map(|shape| shape.id.as_str())
        .collect();
    assert_eq!(tiny, ["city"]);
}

#[test]
fn neighbours_stay_neighbours_however_coarsely_they_are_drawn() {
    let geometry = country();
    for (width, precision) in [(900, 0.1), (480, 0.5), (480, 1.0), (160, 1.0), (160, 4.0)] {
        let map = geometry.draw(&["c2", "c3"], false, Size { width, precision });
        let [south, north] = [0, 1].map(|at| map.shapes[at].path.as_str());
        let shared = corners(south).intersection(&corners(north)).count();
        assert!(shared >= 4, "{shared} at {width} by {precision}");
        let outline = &geometry.outlines(&[("both", vec!["c2", "c3"])], &map)[0].path;
        assert_eq!(
            doubled_area(outline),
            doubled_area(south) + doubled_area(north),
            "a gap or an overlap"
        );
    }
    let map = national(
        &geometry,
        Size {
            width: 480,
            precision: 1.0,
        },
    );
    let all = vec![("all", geometry.area_ids().collect())];
    let sum: i64 = map
        .shapes
        .iter()
        .map(|shape| doubled_area(&shape.path))
        .sum();
    assert_eq!(doubled_area(&geometry.outlines(&all, &map)[0].path), sum);
}

#[test]
fn labels_are_inside_their_areas_and_shapes_inside_the_box() {
    let geometry = country();
    let map = national(
        &geometry,
        Size {
            width: 480,
            precision: 0.5,
        },
    );
    for AreaShape {
        id,
        label,
        label_room,
        bounds,
        ..
    } in &map.shapes
    {
        assert!(
            label.x - label_room > bounds.left && label.x + label_room < bounds.right,
            "{id}"
        );
        assert!(
            label.y - label_room > bounds.top && label.y + label_room < bounds.bottom,
            "{id}"
        );
    }
    let drawn = map
        .shapes
        .iter()
        .map(|shape| shape.bounds)
        .reduce(Bounds::with)
        .unwrap();
    assert!(drawn.left > 0.0 && drawn.right < 480.0, "{drawn:?}");
    assert!(drawn.top > 0.0 && drawn.bottom < f64::from(map.height));
    assert!(
        shape(&map, "c4").label.y < shape(&map, "c1").label.y,
        "north is up"
    );
    assert!(
        shape(&map, "a1").label.x < shape(&map, "c1").label.x,
        "east is to the right"
    );
}

#[test]
fn the_country_around_is_drawn_only_where_it_can_be_seen() {
    let geometry = country();
    let size = Size {
        width: 320,
        precision: 1.0,
    };
    let map = geometry.draw(&["b2", "c2"], true, size);
    assert!(!map.context.is_empty());
    // `d2` borders `c2`: the corners between them are the same in the context.
    let wider = geometry.draw(&["b2", "c2", "d2"], false, size);
    assert_eq!(wider.shapes.len(), 3);
    assert!(
        corners(&map.context)
            .intersection(&corners(&shape(&map, "c2").path))
            .count()
            > 4
    );
    assert_eq!(national(&geometry, size).context, "");
    assert_eq!(geometry.draw(&["b2", "c2"], false, size).context, "");
}

#[test]
fn the_same_question_has_the_same_answer_in_any_order() {
    let (one, two) = (country(), country());
    let size = Size {
        width: 320,
        precision: 0.5,
    };
    let map = one.draw(&EAST, true, size);
    assert_eq!(map, two.draw(&EAST, true, size));
    let mut backwards = EAST;
    backwards.reverse();
    let mut other = two.draw(&backwards, true, size);
    other.shapes.reverse();
    assert_eq!(map, other);
    assert_eq!(
        map,
        one.draw(&[&EAST[..], &["c1", "nowhere"]].concat(), true, size)
    );
}

#[test]
fn a_site_without_maps_draws_nothing() {
    let empty = Geometry::default();
    let map = empty.draw(
        &["c1"],
        true,
        Size {
            width: 480,
            precision: 1.0,
        },
    );
    assert_eq!((map.width, map.height, map.shapes.len()), (480, 0, 0));
    assert!(empty.outlines(&[("all", vec!["c1"])], &map).is_empty());
    assert_eq!(empty.tiles(&["c1"], 20.0), TileMap::default());
    assert_eq!(
        (
            empty.attribution(),
            empty.area_ids().count(),
            empty.tile_ids().count()
        ),
        ("", 0, 0)
    );
}

#[test]
fn two_squares_have_one_outline_and_islands_their_own() {
    let square = |slug: &str, x: f64| {
        let (a, b) = (x, x + 0.1);
        let ring = format!("[[{a},52],[{b},52],[{b},52.1],[{a},52.1],[{a},52]]");
        format!(
            r#"{{"properties":{{"slug":"{slug}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let squares = [square("a", 0.0), square("b", 0.1), square("c", 0.5)].join(",");
    let (geometry, diagnostics) = read(
        &format!(r#"{{"attribution":"us","features":[{squares}]}}"#),
        "",
    );
    assert_eq!(diagnostics, []);
    let map = geometry.draw(
        &["a", "b", "c"],
        false,
        Size {
            width: 300,
            precision: 1.0,
        },
    );
    let outlines = geometry.outlines(
        &[
            ("ab", vec!["a", "b"]),
            ("ac", vec!["c", "a"]),
            ("none", vec![]),
        ],
        &map,
    );
    let n_rings = |at: usize| read_back(&outlines[at].path).len();
    assert_eq!([n_rings(0), n_rings(1), n_rings(2)], [1, 2, 0]);
    assert_eq!(
        doubled_area(&outlines[0].path),
        doubled_area(&map.shapes[0].path) + doubled_area(&map.shapes[1].path)
    );
}
