//! The map from blocks of a page to lines of files.

use crate::wire::{Preview, TOKEN};

#[test]
fn every_block_of_a_page_knows_its_line() {
    let preview = Preview::new();
    let answer = preview.get(&format!("/.peelpress/{TOKEN}/map?path=/forces/kent/"));
    let map: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    let source = preview.site.read("content/forces/kent/2023-soc.md");
    let line_of = |words: &str| {
        source
            .lines()
            .position(|line| line.contains(words))
            .expect("there") as u64
            + 1
    };
    let blocks = map["blocks"].as_array().expect("blocks");
    let place = |fits: &dyn Fn(&serde_json::Value) -> bool| {
        let block = blocks.iter().find(|block| fits(block)).expect("a block");
        (
            block["place"]["path"].as_str().expect("a path").to_owned(),
            block["place"]["line"].as_u64().expect("a line"),
        )
    };
    let words = |start: &'static str| {
        move |block: &serde_json::Value| {
            block["words"]
                .as_str()
                .is_some_and(|w| w.starts_with(start))
        }
    };
    let id = |id: &'static str| move |block: &serde_json::Value| block["id"] == id;
    let kent = "content/forces/kent/2023-soc.md".to_owned();
    assert_eq!(
        place(&words("Someplansareold")),
        (kent.clone(), line_of("Some plans"))
    );
    assert_eq!(
        place(&words("Anotherparagraph")),
        (kent.clone(), line_of("Another"))
    );
    assert_eq!(
        place(&id("plans-work")),
        (kent, line_of("### Plans need work"))
    );
    assert_eq!(
        place(&id("figure-led")).0,
        "content/forces/kent/2023-soc.yaml"
    );
    assert_eq!(map["counts"][0]["area"], "Resources");
    assert!(map["counts"][0]["words"].as_u64() > Some(10));
    assert_eq!(map["files"][0]["path"], "content/forces/kent/2023-soc.md");
}
