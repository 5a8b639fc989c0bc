//! A glossary term and its definition.

use super::front_matter::split;
use super::markdown::parse;
use super::prose::Prose;
use super::same_id;
use super::visibility::{self, Visibility, VisibilityName};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::keys;
use crate::fields::value::{ChoiceOf, Flag, MarkedFlag, OwnId, PlainText, Texts, TimeWithZone};
use crate::text::{FileId, Spanned};

keys! {
    /// The front matter of a glossary term.
    pub(crate) struct TermKeys: "a glossary term" {
        /// The name of the file. You never need to write it.
        optional id: OwnId = "4p-plan",
        /// Whether the file is still a draft, which is not published.
        optional draft: MarkedFlag<false> = "true",
        /// Who can see it: everyone, only editors while it is a draft, or everyone after an embargo.
        optional visibility: ChoiceOf<VisibilityName> = "embargoed",
        /// The time at which an embargo ends.
        optional publish_at: TimeWithZone = "2027-01-14T00:01 Europe/London",
        /// The term.
        required term: PlainText = "4P plan",
        /// Its abbreviation.
        optional abbreviation: PlainText = "4PP",
        /// Other spellings to link. A plural with s needs none.
        optional aliases: Texts = "[action plan, plan of action]",
        /// Whether Peelpress links the term where it is used. Write false for everyday words.
        optional autolink: Flag<true> = "false",
    }
}

/// A glossary term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Who may see it.
    pub visibility: Visibility,
    /// The term.
    pub term: Option<Spanned<String>>,
    /// Its abbreviation.
    pub abbreviation: Option<Spanned<String>>,
    /// Other spellings.
    pub aliases: Vec<Spanned<String>>,
    /// Whether it is linked by itself.
    pub autolink: bool,
    /// The definition.
    pub definition: Prose,
}

pub(super) fn term(id: &str, text: &str, file: FileId, report: &mut Report) -> Option<Term> {
    let parts = split(text, file, report)?;
    let keys: TermKeys = parts.keys(report);
    let visibility = visibility::of_file(keys.draft, keys.visibility, keys.publish_at, report);
    same_id(keys.id.as_ref(), id, report);
    if let [alias] = keys.aliases.as_slice()
        && alias.value.contains(',')
    {
        let spellings: Vec<&str> = alias
            .value
            .split(',')
            .map(str::trim)
            .filter(|spelling| !spelling.is_empty())
            .collect();
        let message = "one spelling with a comma in it";
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(alias.span);
        report.push(diagnostic.help(format!(
            "write a list: `aliases: [{}]`",
            spellings.join(", ")
        )));
    }
    let mut definition = Prose::default();
    for part in parse(text, parts.words, report) {
        if let Some(heading) = &part.heading {
            let diagnostic = Diagnostic::new(Code::MalformedAttribute, "heading in a definition")
                .at(heading.span);
            report.push(diagnostic.help("write the definition as plain paragraphs"));
        }
        definition.events.extend(part.prose.events);
    }
    if definition.is_empty() && !parts.is_broken {
        let diagnostic = Diagnostic::new(Code::MissingKey, "this term has no definition")
            .at(parts.words.at_start());
        report.push(
            diagnostic
                .help("write it below the front matter; its first sentence must make sense alone"),
        );
    }
    Some(Term {
        visibility,
        term: keys.term,
        abbreviation: keys.abbreviation,
        aliases: keys.aliases,
        autolink: keys.autolink,
        definition,
    })
}
