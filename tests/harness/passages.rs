//! The texts that the house style is tested on: paragraphs of Markdown, comments and strings of Rust, texts of templates.

use std::str::FromStr;
use std::sync::LazyLock;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::{Captures, Regex};

use super::style::{Passage, Scope};

fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

/// The paragraphs, headings, list items and cells of a Markdown file, without code. Front matter is read line by line.
pub(crate) fn markdown(path: &str, text: &str, scope: Scope) -> Vec<Passage> {
    let mut passages = Vec::new();
    let front = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.find("\n---\n"))
        .map_or(0, |end| end + 9);
    passages.extend(lines(path, &text[..front], scope));
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let (mut current, mut start, mut in_code) = (String::new(), 0, false);
    for (event, range) in Parser::new_ext(&text[front..], options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(piece) if !in_code => {
                if current.is_empty() {
                    start = front + range.start;
                }
                current.push_str(&piece);
            }
            Event::Code(_) => current.push_str("CODE"),
            Event::SoftBreak | Event::HardBreak => current.push(' '),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::Heading(_)
                | TagEnd::List(_),
            ) => {
                if !current.trim().is_empty() {
                    passages.push(Passage {
                        path: path.to_owned(),
                        line: line_of(text, start),
                        scope,
                        text: std::mem::take(&mut current),
                        is_prose: true,
                    });
                }
                current.clear();
            }
            _ => {}
        }
    }
    passages
}

/// Every line on its own, for files with a structure of their own, such as YAML.
pub(crate) fn lines(path: &str, text: &str, scope: Scope) -> Vec<Passage> {
    let passage = |(at, line): (usize, &str)| Passage {
        path: path.to_owned(),
        line: at + 1,
        scope,
        text: line.to_owned(),
        is_prose: false,
    };
    text.lines().enumerate().map(passage).collect()
}

static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new("`[^`]*`").expect("a pattern"));

/// A comment's text without code, and without the brackets by which rustdoc links.
fn plain(text: &str) -> String {
    CODE.replace_all(text, "CODE").replace(['[', ']'], "")
}

/// The comments of a Rust file, each paragraph a passage, and its string literals with more than one word.
pub(crate) fn rust(path: &str, text: &str) -> Vec<Passage> {
    let mut passages = comments(path, text);
    let is_test = path.ends_with("tests.rs");
    let code = text
        .split("\n#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    if !is_test {
        let tokens = TokenStream::from_str(code).unwrap_or_else(|error| panic!("{path}: {error}"));
        literals(path, tokens, &mut passages);
    }
    passages
}

fn comments(path: &str, text: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let (mut is_open, mut in_code) = (false, false);
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        let Some(comment) = trimmed.strip_prefix("//") else {
            (is_open, in_code) = (false, false);
            continue;
        };
        let comment = comment.trim_start_matches(['/', '!']).trim();
        if comment.starts_with("```") {
            (in_code, is_open) = (!in_code, false);
            continue;
        }
        if in_code || comment.is_empty() {
            is_open = false;
            continue;
        }
        let is_new = comment.starts_with(['-', '*', '|', '#']);
        match passages.last_mut() {
            Some(last) if is_open && !is_new => {
                last.text.push(' ');
                last.text.push_str(comment);
            }
            _ => passages.push(Passage {
                path: path.to_owned(),
                line: at + 1,
                scope: Scope::Code,
                text: comment.to_owned(),
                is_prose: true,
            }),
        }
        is_open = true;
    }
    for passage in &mut passages {
        passage.text = plain(&passage.text);
    }
    passages
}

fn literals(path: &str, tokens: TokenStream, passages: &mut Vec<Passage>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let is_doc = group.delimiter() == Delimiter::Bracket
                    && matches!(
                        group.stream().into_iter().next(),
                        Some(TokenTree::Ident(name)) if name == "doc" || name == "cfg_attr"
                    );
                if !is_doc {
                    literals(path, group.stream(), passages);
                }
            }
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) else {
                    continue;
                };
                if text.value().trim().contains(' ') {
                    passages.push(Passage {
                        path: path.to_owned(),
                        line,
                        scope: Scope::Messages,
                        text: plain(&text.value()),
                        is_prose: true,
                    });
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// The texts of a template: its comments, text nodes, and attributes and arguments that readers meet.
pub(crate) fn template(path: &str, text: &str) -> Vec<Passage> {
    static COMMENT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\{#.*?#\}").expect("a pattern"));
    static STRING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#""([^"<>{}]* [^"<>{}]*)""#).expect("a pattern"));
    static PRINTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\{\{.*?\}\}").expect("a pattern"));
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\{%.*?%\}|</?[a-z][^<>]*>").expect("a pattern"));
    let mut passages = Vec::new();
    let mut add = |offset: usize, scope, found: &str, is_prose| {
        passages.push(Passage {
            path: path.to_owned(),
            line: line_of(text, offset),
            scope,
            text: plain(found),
            is_prose,
        });
    };
    for found in COMMENT.find_iter(text) {
        add(found.start(), Scope::Code, found.as_str(), true);
    }
    // Blanked character for character, so that lines stay right.
    let blank = |found: &Captures<'_>| -> String {
        found[0]
            .chars()
            .map(|c| if c == '\n' { '\n' } else { ' ' })
            .collect()
    };
    let bare = COMMENT.replace_all(text, blank).into_owned();
    for found in STRING.captures_iter(&bare) {
        let found = found.get(1).expect("the group");
        add(
            found.start().min(text.len()),
            Scope::Messages,
            found.as_str(),
            false,
        );
    }
    let bare = PRINTED.replace_all(&bare, "CODE").into_owned();
    let bare = TAG.replace_all(&bare, "").into_owned();
    for (at, line) in bare.lines().enumerate() {
        if line.contains(char::is_alphabetic) {
            passages.push(Passage {
                path: path.to_owned(),
                line: at + 1,
                scope: Scope::Messages,
                text: line.trim().to_owned(),
                is_prose: true,
            });
        }
    }
    passages
}
