//! Typographic quotation marks, primes, dashes and ellipses in place of those of a keyboard.
//!
//! What a mark is depends on the characters beside it as a reader sees them: across emphasis, links
//! and code. A mark after a backslash, or written as an entity, stays as typed.

use std::ops::Range;

use pulldown_cmark::Event;

use super::event::{LocatedEvent, is_verbatim};

/// Words that begin with an apostrophe in place of a letter.
const ELIDED: [&str; 12] = [
    "tis", "twas", "em", "til", "cos", "cause", "n", "bout", "twixt", "tween", "twould", "twill",
];

/// Sets the marks of one block. `text` is what the events were parsed from.
pub(super) fn apply(events: &mut [LocatedEvent<'_>], text: &str) {
    let has_marks = |(event, _): &LocatedEvent<'_>| {
        matches!(event, Event::Text(words)
            if words.contains(['\'', '"']) || words.contains("--") || words.contains("..."))
    };
    if !events.iter().any(has_marks) {
        return;
    }
    let mut line = Line::default();
    let mut stretches = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Text(words) => {
                let start = line.characters.len();
                line.characters.extend(words.chars());
                if is_verbatim(words, range) && !(events_are_code(&events[..at])) {
                    let is_escaped = text[..range.start].ends_with('\\');
                    stretches.push((
                        at,
                        start + usize::from(is_escaped)..line.characters.len(),
                        start,
                    ));
                }
            }
            Event::Code(words) => line.characters.extend(words.chars()),
            Event::SoftBreak | Event::HardBreak => line.characters.push(' '),
            _ => {}
        }
    }
    for (at, range, start) in stretches {
        let mut words: String = line.characters[start..range.start].iter().collect();
        line.set(range, &mut words);
        if let Event::Text(old) = &events[at].0
            && **old != *words
        {
            events[at].0 = Event::Text(words.into());
        }
    }
}

/// Whether the text that follows is the text of a link that repeats its address: it stays as typed.
fn events_are_code(before: &[LocatedEvent<'_>]) -> bool {
    use pulldown_cmark::{LinkType, Tag};
    matches!(
        before.last(),
        Some((
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            }),
            _
        ))
    )
}

/// The characters of a block, marks replaced as they are decided, and which quotation is open.
#[derive(Default)]
struct Line {
    characters: Vec<char>,
    is_double_open: bool,
    is_single_open: bool,
}

impl Line {
    fn set(&mut self, range: Range<usize>, out: &mut String) {
        let mut at = range.start;
        while at < range.end {
            let run = |c: char| {
                self.characters[at..range.end]
                    .iter()
                    .take_while(|&&x| x == c)
                    .count()
            };
            match self.characters[at] {
                '\'' => {
                    self.characters[at] = self.single(at);
                    out.push(self.characters[at]);
                    at += 1;
                }
                '"' => {
                    self.characters[at] = self.double(at);
                    out.push(self.characters[at]);
                    at += 1;
                }
                '-' => {
                    let hyphens = run('-');
                    dashes(hyphens, out);
                    at += hyphens;
                }
                '.' if run('.') >= 3 => {
                    out.push('…');
                    at += 3;
                }
                other => {
                    out.push(other);
                    at += 1;
                }
            }
        }
    }

    fn beside(&self, at: usize) -> (Neighbour, Neighbour) {
        let before = at.checked_sub(1).map(|at| self.characters[at]);
        (
            Neighbour::before(before),
            Neighbour::after(self.characters.get(at + 1).copied()),
        )
    }

    fn double(&mut self, at: usize) -> char {
        let (before, after) = self.beside(at);
        let opens = match (before, after) {
            (Neighbour::Digit, Neighbour::Space | Neighbour::Closing | Neighbour::Dash)
                if !self.is_double_open =>
            {
                return '″';
            }
            (Neighbour::Space, Neighbour::Space) => !self.is_double_open,
            (Neighbour::Space | Neighbour::Opening, _) => true,
            (Neighbour::Dash, Neighbour::Space | Neighbour::Closing | Neighbour::Dash) => {
                !self.is_double_open && after != Neighbour::Space
            }
            (
                Neighbour::Dash | Neighbour::Letter | Neighbour::Digit,
                Neighbour::Letter | Neighbour::Digit | Neighbour::Opening,
            ) => !self.is_double_open,
            (Neighbour::Letter | Neighbour::Digit | Neighbour::Closing, _) => false,
        };
        self.is_double_open = opens;
        if opens { '“' } else { '”' }
    }

