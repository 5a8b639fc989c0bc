//! Maps: what is missing from them, wrong in them, or too much.

use std::fmt::Write;

use crate::site_test::SiteTest;

/// Eastern with Kent and Essex, the North with Borders, and a map of these areas: slug, name, corner and width.
fn map(areas: &[(&str, &str, f64, f64, f64)]) -> SiteTest {
    let mut features = String::new();
    for (slug, name, x, y, width) in areas {
        let (right, top) = (x + width, y + width / 2.0);
        let _ = write!(
            features,
            "{}{{\"properties\":{{\"slug\":\"{slug}\",\"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{x},{y}],[{right},{y}],[{right},{top}],[{x},{top}]]]}}}}",
            if features.is_empty() { "" } else { ",\n" },
        );
    }
    SiteTest::new("")
        .with("content/maps/areas.geojson", format!("{{\"type\":\"FeatureCollection\",\"attribution\":\"A test\",\"features\":[\n{features}]}}"))
        .with("content/regions/north/region.md", "---\nname: North\n---\n")
        .with("content/forces/essex/force.md", "---\nname: Essex Police\nshort_name: Essex\nregion: eastern\n---\n")
        .with("content/forces/borders/force.md", "---\nname: Borders Police\nregion: north\n---\n")
        .with("content/forces/dale/force.md", "---\nname: Dale Police\nregion: north\n---\n")
}

const KENT: (&str, &str, f64, f64, f64) = ("kent", "Kent", 0.4, 51.2, 0.5);
const ESSEX: (&str, &str, f64, f64, f64) = ("essex", "Essex", 0.4, 51.5, 0.5);
const BORDERS: (&str, &str, f64, f64, f64) = ("borders", "Borders Police", -3.0, 54.0, 0.5);
const DALE: (&str, &str, f64, f64, f64) = ("dale", "", -2.5, 54.0, 0.5);

#[test]
fn a_force_that_is_missing_from_the_map_is_reported_and_one_without_a_territory_is_not() {
    map(&[KENT, ESSEX, BORDERS, DALE]).clean();
    map(&[KENT, BORDERS, DALE])
        .diagnostics(&["force-without-area: `essex` has no area on the map"]);
    let misspelt = map(&[KENT, ("esex", "", 0.4, 51.5, 0.5), BORDERS, DALE])
        .build()
        .report();
    assert!(misspelt.contains("unknown force `esex`"), "{misspelt}");
    assert!(
        misspelt.contains("write \"slug\": \"essex\" there"),
        "{misspelt}"
    );
    map(&[KENT, BORDERS, DALE])
        .edit(
            "content/forces/essex/force.md",
            "region:",
            "area: false\nregion:",
        )
        .clean();
    map(&[
        KENT,
        ESSEX,
        BORDERS,
        DALE,
        ("wessex-wide", "", 0.0, 50.0, 0.1),
    ])
    .clean();
}

#[test]
fn areas_that_were_exchanged_are_reported() {
    let exchanged = map(&[
        ("kent", "", -3.0, 54.0, 0.5),
        ESSEX,
        ("borders", "", 0.4, 51.2, 0.5),
        DALE,
    ]);
    exchanged.diagnostics(&[
        "misplaced-area: the area of `kent` is far from the other forces of Eastern",
        "misplaced-area: the area of `essex` is far from the other forces of Eastern",
        "misplaced-area: the area of `borders` is far from the other forces of North",
        "misplaced-area: the area of `dale` is far from the other forces of North",
    ]);
    map(&[
        ("kent", "ESSEX", 0.4, 51.2, 0.5),
        ("essex", "Kent Police", 0.4, 51.5, 0.5),
        BORDERS,
        DALE,
    ])
    .diagnostics(&[
        "misplaced-area: the area of `kent` is named after `essex`",
        "misplaced-area: the area of `essex` is named after `kent`",
    ]);
}

#[test]
fn an_area_over_others_is_reported_for_each() {
    map(&[KENT, ("essex", "", -4.0, 51.3, 5.8), BORDERS, DALE]).diagnostics(&[
        "overlapping-areas: the areas of `kent` and `essex` overlap",
        "overlapping-areas: the areas of `essex` and `borders` overlap",
        "overlapping-areas: the areas of `essex` and `dale` overlap",
    ]);
}

#[test]
fn a_force_with_an_area_that_cannot_be_read_is_not_missing_from_the_map() {
    map(&[KENT, ("essex", "", 0.4, 99.0, 0.5), BORDERS, DALE]).diagnostics(&[
        "invalid-map-area: `essex` has a corner that is not on the National Grid: [0.4, 99.0]",
    ]);
    map(&[KENT, ("Essex", "", 0.4, 51.5, 0.5), BORDERS, DALE])
        .diagnostics(&["invalid-map-area: `Essex` is not an id"]);
}
