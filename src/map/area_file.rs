//! The GeoJSON file of force areas: text to rings on the National Grid, and every mistake in it.
//!
//! A ring, polygon or shape that cannot be used is reported and left out; the rest is kept. A ring
//! that is not closed is closed, and one that runs the wrong way round is turned: both are common
//! and can mean only one thing.

use std::collections::BTreeMap;

use geojson::{GeometryValue, Position};
use serde::Deserialize;
use serde_json::Value;

use super::area_feature::AreaFeature;
use super::crossing::first_crossing;
use super::national_grid::NationalGrid;
use super::overlap::overlaps;
use super::plane::{Polygon, Ring, signed_area};
use super::slug_places::SlugPlaces;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::{FileId, LineCol, LineIndex, Span, is_slug, slug};

/// A ring that encloses less, in square metres, is a mistake.
const LEAST_AREA: f64 = 1.0;

/// What the file holds.
#[derive(Debug, Default)]
pub(super) struct AreaFile {
    /// Who made the map.
    pub(super) attribution: String,
    /// The areas, in the order of the file, each slug once.
    pub(super) shapes: Vec<AreaFeature>,
    /// How many corners they have in all.
    pub(super) n_points: usize,
    /// Whether there are others that could not be read.
    pub(super) is_incomplete: bool,
}

/// What can be wrong with a ring. Reported once a shape, as a mistake in one corner is often one in
/// all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum AreaFlaw {
    OffGrid,
    FewCorners,
    EnclosesNothing,
    CrossesItself,
}

/// Reads the file.
pub(super) fn parse(file: FileId, text: &str, report: &mut Report) -> AreaFile {
    let json: Value = match serde_json::from_str(text) {
        Ok(json) => json,
        Err(error) => {
            report.push(syntax_diagnostic(file, text, &error));
            return AreaFile::default();
        }
    };
    let start = Span::new(file, 0..0);
    let (Some(features), Some(grid)) = (
        json.get("features").and_then(Value::as_array),
        NationalGrid::new(),
    ) else {
        let diagnostic =
            Diagnostic::new(Code::InvalidMapArea, "not a GeoJSON feature collection").at(start);
        report
            .push(diagnostic.help("write {\"type\": \"FeatureCollection\", \"features\": [ … ]}"));
        return AreaFile::default();
    };
    if features.is_empty() {
        let diagnostic = Diagnostic::new(Code::InvalidMapArea, "the map has no areas").at(start);
        report.push(diagnostic.help("add them under \"features\", or remove the file"));
    }
    let attribution = json
        .get("attribution")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned();
    if attribution.is_empty() && !features.is_empty() {
        let diagnostic =
            Diagnostic::new(Code::InvalidMapArea, "the map has no attribution").at(start);
        let help =
            "add \"attribution\": \"Source: …\" before \"features\"; licences of maps ask for it";
        report.push(Diagnostic {
            severity: Severity::Warning,
            ..diagnostic.help(help)
        });
    }
    let mut reader = AreaReader {
        start,
        grid,
        places: SlugPlaces::find(file, text),
        seen: BTreeMap::new(),
        report,
    };
    let shapes: Vec<AreaFeature> = features
        .iter()
        .enumerate()
        .filter_map(|(at, feature)| reader.shape(at, feature))
        .collect();
    for (first, second) in overlaps(&shapes) {
        let [first, second] = [&shapes[first], &shapes[second]];
        let message = format!("the areas of `{}` and `{}` overlap", first.id, second.id);
        let diagnostic = Diagnostic::new(Code::OverlappingAreas, message)
            .label(second.place, "")
            .label(first.place, "overlaps this one");
        report.push(diagnostic.help("check the coordinates of both in a map editor"));
    }
    let rings = shapes
        .iter()
        .flat_map(|shape| shape.polygons.iter().flatten());
    AreaFile {
        attribution,
        n_points: rings.map(Vec::len).sum(),
        is_incomplete: shapes.len() < features.len(),
        shapes,
    }
}

