//! What serde-saphyr finds wrong with a YAML text, in an author's words.
//!
//! The library speaks of scalars and contexts, and points at where it gave up, which may be a line too early or one sign
//! too late. Here its sentence only tells which slip it was; what to say of it, and where, is found in the text.

use std::ops::Range;

use serde_saphyr::{Error, Location};

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{LineCol, LineIndex, Span};

const QUOTE: &str = "put quotation marks around the whole value";

/// A slip: what to say, where, and what to type.
struct YamlMistake {
    message: String,
    range: Range<usize>,
    help: &'static str,
}

/// Tells of what is wrong with a text that stands at `span` of its file.
pub(super) fn diagnostic(error: &Error, text: &str, span: Span) -> Diagnostic {
    let error = error.without_snippet();
    let at = match error.location() {
        Some(location) if location.line() > 0 => offset(text, location),
        _ => 0,
    };
    let YamlMistake {
        message,
        range,
        help,
    } = slip(&error.to_string(), text, at);
    let place = Span::new(span.file, range).shifted(span.start as usize);
    Diagnostic::new(Code::YamlSyntax, message)
        .at(place)
        .help(help)
}

fn slip(sentence: &str, text: &str, at: usize) -> YamlMistake {
    let says = |words: &[&str]| words.iter().any(|words| sentence.contains(words));
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = line..text[at..].find('\n').map_or(text.len(), |end| at + end);
    let before = &text[line.start..at];
    let sign = at..text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let word = at..text[at..line.end]
        .find(char::is_whitespace)
        .map_or(line.end, |end| at + end);
    let written = text[line.clone()].trim_end().len();
    let whole = line.end - text[line.clone()].trim_start().len()..line.start + written;
    let new = |message: String, range, help| YamlMistake {
        message,
        range,
        help,
    };
    let is = |message: &str, range, help| YamlMistake {
        message: message.to_owned(),
        range,
        help,
    };
    if says(&["duplicate mapping key"]) {
        let key = at..text[at..line.end]
            .find(':')
            .map_or(line.end, |end| at + end);
        return new(
            format!("the key `{}` stands here twice", &text[key.clone()]),
            key,
            "keep one of them",
        );
    }
    if says(&["a tab", "tabs "])
        && let Some(tab) = text[line.start..].find('\t').map(|tab| line.start + tab)
    {
        return is(
            "a tab stands here, where YAML takes spaces alone",
            tab..tab + 1,
            "use spaces to indent",
        );
    }
    if says(&["simple key", "mapping values"])
        && let Some((space, c)) = text[line.clone()]
            .char_indices()
            .find(|&(_, c)| c.is_whitespace() && !c.is_ascii())
    {
        let space = line.start + space;
        let message = "a no-break space stands here, which YAML takes for a letter";
        return is(
            message,
            space..space + c.len_utf8(),
            "write an ordinary space in its place",
        );
    }
    if says(&["mapping values"]) {
        // Without a value before it on its line, the line goes on the value of the one above.
        return match before.contains(": ") {
            true => is(
                "a value holds a colon and a space, which only follow a key",
                sign,
                "put quotation marks around a value that holds a colon and a space",
            ),
            false => is(
                "this line stands further in than its key may",
                line.start..at,
                "begin it under the key above it; a value that holds a colon and a space stands in quotation marks",
            ),
        };
    }
    if says(&["simple key"]) {
        let help = "write `key: value`, with a space after the colon; a value over several lines is indented";
        return is("this line has no key", whole, help);
    }
    if says(&["non-finite"]) {
        return new(
            format!("`{}` is no number that can be shown", &text[word.clone()]),
            word,
            "write a smaller number",
        );
    }
    if says(&["trailing content"]) {
        let help = "put double quotation marks around the whole value; within them, a quotation mark is written `\\\"`";
        return is(
            "something stands after the closing quotation mark",
            sign,
            help,
        );
    }
    if says(&["escape"]) {
        let help = "write two backslashes for one, or put single quotation marks around the value";
        return is(
            "a backslash in double quotation marks begins a sign that there is none of",
            sign,
            help,
        );
    }
    if says(&["quoted scalar"]) {
        let help = "close it at the end of the value, on its line or on indented ones";
        return is("a quotation mark is not closed before here", sign, help);
    }
    if says(&["unclosed bracket"]) {
        return new(
            format!("`{}` is not closed", &text[sign.clone()]),
            sign,
            "close it, or put quotation marks around the value",
        );
    }
    if says(&["multiple YAML documents"]) {
        return is(
            "a line of `---` or `...` ends the keys before this one",
            whole,
            "take that line away",
        );
    }
    if says(&["block mapping", "block collection", "block sequence, did"]) {
        return is(
            "this line goes with none above it",
            whole,
            "indent it as far as the lines it belongs with",
        );
    }
    let begins_value = before.ends_with([' ', '\t', '[', ',']) || before.is_empty();
    if begins_value
        && text[at..].starts_with([
            '%', '`', '@', '*', '&', '!', '|', '>', '-', '?', '{', '}', '[', ']', ',',
        ])
    {
        return new(
            format!(
                "a value cannot begin with `{}` like this",
                &text[sign.clone()]
            ),
            sign,
            QUOTE,
        );
    }
    is(
        "this is not YAML",
        sign,
        "look for a missing space after a colon, uneven indents, or quotation marks that do not close",
    )
}

