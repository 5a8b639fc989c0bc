//! Moments: the one as of which a site is built, and those at which something becomes public.
//!
//! A time is always written with its zone, so that the same text means the same moment on every machine.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Disambiguation, TimeZone};
use jiff::{Timestamp, Zoned};

/// The moment as of which a site is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The beginning of a day, wherever that is asked.
    Day(Date),
    /// A time of a day in a zone.
    Time(ZonedTime),
}

/// A date and a time in a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZonedTime(Zoned);

/// Why a text is not a moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMoment {
    /// There is no such date, or no date in the text.
    #[error("write a date that exists, as in `2026-11-01`, or with a time, as in `{EXAMPLE}`")]
    NoDate,
    /// The time is missing, or there is no such time.
    #[error("write the date, `T`, a time from 00:00 to 23:59 and a zone, as in `{EXAMPLE}`")]
    NoTime,
    /// Nothing says where it is that time.
    #[error("say in which zone: add ` Europe/London`, `Z` for UTC, or an offset such as `+01:00`")]
    NoZone,
    /// There is no such zone.
    #[error(
        "unknown time zone `{0}`; write a name such as `Europe/London`, `Z`, or an offset such as `+01:00`"
    )]
    UnknownZone(String),
    /// The clocks go forward over the time, or back over it.
    #[error(
        "the clocks change at this time, so it exists twice or not at all; write an offset such as `+01:00`"
    )]
    Ambiguous,
}

impl NotMoment {
    /// What to type where a time is needed.
    pub fn time_help(&self) -> String {
        match self {
            NotMoment::NoDate => NotMoment::NoTime.to_string(),
            NotMoment::NoTime
            | NotMoment::NoZone
            | NotMoment::UnknownZone(_)
            | NotMoment::Ambiguous => self.to_string(),
        }
    }
}

const EXAMPLE: &str = "2027-01-14T00:01 Europe/London";

impl Moment {
    /// The date, where the moment is.
    pub fn date(&self) -> Date {
        match self {
            Moment::Day(date) => *date,
            Moment::Time(time) => time.0.date(),
        }
    }

    /// Whether it is that time, or later.
    pub fn has_reached(&self, time: &ZonedTime) -> bool {
        match self {
            Moment::Day(date) => time.0.datetime() <= date.to_datetime(Time::midnight()),
            Moment::Time(now) => time.0.timestamp() <= now.0.timestamp(),
        }
    }
}

impl Default for Moment {
    fn default() -> Moment {
        Moment::Day(Date::default())
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Moment {
        Moment::Day(date)
    }
}

impl From<Timestamp> for Moment {
    /// The moment in UTC.
    fn from(instant: Timestamp) -> Moment {
        Moment::Time(ZonedTime(instant.to_zoned(TimeZone::UTC)))
    }
}

impl From<Zoned> for Moment {
    fn from(time: Zoned) -> Moment {
        Moment::Time(ZonedTime(time))
    }
}

impl FromStr for Moment {
    type Err = NotMoment;

    fn from_str(text: &str) -> Result<Moment, NotMoment> {
        match text.trim() {
            day if day.len() == "2026-11-01".len() => {
                day.parse().map(Moment::Day).map_err(|_| NotMoment::NoDate)
            }
            time => time.parse().map(Moment::Time),
        }
    }
}

impl FromStr for ZonedTime {
    type Err = NotMoment;

    /// `2027-01-14T00:01 Europe/London`, `2027-01-14T00:01Z`, `2027-01-14 00:01:30+01:00`
    fn from_str(text: &str) -> Result<ZonedTime, NotMoment> {
        let (date, rest) = text.trim().split_at_checked(10).ok_or(NotMoment::NoDate)?;
        let date: Date = date.parse().map_err(|_| NotMoment::NoDate)?;
        let rest = rest.strip_prefix(['T', ' ']).ok_or(NotMoment::NoTime)?;
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ':');
        let (time, zone) = rest.split_at(end.unwrap_or(rest.len()));
        let time = time_of_day(time).ok_or(NotMoment::NoTime)?;
        let at = DateTime::from_parts(date, time);
        match zone.trim() {
            "" => Err(NotMoment::NoZone),
            "Z" => at_zone(at, TimeZone::UTC),
            zone => match offset(zone) {
                Some(zone) => at_zone(at, zone),
                None => {
                    let name = zone
                        .strip_prefix('[')
                        .and_then(|name| name.strip_suffix(']'));
                    let found = TimeZone::get(name.unwrap_or(zone));
                    at_zone(
                        at,
                        found.map_err(|_| NotMoment::UnknownZone(zone.to_owned()))?,
                    )
                }
            },
        }
    }
}

