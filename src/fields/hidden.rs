//! Hidden characters that a value has by an escape such as `"\\u202e"`. Those in the text of a file are
//! reported when it is read.

use super::{Node, NodeKind};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::hidden_characters;

/// Reports the hidden characters of every text below `node`, if `text`, which it is read from, has none.
pub(super) fn check(node: &Node, text: &str, report: &mut Report) {
    if text.contains('\\') && hidden_characters(text).is_empty() {
        check_node(node, report);
    }
}

fn check_node(node: &Node, report: &mut Report) {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            if let Some(hidden) = hidden_characters(&scalar.text).first() {
                let message = format!("hidden character {}", hidden.description());
                let diagnostic = Diagnostic::new(Code::HiddenCharacter, message).at(node.span);
                report.push(diagnostic.help("remove the escape for it"));
            }
        }
        NodeKind::Nothing => {}
        NodeKind::List(list) => list.iter().for_each(|node| check_node(node, report)),
        NodeKind::Map(entries) => entries
            .iter()
            .for_each(|(_, node)| check_node(node, report)),
    }
}
