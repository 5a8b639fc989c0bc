//! Keys as JSON Schemas, with which editors complete and check keys as an author types.

use serde_json::{Map, Value, json};

use super::PublisherSets;
use super::kinds::{DocumentShape, FileKind};
use crate::fields::{KeyMap, KeyType, Referent};

/// The JSON Schema (draft-07) of a kind of file. Without `sets`, the ids that the publisher owns are left open.
pub fn schema(kind: &FileKind, sets: Option<&PublisherSets>) -> Value {
    let mut schema = match kind.shape {
        DocumentShape::One(keys) => object(keys, sets),
        DocumentShape::Many(keys) => json!({"type": "array", "items": object(keys, sets)}),
    };
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(kind.name);
    schema["description"] = json!(format!("The keys of {}", kind.files));
    schema
}

fn object(map: &KeyMap, sets: Option<&PublisherSets>) -> Value {
    let mut properties = Map::new();
    for key in map.keys {
        let mut value = value(key.holds, sets);
        value["description"] = json!(key.meaning.trim());
        if !key.example.is_empty() {
            value["examples"] = json!([example(key.holds, key.example)]);
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = map
        .keys
        .iter()
        .filter(|key| key.is_required && key.unless.is_none())
        .map(|key| key.name)
        .collect();
    let title = map.what.trim_matches('`');
    let mut schema = json!({"type": "object", "title": title, "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if let Some(one_of) = &map.one_of {
        schema["oneOf"] = one_of
            .keys
            .iter()
            .map(|key| json!({"required": [key]}))
            .collect();
    }
    schema
}

/// The example of a value as JSON.
fn example(holds: KeyType, typed: &str) -> Value {
    let list = || {
        let items = typed.trim_matches(['[', ']']).split(',').map(str::trim);
        items.collect::<Vec<_>>()
    };
    match holds {
        KeyType::Flag(_) => json!(typed == "true"),
        KeyType::Number => typed
            .parse::<serde_json::Number>()
            .map_or_else(|_| json!(typed), Value::Number),
        KeyType::Texts | KeyType::References(_) | KeyType::Choices(_) => json!(list()),
        KeyType::Text
        | KeyType::Id
        | KeyType::Reference(_)
        | KeyType::Day
        | KeyType::Moment
        | KeyType::Time
        | KeyType::PartialDate
        | KeyType::DateOr(_)
        | KeyType::Period
        | KeyType::Choice(_)
        | KeyType::Link
        | KeyType::Email
        | KeyType::LinkOrEmail
        | KeyType::Colour
        | KeyType::Affix
        | KeyType::Map(_)
        | KeyType::List(_) => json!(typed),
    }
}

fn value(holds: KeyType, sets: Option<&PublisherSets>) -> Value {
    const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
    // Other readers of YAML take a year for a number, and `No` for false; here all of them are text.
    let text = || json!({"type": ["string", "number", "boolean"]});
    let date = || json!({"type": ["string", "integer"], "pattern": format!("^{DATE}$")});
    let one_or_more = |item: Value| json!({"anyOf": [item, {"type": "array", "items": item}]});
    let id = || json!({"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"});
    let reference = |target| match sets.and_then(|sets| sets.ids(target)) {
        Some(ids) if !ids.is_empty() => json!({"enum": ids}),
        Some(_) | None => id(),
    };
    match holds {
        KeyType::Text => text(),
        KeyType::Texts => one_or_more(text()),
        KeyType::Id => id(),
        KeyType::Reference(Referent::Status) => {
            let named = json!({"type": "string", "pattern": "^[a-z0-9-]+ by finding:[a-z0-9-]+/[a-z0-9-]+$"});
            json!({"anyOf": [reference(Referent::Status), named]})
        }
        KeyType::Reference(target) => reference(target),
        KeyType::References(target) => one_or_more(reference(target)),
        KeyType::Flag(default) => json!({"type": "boolean", "default": default}),
        KeyType::Number => json!({"type": "number"}),
        KeyType::Day => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        KeyType::Moment => {
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?[A-Za-z0-9+-].*)?$"})
        }
        KeyType::Time => {
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?[A-Za-z+-].*$"})
        }
        KeyType::PartialDate => date(),
        KeyType::DateOr(names) => json!({"anyOf": [date(), {"enum": names}]}),
        KeyType::Period => json!({"type": "string", "pattern": format!("^{DATE} to {DATE}$")}),
        KeyType::Choice(names) => json!({"enum": names}),
        KeyType::Choices(names) => one_or_more(json!({"enum": names})),
        KeyType::Link => json!({"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}),
        KeyType::Email => json!({"type": "string", "format": "email"}),
        KeyType::LinkOrEmail => json!({"type": "string", "pattern": "^(https?://|mailto:)"}),
        KeyType::Colour => {
            json!({"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"})
        }
        KeyType::Affix => json!({"type": "string"}),
        KeyType::Map(keys) => object(keys, sets),
        KeyType::List(keys) => json!({"type": "array", "items": object(keys, sets)}),
    }
}
