//! Numbers in a text, in digits and in words: `1,234`, "£1.4 million", "twenty-one", "three
//! quarters".

mod fractions;
mod lexicon;

use lexicon::{below_hundred, denominator, last_scale, part_of_scale, scale_of, synonyms};

/// A number that a text holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TextNumber {
    /// A number as it is.
    Exact(f64),
    /// A fraction of something, in per cent: 75 for "three quarters" and for "three in four".
    Fraction(f64),
}

/// Every number of a text, in order. A text can be read in several ways, so one place may give two.
pub fn numbers(text: &str) -> Vec<TextNumber> {
    let tokens = tokens(text);
    let mut reader = Reader::default();
    let mut at = 0;
    while at < tokens.len() {
        at += reader.token(&tokens[at..]);
    }
    reader.flush();
    reader.found
}

/// Whether a text says a fraction and no exact number, as "about a third" does.
pub(super) fn is_fraction(text: &str) -> bool {
    let numbers = numbers(text);
    let is_fraction = |number: &TextNumber| matches!(number, TextNumber::Fraction(_));
    // The "a" of "a third" can be read as one, and the "two" of "two thirds" as two.
    numbers.last().is_some_and(is_fraction)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Digits(f64),
    Word(String),
    /// A fraction in digits, `3/4` or `¾`: how many parts of a whole.
    Part(f64),
    /// Punctuation, at which a number in words ends.
    Break,
}

fn tokens(text: &str) -> Vec<Token> {
    let text = text.replace('’', "'");
    let mut tokens = Vec::new();
    let mut rest = text.as_str();
    let (mut earlier, mut before) = (' ', ' ');
    while let Some(c) = rest.chars().next() {
        let is_minus = before == '−'
            || (before == '-' && is_before_minus(earlier))
            || matches!(tokens.last(), Some(Token::Word(word)) if word == "minus");
        let length = if let Some(part) = fractions::character(c) {
            tokens.push(Token::Part(part));
            c.len_utf8()
        } else if c.is_ascii_digit() && !before.is_alphanumeric() {
            match fractions::slashed(rest) {
                Some((parts, whole, length)) => {
                    tokens.extend([
                        Token::Digits(parts),
                        Token::Break,
                        Token::Digits(whole),
                        Token::Break,
                        Token::Part(parts / whole),
                    ]);
                    length
                }
                None => digits(rest, is_minus, &mut tokens),
            }
        } else if c.is_alphabetic() {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '\''))
                .unwrap_or(rest.len());
            tokens.push(Token::Word(
                rest[..end].trim_end_matches("'s").to_lowercase(),
            ));
            end
        } else {
            if !(c.is_whitespace() || is_hyphen(c)) {
                tokens.push(Token::Break);
            }
            c.len_utf8()
        };
        let mut last = rest[..length].chars().rev();
        (before, earlier) = (last.next().unwrap_or(c), last.next().unwrap_or(before));
        rest = &rest[length..];
    }
    tokens
}

/// Whether a hyphen after this character is a minus sign. In a range or a compound it is a hyphen.
fn is_before_minus(c: char) -> bool {
    c.is_whitespace() || "(£$€".contains(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Reads a number in digits, and the letters directly after it that multiply it. Gives its length.
fn digits(text: &str, is_minus: bool, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let is_group = |at: usize| {
        bytes.len() >= at + 3
            && bytes[at..at + 3].iter().all(u8::is_ascii_digit)
            && !bytes.get(at + 3).is_some_and(u8::is_ascii_digit)
    };
    let mut number = String::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        let next = at + c.len_utf8();
        match c {
            '0'..='9' | '.' if c != '.' || bytes.get(next).is_some_and(u8::is_ascii_digit) => {
                number.push(c);
            }
            ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}'
                if is_group(next) && !number.contains('.') => {}
            _ => break,
        }
        at = next;
    }
    let letters: String = text[at..]
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    // 50p is £0.50, and 50 pence.
    if letters == "p"
        && let Ok(pence) = number.parse::<f64>()
    {
        tokens.extend([Token::Digits(pence / 100.0), Token::Break]);
    }
    let scale = match letters.to_lowercase().as_str() {
        // 4P is the name of a plan.
        "p" if letters == "P" => None,
        // The units that are written without a space.
        "" | "x" | "p" | "km" | "kg" | "g" | "cm" | "h" | "hr" | "hrs" | "min" | "mins" => {
            Some(1.0)
        }
        "k" => Some(1e3),
        "m" | "mn" => Some(1e6),
        "bn" | "b" => Some(1e9),
        "tn" => Some(1e12),
        // 4P, 1990s and 21st are no numbers.
        _ => None,
    };
    if let (Ok(number), Some(scale)) = (number.parse::<f64>(), scale) {
        let sign = if is_minus { -1.0 } else { 1.0 };
        tokens.push(Token::Digits(exact(number * scale * sign)));
    }
    at + letters.len()
}

/// A product without what binary fractions add to it: 1.1 million is 1,100,000.
fn exact(value: f64) -> f64 {
    if value.abs() >= 1000.0 {
        (value * 1000.0).round() / 1000.0
    } else {
        value
    }
}

/// A number in words while it is read.
#[derive(Default)]
struct Reader {
    found: Vec<TextNumber>,
    /// Thousands and millions that are complete.
    total: f64,
    /// What is below a thousand so far.
    group: f64,
    is_open: bool,
    /// The number before the last "in" or "out of", for "two in five".
    share_of: Option<f64>,
}

