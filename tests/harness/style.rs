//! The house style as a test: banned words and patterns, and the length of sentences, in any text.
//!
//! `tests/style/words.toml` holds the rules. `tests/style/allow.csv` says how many exceptions a folder still has;
//! the numbers may only go down.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regex::Regex;
use serde::Deserialize;

use super::folder;

/// Where a text comes from, which decides the rules for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scope {
    /// Guides and READMEs.
    Docs,
    /// What the program and the themes show.
    Messages,
    /// Comments.
    Code,
    /// The publication.
    Content,
}

/// A paragraph, message or comment.
#[derive(Debug)]
pub(crate) struct Passage {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) scope: Scope,
    pub(crate) text: String,
    /// Whether it is made of sentences, so that their length counts.
    pub(crate) is_prose: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    sentences: BTreeMap<Scope, usize>,
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    pattern: String,
    except: Option<String>,
    #[serde(default, rename = "in")]
    scopes: Vec<Scope>,
    reason: String,
}

struct Rule {
    entry: Entry,
    pattern: Regex,
    except: Option<Regex>,
}

/// The rules of `words.toml`.
pub(crate) struct Style {
    rules: Vec<Rule>,
    longest: BTreeMap<Scope, usize>,
}

/// One break of a rule.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The folder or file that the allow list counts.
    pub(crate) area: String,
    pub(crate) rule: String,
    pub(crate) shown: String,
}

fn whole_words(pattern: &str) -> Regex {
    let bounded = match pattern.starts_with("(^|") {
        true => format!(r"(?i)(?:{pattern})\b"),
        false => format!(r"(?i)\b(?:{pattern})\b"),
    };
    Regex::new(&bounded).unwrap_or_else(|error| panic!("words.toml: {error}"))
}

impl Style {
    pub(crate) fn load() -> Style {
        let text = std::fs::read_to_string(folder::tests().join("style/words.toml"));
        let words: Words =
            toml::from_str(&text.expect("words.toml")).unwrap_or_else(|error| panic!("{error}"));
        let rule = |entry: Entry| Rule {
            pattern: whole_words(&entry.pattern),
            except: entry.except.as_deref().map(whole_words),
            entry,
        };
        Style {
            rules: words.rule.into_iter().map(rule).collect(),
            longest: words.sentences,
        }
    }

    /// Every problem of some passages.
    pub(crate) fn check<'p>(
        &self,
        passages: impl IntoIterator<Item = &'p Passage>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        for passage in passages {
            let mut add = |rule: &str, what: String| {
                problems.push(Problem {
                    area: area(&passage.path),
                    rule: rule.to_owned(),
                    shown: format!("{}:{}: {what}", passage.path, passage.line),
                });
            };
            for rule in &self.rules {
                let Entry {
                    name,
                    scopes,
                    reason,
                    ..
                } = &rule.entry;
                if !scopes.is_empty() && !scopes.contains(&passage.scope) {
                    continue;
                }
                for found in rule.pattern.find_iter(&passage.text) {
                    let around = around(&passage.text, found.start(), found.end());
                    if rule
                        .except
                        .as_ref()
                        .is_some_and(|except| except.is_match(around))
                    {
                        continue;
                    }
                    add(
                        name,
                        format!("“{}”: {reason} ({around})", found.as_str().trim()),
                    );
                }
            }
            let longest = self.longest[&passage.scope];
            if passage.is_prose {
                for sentence in sentences(&passage.text) {
                    let length = sentence.split_whitespace().count();
                    if length > longest {
                        let what =
                            format!("a sentence of {length} words, not {longest}: {sentence}");
                        add("long sentence", what);
                    }
                }
            }
        }
        problems
    }
}

/// The text just before and after a match, cut at character boundaries.
fn around(text: &str, start: usize, end: usize) -> &str {
    let mut from = start.saturating_sub(30);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 30).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    &text[from..to]
}

/// The sentences of a passage.
fn sentences(text: &str) -> Vec<&str> {
    let (mut sentences, mut from) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let is_end = matches!(c, '.' | '!' | '?' | ':' | ';')
            && rest
                .trim_start_matches([')', '”', '"', '’'])
                .starts_with([' ', '\n']);
        if is_end {
            sentences.push(text[from..at].trim());
            from = at + c.len_utf8();
        }
    }
    sentences.push(text[from..].trim());
    sentences
}

/// The folder or file by which exceptions are counted: a room of `src/`, a theme, a folder of content, or one file.
fn area(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["src" | "themes" | "content" | "tests", room, ..] => {
            let room = room.trim_end_matches(".rs");
            format!("{}/{room}", parts[0])
        }
        _ if path.ends_with("--help") => "--help".to_owned(),
        _ => path.to_owned(),
    }
}

/// Compares problems with the allow list `name` in `tests/style/`, which has the columns area, rule and count.
pub(crate) fn hold(name: &str, problems: &[Problem]) {
    let path = folder::tests().join("style").join(name);
    let mut allowed: BTreeMap<(String, String), usize> = BTreeMap::new();
    if path.is_file() {
        let mut reader = csv::Reader::from_path(&path).expect("the allow list");
        for row in reader.deserialize() {
            let (area, rule, count) = row.expect("area, rule and count");
            allowed.insert((area, rule), count);
        }
    }
    let mut found: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for Problem { area, rule, shown } in problems {
        found
            .entry((area.clone(), rule.clone()))
            .or_default()
            .push(shown);
    }
    if folder::is_blessing() {
        // Accepting may only shorten the list, except where there is none yet.
        let mut text = "area,rule,count\n".to_owned();
        for (key, shown) in &found {
            let most = if allowed.is_empty() {
                shown.len()
            } else {
                *allowed.get(key).unwrap_or(&0)
            };
            let count = most.min(shown.len());
            if count > 0 {
                let _ = writeln!(text, "{},{},{count}", key.0, key.1);
            }
        }
        std::fs::write(&path, text).expect("written");
    }
    let mut new = String::new();
    for (key, shown) in &found {
        let most = *allowed.get(key).unwrap_or(&0);
        if shown.len() > most && !(folder::is_blessing() && allowed.is_empty()) {
            let _ = writeln!(
                new,
                "{}, {}: {} found, {most} allowed",
                key.0,
                key.1,
                shown.len()
            );
            shown
                .iter()
                .for_each(|line| new.push_str(&format!("    {line}\n")));
        }
    }
    assert!(new.is_empty(), "reword these:\n{new}");
}
