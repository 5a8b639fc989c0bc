//! A colour that the publisher chooses for a grade or a kind of finding.

use std::fmt;
use std::str::FromStr;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue, 0 to 255.
    pub rgb: [u8; 3],
}

/// The text is not a colour in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAColour;

impl FromStr for Colour {
    type Err = NotAColour;

    /// Reads `#0a7d4b` or `#0c5`; letters may be capitals.
    fn from_str(text: &str) -> Result<Colour, NotAColour> {
        let digits = text.strip_prefix('#').ok_or(NotAColour)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| NotAColour)?;
        let [_, r, g, b] = number.to_be_bytes();
        match digits.len() {
            6 => Ok(Colour { rgb: [r, g, b] }),
            3 => Ok(Colour {
                // `#0c5` is short for `#00cc55`: each digit counts twice.
                rgb: [g & 0xf, b >> 4, b & 0xf].map(|digit| digit * 17),
            }),
            _ => Err(NotAColour),
        }
    }
}

/// `#0a7d4b`: six digits, lower case.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.rgb;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
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
        for bad in ["0a7d4b", "#0a7d4", "#0a7d4bff", "green", "#+a7d4b", "#", ""] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
