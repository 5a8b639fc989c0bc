//! The head of a document: its kind, its title, and the page of the site that says the same.

use super::builder::BriefBuilder;
use super::query::Selection;
use crate::address::Url;
use crate::model::Subject;

pub(super) struct BriefHeading {
    pub(super) kind: &'static str,
    pub(super) kicker: String,
    pub(super) title: String,
    pub(super) url: Url,
}

impl<'g> BriefBuilder<'g> {
    pub(super) fn heading(&self, selection: &Selection) -> BriefHeading {
        let corpus = &*self.context.corpus;
        let at = |path: &str| self.context.addresses.at(path);
        let (kind, kicker, title, url) =
            match (selection.is_of_findings(), selection.subjects.as_slice()) {
                (true, subjects) => {
                    let mut names: Vec<&str> = selection
                        .topics
                        .iter()
                        .map(|&id| corpus.topics[id].name.as_str())
                        .collect();
                    names.extend(
                        selection
                            .kinds
                            .iter()
                            .map(|&id| corpus.finding_kinds[id].plural.as_str()),
                    );
                    let url = match selection.topics.as_slice() {
                        [topic] => self.context.addresses.topic(*topic),
                        _ => at("findings/"),
                    };
                    let whose = match subjects {
                        [subject] => format!(": {}", corpus.subject_name(*subject)),
                        _ => String::new(),
                    };
                    let kicker = if selection.kinds.is_empty() {
                        "Topic brief"
                    } else {
                        "Findings brief"
                    };
                    (
                        "findings",
                        kicker,
                        format!("{}{whose}", listed(&in_sentence(&names))),
                        url,
                    )
                }
                (false, [subject @ Subject::Body(body)]) => {
                    let kicker = match corpus.bodies[*body].kind {
                        crate::model::BodyKind::Force => "Force brief",
                        crate::model::BodyKind::Rocu => "Regional unit brief",
                    };
                    (
                        "body",
                        kicker,
                        corpus.bodies[*body].name.clone(),
                        self.context.addresses.subject(*subject),
                    )
                }
                (false, [subject @ Subject::Region(_)]) => (
                    "region",
                    "Region brief",
                    corpus.subject_name(*subject),
                    self.context.addresses.subject(*subject),
                ),
                (false, subjects) if selection.is_comparison() => {
                    let names: Vec<&str> = subjects
                        .iter()
                        .map(|&subject| self.short_name(subject))
                        .collect();
                    ("comparison", "Comparison", listed(&names), at(""))
                }
                (false, _) => (
                    "collection",
                    "Collected briefs",
                    self.context.config.title.clone(),
                    at(""),
                ),
            };
        BriefHeading {
            kind,
            kicker: kicker.to_owned(),
            title,
            url,
        }
    }

    fn short_name(&self, subject: Subject) -> &'g str {
        let corpus = &*self.context.corpus;
        match subject {
            Subject::Body(body) => &corpus.bodies[body].short_name,
            Subject::Region(region) => &corpus.regions[region].name,
        }
    }
}

/// Names of kinds and topics for a list: "Causes of concern", "areas for improvement". A name that
/// begins with an abbreviation keeps its capitals.
fn in_sentence(names: &[&str]) -> Vec<String> {
    let lowered = |name: &str| {
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(first), Some(second)) if !second.is_uppercase() && !second.is_numeric() => first
                .to_lowercase()
                .chain(std::iter::once(second))
                .chain(chars)
                .collect(),
            _ => name.to_owned(),
        }
    };
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            if at == 0 {
                (*name).to_owned()
            } else {
                lowered(name)
            }
        })
        .collect()
}

/// "Kent, Essex and Norfolk"
fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
