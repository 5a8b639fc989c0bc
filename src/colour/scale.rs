//! The colours of a scale from best to worst, however many steps it has.

use serde::Serialize;

use super::{Colour, DARK_PAGE, LIGHT_PAGE, SHAPE_CONTRAST};

/// Blue is good, orange to red is not: they are distinct in every kind of colour vision. On light pages the ends are darker
/// than the middle; on dark pages all are lighter than the page.
const LIGHT: [Colour; 5] = [
    Colour::new(0x16, 0x49, 0x7a),
    Colour::new(0x2d, 0x73, 0x9f),
    Colour::new(0xa8, 0x84, 0x22),
    Colour::new(0xc8, 0x60, 0x12),
    Colour::new(0x8f, 0x1c, 0x15),
];
const DARK: [Colour; 5] = [
    Colour::new(0xa3, 0xcd, 0xf5),
    Colour::new(0x5c, 0x9d, 0xcb),
    Colour::new(0xd9, 0xbd, 0x62),
    Colour::new(0xec, 0x95, 0x43),
    Colour::new(0xf0, 0x6b, 0x5c),
];

/// A colour with the colour of text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fill {
    /// The colour of a shape, at least 3:1 against the page.
    pub fill: Colour,
    /// The colour of text on it, at least 4.5:1.
    pub text: Colour,
}

/// The pattern over a fill, so that readers who see no colour can still distinguish poor grades and good ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pattern {
    /// Nothing: the better half of the scale, and its middle.
    Solid,
    /// Slanting lines.
    Lines,
    /// Lines that cross: the worst step.
    Cross,
}

impl Pattern {
    /// The name in themes.
    pub fn name(self) -> &'static str {
        match self {
            Pattern::Solid => "solid",
            Pattern::Lines => "lines",
            Pattern::Cross => "cross",
        }
    }
}

/// The look of a step of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// On a light page, and on paper.
    pub light: Fill,
    /// On a dark page.
    pub dark: Fill,
    /// What is drawn over the fill.
    pub pattern: Pattern,
}

/// The steps of a scale, best first: the colours that the publisher chose where there are any, else colours spread evenly
/// from the best step to the worst.
pub fn scale(chosen: &[Option<Colour>]) -> Vec<Step> {
    let last = chosen.len().saturating_sub(1);
    let step = |(at, chosen): (usize, &Option<Colour>)| {
        let place = if last == 0 {
            0.0
        } else {
            at as f64 / last as f64
        };
        let fill = |anchors: &[Colour; 5], page: Colour| {
            let fill = chosen.unwrap_or_else(|| between(anchors, place));
            let fill = fill.against(page, SHAPE_CONTRAST);
            Fill {
                fill,
                text: fill.text(),
            }
        };
        Step {
            light: fill(&LIGHT, LIGHT_PAGE),
            dark: fill(&DARK, DARK_PAGE),
            pattern: match at {
                0 => Pattern::Solid,
                at if at == last => Pattern::Cross,
                at if at * 2 > last => Pattern::Lines,
                _ => Pattern::Solid,
            },
        }
    };
    chosen.iter().enumerate().map(step).collect()
}

/// The colour at `place`, from 0 to 1, of a way through some colours.
fn between(anchors: &[Colour; 5], place: f64) -> Colour {
    let along = place * (anchors.len() - 1) as f64;
    let before = (along.floor() as usize).min(anchors.len() - 2);
    anchors[before].mix(anchors[before + 1], along - before as f64)
}

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, Pattern, Step, scale};
    use crate::colour::{Colour, DARK_PAGE, LIGHT_PAGE, SHAPE_CONTRAST, TEXT_CONTRAST};

    fn is_readable(step: &Step) -> bool {
        [(step.light, LIGHT_PAGE), (step.dark, DARK_PAGE)]
            .into_iter()
            .all(|(fill, page)| {
                fill.fill.contrast(page) >= SHAPE_CONTRAST
                    && fill.fill.contrast(fill.text) >= TEXT_CONTRAST
            })
    }

    #[test]
    fn a_scale_of_any_length_goes_from_best_to_worst_and_can_be_read() {
        for steps in 2..=12 {
            let made = scale(&vec![None; steps]);
            assert_eq!(made.len(), steps);
            assert!(made.iter().all(is_readable), "{made:?}");
            assert_eq!(made[0].light.fill, LIGHT[0]);
            assert_eq!(made[steps - 1].dark.fill, DARK[4]);
            assert_eq!(made[0].pattern, Pattern::Solid);
            assert_eq!(made[steps - 1].pattern, Pattern::Cross);
            for (at, step) in made.iter().enumerate() {
                let others = made.iter().enumerate().filter(|(other, _)| *other != at);
                for (_, other) in others {
                    assert_ne!(step.light.fill, other.light.fill, "{steps} steps");
                }
            }
        }
        assert!(scale(&[]).is_empty());
        assert_eq!(scale(&[None])[0].pattern, Pattern::Solid);
    }

    #[test]
    fn colours_between_the_ends_stay_as_they_are_meant() {
        let made = scale(&[None; 5]);
        assert_eq!(
            made.iter().map(|step| step.light.fill).collect::<Vec<_>>(),
            LIGHT
        );
        assert_eq!(
            made.iter().map(|step| step.dark.fill).collect::<Vec<_>>(),
            DARK
        );
    }

    #[test]
    fn a_chosen_colour_stays_where_it_can_be_seen_and_is_shifted_where_not() {
        let teal = Colour::new(0x2e, 0x80, 0x83);
        assert_eq!(scale(&[Some(teal), None])[0].light.fill, teal);
        for text in ["#ffffff", "#ffff00", "#000000", "#808080", "#101080"] {
            let chosen: Colour = text.parse().expect("a colour");
            assert!(
                is_readable(&scale(&[Some(chosen), None, None])[0]),
                "{text}"
            );
        }
    }
}
