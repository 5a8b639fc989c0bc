//! Finds an id that occurs twice on a finished page: links, labels and scripts would reach only the first.
//!
//! The tags of a page are read as a browser reads them, and only as far as needed: comments, scripts and styles are
//! passed over, and of a tag only the value of `id` is looked at.

use memchr::memmem;
use memchr::{memchr, memchr3};

use crate::diagnostic::{Code, Diagnostic};
use crate::plan::PagePlan;
use crate::text::Span;
use crate::theme::Theme;

/// Checks that no id occurs twice on a finished page.
///
/// # Errors
/// If one does, with its name and the page's address.
pub fn check_ids(html: &[u8], planned: &PagePlan, theme: &Theme) -> Result<(), Diagnostic> {
    let Some(id) = std::str::from_utf8(html).ok().and_then(duplicate_id) else {
        return Ok(());
    };
    let message = format!("the id `{id}` occurs twice on one page");
    let mut diagnostic = Diagnostic::new(Code::DuplicatePageId, message);
    let template = theme.template(&planned.template.value);
    if let Some(place) = template.and_then(|name| theme.place(&name)) {
        diagnostic = diagnostic.label(place, "the page's template");
    }
    if let Some(&file) = planned.files.first() {
        diagnostic = diagnostic.label(Span::new(file, 0..0), "the page of this file");
    }
    Err(diagnostic
        .help(format!("the page is {}", planned.url))
        .help("change the id in the content; a theme starts its own ids with `pp-`"))
}

/// The first id, in the order of the alphabet, that a page has more than once.
fn duplicate_id(html: &str) -> Option<&str> {
    let mut ids = ids(html);
    ids.sort_unstable();
    let twice = ids.windows(2).find(|pair| pair[0] == pair[1])?;
    Some(twice[0])
}

/// The value of every `id` attribute, in the order of the page.
fn ids(html: &str) -> Vec<&str> {
    let bytes = html.as_bytes();
    let mut ids = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let start = at + found + 1;
        let rest = &bytes[start..];
        if rest.starts_with(b"!--") {
            at = start + past(rest, "-->");
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let tag = &html[start..start + end_of_tag(rest)];
            if may_have_id(tag.as_bytes()) {
                ids.extend(id_of(tag));
            }
            at = start + tag.len();
            // What these elements hold is not markup.
            for name in ["script", "style"] {
                if is_named(tag, name) {
                    at += past(&bytes[at..], &format!("</{name}"));
                }
            }
        } else {
            at = start;
        }
    }
    ids
}

/// Whether a tag holds the two letters. Few do, and to look for them is quicker than to read all
/// attributes.
fn may_have_id(tag: &[u8]) -> bool {
    let mut pairs = tag.windows(2);
    pairs.any(|pair| pair[0] | 0x20 == b'i' && pair[1] | 0x20 == b'd')
}

/// The length of the text up to and with `end`; all of it, if there is none.
fn past(text: &[u8], end: &str) -> usize {
    memmem::find(text, end.as_bytes()).map_or(text.len(), |at| at + end.len())
}

/// Where the tag that a text begins with ends. A `>` in quotation marks does not end it.
fn end_of_tag(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &text[at..]) {
        let mark = text[at + found];
        at += found + 1;
        if mark == b'>' {
            return at - 1;
        }
        match memchr(mark, &text[at..]) {
            Some(close) => at += close + 1,
            None => break,
        }
    }
    text.len()
}

fn is_named(tag: &str, name: &str) -> bool {
    tag.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !tag
            .as_bytes()
            .get(name.len())
            .is_some_and(u8::is_ascii_alphanumeric)
}

/// The value of a tag's `id`.
fn id_of(tag: &str) -> Option<&str> {
    let name = tag.find(|c: char| c.is_ascii_whitespace() || c == '/')?;
    let mut rest = &tag[name..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(mark @ ('"' | '\'')) => value[1..].split_once(mark)?,
            _ => value
                .find(|c: char| c.is_ascii_whitespace())
                .map_or((value, ""), |end| value.split_at(end)),
        };
        if name.eq_ignore_ascii_case("id") {
            return Some(value);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::{duplicate_id, ids};

    #[test]
    fn ids_are_read_as_a_browser_reads_them() {
        let html = r#"<p id="a" class=x><svg id='b'/><a href="?id=no" data-id="no" ID = c>
            <i title="a > b" id=d></i><!-- <p id="no"> --><script>"<p id='no'>"</script >
            id="no" &lt;p id="no"&gt;<br/id="e"><p
            id="f">"#;
        assert_eq!(ids(html), ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn an_id_that_occurs_twice_is_found() {
        assert_eq!(duplicate_id("<p id=a><p id=b>"), None);
        assert_eq!(duplicate_id("<p id=\"b\"><p id=a><i id='b'>"), Some("b"));
        // An id is compared letter by letter.
        assert_eq!(duplicate_id("<p id=a><p id=A>"), None);
    }

    #[test]
    fn what_is_no_html_at_all_is_read_to_its_end() {
        for text in [
            "<",
            "<a",
            "<a id",
            "<a id=",
            "<a id=\"",
            "<a =x id==",
            "<!--",
            "<script",
            "< id=a",
            "<a id=é>",
            "<a / / =",
            "<a \" id=x",
        ] {
            assert_eq!(duplicate_id(text), None, "{text}");
        }
    }
}
