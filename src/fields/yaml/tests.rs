//! Places of values, text kept as typed, and the message of each mistake.

use crate::diagnostic::Report;
use crate::fields::{Node, NodeKind, parse_yaml};
use crate::text::{SourceMap, Span};

/// A text after a line of `---`, read.
fn read(yaml: &str) -> (Option<Node>, Report, String) {
    let text = format!("---\n{yaml}");
    let file = SourceMap::default().add("a.md", text.as_str());
    let mut report = Report::default();
    let node = parse_yaml(yaml, Span::new(file, 4..text.len()), &mut report);
    (node, report, text)
}

fn good(yaml: &str) -> (Node, String) {
    let (node, report, text) = read(yaml);
    assert!(report.is_empty(), "{yaml}: {:?}", report.iter().next());
    (node.expect("good YAML"), text)
}

/// The source text of every key and value.
fn places(yaml: &str) -> Vec<String> {
    let (node, text) = good(yaml);
    let mut out = Vec::new();
    walk(
        &node,
        &mut |node| out.push(text[node.span.range()].to_owned()),
        &text,
    );
    out
}

/// Every single value as text.
fn values(yaml: &str) -> Vec<String> {
    let (node, text) = good(yaml);
    let mut out = Vec::new();
    let mut take = |node: &Node| out.extend(node.text().map(str::to_owned));
    walk(&node, &mut take, &text);
    out
}

fn walk(node: &Node, take: &mut impl FnMut(&Node), text: &str) {
    match &node.kind {
        NodeKind::Nothing | NodeKind::Scalar(_) => take(node),
        NodeKind::List(list) => list.iter().for_each(|node| walk(node, take, text)),
        NodeKind::Map(map) => map.iter().for_each(|(key, node)| {
            assert!(text[key.span.range()].contains(&key.value), "{key:?}");
            walk(node, take, text);
        }),
    }
}

/// The first message, with the line and the text it points at.
fn reported(yaml: &str) -> String {
    let (_, report, text) = read(yaml);
    let mut sources = SourceMap::default();
    let file = sources.add("a.md", text.as_str());
    let diagnostic = report
        .iter()
        .next()
        .unwrap_or_else(|| panic!("no error in {yaml}"));
    let place = diagnostic.place().expect("a place");
    let line = sources.file(file).place(place.start as usize).line;
    format!("{line} {:?}: {}", &text[place.range()], diagnostic.message)
}

#[test]
fn every_value_knows_its_place_in_the_whole_file() {
    let yaml = "name: Kent # a county\ntopics: [a-b, 'c d']\nlist:\n  - one: 1\n    two: \"x # y\"\nempty:\nlast: z\n";
    assert_eq!(
        places(yaml),
        ["Kent", "a-b", "'c d'", "1", "\"x # y\"", "", "z"]
    );
}

#[test]
fn the_first_line_of_a_value_over_several_lines_is_shown() {
    let yaml = "bare: words that\n  go on\nkept: |\n  one\n  two\nquoted: \"one\n  two\" # three\n";
    assert_eq!(places(yaml), ["words that", "one", "\"one"]);
}

#[test]
fn every_value_is_the_text_that_was_typed() {
    for typed in [
        "No",
        "NO",
        "no",
        "Yes",
        "on",
        "Off",
        "y",
        "N",
        "true",
        "False",
        "~",
        "null",
        "Null",
        "1.0",
        "1.00",
        "010",
        "0o14",
        "0x10",
        "1e3",
        "+1",
        "-0",
        ".5",
        "1_000",
        "1:30",
        "2022-05-31",
        "2022-05-31T00:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "0b1",
        "12345678901234567890",
        "1e999",
        "=",
        "<<",
        "",
    ] {
        let nothing = typed.is_empty();
        let expected: Vec<&str> = if nothing { vec![] } else { vec![typed] };
        assert_eq!(values(&format!("key: {typed}")), expected, "{typed}");
        if !nothing {
            assert_eq!(
                values(&format!("- {typed}\n- [{typed}]\n- {typed}: x\n")),
                [typed, typed, "x"],
                "{typed}"
            );
            let (node, _) = good(&format!("{typed}: x"));
            let NodeKind::Map(entries) = node.kind else {
                panic!("{typed}")
            };
            assert_eq!(entries[0].0.value, typed);
        }
    }
    assert_eq!(values("a: &y 2016 # was\nb: *y"), ["2016", "2016"]);
}

#[test]
fn a_text_may_be_folded_or_keep_its_lines() {
    assert_eq!(
        values("a: >-\n  one\n  two\nb: |\n  one\n  two\n"),
        ["one two", "one\ntwo\n"]
    );
}

