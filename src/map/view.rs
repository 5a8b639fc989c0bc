//! From metres to a view box: how a frame is fitted, how points are rounded, what can be seen.

use super::path::GridCell;
use super::plane::{Bounds, Point};

/// How a map is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width of the view box, in view units. The height follows from what is shown.
    pub width: u32,
    /// The grid that paths are rounded to, in view units, between a thousandth and ten.
    /// About a unit for a small map, a half or a fifth for one that fills a page.
    pub precision: f64,
}

/// Around the frame, in view units: room for a border's stroke and a focus ring.
const MARGIN: f64 = 4.0;

/// A map is never taller than so many times its width; a taller frame is drawn smaller.
const TALLEST: f64 = 2.0;

/// A frame narrower than this is drawn in the middle, in metres.
const SMALLEST_FRAME: f64 = 100.0;

/// A point goes if the triangle lost without it is smaller than this, in square view units: it can hardly be seen.
/// A grid finer than half a unit asks for finer detail, in step; one coarser than a unit can hold no such detail.
const LOST_TRIANGLE: f64 = 1.1;

/// Cells stay within this, whatever is drawn, so that the product of two distances fits in 64 bits.
const FARTHEST_CELL: f64 = (1 << 29) as f64;

/// How metres become view units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Viewport {
    /// The metre at the left and top of the box.
    corner: Point,
    /// View units per metre.
    scale: f64,
    /// Thousandths of a view unit per cell.
    pub(super) step: i64,
    /// Width of the box in view units.
    pub(super) width: u32,
    /// Height of the box in view units.
    pub(super) height: u32,
}

impl Viewport {
    /// Fits a frame, in metres, into a box of the wanted width.
    pub(super) fn fit(frame: Bounds, size: Size) -> Viewport {
        let step = if size.precision.is_finite() {
            size.precision.clamp(0.001, 10.0)
        } else {
            1.0
        };
        let width = size.width.max(1);
        let across = f64::from(width);
        let margin = MARGIN.min(across / 8.0);
        let horizontal = (across - 2.0 * margin) / frame.width().max(SMALLEST_FRAME);
        let vertical = (TALLEST * across - 2.0 * margin) / frame.height().max(SMALLEST_FRAME);
        let scale = horizontal.min(vertical);
        let height = (frame.height() * scale + 2.0 * margin).ceil();
        let centre = frame.centre();
        Viewport {
            corner: Point::new(
                centre.x - across / scale / 2.0,
                centre.y - height / scale / 2.0,
            ),
            scale,
            step: (step * 1000.0).round() as i64,
            width,
            height: height as u32,
        }
    }

    /// A length in metres, in view units.
    pub(super) fn length(&self, metres: f64) -> f64 {
        hundredths(metres * self.scale)
    }

    /// A place in metres, in view units.
    pub(super) fn place(&self, point: Point) -> Point {
        Point::new(
            hundredths((point.x - self.corner.x) * self.scale),
            hundredths((point.y - self.corner.y) * self.scale),
        )
    }

    /// A box in metres, in view units.
    pub(super) fn bounds(&self, bounds: Bounds) -> Bounds {
        let least = self.place(Point::new(bounds.left, bounds.top));
        let most = self.place(Point::new(bounds.right, bounds.bottom));
        Bounds {
            left: least.x,
            top: least.y,
            right: most.x,
            bottom: most.y,
        }
    }

    /// The cell of the drawing's grid that a place in metres is rounded to.
    pub(super) fn cell(&self, point: Point) -> GridCell {
        let per_metre = self.scale * 1000.0 / self.step as f64;
        let whole = |metres: f64| {
            (metres * per_metre)
                .round()
                .clamp(-FARTHEST_CELL, FARTHEST_CELL) as i64
        };
        GridCell {
            x: whole(point.x - self.corner.x),
            y: whole(point.y - self.corner.y),
        }
    }

    /// What a point must cost to be kept, in square metres.
    pub(super) fn least_cost(&self) -> f64 {
        let precision = self.step as f64 / 1000.0;
        LOST_TRIANGLE * (2.0 * precision).min(1.0).max(precision * precision)
            / (self.scale * self.scale)
    }

    /// Whether any part of a box in metres is in the view box.
    pub(super) fn sees(&self, bounds: &Bounds) -> bool {
        let right = self.corner.x + f64::from(self.width) / self.scale;
        let bottom = self.corner.y + f64::from(self.height) / self.scale;
        Bounds {
            left: self.corner.x,
            top: self.corner.y,
            right,
            bottom,
        }
        .touches(bounds)
    }

