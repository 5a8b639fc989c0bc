//! What became of findings and recommendations after their report: the status as of a day, and where it is shown.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::folder::differing;
use crate::site_test::{SiteTest, account};

const KENT: &str = "content/forces/kent/2023-soc.md";
const FOLLOW_UP: &str = "content/forces/kent/follow-up.yaml";

const WORDS: &str = "## Tackling {#tackling}

### Slavery is poorly understood {#slavery .cause-of-concern topics=plans}

It is.

#### Find out {#find-out .recommendation due=2023-09-01 owner=kent}

Find out.
";

/// A cause of concern with one recommendation, and what became of them.
fn followed(entries: &str) -> SiteTest {
    SiteTest::new("")
        .with(KENT, account("grade: inadequate", WORDS))
        .with(FOLLOW_UP, entries)
}

fn entry(day: Date, status: &str) -> String {
    format!(
        "- finding: find-out\n  date: {day}\n  status: {status}\n  source:\n    words: A letter\n"
    )
}

/// The status and its date in the data.
fn row(site: &SiteTest, day: Date) -> (String, String, String) {
    let outcome = site.clone().on(day).clean();
    let row = outcome.table("recommendations").remove(0);
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    (text("status"), text("follow_up"), text("status_date"))
}

#[test]
fn the_status_is_that_of_the_last_entry_up_to_the_day() {
    let site = followed(
        &[
            // In any order.
            entry(date(2025, 5, 4), "closed"),
            entry(date(2023, 5, 1), "accepted"),
            entry(date(2025, 9, 1), "reopened"),
        ]
        .concat(),
    );
    let expected = [
        (date(2023, 4, 30), ("due", "", "")),
        (date(2023, 5, 1), ("due", "accepted", "2023-05-01")),
        (date(2023, 9, 1), ("due", "accepted", "2023-05-01")),
        (date(2023, 9, 2), ("overdue", "accepted", "2023-05-01")),
        (date(2025, 5, 3), ("overdue", "accepted", "2023-05-01")),
        (date(2025, 5, 4), ("closed", "closed", "2025-05-04")),
        (date(2025, 9, 1), ("overdue", "reopened", "2025-09-01")),
    ];
    for (day, (status, follow_up, since)) in expected {
        let found = row(&site, day);
        let found = (&*found.0, &*found.1, &*found.2);
        assert_eq!(found, (status, follow_up, since), "on {day}");
    }
}

#[test]
fn the_later_of_two_entries_of_one_day_holds() {
    let day = date(2024, 5, 1);
    let site = followed(&[entry(day, "accepted"), entry(day, "in-progress")].concat());
    assert_eq!(row(&site, day).1, "in-progress");
    let ids: Vec<_> = site
        .clean()
        .table("follow_up")
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    let ids: Vec<&str> = ids.iter().filter_map(|id| id.as_str()).collect();
    assert_eq!(
        ids,
        ["kent/find-out/2024-05-01", "kent/find-out/2024-05-01-2"]
    );
}

#[test]
fn the_default_theme_shows_each_state_in_words() {
    let site = followed(
        &[
            entry(date(2023, 5, 1), "accepted"),
            entry(date(2025, 5, 4), "closed"),
        ]
        .concat(),
    )
    .with_theme("peelpress");
    let on = |day| site.clone().on(day).clean();
    let nothing = SiteTest::new("")
        .with(KENT, account("grade: inadequate", WORDS))
        .with_theme("peelpress")
        .on(date(2026, 11, 1))
        .clean();
    nothing
        .page("recommendations/")
        .has_in_order(&["Date passed", "; nothing later is known here"]);
    on(date(2024, 12, 1))
        .page("recommendations/")
        .has_in_order(&[
            "Open, 1\u{a0}year",
            "overdue",
            "Accepted 1\u{a0}May\u{a0}2023",
            "(according to the body)",
        ]);
    on(date(2026, 11, 1))
        .page("recommendations/")
        .has_in_order(&["Closed 4\u{a0}May\u{a0}2025", "(inspectorate)"])
        .lacks("is-passed");
    on(date(2026, 11, 1)).page("forces/kent/").has_in_order(&[
        "After the report",
        "1\u{a0}May\u{a0}2023",
        "Accepted",
        "(according to the body)",
        "A letter",
        "4\u{a0}May\u{a0}2025",
        "Closed",
        "(inspectorate)",
        "A letter",
    ]);
}

#[test]
fn what_has_ended_is_no_longer_in_the_calendar() {
    let site = followed(&entry(date(2024, 5, 4), "closed"));
    let events = |day| {
        let outcome = site.clone().on(day).clean();
        outcome
            .file("recommendations/due.ics")
            .matches("BEGIN:VEVENT")
            .count()
    };
    assert_eq!(events(date(2024, 5, 3)), 1);
    assert_eq!(events(date(2024, 5, 4)), 0);
}

#[test]
fn entries_name_only_what_is_there() {
    let one = |finding: &str, status: &str| {
        let source = "  source:\n    words: A letter\n";
        followed(&format!(
            "- finding: {finding}\n  date: 2024-05-01\n  status: {status}\n{source}"
        ))
    };
    one("find-oot", "closed")
        .diagnostics(&["dangling-reference: `kent` has no finding `find-oot`"]);
    one("find-out", "closd").diagnostics(&["unknown-value: no status is called `closd`"]);
    one("find-out", "superseded").diagnostics(&["missing-key: `superseded` names no finding"]);
    one("find-out", "superseded by kent/slavery")
        .diagnostics(&["dangling-reference: `kent/slavery` is not the name of a finding"]);
    one("find-out", "superseded by force:kent")
        .diagnostics(&["dangling-reference: `force:kent` is not a finding"]);
    one("find-out", "superseded by finding:kent/slavery").clean();
}

#[test]
fn a_file_with_nearly_the_right_name_is_reported() {
    let site = SiteTest::kent("");
    for name in ["followup.yaml", "follow-ups.yaml"] {
        let outcome = site
            .clone()
            .with(&format!("content/forces/kent/{name}"), "")
            .build();
        let report = outcome.report();
        assert!(
            report.contains("call it `content/forces/kent/follow-up.yaml`"),
            "{report}"
        );
    }
}

/// Valid entries: what has ended is only reopened.
fn history() -> impl Strategy<Value = Vec<(Date, &'static str)>> {
    let days = proptest::collection::vec((0_i64..900, any::<bool>()), 0..8);
    days.prop_map(|mut days| {
        days.sort_unstable();
        let mut is_ended = false;
        let entry = |(days, ends): (i64, bool)| {
            let status = match (is_ended, ends) {
                (true, _) => "reopened",
                (false, true) => "closed",
                (false, false) => "in-progress",
            };
            is_ended = status == "closed";
            let day = date(2023, 3, 2) + jiff::Span::new().days(days);
            (day, status)
        };
        days.into_iter().map(entry).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_site_of_a_day_does_not_depend_on_later_entries(history in history(), after in 0_i64..900) {
        let day = date(2023, 3, 2) + jiff::Span::new().days(after);
        let write = |known: &dyn Fn(Date) -> bool| -> String {
            let entries = history.iter().filter(|(date, _)| known(*date));
            entries.map(|(date, status)| entry(*date, status)).collect()
        };
        let all = followed(&write(&|_| true)).on(day).clean().tree();
        let earlier = followed(&write(&|date| date <= day)).on(day).clean().tree();
        prop_assert_eq!(differing(&all, &earlier), Vec::<String>::new());
    }
}
