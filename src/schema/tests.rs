//! Whether the description of the keys and the reader of the files agree: the reader itself tells which keys it asks
//! for, and which it misses in a file that has none.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::{self, DocumentShape, KINDS};
use super::{KeyMap, KeyType, PublisherSets, schema};
use crate::fields::key_usage;
use crate::source::{BodyKind, Source, SourceKind, SubjectName};
use crate::text::SourceMap;
use crate::{config, document, theme};

/// Every map of the description, by what the reader calls it.
fn described() -> BTreeMap<&'static str, &'static KeyMap> {
    fn add(keys: &'static KeyMap, all: &mut BTreeMap<&'static str, &'static KeyMap>) {
        all.insert(keys.what, keys);
        for key in keys.keys {
            if let KeyType::Map(inner) | KeyType::List(inner) = key.of {
                add(inner, all);
            }
        }
    }
    let mut all = BTreeMap::new();
    for kind in KINDS {
        let (DocumentShape::One(keys) | DocumentShape::Many(keys)) = kind.shape;
        add(keys, &mut all);
    }
    all
}

/// Reads a file of each kind in which every list has an entry and nothing else is written.
fn read_everything() {
    let mut sources = SourceMap::default();
    let lists = [
        "grades",
        "finding_kinds",
        "question_areas",
        "activities",
        "roles",
        "units",
        "qualifiers",
        "programmes",
    ];
    let settings: String = lists
        .iter()
        .map(|list| format!("[[{list}]]\nid = \"x\"\n[[{list}]]\nx = 1\n"))
        .collect();
    let settings = settings + "[contact]\nx = 1\n";
    let file = sources.add("site.toml", &*settings);
    config::parse(&settings, file);
    let mut files = crate::files::MemoryFiles::default();
    files.insert("themes/x/theme.toml", b"x = 1".to_vec());
    let name = crate::text::Spanned::new("x".to_owned(), crate::text::Span::new(file, 0..0));
    theme::read(
        Some(&name),
        &files,
        &mut sources,
        &mut crate::diagnostic::Report::default(),
    );
    let of = |kind, text: &str, sources: &mut SourceMap| {
        let file = sources.add("x", text);
        document::parse(
            &Source {
                kind,
                file,
                bytes: None,
                is_read: true,
            },
            sources,
        );
    };
    let x = || "x".to_owned();
    let front = |keys: &str| format!("---\nx: 1\n{keys}---\n");
    of(SourceKind::Region(x()), &front(""), &mut sources);
    of(
        SourceKind::Body(BodyKind::Force, x()),
        &front("former_names:\n  - x: 1\n"),
        &mut sources,
    );
    of(
        SourceKind::Body(BodyKind::Rocu, x()),
        &front(""),
        &mut sources,
    );
    of(
        SourceKind::Account(SubjectName::Region(x()), x()),
        &front("history:\n  - x: 1\n"),
        &mut sources,
    );
    of(
        SourceKind::Figures(SubjectName::Region(x()), x()),
        "figures:\n  - x: 1\n",
        &mut sources,
    );
    let inspection = "source:\n  x: 1\nfieldwork:\n  - x: 1\ndata_extracts:\n  - x: 1\n";
    of(
        SourceKind::Inspection(x()),
        &front(inspection),
        &mut sources,
    );
    of(SourceKind::Inspection(x()), &front(""), &mut sources);
    of(SourceKind::Term(x()), &front(""), &mut sources);
    of(SourceKind::Page(x()), &front(""), &mut sources);
    of(SourceKind::Topics, "- x: 1\n", &mut sources);
    of(SourceKind::Measures, "- x: 1\n", &mut sources);
}

#[test]
fn every_key_that_the_reader_asks_for_is_described_and_no_other() {
    key_usage::clear();
    read_everything();
    let heard = key_usage::asked();
    let described = described();
    let names = |keys: &KeyMap| {
        keys.keys
            .iter()
            .map(|key| key.name)
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(
        described.keys().collect::<Vec<_>>(),
        heard.keys().collect::<Vec<_>>()
    );
    for (what, keys) in described {
        assert_eq!(names(keys), heard[what], "the keys of {what}");
    }
}

#[test]
fn every_key_that_the_reader_misses_is_required_and_no_other() {
    key_usage::clear();
    read_everything();
    let missed = key_usage::missed();
    for (what, keys) in described() {
        let required: BTreeSet<_> = keys
            .keys
            .iter()
            .filter(|key| key.is_required)
            .map(|key| key.name)
            .collect();
        let mut missed = missed.get(what).cloned().unwrap_or_default();
        if what == "a page" {
            // It may be given as a heading, which is no key.
            assert!(missed.remove("title"));
        }
        assert_eq!(required, missed, "the keys that {what} needs");
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
    assert_eq!(
        grade(Some(&sets))["enum"],
        serde_json::json!(["good", null]),
        "a grade may be left empty"
    );
    assert_eq!(grade(None)["pattern"], "^[a-z0-9]+(-[a-z0-9]+)*$");
    let figures = schema(&kinds::FIGURES, Some(&sets));
    let figure = &figures["properties"]["figures"]["items"]["properties"];
    assert_eq!(figure["measure"]["enum"], serde_json::json!(["vacancies"]));
}
