//! Where things are: force areas and the tile map, read once, drawn as paths, points and boxes.
//!
//! Given the texts of a GeoJSON file and a CSV file, gives a [`Geometry`]; asked for some ids and a size, gives plain
//! data for a template to put in an SVG. Pure geometry: what an id means, how it is coloured and where it links
//! is not known here, and no element is written.

mod area;
mod area_feature;
mod area_file;
mod coverage;
mod crossing;
mod draw;
mod hidden;
mod label_point;
mod national_grid;
mod outline;
mod overlap;
mod path;
mod plane;
mod simplify;
mod slug_places;
#[cfg(test)]
mod tests;
mod tile_file;
mod tiles;
mod view;

pub use draw::{AreaMap, AreaShape};
pub use outline::AreaOutline;
pub use plane::{Bounds, Point};
pub use tiles::{TileMap, TileShape};
pub use view::Size;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, Span};

/// More points than this make no map better that fits on a page.
const MOST_POINTS: usize = 200_000;

/// The size of a map of the whole country, for an estimate of how much it adds to a page.
const NATIONAL: Size = Size {
    width: 480,
    precision: 0.5,
};

/// The areas and tiles of a site; empty for a site without maps.
#[derive(Debug, Default)]
pub struct Geometry {
    attribution: String,
    /// Whether there are areas that could not be read.
    is_incomplete: bool,
    /// By slug.
    areas: Vec<area::ForceArea>,
    /// The borders of the areas, each once.
    borders: Vec<coverage::Border>,
    /// By slug.
    tiles: Vec<tile_file::Tile>,
}

impl Geometry {
    /// Reads the areas (GeoJSON, longitude and latitude) and the tiles (CSV), whichever the site has.
    ///
    /// Never fails: what cannot be used is reported and left out.
    pub fn parse(
        areas: Option<(FileId, &str)>,
        tiles: Option<(FileId, &str)>,
        report: &mut Report,
    ) -> Geometry {
        let area_file = areas.map(|(file, _)| file);
        let file = areas
            .map(|(file, text)| {
                hidden::check(file, text, report);
                area_file::parse(file, text, report)
            })
            .unwrap_or_default();
        let (areas, borders) = area::build(file.shapes);
        let mut tiles = tiles
            .map(|(file, text)| tile_file::parse(file, text, report))
            .unwrap_or_default();
        tiles.sort_by(|a, b| a.id.cmp(&b.id));
        let geometry = Geometry {
            attribution: file.attribution,
            is_incomplete: file.is_incomplete,
            areas,
            borders,
            tiles,
        };
        if let Some(area_file) = area_file.filter(|_| file.n_points > MOST_POINTS) {
            report.push(geometry.large_map(area_file, file.n_points));
        }
        geometry
    }

    /// The warning for a map with more points than a page can show.
    fn large_map(&self, file: FileId, n_points: usize) -> Diagnostic {
        let all: Vec<&str> = self.area_ids().collect();
        let drawn = self.draw(&all, false, NATIONAL);
        let bytes: usize = drawn.shapes.iter().map(|shape| shape.path.len()).sum();
        let message = format!("the map of areas has {n_points} points");
        let diagnostic = Diagnostic::new(Code::LargeMap, message).at(Span::new(file, 0..0));
        diagnostic
            .help(format!("a map of all areas adds {} kB to its page", bytes.div_ceil(1000)))
            .help("simplify the outlines before you add them, for example with mapshaper: `-simplify 10% keep-shapes`")
    }

    /// Who made the map of areas, to be printed wherever it is drawn. Empty if there is none.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// Whether there is an area of this id.
    pub fn has_area(&self, id: &str) -> bool {
        self.area(id).is_some()
    }

    /// Each area's id, where it is written, and the name that the file gives it, by id.
    pub fn area_places(&self) -> impl Iterator<Item = (&str, Span, Option<&str>)> {
        let place = |area: &area::ForceArea| area.place;
        self.areas
            .iter()
            .map(move |area| (area.id.as_str(), place(area), area.name.as_deref()))
    }

    /// How far two areas are from each other, as a multiple of the longer side of the first; 0 if their boxes touch. `None`
    /// if one of them is not on the map.
    pub fn distance(&self, from: &str, to: &str) -> Option<f64> {
        let (from, to) = (self.area(from)?, self.area(to)?);
        Some(from.bounds.gap(&to.bounds) / from.bounds.across().max(1.0))
    }

    /// Whether there is a tile of this id.
    pub fn has_tile(&self, id: &str) -> bool {
        self.tile(id).is_some()
    }

    /// Whether the file has areas that could not be read, which has been reported.
    pub fn lacks_areas(&self) -> bool {
        self.is_incomplete
    }

    /// The ids of all areas, in alphabetical order.
    pub fn area_ids(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().map(|area| area.id.as_str())
    }

    /// The ids of all tiles, in alphabetical order.
    pub fn tile_ids(&self) -> impl Iterator<Item = &str> {
        self.tiles.iter().map(|tile| tile.id.as_str())
    }

    /// Where each tile's id is written, in the same order.
    pub fn tile_places(&self) -> impl Iterator<Item = (&str, Span)> {
        self.tiles.iter().map(|tile| (tile.id.as_str(), tile.place))
    }

    /// Draws the areas that are `shown` as large as the width allows, and with `context` all others in the box.
    ///
    /// Ids without an area are passed over, and so is one that is given again.
    pub fn draw(&self, shown: &[&str], context: bool, size: Size) -> AreaMap {
        let shown: Vec<&area::ForceArea> =
            deduplicated(shown).filter_map(|id| self.area(id)).collect();
        draw::draw(&self.areas, &self.borders, &shown, context, size)
    }

    /// The outline of each group of areas, in the view box and with the precision of a map drawn before.
    ///
    /// Along the borders of the map's shapes the outlines are the very same lines.
    pub fn outlines(&self, groups: &[(&str, Vec<&str>)], map: &AreaMap) -> Vec<AreaOutline> {
        let Some(view) = map.view else {
            return Vec::new();
        };
        let found = |ids: &[&str]| deduplicated(ids).filter_map(|id| self.area(id)).collect();
        let groups: Vec<(&str, Vec<&area::ForceArea>)> = groups
            .iter()
            .map(|(name, ids)| (*name, found(ids)))
            .collect();
        outline::outlines(&groups, &self.borders, view)
    }

    /// Draws the tiles that are `shown` with hexagons of a radius (centre to corner) in view units.
    ///
    /// Ids without a tile are passed over, and so is one that is given again.
    pub fn tiles(&self, shown: &[&str], radius: f64) -> TileMap {
        let shown: Vec<&tile_file::Tile> =
            deduplicated(shown).filter_map(|id| self.tile(id)).collect();
        tiles::tiles(&shown, radius)
    }

    fn area(&self, id: &str) -> Option<&area::ForceArea> {
        self.areas
            .binary_search_by(|area| area.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.areas[at])
    }

    fn tile(&self, id: &str) -> Option<&tile_file::Tile> {
        self.tiles
            .binary_search_by(|tile| tile.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.tiles[at])
    }
}

/// Ids in their order, without repetitions.
fn deduplicated<'a>(ids: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let mut seen = std::collections::BTreeSet::new();
    ids.iter().copied().filter(move |id| seen.insert(*id))
}
