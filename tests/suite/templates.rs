//! What templates are given is what the sources declare, and the showcase uses every template.

use std::collections::BTreeSet;

use peelpress::brief::BriefMode;
use peelpress::files::Files;
use peelpress::pipeline::{self, Request};
use peelpress::search::SearchMode;
use serde_json::Value;

use crate::showcase;
use crate::site_test::Outcome;
use crate::template_fields::{Type, parts, templates};

/// Prints what it is given as JSON; texts only as texts.
const DUMP: &str = r#"{% component dump(of) -%}
{% if of is map %}{ {% for key, value in of %}"{{ key }}": {{ <dump of={value} /> }}{% if not loop.last %}, {% endif %}{% endfor %} }
{%- elif of is array %}[ {% for value in of %}{{ <dump of={value} /> }}{% if not loop.last %}, {% endif %}{% endfor %} ]
{%- elif of is string %}"text"{% elif of is none %}null{% else %}{{ of }}{% endif %}
{%- endcomponent dump %}"#;

#[test]
fn templates_are_given_exactly_the_declared_fields() {
    let (parts, templates) = (parts(), templates());
    let mut files = showcase::files();
    let settings = files.read("site.toml").expect("site.toml");
    let settings = String::from_utf8(settings.to_vec()).expect("UTF-8");
    let probing = settings.replace("\ntheme = \"peelpress\"", "\ntheme = \"probe\"");
    assert_ne!(settings, probing);
    files.insert("site.toml", probing.into_bytes());
    files.insert(
        "themes/probe/theme.toml",
        b"name = \"Probe\"\nextends = \"peelpress\"\n".as_slice(),
    );
    files.insert("themes/probe/templates/dump.html", DUMP.as_bytes());
    for path in templates.keys() {
        let given = r#"{% set given = {"site": site, "page": page, "view": view} %}{{ <dump of={given} /> }}"#;
        let template = format!("<!doctype html><h1>{path}</h1>\n{given}");
        files.insert(
            format!("themes/probe/templates/{path}"),
            template.into_bytes(),
        );
    }
    let request = Request {
        search: SearchMode::Page,
        briefs: BriefMode::OnRequest,
        ..showcase::request()
    };
    let outcome = Outcome {
        built: pipeline::build(&files, &request),
    };
    assert!(outcome.built.report.is_empty(), "{}", outcome.report());

    let (mut diagnostics, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for (page, bytes) in outcome
        .tree()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let (head, json) = text.split_once("</h1>").expect("a heading");
        let path = head.rsplit('>').next().unwrap_or_default();
        let (path, (_, view)) = templates.get_key_value(path).expect("a template");
        let given: Value =
            serde_json::from_str(json).unwrap_or_else(|error| panic!("{page}: {error}"));
        for (name, part) in [
            ("site", "SiteFields"),
            ("page", "PageFields"),
            ("view", view.as_str()),
        ] {
            Type::Part(part.to_owned()).check(&given[name], name, &parts, &mut diagnostics);
        }
        seen.insert(path);
    }
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    if !peelpress::brief::IS_AVAILABLE {
        seen.extend(templates.keys().filter(|path| *path == "brief_index.html"));
    }
    if !cfg!(feature = "search") {
        seen.extend(templates.keys().filter(|path| *path == "search.html"));
    }
    let unseen: Vec<_> = templates
        .keys()
        .filter(|path| !seen.contains(path))
        .collect();
    assert!(unseen.is_empty(), "no page uses {unseen:?}");
}
