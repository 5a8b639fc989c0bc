//! Due dates as a calendar (RFC 5545): one all-day event per recommendation, for the calendars of
//! those who must act.
//!
//! Written here instead of using a library: the calendar has one component with seven properties,
//! and the rules for text (escapes, and lines of at most 75 bytes) take thirty lines.

use jiff::civil::Date;

use crate::model::{Account, Id, Recommendation};
use crate::view::ViewContext;

/// A calendar of recommendations. The same corpus on the same day gives the same bytes.
pub(super) fn calendar(
    context: &ViewContext,
    name: &str,
    ids: &[Id<Recommendation>],
    accounts: &[Id<Account>],
) -> Vec<u8> {
    let mut lines = CalendarLines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Peelpress//Due dates//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", "PUBLISH");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    let is_open = |&&id: &&Id<Recommendation>| {
        let entries = &context.corpus.recommendations[id].follow_up;
        !context.corpus.standing(entries, context.today).is_ended()
    };
    for &id in ids.iter().filter(is_open) {
        event(context, id, &mut lines);
    }
    for &account in accounts {
        clock_events(context, account, &mut lines);
    }
    lines.add("END", "VCALENDAR");
    lines.out.into_bytes()
}

fn event(context: &ViewContext, id: Id<Recommendation>, lines: &mut CalendarLines) {
    let corpus = &*context.corpus;
    let recommendation = &corpus.recommendations[id];
    let finding = &corpus.findings[recommendation.finding];
    let (owner, subject) = (
        corpus.subject_id(finding.subject),
        corpus.subject_name(finding.subject),
    );
    let host = context.addresses.host();
    let words = recommendation.prose.plain_lines();
    lines.add("BEGIN", "VEVENT");
    // The permanent id at the site's own host: the same in every edition, so that a calendar
    // replaces and never repeats.
    lines.text(
        "UID",
        &format!(
            "{owner}/{}@{}",
            recommendation.slug,
            if host.is_empty() { "peelpress" } else { host }
        ),
    );
    lines.add("DTSTAMP", &format!("{}T000000Z", basic(context.today)));
    lines.add("DTSTART;VALUE=DATE", &basic(recommendation.due));
    lines.text("SUMMARY", &format!("{subject}: {}", recommendation.title));
    let parts = [
        &*words,
        &format!("Who must act: {}.", corpus.owners(recommendation)),
        &format!("For: {}", finding.title),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    lines.text("DESCRIPTION", &parts.join("\n"));
    if let Some(url) = context
        .addresses
        .absolute(&context.addresses.recommendation(id))
    {
        lines.add("URL", &url);
    }
    // A due date does not make its owner busy all day.
    lines.add("TRANSP", "TRANSPARENT");
    alarm(context, recommendation.due, &recommendation.title, lines);
    lines.add("END", "VEVENT");
}

/// What the publication of an account's report makes due.
fn clock_events(context: &ViewContext, id: Id<Account>, lines: &mut CalendarLines) {
    let corpus = &*context.corpus;
    let account = &corpus.accounts[id];
    let (owner, subject) = (
        corpus.subject_id(account.subject),
        corpus.subject_name(account.subject),
    );
    let host = match context.addresses.host() {
        "" => "peelpress",
        host => host,
    };
    for (clock, due) in corpus.clocks_of(id) {
        let clock = &corpus.clocks[clock];
        lines.add("BEGIN", "VEVENT");
        let uid = format!("{owner}/{}/{}@{host}", account.document, clock.id);
        lines.text("UID", &uid);
        lines.add("DTSTAMP", &format!("{}T000000Z", basic(context.today)));
        lines.add("DTSTART;VALUE=DATE", &basic(due));
        lines.text("SUMMARY", &format!("{subject}: {}", clock.name));
        let report = &corpus.inspections[account.inspection].title;
        let parts = [clock.meaning.as_str(), report];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.text("DESCRIPTION", &parts.join("\n"));
        let page = context.addresses.subject(account.subject);
        if let Some(url) = context.addresses.absolute(&page) {
            lines.add("URL", &url);
        }
        lines.add("TRANSP", "TRANSPARENT");
        alarm(context, due, &clock.name, lines);
        lines.add("END", "VEVENT");
    }
}

/// A reminder two weeks before a day that has not passed.
fn alarm(context: &ViewContext, due: Date, what: &str, lines: &mut CalendarLines) {
    if due < context.today {
        return;
    }
    lines.add("BEGIN", "VALARM");
    lines.add("ACTION", "DISPLAY");
    lines.add("TRIGGER", "-P14D");
    lines.text("DESCRIPTION", what);
    lines.add("END", "VALARM");
}

/// `20240301`
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Lines of a calendar, folded.
#[derive(Default)]
struct CalendarLines {
    out: String,
}

impl CalendarLines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.add(name, &escaped);
    }

    /// A property. A line longer than 75 bytes goes on in the next, which begins with a space.
    fn add(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > 75 {
                self.out.push_str("\r\n ");
                width = 1;
            }
            self.out.push(c);
            width += c.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::CalendarLines;

    #[test]
    fn text_is_escaped_and_loses_what_a_line_cannot_hold() {
        let mut lines = CalendarLines::default();
        lines.text("SUMMARY", "Train; equip, and \\ count\nthem\r\u{7}");
        assert_eq!(
            lines.out,
            "SUMMARY:Train\\; equip\\, and \\\\ count\\nthem\r\n"
        );
    }

    #[test]
    fn a_long_line_is_folded_between_letters_and_unfolds_to_itself() {
        let words = "£’ 1,000 — ".repeat(40);
        let mut lines = CalendarLines::default();
        lines.add("DESCRIPTION", &words);
        assert!(
            lines
                .out
                .trim_end()
                .split("\r\n")
                .all(|line| line.len() <= 75),
            "{}",
            lines.out
        );
        assert_eq!(
            lines.out.replace("\r\n ", ""),
            format!("DESCRIPTION:{words}\r\n")
        );
    }
}
