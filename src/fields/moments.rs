//! Reads the value of a key as a moment: a day or a time with its zone.

use super::{MapReader, date_advice};
use crate::date::{Moment, NotMoment, ZonedTime};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Spanned;

impl MapReader<'_> {
    /// A day, or a day and a time with its zone.
    pub(super) fn moment(&mut self, name: &'static str) -> Option<Spanned<Moment>> {
        let text = self.text(name)?;
        let why = match text.value.parse() {
            Ok(moment) => return Some(Spanned::new(moment, text.span)),
            Err(why) => why,
        };
        let (what, help) = match why {
            NotMoment::NoDate => ("date", date_advice::day(&text.value)),
            NotMoment::NoTime
            | NotMoment::NoZone
            | NotMoment::UnknownZone(_)
            | NotMoment::Ambiguous => ("moment", why.to_string()),
        };
        let message = format!("`{}` is not a {what}", text.value);
        let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(text.span);
        self.report().push(diagnostic.help(help));
        None
    }

    /// A day and a time with its zone.
    pub(super) fn time(&mut self, name: &'static str) -> Option<Spanned<ZonedTime>> {
        let text = self.text(name)?;
        let why: NotMoment = match text.value.parse() {
            Ok(time) => return Some(Spanned::new(time, text.span)),
            Err(why) => why,
        };
        let message = format!("`{}` is not a time with a zone", text.value);
        let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(text.span);
        self.report().push(diagnostic.help(why.time_help()));
        None
    }
}
