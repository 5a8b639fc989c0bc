//! Scripts, styles and event handlers inside a template. The site's Content-Security-Policy blocks them in a browser, so a page
//! that relies on them would be broken: they are errors at the place where they are written.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, SourceMap, Span};
use crate::theme::Theme;

/// Reports inline code in every template of a theme.
pub(super) fn check(theme: &Theme, sources: &SourceMap, report: &mut Report) {
    for &file in theme.templates.values() {
        for found in find(&sources.file(file).text) {
            report.push(found.diagnostic(file));
        }
    }
}

/// What is not allowed inside a page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inline {
    Script,
    StyleElement,
    StyleAttribute,
    Handler(String),
    ScriptAddress(String),
}

/// Inline code, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    what: Inline,
    at: std::ops::Range<usize>,
}

impl Found {
    fn diagnostic(self, file: FileId) -> Diagnostic {
        let (message, help) = match self.what {
            Inline::Script => (
                "inline script".to_owned(),
                "put the script into a file in `assets/`, and load it with `<script src=\"{{ asset(path=\"…\").url }}\">`",
            ),
            Inline::StyleElement => (
                "inline stylesheet".to_owned(),
                "put the rules into a stylesheet in `assets/`",
            ),
            Inline::StyleAttribute => (
                "`style` attribute".to_owned(),
                "give the element a class, and style the class in a stylesheet",
            ),
            Inline::Handler(name) => (
                format!("event handler `{name}`"),
                "add the handler in a script in `assets/`, with `addEventListener`",
            ),
            Inline::ScriptAddress(name) => (
                format!("script in the attribute `{name}`"),
                "use a button, and handle its click in a script in `assets/`",
            ),
        };
        Diagnostic::new(Code::InlineCode, message)
            .at(Span::new(file, self.at))
            .help(help)
    }
}

/// Every piece of inline code in the HTML of a template.
fn find(text: &str) -> Vec<Found> {
    let html = without_tags(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = html[from..].find('<').map(|at| from + at) {
        if html[at..].starts_with("<!--") {
            from = html[at..].find("-->").map_or(html.len(), |end| at + end);
            continue;
        }
        let name_end = end_of_name(&html, at + 1);
        let name = html[at + 1..name_end].to_ascii_lowercase();
        if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            from = at + 1;
            continue;
        }
        let (attributes, end) = attributes(&html, name_end);
        let value = |wanted: &str| {
            let attribute = attributes
                .iter()
                .find(|attribute| attribute.name == wanted)?;
            Some(html[attribute.value.clone()].trim().to_ascii_lowercase())
        };
        match name.as_str() {
            "script" if value("src").is_none() && is_run(value("type").as_deref()) => {
                found.push(Found {
                    what: Inline::Script,
                    at: at..name_end,
                });
            }
            "style" => found.push(Found {
                what: Inline::StyleElement,
                at: at..name_end,
            }),
            _ => {}
        }
        found.extend(
            attributes
                .iter()
                .filter_map(|attribute| inline(attribute, &html)),
        );
        // What a script or stylesheet holds is not HTML.
        let close = format!("</{name}");
        from = match name.as_str() {
            "script" | "style" | "textarea" | "title" => html[end..]
                .to_ascii_lowercase()
                .find(&close)
                .map_or(html.len(), |at| end + at),
            _ => end,
        };
    }
    found
}

/// An attribute of an element: its name in lower case, and where name and value are.
struct Attribute {
    name: String,
    place: std::ops::Range<usize>,
    value: std::ops::Range<usize>,
}

fn inline(attribute: &Attribute, html: &str) -> Option<Found> {
    // The shortest name of a handler, `oncut`; `one` and the like are attributes of themes.
    const SHORTEST: usize = 5;
    let name = attribute.name.as_str();
    let is_handler = name.starts_with("on")
        && name.len() >= SHORTEST
        && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let value = html[attribute.value.clone()]
        .trim_start()
        .to_ascii_lowercase();
    let is_address = ["href", "src", "action", "formaction", "xlink:href", "data"].contains(&name);
    let what = match name {
        "style" => Inline::StyleAttribute,
        _ if is_handler => Inline::Handler(name.to_owned()),
        _ if is_address && value.starts_with("javascript:") => {
            Inline::ScriptAddress(name.to_owned())
        }
        _ => return None,
    };
    let at = attribute.place.clone();
    Some(Found { what, at })
}

/// Whether a browser runs a script of a type. The others hold data.
fn is_run(kind: Option<&str>) -> bool {
    let is_script = |kind: &str| {
        kind.is_empty()
            || ["module", "importmap", "speculationrules"].contains(&kind)
            || kind.ends_with("javascript")
            || kind.ends_with("ecmascript")
    };
    kind.is_none_or(is_script)
}

