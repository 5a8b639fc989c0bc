//! Grades over time, and grades of different scales that the publisher declares to be the same.

use crate::site_test::{SiteTest, account};

/// Kent with a grade of an earlier programme, which has a scale of its own, and a present one.
fn kent(settings: &str) -> SiteTest {
    let site = SiteTest::kent("");
    let present = site.text("content/inspections/soc-2023.md");
    let earlier = present
        .replace("programme: regional", "programme: earlier")
        .replace("2023-03-02", "2019-05-01")
        .replace("2023", "2019");
    let account = account("grade: adequate", "").replace("soc-2023", "first-2019");
    let all = site.text("site.toml") + settings;
    site.with("site.toml", all)
        .with("content/inspections/first-2019.md", earlier)
        .with("content/forces/kent/2019-first.md", account)
}

fn same(scale: &str, grade: &str, on_scale: &str, same_as: &str) -> String {
    format!(
        "\n[[same_grades]]\nscale = \"{scale}\"\ngrade = \"{grade}\"\non_scale = \"{on_scale}\"\nsame_as = \"{same_as}\"\n"
    )
}

#[test]
fn grades_of_two_scales_are_put_together_only_where_the_settings_say_which_are_the_same() {
    for other in [String::new(), same("earlier", "good", "regional", "good")] {
        kent(&other).clean().page("forces/kent/").lacks("Trend:");
    }
    let mapped = kent(&same("earlier", "adequate", "regional", "good"));
    let outcome = mapped.clean();
    for page in ["forces/kent/", "regions/eastern/", "judgments/"] {
        outcome
            .page(page)
            .has_in_order(&["Trend:", " as Good", "Good"]);
    }
    // It is not put together the other way round.
    assert_eq!(outcome.page("forces/kent/").count("Trend:"), 1);
}

#[test]
fn a_grade_of_two_scales_names_grades_and_scales_that_there_are() {
    kent(&same("earlier", "adequat", "regional", "good"))
        .diagnostics(&["unknown-grade: unknown grade `adequat`"]);
    kent(&same("earlier", "adequate", "regionel", "good"))
        .diagnostics(&["unknown-value: unknown scale `regionel`"]);
    let twice = same("earlier", "adequate", "regional", "good")
        + &same("earlier", "adequate", "regional", "inadequate");
    kent(&twice).diagnostics(&["conflicting-values: `adequate` is the same as two grades"]);
}
