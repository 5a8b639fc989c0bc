//! The outlines of groups of areas, such as regions, in the view box of a map that was drawn before.
//!
//! A border that the rings of a group use an odd number of times bounds it; one used twice is inside. The borders
//! that remain are joined end to end into rings again.

use std::collections::BTreeMap;

use serde::Serialize;

use super::area::ForceArea;
use super::coverage::{Border, GridPoint, Side};
use super::draw::{Tracer, visible_rings};
use super::path::PathWriter;
use super::view::Viewport;

/// The outline of a group of areas.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaOutline {
    /// The name of the group.
    pub id: String,
    /// The `d` of its path.
    pub path: String,
}

/// Draws each group's outline; a group of which nothing is in the box has an empty path.
pub(super) fn outlines(
    groups: &[(&str, Vec<&ForceArea>)],
    borders: &[Border],
    view: Viewport,
) -> Vec<AreaOutline> {
    let mut tracer = Tracer::new(borders, view);
    let outline = |(id, areas): &(&str, Vec<&ForceArea>)| {
        let mut writer = PathWriter::new(view.step);
        for ring in joined(bounding(areas, borders, view), borders) {
            writer.ring(&view.clipped(&tracer.ring(&ring)));
        }
        AreaOutline {
            id: String::from(*id),
            path: writer.finish(),
        }
    };
    groups.iter().map(outline).collect()
}

/// The borders between a group and what is not of it, each as the ring that uses it runs.
fn bounding(areas: &[&ForceArea], borders: &[Border], view: Viewport) -> BTreeMap<usize, Side> {
    let mut odd = BTreeMap::new();
    let rings = areas
        .iter()
        .flat_map(|area| visible_rings(area, borders, view));
    for side in rings.flat_map(|ring| &ring.sides) {
        if odd.remove(&side.border).is_none() {
            odd.insert(side.border, *side);
        }
    }
    odd
}

/// Rings made of loose borders. Where more than two meet, the one stored first is followed.
fn joined(mut loose: BTreeMap<usize, Side>, borders: &[Border]) -> Vec<Vec<Side>> {
    let mut by_end: BTreeMap<Option<GridPoint>, Vec<usize>> = BTreeMap::new();
    // Backwards, as the last of each list is taken first.
    for &at in loose.keys().rev() {
        by_end.entry(borders[at].start()).or_default().push(at);
        by_end.entry(borders[at].end()).or_default().push(at);
    }
    let mut rings = Vec::new();
    while let Some((_, first)) = loose.pop_first() {
        let (start, mut at) = ends(first, borders);
        let mut ring = vec![first];
        while at != start {
            let meeting = by_end.get_mut(&at);
            let Some(next) = meeting.and_then(|here| next_loose(here, &mut loose)) else {
                break;
            };
            let is_backward = borders[next].start() != at;
            let side = Side {
                border: next,
                is_backward,
            };
            ring.push(side);
            at = ends(side, borders).1;
        }
        rings.push(ring);
    }
    rings
}

/// Takes a border that is still loose from those that meet at a point.
fn next_loose(here: &mut Vec<usize>, loose: &mut BTreeMap<usize, Side>) -> Option<usize> {
    while let Some(at) = here.pop() {
        if loose.remove(&at).is_some() {
            return Some(at);
        }
    }
    None
}

/// Where a side begins and ends.
fn ends(side: Side, borders: &[Border]) -> (Option<GridPoint>, Option<GridPoint>) {
    let (start, end) = (borders[side.border].start(), borders[side.border].end());
    if side.is_backward {
        (end, start)
    } else {
        (start, end)
    }
}
