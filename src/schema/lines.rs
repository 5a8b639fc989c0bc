//! The keys of a kind of file as lines of YAML for an author to fill in.
//!
//! A key whose value is given stands as it would be read; so does one that must be there. Every other is a comment: who
//! takes its `#` away has a line that is read. Each says what it means.

use std::fmt::Write;

use super::kinds::{Kind, Shape};
use super::{Keys, Of, Sets};

/// Where the meanings begin, so that they stand under each other.
const COLUMN: usize = 34;

/// More choices than this are not listed in a line.
const FEW: usize = 12;

/// The lines of a kind. Values are given by the names of their keys, inner ones after a dot: `source.publisher`.
pub fn lines(kind: &Kind, given: &[(&str, &str)], sets: &Sets) -> String {
    let (Shape::One(keys) | Shape::Many(keys)) = kind.shape;
    let mut lines = Lines {
        given,
        sets,
        text: String::new(),
    };
    lines.add(keys, "", "", false);
    lines.text
}

struct Lines<'a> {
    given: &'a [(&'a str, &'a str)],
    sets: &'a Sets,
    text: String,
}

impl Lines<'_> {
    /// Adds the lines of a map that stands at `above` in the file, with `margin` before its first key: spaces, and the
    /// hyphen of a list.
    fn add(&mut self, keys: &Keys, above: &str, margin: &str, is_comment: bool) {
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
                Of::Map(_) | Of::List(_) => "",
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
                Of::Flag(_) if given.is_some() => String::new(),
                of => form(of, self.sets),
            };
            self.text.push_str(if form.is_empty() { "" } else { " " });
            self.text.push_str(&form);
            self.text.push('\n');
            margin = margin.replace('-', " ");
            match key.of {
                Of::Map(inner) => self.add(
                    inner,
                    &format!("{above}{}.", key.name),
                    &format!("{margin}  "),
                    is_comment,
                ),
                Of::List(inner) => self.add(
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
fn form(of: Of, sets: &Sets) -> String {
    const MOMENT: &str = "Like 2022-05-31, 2022-05 or 2022";
    match of {
        Of::Text | Of::Id | Of::Number | Of::Map(_) | Of::List(_) => String::new(),
        Of::Texts => "Like [ one, another ].".to_owned(),
        Of::Flag(otherwise) => format!("true or false; {otherwise} if left out."),
        Of::Day => "Like 2022-05-31.".to_owned(),
        Of::Moment => format!("{MOMENT}."),
        Of::MomentOr(words) => format!("{MOMENT}, or {}.", words.join(" or ")),
        Of::Period => "Like 2021-06-01 to 2022-05-31.".to_owned(),
        Of::Choice(words) | Of::Choices(words) => choices(words),
        Of::Set(ids) => choices(&ids(sets)),
    }
}

fn choices(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        few if few.len() <= FEW => format!("One of: {}.", few.join(", ")),
        _ => String::new(),
    }
}
