//! Responses to reports: the pack to fill in, and the page that it becomes.

use jiff::civil::date;

use crate::cli::Place;
use crate::site_test::{SiteTest, account};

const WORDS: &str = "## Tackling {#tackling}

### Slavery is poorly understood {#slavery .cause-of-concern topics=plans}

It is.

#### Find out {#find-out .recommendation due=2023-09-01 owner=kent}

Find out.

### Plans are old {#plans .area-for-improvement topics=plans}

They are.

### Teams share {#share .promising-practice topics=plans}

They do.
";

fn answered(response: &str) -> SiteTest {
    SiteTest::new("")
        .with(
            "content/forces/kent/2023-soc.md",
            account("grade: inadequate", WORDS),
        )
        .with("content/forces/kent/response.md", response)
}

fn front(more: &str, words: &str) -> String {
    format!("---\ninspection: soc-2023\n{more}---\n\n{words}")
}

const ANSWER: &str = "## Find out {#find-out}\n\n### Kent {.body}\n\nWe did.\n\n### The commissioner {.policing-body}\n\nThey did.\n";

#[test]
fn a_response_has_a_page_and_is_linked_from_each_finding() {
    let site = answered(&front("date: 2023-04-25\n", ANSWER)).with_theme("peelpress");
    let outcome = site.on(date(2024, 6, 1)).clean();
    outcome
        .page("forces/kent/2023-soc/response/")
        .has_in_order(&["Find out", "Kent Police", "We did.", "They did."]);
    outcome
        .page("forces/kent/")
        .has("/forces/kent/2023-soc/response/#find-out")
        .has("Response: Kent Police");
    let rows = outcome.table("responses");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["id"], "kent/find-out/body");
    assert_eq!(rows[0]["text"], "We did.");
    assert_eq!(rows[1]["by"], "policing-body");
}

#[test]
fn a_response_answers_what_its_report_asks_for() {
    let about = |id: &str| ANSWER.replace("#find-out", &format!("#{id}"));
    answered(&front("", &about("find-oot")))
        .diagnostics(&["dangling-reference: unknown finding `find-oot` of `kent`"]);
    answered(&front("", &about("share")))
        .diagnostics(&["misplaced-follow-up: `share` needs no follow-up"]);
    answered(&front("date: 2023-03-01\n", ANSWER)).diagnostics(&[
        "early-follow-up: this is dated `2023-03-01`, before `soc-2023` was published, 2 March 2023",
    ]);
    answered(&front("", &ANSWER.replace(" {.body}", "")))
        .diagnostics(&["malformed-heading: this heading does not say who responds"]);
    answered(&front("", "## Find out {#find-out}\n\nWords.\n"))
        .diagnostics(&["malformed-heading: text without an author"]);
    answered(&front("", &ANSWER.replace("We did.", "…")))
        .diagnostics(&["placeholder: unfinished text"]);
}

#[test]
fn a_pack_that_is_filled_in_is_published() {
    const ACCOUNT: &str = "content/forces/kent/2023-soc.md";
    let words = account("grade: inadequate", WORDS);
    let place = Place::new().with(ACCOUNT, &words);
    let pack = place.run(&["response", "kent"]).out;
    let heading = "## Find out (recommendation, due 1 September 2023) {#find-out}";
    assert!(pack.contains(heading), "{pack}");
    assert!(
        pack.contains("{#plans}") && !pack.contains("{#share}"),
        "{pack}"
    );
    let filled = pack.replace("…\n", "Done.\n").replace("draft: true\n", "");
    let site = SiteTest::new("")
        .with(ACCOUNT, words)
        .with("content/forces/kent/response.md", filled);
    let outcome = site.clean();
    outcome
        .page("forces/kent/2023-soc/response/")
        .has("id=\"find-out\"")
        .has("Done.");
    let unknown = place.run(&["response", "kant"]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.err.contains("did you mean `kent`?"),
        "{}",
        unknown.err
    );
    let unknown = place.run(&["response", "kent", "--inspection", "soc-2032"]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.err.contains("did you mean `soc-2023`?"),
        "{}",
        unknown.err
    );
}
