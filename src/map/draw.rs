//! A map of areas: paths rounded to the size they are drawn at, label places, and the country around.

use std::collections::BTreeSet;

use serde::Serialize;

use super::area::ForceArea;
use super::coverage::{Border, BorderRing, Side};
use super::path::{GridCell, PathWriter};
use super::plane::{Bounds, Point};
use super::view::{Size, Viewport};

/// An island smaller than this across is not drawn, in view units.
const SPECK: f64 = 1.5;

/// An area smaller than this across wants a dot, in view units.
const TINY: f64 = 5.0;

/// Some areas in one view box, in view units from its left and top.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AreaMap {
    /// Width of the view box, as asked for.
    pub width: u32,
    /// Height of the view box; zero if nothing is shown.
    pub height: u32,
    /// The areas, in the order they were asked for.
    pub shapes: Vec<AreaShape>,
    /// One path of all other areas in the box; empty if none, or if not asked for. It may reach beyond the box.
    pub context: String,
    #[serde(skip)]
    pub(super) view: Option<Viewport>,
}

/// One area of a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaShape {
    /// The area's slug.
    pub id: String,
    /// The `d` of its path. May be empty if the area is tiny.
    pub path: String,
    /// Where a label has most room: the centre of the largest circle that fits in the largest part.
    pub label: Point,
    /// The radius of that circle, in view units.
    pub label_room: f64,
    /// What the drawn parts cover.
    pub bounds: Bounds,
    /// Whether the area is too small to be seen or hit, so that a dot should be drawn at the label's place.
    pub tiny: bool,
}

/// Rounds borders to the grid of a view, each once.
pub(super) struct Tracer<'a> {
    borders: &'a [Border],
    view: Viewport,
    traced: Vec<Option<Vec<GridCell>>>,
}

/// Draws the areas that are `shown`, and with `context` those around them.
pub(super) fn draw(
    areas: &[ForceArea],
    borders: &[Border],
    shown: &[&ForceArea],
    context: bool,
    size: Size,
) -> AreaMap {
    let Some(frame) = shown.iter().map(|area| area.frame).reduce(Bounds::with) else {
        return AreaMap {
            width: size.width,
            ..AreaMap::default()
        };
    };
    let view = Viewport::fit(frame, size);
    let mut tracer = Tracer::new(borders, view);
    let shapes = shown.iter().map(|area| shape(area, &mut tracer)).collect();
    let mut around = PathWriter::new(view.step);
    if context {
        let ids: BTreeSet<&str> = shown.iter().map(|area| area.id.as_str()).collect();
        let others = areas
            .iter()
            .filter(|area| view.sees(&area.bounds) && !ids.contains(area.id.as_str()));
        for area in others {
            for ring in visible_rings(area, borders, view) {
                around.ring(&view.clipped(&tracer.ring(&ring.sides)));
            }
        }
    }
    AreaMap {
        width: view.width,
        height: view.height,
        shapes,
        context: around.finish(),
        view: Some(view),
    }
}

fn shape(area: &ForceArea, tracer: &mut Tracer<'_>) -> AreaShape {
    let view = tracer.view;
    let mut writer = PathWriter::new(view.step);
    let mut drawn = area.frame;
    for ring in visible_rings(area, tracer.borders, view) {
        drawn = drawn.with(ring.bounds);
        writer.ring(&tracer.ring(&ring.sides));
    }
    AreaShape {
        id: area.id.clone(),
        path: writer.finish(),
        label: view.place(area.pole.at),
        label_room: view.length(area.pole.room),
        bounds: view.bounds(drawn),
        tiny: area
            .rings
            .first()
            .is_none_or(|ring| view.length(ring.bounds.across()) < TINY),
    }
}

/// The rings of an area that a view shows: those in its box, without the specks.
///
/// The largest is never a speck, so that no area vanishes, and neither is a ring that another area shares, so that
/// what fills a hole and the hole stay together.
pub(super) fn visible_rings<'a>(
    area: &'a ForceArea,
    borders: &'a [Border],
    view: Viewport,
) -> impl Iterator<Item = &'a BorderRing> {
    area.rings.iter().enumerate().filter_map(move |(at, ring)| {
        let is_coast = ring
            .sides
            .iter()
            .all(|side| borders[side.border].n_uses == 1);
        let is_speck = at > 0 && is_coast && view.length(ring.bounds.across()) < SPECK;
        (view.sees(&ring.bounds) && !is_speck).then_some(ring)
    })
}

impl<'a> Tracer<'a> {
    /// A tracer with nothing traced.
    pub(super) fn new(borders: &'a [Border], view: Viewport) -> Tracer<'a> {
        Tracer {
            borders,
            view,
            traced: vec![None; borders.len()],
        }
    }

    /// The cells of borders that follow each other round a ring.
    pub(super) fn ring(&mut self, sides: &[Side]) -> Vec<GridCell> {
        let mut ring = Vec::new();
        for side in sides {
            let cells = self.border(side.border);
            if side.is_backward {
                ring.extend(cells.iter().rev());
            } else {
                ring.extend(cells);
            }
        }
        ring
    }

    /// The cells of a border: those of its points that the view can show, without repetitions.
    fn border(&mut self, at: usize) -> &[GridCell] {
        let (border, view) = (&self.borders[at], self.view);
        self.traced[at].get_or_insert_with(|| {
            let least = view.least_cost();
            let kept = border
                .points
                .iter()
                .zip(&border.costs)
                .filter(|&(_, &cost)| cost >= least);
            let mut cells: Vec<GridCell> = kept.map(|(&point, _)| view.cell(point)).collect();
            cells.dedup();
            cells
        })
    }
}
