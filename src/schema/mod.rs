//! What keys each kind of file has: as JSON Schemas, with which editors complete and check keys while one types, and as
//! lines to fill in, with which `new` begins a file.
//!
//! The keys are described once, in `keys`; a test holds the description and the reader together, key by key. Where the
//! publisher's settings are known, the sets they own (grades, units, …) are offered as choices.

mod keys;
pub mod kinds;
mod lines;

use serde_json::{Map, Value, json};

use crate::config::Config;
use kinds::{DocumentShape, FileKind};

pub use lines::lines;

/// The sets that a publisher owns.
#[derive(Clone, Debug)]
pub struct PublisherSets {
    /// Those of `site.toml`.
    pub config: Config,
    /// The ids of `measures.yaml`.
    pub measures: Vec<String>,
}

/// A map with known keys.
struct KeyMap {
    /// What the reader calls it: "a force".
    what: &'static str,
    /// Its keys.
    keys: &'static [Key],
    /// Keys of which one must be there.
    either: &'static [&'static str],
}

/// A key.
struct Key {
    name: &'static str,
    is_required: bool,
    of: KeyType,
    meaning: &'static str,
}

/// What a key's value is.
#[derive(Clone, Copy)]
enum KeyType {
    /// Words.
    Text,
    /// Lower-case letters and digits with single hyphens.
    Id,
    /// A list of words, or words alone.
    Texts,
    /// True or false, with what it is when nothing is said.
    Flag(bool),
    /// A number.
    Number,
    /// A day.
    Day,
    /// A day, month or year.
    PartialDate,
    /// A day, month or year, or one of these words.
    MomentOr(&'static [&'static str]),
    /// One moment to another.
    Period,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of these words, or one of them alone.
    Choices(&'static [&'static str]),
    /// One of a set that the publisher owns.
    Set(fn(&PublisherSets) -> Vec<&str>),
    /// Keys with values.
    Map(&'static KeyMap),
    /// A list of maps.
    List(&'static KeyMap),
}

/// The JSON Schema (draft-07) of a kind. `sets` lends what the publisher owns; without it those ids are left open.
pub fn schema(kind: &FileKind, sets: Option<&PublisherSets>) -> Value {
    let mut schema = match kind.shape {
        DocumentShape::One(keys) => of_keys(keys, sets),
        DocumentShape::Many(keys) => json!({"type": "array", "items": of_keys(keys, sets)}),
    };
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(kind.name);
    schema["description"] = json!(format!("The keys of {}", kind.files));
    schema
}

fn of_keys(keys: &KeyMap, sets: Option<&PublisherSets>) -> Value {
    let mut properties = Map::new();
    for key in keys.keys {
        let mut value = of(key.of, sets);
        if !key.is_required {
            value = or_empty(value);
        }
        value["description"] = json!(key.meaning);
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = keys
        .keys
        .iter()
        .filter(|key| key.is_required)
        .map(|key| key.name)
        .collect();
    let title = keys.what.trim_matches('`');
    let mut schema = json!({"type": "object", "title": title, "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if !keys.either.is_empty() {
        schema["anyOf"] = keys
            .either
            .iter()
            .map(|key| json!({"required": [key]}))
            .collect();
    }
    schema
}

/// A key that may be left out may also be left empty, as in a file that is being filled in.
fn or_empty(mut schema: Value) -> Value {
    for (keyword, nothing) in [
        ("type", json!("null")),
        ("enum", Value::Null),
        ("anyOf", json!({"type": "null"})),
    ] {
        match schema.get_mut(keyword) {
            Some(Value::Array(all)) => all.push(nothing),
            Some(one) => *one = json!([one, nothing]),
            None => {}
        }
    }
    schema
}

fn of(of: KeyType, sets: Option<&PublisherSets>) -> Value {
    const MOMENT: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
    // A year is a number to YAML, and so is a name like 4711; the reader takes both as they were written.
    let partial_date = || json!({"type": ["string", "integer"], "pattern": format!("^{MOMENT}$")});
    let some = |item: Value| json!({"anyOf": [item, {"type": "array", "items": item}]});
    match of {
        KeyType::Text => json!({"type": ["string", "number", "boolean"]}),
        KeyType::Id => {
            json!({"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
        }
        KeyType::Texts => some(json!({"type": ["string", "number", "boolean"]})),
        KeyType::Flag(otherwise) => json!({"type": "boolean", "default": otherwise}),
        KeyType::Number => json!({"type": "number"}),
        KeyType::Day => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        KeyType::PartialDate => partial_date(),
        KeyType::MomentOr(words) => json!({"anyOf": [partial_date(), {"enum": words}]}),
        KeyType::Period => json!({"type": "string", "pattern": format!("^{MOMENT} to {MOMENT}$")}),
        KeyType::Choice(words) => json!({"enum": words}),
        KeyType::Choices(words) => some(json!({"enum": words})),
        KeyType::Set(ids) => match sets.map(ids) {
            Some(ids) if !ids.is_empty() => json!({"enum": ids}),
            Some(_) | None => self::of(KeyType::Id, None),
        },
        KeyType::Map(keys) => of_keys(keys, sets),
        KeyType::List(keys) => json!({"type": "array", "items": of_keys(keys, sets)}),
    }
}

#[cfg(test)]
mod tests;
