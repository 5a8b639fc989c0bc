//! `topics.yaml` and `measures.yaml`: lists of things with an id, a name and what they mean.

use super::parse_yaml_file;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::value::{EntryId, PlainText, UnitId};
use crate::fields::{Keys, Node, NodeKind, keys};
use crate::text::{FileId, Spanned, is_slug};

keys! {
    /// A topic.
    pub(crate) struct TopicKeys: "a topic" {
        /// The id that findings use.
        required id: EntryId = "local-profiles",
        /// The name that readers see.
        required name: PlainText = "Local profiles",
        /// What the topic covers.
        required description: PlainText = "How a force describes organised crime in its area.",
    }
}

keys! {
    /// A measure.
    pub(crate) struct MeasureKeys: "a measure" {
        /// The id that figures use.
        required id: EntryId = "vacancies",
        /// The name that readers see.
        required name: PlainText = "Vacancies",
        /// What the measure counts.
        required definition: PlainText = "Posts without anyone in them.",
        /// The unit of its figures, unless a figure gives another.
        required unit: UnitId = "count",
    }
}

/// A vocabulary as written.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// In the order written.
    pub entries: Vec<VocabularyEntry>,
    /// Whether there may be more, whose ids could not be read.
    pub is_incomplete: bool,
}

/// A topic or a measure.
#[derive(Clone, Debug)]
pub struct VocabularyEntry {
    /// The id.
    pub id: Spanned<String>,
    /// The name that readers see.
    pub name: String,
    /// `description` of a topic, `definition` of a measure.
    pub meaning: String,
    /// The unit of a measure.
    pub unit: Option<Spanned<String>>,
}

pub(super) fn topics(text: &str, file: FileId, report: &mut Report) -> Option<Vocabulary> {
    vocabulary(text, file, report, |node, report| {
        let keys = TopicKeys::read(node, report);
        entry(keys.id, keys.name, keys.description, None)
    })
}

pub(super) fn measures(text: &str, file: FileId, report: &mut Report) -> Option<Vocabulary> {
    vocabulary(text, file, report, |node, report| {
        let keys = MeasureKeys::read(node, report);
        entry(keys.id, keys.name, keys.definition, keys.unit)
    })
}

fn entry(
    id: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    meaning: Option<Spanned<String>>,
    unit: Option<Spanned<String>>,
) -> Option<VocabularyEntry> {
    let text = |text: Option<Spanned<String>>| text.map(|text| text.value).unwrap_or_default();
    Some(VocabularyEntry {
        id: id.filter(|id| is_slug(&id.value))?,
        name: text(name),
        meaning: text(meaning),
        unit,
    })
}

fn vocabulary(
    text: &str,
    file: FileId,
    report: &mut Report,
    read: impl Fn(&Node, &mut Report) -> Option<VocabularyEntry>,
) -> Option<Vocabulary> {
    let node = parse_yaml_file(text, file, report)?;
    let (nodes, is_list) = match &node.kind {
        NodeKind::List(nodes) => (nodes.as_slice(), true),
        NodeKind::Nothing => (&[][..], true),
        NodeKind::Scalar(_) | NodeKind::Map(_) => {
            let message = format!("expected a list, found {}", node.describe());
            let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
            report.push(diagnostic.help("start each entry with `- id: …`"));
            (&[][..], false)
        }
    };
    let mut vocabulary = Vocabulary {
        entries: Vec::new(),
        is_incomplete: !is_list,
    };
    for node in nodes {
        let entry = read(node, report);
        vocabulary.is_incomplete |= entry.is_none();
        vocabulary.entries.extend(entry);
    }
    Some(vocabulary)
}
