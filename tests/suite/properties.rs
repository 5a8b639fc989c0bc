//! What holds of any site, valid or not: shown on sites that proptest makes up, and on real ones that it damages.

use std::collections::BTreeMap;

use peelpress::files::{DiskFiles, FileEntry, Files, MemoryFiles, ReadError};
use proptest::prelude::*;

use crate::folder::{self, Tree, differing};
use crate::site_test::{SiteTest, build};
use crate::{generate, html};

/// As many cases as a second or two allows. `PROPTEST_CASES=10000` asks for more.
fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(cases),
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_valid_site_builds_without_errors_and_its_links_work(sketch in generate::site()) {
        let outcome = SiteTest::over_base(&sketch.files()).clean();
        let site = outcome.tree();
        let pages = html::pages(&site);
        let broken = html::broken_links(&site, &pages, "https://example.org", "/");
        prop_assert!(broken.is_empty(), "{}", broken.join("\n"));
        for (path, page) in &pages {
            prop_assert!(page.flaws.is_empty(), "{path}: {:?}", page.flaws);
            let mut ids = page.ids();
            ids.sort_unstable();
            let n_ids = ids.len();
            ids.dedup();
            prop_assert_eq!(n_ids, ids.len(), "{} has an id twice", path);
        }
    }

    #[test]
    fn the_same_files_give_the_same_bytes_in_any_order(sketch in generate::site(), turn in any::<usize>()) {
        let site = SiteTest::over_base(&sketch.files());
        let once = site.clean().tree();
        prop_assert_eq!(differing(&once, &site.clean().tree()), Vec::<String>::new(), "a second build differs");
        let shuffled = Shuffled { files: site.files.clone(), turn };
        let other = build(&shuffled).tree();
        prop_assert_eq!(differing(&once, &other), Vec::<String>::new(), "another order gives another site");
    }

    #[test]
    fn removing_a_file_that_others_name_is_reported_with_its_name(sketch in generate::site(), pick in any::<prop::sample::Index>()) {
        let site = SiteTest::over_base(&sketch.files());
        let paths: Vec<String> = site.files.paths().map(str::to_owned).collect();
        let path = pick.get(&paths);
        let outcome = site.clone().remove(path).build();
        if let Some(name) = named_by(path, &site.files) {
            let report = outcome.report();
            prop_assert!(outcome.has_errors(), "{path} is referred to, but nothing is reported");
            let is_named = report.contains(&format!("`{name}")) || report.contains(&format!("/{name}/"));
            prop_assert!(is_named, "`{name}` of {path} is not named in:\n{report}");
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_damage_to_any_file_makes_it_panic(
        pick in any::<prop::sample::Index>(),
        damage in prop::collection::vec(damage(), 1..4),
    ) {
        let files = damaged_ones();
        let paths: Vec<&String> = files.keys().collect();
        let path = pick.get(&paths).as_str();
        let mut bytes = files[path].clone();
        for damage in damage {
            damage.on(&mut bytes);
        }
        // The harness checks the places of all diagnostics, and writes them in every format.
        let outcome = SiteTest::over_base(files).with(path, &bytes).build();
        // A theme may hold scripts; nothing else can bring one in.
        if !path.starts_with("themes/") {
            for (page, html) in html::pages(&outcome.tree()) {
                prop_assert!(html.scripts().is_empty(), "{page}: {:?}", html.scripts());
            }
        }
    }

    #[test]
    fn no_file_of_any_bytes_makes_it_panic(
        kind in prop::sample::select(vec![
            "site.toml", "themes/plain/theme.toml", "themes/plain/templates/home.html", "content/maps/areas.geojson",
            "content/maps/tiles.csv", "content/topics.yaml", "content/forces/kent/force.md",
            "content/forces/kent/2023-soc.md", "content/forces/kent/2023-soc.yaml", "content/pages/a.md",
        ]),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "\\PC{0,120}".prop_map(String::into_bytes),
            // Signs that mean something in one of the notations.
            "([-#>*_`~|:!&@%\\[\\]{}()<>\"'=,.\\\\/ \n\ta-c0-9é]|---\n|\r\n|\u{a0}|\u{3000}){0,80}".prop_map(String::into_bytes),
        ],
        is_below_keys in any::<bool>(),
    ) {
        let mut text = if is_below_keys && kind.ends_with(".md") { b"---\ninspection: soc-2023\n---\n".to_vec() } else { Vec::new() };
        text.extend(bytes);
        SiteTest::new("").with(kind, &text).build();
    }

    #[test]
    fn slugs_are_stable_and_fit_for_addresses(title in "\\PC{0,120}") {
        let made = peelpress::text::slug(&title);
        prop_assert!(made.is_empty() || peelpress::text::is_slug(&made), "{made}");
        prop_assert_eq!(peelpress::text::slug(&made), made);
    }

    #[test]
    fn every_offset_of_a_text_has_a_line_and_column_that_lead_back(text in "(\\PC|\n|\r){0,60}") {
        let index = peelpress::text::LineIndex::new(&text);
        for (offset, _) in text.char_indices() {
            prop_assert_eq!(index.offset(&text, index.place(&text, offset)), offset);
        }
    }
}