    fn single(&mut self, at: usize) -> char {
        let (before, after) = self.beside(at);
        match (before, after) {
            (Neighbour::Digit, Neighbour::Digit) => '′',
            (Neighbour::Digit, Neighbour::Space | Neighbour::Closing) if !self.is_single_open => {
                '′'
            }
            (
                Neighbour::Letter | Neighbour::Digit | Neighbour::Closing,
                Neighbour::Letter | Neighbour::Digit,
            ) => '’',
            (Neighbour::Letter | Neighbour::Digit | Neighbour::Closing, _)
            | (_, Neighbour::Space) => {
                self.is_single_open = false;
                '’'
            }
            (Neighbour::Dash, Neighbour::Closing | Neighbour::Dash) => '’',
            (Neighbour::Space | Neighbour::Opening | Neighbour::Dash, _) if self.is_elision(at) => {
                '’'
            }
            (Neighbour::Space | Neighbour::Opening | Neighbour::Dash, _) => {
                self.is_single_open = true;
                '‘'
            }
        }
    }

    /// Whether the mark replaces what is left out of a word or year: ’tis, the ’90s, the class of
    /// ’12.
    fn is_elision(&self, at: usize) -> bool {
        let word: String = self.characters[at + 1..]
            .iter()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let is_quoted = self.characters.get(at + 1 + word.chars().count()) == Some(&'\'');
        let digits = word.trim_end_matches('s');
        let is_year = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        if is_year {
            return !is_quoted;
        }
        ELIDED.contains(&word.to_lowercase().as_str()) && (word == "n" || !is_quoted)
    }
}

/// The character next to a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbour {
    Space,
    /// A bracket or mark that opens, or a slash.
    Opening,
    /// A bracket or mark that closes, or other punctuation.
    Closing,
    Dash,
    Digit,
    Letter,
}

impl Neighbour {
    fn before(c: Option<char>) -> Neighbour {
        match c {
            Some('\'' | '"') => Neighbour::Opening,
            other => Neighbour::of(other),
        }
    }

    fn after(c: Option<char>) -> Neighbour {
        match c {
            Some('\'' | '"') => Neighbour::Closing,
            other => Neighbour::of(other),
        }
    }

    fn of(c: Option<char>) -> Neighbour {
        match c {
            None => Neighbour::Space,
            Some(c) if c.is_whitespace() => Neighbour::Space,
            Some('(' | '[' | '{' | '‘' | '“' | '«' | '‹' | '¿' | '¡' | '/' | '=') => {
                Neighbour::Opening
            }
            Some('-' | '–' | '—' | '‐' | '‑' | '―') => Neighbour::Dash,
            Some(c) if c.is_numeric() => Neighbour::Digit,
            Some(c) if c.is_alphanumeric() || "£$€#&@".contains(c) => Neighbour::Letter,
            Some(_) => Neighbour::Closing,
        }
    }
}

/// Two hyphens are an en dash, three an em dash; more are as many of one as fit, or a mixture.
fn dashes(hyphens: usize, out: &mut String) {
    let (em, en) = match (hyphens, hyphens % 3, hyphens % 2) {
        (1, _, _) => return out.push('-'),
        (n, 0, _) => (n / 3, 0),
        (n, _, 0) => (0, n / 2),
        (n, 2, _) => ((n - 2) / 3, 1),
        (n, _, _) => ((n - 4) / 3, 2),
    };
    out.extend(std::iter::repeat_n('—', em).chain(std::iter::repeat_n('–', en)));
}

