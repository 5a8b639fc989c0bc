//! After any sequence of edits the preview is what a clean build gives.

use proptest::prelude::*;

use crate::session::same_as_clean;
use crate::site::Site;

/// Something that happens to a site's files.
#[derive(Clone, Debug)]
enum Edit {
    /// Words of a file are replaced by others; a file that is gone comes back so.
    Replace(usize, usize),
    Remove(usize),
    /// A file takes another's place.
    Move(usize, usize),
    /// A file holds what it held at first.
    Mend(usize),
    /// A file's words are cut off somewhere.
    Cut(usize, usize),
    /// A folder gets another name; events name the folders and not their files.
    Rename(usize, usize),
    /// A force, new to the site, in a folder of its own; the event names the folder.
    Force(usize),
    /// A picture comes, or another in its place.
    Picture(u8),
    /// A file that is no text at all.
    Bytes(usize),
}

const FOLDERS: [&str; 7] = [
    "content/forces/kent",
    "content/forces/medway",
    "content/forces/essex",
    "content/regions/east",
    "content/regions/west",
    "content/glossary",
    "themes/plain/templates",
];

const FILES: [&str; 15] = [
    "site.toml",
    "content/topics.yaml",
    "content/measures.yaml",
    "content/regions/east/region.md",
    "content/inspections/soc-east.md",
    "content/forces/kent/force.md",
    "content/forces/kent/2023-soc.md",
    "content/forces/kent/2023-soc.yaml",
    "content/forces/essex/2023-soc.md",
    "content/forces/essex/2024-soc.md",
    "content/glossary/local-profile.md",
    "content/glossary/plan.md",
    "content/pages/about.md",
    "themes/plain/templates/body_profile.html",
    "themes/plain/assets/site.css",
];

/// Pieces of text and what they become; those that a file does not hold change nothing.
const WORDS: [(&str, &str); 26] = [
    ("plans", "schemes"),
    ("grade: good", "grade: adequate"),
    ("grade: good", "grade: dreadful"),
    ("name: ", "nome: "),
    ("value: 12", "value: 31"),
    ("local profile", "staff"),
    ("{#plans-good", "{#plans-better"),
    ("topics=plans", "topics=nothing"),
    (
        "Another paragraph",
        "### New {#new topics=plans}\n\nA paragraph",
    ),
    ("finding:kent/plans-good", "term:local-profile"),
    ("view.figures", "view.figgures"),
    ("{% for", "{% fur"),
    ("black", "navy"),
    ("title = \"Small\"", "title = \"Smaller\""),
    ("id = \"good\"", "id = \"fine\""),
    ("summary: Kent", "draft: true\nsummary: Kent"),
    ("name: Plans", "name: Plans and schemes"),
    ("id: plans", "id: schemes"),
    ("definition: Those", "definition: All those"),
    ("theme = \"plain\"", "theme = \"none\""),
    (
        "address = \"https://example.org/\"",
        "address = \"https://example.org/reports/\"",
    ),
    ("[[grades]]", "[[grade]]"),
    ("title = ", "title : "),
    ("aliases: [", "aliases: [staff, "),
    ("Words.", "![A map](map.png)"),
    ("region: east", "region: west"),
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let file = 0..FILES.len();
    let edit = prop_oneof![
        6 => (file.clone(), 0..WORDS.len()).prop_map(|(file, words)| Edit::Replace(file, words)),
        1 => file.clone().prop_map(Edit::Remove),
        1 => (file.clone(), file.clone()).prop_map(|(from, to)| Edit::Move(from, to)),
        4 => file.clone().prop_map(Edit::Mend),
        1 => (file.clone(), 0..400usize).prop_map(|(file, at)| Edit::Cut(file, at)),
        2 => (0..FOLDERS.len(), 0..FOLDERS.len()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..3usize).prop_map(Edit::Force),
        1 => any::<u8>().prop_map(Edit::Picture),
        1 => file.prop_map(Edit::Bytes),
    ];
    proptest::collection::vec(edit, 1..12)
}

fn apply(edit: &Edit, site: &Site, first: &[Option<String>]) -> Vec<&'static str> {
    let is_there = |at: usize| site.root().join(FILES[at]).is_file();
    match *edit {
        Edit::Replace(file, words) => {
            let (from, to) = WORDS[words];
            let text = if is_there(file) {
                site.read(FILES[file])
            } else {
                first[file].clone().unwrap_or_default()
            };
            site.write(FILES[file], &text.replace(from, to));
        }
        Edit::Remove(file) if is_there(file) => site.remove(FILES[file]),
        Edit::Move(from, to) if is_there(from) && from != to => {
            let text = site.read(FILES[from]);
            site.remove(FILES[from]);
            site.write(FILES[to], &text);
            return vec![FILES[from], FILES[to]];
        }
        Edit::Mend(file) => match &first[file] {
            Some(text) => site.write(FILES[file], text),
            None if is_there(file) => site.remove(FILES[file]),
            None => {}
        },
        Edit::Cut(file, at) if is_there(file) => {
            let text = site.read(FILES[file]);
            let end = text
                .char_indices()
                .map(|(at, _)| at)
                .take_while(|&place| place <= at)
                .last()
                .unwrap_or(0);
            site.write(FILES[file], &text[..end]);
        }
        Edit::Rename(from, to) => {
            let (from, to) = (FOLDERS[from], FOLDERS[to]);
            if site.root().join(from).exists() && !site.root().join(to).exists() {
                site.rename(from, to);
            }
            return vec![from, to];
        }
        Edit::Force(number) => {
            let folder = [
                "content/forces/surrey",
                "content/forces/sussex",
                "content/forces/medway",
            ][number];
            let name = format!("---\nname: New {number} Police\nregion: east\n---\n");
            site.write(&format!("{folder}/force.md"), &name);
            site.write(
                &format!("{folder}/2023-soc.md"),
                first[6].as_deref().unwrap_or_default(),
            );
            return vec![folder];
        }
        Edit::Picture(byte) => {
            site.write_bytes("content/pages/map.png", &[0x89, b'P', b'N', b'G', byte]);
            return vec!["content/pages"];
        }
        Edit::Bytes(file) => site.write_bytes(FILES[file], b"---\n\xff\xfe\n---\n"),
        Edit::Remove(_) | Edit::Move(..) | Edit::Cut(..) => {}
    }
    match *edit {
        Edit::Replace(file, _)
        | Edit::Remove(file)
        | Edit::Mend(file)
        | Edit::Cut(file, _)
        | Edit::Bytes(file) => {
            vec![FILES[file]]
        }
        Edit::Move(from, to) => vec![FILES[from], FILES[to]],
        Edit::Rename(..) | Edit::Force(_) | Edit::Picture(_) => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_preview_is_what_a_clean_build_gives(edits in edits()) {
        let site = Site::new();
        let is_there = |path: &&str| site.root().join(path).is_file();
        let first: Vec<Option<String>> = FILES.iter().map(|path| is_there(path).then(|| site.read(path))).collect();
        let mut session = site.session();
        for edit in &edits {
            let touched = apply(edit, &site, &first);
            session.refresh(touched);
            same_as_clean(&session, &site);
        }
    }
}

fn cases() -> u32 {
    std::env::var("PREVIEW_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(24)
}
