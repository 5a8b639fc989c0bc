//! What goes with findings and pages in a generated site: follow-up, corrections, responses, figures of findings,
//! redirects and pictures. Each part can be taken out again with what it is about.

use std::collections::BTreeMap;

use crate::folder::{self, Tree};

/// A part of a file that is hidden with the finding or account that it is about.
pub(crate) struct Attached {
    /// The file that it is in.
    pub(crate) path: String,
    /// The part, as it is in the file.
    pub(crate) part: String,
    /// The account.
    pub(crate) account: String,
    /// The line of the finding's heading; `None` for what is about a figure of the account.
    pub(crate) heading: Option<String>,
}

pub(crate) const REDIRECTS: &str = "content/redirects.yaml";
const CORRECTIONS: &str = "content/corrections.yaml";

/// Adds such parts to the files of a site. Every account gets all of them.
pub(crate) fn attach(files: &mut Tree) -> Vec<Attached> {
    let mut parts = Vec::new();
    let accounts: Vec<String> = files
        .keys()
        .filter(|path| path.ends_with("-soc.md"))
        .cloned()
        .collect();
    let mut starts = BTreeMap::new();
    for account in accounts
        .iter()
        .filter(|path| !path.starts_with("content/inspections/"))
    {
        let text = String::from_utf8(files[account].clone()).expect("UTF-8");
        let (folder, name) = account.rsplit_once('/').expect("a folder");
        let owner = folder.rsplit_once('/').expect("a folder").1;
        let inspection = text
            .lines()
            .find(|line| line.starts_with("inspection: "))
            .expect("an inspection");
        let response = format!("{folder}/response-{}", name.replace("-soc", ""));
        let follow_up = format!("{folder}/follow-up.yaml");
        let figures = account.replace(".md", ".yaml");
        let mut add = |path: &str, part: String, heading: Option<&str>| {
            parts.push(Attached {
                path: path.to_owned(),
                part,
                account: account.clone(),
                heading: heading.map(str::to_owned),
            });
        };
        let correction = |about: &str| {
            format!(
                "- date: 2025-07-01\n  {about}\n  was: It was so.\n  is: It is so of {owner}.\n  why: It had not been so.\n"
            )
        };
        for heading in text.lines().filter(|line| line.starts_with("### ")) {
            let id = heading.split_once("{#").expect("an id").1;
            let id = id.split([' ', '}']).next().expect("an id");
            let about = format!("finding: {owner}/{id}");
            add(CORRECTIONS, correction(&about), Some(heading));
            if files.contains_key(&figures) {
                let figure = format!(
                    "  - id: of-{id}\n    measure: disruptions\n    value: 7\n    as_of: 2022\n    finding: {id}\n"
                );
                add(&figures, figure, Some(heading));
                add(
                    CORRECTIONS,
                    correction(&format!("figure: {owner}/of-{id}")),
                    Some(heading),
                );
            }
            let rest = text.split_once(heading).expect("the heading").1;
            let body = rest.split("\n### ").next().unwrap_or_default();
            // Nothing has to be done about other findings.
            if body.contains(".recommendation") {
                let entry = format!(
                    "- finding: {id}-r\n  date: 2025-06-01\n  status: accepted\n  note: |\n    They wrote it.\n\n    Twice.\n"
                );
                add(&follow_up, entry, Some(heading));
                let answer = format!(
                    "## Fix it {{#{id}-r}}\n\n### The force {{.body}}\n\nWe did it all.\n\n"
                );
                add(&response, answer, Some(heading));
                starts.insert(
                    response.clone(),
                    format!("---\n{inspection}\ndate: 2025-06-02\n---\n\n"),
                );
            }
        }
        let given = files
            .get(&figures)
            .map(|text| String::from_utf8_lossy(text).into_owned());
        if given.is_some_and(|text| text.contains("  - id: g-")) {
            let year = &name[..4];
            let at: usize = year.parse().expect("a year");
            let about = format!("figure: {owner}/g-{}-0", at - 2023);
            add(CORRECTIONS, correction(&about), None);
        }
    }
    for Attached { path, part, .. } in &parts {
        let start = starts.get(path).cloned().unwrap_or_default();
        let text = files
            .entry(path.clone())
            .or_insert_with(|| start.into_bytes());
        text.extend_from_slice(part.as_bytes());
    }
    pages(files);
    parts
}

/// Gives each page a picture, of which the first is shown by all, and an old address.
fn pages(files: &mut Tree) {
    let picture = folder::tests().join("broken/hidden-text-published/content/pages/square.png");
    let picture = std::fs::read(picture).expect("a picture");
    let pages: Vec<String> = files
        .keys()
        .filter(|path| path.starts_with("content/pages/page-"))
        .cloned()
        .collect();
    let mut redirects = "- from: /old/\n  to: /forces/kent/\n".to_owned();
    for page in &pages {
        let name = page
            .trim_start_matches("content/pages/")
            .trim_end_matches(".md");
        let text = files.get_mut(page).expect("a page");
        text.extend_from_slice(format!("\n![One](page-0.png)\n\n![Own]({name}.png)\n").as_bytes());
        redirects += &format!("- from: /old-{name}/\n  to: /{name}/\n");
        files.insert(format!("content/pages/{name}.png"), picture.clone());
    }
    files.insert(REDIRECTS.to_owned(), redirects.into_bytes());
}
