//! A map as a drawing: the paths of a view in an SVG whose look is left to the theme.
//!
//! Every shape carries classes: `here` for what the map is there to show, `g1` to `g9` for its place on the scale and `g0`
//! for none. The theme's template puts its own styles and patterns in place of `<style/>`.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use crate::model::{Grade, Id};
use crate::view::{AreaLink, MapView, ViewContext};

/// How much room a letter of a name takes, in the drawing's units, at the size that the default theme draws names in.
const NAME_ADVANCE: f64 = 11.0;

/// A map, ready to be placed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MapDrawing {
    /// The drawing.
    svg: String,
    /// What can be read from it.
    alt: String,
    /// Its width, in the drawing's units.
    width: u32,
    /// Its height.
    height: u32,
    /// The source of the geometry.
    attribution: String,
    /// Bodies too small to be drawn.
    not_drawn: Vec<String>,
}

/// Where a body is.
pub(super) fn locator(map: &MapView, context: &ViewContext) -> MapDrawing {
    let mut svg = start(map);
    for area in &map.areas {
        shape(&mut svg, area, context);
    }
    svg.push_str("</svg>");
    drawing(map, svg, map.title.clone())
}

/// A region with the name and grade of each of its forces.
pub(super) fn region(map: &MapView, context: &ViewContext) -> MapDrawing {
    let mut svg = start(map);
    let _ = write!(svg, "<path class=\"around\" d=\"{}\"/>", map.context);
    for area in &map.areas {
        shape(&mut svg, area, context);
    }
    for area in map.areas.iter().filter(|area| !area.tiny) {
        let (x, y) = (area.label.x, area.label.y);
        if let Some(grade) = grade_of(area, context) {
            let mark = text(&context.corpus.grades[grade].mark);
            let _ = write!(
                svg,
                "<circle class=\"seal\" cx=\"{x}\" cy=\"{y}\" r=\"15\"/>"
            );
            let _ = write!(
                svg,
                "<text class=\"mark\" x=\"{x}\" y=\"{}\">{mark}</text>",
                y + 7.0
            );
        }
        let below = if area.grade.is_some() {
            y + 34.0
        } else {
            y + 6.0
        };
        // A name is drawn about its middle and must not run over the edge.
        let half =
            (NAME_ADVANCE * area.name.chars().count() as f64 / 2.0).min(f64::from(map.width) / 2.0);
        let x = x.clamp(half, f64::from(map.width) - half);
        for class in ["halo", "name"] {
            let _ = write!(
                svg,
                "<text class=\"{class}\" x=\"{x}\" y=\"{below}\">{}</text>",
                text(&area.name)
            );
        }
    }
    svg.push_str("</svg>");
    drawing(map, svg, format!("{}. {}", map.title, map.description))
}

fn start(map: &MapView) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\"><style/>",
        map.width, map.height
    )
}

fn shape(svg: &mut String, area: &AreaLink, context: &ViewContext) {
    let here = if area.is_here { " here" } else { "" };
    let order = grade_of(area, context).map_or(0, |grade| grade.row() + 1);
    if area.tiny {
        let (x, y) = (area.label.x, area.label.y);
        let _ = write!(
            svg,
            "<circle class=\"area g{order}{here}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"
        );
    } else {
        let _ = write!(
            svg,
            "<path class=\"area g{order}{here}\" d=\"{}\"/>",
            area.path
        );
    }
}

/// The grade of the body whose area it is.
fn grade_of(area: &AreaLink, context: &ViewContext) -> Option<Id<Grade>> {
    context.corpus.grade(context.corpus.bodies.find(&area.id)?)
}

fn drawing(map: &MapView, svg: String, alt: String) -> MapDrawing {
    let not_drawn = map.not_drawn.iter().map(|link| link.name.clone()).collect();
    let attribution = map.attribution.clone();
    MapDrawing {
        svg,
        alt,
        width: map.width,
        height: map.height,
        attribution,
        not_drawn,
    }
}

fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let _ = escape_html(&mut out, words);
    out
}
