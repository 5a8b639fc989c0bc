//! Words that readers see come from the templates, the content and the room `wording`: the rooms that
//! derive what a page shows hold none of their own.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::house;

/// The rooms without words. Diagnostics are for authors, so `model/resolve/` is left out, as are
/// attributes, which have the messages of errors. The words for kinds of change are left out, too:
/// they are beside the match on a set of `document`, which is a higher room than `wording`.
const ROOMS: [&str; 4] = ["date", "model", "plan", "view"];

/// Texts that are not for readers, with their file and the reason.
const OTHERS: [(&str, &str, &str); 7] = [
    ("date.rs", " to ", "the syntax of a period"),
    (
        "date/moment.rs",
        "2027-01-14T00:01 Europe/London",
        "an example in messages of errors",
    ),
    ("plan.rs", "duplicate address `{}`", "a diagnostic"),
    (
        "plan.rs",
        "rename one of the files; a page cannot have the name of a part of the site",
        "a diagnostic",
    ),
    ("view/cache.rs", "Precomputed", "the name of a type"),
    ("view/finding.rs", "tone-{} {class}", "classes of CSS"),
    ("view/finding.rs", " is-variant", "a class of CSS"),
];

/// Whether a string is words of a language: several of them, or one with a capital.
fn is_words(text: &str) -> bool {
    let mut depth = 0_u32;
    let outside = text.chars().filter(|c| match c {
        '{' => {
            depth += 1;
            false
        }
        '}' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let text: String = outside.collect();
    let has_letters = text.chars().any(char::is_alphabetic);
    let is_capitalised = text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().skip(1).all(char::is_lowercase)
        && text.len() > 1;
    has_letters && (text.contains(' ') || is_capitalised)
}

/// The strings in code, apart from attributes, tests and the reasons of `expect`.
fn strings(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut before = [String::new(), String::new()];
    while let Some(token) = tokens.next() {
        let word = token.to_string();
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next_if(|next| next.to_string() == "!");
                tokens.next_if(|next| {
                    matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
                });
            }
            TokenTree::Group(group) => {
                let is_test = before == ["mod", "tests"];
                let is_reason = before[1] == "expect";
                if !is_test && !is_reason {
                    strings(group.stream(), found);
                }
            }
            TokenTree::Literal(_) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&word) {
                    found.push(text.value());
                }
            }
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
        before.rotate_left(1);
        before[1] = word;
    }
}

#[test]
fn rooms_that_derive_what_a_page_shows_hold_no_words_for_readers() {
    let mut wrong = Vec::new();
    for (path, text) in house::sources() {
        let is_room = ROOMS
            .iter()
            .any(|room| path == format!("{room}.rs") || path.starts_with(&format!("{room}/")));
        if !is_room
            || path.starts_with("model/resolve/")
            || path == "view/change_words.rs"
            || path.ends_with("tests.rs")
        {
            continue;
        }
        let mut found = Vec::new();
        strings(text.parse().expect("Rust"), &mut found);
        found.retain(|text| {
            let is_known = |(file, known, _): &(&str, &str, &str)| path == *file && text == known;
            is_words(text) && !OTHERS.iter().any(is_known)
        });
        wrong.extend(found.iter().map(|words| format!("src/{path}: {words:?}")));
        assert!(!text.contains("clap"), "src/{path} uses the command line");
    }
    assert!(
        wrong.is_empty(),
        "move these to src/wording/:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn words_are_distinguished_from_keys_and_classes() {
    for words in ["Not stated", "{} region", "Forces", "until {until} only"] {
        assert!(is_words(words), "{words}");
    }
    for other in ["forces/", "grade-{}", "{a b}", "CSV", "a", "", ", "] {
        assert!(!is_words(other), "{other}");
    }
    let mut found = Vec::new();
    let code = r#"
        /// Words of a comment.
        #[error("words of an attribute")]
        fn f() { g("one").expect("a reason"); format!("two {x}"); }
        #[cfg(test)] mod tests { const X: &str = "three"; }
    "#;
    strings(code.parse().expect("Rust"), &mut found);
    assert_eq!(found, ["one", "two {x}"]);
}
