//! What is done to the text of a block before it becomes a document: bare addresses become links,
//! and typewriter marks become typographic ones. Both see the block as a reader does, across
//! emphasis and links; code and HTML stay as typed.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::event::{LocatedEvent, is_verbatim};
use super::{bare_address, typography};

/// Events with bare addresses as links and typographic marks.
pub(super) fn prepare<'t>(
    events: impl Iterator<Item = LocatedEvent<'t>>,
    text: &'t str,
) -> Vec<LocatedEvent<'t>> {
    let mut out: Vec<LocatedEvent<'t>> = Vec::new();
    let mut block = 0;
    // Code, headings and links: no address becomes a link there.
    let mut closed = 0usize;
    let mut in_code = false;
    for (event, range) in joined(events, text) {
        if !is_inline(&event) {
            typography::apply(&mut out[block..], text);
            block = out.len() + 1;
        }
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. }) => closed += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => {
                closed = closed.saturating_sub(1);
            }
            _ => {}
        }
        match event {
            Event::Text(words) if in_code => {
                out.push((Event::Text(words), range));
                block = out.len();
            }
            Event::Text(words) if closed == 0 && is_verbatim(&words, &range) => {
                with_addresses(&text[range.clone()], range.start, &mut out);
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = format!("mailto:{dest_url}").into();
                let link = Tag::Link {
                    link_type: LinkType::Autolink,
                    dest_url,
                    title,
                    id,
                };
                out.push((Event::Start(link), range));
            }
            other => out.push((other, range)),
        }
    }
    if block < out.len() {
        typography::apply(&mut out[block..], text);
    }
    out
}

/// Joins pieces of text that follow each other without a gap, so that an address with `_` in it is
/// one.
fn joined<'t>(
    events: impl Iterator<Item = LocatedEvent<'t>>,
    text: &'t str,
) -> impl Iterator<Item = LocatedEvent<'t>> {
    let mut events = events.peekable();
    std::iter::from_fn(move || {
        let (event, mut range) = events.next()?;
        let Event::Text(words) = &event else {
            return Some((event, range));
        };
        if !is_verbatim(words, &range) {
            return Some((event, range));
        }
        let mut is_joined = false;
        while let Some((Event::Text(next), after)) = events.peek()
            && after.start == range.end
            && is_verbatim(next, after)
        {
            range.end = after.end;
            is_joined = true;
            events.next();
        }
        match is_joined {
            true => Some((Event::Text(CowStr::Borrowed(&text[range.clone()])), range)),
            false => Some((event, range)),
        }
    })
}

/// Whether an event is inside a line of text and does not begin or end a block.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule | Event::Html(_) => false,
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
    }
}

fn with_addresses<'t>(words: &'t str, start: usize, out: &mut Vec<LocatedEvent<'t>>) {
    let mut done = 0;
    let at = |range: Range<usize>| start + range.start..start + range.end;
    for (range, address) in bare_address::find(words) {
        if range.start > done {
            let before = done..range.start;
            out.push((
                Event::Text(CowStr::Borrowed(&words[before.clone()])),
                at(before),
            ));
        }
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: address.into(),
            title: "".into(),
            id: "".into(),
        };
        out.push((Event::Start(link), at(range.clone())));
        out.push((
            Event::Text(CowStr::Borrowed(&words[range.clone()])),
            at(range.clone()),
        ));
        out.push((Event::End(TagEnd::Link), at(range.clone())));
        done = range.end;
    }
    if done < words.len() || done == 0 {
        let rest = done..words.len();
        out.push((
            Event::Text(CowStr::Borrowed(&words[rest.clone()])),
            at(rest),
        ));
    }
}
