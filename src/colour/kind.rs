//! The colours of a kind of finding: an ink for its name and its lines, and a tint behind its text.

use super::{Colour, DARK_PAGE, LIGHT_PAGE, TEXT_CONTRAST};

/// The pages that tints are mixed from.
const LIGHT_PAPER: Colour = Colour::new(0xfd, 0xfc, 0xf9);
const DARK_PAPER: Colour = Colour::new(0x14, 0x18, 0x1c);
/// How much of the ink is in the tint.
const TINT: f64 = 0.07;
/// The contrast of inks on dark pages, where lighter inks keep more of their colour.
const DARK_CONTRAST: f64 = 7.0;
/// The contrast of inks on paper: print is smaller than a screen's text, and fades.
const PRINT_CONTRAST: f64 = 7.0;

/// A colour for text and the tint behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    /// The colour of names, lines and shapes: at least 4.5:1 on the tint and on the page, 7:1 on paper.
    pub ink: Colour,
    /// The colour behind the text.
    pub ground: Colour,
}

/// The colours of a kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindColours {
    /// On a light page.
    pub light: Tint,
    /// On a dark page.
    pub dark: Tint,
    /// On paper.
    pub print: Tint,
}

impl KindColours {
    /// The colours that follow from one.
    pub fn of(colour: Colour) -> KindColours {
        let tint = |paper: Colour, page: Colour, contrast: f64| {
            let ground = paper.mix(colour, TINT);
            let ink = colour.against(ground, contrast);
            Tint {
                ink: ink.against(page, contrast),
                ground,
            }
        };
        KindColours {
            light: tint(LIGHT_PAPER, LIGHT_PAGE, TEXT_CONTRAST),
            dark: tint(DARK_PAPER, DARK_PAGE, DARK_CONTRAST),
            print: tint(Colour::WHITE, Colour::WHITE, PRINT_CONTRAST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, DARK_CONTRAST, KindColours, PRINT_CONTRAST, TEXT_CONTRAST};

    #[test]
    fn every_ink_can_be_read_on_its_tint() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let colours = KindColours::of(Colour::new(red, green, blue));
                    for (tint, contrast) in [
                        (colours.light, TEXT_CONTRAST),
                        (colours.dark, DARK_CONTRAST),
                        (colours.print, PRINT_CONTRAST),
                    ] {
                        assert!(tint.ink.contrast(tint.ground) >= contrast, "{colours:?}");
                    }
                }
            }
        }
    }
}
