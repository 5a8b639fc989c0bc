//! Dates as the reports give them: a day, a month or a year, and stretches between two of them. Moments, for publication.
//!
//! A report that says "June 2022" must not be made to say 1 June 2022, so a date keeps the precision it was written with.

mod moment;

pub use moment::{Moment, NotMoment, ZonedTime};

use std::str::FromStr;

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
    pub fn is_year_ending(self) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_the_precision_they_were_written_with() {
        let shown = |text: &str| text.parse::<PartialDate>().map(PartialDate::iso);
        for good in ["2022-05-31", "2022-05", "2022"] {
            assert_eq!(shown(good).as_deref(), Ok(good));
        }
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
    fn a_period_does_not_end_before_it_starts() {
        assert_eq!("2022-05-31 to 2021-06-01".parse::<Period>(), Err(NotDate));
        assert!(
            Period::is_reversed("2022-05-31 to 2021-06-01")
                && !Period::is_reversed("2021-06-01 to then")
        );
    }
}
