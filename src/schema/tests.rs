//! The keys as editors, `new` and the guide get them.

use std::collections::BTreeSet;

use super::kinds::{self, DocumentShape, KINDS};
use super::{PublisherSets, key_tables, schema};
use crate::config;
use crate::diagnostic::Report;
use crate::fields::{KeyMap, KeyType, parse_yaml};
use crate::text::{SourceMap, Span};

/// Every map of keys, with those of entries.
fn maps() -> Vec<&'static KeyMap> {
    fn add(map: &'static KeyMap, all: &mut Vec<&'static KeyMap>) {
        all.push(map);
        for key in map.keys {
            if let Some(inner) = key.holds.inner() {
                add(inner, all);
            }
        }
    }
    let mut all = Vec::new();
    KINDS.iter().for_each(|kind| add(kind.keys(), &mut all));
    all
}

#[test]
fn every_key_has_a_meaning_in_a_sentence_and_an_example_that_can_be_typed() {
    for map in maps() {
        let names: BTreeSet<_> = map.keys.iter().map(|key| key.name).collect();
        assert_eq!(
            names.len(),
            map.keys.len(),
            "a key of {} is declared twice",
            map.what
        );
        for key in map.keys {
            let place = format!("`{}` of {}", key.name, map.what);
            let meaning = key.meaning.trim();
            assert!(
                meaning.len() > 8 && meaning.ends_with('.'),
                "{place}: {meaning}"
            );
            let holds_keys = key.holds.inner().is_some();
            assert_eq!(key.example.is_empty(), holds_keys, "{place} has an example");
            let is_toml_affix = matches!(key.holds, KeyType::Affix);
            if !holds_keys && !is_toml_affix {
                let yaml = format!("key: {}", key.example);
                let file = SourceMap::default().add("x.yaml", yaml.as_str());
                let mut report = Report::default();
                // A colour starts with `#`, which only TOML reads without quotation marks around it.
                let node = parse_yaml(&yaml, Span::new(file, 0..yaml.len()), &mut report);
                assert!(
                    node.is_some() && report.is_empty(),
                    "{place}: {}",
                    key.example
                );
            }
        }
    }
}

#[test]
fn the_publishers_sets_are_offered_where_they_are_known() {
    let settings = "[[grades]]\nid = \"good\"\nname = \"Good\"\n";
    let config = config::parse(settings, SourceMap::default().add("site.toml", settings)).value;
    let sets = PublisherSets {
        config,
        measures: vec!["vacancies".to_owned()],
    };
    let grade = |sets| schema(&kinds::ACCOUNT, sets)["properties"]["grade"].clone();
    assert_eq!(grade(Some(&sets))["enum"], serde_json::json!(["good"]));
    assert_eq!(grade(None)["pattern"], "^[a-z0-9]+(-[a-z0-9]+)*$");
    let figures = schema(&kinds::FIGURES, Some(&sets));
    let figure = &figures["properties"]["figures"]["items"];
    assert_eq!(
        figure["properties"]["measure"]["enum"],
        serde_json::json!(["vacancies"])
    );
    assert_eq!(
        figure["oneOf"][0]["required"],
        serde_json::json!(["period"])
    );
}

#[test]
fn the_guide_lists_every_key() {
    let guide = key_tables();
    for map in maps() {
        for key in map.keys {
            let row = format!("`{}`", key.name);
            assert!(guide.contains(&row), "{row} of {}", map.what);
        }
    }
    let lists = KINDS
        .iter()
        .filter(|kind| matches!(kind.shape, DocumentShape::Many(_)));
    let lists: Vec<_> = lists.map(|kind| kind.name).collect();
    assert_eq!(
        lists,
        [
            "follow-up",
            "topics",
            "measures",
            "corrections",
            "redirects"
        ]
    );
}
