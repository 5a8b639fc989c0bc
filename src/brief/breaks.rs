//! Where the lines of a brief may break: not within a date or an amount, and within a word that is
//! too long for a line.

use std::borrow::Cow;

use serde_json::Value;

use super::glyphs::each_text;
use crate::text::unbroken;

/// More letters than the longest words in use. A longer run is a code or an error, and no column is
/// sure to hold it.
const LONGEST: usize = 24;

/// How many letters of a longer run stay together.
const STRETCH: usize = 8;

/// Says where a line may end, without a mark on the page.
const BREAK: char = '\u{200b}';

/// Prepares every text of a value for breaking into lines.
pub(super) fn prepare(value: &mut Value) {
    each_text(value, &mut |text| {
        if let Some(broken) = long_words_broken(text) {
            *text = broken;
        }
        if let Cow::Owned(kept) = unbroken(text) {
            *text = kept;
        }
    });
}

/// The text with places for a break in each run of letters that is too long; `None` if it has none.
fn long_words_broken(text: &str) -> Option<String> {
    let is_long = |run: &&str| run.len() > LONGEST && run.chars().count() > LONGEST;
    text.split(ends_line).find(is_long)?;
    let mut out = String::with_capacity(text.len() * 2);
    for piece in text.split_inclusive(ends_line) {
        let run = piece.strip_suffix(ends_line).unwrap_or(piece);
        if !is_long(&run) {
            out.push_str(piece);
            continue;
        }
        for (at, c) in run.chars().enumerate() {
            if at > 0 && at % STRETCH == 0 {
                out.push(BREAK);
            }
            out.push(c);
        }
        out.push_str(&piece[run.len()..]);
    }
    Some(out)
}

/// Whether a line can end after a character.
fn ends_line(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | BREAK)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dates_hold_together_and_long_words_break() {
        let mut value = json!({
            "c": ["due on 1 May 2023", "a".repeat(25), "responsibilities", "and/or-else/with/hyphens-and/so"],
            "url": "b".repeat(30),
        });
        prepare(&mut value);
        let broken = format!("{0}\u{200b}{0}\u{200b}{0}\u{200b}a", "a".repeat(8));
        assert_eq!(value["c"][0], "due on 1\u{a0}May\u{a0}2023");
        assert_eq!(value["c"][1], broken);
        assert_eq!(value["c"][3], "and/or-else/with/hyphens-and/so");
        assert_eq!(value["url"], "b".repeat(30));
    }
}
