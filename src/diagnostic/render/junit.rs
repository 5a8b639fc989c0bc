//! JUnit XML, for test reports of CI servers: a test case for each diagnostic, which fails if it is an error.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::text::SourceMap;

pub(super) fn junit(report: &Report, sources: &SourceMap) -> String {
    // A suite without any test case is taken for one that did not run.
    let (tests, failures) = (report.iter().count().max(1), report.count(Severity::Error));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites tests=\"{tests}\" failures=\"{failures}\">\n\
         <testsuite name=\"peelpress\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
    );
    if report.is_empty() {
        out.push_str("<testcase classname=\"peelpress\" name=\"no errors or warnings\"/>\n");
    }
    report
        .iter()
        .for_each(|diagnostic| case(diagnostic, sources, &mut out));
    out.push_str("</testsuite>\n</testsuites>\n");
    out
}

fn case(diagnostic: &Diagnostic, sources: &SourceMap, out: &mut String) {
    let mut place = String::new();
    let _ = write!(out, "<testcase classname=\"{}\"", diagnostic.code);
    if let Some(span) = diagnostic.place() {
        let file = sources.of(span);
        let at = file.place(span.start as usize);
        place = format!("{}:{at}: ", file.path);
        let (path, line) = (escape(&file.path), at.line);
        let _ = write!(out, " file=\"{path}\" line=\"{line}\"");
    }
    let message = escape(&diagnostic.message);
    let _ = write!(out, " name=\"{}{message}\">", escape(&place));
    let lines =
        std::iter::once(format!("{place}{}", diagnostic.message)).chain(diagnostic.help.clone());
    let text = escape(&lines.collect::<Vec<_>>().join("\n"));
    let _ = match diagnostic.severity {
        Severity::Error => write!(
            out,
            "<failure type=\"{}\" message=\"{message}\">{text}</failure>",
            diagnostic.code
        ),
        Severity::Warning => write!(out, "<system-out>warning: {text}</system-out>"),
    };
    out.push_str("</testcase>\n");
}

/// Text for an element or an attribute. Characters that XML does not allow are replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}
