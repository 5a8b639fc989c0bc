//! The keys of a kind of file as lines of YAML for an author to fill in.
//!
//! A key with a given value, and a key that must be there, are written as they are read. Every other key is a comment: without
//! its `# ` it is a line that is read. Each line explains its key.

use std::fmt::Write;

use super::PublisherSets;
use super::kinds::FileKind;
use crate::fields::{KeyMap, KeyType};

/// The column in which the explanations start.
const COLUMN: usize = 34;

/// More choices than this are not listed in a line.
const FEW: usize = 12;

/// The lines of a kind. Values are given by the names of their keys, inner ones after a dot: `source.publisher`.
pub fn lines(kind: &FileKind, given: &[(&str, &str)], sets: &PublisherSets) -> String {
    let mut lines = ScaffoldLines {
        given,
        sets,
        text: String::new(),
    };
    lines.add(kind.keys(), "", "", false);
    lines.text
}

struct ScaffoldLines<'a> {
    given: &'a [(&'a str, &'a str)],
    sets: &'a PublisherSets,
    text: String,
}

impl ScaffoldLines<'_> {
    /// Adds the lines of the keys below `above`, such as `source.`, with `margin` before the first key: spaces, and the hyphen
    /// of a list.
    fn add(&mut self, keys: &KeyMap, above: &str, margin: &str, is_comment: bool) {
        let mut margin = margin.to_owned();
        for key in keys.keys {
            let given = self
                .given
                .iter()
                .find(|(name, _)| name.strip_prefix(above) == Some(key.name));
            // An id that need not be there is the name of the file.
            if key.name == "id" && !key.is_required {
                continue;
            }
            let is_comment = is_comment || !(key.is_required || given.is_some());
            let inner = key.holds.inner();
            let value = match inner {
                Some(_) => "",
                None => given.map_or("…", |(_, value)| value),
            };
            let hash = if is_comment { "# " } else { "" };
            let line = format!("{hash}{margin}{}: {value}", key.name);
            let line = line.trim_end();
            let _ = write!(
                self.text,
                "{line}{:gap$}# {}",
                "",
                key.meaning.trim(),
                gap = COLUMN.saturating_sub(line.chars().count()).max(1)
            );
            let form = match key.holds {
                // `true` shows that the other choice is `false`.
                KeyType::Flag(_) if given.is_some() => String::new(),
                of => form(of, self.sets),
            };
            self.text.push_str(if form.is_empty() { "" } else { " " });
            self.text.push_str(&form);
            self.text.push('\n');
            margin = margin.replace('-', " ");
            if let Some(inner) = inner {
                let is_list = matches!(key.holds, KeyType::List(_));
                let mark = if is_list { "  - " } else { "  " };
                let above = format!("{above}{}.", key.name);
                self.add(inner, &above, &format!("{margin}{mark}"), is_comment);
            }
        }
    }
}

/// How a value is written, where its meaning does not make it plain.
fn form(holds: KeyType, sets: &PublisherSets) -> String {
    const DATE: &str = "Like 2022-05-31, 2022-05 or 2022";
    match holds {
        KeyType::Text
        | KeyType::Id
        | KeyType::Number
        | KeyType::Link
        | KeyType::Email
        | KeyType::LinkOrEmail
        | KeyType::Colour
        | KeyType::Affix
        | KeyType::Map(_)
        | KeyType::List(_) => String::new(),
        KeyType::Texts => "Like [ one, another ].".to_owned(),
        KeyType::Flag(default) => format!("true or false; {default} if left out."),
        KeyType::Day => "Like 2022-05-31.".to_owned(),
        KeyType::Moment => "Like 2022-05-31, or 2022-05-31T00:01 Europe/London.".to_owned(),
        KeyType::Time => "Like 2022-05-31T00:01 Europe/London.".to_owned(),
        KeyType::PartialDate => format!("{DATE}."),
        KeyType::DateOr(names) => format!("{DATE}, or {}.", names.join(" or ")),
        KeyType::Period => "Like 2021-06-01 to 2022-05-31.".to_owned(),
        KeyType::Choice(names) | KeyType::Choices(names) => choices(names),
        KeyType::Reference(target) | KeyType::References(target) => {
            choices(&sets.ids(target).unwrap_or_default())
        }
    }
}

fn choices(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        few if few.len() <= FEW => format!("One of: {}.", few.join(", ")),
        _ => String::new(),
    }
}