struct AreaReader<'a> {
    start: Span,
    grid: NationalGrid,
    places: SlugPlaces<'a>,
    seen: BTreeMap<String, Span>,
    report: &'a mut Report,
}

impl AreaReader<'_> {
    fn shape(&mut self, at: usize, feature: &Value) -> Option<AreaFeature> {
        let Some(id) = feature.pointer("/properties/slug").and_then(Value::as_str) else {
            let diagnostic = Diagnostic::new(
                Code::InvalidMapArea,
                format!("shape {} has no `slug`", at + 1),
            )
            .at(self.start);
            self.report.push(
                diagnostic.help("give it the force's id: \"properties\": {\"slug\": \"kent\"}"),
            );
            return None;
        };
        let place = self.places.take(id).unwrap_or(self.start);
        if !is_slug(id) {
            let diagnostic =
                Diagnostic::new(Code::InvalidMapArea, format!("`{id:.40}` is not an id")).at(place);
            let fit = slug(id);
            self.report.push(if fit.is_empty() {
                diagnostic
            } else {
                diagnostic.help(format!("write `{fit}`"))
            });
            return None;
        }
        if let Some(&first) = self.seen.get(id) {
            let diagnostic =
                Diagnostic::new(Code::InvalidMapArea, format!("duplicate area `{id}`")).at(place);
            self.report.push(
                diagnostic
                    .label(first, "first drawn here")
                    .help("make one MultiPolygon of the two"),
            );
            return None;
        }
        self.seen.insert(id.to_owned(), place);
        let polygons = self.polygons(id, place, feature.get("geometry"))?;
        let name = feature.pointer("/properties/name").and_then(Value::as_str);
        Some(AreaFeature {
            id: id.to_owned(),
            polygons,
            name: name.map(str::to_owned),
            place,
        })
    }

    /// The polygons of a geometry that can be used; `None`, and an error, if none can.
    fn polygons(
        &mut self,
        id: &str,
        place: Span,
        geometry: Option<&Value>,
    ) -> Option<Vec<Polygon>> {
        let written = geometry
            .and_then(|json| geojson::Geometry::deserialize(json).ok())
            .map(|read| read.value);
        let written = match written {
            Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
            Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
            _ => {
                let diagnostic = Diagnostic::new(
                    Code::InvalidMapArea,
                    format!("the shape of `{id}` is neither a Polygon nor a MultiPolygon"),
                );
                let help = "an area is a Polygon, [[[longitude, latitude], …], holes …], or a MultiPolygon, a list of those";
                self.report.push(diagnostic.at(place).help(help));
                return None;
            }
        };
        let mut flaws = BTreeMap::new();
        let polygons: Vec<Polygon> = written
            .iter()
            .filter_map(|rings| self.polygon(rings, &mut flaws))
            .collect();
        if polygons.is_empty() && flaws.is_empty() {
            flaws.insert(AreaFlaw::EnclosesNothing, String::new());
        }
        for (flaw, example) in flaws {
            let (message, mut help) = worded(flaw, id, &example);
            if flaw == AreaFlaw::OffGrid && self.is_swapped(&written) {
                help = "longitude comes first, then latitude, as [-0.1281, 51.508]";
            }
            let code = match flaw {
                AreaFlaw::CrossesItself => Code::SelfCrossingArea,
                AreaFlaw::OffGrid | AreaFlaw::FewCorners | AreaFlaw::EnclosesNothing => {
                    Code::InvalidMapArea
                }
            };
            self.report
                .push(Diagnostic::new(code, message).at(place).help(help));
        }
        (!polygons.is_empty()).then_some(polygons)
    }

    /// A polygon without its bad holes; nothing if its outer ring is bad.
    fn polygon(
        &self,
        rings: &[Vec<Position>],
        flaws: &mut BTreeMap<AreaFlaw, String>,
    ) -> Option<Polygon> {
        let mut rings = rings
            .iter()
            .enumerate()
            .map(|(at, ring)| match self.ring(ring, at > 0) {
                Ok((ring, None)) => Some(ring),
                Ok((ring, Some(crossing))) => {
                    flaws.entry(AreaFlaw::CrossesItself).or_insert(crossing);
                    Some(ring)
                }
                Err((flaw, example)) => {
                    flaws.entry(flaw).or_insert(example);
                    None
                }
            });
        let outer = rings.next()??;
        Some(std::iter::once(outer).chain(rings.flatten()).collect())
    }

    /// A ring, and where it crosses itself, if it does.
    fn ring(
        &self,
        positions: &[Position],
        is_hole: bool,
    ) -> Result<(Ring, Option<String>), (AreaFlaw, String)> {
        let mut ring = Ring::with_capacity(positions.len());
        let mut written = Vec::with_capacity(positions.len());
        for position in positions {
            // An altitude may follow; it is not drawn.
            let Some(&[x, y]) = position.as_slice().first_chunk() else {
                return Err((AreaFlaw::OffGrid, String::from("a single number")));
            };
            // Only the debug form shows numbers such as 1e300 as typed.
            let point = self
                .grid
                .place(x, y)
                .ok_or_else(|| (AreaFlaw::OffGrid, format!("[{x:?}, {y:?}]")))?;
            if ring.last() != Some(&point) {
                ring.push(point);
                written.push((x, y));
            }
        }
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        if ring.len() < 3 {
            return Err((AreaFlaw::FewCorners, String::new()));
        }
        let area = signed_area(&ring);
        // The two halves of a bow tie cancel each other.
        let crossing = first_crossing(&ring).and_then(|at| written.get(at));
        let crossing = crossing.map(|(x, y)| format!("[{x:?}, {y:?}]"));
        if area.abs() < LEAST_AREA {
            return Err(match crossing {
                Some(crossing) => (AreaFlaw::CrossesItself, crossing),
                None => (AreaFlaw::EnclosesNothing, String::new()),
            });
        }
        if (area < 0.0) != is_hole {
            ring.reverse();
        }
        Ok((ring, crossing))
    }

    /// Whether the first corner would be on the map if its numbers changed places.
    fn is_swapped(&self, polygons: &[Vec<Vec<Position>>]) -> bool {
        let first = polygons.iter().flatten().flatten().next();
        first.is_some_and(|first| match *first.as_slice() {
            [y, x, ..] => self.grid.place(y, x).is_none() && self.grid.place(x, y).is_some(),
            _ => false,
        })
    }
}

