//! How to write a date that was written in another way.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::date::{NotDate, PartialDate};
use crate::text::MONTHS;

/// The years that a date in other notation may mean.
const YEARS: RangeInclusive<i16> = 1000..=2999;

/// Advice for what should be a day, month or year.
pub(super) fn date(text: &str) -> String {
    impossible(text)
        .or_else(|| meant(text).map(|date| format!("write `{date}`")))
        .unwrap_or_else(|| {
            "write a day, month or year, like `2022-05-31`, `2022-05` or `2022`".to_owned()
        })
}

/// Advice for what should be a day.
pub fn day(text: &str) -> String {
    impossible(text)
        .or_else(|| {
            let date = meant(text).filter(|date| date.len() == "2022-05-31".len())?;
            Some(format!("write `{date}`"))
        })
        .unwrap_or_else(|| "write year, month and day, like `2022-05-31`".to_owned())
}

/// Advice for what should be a first and a last date.
pub(super) fn period(text: &str) -> String {
    const HELP: &str =
        "write the first and the last date with `to` between them, like `2021-06-01 to 2022-05-31`";
    let separators = [
        " to ", " until ", " – ", " — ", " - ", "–", "—", "/", "..", ", ",
    ];
    for separator in separators {
        let Some((from, to)) = text.split_once(separator) else {
            continue;
        };
        let (from, to) = (from.trim(), to.trim());
        if let Some(help) = impossible(from).or_else(|| impossible(to)) {
            return help;
        }
        if let (Some(from), Some(to)) = (as_written(from), as_written(to)) {
            return format!("write `{from} to {to}`");
        }
    }
    HELP.to_owned()
}

/// Whether a text was meant as a date.
pub(super) fn is_like_date(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || meant(text).is_some()
}

/// The date, in the order of this program.
fn as_written(text: &str) -> Option<String> {
    match text.parse::<PartialDate>() {
        Ok(date) => Some(date.iso()),
        Err(NotDate) => meant(text),
    }
}

/// Why a date in the right order does not exist: "June has 30 days".
fn impossible(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let number = |part: Option<&str>, digits: usize| {
        let part =
            part.filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))?;
        part.parse::<i16>().ok()
    };
    let (year, month) = (number(parts.next(), 4)?, number(parts.next(), 2)?);
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    if !(1..=12).contains(&month) {
        return Some(format!(
            "months are `01` to `12`, and this one is `{month:02}`"
        ));
    }
    let day = number(day, 2)?;
    let month = i8::try_from(month).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    let days = first.days_in_month();
    if (1..=days).contains(&i8::try_from(day).unwrap_or(i8::MAX)) {
        return None;
    }
    let name = *MONTHS.get(usize::try_from(month - 1).ok()?)?;
    let when = if month == 2 {
        format!("{name} {year:04}")
    } else {
        name.to_owned()
    };
    Some(format!("{when} has {days} days"))
}

/// What a date in another notation means, if that is beyond doubt: `2025-4-1`, `1 April 2025`, `31/05/2022`.
fn meant(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split([' ', '-', '/', '.', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<i16>().ok();
    let day = |part: &str| {
        let end = part
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(part.len());
        let is_day = end > 0 && ["", "st", "nd", "rd", "th"].contains(&&part[end..]);
        if is_day { number(&part[..end]) } else { None }
    };
    let year = |part: &str| number(part).filter(|year| part.len() == 4 && YEARS.contains(year));
    let month = |part: &str| {
        let at = MONTHS.iter().position(|name| {
            let name = name.to_lowercase();
            (part.len() >= 3 && name.starts_with(part)) || (part == "sept" && name == "september")
        })?;
        i16::try_from(at + 1).ok()
    };
    let (year, month, day) = match parts[..] {
        [a, b] => match (year(a), year(b)) {
            (Some(y), None) => (y, month(b).or_else(|| number(b))?, None),
            (None, Some(y)) => (y, month(a).or_else(|| number(a))?, None),
            (Some(_), Some(_)) | (None, None) => return None,
        },
        [a, b, c] => match (year(a), month(b), year(c)) {
            (Some(y), m, _) => (y, m.or_else(|| number(b))?, Some(day(c)?)),
            (None, Some(m), Some(y)) => (y, m, Some(day(a)?)),
            (None, None, Some(y)) => match month(a) {
                Some(m) => (y, m, Some(day(b)?)),
                // British order. With both at most 12 it may be the American one.
                None => {
                    let (d, m) = (number(a)?, number(b)?);
                    (d > 12 || d == m).then_some((y, m, Some(d)))?
                }
            },
            (None, _, None) => return None,
        },
        _ => return None,
    };
    let text = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    text.parse::<PartialDate>().ok().map(|_| text)
}

#[cfg(test)]
mod tests {
    use super::{date, day, period};

    #[test]
    fn a_date_that_does_not_exist_is_explained() {
        for (text, help) in [
            ("2025-06-31", "June has 30 days"),
            ("2025-02-29", "February 2025 has 28 days"),
            ("2024-02-30", "February 2024 has 29 days"),
            ("2025-01-00", "January has 31 days"),
            (
                "2025-13-01",
                "months are `01` to `12`, and this one is `13`",
            ),
            ("2025-00", "months are `01` to `12`, and this one is `00`"),
        ] {
            assert_eq!(date(text), help, "{text}");
        }
    }

    #[test]
    fn a_date_in_another_notation_is_turned_round() {
        for (text, meant) in [
            ("2025-4-1", "2025-04-01"),
            ("1 April 2025", "2025-04-01"),
            ("1st April 2025", "2025-04-01"),
            ("Apr 1, 2025", "2025-04-01"),
            ("31/05/2022", "2022-05-31"),
            ("31.05.2022", "2022-05-31"),
            ("2022/05/31", "2022-05-31"),
            ("April 2025", "2025-04"),
            ("Sept 2025", "2025-09"),
            ("04/2025", "2025-04"),
            ("2025-4", "2025-04"),
        ] {
            assert_eq!(date(text), format!("write `{meant}`"), "{text}");
        }
        for text in [
            "1/9/2023",
            "spring 2022",
            "2025/26",
            "W12",
            "99999-01-01",
            "soon",
            "",
        ] {
            assert!(
                date(text).starts_with("write a day, month or year"),
                "{text}"
            );
        }
        assert_eq!(day("1 April 2025"), "write `2025-04-01`");
        assert_eq!(
            day("April 2025"),
            "write year, month and day, like `2022-05-31`"
        );
    }

    #[test]
    fn a_period_in_another_notation_is_turned_round() {
        for (text, help) in [
            (
                "2021-06-01 – 2022-05-31",
                "write `2021-06-01 to 2022-05-31`",
            ),
            ("2021-06-01/2022-05-31", "write `2021-06-01 to 2022-05-31`"),
            (
                "1 June 2021 to 31 May 2022",
                "write `2021-06-01 to 2022-05-31`",
            ),
            ("2021-06 - 2022-05", "write `2021-06 to 2022-05`"),
            ("2021-06-31 to 2022-05-31", "June has 30 days"),
        ] {
            assert_eq!(period(text), help, "{text}");
        }
        assert!(period("last year").starts_with("write the first and the last date"));
    }
}
