//! The stylesheet of the publisher's scale and kinds of finding: a class for each, with its colours as custom properties.
//!
//! The content security policy forbids inline styles, so templates can only name classes. A theme links this stylesheet
//! before its own, which may then set other colours; a theme with a `palette.css` of its own replaces it.

use std::fmt::Write;

use crate::colour::{Fill, Tint};
use crate::config::Config;
use crate::view::{grade_class, grade_steps, kind_class, kind_colours};

/// Its name among the theme's assets.
pub const PALETTE: &str = "palette.css";

/// The stylesheet. Browsers that do not know `light-dark()` keep the colours of light pages.
pub fn palette(config: &Config) -> String {
    let (mut light, mut both) = (String::new(), String::new());
    let mut rule = |class: String, values: [(&str, String, String); 2]| {
        for out in [(&mut light, false), (&mut both, true)] {
            let (out, is_both) = out;
            let _ = write!(out, ".{class}{{");
            for (at, (name, light, dark)) in values.iter().enumerate() {
                let gap = if at == 0 { "" } else { ";" };
                let _ = match is_both {
                    true => write!(out, "{gap}--{name}:light-dark({light},{dark})"),
                    false => write!(out, "{gap}--{name}:{light}"),
                };
            }
            out.push('}');
        }
    };
    for (row, step) in grade_steps(&config.grades).into_iter().enumerate() {
        let of = |part: fn(Fill) -> String| (part(step.light), part(step.dark));
        let (fill, text) = (of(|it| it.fill.to_string()), of(|it| it.text.to_string()));
        rule(
            grade_class(row, config.grades.len()),
            [("grade", fill.0, fill.1), ("on-grade", text.0, text.1)],
        );
    }
    for (row, kind) in config.finding_kinds.iter().enumerate() {
        let colours = kind_colours(kind);
        let of = |part: fn(Tint) -> String| (part(colours.light), part(colours.dark));
        let (ink, ground) = (of(|it| it.ink.to_string()), of(|it| it.ground.to_string()));
        rule(
            kind_class(row, config.finding_kinds.len()),
            [("tone", ink.0, ink.1), ("tone-ground", ground.0, ground.1)],
        );
    }
    format!("{light}@supports (color:light-dark(#000,#fff)){{{both}}}")
}
