//! The look of grades and kinds: from their places in the publisher's sets, whatever their ids, and from `colour`.

use crate::site_test::{Outcome, SiteTest, account};

/// The base with the theme that the program brings, and a scale of these ids, best first.
fn with_scale(ids: &[&str]) -> SiteTest {
    let site = SiteTest::new("").with_theme("peelpress");
    let settings = site.text("site.toml");
    let (before, rest) = settings.split_once("[[grades]]").expect("a scale");
    let (_, after) = rest.split_once("[[finding_kinds]]").expect("kinds");
    let grade = |(at, id): (usize, &&str)| {
        format!(
            "[[grades]]\nid = \"{id}\"\nname = \"Step {at}\"\nmark = \"{at}\"\nsentence = \"is {id}\"\n\n"
        )
    };
    let grades: String = ids.iter().enumerate().map(grade).collect();
    let settings = format!("{before}{grades}[[finding_kinds]]{after}");
    site.with("site.toml", settings).with(
        "content/forces/kent/2023-soc.md",
        account(&format!("grade: {}", ids[ids.len() - 1]), ""),
    )
}

fn palette(outcome: &Outcome) -> String {
    let tree = outcome.tree();
    let (_, bytes) = tree
        .iter()
        .find(|(path, _)| path.starts_with("assets/palette."))
        .expect("a palette");
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

#[test]
fn every_step_of_a_scale_of_any_length_has_a_class_and_colours_of_its_own() {
    for steps in [2, 3, 5, 6, 9] {
        let ids: Vec<String> = (0..steps).map(|at| format!("step-{at}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let outcome = with_scale(&ids).clean();
        let palette = palette(&outcome);
        let mut rules: Vec<&str> = (1..=steps)
            .map(|rank| {
                let class = format!(".grade-rank-{rank}-of-{steps}{{");
                let (_, rest) = palette.split_once(&class).expect("a rule for each rank");
                rest.split('}').next().unwrap_or_default()
            })
            .collect();
        rules.dedup();
        assert_eq!(rules.len(), steps, "{palette}");
        // The worst of any scale is red and crossed, not the colour of another step.
        assert!(rules[steps - 1].contains("--grade:#8f1c15"), "{palette}");
        let worst = format!("class=\"verdict grade-rank-{steps}-of-{steps}\"");
        outcome.page("forces/kent/").has(&worst);
    }
}

#[test]
fn renamed_grades_look_as_before() {
    let looks = |ids: &[&str]| {
        let outcome = with_scale(ids).clean();
        let page = outcome.file("forces/kent/index.html");
        let classes: Vec<String> = page
            .split("class=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        (palette(&outcome), classes)
    };
    assert_eq!(
        looks(&["good", "adequate", "inadequate"]),
        looks(&["sound", "fair", "failing"])
    );
}

#[test]
fn a_colour_of_the_publishers_is_used_and_made_readable() {
    let outcome = with_scale(&["good", "bad"])
        .edit(
            "site.toml",
            "name = \"Step 0\"\n",
            "name = \"Step 0\"\ncolour = \"#ffe600\"\n",
        )
        .clean();
    // Yellow is too light for a light page and needs black text.
    let palette = palette(&outcome);
    let (_, rule) = palette
        .split_once(".grade-rank-1-of-2{--grade:")
        .expect("a rule");
    assert!(!rule.starts_with("#ffe600"), "{palette}");
    assert!(
        palette.contains(",#ffe600);--on-grade:light-dark(#000000,#000000)"),
        "{palette}"
    );
}

#[test]
fn a_theme_with_a_palette_of_its_own_keeps_it() {
    let outcome = SiteTest::new("")
        .with("themes/plain/assets/palette.css", "b { color: red }\n")
        .clean();
    assert_eq!(palette(&outcome), "b{color:red}");
}