impl Reader {
    /// Takes the next token, or several that belong together. Gives how many.
    fn token(&mut self, tokens: &[Token]) -> usize {
        let word = |at: usize| match tokens.get(at) {
            Some(Token::Word(word)) => word.as_str(),
            Some(Token::Digits(_) | Token::Part(_) | Token::Break) | None => "",
        };
        match &tokens[0] {
            Token::Break => {
                self.flush();
                self.share_of = None;
            }
            // `2½` and `2 ½`.
            Token::Part(part) if self.is_open && self.total == 0.0 && *part < 1.0 => {
                self.group += part;
                self.found.push(TextNumber::Fraction(part * 100.0));
            }
            Token::Part(part) => {
                self.flush();
                self.found.push(TextNumber::Exact(*part));
                self.found.push(TextNumber::Fraction(part * 100.0));
                (self.group, self.is_open) = (*part, true);
            }
            Token::Digits(value) => {
                self.flush();
                (self.group, self.is_open) = (*value, true);
                self.found.push(TextNumber::Exact(*value));
            }
            Token::Word(first) => return self.word(first, [word(1), word(2), word(3)]),
        }
        1
    }

    fn word(&mut self, word: &str, [next, after, last]: [&str; 3]) -> usize {
        if let Some(length) = self.half(word, next, after) {
            return length;
        }
        if let Some(parts) = denominator(word) {
            // "a quarter of a million".
            if let Some((scale, length)) = part_of_scale(next, after, last) {
                let count = if self.is_open { self.group } else { 1.0 };
                (self.total, self.group, self.is_open) = (0.0, 0.0, false);
                self.found
                    .push(TextNumber::Exact(exact(count * scale / parts)));
                return length;
            }
            // "the second quarter" and "a third party" are read as fractions too, which does no
            // harm.
            let count = if self.is_open && self.group > 0.0 {
                self.group
            } else {
                1.0
            };
            self.flush();
            self.found.push(TextNumber::Fraction(count * 100.0 / parts));
            return 1;
        }
        if let Some(value) = below_hundred(word) {
            let fits = self.group % 100.0 == 0.0
                || (self.group % 10.0 == 0.0 && value < 10.0 && self.group % 100.0 >= 20.0);
            if self.is_open && !fits {
                self.flush();
            }
            self.group += value;
            self.is_open = true;
            return 1;
        }
        match word {
            "hundred" => self.group = self.group.max(1.0) * 100.0,
            "dozen" if self.is_open => self.group *= 12.0,
            "dozen" => self.group = 12.0,
            "thousand" | "million" | "billion" | "trillion" => self.scale(scale_of(word)),
            // `£1.4 m`, with a space.
            "k" | "m" | "mn" | "bn" | "tn" if self.is_open => self.scale(scale_of(word)),
            "and" if self.is_open && self.group % 100.0 == 0.0 && below_hundred(next).is_some() => {
                return 1;
            }
            "in" | "of" if self.is_open && (word == "in" || after.is_empty()) => {
                let count = self.total + self.group;
                self.flush();
                self.share_of = Some(count);
                return 1;
            }
            "out" if next == "of" && self.is_open => {
                let count = self.total + self.group;
                self.flush();
                self.share_of = Some(count);
                return 2;
            }
            // "every" joins the two numbers of a share, and "a" precedes a hundred.
            "every" if self.share_of.is_some() => return 1,
            other => {
                self.flush();
                self.share_of = None;
                self.found
                    .extend(synonyms(other).iter().copied().map(TextNumber::Exact));
                return 1;
            }
        }
        self.is_open = true;
        1
    }

    /// Reads "half a million" and "two and a half". Gives how many words.
    fn half(&mut self, word: &str, next: &str, after: &str) -> Option<usize> {
        match (word, next, after) {
            ("half", "a", "dozen" | "thousand" | "million" | "billion") => {
                self.flush();
                (self.group, self.is_open) = (0.5, true);
                Some(2)
            }
            ("and", count, part) if self.is_open => {
                let count = if count == "a" {
                    1.0
                } else {
                    below_hundred(count)?
                };
                let parts = denominator(part).filter(|&parts| count < parts)?;
                let is_whole = self.group == 0.0 && self.total > 0.0;
                match is_whole {
                    // "a million and a half".
                    true => self.total += count / parts * last_scale(self.total),
                    false => self.group += count / parts,
                }
                Some(3)
            }
            ("point", ..) if self.is_open => {
                let first = below_hundred(next).filter(|&digit| digit < 10.0)?;
                let second = below_hundred(after).filter(|&digit| digit < 10.0);
                self.group += first / 10.0 + second.unwrap_or(0.0) / 100.0;
                Some(if second.is_some() { 3 } else { 2 })
            }
            ("minus", ..) if below_hundred(next).is_some() => {
                self.flush();
                let value = below_hundred(next).unwrap_or_default();
                self.found.push(TextNumber::Exact(-value));
                Some(1)
            }
            _ => None,
        }
    }

    fn scale(&mut self, scale: f64) {
        self.total += exact(self.group.max(if self.is_open { self.group } else { 1.0 }) * scale);
        self.group = 0.0;
    }

    fn flush(&mut self) {
        if !self.is_open {
            return;
        }
        let value = exact(self.total + self.group);
        if let Some(count) = self.share_of.take()
            && value >= count
            && value > 0.0
        {
            self.found.push(TextNumber::Fraction(count * 100.0 / value));
        }
        // A part of one was found before.
        if value == 0.0 || value >= 1.0 {
            self.found.push(TextNumber::Exact(value));
        }
        (self.total, self.group, self.is_open) = (0.0, 0.0, false);
    }
}

#[cfg(test)]
mod tests;