/// The attributes after an element's name, and the end of the tag.
fn attributes(html: &str, from: usize) -> (Vec<Attribute>, usize) {
    let bytes = html.as_bytes();
    let mut attributes = Vec::new();
    let mut at = from;
    let skip = |mut at: usize, is: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|&byte| is(byte)) {
            at += 1;
        }
        at
    };
    loop {
        at = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at) {
            None => return (attributes, html.len()),
            Some(b'>') => return (attributes, at + 1),
            Some(_) => {}
        }
        let start = at;
        at = skip(at, |byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/')
        });
        // A lone `=` is not a name; it is passed over.
        let end = at.max(start + 1).min(html.len());
        let place = start..end;
        let name = html
            .get(place.clone())
            .unwrap_or_default()
            .to_ascii_lowercase();
        at = skip(end, |byte| byte.is_ascii_whitespace());
        let value = if bytes.get(at) == Some(&b'=') {
            at = skip(at + 1, |byte| byte.is_ascii_whitespace());
            match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let start = at + 1;
                    let length = bytes[start..].iter().position(|&byte| byte == quote);
                    let end = length.map_or(html.len(), |length| start + length);
                    at = (end + 1).min(html.len());
                    start..end
                }
                _ => {
                    let start = at;
                    at = skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
                    start..at
                }
            }
        } else {
            end..end
        };
        attributes.push(Attribute { name, place, value });
    }
}

fn end_of_name(html: &str, from: usize) -> usize {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<');
    html.as_bytes()[from..]
        .iter()
        .position(is_end)
        .map_or(html.len(), |at| from + at)
}

/// The text with as many filling characters in place of what Tera reads: an `x` for each byte that it prints, spaces for
/// statements and comments. Places stay the same.
fn without_tags(text: &str) -> String {
    const TAGS: [(&str, &str, &str); 3] = [("{{", "}}", "x"), ("{%", "%}", " "), ("{#", "#}", " ")];
    let mut html = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, (open, close, filling))) = TAGS
        .iter()
        .filter_map(|tag| Some((rest.find(tag.0)?, *tag)))
        .min_by_key(|(at, _)| *at)
    {
        html.push_str(&rest[..at]);
        let inside = &rest[at..];
        let end = inside[open.len()..]
            .find(close)
            .map_or(inside.len(), |end| open.len() + end + close.len());
        html.push_str(&filling.repeat(end));
        rest = &inside[end..];
    }
    html.push_str(rest);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> Vec<&str> {
        find(html)
            .into_iter()
            .map(|found| &html[found.at])
            .collect()
    }

    #[test]
    fn scripts_styles_and_handlers_are_found_where_they_are() {
        for (html, at) in [
            ("<p>a</p><script>x()</script>", "<script"),
            ("<SCRIPT type='module'>x</SCRIPT>", "<SCRIPT"),
            ("<script type=\"text/javascript\">x</script>", "<script"),
            ("<style>p { }</style>", "<style"),
            ("<p class=\"a\" style=\"x\">", "style"),
            ("<p STYLE = x>", "STYLE"),
            ("<a {% if x %}onclick='y'{% endif %}>", "onclick"),
            ("<button\n  onClick=\"y\">", "onClick"),
            ("<a href=\" JavaScript:x()\">", "href"),
            ("{% if a %}<i style='b{{ c }}'>{% endif %}", "style"),
            ("<svg><g style=x></g></svg>", "style"),
            ("<img src=x onerror=y>", "onerror"),
        ] {
            assert_eq!(pieces(html), [at], "{html}");
        }
    }

    #[test]
    fn what_a_browser_does_not_run_is_left_alone() {
        for html in [
            "<script src=\"{{ x }}\" defer></script>",
            "<script type=\"application/json\">{\"style\": 1}</script>",
            "<script type='application/ld+json'>{{ x }}</script>",
            "<!-- <script>x</script> <p style=x> -->",
            "{# <p style=x> #}<p>",
            "{% <filters one=\"a\" style=\"b\"> %}",
            "<p>style=\"x\" onclick=\"y\"</p>",
            "<p title=\"a style=x onclick=y\" data-style=x data-onclick=y one=z>",
            "<title><p style=x></title>",
            "<link rel=stylesheet href=a.css>",
            "a < b style=x",
            "<a href=\"https://example.org/?javascript:\">",
            "<p =x>",
            "<p a=\"",
            "<",
            "</p style>",
        ] {
            assert_eq!(pieces(html), Vec::<&str>::new(), "{html}");
        }
    }
}
