//! The house style of the publication's prose. `tests/style/words.toml` holds the rules and
//! `tests/style/allow-content.csv` what is still to be reworded.

use crate::folder;
use crate::guide::is_guide;
use crate::passages;
use crate::style::{self, Passage, Scope, Style};

/// Notes for those who write the publication, not part of what it says.
fn is_note(path: &str) -> bool {
    path == "README.md" || path == "maps/README.md"
}

fn texts() -> Vec<Passage> {
    let mut texts = Vec::new();
    for (path, bytes) in folder::read(&folder::root().join("content")) {
        // The guide is part of the program, and its style is tested there.
        if path.strip_prefix("pages/").is_some_and(is_guide) {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let scope = if is_note(&path) {
            Scope::Docs
        } else {
            Scope::Content
        };
        let full = format!("content/{path}");
        match path.rsplit('.').next().unwrap_or_default() {
            "md" => texts.extend(passages::markdown(&full, &text, scope)),
            "yaml" => texts.extend(passages::lines(&full, &text, scope)),
            _ => {}
        }
    }
    let settings = std::fs::read_to_string(folder::root().join("site.toml"));
    let settings = settings.unwrap_or_default();
    texts.extend(passages::lines("site.toml", &settings, Scope::Content));
    texts
}

#[test]
fn every_text_of_the_publication_follows_the_house_style() {
    let texts = texts();
    let problems = Style::load().check(&texts);
    println!(
        "{} texts, {} problems that the allow list still covers",
        texts.len(),
        problems.len()
    );
    style::hold("allow-content.csv", &problems);
}
