//! The numbers of a list as its author typed them: "1. 3. 7." stays so, where Markdown would count.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::typed_number;
use crate::text::{SourceMap, Span};

/// The items, by the number of their event, that have another number than counting gives. A list in
/// which all items have the same number is counted.
pub(super) fn typed(events: &[(Event<'static>, Span)], sources: &SourceMap) -> HashMap<usize, u64> {
    let mut found = HashMap::new();
    // For each open list its items with their numbers; a list without numbers has none.
    let mut open: Vec<Vec<(usize, u64)>> = Vec::new();
    for (at, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::List(_)) => open.push(Vec::new()),
            Event::Start(Tag::Item) => {
                let text = &sources.of(*span).text;
                if let Some(list) = open.last_mut()
                    && let Some(number) = typed_number(&text[span.range()])
                {
                    list.push((at, number));
                }
            }
            Event::End(TagEnd::List(is_numbered)) => {
                let list = open.pop().unwrap_or_default();
                if *is_numbered {
                    found.extend(differing(&list));
                }
            }
            _ => {}
        }
    }
    found
}

fn differing(list: &[(usize, u64)]) -> Vec<(usize, u64)> {
    let is_counted = list.len() > 1 && list.iter().all(|(_, number)| *number == list[0].1);
    if is_counted {
        return Vec::new();
    }
    let follows = |pair: &&[(usize, u64)]| pair[0].1.checked_add(1) != Some(pair[1].1);
    list.windows(2)
        .filter(follows)
        .map(|pair| pair[1])
        .collect()
}
