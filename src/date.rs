//! Dates as the reports give them: a day, a month or a year, and stretches between two of them. Moments, for publication.
//!
//! A report that says "June 2022" must not be made to say 1 June 2022, so a date keeps the precision it was written with.

mod moment;

pub use moment::{Moment, NotMoment, ZonedTime};

use std::fmt;
use std::str::FromStr;

use jiff::Unit;
use jiff::civil::Date;

/// A text is not a date, or not two dates in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a date that exists, as in `2026-11-01`, `2026-11` or `2026`")]
pub struct NotDate;

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialDate {
    /// 2022-05-31
    Day(Date),
    /// 2022-05, kept as its first day
    Month(Date),
    /// 2022, kept as its first day
    Year(Date),
}

impl PartialDate {
    /// The first day it can mean, for ordering.
    pub fn first_day(self) -> Date {
        match self {
            PartialDate::Day(date) | PartialDate::Month(date) | PartialDate::Year(date) => date,
        }
    }

    /// The last day it can mean.
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Day(date) => date,
            PartialDate::Month(date) => date.last_of_month(),
            PartialDate::Year(date) => date.last_of_year(),
        }
    }

    /// As written in data: `2022-05-31`, `2022-05` or `2022`.
    pub fn iso(self) -> String {
        match self {
            PartialDate::Day(date) => date.to_string(),
            PartialDate::Month(date) => format!("{:04}-{:02}", date.year(), date.month()),
            PartialDate::Year(date) => format!("{:04}", date.year()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = NotDate;

    fn from_str(text: &str) -> Result<PartialDate, NotDate> {
        let shaped = text.bytes().enumerate().all(|(at, b)| {
            if at == 4 || at == 7 {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
        let day = |text: String| text.parse::<Date>().map_err(|_| NotDate);
        match text.len() {
            _ if !shaped => Err(NotDate),
            4 => day(format!("{text}-01-01")).map(PartialDate::Year),
            7 => day(format!("{text}-01")).map(PartialDate::Month),
            10 => day(text.to_owned()).map(PartialDate::Day),
            _ => Err(NotDate),
        }
    }
}

/// For people: "31 May 2022", "May 2022", "2022".
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Day(date) => write!(f, "{} {} {}", date.day(), month(*date), date.year()),
            PartialDate::Month(date) => write!(f, "{} {}", month(*date), date.year()),
            PartialDate::Year(date) => write!(f, "{}", date.year()),
        }
    }
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

/// The time between two days in its two largest units: "3 years 2 months", "5 months", "1 day". Days are given only below a month.
pub fn time_between(one: Date, other: Date) -> String {
    let (from, to) = (one.min(other), one.max(other));
    let Ok(span) = from.until((Unit::Year, to)) else {
        return String::new();
    };
    let unit = |count: i32, name: &str| match count {
        0 => None,
        1 => Some(format!("1 {name}")),
        _ => Some(format!("{count} {name}s")),
    };
    let years = unit(span.get_years().into(), "year");
    let parts: Vec<String> = [years, unit(span.get_months(), "month")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        return unit(span.get_days(), "day").unwrap_or_else(|| "0 days".to_owned());
    }
    parts.join(" ")
}

/// A stretch of time, both ends counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, month or year.
    pub from: PartialDate,
    /// Last day, month or year.
    pub to: PartialDate,
}

impl Period {
    /// Whether a text holds two dates with the later first.
    pub fn is_reversed(text: &str) -> bool {
        let partial_date = |text: &str| text.trim().parse::<PartialDate>().ok();
        let ends = text
            .split_once(" to ")
            .and_then(|(from, to)| Some((partial_date(from)?, partial_date(to)?)));
        ends.is_some_and(|(from, to)| from.first_day() > to.last_day())
    }

    /// Whether it is the twelve months up to its last day, as the reports' "year ending".
    fn is_year_ending(self) -> bool {
        let (PartialDate::Day(from), PartialDate::Day(to)) = (self.from, self.to) else {
            return false;
        };
        let next = to.tomorrow().unwrap_or(to);
        next.day() == from.day() && next.month() == from.month() && next.year() == from.year() + 1
    }
}

impl FromStr for Period {
    type Err = NotDate;

    fn from_str(text: &str) -> Result<Period, NotDate> {
        let (from, to) = text.split_once(" to ").ok_or(NotDate)?;
        let period = Period {
            from: from.trim().parse()?,
            to: to.trim().parse()?,
        };
        (period.from.first_day() <= period.to.last_day())
            .then_some(period)
            .ok_or(NotDate)
    }
}

/// For people: "year ending 31 May 2022", else "1 April 2021 to 31 March 2024".
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_year_ending() {
            write!(f, "year ending {}", self.to)
        } else {
            write!(f, "{} to {}", self.from, self.to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_the_precision_they_were_written_with() {
        let shown = |text: &str| {
            text.parse::<PartialDate>()
                .map(|m| format!("{m} / {}", m.iso()))
        };
        assert_eq!(
            shown("2022-05-31").as_deref(),
            Ok("31 May 2022 / 2022-05-31")
        );
        assert_eq!(shown("2022-05").as_deref(), Ok("May 2022 / 2022-05"));
        assert_eq!(shown("2022").as_deref(), Ok("2022 / 2022"));
        for bad in [
            "2022-02-30",
            "22",
            "2022/05",
            "May 2022",
            "2022-5-1",
            "+022-05-31",
        ] {
            assert_eq!(shown(bad), Err(NotDate), "{bad}");
        }
    }

    #[test]
    fn the_time_between_two_days_has_at_most_two_units() {
        use jiff::civil::date;
        let cases = [
            (date(2023, 9, 1), date(2026, 11, 1), "3 years 2 months"),
            (date(2024, 2, 29), date(2025, 2, 28), "11 months"),
            (date(2024, 2, 29), date(2025, 3, 1), "1 year"),
            (date(2024, 3, 1), date(2024, 2, 29), "1 day"),
            (date(2024, 1, 31), date(2024, 2, 29), "29 days"),
            (date(2024, 1, 1), date(2024, 1, 1), "0 days"),
        ];
        for (one, other, shown) in cases {
            assert_eq!(time_between(one, other), shown, "{one} to {other}");
        }
    }

    #[test]
    fn twelve_months_are_a_year_ending() {
        let shown = |text: &str| text.parse::<Period>().map(|p| p.to_string());
        assert_eq!(
            shown("2021-06-01 to 2022-05-31").as_deref(),
            Ok("year ending 31 May 2022")
        );
        assert_eq!(
            shown("2021-06 to 2022-05").as_deref(),
            Ok("June 2021 to May 2022")
        );
        assert_eq!(shown("2022-05-31 to 2021-06-01"), Err(NotDate));
        assert_eq!(
            shown("2022-05-10 to 2022-05").as_deref(),
            Ok("10 May 2022 to May 2022")
        );
        assert!(
            Period::is_reversed("2022-05-31 to 2021-06-01")
                && !Period::is_reversed("2021-06-01 to then")
        );
    }
}
