//! A file of each kind to start from: every key that it can have, explained, and below the keys where the text goes.

use std::fmt::Write;

use crate::output::{OutputPath, OutputSet};
use crate::schema::kinds::{self, FileKind};
use crate::schema::{PublisherSets, lines};
use crate::source::{BodyKind, SubjectName};

/// A file to start. Ids are slugs, and ids of other things exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scaffold {
    /// A region.
    Region(String),
    /// A force or ROCU of a region.
    Body(BodyKind, String, String),
    /// What an inspection said of a body or region: the name of the document, and the inspection.
    Account(SubjectName, String, String),
    /// An inspection, perhaps of a region.
    Inspection(String, Option<String>),
    /// A glossary term.
    Term(String),
    /// An ordinary page.
    Page(String),
}

/// The comment above the keys.
const HOW: &str = "# Peelpress ignores lines that begin with #. To use one, remove the # and the space after it.\n";

/// The key that keeps an unwritten file off the site.
const DRAFT: (&str, &str) = ("draft", "true");

/// The files to start with.
pub fn begin(begun: &Scaffold, sets: &PublisherSets) -> OutputSet {
    let mut files = OutputSet::default();
    let mut add = |path: String, text: String| {
        if let Some(path) = OutputPath::new(path) {
            files.insert(path, text.into_bytes());
        }
    };
    let front = |kind: &FileKind, given: &[(&str, &str)], more: &str| {
        format!("---\n{HOW}{}{more}---\n", lines(kind, given, sets))
    };
    match begun {
        Scaffold::Region(id) => {
            add(
                format!("content/regions/{id}/region.md"),
                front(&kinds::REGION, &[("name", &name(id))], ""),
            );
        }
        Scaffold::Body(BodyKind::Force, id, region) => {
            let given = [("name", &*name(id)), ("region", region)];
            add(
                format!("content/forces/{id}/force.md"),
                front(&kinds::FORCE, &given, ""),
            );
        }
        Scaffold::Body(BodyKind::Rocu, id, region) => {
            // Their ids are their abbreviations.
            let abbreviation = id.to_uppercase();
            let given = [
                ("name", &*abbreviation),
                ("region", region),
                ("abbreviation", &abbreviation),
            ];
            add(
                format!("content/rocus/{id}/rocu.md"),
                front(&kinds::ROCU, &given, ""),
            );
        }
        Scaffold::Account(subject, document, inspection) => {
            let (folder, id) = match subject {
                SubjectName::Region(id) => ("regions", id),
                SubjectName::Body(kind, id) => (kind.folder(), id),
            };
            let given = [DRAFT, ("inspection", inspection)];
            let words = front(&kinds::ACCOUNT, &given, &how_to_write_findings(sets))
                + &headings(subject, sets);
            add(format!("content/{folder}/{id}/{document}.md"), words);
            let figures = format!(
                "# The figures of {document}.md.\n{HOW}{}",
                lines(&kinds::FIGURES, &[], sets)
            );
            add(format!("content/{folder}/{id}/{document}.yaml"), figures);
        }
        Scaffold::Inspection(id, region) => {
            let title = name(id);
            let programme = sets
                .config
                .programmes
                .first()
                .map_or("…", |programme| &*programme.id);
            let mut given = vec![
                DRAFT,
                ("title", &*title),
                ("programme", programme),
                ("published", "not-stated"),
            ];
            given.extend(region.iter().map(|region| ("region", &**region)));
            let words = "\n… What the report covers, and how inspectors did the inspection. …\n";
            add(
                format!("content/inspections/{id}.md"),
                front(&kinds::INSPECTION, &given, "") + words,
            );
        }
        Scaffold::Term(id) => {
            let given = [DRAFT, ("term", &*id.replace('-', " "))];
            let words = "\n… What the term means. The first sentence must make sense alone. …\n";
            add(
                format!("content/glossary/{id}.md"),
                front(&kinds::TERM, &given, "") + words,
            );
        }
        Scaffold::Page(id) => {
            let last = id.rsplit('/').next().unwrap_or(id);
            let given = [DRAFT, ("title", &*name(last))];
            add(
                format!("content/pages/{id}.md"),
                front(&kinds::PAGE, &given, "") + "\n… The first paragraph. …\n",
            );
        }
    }
    files
}

fn how_to_write_findings(sets: &PublisherSets) -> String {
    let kinds: Vec<String> = sets
        .config
        .finding_kinds
        .iter()
        .map(|kind| format!(".{}", kind.id))
        .collect();
    let first = kinds.first().map_or("", String::as_str);
    let mut text = format!(
        "# Below, a finding is a third-level heading and the text under it, with a permanent id, a kind and its topics:\n\
         #   ### What was found {{#short-id {first} topics=…}}\n"
    );
    if !kinds.is_empty() {
        let _ = writeln!(
            text,
            "# Kinds: {}. Without one it is a plain finding, which may be a .strength.",
            kinds.join(" ")
        );
    }
    text.push_str("# A recommendation is a fourth-level heading below a finding:\n");
    text.push_str(
        "#   #### What should be done {#short-id .recommendation due=2027-03-31 owner=…}\n",
    );
    text
}

/// The headings of a body's account are the question areas; a region's has one of its own.
fn headings(subject: &SubjectName, sets: &PublisherSets) -> String {
    match subject {
        SubjectName::Region(_) => "\n## Regional findings {#findings}\n".to_owned(),
        SubjectName::Body(..) => {
            let areas = sets.config.question_areas.iter();
            areas
                .map(|area| format!("\n## {} {{#{}}}\n", area.name, area.id))
                .collect()
        }
    }
}

/// "west-mercia" as a name: "West Mercia". The author corrects it if need be.
fn name(id: &str) -> String {
    let word = |word: &str| match word {
        "and" | "of" | "the" | "upon" => word.to_owned(),
        word => word[..1].to_uppercase() + &word[1..],
    };
    id.split('-').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn an_id_becomes_a_name_that_an_author_can_correct() {
        let names = ["west-mercia", "avon-and-somerset", "btp", "4p-plan"].map(name);
        assert_eq!(
            names,
            ["West Mercia", "Avon and Somerset", "Btp", "4p Plan"]
        );
    }
}
