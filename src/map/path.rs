//! Rings of whole-numbered cells to the `d` of an SVG path, short and always the same.
//!
//! Everything is computed in cells, so nothing drifts and no float is ever printed: a cell is some thousandths of a
//! view unit, and the numbers are written from those.

/// A place on the grid that a drawing is rounded to, counted from the view box's corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct GridCell {
    /// To the right.
    pub(super) x: i64,
    /// Downwards.
    pub(super) y: i64,
}

/// Writes closed rings with relative commands.
pub(super) struct PathWriter {
    out: String,
    /// How many thousandths of a view unit a cell is.
    step: i64,
    at: GridCell,
    command: char,
    /// Whether the last number has a point, so that the next may begin with one.
    has_point: bool,
}

impl PathWriter {
    /// A writer for cells of `step` thousandths of a view unit.
    pub(super) fn new(step: i64) -> PathWriter {
        PathWriter {
            out: String::new(),
            step,
            at: GridCell { x: 0, y: 0 },
            command: ' ',
            has_point: false,
        }
    }

    /// Adds a ring, without its repeated and straight points. One that encloses nothing is left out.
    pub(super) fn ring(&mut self, ring: &[GridCell]) {
        let ring = tidied(ring);
        let Some((&start, rest)) = ring.split_first() else {
            return;
        };
        let (dx, dy) = self.move_to(start);
        self.command('m', &[dx, dy]);
        // Pairs that follow a move are lines.
        self.command = 'l';
        for &cell in rest {
            match self.move_to(cell) {
                (dx, 0) => self.command('h', &[dx]),
                (0, dy) => self.command('v', &[dy]),
                (dx, dy) => self.command('l', &[dx, dy]),
            }
        }
        self.command('z', &[]);
        self.at = start;
    }

    /// The path.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn move_to(&mut self, cell: GridCell) -> (i64, i64) {
        let by = (cell.x - self.at.x, cell.y - self.at.y);
        self.at = cell;
        by
    }

    fn command(&mut self, command: char, cells: &[i64]) {
        let mut after_letter = self.command != command;
        if after_letter {
            self.out.push(command);
            self.command = command;
        }
        for &cells in cells {
            self.number(cells * self.step, after_letter);
            after_letter = false;
        }
    }

    fn number(&mut self, thousandths: i64, after_letter: bool) {
        let (whole, mut rest) = (
            thousandths.unsigned_abs() / 1000,
            thousandths.unsigned_abs() % 1000,
        );
        let begins_with_point = whole == 0 && rest > 0;
        let stands_apart = after_letter || (begins_with_point && self.has_point);
        if thousandths < 0 {
            self.out.push('-');
        } else if !stands_apart {
            self.out.push(' ');
        }
        if !begins_with_point {
            self.out.push_str(&whole.to_string());
        }
        self.has_point = rest > 0;
        if rest > 0 {
            self.out.push('.');
            for size in [100, 10, 1] {
                if rest == 0 {
                    break;
                }
                self.out.push(char::from(b'0' + (rest / size) as u8));
                rest %= size;
            }
        }
    }
}

/// A ring without the points that add nothing: repeated ones, those on the way from one to the next, and spikes.
/// Empty if nothing is left that encloses anything.
fn tidied(ring: &[GridCell]) -> Vec<GridCell> {
    let mut kept: Vec<GridCell> = Vec::with_capacity(ring.len());
    for &cell in ring {
        while let [.., a, b] = kept[..]
            && adds_nothing(a, b, cell)
        {
            kept.pop();
        }
        if kept.last() != Some(&cell) {
            kept.push(cell);
        }
    }
    // The same at the seam, where the end meets the start.
    let mut rest = &kept[..];
    while let [first, second, ..] = *rest
        && let [_, .., before, last] = *rest
    {
        if adds_nothing(before, last, first) {
            rest = &rest[..rest.len() - 1];
        } else if adds_nothing(last, first, second) {
            rest = &rest[1..];
        } else {
            return rest.to_vec();
        }
    }
    Vec::new()
}