/// `00:01` or `00:01:30`
fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.split(':').map(|part| {
        let is_whole = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        is_whole.then(|| part.parse::<i8>().ok()).flatten()
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    match parts.next() {
        None => Time::new(hour, minute, second, 0).ok(),
        Some(_) => None,
    }
}

/// `+01:00`
fn offset(text: &str) -> Option<TimeZone> {
    let is_negative = text.starts_with('-');
    let time = time_of_day(text.strip_prefix(['+', '-'])?)?;
    let seconds = i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60;
    let seconds = if is_negative { -seconds } else { seconds };
    let offset = jiff::tz::Offset::from_seconds(seconds).ok()?;
    Some(TimeZone::fixed(offset))
}

fn at_zone(at: DateTime, zone: TimeZone) -> Result<ZonedTime, NotMoment> {
    let time = zone.to_ambiguous_zoned(at);
    let time = time.disambiguate(Disambiguation::Reject);
    time.map(ZonedTime).map_err(|_| NotMoment::Ambiguous)
}

/// As written: `2026-11-01`, `2027-01-14T00:01 Europe/London`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(date) => write!(f, "{date}"),
            Moment::Time(time) => write!(f, "{time}"),
        }
    }
}

impl fmt::Display for ZonedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = if self.0.second() == 0 { "" } else { ":%S" };
        write!(
            f,
            "{}",
            self.0.strftime(&format!("%Y-%m-%dT%H:%M{seconds}"))
        )?;
        match self.0.time_zone().iana_name() {
            Some("UTC") => f.write_str("Z"),
            Some(name) => write!(f, " {name}"),
            None => write!(f, "{}", self.0.strftime("%:z")),
        }
    }
}

impl ZonedTime {
    /// The day in its zone.
    pub fn date(&self) -> Date {
        self.0.date()
    }

    /// Hour and minute in its zone: "00:01".
    pub fn clock(&self) -> String {
        self.0.strftime("%H:%M").to_string()
    }

    /// The name of its zone, or the offset: "Europe/London", "UTC+01:00".
    pub fn zone(&self) -> String {
        match self.0.time_zone().iana_name() {
            Some(name) => name.to_owned(),
            None => self.0.strftime("UTC%:z").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_or_a_time_with_its_zone() {
        let shown = |text: &str| text.parse::<Moment>().map(|moment| moment.to_string());
        for (text, expected) in [
            ("2026-11-01", "2026-11-01"),
            (
                "2027-01-14T00:01 Europe/London",
                "2027-01-14T00:01 Europe/London",
            ),
            (
                "2027-01-14 00:01 europe/london",
                "2027-01-14T00:01 Europe/London",
            ),
            (
                "2027-01-14T00:01[Europe/London]",
                "2027-01-14T00:01 Europe/London",
            ),
            ("2027-01-14T00:01:30Z", "2027-01-14T00:01:30Z"),
            ("2027-07-14T00:01+01:00", "2027-07-14T00:01+01:00"),
            ("2027-07-14T00:01 -05:30", "2027-07-14T00:01-05:30"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(expected), "{text}");
        }
        for (text, why) in [
            ("", NotMoment::NoDate),
            ("soon", NotMoment::NoDate),
            ("2027-02-30", NotMoment::NoDate),
            ("２０２７-01", NotMoment::NoDate),
            ("2027-01-14T", NotMoment::NoTime),
            ("2027-01-14T24:00Z", NotMoment::NoTime),
            ("2027-01-14T0:01Z", NotMoment::NoTime),
            ("2027-01-14X00:01Z", NotMoment::NoTime),
            ("2027-01-14T00:01", NotMoment::NoZone),
            (
                "2027-01-14T00:01 London",
                NotMoment::UnknownZone("London".to_owned()),
            ),
            ("2027-03-28T01:30 Europe/London", NotMoment::Ambiguous),
            ("2027-10-31T01:30 Europe/London", NotMoment::Ambiguous),
        ] {
            assert_eq!(shown(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_time_is_reached_at_its_minute_in_whatever_zone_it_is_asked() {
        let reached = |moment: &str, time: &str| {
            let moment: Moment = moment.parse().expect("a moment");
            moment.has_reached(&time.parse().expect("a time"))
        };
        let release = "2027-07-14T00:01 Europe/London";
        assert!(!reached("2027-07-13T23:00Z", release));
        assert!(reached("2027-07-13T23:01Z", release));
        assert!(reached("2027-07-14T01:01 Europe/Paris", release));
        assert!(!reached("2027-07-14T01:00 Europe/Paris", release));
        // A day is its beginning, where the time is.
        assert!(!reached("2027-07-14", release));
        assert!(reached("2027-07-15", release));
        assert!(reached("2027-07-14", "2027-07-14T00:00 Asia/Tokyo"));
    }
}
