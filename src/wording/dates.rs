//! Dates, periods and durations in words.

use jiff::Unit;
use jiff::civil::Date;

use crate::date::{PartialDate, Period, ZonedTime};
use crate::text::MONTHS;

/// A figure of no known period.
pub const NO_PERIOD: &str = "Period not stated";
/// A figure of no known date or period.
pub const NO_DATE: &str = "Date not stated";
/// A figure of when the inspectors were there.
pub const AT_INSPECTION: &str = "At the time of the inspection";
/// A figure of a later time.
pub const AFTER_INSPECTION: &str = "After the inspection";

/// "31 May 2022"
pub fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// A date with the precision that it has: "31 May 2022", "May 2022", "2022".
pub fn date(date: PartialDate) -> String {
    match date {
        PartialDate::Day(date) => day(date),
        PartialDate::Month(date) => format!("{} {}", month(date), date.year()),
        PartialDate::Year(date) => date.year().to_string(),
    }
}

/// "At 31 May 2022", "In May 2022"
pub fn as_of(as_of: PartialDate) -> String {
    match as_of {
        PartialDate::Day(date) => format!("At {}", day(date)),
        PartialDate::Month(_) | PartialDate::Year(_) => format!("In {}", date(as_of)),
    }
}

/// "Eastern Constabulary (until 2013)"
pub fn former_name(name: &str, until: PartialDate) -> String {
    format!("{name} (until {})", date(until))
}

/// "1 April 2021 to 31 March 2024"
pub fn date_range(from: PartialDate, to: PartialDate) -> String {
    format!("{} to {}", date(from), date(to))
}

/// "year ending 31 May 2022", else "1 April 2021 to 31 March 2024"
pub fn period(period: Period) -> String {
    match period.is_year_ending() {
        true => format!("year ending {}", date(period.to)),
        false => date_range(period.from, period.to),
    }
}

/// "00:01 on 14 January 2027 (Europe/London)"
pub fn moment(time: &ZonedTime) -> String {
    format!("{} on {} ({})", time.clock(), day(time.date()), time.zone())
}

/// The time between two days in its two largest units: "3 years 2 months", "5 months", "1 day". Days
/// are given only below a month.
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

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_shown_with_the_precision_it_was_written_with() {
        let shown = |text: &str| text.parse().map(date);
        assert_eq!(shown("2022-05-31").as_deref(), Ok("31 May 2022"));
        assert_eq!(shown("2022-05").as_deref(), Ok("May 2022"));
        assert_eq!(shown("2022").as_deref(), Ok("2022"));
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
        let shown = |text: &str| text.parse().map(period);
        assert_eq!(
            shown("2021-06-01 to 2022-05-31").as_deref(),
            Ok("year ending 31 May 2022")
        );
        assert_eq!(
            shown("2021-06 to 2022-05").as_deref(),
            Ok("June 2021 to May 2022")
        );
        assert_eq!(
            shown("2022-05-10 to 2022-05").as_deref(),
            Ok("10 May 2022 to May 2022")
        );
    }

    #[test]
    fn a_time_is_shown_with_its_zone() {
        let shown = |text: &str| text.parse().map(|time: ZonedTime| moment(&time));
        assert_eq!(
            shown("2027-01-14T00:01 Europe/London").as_deref(),
            Ok("00:01 on 14 January 2027 (Europe/London)")
        );
        assert_eq!(
            shown("2027-01-14T00:01+01:00").as_deref(),
            Ok("00:01 on 14 January 2027 (UTC+01:00)")
        );
    }
}
