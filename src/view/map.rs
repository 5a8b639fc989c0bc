//! Maps as shown: areas and tiles with their names, addresses and grades.
//!
//! The paths are drawn once for the whole site; a page borrows those of its region.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{GradeView, Precomputed, ViewContext};
use crate::address::Url;
use crate::map::{AreaMap, AreaOutline, Geometry, Point, Size, TileMap};
use crate::model::{Body, Corpus, Id, Region};
use crate::wording;

/// The width of a national map, in view units.
const NATIONAL: Size = Size {
    width: 480,
    precision: 1.0,
};
/// The width of a region's map.
const REGIONAL: Size = Size {
    width: 600,
    precision: 0.5,
};
/// The width of a locator.
const LOCATOR: Size = Size {
    width: 160,
    precision: 2.0,
};
/// The radius of a hexagon: wide enough for a finger and for a short name.
const TILE: f64 = 46.0;

/// Every map of the site, drawn.
#[derive(Debug, Default)]
pub struct Maps {
    attribution: String,
    national: Option<DrawnMap>,
    regions: BTreeMap<usize, DrawnMap>,
    locators: BTreeMap<usize, Arc<AreaMap>>,
}

#[derive(Debug)]
struct DrawnMap {
    areas: AreaMap,
    outlines: Vec<AreaOutline>,
    tiles: TileMap,
}

/// A map as shown.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// What it shows: its `<title>`.
    pub title: String,
    /// What can be read from it: its `<desc>`.
    pub description: String,
    /// Width of the areas' view box.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The areas.
    pub areas: Vec<AreaLink>,
    /// The country around them, as one path.
    pub context: String,
    /// Regions' outlines.
    pub outlines: Vec<AreaOutline>,
    /// Width of the tiles' view box.
    pub tiles_width: u32,
    /// Its height.
    pub tiles_height: u32,
    /// The tiles.
    pub tiles: Vec<TileLink>,
    /// The bodies that no area can show fairly: they are on the tile map and in the list.
    pub not_drawn: Vec<super::Link>,
    /// The source of the geometry.
    pub attribution: String,
}

/// An area that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct AreaLink {
    /// The body's id.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// Its page.
    pub url: Url,
    /// Its grade.
    pub grade: Option<Precomputed<GradeView>>,
    /// Whether this is the one that the map is there to show.
    pub is_here: bool,
    /// The `d` of its path.
    pub path: String,
    /// Where its label goes.
    pub label: Point,
    /// How much room there is around it, in view units.
    pub label_room: f64,
    /// Whether it is too small to be seen, so that a dot is drawn in its place.
    pub tiny: bool,
}

/// A tile that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct TileLink {
    /// The body's id.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// The same in lines short enough for a tile.
    pub lines: Vec<String>,
    /// Its page.
    pub url: Url,
    /// Its grade.
    pub grade: Option<Precomputed<GradeView>>,
    /// The centre.
    pub x: f64,
    /// The centre.
    pub y: f64,
    /// The corners, as a polygon's `points`.
    pub points: String,
}

impl Maps {
    /// Draws every map of a corpus.
    pub fn draw(geometry: &Geometry, corpus: &Corpus) -> Maps {
        let ids = |forces: &[Id<Body>]| {
            forces
                .iter()
                .map(|&id| corpus.bodies[id].id.as_str())
                .collect::<Vec<_>>()
        };
        let drawn = |forces: &[&str], size, context, groups: &[(&str, Vec<&str>)]| {
            let areas = geometry.draw(forces, context, size);
            let outlines = geometry.outlines(groups, &areas);
            DrawnMap {
                areas,
                outlines,
                tiles: geometry.tiles(forces, TILE),
            }
        };
        let has_any = |forces: &[&str]| {
            forces
                .iter()
                .any(|id| geometry.has_area(id) || geometry.has_tile(id))
        };
        let groups: Vec<(&str, Vec<&str>)> = corpus
            .regions
            .rows()
            .iter()
            .map(|region| (region.id.as_str(), ids(&region.forces)))
            .collect();
        let all: Vec<&str> = groups
            .iter()
            .flat_map(|(_, forces)| forces.iter().copied())
            .collect();
        let mut maps = Maps {
            attribution: geometry.attribution().to_owned(),
            ..Maps::default()
        };
        if !has_any(&all) {
            return maps;
        }
        maps.national = Some(drawn(&all, NATIONAL, false, &groups));
        for (id, region) in corpus.regions.iter() {
            let forces = ids(&region.forces);
            if has_any(&forces) {
                maps.regions
                    .insert(id.row(), drawn(&forces, REGIONAL, true, &[]));
                maps.locators
                    .insert(id.row(), Arc::new(geometry.draw(&forces, false, LOCATOR)));
            }
        }
        maps
    }

