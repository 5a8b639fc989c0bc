//! Style sheets before and after, and the diagnostics of broken ones.

use super::minified;
use crate::text::SourceMap;

fn small(css: &str) -> String {
    let checked = minified(css, SourceMap::default().add("a.css", css));
    assert!(checked.report.is_empty(), "{:?}", checked.report);
    checked.value
}

/// The diagnostics of a sheet, each as its message and the text it points at.
fn diagnostics(css: &str) -> Vec<(String, String)> {
    let checked = minified(css, SourceMap::default().add("a.css", css));
    let diagnostic = |diagnostic: &crate::diagnostic::Diagnostic| {
        (
            diagnostic.message.clone(),
            css[diagnostic.place().unwrap().range()].to_owned(),
        )
    };
    checked.report.iter().map(diagnostic).collect()
}

#[test]
fn comments_and_needless_spaces_go() {
    assert_eq!(
        small("/* All */ p , a > b {\n  color : red ;\n  margin: 0 -1px;\n}\n\n"),
        "p,a>b{color :red;margin:0 -1px}"
    );
    assert_eq!(
        small("@media (width >= 60rem) and (hover) { p { a: b } }"),
        "@media (width >= 60rem) and (hover){p{a:b}}"
    );
    assert_eq!(
        small("@layer one , two ;\n@import \"a.css\" ;"),
        "@layer one,two;@import \"a.css\";"
    );
    assert_eq!(
        small("p { color: red !important ; ; }"),
        "p{color:red!important}"
    );
    assert_eq!(small("/*! kept */\np{}"), "/*! kept */p{}");
}

#[test]
fn spaces_that_mean_something_stay() {
    for css in [
        "nav :focus{a:b}",
        "p{width:calc(1px + 2px*(3 - 1))}",
        ".a .b:not(.c .d){a:b}",
        "p{content:\"a  ;  b\";font:1em/1.5 \"Segoe UI\",serif}",
        ":root{--empty: ;--other: }",
        "p{background:url(a\\ b.png)}",
        "@charset \"utf-8\";",
        "p{margin:0/**/auto}",
        ":root{--x:{a:b};c:d}",
    ] {
        assert_eq!(small(css), css);
    }
}

#[test]
fn what_a_browser_would_ignore_is_reported() {
    let cases = [
        ("p { color: red", "unclosed `{`", "{"),
        ("p { a: b } }", "unmatched `}`", "}"),
        ("@media x { p { a: b }", "unclosed `{`", "{"),
        ("p { width: calc(1px; }\n", "unclosed `calc(`", "calc("),
        ("/* open", "unclosed comment", "/*"),
        (
            "p { content: \"a\n; }",
            "missing closing quotation mark",
            "\"a",
        ),
        (
            "p { color red; a: b }",
            "invalid declaration: missing colon",
            "color red",
        ),
        (
            "p { color }",
            "invalid declaration: missing colon",
            "color ",
        ),
        (
            "color: red;",
            "incomplete rule: no block follows it",
            "color: red",
        ),
        (
            "p { a: b }; q { c: d }",
            "unexpected semicolon, which breaks the rule after it",
            ";",
        ),
    ];
    for (css, message, place) in cases {
        let found = diagnostics(css);
        assert!(
            found.contains(&(message.to_owned(), place.to_owned())),
            "{css}: {found:?}"
        );
    }
}

#[test]
fn endless_nesting_is_an_error_and_not_a_crash() {
    for open in ["{", "(", "[", "a{"] {
        assert!(!diagnostics(&open.repeat(100_000)).is_empty());
    }
}
