//! Colours: what contrasts with what, and the colours of a whole scale or of a kind of finding.
//!
//! A colour that the publisher chose, or none, becomes a set of colours that can be read: on light and on dark pages, and
//! on paper. Nothing here knows what a grade is, or how a stylesheet is written.

mod kind;
mod scale;

pub use kind::{KindColours, Tint};
pub use scale::{Fill, Pattern, Step, scale};

use std::fmt;
use std::str::FromStr;

use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, Oklab, Srgb};
use serde::{Serialize, Serializer};

/// The darkest ground that a light page has: where a colour can be seen on it, it can be seen on every lighter one.
const LIGHT_PAGE: Colour = Colour::new(0xf4, 0xf1, 0xea);
/// The lightest ground that a dark page has.
const DARK_PAGE: Colour = Colour::new(0x1d, 0x23, 0x28);

/// The contrast that WCAG 2.2 asks of text (1.4.3, level AA).
pub const TEXT_CONTRAST: f64 = 4.5;
/// The contrast that WCAG 2.2 asks of shapes that carry meaning (1.4.11).
pub const SHAPE_CONTRAST: f64 = 3.0;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// White.
    pub const WHITE: Colour = Colour::new(0xff, 0xff, 0xff);
    /// Black.
    pub const BLACK: Colour = Colour::new(0, 0, 0);

    /// A colour by its channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Colour {
        Colour { red, green, blue }
    }

    /// The contrast ratio of two colours by WCAG, from 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        self.linear().relative_contrast(other.linear())
    }

    /// Black or white, whichever is easier to read on this colour: always at least 4.5:1.
    #[must_use]
    pub fn text(self) -> Colour {
        if self.contrast(Colour::WHITE) >= self.contrast(Colour::BLACK) {
            Colour::WHITE
        } else {
            Colour::BLACK
        }
    }

    /// The colour at `part`, from 0 to 1, of the way to another, in equal steps to the eye.
    #[must_use]
    pub fn mix(self, other: Colour, part: f64) -> Colour {
        let (from, to) = (self.lab(), other.lab());
        let at = |from: f64, to: f64| from + (to - from) * part;
        Colour::from_lab(Oklab::new(
            at(from.l, to.l),
            at(from.a, to.a),
            at(from.b, to.b),
        ))
    }

    /// This colour, or a darker or lighter one of the same hue that reaches a contrast with a page. A light page asks for
    /// darker colours, a dark one for lighter.
    #[must_use]
    fn against(self, page: Colour, contrast: f64) -> Colour {
        let end = if page.text() == Colour::WHITE {
            1.0
        } else {
            0.0
        };
        let from = self.lab();
        // The colour fades late, so that a tint stays a tint; only at the end is it white or black.
        let shifted = |part: f64| {
            let chroma = 1.0 - part * part;
            let lightness = from.l + (end - from.l) * part;
            Colour::from_lab(Oklab::new(lightness, from.a * chroma, from.b * chroma))
        };
        if self.contrast(page) >= contrast {
            return self;
        }
        let (mut short, mut enough) = (0.0, 1.0);
        for _ in 0..12 {
            let middle = (short + enough) / 2.0;
            if shifted(middle).contrast(page) >= contrast {
                enough = middle;
            } else {
                short = middle;
            }
        }
        shifted(enough)
    }

    fn linear(self) -> Srgb<f64> {
        Srgb::new(self.red, self.green, self.blue).into_format()
    }

    fn lab(self) -> Oklab<f64> {
        Oklab::from_color(self.linear())
    }

    fn from_lab(lab: Oklab<f64>) -> Colour {
        let rgb: Srgb<u8> = Srgb::from_color(lab).into_format();
        Colour::new(rgb.red, rgb.green, rgb.blue)
    }
}

/// The text is not a colour in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAColour;

impl FromStr for Colour {
    type Err = NotAColour;

    /// Reads `#0a7d4b` or `#0c5`; letters may be capitals.
    fn from_str(text: &str) -> Result<Colour, NotAColour> {
        let digits = text.strip_prefix('#').ok_or(NotAColour)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| NotAColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        match digits.len() {
            6 => Ok(Colour::new(red, green, blue)),
            // `#0c5` is short for `#00cc55`: each digit counts twice.
            3 => Ok(Colour::new(
                (green & 0xf) * 17,
                (blue >> 4) * 17,
                (blue & 0xf) * 17,
            )),
            _ => Err(NotAColour),
        }
    }
}

/// `#0a7d4b`: six digits, lower case.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn a_colour_has_three_or_six_hexadecimal_digits() {
        let read = |text: &str| text.parse::<Colour>().map(|colour| colour.to_string());
        assert_eq!(read("#0A7d4b").as_deref(), Ok("#0a7d4b"));
        assert_eq!(read("#0c5").as_deref(), Ok("#00cc55"));
        for bad in [
            "0a7d4b",
            "#0a7d4",
            "#0a7d4bff",
            "green",
            "#+a7d4b",
            "#",
            "",
            "#é497a",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let ratio = Colour::WHITE.contrast(Colour::BLACK);
        assert!((ratio - 21.0).abs() < 0.01, "{ratio}");
        let grey = Colour::new(0x76, 0x76, 0x76);
        assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn text_on_any_colour_can_be_read() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let fill = Colour::new(red, green, blue);
                    assert!(fill.contrast(fill.text()) >= super::TEXT_CONTRAST, "{fill}");
                }
            }
        }
    }
}
