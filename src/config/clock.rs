//! What is due a number of days after a report is published.

use jiff::ToSpan;
use jiff::civil::Date;

use super::keys::ClockKeys;
use super::sets::SetEntry;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::closed_set;
use crate::text::Spanned;

closed_set! {
    /// A kind of body, by its name in `site.toml`.
    pub enum BodyChoice {
        /// A police force.
        Force = "force",
        /// A regional organised crime unit.
        Rocu = "rocu",
    }
}

/// Something that is due after a report is published.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The id that data uses.
    pub id: String,
    /// What is due.
    pub name: String,
    /// How many days it has, the day of publication included.
    pub days: u16,
    /// The kinds of body that it runs for; empty for all.
    pub bodies: Vec<BodyChoice>,
    /// Why it is due; may be empty.
    pub meaning: String,
}

impl Clock {
    /// The last day of a clock that starts on the day of publication, which is its first day.
    pub fn last_day(&self, published: Date) -> Date {
        published.saturating_add(i32::from(self.days.saturating_sub(1)).days())
    }

    /// Whether it runs for a kind of body.
    pub fn runs_for(&self, body: BodyChoice) -> bool {
        self.bodies.is_empty() || self.bodies.contains(&body)
    }
}

/// The most days that a clock can have: ten years.
const MOST_DAYS: f64 = 3653.0;

/// Reports lengths that are not a whole number of days, and removes their clocks.
pub(super) fn check_days(clocks: &mut Vec<ClockKeys>, report: &mut Report) {
    clocks.retain(|clock| {
        let Some(days) = &clock.days else {
            return false;
        };
        let is_whole = days.value.value.fract() == 0.0;
        if is_whole && (1.0..=MOST_DAYS).contains(&days.value.value) {
            return true;
        }
        let message = format!("`{}` is not a number of days", days.value.text);
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(days.span);
        report.push(diagnostic.help("write a whole number from 1 to 3653, like `56`"));
        false
    });
}

impl SetEntry<ClockKeys> for Clock {
    fn id(keys: &ClockKeys) -> Option<&Spanned<String>> {
        keys.id.as_ref()
    }

    fn new(id: String, keys: ClockKeys) -> Clock {
        let days = keys.days.map_or(1.0, |days| days.value.value);
        Clock {
            name: keys.name.map_or_else(|| id.clone(), |name| name.value),
            id,
            days: days.clamp(1.0, MOST_DAYS) as u16,
            bodies: keys.bodies.into_iter().map(|body| body.value).collect(),
            meaning: keys.meaning.map(|text| text.value).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_of_publication_is_the_first_day() {
        let clock = |days| Clock {
            id: String::new(),
            name: String::new(),
            days,
            bodies: Vec::new(),
            meaning: String::new(),
        };
        let cases = [
            (date(2023, 3, 2), date(2023, 4, 26)),
            (date(2024, 5, 14), date(2024, 7, 8)),
            // Over a leap day, and in a year without one.
            (date(2024, 1, 10), date(2024, 3, 5)),
            (date(2023, 1, 10), date(2023, 3, 6)),
            (date(2024, 2, 29), date(2024, 4, 24)),
            // It ends on a Saturday and a Sunday: weekends count.
            (date(2026, 1, 4), date(2026, 2, 28)),
            (date(2026, 1, 5), date(2026, 3, 1)),
            // Over the end of a year.
            (date(2025, 12, 1), date(2026, 1, 25)),
        ];
        for (published, last) in cases {
            assert_eq!(clock(56).last_day(published), last, "{published}");
        }
        assert_eq!(clock(1).last_day(date(2024, 2, 29)), date(2024, 2, 29));
        assert_eq!(clock(3653).last_day(Date::MAX), Date::MAX);
    }
}