#[test]
fn a_site_on_a_disk_and_in_memory_are_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = SiteTest::over_base(damaged_ones());
    let tree: Tree = site
        .files
        .paths()
        .map(|path| {
            (
                path.to_owned(),
                site.files.read(path).expect("there").to_vec(),
            )
        })
        .collect();
    folder::write(folder.path(), &tree);
    let disk = DiskFiles::new(folder.path()).expect("a site");
    assert_eq!(
        differing(&build(&disk).tree(), &site.build().tree()),
        Vec::<String>::new()
    );
}

/// Files whose list comes in another order.
struct Shuffled {
    files: MemoryFiles,
    turn: usize,
}

impl Files for Shuffled {
    fn list(&self, folder: &str) -> Vec<FileEntry> {
        let mut listed = self.files.list(folder);
        if !listed.is_empty() {
            let turn = self.turn % listed.len();
            listed.rotate_left(turn);
            if self.turn % 2 == 1 {
                listed.reverse();
            }
        }
        listed
    }

    fn read(&self, path: &str) -> Result<std::sync::Arc<[u8]>, ReadError> {
        self.files.read(path)
    }
}

/// The name by which other files refer to a file, if any of them does.
fn named_by(path: &str, files: &MemoryFiles) -> Option<String> {
    let text = |path: &str| String::from_utf8_lossy(&files.read(path).expect("there")).into_owned();
    // A draft is not built, nor the figures beside it, so what only they name is not missed.
    let is_draft = |path: &str| {
        let document = format!(
            "{}.md",
            path.trim_end_matches(".md").trim_end_matches(".yaml")
        );
        files.paths().any(|path| path == document) && text(&document).contains("\ndraft: true\n")
    };
    let others = || {
        files
            .paths()
            .filter(|other| *other != path && other.starts_with("content/") && !is_draft(other))
    };
    let holds = |words: &str| {
        others().any(|other| {
            let text = text(other);
            // As a whole name: `force:west` is not in `force:west-x`.
            text.match_indices(words).any(|(at, _)| {
                !text[at + words.len()..]
                    .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/')
            })
        })
    };
    let parts: Vec<&str> = path.split('/').collect();
    let name = match parts.as_slice() {
        ["site.toml"] => return Some("site.toml".to_owned()),
        ["themes", name, "theme.toml"] => {
            let is_used = text("site.toml").contains(&format!("theme = \"{name}\""));
            return is_used.then(|| (*name).to_owned());
        }
        ["content", "topics.yaml"] => return holds("topics=topic-0").then(|| "topic-0".to_owned()),
        ["content", "measures.yaml"] => {
            return holds("measure: disruptions").then(|| "disruptions".to_owned());
        }
        ["content", "inspections", file] => file.trim_end_matches(".md"),
        ["content", "glossary", file] => file.trim_end_matches(".md"),
        ["content", "pages", file] => file.trim_end_matches(".md"),
        ["content", _, id, "region.md" | "force.md" | "rocu.md"] => id,
        _ => return None,
    };
    let scheme = match parts[1] {
        "inspections" => "inspection:",
        "glossary" => "term:",
        "pages" => "page:",
        "regions" => "region:",
        "forces" => "force:",
        _ => "rocu:",
    };
    let keys = [format!("{scheme}{name}"), format!("{} {name}", scheme)];
    let has_accounts =
        others().any(|other| other.starts_with(&format!("content/{}/{name}/", parts[1])));
    (has_accounts || keys.iter().any(|key| holds(key))).then(|| name.to_owned())
}

