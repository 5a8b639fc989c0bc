//! Finished bytes as words, whatever the format: without tags, escapes and folds, in lower case.
//!
//! Each word is a number that only equal words have. In HTML the words of attributes are a stream of their own, as a tag
//! may be in the middle of a sentence.

/// How the text of a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// HTML, XML and SVG: tags and entities.
    Markup,
    /// JSON and JavaScript: backslashes, and a text ends with its quotation mark.
    Escaped,
    /// CSV: a text ends with its cell.
    Table,
    /// A calendar: backslashes, and lines that are folded within words.
    Folded,
    /// Anything else, binary files too.
    Plain,
}

impl Form {
    /// By the end of a path.
    pub(super) fn of(path: &str) -> Form {
        match path.rsplit_once('.').map_or("", |(_, end)| end) {
            "html" | "xml" | "svg" | "atom" => Form::Markup,
            "json" | "js" | "webmanifest" | "geojson" => Form::Escaped,
            "csv" => Form::Table,
            "ics" => Form::Folded,
            _ => Form::Plain,
        }
    }
}

/// Takes words in order.
pub(super) trait WordSink {
    /// A word. `is_apart` if something stronger than a space or a full stop is before it, such as a tag or a quotation mark.
    fn word(&mut self, word: u64, is_apart: bool);
    /// The end of a text: no sentence goes on after it.
    fn end(&mut self);
}

/// Reads the words of `bytes`: those of the text into `text`, those of attributes into `attributes`.
pub(super) fn read(
    bytes: &[u8],
    form: Form,
    text: &mut dyn WordSink,
    attributes: &mut dyn WordSink,
) {
    let mut at = 0;
    let mut is_quoted = false;
    let mut word = WordReader::default();
    while at < bytes.len() {
        match (form, bytes[at]) {
            (Form::Markup, b'<') if bytes[at..].starts_with(b"<!--") => {
                word.apart(text);
                at += 4;
            }
            (Form::Markup, b'<') => {
                word.apart(text);
                if !is_within_text(bytes, at + 1) {
                    text.end();
                }
                at = tag(bytes, at + 1, attributes);
            }
            (Form::Escaped, b'"') => {
                word.apart(text);
                text.end();
                at += 1;
            }
            (Form::Table, b'"') => {
                is_quoted = !is_quoted;
                word.apart(text);
                at += 1;
            }
            (Form::Table, b',' | b'\n') if !is_quoted => {
                word.apart(text);
                text.end();
                at += 1;
            }
            (Form::Markup, b'&') => {
                word.gap(text);
                at = entity(bytes, at);
            }
            (Form::Escaped | Form::Folded, b'\\') => {
                word.gap(text);
                at += if bytes.get(at + 1) == Some(&b'u') {
                    6
                } else {
                    2
                };
            }
            (Form::Folded, b'\r' | b'\n') => match fold(bytes, at) {
                Some(after) => at = after,
                None => {
                    word.apart(text);
                    at += 1;
                }
            },
            _ => at = word.take(bytes, at, text),
        }
    }
    word.apart(text);
    text.end();
}

/// Elements that may be in the middle of a sentence. Every other element ends the text before it.
const WITHIN_TEXT: [&[u8]; 24] = [
    b"a", b"abbr", b"b", b"bdi", b"cite", b"code", b"del", b"dfn", b"em", b"i", b"ins", b"kbd",
    b"mark", b"q", b"s", b"samp", b"small", b"span", b"strong", b"sub", b"sup", b"time", b"u",
    b"wbr",
];

/// Whether the tag that starts at a place, after its `<`, leaves the sentence going.
fn is_within_text(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let rest = rest.strip_prefix(b"/").unwrap_or(rest);
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    WITHIN_TEXT.contains(&&rest[..length.count()])
}

/// Reads the values in a tag, and gives the place after it.
fn tag(bytes: &[u8], mut at: usize, attributes: &mut dyn WordSink) -> usize {
    while at < bytes.len() && bytes[at] != b'>' {
        let quote = bytes[at];
        if quote != b'"' && quote != b'\'' {
            at += 1;
            continue;
        }
        at += 1;
        let mut word = WordReader {
            is_apart: true,
            ..WordReader::default()
        };
        while at < bytes.len() && bytes[at] != quote {
            if bytes[at] == b'&' {
                word.gap(attributes);
                at = entity(bytes, at);
            } else {
                at = word.take(bytes, at, attributes);
            }
        }
        word.apart(attributes);
        attributes.end();
        at += 1;
    }
    (at + 1).min(bytes.len())
}

/// The place after an entity: all those that templates write are marks, not letters.
fn entity(bytes: &[u8], at: usize) -> usize {
    let most = bytes.len().min(at + 10);
    let end = bytes[at..most].iter().position(|byte| *byte == b';');
    end.map_or(at + 1, |end| at + end + 1)
}

/// The place after a line break that only folds a line.
fn fold(bytes: &[u8], at: usize) -> Option<usize> {
    let after = if bytes[at..].starts_with(b"\r\n") {
        at + 2
    } else {
        at + 1
    };
    matches!(bytes.get(after), Some(b' ' | b'\t')).then_some(after + 1)
}

/// The word that is being read.
#[derive(Default)]
struct WordReader {
    /// 0 before the first letter.
    hash: u64,
    is_apart: bool,
}

impl WordReader {
    /// Takes what is at a place, and gives the next place.
    fn take(&mut self, bytes: &[u8], at: usize, sink: &mut dyn WordSink) -> usize {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            self.letter(byte.to_ascii_lowercase());
            return at + 1;
        }
        if byte == b'-'
            && self.hash != 0
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
        {
            self.letter(b'-');
            return at + 1;
        }
        if byte.is_ascii() {
            if b"<>\"#/={}[]|,\n\t\x00".contains(&byte) {
                self.apart(sink);
            } else {
                self.gap(sink);
            }
            return at + 1;
        }
        let most = bytes.len().min(at + 4);
        let Some(c) = first_char(&bytes[at..most]) else {
            self.apart(sink);
            return at + 1;
        };
        match c {
            // Hints on where lines may break.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2011}' if self.hash != 0 => self.letter(b'-'),
            c if c.is_alphanumeric() => {
                let mut buffer = [0; 4];
                for lower in c.to_lowercase() {
                    for byte in lower.encode_utf8(&mut buffer).bytes() {
                        self.letter(byte);
                    }
                }
            }
            _ => self.gap(sink),
        }
        at + c.len_utf8()
    }

    fn letter(&mut self, byte: u8) {
        let before = if self.hash == 0 {
            0xcbf2_9ce4_8422_2325
        } else {
            self.hash
        };
        self.hash = (before ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// Ends the word.
    fn gap(&mut self, sink: &mut dyn WordSink) {
        if self.hash != 0 {
            sink.word(self.hash, self.is_apart);
            self.hash = 0;
            self.is_apart = false;
        }
    }

    /// Ends the word; what follows is apart from it.
    fn apart(&mut self, sink: &mut dyn WordSink) {
        self.gap(sink);
        self.is_apart = true;
    }
}

fn first_char(bytes: &[u8]) -> Option<char> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().next(),
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()])
            .ok()
            .and_then(|text| text.chars().next()),
    }
}