#[test]
fn a_comment_that_may_be_part_of_a_value_is_remembered() {
    let comment = |yaml: &str| {
        let (node, _) = good(yaml);
        let node = node.get("name").expect("a value").clone();
        node.comment.map(|comment| comment.value)
    };
    for (yaml, expected) in [
        ("name: Unit #1 Police", Some("#1 Police")),
        ("name: Unit #", Some("#")),
        ("name: Unit  #1", Some("#1")),
        ("name: Unit # 1 Police", Some("# 1 Police")),
        ("name: #1 Police", Some("#1 Police")),
        ("name: Unit # a county", None),
        ("name: Unit   # 43 of these", None),
        ("name: \"Unit\" #1", None),
        ("name: C#", None),
        ("name: # to do", None),
        ("name:\n  #1\n  Unit", None),
    ] {
        assert_eq!(comment(yaml).as_deref(), expected, "{yaml}");
    }
}

#[test]
fn aliases_that_repeat_too_much_are_refused() {
    let mut yaml = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        yaml += &format!(
            "{name}: &{name} [{}]\n",
            vec![format!("*{before}"); 10].join(", ")
        );
    }
    assert!(reported(&yaml).ends_with("the aliases repeat more than 10000 values"));
    assert!(reported("a: &a [*a]").ends_with("an alias cannot repeat itself"));
}

#[test]
fn a_duplicate_key_is_shown_with_the_first_one() {
    let (node, report, text) = read("grade: good\nname: x\ngrade: bad\nname: y\n");
    let labels: Vec<_> = report
        .iter()
        .map(|diagnostic| {
            let labels = diagnostic.labels.iter();
            let at: Vec<_> = labels
                .map(|label| (label.span.start, &text[label.span.range()]))
                .collect();
            (diagnostic.message.as_str(), at)
        })
        .collect();
    assert_eq!(
        labels,
        [
            ("duplicate key `grade`", vec![(24, "grade"), (4, "grade")]),
            ("duplicate key `name`", vec![(35, "name"), (16, "name")])
        ]
    );
    assert_eq!(
        node.expect("a map").get("grade").and_then(Node::text),
        Some("good")
    );
}

#[test]
fn every_mistake_has_a_plain_message_at_the_smallest_wrong_part() {
    let mut wrong = Vec::new();
    for (yaml, expected) in [
        ("a: b\n\tc: d", "3 \"\\t\": unexpected tab"),
        ("a:\n\t- b", "3 \"\\t\": unexpected tab"),
        ("a: b\na: c", "3 \"a\": duplicate key `a`"),
        (
            "a: b\nc:\u{a0}d",
            "3 \"\\u{a0}\": no-break space instead of a space",
        ),
        ("a: b: c", "2 \":\": unexpected `: ` in a value"),
        ("a: b\n  c: d", "3 \"  \": unexpected indentation"),
        ("a: b\nc:d", "3 \":\": missing space after the colon"),
        ("a: b\nc d\ne: f", "3 \"c d\": missing key"),
        ("a: %", "2 \"%\": a value cannot start with `%`"),
        ("a: `b`", "2 \"`\": a value cannot start with a backtick"),
        ("a: @b", "2 \"@\": a value cannot start with `@`"),
        ("a: *b", "2 \"*\": a value cannot start with `*`"),
        ("a: - b", "2 \"-\": a value cannot start with `-`"),
        ("a: }", "2 \"}\": unexpected `}`"),
        ("a: |b\n c", "2 \"|\": unexpected text after `|` or `>`"),
        ("a: [b", "2 \"[\": missing closing `]`"),
        ("a: [b\nc: d", "2 \"[\": missing closing `]`"),
        ("a: {b: c\nd: e", "2 \"{\": missing closing `}`"),
        (
            "a: 'b's c'",
            "2 \"s\": unexpected text after the closing quote",
        ),
        ("a: \"b \\d\"", "2 \"\\\\d\": unknown escape `\\d`"),
        ("a: x\nb: \"c\\q\"", "3 \"\\\\q\": unknown escape `\\q`"),
        ("a: \"b\nc: d", "2 \"\\\"\": missing closing quote"),
        ("a: x\nb: 'c\n\nd: e\n", "3 \"'\": missing closing quote"),
        (
            "a: b\n...\nc: d",
            "4 \"c: d\": keys after a line of `---` or `...`",
        ),
        (
            "a: b\n--- \nc: d",
            "3 \"---\": keys after a line of `---` or `...`",
        ),
        ("a:\n  - b\n  c: d", "4 \"  \": unexpected indentation"),
        ("a: b\n- c", "3 \"- c\": unexpected list item"),
        ("a: !x b", "2 \"!x\": unexpected tag `!x`"),
        ("? [a]\n: b", "2 \"[a]\": a key must be text, not a list"),
        ("%YAML 1.2\na: b", "2 \"%\": a line cannot start with `%`"),
        ("a: \"b\"#c", "2 \"#\": missing space before `#`"),
    ] {
        if reported(yaml) != expected {
            wrong.push(format!("{yaml}\n   {}\n   {expected}", reported(yaml)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let deep = "[".repeat(40) + &"]".repeat(40);
    assert!(reported(&deep).contains("nested more than 32 deep"));
}
