//! The keys of a kind of file as lines of YAML for an author to fill in.
//!
//! A key whose value is given stands as it would be read; so does one that must be there. Every other is a comment: who
//! takes its `#` away has a line that is read. Each says what it means.

use std::fmt::Write;

use super::kinds::{DocumentShape, FileKind};
use super::{KeyMap, KeyType, PublisherSets};

/// Where the meanings begin, so that they stand under each other.
const COLUMN: usize = 34;

/// More choices than this are not listed in a line.
const FEW: usize = 12;

/// The lines of a kind. Values are given by the names of their keys, inner ones after a dot: `source.publisher`.
pub fn lines(kind: &FileKind, given: &[(&str, &str)], sets: &PublisherSets) -> String {
    let (DocumentShape::One(keys) | DocumentShape::Many(keys)) = kind.shape;
    let mut lines = ScaffoldLines {
        given,
        sets,
        text: String::new(),
    };
    lines.add(keys, "", "", false);
    lines.text
}

struct ScaffoldLines<'a> {
    given: &'a [(&'a str, &'a str)],
    sets: &'a PublisherSets,
    text: String,
}

impl ScaffoldLines<'_> {
    /// Adds the lines of a map that stands at `above` in the file, with `margin` before its first key: spaces, and the
    /// hyphen of a list.
    fn add(&mut self, keys: &KeyMap, above: &str, margin: &str, is_comment: bool) {
        let mut margin = margin.to_owned();
        for key in keys.keys {
            let given = self
                .given
                .iter()
                .find(|(name, _)| name.strip_prefix(above) == Some(key.name));
            // The name of the file is the id.
            if key.name == "id" && !key.is_required {
                continue;
            }
            let is_comment = is_comment || !(key.is_required || given.is_some());
            let value = match key.of {
                KeyType::Map(_) | KeyType::List(_) => "",
                _ => given.map_or("…", |(_, value)| value),
            };
            let hash = if is_comment { "# " } else { "" };
            let line = format!("{hash}{margin}{}: {value}", key.name);
            let line = line.trim_end();
            let _ = write!(
                self.text,
                "{line}{:gap$}# {}",
                "",
                key.meaning,
                gap = COLUMN.saturating_sub(line.chars().count()).max(1)
            );
            let form = match key.of {
                // Of two words, the one that is given shows the other.
                KeyType::Flag(_) if given.is_some() => String::new(),
                of => form(of, self.sets),
            };
            self.text.push_str(if form.is_empty() { "" } else { " " });
            self.text.push_str(&form);
            self.text.push('\n');
            margin = margin.replace('-', " ");
            match key.of {
                KeyType::Map(inner) => self.add(
                    inner,
                    &format!("{above}{}.", key.name),
                    &format!("{margin}  "),
                    is_comment,
                ),
                KeyType::List(inner) => self.add(
                    inner,
                    &format!("{above}{}.", key.name),
                    &format!("{margin}  - "),
                    is_comment,
                ),
                _ => {}
            }
        }
    }
}

/// How a value is written, where that is not plain from what it means.
fn form(of: KeyType, sets: &PublisherSets) -> String {
    const MOMENT: &str = "Like 2022-05-31, 2022-05 or 2022";
    match of {
        KeyType::Text | KeyType::Id | KeyType::Number | KeyType::Map(_) | KeyType::List(_) => {
            String::new()
        }
        KeyType::Texts => "Like [ one, another ].".to_owned(),
        KeyType::Flag(otherwise) => format!("true or false; {otherwise} if left out."),
        KeyType::Day => "Like 2022-05-31.".to_owned(),
        KeyType::PartialDate => format!("{MOMENT}."),
        KeyType::MomentOr(words) => format!("{MOMENT}, or {}.", words.join(" or ")),
        KeyType::Period => "Like 2021-06-01 to 2022-05-31.".to_owned(),
        KeyType::Choice(words) | KeyType::Choices(words) => choices(words),
        KeyType::Set(ids) => choices(&ids(sets)),
    }
}

fn choices(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        few if few.len() <= FEW => format!("One of: {}.", few.join(", ")),
        _ => String::new(),
    }
}