    /// The place of a body in its region; for a ROCU the whole region.
    pub(super) fn locator(&self, context: &ViewContext, id: Id<Body>) -> Option<MapView> {
        let body = &context.corpus.bodies[id];
        let region = body.region?;
        let areas = self
            .locators
            .get(&region.row())
            .filter(|map| !map.shapes.is_empty())?;
        let is_force = body.kind == crate::model::BodyKind::Force;
        if is_force && !areas.shapes.iter().any(|shape| shape.id == body.id) {
            return None;
        }
        let region = &context.corpus.regions[region].name;
        let title = if is_force {
            wording::map::force(&body.name, region)
        } else {
            wording::map::unit(region)
        };
        let mut map = self.view(context, title, areas, &[], None);
        for area in &mut map.areas {
            area.is_here = !is_force || area.id == body.id;
        }
        Some(map)
    }

    /// The map of all forces.
    pub fn national(&self, context: &ViewContext) -> Option<MapView> {
        let drawn = self.national.as_ref()?;
        let title = wording::map::NATIONAL.to_owned();
        Some(self.view(
            context,
            title,
            &drawn.areas,
            &drawn.outlines,
            Some(&drawn.tiles),
        ))
    }

    /// The map of a region.
    pub fn region(&self, context: &ViewContext, id: Id<Region>) -> Option<MapView> {
        let drawn = self.regions.get(&id.row())?;
        let title = wording::map::region(&context.corpus.regions[id].name);
        Some(self.view(
            context,
            title,
            &drawn.areas,
            &drawn.outlines,
            Some(&drawn.tiles),
        ))
    }

    fn view(
        &self,
        context: &ViewContext,
        title: String,
        areas: &AreaMap,
        outlines: &[AreaOutline],
        tiles: Option<&TileMap>,
    ) -> MapView {
        let corpus = &*context.corpus;
        let body = |id: &str| corpus.bodies.find(id);
        let area_links: Vec<AreaLink> = areas
            .shapes
            .iter()
            .filter_map(|shape| {
                let id = body(&shape.id)?;
                Some(AreaLink {
                    id: shape.id.clone(),
                    name: corpus.bodies[id].short_name.clone(),
                    url: context.addresses.body(id),
                    grade: context.grade_of(id),
                    is_here: false,
                    path: shape.path.clone(),
                    label: shape.label,
                    label_room: shape.label_room,
                    tiny: shape.tiny,
                })
            })
            .collect();
        let tile_links: Vec<TileLink> = tiles
            .map_or(&[][..], |tiles| &tiles.shapes)
            .iter()
            .filter_map(|shape| {
                let id = body(&shape.id)?;
                let name = corpus.bodies[id].short_name.clone();
                Some(TileLink {
                    id: shape.id.clone(),
                    lines: lines(&name),
                    name,
                    url: context.addresses.body(id),
                    grade: context.grade_of(id),
                    x: shape.x,
                    y: shape.y,
                    points: shape.points.clone(),
                })
            })
            .collect();
        let ids = area_links
            .iter()
            .map(|area| &area.id)
            .chain(tile_links.iter().map(|tile| &tile.id));
        let mut shown: Vec<Id<Body>> = ids.filter_map(|id| body(id)).collect();
        shown.sort();
        shown.dedup();
        let drawn = |id: &str| area_links.iter().any(|area| area.id == id && !area.tiny);
        let not_drawn = tile_links.iter().filter(|tile| !drawn(&tile.id));
        MapView {
            description: description(corpus, &shown),
            not_drawn: not_drawn
                .map(|tile| super::Link {
                    name: tile.name.clone(),
                    url: tile.url.clone(),
                })
                .collect(),
            title,
            width: areas.width,
            height: areas.height,
            areas: area_links,
            context: areas.context.clone(),
            outlines: outlines.to_vec(),
            tiles_width: tiles.map_or(0, |tiles| tiles.width),
            tiles_height: tiles.map_or(0, |tiles| tiles.height),
            tiles: tile_links,
            attribution: self.attribution.clone(),
        }
    }
}

/// "Kent: good. Norfolk: requires improvement. Surrey: not graded here."
fn description(corpus: &Corpus, shown: &[Id<Body>]) -> String {
    let sentence = |&id: &Id<Body>| {
        let grade = corpus
            .grade(id)
            .map_or(wording::NOT_GRADED.to_owned(), |grade| {
                corpus.grades[grade].name.to_lowercase()
            });
        format!("{}: {grade}.", corpus.bodies[id].short_name)
    };
    shown.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// A name in lines that are short enough for a tile.
fn lines(name: &str) -> Vec<String> {
    const ROOM: usize = 11;
    let mut lines: Vec<String> = Vec::new();
    // A hyphenated name may be broken after its hyphen.
    for word in name.replace('-', "- ").split_whitespace() {
        match lines.last_mut() {
            Some(line)
                if line.chars().count() + 1 + word.chars().count() <= ROOM
                    && !line.ends_with('-') =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
