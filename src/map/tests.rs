//! The room as a whole: the real files and the sizes of their maps, and files with mistakes.

use std::collections::BTreeSet;

use super::path::GridCell;
use super::path::tests::read_back;
use super::*;
use crate::diagnostic::{Code, Report};
use crate::text::SourceMap;

const AREAS: &str = include_str!("../../content/maps/police-force-areas.geojson");
const TILES: &str = include_str!("../../content/maps/force-tiles.csv");

/// A geometry, and the message of each diagnostic with the text it underlines.
fn read(areas: &str, tiles: &str) -> (Geometry, Vec<(String, String)>) {
    let mut sources = SourceMap::default();
    let files = [
        sources.add("areas.geojson", areas),
        sources.add("tiles.csv", tiles),
    ];
    let mut report = Report::default();
    // An empty text means no file.
    let tiles = Some((files[1], tiles)).filter(|(_, tiles)| !tiles.is_empty());
    let geometry = Geometry::parse(Some((files[0], areas)), tiles, &mut report);
    let shown = report.iter().map(|diagnostic| {
        assert!([Code::InvalidMapArea, Code::InvalidMapTile].contains(&diagnostic.code));
        let place = diagnostic.place().unwrap();
        (
            diagnostic.message.clone(),
            sources.of(place).text[place.range()].to_owned(),
        )
    });
    (geometry, shown.collect())
}

fn real() -> Geometry {
    let (geometry, diagnostics) = read(AREAS, TILES);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    geometry
}

fn national(geometry: &Geometry, size: Size) -> AreaMap {
    geometry.draw(&geometry.area_ids().collect::<Vec<_>>(), false, size)
}

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

const EASTERN: [&str; 7] = [
    "bedfordshire",
    "cambridgeshire",
    "essex",
    "hertfordshire",
    "kent",
    "norfolk",
    "suffolk",
];

#[test]
fn the_real_files_hold_every_force() {
    let geometry = real();
    assert_eq!(
        (geometry.area_ids().count(), geometry.tile_ids().count()),
        (43, 44)
    );
    assert!(
        geometry
            .attribution()
            .starts_with("Source: Office for National Statistics")
    );
    assert!(geometry.has_area("kent") && geometry.has_tile("kent"));
    assert!(!geometry.has_area("btp") && geometry.has_tile("btp"));
}

#[test]
fn the_real_maps_are_small_enough_for_a_page() {
    let geometry = real();
    let bytes = |map: &AreaMap| {
        map.shapes
            .iter()
            .map(|shape| shape.path.len())
            .sum::<usize>()
            + map.context.len()
    };
    for (precision, most) in [(1.0, 17_000), (0.5, 25_000)] {
        let map = national(
            &geometry,
            Size {
                width: 480,
                precision,
            },
        );
        assert!(bytes(&map) < most, "{} at {precision}", bytes(&map));
    }
    let size = Size {
        width: 160,
        precision: 1.0,
    };
    assert!(bytes(&national(&geometry, size)) < 6_000);
    assert!(bytes(&geometry.draw(&EASTERN, true, size)) < 6_000);
}

#[test]
fn the_city_lies_in_the_hole_of_the_metropolitan_area() {
    let geometry = real();
    let map = geometry.draw(
        &["metropolitan", "city-of-london"],
        false,
        Size {
            width: 480,
            precision: 0.5,
        },
    );
    let (met, city) = (shape(&map, "metropolitan"), shape(&map, "city-of-london"));
    assert!(met.bounds.left < city.bounds.left && city.bounds.right < met.bounds.right);
    assert!(
        corners(&city.path).is_subset(&corners(&met.path)),
        "the hole and its filling have the same corners"
    );
    assert_eq!(read_back(&met.path).len(), 2);
    assert!(!city.tiny && !met.tiny);
    let national = national(
        &geometry,
        Size {
            width: 480,
            precision: 1.0,
        },
    );
    let tiny: Vec<&str> = national
        .shapes
        .iter()
        .filter(|shape| shape.tiny)
        .map(|shape| shape.id.as_str())
        .collect();
    assert_eq!(tiny, ["city-of-london"]);
}