/// Whether `b` is on the straight line through `a` and `c`, between them or beyond.
fn adds_nothing(a: GridCell, b: GridCell, c: GridCell) -> bool {
    (b.x - a.x) * (c.y - a.y) == (c.x - a.x) * (b.y - a.y)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn cells(places: &[(i64, i64)]) -> Vec<GridCell> {
        places.iter().map(|&(x, y)| GridCell { x, y }).collect()
    }

    fn written(step: i64, rings: &[&[(i64, i64)]]) -> String {
        let mut writer = PathWriter::new(step);
        for ring in rings {
            writer.ring(&cells(ring));
        }
        writer.finish()
    }

    /// Reads a path back into rings of thousandths of a view unit. Knows only what the writer writes.
    pub(in crate::map) fn read_back(path: &str) -> Vec<Vec<GridCell>> {
        let mut words: Vec<String> = Vec::new();
        for c in path.chars() {
            let begins = match words.last() {
                None => true,
                Some(word) if word.chars().any(|c| c.is_ascii_alphabetic()) => true,
                Some(word) => {
                    c == '-'
                        || c == ' '
                        || c.is_ascii_alphabetic()
                        || (c == '.' && word.contains('.'))
                }
            };
            if begins {
                words.push(String::new());
            }
            words
                .last_mut()
                .unwrap()
                .extend(Some(c).filter(|&c| c != ' '));
        }
        let (mut rings, mut ring): (Vec<Vec<GridCell>>, Vec<GridCell>) = (Vec::new(), Vec::new());
        let (mut at, mut command) = (GridCell { x: 0, y: 0 }, 'm');
        let mut words = words.iter().peekable();
        while let Some(word) = words.peek() {
            if let Some(letter) = word.chars().next().filter(char::is_ascii_alphabetic) {
                words.next();
                command = letter;
                if command == 'z' {
                    at = ring[0];
                    rings.push(std::mem::take(&mut ring));
                }
                continue;
            }
            let mut number =
                || (words.next().unwrap().parse::<f64>().unwrap() * 1000.0).round() as i64;
            match command {
                'h' => at.x += number(),
                'v' => at.y += number(),
                'm' | 'l' => {
                    at.x += number();
                    at.y += number();
                }
                other => panic!("{other} in {path}"),
            }
            if command == 'm' {
                command = 'l';
            }
            ring.push(at);
        }
        rings
    }

    #[test]
    fn a_ring_is_written_with_the_shortest_commands() {
        let square: &[(i64, i64)] = &[(2, 3), (5, 3), (5, 9), (2, 9)];
        assert_eq!(written(1000, &[square]), "m2 3h3v6h-3z");
        let house: &[(i64, i64)] = &[(0, 4), (3, 0), (6, 4), (6, 9), (0, 9)];
        assert_eq!(
            written(1000, &[house, square]),
            "m0 4 3-4 3 4v5h-6zm2-1h3v6h-3z"
        );
    }

    #[test]
    fn parts_of_a_unit_are_written_from_whole_numbers() {
        let ring: &[(i64, i64)] = &[(1, 3), (4, 2), (5, 7)];
        assert_eq!(written(500, &[ring]), "m.5 1.5 1.5-.5.5 2.5z");
        assert_eq!(written(10, &[ring]), "m.01.03.03-.01.01.05z");
        assert_eq!(written(125, &[ring]), "m.125.375.375-.125.125.625z");
        assert_eq!(written(2000, &[ring]), "m2 6 6-2 2 10z");
    }

    #[test]
    fn points_that_add_nothing_are_dropped_at_the_seam_too() {
        let ring: &[(i64, i64)] = &[
            (2, 0),
            (3, 0),
            (4, 0),
            (4, 0),
            (4, 4),
            (4, 7),
            (4, 4),
            (0, 4),
            (0, 0),
            (1, 0),
        ];
        assert_eq!(written(1000, &[ring]), "m4 0v4h-4v-4z");
    }

    #[test]
    fn a_ring_that_encloses_nothing_is_not_written() {
        let flat: [&[(i64, i64)]; 4] = [
            &[],
            &[(1, 1)],
            &[(1, 1), (2, 2), (1, 1)],
            &[(0, 0), (4, 0), (2, 0), (9, 0)],
        ];
        for ring in flat {
            assert_eq!(written(1000, &[ring]), "");
        }
    }

    #[test]
    fn what_is_written_can_be_read_back() {
        let ring: &[(i64, i64)] = &[(7, -3), (40, 2), (41, 90), (-5, 77), (-5, 3), (0, 3)];
        let back = read_back(&written(125, &[ring, &[(0, 0), (9, 1), (3, 9)]]));
        let wide = |ring: &[(i64, i64)]| {
            cells(
                &ring
                    .iter()
                    .map(|(x, y)| (x * 125, y * 125))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(back, [wide(ring), wide(&[(0, 0), (9, 1), (3, 9)])]);
    }
}
