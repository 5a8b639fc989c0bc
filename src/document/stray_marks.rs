//! Marks within a line that Markdown does not know, or that lack their other end: `:smile:`, `3^rd^`,
//! `~~gone`, `&amper;`, `<!- later -->`, `![A chart(chart.png)`. They are shown as typed.

use pulldown_cmark::{Event, Parser};

use super::attribute_recovery::signs;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{Span, hidden_characters};

/// How far the end of a mark is looked for, in bytes.
const NEAR: usize = 40;

/// How many of one piece of text are reported.
const MOST: usize = 10;

/// Checks the piece of text at `span`.
pub(super) fn in_text(span: Span, text: &str, is_heading: bool, report: &mut Report) {
    let words = &text[span.range()];
    let (mut done, mut found) = (0, 0);
    for (at, sign) in signs(words) {
        if at < done || found == MOST {
            continue;
        }
        let before = words[..at].chars().next_back();
        let rest = &words[at..words.floor_char_boundary(words.len().min(at + NEAR))];
        let mark = match sign {
            b':' => emoji(before, rest),
            b'^' if rest.starts_with("^[") => note(rest),
            b'+' | b'|' | b'%' => paired(before, rest),
            b'{' if !is_heading => placeholder(rest),
            b'^' | b'~' => tilde_or_caret(before, rest),
            b'&' => entity(rest),
            b'<' if rest.starts_with("<!-") && !rest.starts_with("<!--") => {
                Some((3, StrayMark::Comment))
            }
            // One with both brackets is reported as a link.
            b'!' if rest.starts_with("![") && !rest.contains(']') => Some((2, StrayMark::Picture)),
            _ => None,
        };
        let Some((length, mark)) = mark else { continue };
        done = at + length;
        found += 1;
        let place = Span::new(span.file, at..done).shifted(span.start as usize);
        report.push(mark.diagnostic(&words[at..done]).at(place));
    }
}

#[derive(Clone, Copy)]
enum StrayMark {
    /// `:smile:`
    Emoji,
    /// `3^rd^`, `H~2~O`
    Raised,
    /// `~~gone`
    Strike,
    /// `&amper;`
    Entity,
    /// `&#8203;`
    HiddenEntity(char),
    /// `<!- later -->`
    Comment,
    /// `![A chart(chart.png)`
    Picture,
    /// `++new++`, `||hidden||`, `%%note%%`, `{++new++}`
    Edit,
    /// `{{ title }}`, `{% include %}`
    Template,
    /// `^[a note]`
    Note,
}

impl StrayMark {
    fn diagnostic(self, mark: &str) -> Diagnostic {
        let shown = |help: String| {
            Diagnostic::new(Code::LiteralMark, format!("`{mark}` is shown as typed")).help(help)
        };
        match self {
            StrayMark::Emoji => shown("type the emoji itself, or say it in words".to_owned()),
            StrayMark::Raised => {
                let inner = mark.trim_matches(['^', '~']);
                shown(format!(
                    "write `{inner}` without the marks, or with raised or lowered digits such as `²` or `₂`"
                ))
            }
            StrayMark::Strike => shown(
                "write `~~words~~`, without spaces inside, or `\\~` for the character".to_owned(),
            ),
            StrayMark::Entity => {
                shown("type the character itself, or `\\&` for an ampersand".to_owned())
            }
            StrayMark::Edit => {
                shown("remove the marks, and what should not be published".to_owned())
            }
            StrayMark::Template => shown(
                "write what should be there, or put it between backticks to show it".to_owned(),
            ),
            StrayMark::Note => {
                shown("write `[^name]`, and below the paragraph `[^name]: The note.`".to_owned())
            }
            StrayMark::Comment => {
                shown("a comment begins with `<!--` and ends with `-->`".to_owned())
            }
            StrayMark::HiddenEntity(character) => {
                let hidden = crate::text::HiddenCharacter { at: 0, character };
                let message = format!("hidden character {}", hidden.description());
                Diagnostic::new(Code::HiddenCharacter, message).help("remove its entity")
            }
            StrayMark::Picture => {
                let message = "invalid picture, which is shown as typed";
                Diagnostic::new(Code::MalformedLink, message)
                    .help("write it like `![What it shows](picture.png)`")
            }
        }
    }
}

