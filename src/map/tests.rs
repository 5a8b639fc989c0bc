//! The room as a whole: an invented country, and files with mistakes.

mod drawing;
mod mistakes;

use super::*;
use crate::diagnostic::{Code, Report};
use crate::text::SourceMap;

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
