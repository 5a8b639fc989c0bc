//! `topics.yaml` and `measures.yaml`: lists of things with an id, a name and what they mean.

use super::parse_yaml_file;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::{MapReader, NodeKind};
use crate::text::{FileId, Spanned};

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
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub name: String,
    /// What it means: `description` of a topic, `definition` of a measure.
    pub meaning: String,
    /// The unit of a measure.
    pub unit: Option<Spanned<String>>,
}

pub(super) fn vocabulary(
    what: &'static str,
    text: &str,
    file: FileId,
    report: &mut Report,
) -> Option<Vocabulary> {
    let node = parse_yaml_file(text, file, report)?;
    let nodes = match &node.kind {
        NodeKind::List(nodes) => nodes.as_slice(),
        NodeKind::Nothing => &[],
        NodeKind::Scalar(_) | NodeKind::Map(_) => {
            let diagnostic =
                Diagnostic::new(Code::WrongType, "a vocabulary is a list").at(node.span);
            report.push(diagnostic.help("begin each entry with `- id: …`"));
            &[]
        }
    };
    let is_measure = what == "a measure";
    let is_list = matches!(node.kind, NodeKind::List(_) | NodeKind::Nothing);
    let mut vocabulary = Vocabulary {
        entries: Vec::new(),
        is_incomplete: !is_list,
    };
    for node in nodes {
        let mut fields = MapReader::new(node, what, report);
        let id = fields.required_text("id");
        let name = fields
            .required_text("name")
            .map(|name| name.value)
            .unwrap_or_default();
        let meaning = fields.required_text(if is_measure {
            "definition"
        } else {
            "description"
        });
        let unit = if is_measure {
            fields.required_text("unit")
        } else {
            None
        };
        let id = id.filter(|id| fields.check_id(id));
        fields.finish();
        let meaning = meaning.map(|text| text.value).unwrap_or_default();
        vocabulary.is_incomplete |= id.is_none();
        vocabulary.entries.extend(id.map(|id| VocabularyEntry {
            id,
            name,
            meaning,
            unit,
        }));
    }
    Some(vocabulary)
}