/// Where a fault stands, of which the library says the line and column alone.
fn offset(text: &str, location: Location) -> usize {
    let narrow = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let place = LineCol {
        line: narrow(location.line()),
        column: narrow(location.column()),
    };
    LineIndex::new(text).offset(text, place)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Report;
    use crate::fields::parse_yaml;
    use crate::text::{SourceMap, Span};

    /// The message, with the line and the words it points at.
    fn told(yaml: &str) -> String {
        let text = format!("---\n{yaml}");
        let mut sources = SourceMap::default();
        let file = sources.add("a.md", text.as_str());
        let mut report = Report::default();
        assert!(
            parse_yaml(yaml, Span::new(file, 4..text.len()), &mut report).is_none(),
            "{yaml}"
        );
        let diagnostic = report.iter().next().expect("a fault");
        let place = diagnostic.place().expect("a place");
        let line = sources.file(file).place(place.start as usize).line;
        format!("{line} {:?}: {}", &text[place.range()], diagnostic.message)
    }

    #[test]
    fn every_slip_is_told_in_plain_words_at_its_own_place() {
        for (yaml, expected) in [
            (
                "a: b\n\tc: d",
                "3 \"\\t\": a tab stands here, where YAML takes spaces alone",
            ),
            (
                "a:\n\t- b",
                "3 \"\\t\": a tab stands here, where YAML takes spaces alone",
            ),
            ("a: b\na: c", "3 \"a\": the key `a` stands here twice"),
            (
                "a: b\nc:\u{a0}d",
                "3 \"\\u{a0}\": a no-break space stands here, which YAML takes for a letter",
            ),
            (
                "a: b: c",
                "2 \":\": a value holds a colon and a space, which only follow a key",
            ),
            (
                "a: b\n  c: d",
                "3 \"  c\": this line stands further in than its key may",
            ),
            ("a: b\nc:d", "3 \"c:d\": this line has no key"),
            ("a: %", "2 \"%\": a value cannot begin with `%` like this"),
            ("a: `b`", "2 \"`\": a value cannot begin with ``` like this"),
            ("a: @b", "2 \"@\": a value cannot begin with `@` like this"),
            ("a: *b", "2 \"*\": a value cannot begin with `*` like this"),
            ("a: - b", "2 \"-\": a value cannot begin with `-` like this"),
            ("a: }", "2 \"}\": a value cannot begin with `}` like this"),
            (
                "a: |b\n c",
                "2 \"|\": a value cannot begin with `|` like this",
            ),
            (
                "a: 1e400",
                "2 \"1e400\": `1e400` is no number that can be shown",
            ),
            ("a: [b", "2 \"[\": `[` is not closed"),
            (
                "a: 'b's c'",
                "2 \"s\": something stands after the closing quotation mark",
            ),
            (
                "a: \"b \\d\"",
                "2 \"\\\"\": a backslash in double quotation marks begins a sign that there is none of",
            ),
            (
                "a: \"b\nc: d",
                "3 \"c\": a quotation mark is not closed before here",
            ),
            (
                "a: b\n...\nc: d",
                "4 \"c: d\": a line of `---` or `...` ends the keys before this one",
            ),
            (
                "a:\n  - b\n  c: d",
                "4 \"c: d\": this line goes with none above it",
            ),
            ("a: b\n- c", "3 \"- c\": this line goes with none above it"),
        ] {
            assert_eq!(told(yaml), expected, "{yaml}");
        }
    }
}
