//! Hidden characters that a value has by an escape such as `"\\u202e"`. Those in the text of a file are
//! reported when it is read.

use super::{Node, NodeKind};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::hidden_characters;

/// Reports the hidden characters of every text below `node` that are not in the text it is read from,
/// which begins at the byte `start` of its file.
pub(super) fn check(node: &Node, text: &str, start: u32, report: &mut Report) {
    if text.contains('\\') {
        check_node(node, text, start, report);
    }
}

fn check_node(node: &Node, text: &str, start: u32, report: &mut Report) {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let place = node.span.range();
            let start = start as usize;
            let typed =
                text.get(place.start.saturating_sub(start)..place.end.saturating_sub(start));
            if let Some(hidden) = hidden_characters(&scalar.text).first()
                && typed.is_none_or(|typed| hidden_characters(typed).is_empty())
            {
                let message = format!("hidden character {}", hidden.description());
                let diagnostic = Diagnostic::new(Code::HiddenCharacter, message).at(node.span);
                report.push(diagnostic.help("remove the escape for it"));
            }
        }
        NodeKind::Nothing => {}
        NodeKind::List(list) => list
            .iter()
            .for_each(|node| check_node(node, text, start, report)),
        NodeKind::Map(entries) => entries
            .iter()
            .for_each(|(_, node)| check_node(node, text, start, report)),
    }
}
