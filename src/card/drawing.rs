//! Draws a card as SVG: words at the left, at a size that fits them, and the map at the right.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use crate::view::{CARD_HEIGHT as HEIGHT, CARD_WIDTH as WIDTH, CardMap, CardView};

/// The room for text, in pixels; the map has the rest.
const TEXT_WIDTH: usize = 640;
const MAP_WIDTH: f64 = 400.0;
const MAP_HEIGHT: f64 = 500.0;
const LEFT: u32 = 70;
/// A letter is so much of the size of its font wide, on average; capitals and bold letters included.
const ADVANCE: f64 = 0.6;
const INK: &str = "#1b2433";
const QUIET: &str = "#55606f";

/// Draws a card.
pub fn drawing(card: &CardView) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         font-family=\"Noto Sans\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\
         <rect width=\"{WIDTH}\" height=\"14\" fill=\"{INK}\"/>"
    );
    text(&mut svg, 96, 30, false, QUIET, &card.kicker);
    let (lines, size) = fitted(&card.name);
    let mut at = 116;
    for line in lines {
        at += size + size / 6;
        text(&mut svg, at, size, true, INK, &line);
    }
    at += 40;
    if let Some(grade) = &card.grade {
        let (x, middle) = (LEFT, at + 36);
        let _ = write!(
            svg,
            "<rect x=\"{x}\" y=\"{at}\" width=\"72\" height=\"72\" rx=\"10\" fill=\"{}\"/>\
             <text x=\"{}\" y=\"{}\" font-size=\"44\" font-weight=\"700\" text-anchor=\"middle\" fill=\"{}\">",
            grade.fill,
            x + 36,
            middle + 16,
            grade.text
        );
        escaped(&mut svg, &grade.mark);
        svg.push_str("</text>");
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{}\" font-size=\"40\" font-weight=\"700\" fill=\"{INK}\">",
            x + 92,
            middle + 14
        );
        escaped(&mut svg, &grade.name);
        svg.push_str("</text>");
        at += 72;
    }
    at += 14;
    for count in card.counts.iter().take(4) {
        at += 40;
        text(&mut svg, at, 28, false, INK, count);
    }
    if let Some(map) = &card.map {
        draw_map(&mut svg, map);
    }
    text(&mut svg, HEIGHT - 40, 26, true, INK, &card.site);
    svg.push_str("</svg>");
    svg
}

/// A line of text at the left.
fn text(svg: &mut String, y: u32, size: u32, is_bold: bool, fill: &str, words: &str) {
    let weight = if is_bold { 700 } else { 400 };
    let _ = write!(
        svg,
        "<text x=\"{LEFT}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">"
    );
    // Words at the foot may be below the map.
    let width = if y > HEIGHT - 100 {
        WIDTH - 2 * LEFT
    } else {
        TEXT_WIDTH as u32
    };
    let room = (f64::from(width) / (ADVANCE * f64::from(size))) as usize;
    if words.chars().count() > room {
        let short: String = words.chars().take(room.saturating_sub(1)).collect();
        escaped(svg, short.trim_end());
        svg.push('…');
    } else {
        escaped(svg, words);
    }
    svg.push_str("</text>");
}

fn escaped(svg: &mut String, words: &str) {
    // A control character is no XML.
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    let _ = escape_html(svg, &words);
}

/// A name in up to three lines, and the size at which they fit.
fn fitted(name: &str) -> (Vec<String>, u32) {
    for size in [68, 56, 46, 38, 30] {
        let room = (TEXT_WIDTH as f64 / (ADVANCE * f64::from(size))) as usize;
        let lines = wrapped(name, room);
        if lines.len() <= 3 && lines.iter().all(|line| line.chars().count() <= room) {
            return (lines, size);
        }
    }
    let short: String = name.chars().take(34).collect();
    (vec![format!("{short}…")], 30)
}

/// A text in lines of so many letters; a longer word has a line of its own.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The map at the right, as large as fits.
fn draw_map(svg: &mut String, map: &CardMap) {
    let (width, height) = (f64::from(map.width.max(1)), f64::from(map.height.max(1)));
    let scale = (MAP_WIDTH / width).min(MAP_HEIGHT / height);
    let x = f64::from(WIDTH) - 50.0 - MAP_WIDTH + (MAP_WIDTH - width * scale) / 2.0;
    let y = 65.0 + (MAP_HEIGHT - height * scale) / 2.0;
    let _ = write!(
        svg,
        "<g transform=\"translate({x:.2} {y:.2}) scale({scale:.4})\" stroke=\"#fff\" stroke-width=\"{:.2}\">",
        2.0 / scale
    );
    for area in &map.areas {
        let fill = if area.is_here { "#2f5d8a" } else { "#c9d1da" };
        let _ = write!(svg, "<path fill=\"{fill}\" d=\"{}\"/>", area.path);
    }
    svg.push_str("</g>");
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn any_name_fits() {
        for name in [
            "Kent Police",
            "Avon and Somerset Constabulary",
            "The Yorkshire and the Humber Regional Organised Crime Unit of all of its forces",
            &"x".repeat(80),
            "",
        ] {
            let (lines, size) = fitted(name);
            for line in &lines {
                assert!(
                    line.chars().count() as f64 * 0.6 * f64::from(size) <= 660.0,
                    "{line}"
                );
            }
        }
        assert_eq!(fitted("Kent Police").0, ["Kent Police"]);
    }
}
