//! The fields that templates are given, read from the sources: every view with each field, its type and its doc comment.
//!
//! The guide to templates lists them, and what templates are really given is compared with them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;
use syn::{Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments};

use super::folder;

/// The line of the guide after which everything is generated.
pub(crate) const GENERATED: &str = "## What every template is given {#given}\n";

/// Where views and their parts are declared.
const SOURCES: [&str; 4] = ["src/view", "src/render", "src/export", "src/map"];

/// What a field holds, in a template.
#[derive(Debug, PartialEq)]
pub(crate) enum Type {
    Text,
    Html,
    Flag,
    Whole,
    Number,
    List(Box<Type>),
    OrNone(Box<Type>),
    Part(String),
}

pub(crate) struct Field {
    name: String,
    what: String,
    holds: Type,
}

pub(crate) struct Part {
    what: String,
    fields: Vec<Field>,
}

/// The words of `///` comments, without the brackets that lead rustdoc to other items.
fn words(attributes: &[syn::Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(line) => Some(line.value().trim().to_owned()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
    lines
        .collect::<Vec<_>>()
        .join(" ")
        .replace("[`", "`")
        .replace("`]", "`")
}

fn type_of(written: &syn::Type) -> Type {
    let path = match written {
        syn::Type::Reference(reference) => return type_of(&reference.elem),
        syn::Type::Slice(slice) => return Type::List(Box::new(type_of(&slice.elem))),
        syn::Type::Path(path) => path,
        _ => panic!("a view has a field of a type that the guide cannot name"),
    };
    let last = path.path.segments.last().expect("a name");
    let inner = || match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => type_of(inner),
            _ => panic!("{} of what?", last.ident),
        },
        _ => panic!("{} of what?", last.ident),
    };
    match last.ident.to_string().as_str() {
        "String" | "str" | "Url" | "Colour" => Type::Text,
        "RenderedProse" => Type::Html,
        "bool" => Type::Flag,
        "usize" | "u8" | "u32" | "i64" => Type::Whole,
        "f64" => Type::Number,
        "Vec" => Type::List(Box::new(inner())),
        "Option" => Type::OrNone(Box::new(inner())),
        "Precomputed" | "Arc" => inner(),
        name => Type::Part(name.to_owned()),
    }
}

/// Every structure of the sources that may be part of a view, by name.
pub(crate) fn parts() -> BTreeMap<String, Part> {
    let mut parts = BTreeMap::new();
    for folder in SOURCES {
        for (path, bytes) in folder::read(&folder::root().join(folder)) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let file =
                syn::parse_file(&text).unwrap_or_else(|error| panic!("{folder}/{path}: {error}"));
            for item in file.items {
                let Item::Struct(item) = item else { continue };
                let is_view = item.attrs.iter().any(|attribute| {
                    matches!(&attribute.meta, Meta::List(list) if list.path.is_ident("derive") && list.tokens.to_string().contains("Serialize"))
                });
                let (true, Fields::Named(named)) = (is_view, &item.fields) else {
                    continue;
                };
                let field = |field: &syn::Field| Field {
                    name: field.ident.as_ref().expect("a name").to_string(),
                    what: words(&field.attrs),
                    holds: type_of(&field.ty),
                };
                let part = Part {
                    what: words(&item.attrs),
                    fields: named.named.iter().map(field).collect(),
                };
                assert!(
                    parts.insert(item.ident.to_string(), part).is_none(),
                    "there are two views called {}",
                    item.ident
                );
            }
        }
    }
    parts
}

/// Each template of a page with what it says of itself, and the view that it names.
pub(crate) fn templates() -> BTreeMap<String, (String, String)> {
    let files = folder::read(&folder::root().join("themes/peelpress/templates"));
    let pages = files
        .into_iter()
        .filter(|(path, _)| path != "base.html" && !path.contains('/'));
    let named = pages.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let (what, rest) = text
            .strip_prefix("{#- ")
            .and_then(|text| text.split_once(" `view`: "))
            .unwrap_or_else(|| {
                panic!("{path} does not begin with what it is and which `view` it has")
            });
        let view = rest.split(['.', ' ']).next().unwrap_or_default();
        (path, (what.to_owned(), view.to_owned()))
    });
    named.collect()
}

