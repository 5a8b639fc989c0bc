//! The keys of every kind of file as tables for the guide, in Markdown.

use std::fmt::Write;

use super::kinds::{FileKind, KINDS};
use crate::fields::{Key, KeyMap, KeyType, Referent};

/// A section with a table for every kind of file. The guide's page on keys ends with them.
pub fn key_tables() -> String {
    let mut page = String::new();
    for kind in KINDS {
        file(kind, &mut page);
    }
    page
}

fn file(kind: &FileKind, page: &mut String) {
    let _ = write!(
        page,
        "\n## {} {{#{}}}\n\n`{}`\n",
        title(kind.keys()),
        kind.name,
        kind.files
    );
    table(kind.keys(), page);
    inner(kind.keys(), kind.name, page);
}

/// The keys of entries, below the table of the file.
fn inner(map: &KeyMap, above: &str, page: &mut String) {
    for key in map.keys {
        let Some(keys) = key.holds.inner() else {
            continue;
        };
        let id = format!("{above}-{}", key.name.replace('_', "-"));
        let _ = write!(page, "\n### `{}` {{#{id}}}\n", key.name);
        table(keys, page);
        inner(keys, &id, page);
    }
}

fn title(map: &KeyMap) -> String {
    let what = map.what;
    let what = ["a ", "an "]
        .iter()
        .find_map(|article| what.strip_prefix(article))
        .unwrap_or(what);
    let mut letters = what.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn table(map: &KeyMap, page: &mut String) {
    page.push_str("\n| key | value | what it is | example |\n| --- | --- | --- | --- |\n");
    for key in map.keys {
        let required = if key.is_required { " (required)" } else { "" };
        let example = match key.example {
            "" => String::new(),
            example => format!("`{}`", example.replace('|', "\\|")),
        };
        let _ = writeln!(
            page,
            "| `{}` | {}{required} | {} | {example} |",
            key.name,
            value(key),
            key.meaning.trim()
        );
    }
    if let Some(one_of) = &map.one_of {
        let names: Vec<String> = one_of.keys.iter().map(|key| format!("`{key}`")).collect();
        let _ = writeln!(page, "\nWrite exactly one of {}.", names.join(" and "));
    }
}

/// What a key holds, in a few words.
fn value(key: &Key) -> String {
    let list = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    match key.holds {
        KeyType::Text | KeyType::Affix => "text".to_owned(),
        KeyType::Texts => "list of texts".to_owned(),
        KeyType::Id => "id".to_owned(),
        KeyType::Reference(target) => format!("id of {}", thing(target)),
        KeyType::References(target) => format!("list of ids of {}", thing(target)),
        KeyType::Flag(default) => format!("true or false; {default} if left out"),
        KeyType::Number => "number".to_owned(),
        KeyType::Day => "day".to_owned(),
        KeyType::Time => "day and time, with a zone".to_owned(),
        KeyType::Moment => "day, or day and time".to_owned(),
        KeyType::PartialDate => "day, month or year".to_owned(),
        KeyType::DateOr(names) => format!("day, month or year, or {}", list(names)),
        KeyType::Period => "two dates".to_owned(),
        KeyType::Choice(names) => list(names),
        KeyType::Choices(names) => format!("list of {}", list(names)),
        KeyType::Link => "web address".to_owned(),
        KeyType::Email => "email address".to_owned(),
        KeyType::LinkOrEmail => "web or email address".to_owned(),
        KeyType::Colour => "colour".to_owned(),
        KeyType::Map(_) => "keys, below".to_owned(),
        KeyType::List(_) => "list of entries, below".to_owned(),
    }
}

fn thing(target: Referent) -> &'static str {
    match target {
        Referent::Region => "a region",
        Referent::Rocu => "a regional unit",
        Referent::Body => "a force or regional unit",
        Referent::Inspection => "an inspection",
        Referent::Finding => "a finding of the same body or region",
        Referent::Extract => "a data extract of the inspection",
        Referent::Measure => "a measure",
        Referent::Theme => "a theme",
        Referent::Grade => "a grade",
        Referent::FindingKind => "a kind of finding",
        Referent::Activity => "an activity",
        Referent::Role => "a role",
        Referent::Unit => "a unit",
        Referent::Qualifier => "a qualifier",
        Referent::Programme => "a programme",
        Referent::Status => "a status",
    }
}
