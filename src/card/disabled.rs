//! In the place of the painter where the program was built without it (cargo feature `cards`).

/// Whether this program can paint.
pub const IS_AVAILABLE: bool = false;

/// A painter that paints nothing.
#[derive(Debug, Default)]
pub struct Painter;

impl Painter {
    /// `None`, always.
    pub fn paint(&self, _: &str, _: u32, _: u32) -> Option<Vec<u8>> {
        None
    }
}
