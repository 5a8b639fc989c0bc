//! Mistakes that authors make, planted one by one in a small site: `tests/planted/`. Each must be
//! reported where it is, with help that says what to do.
//!
//! A case is a line `=== KIND: what the mistake is` and the text that has it. `⟦code⟧` in the text is
//! before the place where that code must be reported; what is reported anywhere else is a last line
//! `elsewhere: code path:line:column`. A mistake that is not reported has no mark: it is there with its
//! reason, in brackets after its name.

use std::fmt::Write as _;

use crate::folder;
use crate::site_test::{Outcome, SiteTest, account};

const ACCOUNT: &str = "content/forces/kent/2023-soc.md";
const FIGURES: &str = "content/forces/kent/2023-soc.yaml";

/// How many planted mistakes may go unreported, each with its reason.
const MOST_SILENT: usize = 3;

struct Planted<'t> {
    kind: &'t str,
    name: &'t str,
    /// Without marks.
    text: String,
}

impl Planted<'_> {
    /// The site with the mistake, the file that has it, and the text before it in that file.
    fn site(&self) -> (SiteTest, &str, String) {
        let base = SiteTest::new("");
        let text = &*self.text;
        match self.kind {
            "finding" => {
                let before = account(
                    "grade: good",
                    "## Tackling {#tackling}\n\n### A title {#a}\n",
                );
                (
                    base.with(ACCOUNT, format!("{before}\n{text}")),
                    ACCOUNT,
                    before + "\n",
                )
            }
            "account" => {
                let before = account("grade: good", "");
                (
                    base.with(ACCOUNT, format!("{before}{text}")),
                    ACCOUNT,
                    before,
                )
            }
            "front" => {
                let before = "---\ninspection: soc-2023\n".to_owned();
                let words = "---\n\n## Tackling {#tackling}\n\n### A title {#a}\n\nText.\n";
                (
                    base.with(ACCOUNT, format!("{before}{text}{words}")),
                    ACCOUNT,
                    before,
                )
            }
            "figure" => {
                let words = "## Tackling {#tackling}\n\n### A title {#a}\n\nIt led 168 disruptions, 25 percent of all.\n";
                let before = "figures:\n".to_owned();
                let site = base.with(ACCOUNT, account("grade: good", words));
                (
                    site.with(FIGURES, format!("{before}{text}")),
                    FIGURES,
                    before,
                )
            }
            "page" => {
                let before = "---\ntitle: A page\n---\n\n".to_owned();
                let path = "content/pages/a-page.md";
                (base.with(path, format!("{before}{text}")), path, before)
            }
            kind => {
                let base = base.with(
                    ACCOUNT,
                    account(
                        "grade: good",
                        "## Tackling {#tackling}\n\n### A title {#a}\n\nText.\n",
                    ),
                );
                if let Some(path) = kind.strip_prefix("end of ") {
                    let before = base.text(path);
                    (base.with(path, format!("{before}{text}")), path, before)
                } else {
                    (base.with(kind, text), kind, String::new())
                }
            }
        }
    }
}

/// The cases of a file.
fn cases(text: &str) -> Vec<Planted<'_>> {
    let mut cases = Vec::new();
    for case in text.split("=== ").skip(1) {
        let (head, body) = case.split_once('\n').expect("a line, then the text");
        let (kind, name) = head.split_once(": ").expect("KIND: what the mistake is");
        let mut text = String::new();
        for line in body.split_inclusive('\n') {
            if line.starts_with("elsewhere: ") {
                continue;
            }
            let mut rest = line;
            while let Some((before, after)) = rest.split_once('⟦') {
                text.push_str(before);
                rest = after.split_once('⟧').expect("a mark has two ends").1;
            }
            text.push_str(rest);
        }
        cases.push(Planted {
            kind,
            name,
            text: unescape(&text),
        });
    }
    cases
}

/// `\u{202e}`, which no editor shows, is written as here.
fn unescape(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut read = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_once('}').expect("a mark has two ends");
        let code = u32::from_str_radix(digits, 16).expect("a code point");
        read.push(char::from_u32(code).expect("a character"));
        read.push_str(rest);
    }
    read
}

/// The case as its file must have it: with a mark at each place that has a diagnostic.
fn marked(case: &Planted<'_>, outcome: &Outcome, path: &str, before: &str) -> String {
    let mut marks: Vec<(usize, &str)> = Vec::new();
    let mut elsewhere = String::new();
    for diagnostic in outcome.built.report.iter() {
        let code = diagnostic.code.name();
        let label = diagnostic.labels.first();
        let at = label.and_then(|label| {
            let at = label.span.range().start.checked_sub(before.len())?;
            let is_here = outcome.built.sources.of(label.span).path == path;
            (is_here && at <= case.text.len()).then_some(at)
        });
        match at {
            Some(at) => marks.push((at, code)),
            None => {
                let line = outcome.short();
                let of_code = |line: &&str| line.contains(&format!("[{code}]"));
                let place = line
                    .lines()
                    .find(of_code)
                    .and_then(|line| line.split(": ").next());
                let _ = writeln!(
                    elsewhere,
                    "elsewhere: {code} {}",
                    place.unwrap_or("nowhere")
                );
            }
        }
    }
    marks.sort_unstable();
    let (mut text, mut done) = (String::new(), 0);
    for (at, code) in marks {
        text.push_str(&escape(&case.text[done..at]));
        let _ = write!(text, "⟦{code}⟧");
        done = at;
    }
    text.push_str(&escape(&case.text[done..]));
    format!("=== {}: {}\n{text}{elsewhere}", case.kind, case.name)
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let is_plain = c == '\n' || !(c.is_control() || "\u{202e}\u{2066}\u{200b}\u{feff}\u{2060}\u{a0}\u{202f}\u{e0041}\u{301}\u{308}\u{303}\u{2011}\u{ad}".contains(c));
        if is_plain {
            out.push(c);
        } else {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
    out
}

#[test]
fn every_planted_mistake_is_reported_in_its_place_with_help() {
    let (mut differences, mut silent) = (Vec::new(), Vec::new());
    for (file, bytes) in folder::read(&folder::tests().join("planted")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut found = text.split("=== ").next().unwrap_or_default().to_owned();
        for case in cases(&text) {
            let (site, path, before) = case.site();
            let outcome = site.build();
            for diagnostic in outcome.built.report.iter() {
                if diagnostic.help.is_empty() {
                    differences.push(format!(
                        "{file}: {}: `{}` has no help",
                        case.name, diagnostic.message
                    ));
                }
            }
            if outcome.built.report.is_empty() {
                silent.push(format!("{file}: {}", case.name));
            }
            found.push_str(&marked(&case, &outcome, path, &before));
        }
        if let Err(difference) =
            folder::compare(&folder::tests().join("planted").join(file), &found)
        {
            differences.push(difference);
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    let has_reason = |name: &String| name.ends_with(']');
    assert!(
        silent.len() <= MOST_SILENT && silent.iter().all(has_reason),
        "these are not reported:\n{}",
        silent.join("\n")
    );
}
