//! SVG to PNG. The same drawing gives the same bytes: the fonts are those in the program.

use std::fmt;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

/// Whether this program can paint.
pub const IS_AVAILABLE: bool = true;

/// Paints drawings with the fonts of the program, and no others.
pub struct Painter {
    options: Options<'static>,
}

impl Painter {
    /// A painter that has the fonts of the program.
    pub fn with_own_fonts() -> Painter {
        let mut fonts = Database::new();
        for face in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
            fonts.load_font_data(face.to_vec());
        }
        Painter {
            options: Options {
                font_family: "Noto Sans".to_owned(),
                fontdb: Arc::new(fonts),
                ..Options::default()
            },
        }
    }
}

impl fmt::Debug for Painter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Painter").finish_non_exhaustive()
    }
}

impl Painter {
    /// A drawing as a PNG of a size, in pixels; `None` if it is not an SVG.
    pub fn paint(&self, svg: &str, width: u32, height: u32) -> Option<Vec<u8>> {
        let tree = Tree::from_str(svg, &self.options).ok()?;
        let mut canvas = Pixmap::new(width, height)?;
        let size = tree.size();
        let scale =
            Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
        resvg::render(&tree, scale, &mut canvas.as_mut());
        canvas.encode_png().ok()
    }
}
