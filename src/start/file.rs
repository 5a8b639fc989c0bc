//! One file of each kind, begun: the keys that must be there, the others as comments, and where the words go.

use std::fmt::Write;

use crate::config::Config;
use crate::output::{OutputPath, OutputSet};
use crate::source::{BodyKind, SubjectName};

/// What is begun. Ids are slugs, and those of other things exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A region.
    Region(String),
    /// A force or ROCU of a region.
    Body(BodyKind, String, String),
    /// What an inspection said of a body or region: the document's name, and the inspection.
    Account(SubjectName, String, String),
    /// An inspection, perhaps of a region.
    Inspection(String, Option<String>),
    /// A glossary term.
    Term(String),
    /// An ordinary page.
    Page(String),
}

/// The files that something begins with.
pub fn begin(begun: &Begun, config: &Config) -> OutputSet {
    let mut files = OutputSet::default();
    let mut add = |path: String, text: String| {
        if let Some(path) = OutputPath::new(path) {
            files.insert(path, text.into_bytes());
        }
    };
    match begun {
        Begun::Region(id) => add(format!("content/regions/{id}/region.md"), region(id)),
        Begun::Body(kind, id, of) => add(format!("content/{}/{id}/{}.md", kind.folder(), kind.name()), body(id, of)),
        Begun::Account(subject, document, inspection) => {
            let (folder, id) = match subject {
                SubjectName::Region(id) => ("regions", id),
                SubjectName::Body(kind, id) => (kind.folder(), id),
            };
            let is_region = matches!(subject, SubjectName::Region(_));
            add(format!("content/{folder}/{id}/{document}.md"), account(id, inspection, is_region, config));
            add(format!("content/{folder}/{id}/{document}.yaml"), figures(document));
        }
        Begun::Inspection(id, region) => {
            add(format!("content/inspections/{id}.md"), inspection(id, region.as_deref(), config));
        }
        Begun::Term(id) => add(format!("content/glossary/{id}.md"), term(id)),
        Begun::Page(id) => add(format!("content/pages/{id}.md"), page(id)),
    }
    files
}

/// "west-mercia" as a name: "West Mercia". Somebody will put it right.
fn name(id: &str) -> String {
    let word = |word: &str| match word {
        "and" | "of" | "the" | "upon" => word.to_owned(),
        word => word[..1].to_uppercase() + &word[1..],
    };
    id.split('-').map(word).collect::<Vec<_>>().join(" ")
}

const DRAFT: &str = "draft: true                     # take this line away when it is ready to be read\n";

fn region(id: &str) -> String {
    format!(
        "---\nname: {}\n# rocu: …                       # its regional organised crime unit: a folder in content/rocus/\n\
         # note: …                       # a short remark that sets it apart\n---\n",
        name(id)
    )
}

fn body(id: &str, region: &str) -> String {
    let name = name(id);
    format!(
        "---\nname: {name}                    # as the body calls itself\nshort_name: {name}              # for maps and tables\n\
         region: {region}\n\
         # abbreviation: …\n\
         # former_names:                 # oldest first\n\
         #   - name: …\n\
         #     until: 2002-04            # the last day, month or year of the old name\n\
         # policing_body: …              # who holds the body to account\n\
         # note: …                       # a short remark that sets the body apart\n---\n"
    )
}

fn account(id: &str, inspection: &str, is_region: bool, config: &Config) -> String {
    let mut text = format!("---\n{DRAFT}inspection: {inspection}\n");
    if !is_region {
        let grades: Vec<&str> = config.grades.iter().map(|grade| grade.id.as_str()).collect();
        let _ = writeln!(text, "# grade: …                      # the judgment: {}", grades.join(", "));
    }
    let _ = writeln!(text, "section: {}                # the heading in the source report", name(id));
    let kinds: Vec<String> = config.finding_kinds.iter().map(|kind| format!(".{}", kind.id)).collect();
    let _ = write!(
        text,
        "# summary: >-\n#   One or two sentences: the judgment in plain words, and what it rests on.\n\
         # A finding is a third-level heading and what follows it, with a permanent id, its kind and its topics:\n\
         #   ### What was found {{#short-id .{} topics=…}}\n\
         # The kinds are {}; without one it is a plain finding, which may be a .strength.\n---\n",
        config.finding_kinds.first().map_or("kind", |kind| &kind.id),
        kinds.join(", "),
    );
    if is_region {
        text.push_str("\n## Regional findings {#findings}\n");
    } else {
        for area in &config.question_areas {
            let _ = write!(text, "\n## {} {{#{}}}\n", area.name, area.id);
        }
    }
    text
}

fn figures(document: &str) -> String {
    format!(
        "# The figures of {document}.md. One looks like this:\n#\n\
         #   - id: short-id                # permanent, unique within the body\n\
         #     measure: …                  # an id of measures.yaml\n\
         #     value: 39                   # digits only\n\
         #     period: 2021-06-01 to 2022-05-31   # or as_of: 2022-04-01, or as_of: inspection\n\
         #     finding: …                  # the finding that it stands in\n\
         figures: []\n"
    )
}

fn inspection(id: &str, region: Option<&str>, config: &Config) -> String {
    let programmes: Vec<&str> = config.programmes.iter().map(|programme| programme.id.as_str()).collect();
    let region = region
        .map_or("# region: …                     # left out for an inspection of one body".to_owned(), |id| {
            format!("region: {id}")
        });
    format!(
        "---\n{DRAFT}title: {}\nprogramme: {}                 # {}\n{region}\n\
         published: not-stated           # or a day, month or year\n\
         source:\n  publisher: The inspectorate\n  report: {}\n\
         # fieldwork:\n#   - from: 2024-03\n#     to: 2024-04\n\
         # data_extracts:\n#   - id: …\n#     dataset: …\n---\n\n\
         What the report covers, and how the inspection was done.\n",
        name(id),
        programmes.first().unwrap_or(&"…"),
        programmes.join(", "),
        name(id),
    )
}

fn term(id: &str) -> String {
    format!(
        "---\n{DRAFT}term: {}\n# abbreviation: …\n# aliases: [ … ]                # other spellings to link; a plural in -s needs none\n\
         # autolink: false               # for everyday words\n---\n\n\
         What the term means. The first sentence must make sense alone.\n",
        id.replace('-', " ")
    )
}

fn page(id: &str) -> String {
    format!(
        "---\n{DRAFT}title: {}\n# summary: …                    # one sentence for search engines and lists\n---\n\nThe first paragraph.\n",
        name(id)
    )
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn an_id_becomes_a_name_that_somebody_can_put_right() {
        let names = ["west-mercia", "avon-and-somerset", "btp", "4p-plan"].map(name);
        assert_eq!(names, ["West Mercia", "Avon and Somerset", "Btp", "4p Plan"]);
    }
}