/// One blow to a file.
#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
    Repeat(prop::sample::Index, usize),
    Move(prop::sample::Index, prop::sample::Index),
    End(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..6),
        "[-#>*_`|:&@\\[\\]{}()<>\"'=,./ \n\t\u{a0}\u{3000}é]{1,6}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "---\n",
            "{#",
            "}",
            "```\n",
            "\n> - ",
            "\n#### ",
            "<script>",
            "<!--",
            "](",
            "![",
            "[x](force:",
            "\r",
            "\u{feff}",
            "999999999999999999999",
            "-1e999",
            ".inf",
            ".nan",
            "!!binary ",
            "&a *a",
            "2022-13-45",
            "\u{1b}[31m",
            "\u{202e}",
            "%}",
            "{%",
            "{{",
            "\"",
            "'",
            "\\",
            "\0",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (at(), 1..40usize).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at(), bytes).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (at(), 1..60usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
        (at(), at()).prop_map(|(from, to)| Damage::Move(from, to)),
        at().prop_map(Damage::End),
    ]
}

impl Damage {
    fn on(self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Damage::Cut(at, length) => {
                let start = at.index(bytes.len());
                bytes.drain(start..(start + length).min(bytes.len()));
            }
            Damage::Insert(at, new) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, new);
            }
            Damage::Repeat(at, length) => {
                let start = at.index(bytes.len());
                let piece = bytes[start..(start + length).min(bytes.len())].repeat(3);
                bytes.splice(start..start, piece);
            }
            Damage::Move(from, to) => {
                let byte = bytes.remove(from.index(bytes.len()));
                let to = to.index(bytes.len() + 1);
                bytes.insert(to, byte);
            }
            Damage::End(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
}

/// A site that holds something of every kind, to be damaged.
fn damaged_ones() -> &'static Tree {
    static FILES: std::sync::LazyLock<Tree> = std::sync::LazyLock::new(|| {
        let mut files: Tree = BTreeMap::new();
        for site in [
            "one-force",
            "rocu-with-forces",
            "recommendations-overdue",
            "glossary-links",
            "history-and-former-names",
        ] {
            files.extend(folder::read(&folder::tests().join("sites").join(site)));
        }
        files.retain(|path, _| path.starts_with("content/"));
        // The base is damaged too, where the site has no file of its own.
        for (path, bytes) in folder::read(&folder::tests().join("base")) {
            files.entry(path).or_insert(bytes);
        }
        let areas = "{\"type\":\"FeatureCollection\",\"attribution\":\"A\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"slug\":\"kent\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0.4,51.2],[1.2,51.2],[1.2,51.5],[0.4,51.2]]]}}]}";
        files.insert(
            "content/maps/areas.geojson".to_owned(),
            areas.as_bytes().to_vec(),
        );
        files.insert(
            "content/maps/tiles.csv".to_owned(),
            b"force,slug,col,row\nKent,kent,8,6\nEssex,essex,8,5\n".to_vec(),
        );
        files
    });
    &FILES
}