impl Type {
    fn name(&self) -> String {
        match self {
            Type::Text => "text".to_owned(),
            Type::Html => "HTML".to_owned(),
            Type::Flag => "true or false".to_owned(),
            Type::Whole => "whole number".to_owned(),
            Type::Number => "number".to_owned(),
            Type::List(of) => format!("list of {}", of.name()),
            Type::OrNone(of) => format!("{}, or none", of.name()),
            Type::Part(name) => format!("`{name}`"),
        }
    }

    fn part(&self) -> Option<&str> {
        match self {
            Type::List(of) | Type::OrNone(of) => of.part(),
            Type::Part(name) => Some(name),
            Type::Text | Type::Html | Type::Flag | Type::Whole | Type::Number => None,
        }
    }

    /// What is wrong with a value as one of this type.
    pub(crate) fn check(
        &self,
        value: &Value,
        place: &str,
        parts: &BTreeMap<String, Part>,
        diagnostics: &mut BTreeSet<String>,
    ) {
        match (self, value) {
            (Type::Text | Type::Html, Value::String(_))
            | (Type::Flag, Value::Bool(_))
            | (Type::Number, Value::Number(_))
            | (Type::OrNone(_), Value::Null) => {}
            (Type::Whole, Value::Number(number)) if number.is_u64() || number.is_i64() => {}
            (Type::OrNone(of), value) => of.check(value, place, parts, diagnostics),
            (Type::List(of), Value::Array(values)) => {
                values
                    .iter()
                    .for_each(|value| of.check(value, place, parts, diagnostics));
            }
            (Type::Part(name), Value::Object(given)) => {
                let fields = &parts[name].fields;
                for field in fields {
                    match given.get(&field.name) {
                        Some(value) => field.holds.check(
                            value,
                            &format!("{name}.{}", field.name),
                            parts,
                            diagnostics,
                        ),
                        None => {
                            diagnostics.insert(format!("{name}.{} is not given", field.name));
                        }
                    }
                }
                for key in given
                    .keys()
                    .filter(|key| fields.iter().all(|field| field.name != **key))
                {
                    diagnostics.insert(format!("{name}.{key} is given and not in the guide"));
                }
            }
            _ => drop(diagnostics.insert(format!("{place} is not {}", self.name()))),
        }
    }
}

fn describe(part: &Part, out: &mut String) {
    let _ = writeln!(out, "\n| field | type | what |\n| --- | --- | --- |");
    for Field { name, what, holds } in &part.fields {
        assert!(!what.is_empty(), "`{name}` does not say what it is");
        let _ = writeln!(
            out,
            "| `{name}` | {} | {} |",
            holds.name(),
            what.replace('|', "\\|")
        );
    }
}

/// The generated part of the guide.
pub(crate) fn reference(parts: &BTreeMap<String, Part>) -> String {
    let mut out = GENERATED.to_owned();
    let templates = templates();
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for (name, part) in [("site", "SiteFields"), ("page", "PageFields")] {
        let _ = write!(out, "\n### `{name}` {{#given-{name}}}\n");
        describe(&parts[part], &mut out);
        shown.insert(part);
    }
    let _ = write!(
        out,
        "\n## The templates {{#templates}}\n\n| template | what it makes | `view` |\n| --- | --- | --- |\n"
    );
    for (path, (what, view)) in &templates {
        let _ = writeln!(out, "| `{path}` | {what} | `{view}` |");
    }
    let mut next: Vec<&str> = templates.values().map(|(_, view)| view.as_str()).collect();
    next.extend(shown.iter().flat_map(|part| {
        parts[*part]
            .fields
            .iter()
            .filter_map(|field| field.holds.part())
    }));
    let mut views = BTreeSet::new();
    while let Some(name) = next.pop() {
        let part = parts
            .get(name)
            .unwrap_or_else(|| panic!("there is no view {name} in {SOURCES:?}"));
        if views.insert(name) {
            next.extend(part.fields.iter().filter_map(|field| field.holds.part()));
        }
    }
    let _ = write!(out, "\n## Views and their parts {{#views}}\n");
    for name in views {
        let _ = write!(
            out,
            "\n### {name} {{#view-{}}}\n\n{}\n",
            name.to_lowercase(),
            parts[name].what
        );
        describe(&parts[name], &mut out);
    }
    out
}
