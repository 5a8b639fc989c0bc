//! Maps with mistakes.

use super::read;

#[test]
fn text_that_is_not_geojson_is_reported_where_it_breaks() {
    let cases = [
        ("", "invalid JSON: EOF while parsing a value", ""),
        (
            "{\"features\": [\n  {\"a\": é}\n]}",
            "invalid JSON: expected value",
            "é",
        ),
        ("{\"features\": NaN}", "invalid JSON: expected value", "N"),
        ("[1, 2]", "not a GeoJSON feature collection", ""),
        ("{\"features\": {}}", "not a GeoJSON feature collection", ""),
        (
            "{\"features\": [[[1e999]]]}",
            "invalid JSON: number out of range",
            "9",
        ),
    ];
    for (text, message, place) in cases {
        let (geometry, diagnostics) = read(text, "");
        assert_eq!(
            diagnostics,
            [(message.to_owned(), place.to_owned())],
            "{text}"
        );
        assert_eq!(geometry.area_ids().count(), 0);
    }
    let deep = format!("{{\"features\": {}", "[".repeat(100_000));
    assert_eq!(
        read(&deep, "").1[0].0,
        "invalid JSON: recursion limit exceeded"
    );
}

#[test]
fn a_bad_shape_costs_itself_and_says_why() {
    let good = "[[0,52],[0.1,52],[0.1,52.1],[0,52]]";
    let cases = [
        (
            r#"{"type":"Point","coordinates":[0,52]}"#,
            "the shape of `kent` is neither a Polygon nor a MultiPolygon",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[["a"]]]}"#,
            "the shape of `kent` is neither a Polygon nor a MultiPolygon",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[[[0,52]]]]]}"#,
            "the shape of `kent` is neither a Polygon nor a MultiPolygon",
        ),
        (
            r#"{"type":"MultiPolygon","coordinates":[[[0,52],[1,52],[1,53]]]}"#,
            "the shape of `kent` is neither a Polygon nor a MultiPolygon",
        ),
        (
            r#"{"type":"Polygon"}"#,
            "the shape of `kent` is neither a Polygon nor a MultiPolygon",
        ),
        (
            "null",
            "the shape of `kent` is neither a Polygon nor a MultiPolygon",
        ),
        (
            r#"{"type":"Polygon","coordinates":[]}"#,
            "a ring of `kent` encloses nothing",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[]]}"#,
            "a ring of `kent` has fewer than three corners",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,52],[0,52],[1,52],[0,52]]]}"#,
            "a ring of `kent` has fewer than three corners",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,52],[0.00001,52],[0.00002,52]]]}"#,
            "a ring of `kent` encloses nothing",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,52],[1e300,52],[1,53]]]}"#,
            "`kent` has a corner that is not on the National Grid: [1e300, 52.0]",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[52,0],[52,1],[53,1]]]}"#,
            "`kent` has a corner that is not on the National Grid: [52.0, 0.0]",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0],[52],[53]]]}"#,
            "`kent` has a corner that is not on the National Grid: a single number",
        ),
    ];
    for (shape, message) in cases {
        let bad = format!(r#"{{"properties":{{"slug":"kent"}},"geometry":{shape}}}"#);
        let fine = format!(
            r#"{{"properties":{{"slug":"essex"}},"geometry":{{"type":"MultiPolygon","coordinates":[[{good}],[[]]]}}}}"#
        );
        let (geometry, diagnostics) = read(
            &format!(r#"{{"attribution":"us","features":[{bad},{fine}]}}"#),
            "",
        );
        assert_eq!(
            diagnostics[0],
            (message.to_owned(), "kent".to_owned()),
            "{shape}"
        );
        assert_eq!(
            diagnostics[1..],
            [(
                "a ring of `essex` has fewer than three corners".into(),
                "essex".into()
            )]
        );
        assert_eq!(
            geometry.area_ids().collect::<Vec<_>>(),
            ["essex"],
            "{shape}"
        );
    }
}

#[test]
fn slugs_must_be_there_be_ids_and_be_different() {
    let shape = r#""geometry":{"type":"Polygon","coordinates":[[[0,52],[0.1,52],[0.1,52.1]]]}"#;
    let named = |properties: &str| format!(r#"{{"properties":{properties},{shape}}}"#);
    let features = [
        named(r#"{"slug":"kent"}"#),
        named("null"),
        named(r#"{"slug":7}"#),
        named(r#"{"slug":"Kent Police"}"#),
        named(r#"{"slug":"kent"}"#),
        String::from("17"),
    ];
    let (geometry, diagnostics) = read(&format!(r#"{{"features":[{}]}}"#, features.join(",")), "");
    let shown: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|(message, place)| (&message[..], &place[..]))
        .collect();
    assert_eq!(
        shown,
        [
            ("the map has no attribution", ""),
            ("shape 2 has no `slug`", ""),
            ("shape 3 has no `slug`", ""),
            ("`Kent Police` is not an id", "Kent Police"),
            ("duplicate area `kent`", "kent"),
            ("shape 6 has no `slug`", ""),
        ]
    );
    assert_eq!(geometry.area_ids().collect::<Vec<_>>(), ["kent"]);
}
