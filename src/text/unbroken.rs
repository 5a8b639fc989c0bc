//! Keeps dates and amounts on one line, with no-break spaces: "1 September 2023", "£9 million", "12 months".

use std::borrow::Cow;

use super::MONTHS;

/// Words that belong to the number before them.
const UNITS: [&str; 20] = [
    "million", "billion", "percent", "per", "minute", "minutes", "hour", "hours", "day", "days",
    "week", "weeks", "month", "months", "year", "years", "kg", "km", "am", "pm",
];

/// A text whose dates and amounts do not break. Most texts have none and are given back as they are.
pub fn unbroken(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut kept = 0;
    let mut start = 0;
    while let Some(length) = text[start..].find(' ') {
        let space = start + length;
        let next = &text[space + 1..];
        let next = &next[..next.find([' ', '\n']).unwrap_or(next.len())];
        let word = &text[start..space];
        let word = word.rsplit('\n').next().unwrap_or(word);
        if belong(word, next) {
            out.push_str(&text[kept..space]);
            out.push('\u{a0}');
            kept = space + 1;
        }
        start = space + 1;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// Whether two words are parts of one date or amount.
fn belong(word: &str, next: &str) -> bool {
    let word = word.trim_start_matches(['(', '“', '‘', '[']);
    let bare = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_month = |word: &str| MONTHS.contains(&word);
    let is_day = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let number = word.trim_start_matches('£');
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
        && !number.ends_with(['.', ',']);
    (is_day && is_month(bare))
        || (is_month(word) && is_year)
        || (is_number && UNITS.contains(&bare))
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    /// With no-break spaces shown as `_`.
    fn shown(text: &str) -> String {
        unbroken(text).replace('\u{a0}', "_")
    }

    #[test]
    fn dates_and_amounts_do_not_break() {
        assert_eq!(
            shown("due on 1 September 2023."),
            "due on 1_September_2023."
        );
        assert_eq!(shown("in (June 2022) and May"), "in (June_2022) and May");
        assert_eq!(
            shown("about £9 million over 12 months, not 3 forces"),
            "about £9_million over 12_months, not 3 forces"
        );
        assert_eq!(shown("1\nMay 2022"), "1\nMay_2022");
        assert_eq!(shown("3 percent (10 per cent)"), "3_percent (10_per cent)");
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "",
            " ",
            "May we",
            "in 2022 May",
            "12. May",
            "section 4 of 5",
            "é 1 é",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