#[cfg(test)]
mod tests {
    use crate::document::inline;
    use pulldown_cmark::{Event, Options, Parser};

    fn set(text: &str) -> String {
        let options = Options::ENABLE_STRIKETHROUGH;
        let events = inline::prepare(Parser::new_ext(text, options).into_offset_iter(), text);
        let mut out = String::new();
        for (event, _) in events {
            match event {
                Event::Text(words) | Event::Code(words) => out.push_str(&words),
                Event::SoftBreak => out.push(' '),
                Event::End(pulldown_cmark::TagEnd::Paragraph) => out.push('¶'),
                _ => {}
            }
        }
        out.trim_end_matches('¶').to_owned()
    }

    #[test]
    fn apostrophes_and_quotation_marks_are_distinguished() {
        for (typed, shown) in [
            (
                "The '90s plan was the officers' own.",
                "The ’90s plan was the officers’ own.",
            ),
            (
                "*Kent*'s officers share the inspectors' view.",
                "Kent’s officers share the inspectors’ view.",
            ),
            ("`x`'s and [a](b)'s and **B**'s", "x’s and a’s and B’s"),
            (
                "'Tis the class of '12, rock 'n' roll",
                "’Tis the class of ’12, rock ’n’ roll",
            ),
            (
                "'99' and '1999' and '90s' are quoted",
                "‘99’ and ‘1999’ and ‘90s’ are quoted",
            ),
            ("He said 'no' to it.", "He said ‘no’ to it."),
            ("*'No'*, (they're) 'certain'.", "‘No’, (they’re) ‘certain’."),
            ("G7's and 1990s' plans", "G7’s and 1990s’ plans"),
            ("pre-'90s", "pre-’90s"),
            ("don't'", "don’t’"),
        ] {
            assert_eq!(set(typed), shown, "{typed}");
        }
    }

    #[test]
    fn quotations_open_and_close_by_the_characters_next_to_them() {
        for (typed, shown) in [
            ("\"One,\" she said. \"Two.\"", "“One,” she said. “Two.”"),
            ("\"'Nested,' he said\"", "“‘Nested,’ he said”"),
            ("\"she said 'no'\"", "“she said ‘no’”"),
            (
                "(\"in brackets\") and [\"more\"]",
                "(“in brackets”) and [“more”]",
            ),
            ("\"*Kent*\" and *\"Essex\"*", "“Kent” and “Essex”"),
            ("he said---\"stop\"---and", "he said—“stop”—and"),
            ("\"stop---\" he", "“stop—” he"),
            ("\"in 2012\" and \"12%\"", "“in 2012” and “12%”"),
            ("\"First.\n\n\"Second.\"", "“First.¶“Second.”"),
            ("\"First.\n\nSecond.\"", "“First.¶Second.”"),
            ("two\n\"lines\"", "two “lines”"),
            ("\"£5\" or \"#1\"", "“£5” or “#1”"),
            ("\"...and\"", "“…and”"),
        ] {
            assert_eq!(set(typed), shown, "{typed}");
        }
    }

    #[test]
    fn feet_inches_dashes_and_ellipses_are_set() {
        for (typed, shown) in [
            ("He is 6'2\" tall, 5' wide.", "He is 6′2″ tall, 5′ wide."),
            ("a 12\" pipe", "a 12″ pipe"),
            ("2019--20 --- and so on...", "2019–20 — and so on…"),
            ("a-b ---- c", "a-b –– c"),
        ] {
            assert_eq!(set(typed), shown, "{typed}");
        }
    }

    #[test]
    fn escaped_marks_entities_code_and_addresses_stay_as_typed() {
        for (typed, shown) in [
            (r#"\"x\" and \'y\'"#, r#""x" and 'y'"#),
            ("&quot;x&quot;", "\"x\""),
            ("`it's \"x\"`", "it's \"x\""),
            ("https://x.org/it's--a", "https://x.org/it's--a"),
            (r"\\ 'x'", r"\ ‘x’"),
        ] {
            assert_eq!(set(typed), shown, "{typed}");
        }
    }
}
