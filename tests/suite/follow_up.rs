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
        .has_in_order(&["Date passed", "; no update recorded"]);
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
        .diagnostics(&["dangling-reference: unknown finding `find-oot` of `kent`"]);
    one("find-out", "closd").diagnostics(&["unknown-value: unknown status `closd`"]);
    one("find-out", "superseded").diagnostics(&["missing-key: `superseded` without a finding"]);
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

/// A site with a clock of 56 days.
fn timed() -> SiteTest {
    let site = SiteTest::kent("");
    let settings = site.text("site.toml");
    let clock =
        "\n[[clocks]]\nid = \"answer\"\nname = \"Answer\"\ndays = 56\nbodies = [\"force\"]\n";
    site.with("site.toml", settings + clock)
}

#[test]
fn a_clock_starts_with_the_day_of_publication() {
    let site = timed();
    let row = |day| site.clone().on(day).clean().table("clocks").remove(0);
    let last = row(date(2023, 4, 26));
    assert_eq!(last["due"], "2023-04-26");
    assert_eq!(last["id"], "kent/soc-2023/answer");
    assert_eq!(last["status"], "due");
    assert_eq!(row(date(2023, 4, 27))["status"], "overdue");
    let outcome = site.clean();
    outcome
        .page("forces/kent/")
        .has("Clock: Answer, 2023-04-26");
    outcome.page("recommendations/").has("Answer, 2023-04-26");
    for calendar in ["recommendations/due.ics", "forces/kent/due.ics"] {
        let calendar = outcome.file(calendar);
        assert!(
            calendar.contains("DTSTART;VALUE=DATE:20230426"),
            "{calendar}"
        );
        assert!(
            calendar.contains("SUMMARY:Kent Police: Answer"),
            "{calendar}"
        );
    }
}

#[test]
fn no_clock_runs_for_other_bodies_or_without_a_day_of_publication() {
    const INSPECTION: &str = "content/inspections/soc-2023.md";
    let none = |site: SiteTest| {
        let outcome = site.clean();
        assert_eq!(outcome.table("clocks").len(), 0);
        assert!(!outcome.has_file("forces/kent/due.ics"));
    };
    none(timed().edit("site.toml", "[\"force\"]", "[\"rocu\"]"));
    for published in ["2023-03", "2023", "not-stated"] {
        none(timed().edit(
            INSPECTION,
            "published: 2023-03-02",
            &format!("published: {published}"),
        ));
    }
}

#[test]
fn a_clock_has_a_whole_number_of_days() {
    for days in ["0", "-1", "1.5", "4000"] {
        let site = timed().edit("site.toml", "days = 56", &format!("days = {days}"));
        site.diagnostics(&[&format!("wrong-type: `{days}` is not a number of days")]);
    }
}

/// Two inspections of Kent, of which the later one has a finding with this heading.
fn twice(later: &str) -> SiteTest {
    let inspection = SiteTest::new("").text("content/inspections/soc-2023.md");
    let inspection = inspection
        .replace("2023-03-02", "2026-05-01")
        .replace("Eastern region, 2023", "Eastern region, 2026");
    let words = |heading: &str| format!("## Tackling {{#tackling}}\n\n{heading}\n\nIt is.\n");
    let old = "### Plans are old {#plans .area-for-improvement topics=plans}";
    let account = account("grade: good", &words(later)).replace("soc-2023", "soc-2026");
    SiteTest::kent(&words(old))
        .with("content/inspections/soc-2026.md", inspection)
        .with("content/forces/kent/2026-soc.md", account)
}

const AGAIN: &str = "### Plans are still old {#plans-again .area-for-improvement topics=plans carried-from=finding:kent/plans}";

#[test]
fn a_finding_that_was_made_again_links_to_the_first() {
    let outcome = twice(AGAIN).clean();
    let findings = outcome.table("findings");
    let of = |id: &str| findings.iter().find(|row| row["id"] == id).expect("a row");
    let again = of("kent/plans-again");
    assert_eq!(again["first_found"], "2023-03-02");
    assert_eq!(again["carried_from"], "kent/plans");
    assert_eq!(of("kent/plans")["first_found"], "2023-03-02");
    let outcome = twice(AGAIN).with_theme("peelpress").clean();
    outcome.page("forces/kent/").has_in_order(&[
        "First found in",
        "2\u{a0}March\u{a0}2023",
        "and here again.",
    ]);
}

#[test]
fn a_finding_is_carried_from_an_earlier_one_only() {
    let heading = |from: &str| AGAIN.replace("finding:kent/plans}", &format!("{from}}}"));
    twice(&heading("finding:kent/plans-again")).diagnostics(&[
        "conflicting-values: `finding:kent/plans-again` is not from an earlier inspection",
    ]);
    twice(&heading("kent/plans"))
        .diagnostics(&["dangling-reference: `kent/plans` is not the name of a finding"]);
    twice(&heading("force:kent"))
        .diagnostics(&["dangling-reference: `force:kent` is not a finding"]);
    twice(&heading("finding:kent/plan"))
        .diagnostics(&["dangling-reference: unknown finding `kent/plan`"]);
}

#[test]
fn a_body_shows_what_earlier_inspections_asked_for_until_something_ends_it() {
    let earlier = "### Slavery is poorly understood {#slavery .cause-of-concern topics=plans}\n\nIt is.\n\n#### Find out {#find-out .recommendation due=2023-09-01 owner=kent}\n\nFind out.\n\n### Old {#plans topics=plans}";
    let site = twice(AGAIN);
    let words = site.text(KENT).replace(
        "### Plans are old {#plans .area-for-improvement topics=plans}",
        earlier,
    );
    let site = site.with(KENT, words).on(date(2026, 11, 1));
    const ROW: &str = "Recommendation: <a href=\"/forces/kent/2023-soc/#find-out\">Find out</a> [";
    let open = site.clean();
    open.page("forces/kent/").has(ROW).has("overdue");
    assert!(
        open.file("forces/kent/recommendations.csv")
            .contains("kent/find-out")
    );
    let ended = site
        .with(FOLLOW_UP, entry(date(2026, 5, 1), "closed"))
        .clean();
    ended.page("forces/kent/").lacks(ROW);
    ended.page("forces/kent/2023-soc/").has(ROW);
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
