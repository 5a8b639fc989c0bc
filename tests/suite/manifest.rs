//! The manifest of a build, and `verify`.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use peelpress::output::{FileSink, FinishedFile, OutputPath, OutputSet, PlacedFile};
use peelpress::{manifest, pipeline};
use serde_json::Value;

use crate::cli::{Place, Run, run};
use crate::folder;
use crate::site_test::{SiteTest, account};

/// Keeps what it is given, and says that it was written.
#[derive(Default)]
struct Written(Mutex<OutputSet>);

impl FileSink for Written {
    fn expect(&self, _: &mut dyn Iterator<Item = &str>) {}

    fn place(&self, path: &OutputPath, bytes: Arc<[u8]>) -> FinishedFile {
        let file = PlacedFile::of(&bytes);
        self.0.lock().expect("no panic").insert(path.clone(), bytes);
        FinishedFile::Placed(file)
    }

    fn is_stopped(&self) -> bool {
        false
    }
}

#[test]
fn files_that_are_written_as_they_are_made_are_those_of_a_site_in_memory() {
    let site = SiteTest::kent("## T {#tackling}\n\n### One {#one}\n\nText.\n");
    let request = site.request();
    let whole = pipeline::build(&site.files, &request).output;
    let sink = Written::default();
    let built = pipeline::build_to(&site.files, &request, &|_, _| {}, Some(&sink));
    assert!(!built.report.has_errors());
    assert_eq!(built.output.len(), whole.len());
    assert_eq!(manifest::records(&built.output), manifest::records(&whole));
    let mut all = sink.0.into_inner().expect("no panic");
    assert!(all.get("forces/kent/index.html").is_some() && all.get("data/findings.csv").is_some());
    for (path, bytes) in built.output.iter() {
        all.insert(path.clone(), bytes.clone());
    }
    assert!(all == whole);
}

#[test]
fn no_file_of_a_site_with_an_error_is_written() {
    let site = SiteTest::kent("## T {#tackling}\n\n### One {#one topics=nothing}\n\nText.\n");
    let sink = Written::default();
    let built = pipeline::build_to(&site.files, &site.request(), &|_, _| {}, Some(&sink));
    assert!(built.report.has_errors());
    assert!(sink.0.into_inner().expect("no panic").is_empty());
}

fn verify(place: &Place, more: &[&str]) -> Run {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_peelpress"));
    run(command.arg("verify").arg(public(place)).args(more))
}

fn public(place: &Place) -> PathBuf {
    place.root().join("public")
}

