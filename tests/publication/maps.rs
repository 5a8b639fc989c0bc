//! The maps of the publication: every force is on them, and they are small enough for a page.

use peelpress::diagnostic::Report;
use peelpress::map::{AreaMap, Geometry, Size};
use peelpress::text::SourceMap;

use crate::folder;

const EASTERN: [&str; 7] = [
    "bedfordshire",
    "cambridgeshire",
    "essex",
    "hertfordshire",
    "kent",
    "norfolk",
    "suffolk",
];

/// The areas and tiles, or `None` in a checkout without `content/`.
fn geometry() -> Option<Geometry> {
    let maps = folder::root().join("content/maps");
    let text = |name: &str| std::fs::read_to_string(maps.join(name)).ok();
    let (areas, tiles) = (
        text("police-force-areas.geojson")?,
        text("force-tiles.csv")?,
    );
    let (mut sources, mut report) = (SourceMap::default(), Report::default());
    let areas = (sources.add("areas.geojson", areas.as_str()), areas.as_str());
    let tiles = (sources.add("tiles.csv", tiles.as_str()), tiles.as_str());
    let geometry = Geometry::parse(Some(areas), Some(tiles), &mut report);
    assert!(report.is_empty());
    Some(geometry)
}

fn national(geometry: &Geometry, size: Size) -> AreaMap {
    geometry.draw(&geometry.area_ids().collect::<Vec<_>>(), false, size)
}

#[test]
fn the_maps_hold_every_force() {
    let Some(geometry) = geometry() else { return };
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
fn the_maps_are_small_enough_for_a_page() {
    let Some(geometry) = geometry() else { return };
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
