//! The pictures that other sites show for a link to a page: name, grade, counts and map of a body or region, as PNG.
//!
//! A card is drawn as SVG from a view and painted by resvg, with the font of the briefs. Icons are painted from the theme's
//! own SVG. Without the cargo feature `cards` there are none.

mod drawing;
#[cfg(feature = "cards")]
mod painter;
#[cfg(not(feature = "cards"))]
#[path = "disabled.rs"]
mod painter;

pub use drawing::drawing;
pub use painter::{IS_AVAILABLE, Painter};
