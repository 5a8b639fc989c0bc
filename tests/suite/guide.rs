//! The guide for authors, which `init` puts into each new site: its examples build, its messages are the real ones, and its lists are
//! complete. A code block with a path after its language is a file of the example site.

use std::fmt::Write;

use peelpress::diagnostic::{Code, Severity};
use peelpress::files::Files;
use peelpress::hosting::HostingServer;
use peelpress::schema::key_tables;

use crate::folder;
use crate::site_test::SiteTest;
use crate::template_fields::{GENERATED, parts, reference};

/// The text of a page of the guide.
fn page(name: &str) -> String {
    let path = folder::root()
        .join(folder::GUIDE)
        .join(format!("guide/{name}.md"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Code blocks with a name after their language, in order. The indentation of the fence is removed from each line.
fn named_blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let Some(info) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let body: String = lines
            .by_ref()
            .take_while(|line| line.trim() != "```")
            .map(|line| format!("{}\n", line.get(indent..).unwrap_or_default()))
            .collect();
        if let Some((_, name)) = info.split_once(' ') {
            blocks.push((name.to_owned(), body));
        }
    }
    blocks
}

/// The block of a page with a name.
fn block(page_name: &str, name: &str) -> String {
    let blocks = named_blocks(&page(page_name));
    let found = blocks.into_iter().find(|(found, _)| found == name);
    found
        .unwrap_or_else(|| panic!("{page_name}.md has no block `{name}`"))
        .1
}

/// Compares a block with the first message of a report, or rewrites the page.
fn shows(page_name: &str, name: &str, report: &str) {
    let message = report.split("\n\n").next().unwrap_or_default();
    let expected = page(page_name).replace(&block(page_name, name), &format!("{message}\n"));
    if let Err(difference) = folder::compare_guide(&format!("guide/{page_name}.md"), &expected) {
        panic!("{difference}");
    }
}

/// Adds the files that pages of the guide show.
fn with_examples(site: SiteTest, pages: &[&str]) -> SiteTest {
    pages
        .iter()
        .flat_map(|name| named_blocks(&page(name)))
        .fold(site, |site, (path, text)| site.with(&path, text))
}

#[test]
fn a_new_site_has_the_guide() {
    let outcome = SiteTest::first().clean();
    for path in ["guide/", "guide/tutorial/", "guide/files/", "templates/"] {
        outcome.page(path);
    }
}

#[test]
fn the_files_in_the_guide_build_without_a_diagnostic() {
    with_examples(SiteTest::first(), &["files"]).clean();
}

#[test]
fn the_second_inspection_in_the_guide_builds_without_a_diagnostic() {
    let report = block("files", "content/inspections/hills-2027.md")
        .replace("region: hills", "region: coast")
        .replace("2027", "2028");
    let site = SiteTest::first().with("content/inspections/coast-2028.md", report);
    with_examples(site, &["second-inspection"]).clean();
}

#[test]
fn the_theme_in_the_guide_changes_every_page() {
    let site = SiteTest::first().edit("site.toml", "theme = \"peelpress\"", "theme = \"ours\"");
    let outcome = with_examples(site, &["theme"]).clean();
    outcome.page("about/").has("/assets/ours.");
}

#[test]
fn the_tutorial_shows_the_message_that_its_mistake_gives() {
    const ACCOUNT: &str = "content/forces/saltmarsh/2026-regional.md";
    let site = SiteTest::first();
    let account = site.files.read(ACCOUNT).expect("the account");
    let account = String::from_utf8(account.to_vec()).expect("UTF-8");
    let account = account + &block("tutorial", "tutorial-finding");
    let report = site.clone().with(ACCOUNT, &account).build().report();
    shows("tutorial", "tutorial-message", &report);
    let fixed = account.replace("topics=local-profile}", "topics=local-profiles}");
    site.with(ACCOUNT, fixed).clean();
}

#[test]
fn the_guide_explains_a_real_message() {
    let report = folder::tests().join("broken/unknown-region/report.txt");
    let report = std::fs::read_to_string(report).expect("a report");
    shows("find-and-fix-errors", "message", &report);
}

#[test]
fn the_guide_names_every_server_that_can_be_configured() {
    let text = page("publish");
    for server in HostingServer::NAMES {
        let command = format!("peelpress deploy-config {server}");
        assert!(text.contains(&command), "publish.md lacks `{command}`");
    }
}

#[test]
fn the_guide_lists_every_key() {
    let tables = key_tables();
    let text = page("keys");
    let first = tables.lines().find(|line| line.starts_with("## "));
    let first = first.expect("a heading");
    let (by_hand, _) = text
        .split_once(&format!("\n{first}\n"))
        .unwrap_or_else(|| panic!("keys.md lacks the heading `{first}`"));
    let outcome = folder::compare_guide("guide/keys.md", &format!("{by_hand}{tables}"));
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

#[test]
fn the_guide_lists_every_code() {
    const HEAD: &str = "| code | error or warning | what is wrong |\n| --- | --- | --- |\n";
    let text = page("diagnostics");
    let (by_hand, _) = text.split_once(HEAD).expect("the table of codes");
    let mut codes: Vec<Code> = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let mut expected = format!("{by_hand}{HEAD}");
    for code in codes {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let title = code.explanation().lines().next().unwrap_or_default();
        let title = title.trim_start_matches("# ");
        let _ = writeln!(expected, "| `{code}` | {severity} | {title} |");
    }
    let outcome = folder::compare_guide("guide/diagnostics.md", &expected);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

#[test]
fn the_guide_lists_every_field_that_templates_are_given() {
    let path = folder::root().join(folder::GUIDE).join("templates.md");
    let text = std::fs::read_to_string(&path).expect("the guide to templates");
    let (by_hand, _) = text
        .split_once(GENERATED)
        .expect("the heading of the generated part");
    let expected = format!("{by_hand}{}", reference(&parts()));
    let outcome = folder::compare_guide("templates.md", &expected);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