#[test]
fn neighbours_stay_neighbours_however_coarsely_they_are_drawn() {
    let geometry = real();
    for (width, precision) in [(900, 0.1), (480, 0.5), (480, 1.0), (160, 1.0), (160, 4.0)] {
        let map = geometry.draw(&["norfolk", "suffolk"], false, Size { width, precision });
        let [norfolk, suffolk] = [0, 1].map(|at| map.shapes[at].path.as_str());
        let shared = corners(norfolk).intersection(&corners(suffolk)).count();
        assert!(shared >= 4, "{shared} at {width} by {precision}");
        let outline = &geometry.outlines(&[("both", vec!["norfolk", "suffolk"])], &map)[0].path;
        assert_eq!(
            doubled_area(outline),
            doubled_area(norfolk) + doubled_area(suffolk),
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
fn labels_stand_inside_their_areas_and_shapes_inside_the_box() {
    let geometry = real();
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
    assert!(
        drawn.left > 0.0 && drawn.right < 480.0,
        "Scilly does not widen the map: {drawn:?}"
    );
    assert!(drawn.top > 0.0 && drawn.bottom < f64::from(map.height));
    assert!(
        shape(&map, "northumbria").label.y < shape(&map, "kent").label.y,
        "north is up"
    );
    assert!(
        shape(&map, "dyfed-powys").label.x < shape(&map, "kent").label.x,
        "east is to the right"
    );
}

#[test]
fn the_country_around_is_drawn_only_where_it_can_be_seen() {
    let geometry = real();
    let size = Size {
        width: 320,
        precision: 1.0,
    };
    let map = geometry.draw(&["kent", "essex"], true, size);
    assert!(!map.context.is_empty());
    // Suffolk borders Essex: the corners between them are the same in the context.
    let suffolk = geometry.draw(&["kent", "essex", "suffolk"], false, size);
    assert_eq!(suffolk.shapes.len(), 3);
    assert!(
        corners(&map.context)
            .intersection(&corners(&shape(&map, "essex").path))
            .count()
            > 4
    );
    assert_eq!(national(&geometry, size).context, "");
    assert_eq!(geometry.draw(&["kent", "essex"], false, size).context, "");
}

#[test]
fn the_same_question_has_the_same_answer_in_any_order() {
    let (one, two) = (real(), real());
    let size = Size {
        width: 320,
        precision: 0.5,
    };
    let map = one.draw(&EASTERN, true, size);
    assert_eq!(map, two.draw(&EASTERN, true, size));
    let mut backwards = EASTERN;
    backwards.reverse();
    let mut other = two.draw(&backwards, true, size);
    other.shapes.reverse();
    assert_eq!(map, other);
    assert_eq!(
        map,
        one.draw(&[&EASTERN[..], &["kent", "nowhere"]].concat(), true, size)
    );
}

#[test]
fn a_site_without_maps_draws_nothing() {
    let empty = Geometry::default();
    let map = empty.draw(
        &["kent"],
        true,
        Size {
            width: 480,
            precision: 1.0,
        },
    );
    assert_eq!((map.width, map.height, map.shapes.len()), (480, 0, 0));
    assert!(empty.outlines(&[("all", vec!["kent"])], &map).is_empty());
    assert_eq!(empty.tiles(&["kent"], 20.0), TileMap::default());
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

#[test]
fn text_that_is_not_geojson_is_reported_where_it_breaks() {
    let cases = [
        ("", "invalid JSON: EOF while parsing a value", ""),
        (
            "{\"features\": [\n  {\"a\": é}\n]}",
            "invalid JSON: expected value",
            "é",
        ),
        ("{\"features\": NaN}", "invalid JSON: expected value", "N"),
        ("[1, 2]", "not a GeoJSON feature collection", ""),
        ("{\"features\": {}}", "not a GeoJSON feature collection", ""),
        (
            "{\"features\": [[[1e999]]]}",
            "invalid JSON: number out of range",
            "9",
        ),
    ];
    for (text, message, place) in cases {
        let (geometry, diagnostics) = read(text, "");
        assert_eq!(
            diagnostics,
            [(message.to_owned(), place.to_owned())],
            "{text}"
        );
        assert_eq!(geometry.area_ids().count(), 0);
    }
    let deep = format!("{{\"features\": {}", "[".repeat(100_000));
    assert_eq!(
        read(&deep, "").1[0].0,
        "invalid JSON: recursion limit exceeded"
    );
}

#[test]
fn a_bad_shape_costs_itself_and_says_why() {
    let good = "[[0,52],[0.1,52],[0.1,52.1],[0,52]]";
    let cases = [
        (
            r#"{"type":"Point","coordinates":[0,52]}"#,
            "the shape of `kent` is not an area",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[["a"]]]}"#,
            "the shape of `kent` is not an area",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[[[0,52]]]]]}"#,
            "the shape of `kent` is not an area",
        ),
        (
            r#"{"type":"MultiPolygon","coordinates":[[[0,52],[1,52],[1,53]]]}"#,
            "the shape of `kent` is not an area",
        ),
        (
            r#"{"type":"Polygon"}"#,
            "the shape of `kent` is not an area",
        ),
        ("null", "the shape of `kent` is not an area"),
        (
            r#"{"type":"Polygon","coordinates":[]}"#,
            "a ring of `kent` encloses nothing",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[]]}"#,
            "a ring of `kent` has fewer than three corners",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,52],[0,52],[1,52],[0,52]]]}"#,
            "a ring of `kent` has fewer than three corners",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,52],[0.00001,52],[0.00002,52]]]}"#,
            "a ring of `kent` encloses nothing",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,52],[1e300,52],[1,53]]]}"#,
            "`kent` has a corner that is not on the National Grid: [1e300, 52.0]",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[52,0],[52,1],[53,1]]]}"#,
            "`kent` has a corner that is not on the National Grid: [52.0, 0.0]",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0],[52],[53]]]}"#,
            "`kent` has a corner that is not on the National Grid: a single number",
        ),
    ];
    for (shape, message) in cases {
        let bad = format!(r#"{{"properties":{{"slug":"kent"}},"geometry":{shape}}}"#);
        let fine = format!(
            r#"{{"properties":{{"slug":"essex"}},"geometry":{{"type":"MultiPolygon","coordinates":[[{good}],[[]]]}}}}"#
        );
        let (geometry, diagnostics) = read(
            &format!(r#"{{"attribution":"us","features":[{bad},{fine}]}}"#),
            "",
        );
        assert_eq!(
            diagnostics[0],
            (message.to_owned(), "kent".to_owned()),
            "{shape}"
        );
        assert_eq!(
            diagnostics[1..],
            [(
                "a ring of `essex` has fewer than three corners".into(),
                "essex".into()
            )]
        );
        assert_eq!(
            geometry.area_ids().collect::<Vec<_>>(),
            ["essex"],
            "{shape}"
        );
    }
}

#[test]
fn slugs_must_be_there_be_ids_and_be_different() {
    let shape = r#""geometry":{"type":"Polygon","coordinates":[[[0,52],[0.1,52],[0.1,52.1]]]}"#;
    let named = |properties: &str| format!(r#"{{"properties":{properties},{shape}}}"#);
    let features = [
        named(r#"{"slug":"kent"}"#),
        named("null"),
        named(r#"{"slug":7}"#),
        named(r#"{"slug":"Kent Police"}"#),
        named(r#"{"slug":"kent"}"#),
        String::from("17"),
    ];
    let (geometry, diagnostics) = read(&format!(r#"{{"features":[{}]}}"#, features.join(",")), "");
    let shown: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|(message, place)| (&message[..], &place[..]))
        .collect();
    assert_eq!(
        shown,
        [
            ("the map has no attribution", ""),
            ("shape 2 has no `slug`", ""),
            ("shape 3 has no `slug`", ""),
            ("`Kent Police` is not an id", "Kent Police"),
            ("`kent` is drawn twice", "kent"),
            ("shape 6 has no `slug`", ""),
        ]
    );
    assert_eq!(geometry.area_ids().collect::<Vec<_>>(), ["kent"]);
}