    /// A ring without the points that wander about beyond one side of the view box.
    ///
    /// A point goes if it, the point kept before it and the point after it are all beyond the same side: the line
    /// that closes the gap is there too, so nothing inside the box changes.
    pub(super) fn clipped(&self, ring: &[GridCell]) -> Vec<GridCell> {
        // A little more than the box, as strokes have a width.
        let cells = |units: f64| (units * 1000.0 / self.step as f64).ceil() as i64;
        let (least, right, bottom) = (
            -cells(MARGIN),
            cells(f64::from(self.width) + MARGIN),
            cells(f64::from(self.height) + MARGIN),
        );
        let beyond = |cell: GridCell| {
            [
                cell.x < least,
                cell.x > right,
                cell.y < least,
                cell.y > bottom,
            ]
            .map(u8::from)
        };
        let all_beyond_one = |a: GridCell, b: GridCell, c: GridCell| {
            let (a, b, c) = (beyond(a), beyond(b), beyond(c));
            (0..4).any(|side| a[side] + b[side] + c[side] == 3)
        };
        let mut kept: Vec<GridCell> = Vec::with_capacity(ring.len());
        for (at, &cell) in ring.iter().enumerate() {
            let after = ring[(at + 1) % ring.len()];
            if !kept
                .last()
                .is_some_and(|&before| all_beyond_one(before, cell, after))
            {
                kept.push(cell);
            }
        }
        kept
    }
}

/// Rounded to hundredths, so that no page is changed by the last bit of a float.
pub(super) fn hundredths(units: f64) -> f64 {
    (units * 100.0).round() / 100.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Bounds = Bounds {
        left: 1000.0,
        top: -5000.0,
        right: 3000.0,
        bottom: -4000.0,
    };

    #[test]
    fn a_frame_fills_the_width_between_the_margins() {
        let view = Viewport::fit(
            FRAME,
            Size {
                width: 208,
                precision: 0.5,
            },
        );
        assert_eq!((view.width, view.height), (208, 108));
        assert_eq!(
            view.place(Point::new(1000.0, -5000.0)),
            Point::new(4.0, 4.0)
        );
        assert_eq!(
            view.place(Point::new(3000.0, -4000.0)),
            Point::new(204.0, 104.0)
        );
        assert_eq!(
            view.cell(Point::new(3000.0, -4000.0)),
            GridCell { x: 408, y: 208 }
        );
        assert_eq!(view.length(10.0), 1.0);
    }

    #[test]
    fn a_tall_frame_is_drawn_smaller_and_in_the_middle() {
        let tall = Bounds {
            left: 0.0,
            top: 0.0,
            right: 100.0,
            bottom: 10_000.0,
        };
        let view = Viewport::fit(
            tall,
            Size {
                width: 100,
                precision: 1.0,
            },
        );
        assert_eq!(view.height, 200);
        assert_eq!(view.place(tall.centre()), Point::new(50.0, 100.0));
    }

    #[test]
    fn odd_sizes_and_frames_without_extent_still_give_a_box() {
        let spot = Bounds {
            left: 5.0,
            top: 5.0,
            right: 5.0,
            bottom: 5.0,
        };
        for precision in [f64::NAN, f64::INFINITY, -3.0, 0.0, 1e300] {
            for width in [0, 1, 480, u32::MAX] {
                let view = Viewport::fit(spot, Size { width, precision });
                assert!(view.width > 0 && view.height > 0 && view.step > 0);
                let far = view.cell(Point::new(1e9, -1e9));
                assert!(far.x.abs() <= 1 << 29 && far.y.abs() <= 1 << 29);
            }
        }
    }

    #[test]
    fn what_wanders_beyond_one_side_is_cut_short() {
        let view = Viewport::fit(
            FRAME,
            Size {
                width: 208,
                precision: 1.0,
            },
        );
        let cells = |places: &[(i64, i64)]| {
            places
                .iter()
                .map(|&(x, y)| GridCell { x, y })
                .collect::<Vec<_>>()
        };
        let ring = cells(&[
            (50, 50),
            (300, 40),
            (400, 50),
            (350, 60),
            (400, 70),
            (300, 80),
        ]);
        assert_eq!(
            view.clipped(&ring),
            cells(&[(50, 50), (300, 40), (300, 80)])
        );
        let around = cells(&[(-50, -50), (300, -50), (300, 300), (-50, 300)]);
        assert_eq!(view.clipped(&around), around);
    }
}
