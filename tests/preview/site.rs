//! A small site on a disk, to be edited by tests, and what a clean build makes of it.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use peelpress::files::{DiskFiles, MemoryFiles};
use peelpress::pipeline::{Built, Request, build};
use peelpress::preview::{DevBuilder, FileState};
use peelpress::search::SearchMode;

/// A site in a folder of its own.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

/// What both the preview and the clean build are asked for.
pub(crate) fn request() -> Request {
    Request {
        as_of: Some(date(2026, 1, 1).into()),
        search: SearchMode::Page,
        ..Request::default()
    }
}

impl Site {
    /// The small site of these tests.
    pub(crate) fn new() -> Site {
        let site = Site {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (path, text) in files() {
            site.write(&path, &text);
        }
        site
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        String::from_utf8_lossy(&std::fs::read(self.folder.path().join(path)).expect("read"))
            .into_owned()
    }

    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} holds no {from:?}");
        self.write(path, &text.replacen(from, to, 1));
    }

    pub(crate) fn remove(&self, path: &str) {
        let path = self.folder.path().join(path);
        if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        }
        .expect("removed");
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        let (from, to) = (self.folder.path().join(from), self.folder.path().join(to));
        std::fs::rename(from, to).expect("renamed");
    }

    pub(crate) fn disk(&self) -> DiskFiles {
        DiskFiles::new(self.folder.path()).expect("a site")
    }

    pub(crate) fn session(&self) -> DevBuilder {
        DevBuilder::start(self.disk(), request())
    }

    /// What a build of the folder as it is now would give, from files read again.
    pub(crate) fn clean(&self) -> Built {
        let mut files = MemoryFiles::default();
        for path in all_files(self.folder.path()) {
            let inner = path.strip_prefix(self.folder.path()).expect("inside");
            files.insert(
                inner.to_string_lossy().into_owned(),
                std::fs::read(&path).expect("read"),
            );
        }
        build(&files, &request())
    }

    /// The words of the page at a path, as the preview shows it.
    pub(crate) fn page(session: &DevBuilder, path: &str) -> String {
        match session.shown().file(path) {
            FileState::File(bytes) => String::from_utf8(bytes.to_vec()).expect("text"),
            other => panic!("{path}: {other:?}"),
        }
    }
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                all_files(&path)
            } else {
                vec![path]
            }
        })
        .collect();
    files.sort();
    files
}

/// Two forces of a region, a glossary, a page, figures; and a theme that shows every value of every view.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("site.toml", SETTINGS),
        ("content/topics.yaml", "- id: plans\n  name: Plans\n  description: Plans of all kinds.\n"),
        (
            "content/measures.yaml",
            "- id: disruptions\n  name: Disruptions\n  unit: count\n  definition: Those recorded.\n",
        ),
        ("content/regions/east/region.md", "---\nname: East\n---\n"),
        ("content/inspections/soc-east.md", INSPECTION),
        ("content/forces/kent/force.md", "---\nname: Kent Police\nshort_name: Kent\nregion: east\n---\n"),
        ("content/forces/kent/2023-soc.md", KENT),
        ("content/forces/kent/2023-soc.yaml", FIGURES),
        ("content/forces/essex/force.md", "---\nname: Essex Police\nshort_name: Essex\nregion: east\n---\n"),
        ("content/forces/essex/2023-soc.md", ESSEX),
        (
            "content/glossary/local-profile.md",
            "---\nterm: local profile\naliases: [profile of the area]\n---\n\nA picture of the threat. It has parts.\n",
        ),
        ("content/pages/about.md", "---\ntitle: About\n---\n\nAbout [Kent](force:kent).\n\n## More\n\nWords.\n"),
        ("themes/plain/theme.toml", "name = \"Plain\"\n"),
        ("themes/plain/assets/site.css", "body { color: black }\n"),
        ("themes/plain/templates/base.html", BASE),
        ("themes/plain/templates/body_profile.html", PROFILE),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    for name in TEMPLATES {
        files.push((
            format!("themes/plain/templates/{name}.html"),
            "{% extends \"plain/base.html\" %}{% block main %}<pre>{{ view }}</pre>{% endblock main %}\n".to_owned(),
        ));
    }
    files
}

const TEMPLATES: [&str; 25] = [
    "compare",
    "place_index",
    "side_by_side",
    "brief_index",
    "home",
    "region_index",
    "region_page",
    "body_index",
    "judgments",
    "findings_register",
    "recommendations_register",
    "practice_register",
    "topic_index",
    "topic_page",
    "measure_index",
    "measure_page",
    "glossary_index",
    "term_page",
    "inspection_index",
    "inspection_page",
    "page",
    "data_index",
    "site_index",
    "not_found",
    "search",
];

const BASE: &str = r#"<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ page.title }}</title>{% set css = asset(path="site.css") %}<link rel="stylesheet" href="{{ css.url }}"></head>
<body><h1>{{ page.title }}</h1><nav>{% for link in site.navigation %}<a href="{{ link.url }}">{{ link.name }}</a> {% endfor %}</nav>
<main>{% block main %}{% endblock main %}</main></body></html>
"#;

const PROFILE: &str = r#"{% extends "plain/base.html" %}{% block main %}
<label>Filter <input id="filter"></label><details id="more"><summary>More</summary><p>Kept open.</p></details>
{% for account in view.accounts %}{% for area in account.areas %}<section>
{% for finding in area.findings %}<article id="{{ finding.slug }}"><h3>{{ finding.title }}</h3>
{{ finding.words | safe }}</article>
{% endfor %}</section>{% endfor %}{% endfor %}
<ul>{% for figure in view.figures %}<li id="{{ figure.anchor }}">{{ figure.label }}: {{ figure.shown }}</li>{% endfor %}</ul>
<pre>{{ view.peers }} {{ view.mentions }} {{ view.judgment }} {{ view.brief }}</pre>
{% endblock main %}
"#;

const SETTINGS: &str = r#"title = "Small"
address = "https://example.org/"
theme = "plain"
[[grades]]
id = "good"
name = "Good"
[[grades]]
id = "adequate"
name = "Adequate"
[[finding_kinds]]
id = "area-for-improvement"
name = "Area for improvement"
tone = "improvement"
[[question_areas]]
id = "resources"
name = "Resources"
[[activities]]
id = "pursue"
name = "Pursue"
[[units]]
id = "count"
[[programmes]]
id = "soc"
name = "Serious crime"
"#;

const INSPECTION: &str = "---\ntitle: East inspected\nprogramme: soc\nregion: east\npublished: 2023-03-02\nsource:\n  publisher: The inspectorate\n  report: East\n---\n\nWhat it is.\n";

const KENT: &str = "---\ninspection: soc-east\ngrade: good\nsummary: Kent in a sentence.\n---\n\n## Resources {#resources}\n\n### Plans are good {#plans-good topics=plans}\n\nKent has a local profile and plans; it led 12 disruptions.\n\nAnother paragraph about [Essex](force:essex).\n\n### Plans need work {#plans-work .area-for-improvement topics=plans}\n\nSome plans are old.\n";

const ESSEX: &str = "---\ninspection: soc-east\ngrade: adequate\n---\n\n## Resources {#resources}\n\n### Staff are few {#staff topics=plans}\n\nAs [in Kent](finding:kent/plans-good), staff are few.\n";

const FIGURES: &str = "figures:\n  - id: led\n    measure: disruptions\n    value: 12\n    period: 2021-06-01 to 2022-05-31\n    finding: plans-good\n    key: true\n";
