//! In the place of the painter where the program was built without it (cargo feature `cards`).

/// Whether this program can paint.
pub const IS_AVAILABLE: bool = false;

/// A painter that paints nothing.
#[derive(Debug)]
pub struct Painter;

impl Painter {
    /// A painter without fonts.
    pub fn with_own_fonts() -> Painter {
        Painter
    }

    /// `None`, always.
    pub fn paint(&self, _: &str, _: u32, _: u32) -> Option<Vec<u8>> {
        None
    }
}