fn built(place: Place) -> Place {
    let run = place.run(&["build", "--no-briefs", "--no-search"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    place
}

fn manifest(place: &Place) -> Value {
    let text = std::fs::read(public(place).join("manifest.json")).expect("a manifest");
    serde_json::from_slice(&text).expect("JSON")
}

#[test]
fn a_manifest_lists_every_file_and_what_it_was_made_from() {
    let place = built(Place::new());
    let manifest = manifest(&place);
    let mut files: Vec<String> = folder::read(&public(&place)).into_keys().collect();
    files.retain(|path| path != "manifest.json" && !path.starts_with(".peelpress"));
    let listed: Vec<&String> = manifest["outputs"]
        .as_object()
        .expect("outputs")
        .keys()
        .collect();
    assert_eq!(listed, files.iter().collect::<Vec<_>>());
    for path in [
        "site.toml",
        "content/forces/kent/force.md",
        "content/topics.yaml",
    ] {
        let bytes = std::fs::read(place.root().join(path)).expect("read");
        assert_eq!(manifest["inputs"][path]["size"], bytes.len(), "{path}");
    }
    assert_eq!(manifest["build"]["as_of"], "2024-06-01");
    assert_eq!(
        manifest["command"],
        "peelpress build --date \"2024-06-01\" --no-briefs --no-search"
    );
    let known = manifest["outputs"]["robots.txt"]["sha256"]
        .as_str()
        .expect("a hash");
    assert_eq!(known.len(), 64);
    // The same build gives the same bytes, wherever it is written.
    let other = built(Place::new());
    assert!(folder::read(&public(&place)) == folder::read(&public(&other)));
}

#[test]
fn verify_finds_each_kind_of_difference() {
    let place = built(Place::new());
    let clean = verify(&place, &[]);
    assert_eq!(
        (clean.code, clean.out.as_str()),
        (Some(0), ""),
        "{}",
        clean.err
    );
    let page = public(&place).join("index.html");
    let whole = std::fs::read(&page).expect("read");
    let mut bytes = whole.clone();
    bytes[100] ^= 1;
    std::fs::write(&page, &bytes).expect("written");
    let changed = verify(&place, &[]);
    assert_eq!(
        (changed.code, changed.out.as_str()),
        (Some(1), "changed: index.html\n")
    );
    // Two files that are exchanged.
    let other = public(&place).join("404.html");
    std::fs::write(&page, std::fs::read(&other).expect("read")).expect("written");
    std::fs::write(&other, &whole).expect("written");
    assert_eq!(
        verify(&place, &[]).out,
        "changed: 404.html\nchanged: index.html\n"
    );
    built_again(&place);
    std::fs::remove_file(public(&place).join("robots.txt")).expect("removed");
    std::fs::write(public(&place).join("new.html"), "x").expect("written");
    std::fs::write(public(&place).join(".hidden"), "x").expect("written");
    let run = verify(&place, &[]);
    assert_eq!(
        run.out,
        "added: new.html\nlost: robots.txt\nadded: .hidden\n"
    );
    assert_eq!(run.code, Some(1));
    std::fs::write(public(&place).join("manifest.json"), "{}").expect("written");
    assert_eq!(verify(&place, &[]).code, Some(2));
    std::fs::remove_file(public(&place).join("manifest.json")).expect("removed");
    assert_eq!(verify(&place, &[]).code, Some(2));
}

fn built_again(place: &Place) {
    let run = place.run(&["build", "--no-briefs", "--no-search"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
}

#[test]
fn verify_builds_the_site_again_and_compares() {
    let place = built(Place::new());
    let root = place.root();
    let against = ["--against", root.to_str().expect("UTF-8")];
    let clean = verify(&place, &against);
    assert_eq!(
        (clean.code, clean.out.as_str()),
        (Some(0), ""),
        "{}",
        clean.err
    );
    let force = root.join("content/forces/kent/force.md");
    let text = std::fs::read_to_string(&force).expect("read");
    std::fs::write(&force, text.replace("Kent Police", "Kent Constabulary")).expect("written");
    let run = verify(&place, &against);
    assert_eq!(run.code, Some(1));
    assert!(
        run.out
            .contains("changed: forces/kent/index.html since the rebuild\n"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("input changed: content/forces/kent/force.md\n"),
        "{}",
        run.out
    );
}

#[test]
fn a_manifest_is_that_of_a_tree_from_which_the_hidden_parts_were_deleted() {
    let kent = "content/forces/kent/2023-soc.md";
    let open = "## Tackling {#tackling}\n\n### Open {#open topics=plans}\n\nAll see it.\n\n";
    let kept = "### Kept back {#kept-back topics=plans .draft}\n\nFew see it.\n\n";
    let page = "---\ntitle: The secret plan of all\npublish_at: 2027-01-14T00:01 Europe/London\n---\n\nNot yet.\n";
    let end = "### Last {#last topics=plans}\n\nAll see this too.\n";
    let site = |words: &str| Place::new().with(kent, &account("grade: good", words));
    let hidden = site(&[open, kept, end].concat()).with("content/pages/secret-plan.md", page);
    let (hidden, deleted) = (built(hidden), built(site(&[open, end].concat())));
    let (hidden, deleted) = (
        folder::read(&public(&hidden)),
        folder::read(&public(&deleted)),
    );
    assert_eq!(folder::differing(&hidden, &deleted), Vec::<String>::new());
    let text = String::from_utf8_lossy(&hidden["manifest.json"]);
    assert!(
        !text.contains("secret-plan") && text.contains(kent),
        "{text}"
    );
}