/// Pairs of marks around words, for insertions, spoilers and comments in other programs.
fn paired(before: Option<char>, rest: &str) -> Option<(usize, StrayMark)> {
    let mark = rest
        .get(..2)
        .filter(|mark| matches!(*mark, "++" | "||" | "%%"))?;
    let inner = &rest[2..];
    let end = inner.find(mark)?;
    let is_tight = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !mark.contains(c));
    let is_marked = !before.is_some_and(|c| c.is_alphanumeric() || mark.contains(c))
        && (mark == "%%"
            || is_tight(inner.chars().next()) && is_tight(inner[..end].chars().next_back()))
        && end > 0
        && !inner[..end].contains('\n');
    is_marked.then_some((end + 4, StrayMark::Edit))
}

/// Braces of templates, and of edits that are not yet accepted.
fn placeholder(rest: &str) -> Option<(usize, StrayMark)> {
    const BRACES: [(&str, &str, StrayMark); 6] = [
        ("{{", "}}", StrayMark::Template),
        ("{%", "%}", StrayMark::Template),
        ("{++", "++}", StrayMark::Edit),
        ("{--", "--}", StrayMark::Edit),
        ("{~~", "~~}", StrayMark::Edit),
        ("{>>", "<<}", StrayMark::Edit),
    ];
    let (open, close, mark) = BRACES
        .into_iter()
        .find(|(open, ..)| rest.starts_with(open))?;
    let end = rest.find(close).map_or(open.len(), |end| end + close.len());
    Some((end, mark))
}

/// A footnote within the text.
fn note(rest: &str) -> Option<(usize, StrayMark)> {
    let end = rest.find(']').map_or(2, |end| end + 1);
    Some((end, StrayMark::Note))
}

fn emoji(before: Option<char>, rest: &str) -> Option<(usize, StrayMark)> {
    let is_free = before.is_none_or(|c| c.is_whitespace() || "(“‘\"'".contains(c));
    let (name, after) = rest[1..].split_once(':')?;
    let is_name = name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '/');
    (is_free && is_name && ends).then_some((name.len() + 2, StrayMark::Emoji))
}

fn tilde_or_caret(before: Option<char>, rest: &str) -> Option<(usize, StrayMark)> {
    let sign = rest.chars().next()?;
    let inner = rest.trim_start_matches(sign);
    let n = rest.len() - inner.len();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if sign == '~' && n > 1 {
        let is_mark = is_word(before) || is_word(inner.chars().next());
        return is_mark.then_some((n, StrayMark::Strike));
    }
    if sign == '~' && n == 1 && before.is_none_or(|c| !c.is_alphanumeric()) {
        let end = inner
            .find(sign)
            .filter(|&end| is_struck(&inner[..end], &inner[end + 1..]))?;
        return Some((end + 2, StrayMark::Strike));
    }
    let raised = inner
        .split(sign)
        .next()
        .filter(|raised| raised.len() < inner.len())?;
    let is_raised = n == 1
        && is_word(before)
        && !raised.is_empty()
        && raised.chars().count() <= 10
        && raised.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_raised.then_some((raised.len() + 2, StrayMark::Raised))
}

/// Whether words between single tildes were meant to be struck through. `~5 of ~9` was not.
fn is_struck(words: &str, after: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    is_letter(words.chars().next())
        && is_letter(words.chars().next_back())
        && !words.contains('\n')
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '~')
}

fn entity(rest: &str) -> Option<(usize, StrayMark)> {
    let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#')? + 1;
    let name = &rest[1..end];
    if name.starts_with('#') && name.len() > 2 && rest.as_bytes()[end] != b';' {
        return Some((end, StrayMark::Entity));
    }
    let is_name = name.starts_with('#') || (name.len() > 2 && !name.bytes().any(|b| b == b'#'));
    if rest.as_bytes()[end] != b';' || !is_name {
        return None;
    }
    let written = &rest[..=end];
    let decoded = Parser::new(written).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    if decoded.starts_with('&') && decoded.len() > 1 || decoded == "&" && !written.starts_with("&a")
    {
        return Some((end + 1, StrayMark::Entity));
    }
    let hidden = hidden_characters(&decoded)
        .first()
        .map(|hidden| hidden.character)?;
    Some((end + 1, StrayMark::HiddenEntity(hidden)))
}