/// The message for a flaw of an area, and what to do.
fn worded(flaw: AreaFlaw, id: &str, example: &str) -> (String, &'static str) {
    match flaw {
        AreaFlaw::OffGrid => (
            format!("`{id}` has a corner that is not on the National Grid: {example}"),
            "a corner is a longitude and a latitude in degrees, as [-0.1281, 51.508]",
        ),
        AreaFlaw::FewCorners => (
            format!("a ring of `{id}` has fewer than three corners"),
            "draw it, or remove the ring",
        ),
        AreaFlaw::EnclosesNothing => (
            format!("a ring of `{id}` encloses nothing"),
            "draw it with an inside, or remove the ring",
        ),
        AreaFlaw::CrossesItself => (
            format!("the outline of `{id}` crosses itself after {example}"),
            "list its corners in order along the border",
        ),
    }
}

fn syntax_diagnostic(file: FileId, text: &str, error: &serde_json::Error) -> Diagnostic {
    // The library counts columns in bytes, and from zero at the start of a line.
    let line = LineIndex::new(text).offset(
        text,
        LineCol {
            line: error.line(),
            column: 1,
        },
    );
    let mut at = (line + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    Diagnostic::new(Code::InvalidMapArea, format!("invalid JSON: {message}"))
        .at(Span::new(file, at..end))
        .help("correct it there, or export the file from the map editor again")
}
