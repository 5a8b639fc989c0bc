//! A theme's stylesheets: their errors are reported, comments and needless spaces are removed.
//!
//! cssparser, the tokeniser of Servo and Firefox, reads them, and tokens are copied verbatim, so
//! unknown CSS survives. What a browser would skip silently (a block that is never closed, a
//! declaration without a colon) is an error. Properties and values are not judged.

use cssparser::{ParseError, Parser, ParserInput, Token};

use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::text::{FileId, Span};

/// No style sheet that a person wrote nests deeper; one that does would use up the stack.
const DEEPEST: usize = 64;

/// A minified stylesheet. With errors, the result is not fit to serve.
pub(super) fn minified(css: &str, file: FileId) -> Checked<String> {
    let mut input = ParserInput::new(css);
    let mut parser = Parser::new(&mut input);
    let mut writer = CssWriter {
        file,
        out: String::with_capacity(css.len()),
        gap: Whitespace::None,
        semicolon: false,
        report: Report::default(),
        depth: 0,
    };
    writer.walk(&mut parser, BlockKind::Sheet);
    if writer.semicolon {
        writer.out.push(';');
    }
    Checked {
        value: writer.out,
        report: writer.report,
    }
}

/// The whitespace between the last token and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whitespace {
    None,
    Comment,
    Space,
    /// No whitespace is needed after the last token, even if the source has some.
    Closed,
}

/// The block that contains the tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    /// The sheet itself.
    Sheet,
    /// Braces.
    Braces,
    /// Round or square brackets.
    Brackets,
}

/// Which sides of a token need no space.
#[derive(Clone, Copy)]
enum Spacing {
    Neither,
    Before,
    After,
    Both,
}

/// A declaration or the head of a rule, as far as it has been read.
#[derive(Default)]
struct Statement {
    start: Option<usize>,
    is_at_rule: bool,
    has_colon: bool,
}

struct CssWriter {
    file: FileId,
    out: String,
    gap: Whitespace,
    /// Whether a semicolon is owed, which the last declaration of a block does not need.
    semicolon: bool,
    report: Report,
    depth: usize,
}

impl CssWriter {
    fn walk(&mut self, parser: &mut Parser<'_, '_>, inside: BlockKind) {
        let mut statement = Statement::default();
        loop {
            let before = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
                break;
            };
            let (start, text) = (before.byte_index(), parser.slice_from(before));
            if matches!(token, Token::WhiteSpace(_) | Token::Comment(_)) {
                self.between(&token, text, start);
                continue;
            }
            if statement.start.is_none() && token != Token::Semicolon {
                statement = Statement {
                    start: Some(start),
                    is_at_rule: matches!(token, Token::AtKeyword(_)),
                    has_colon: false,
                };
            }
            match token {
                Token::CurlyBracketBlock => {
                    self.block(parser, "{", "}", start, BlockKind::Braces);
                    if inside != BlockKind::Brackets {
                        statement = Statement::default();
                    }
                }
                Token::ParenthesisBlock | Token::Function(_) => {
                    self.block(parser, text, ")", start, BlockKind::Brackets)
                }
                Token::SquareBracketBlock => {
                    self.block(parser, text, "]", start, BlockKind::Brackets)
                }
                Token::Semicolon if inside != BlockKind::Brackets => {
                    self.ended(&statement, inside, start);
                    if statement.start.is_none() && inside == BlockKind::Sheet {
                        let message =
                            "unexpected semicolon, which breaks the rule after it".to_owned();
                        self.diagnostic(
                            start..start + 1,
                            message,
                            "remove it: no semicolon follows a brace",
                        );
                    }
                    statement = Statement::default();
                    self.empty_value();
                    self.semicolon = !self.out.ends_with('{');
                    self.gap = Whitespace::Closed;
                }
                Token::CloseCurlyBracket | Token::CloseParenthesis | Token::CloseSquareBracket => {
                    self.diagnostic(
                        start..start + text.len(),
                        format!("unmatched `{text}`"),
                        "remove it, or add the bracket that it closes",
                    );
                }
                Token::BadString(_) => {
                    self.diagnostic(
                        start..start + text.len(),
                        "missing closing quotation mark".to_owned(),
                        "close it on the same line",
                    );
                }
                Token::BadUrl(_) => {
                    self.diagnostic(
                        start..start + text.len(),
                        "invalid `url(…)`".to_owned(),
                        "put it in quotation marks: `url(\"…\")`",
                    );
                }
                token => {
                    statement.has_colon |= token == Token::Colon;
                    self.put(text, tightness(&token, inside));
                    if matches!(token, Token::QuotedString(_))
                        && (text.len() < 2 || !text.ends_with(['"', '\'']))
                    {
                        self.diagnostic(
                            start..start + text.len(),
                            "missing closing quotation mark".to_owned(),
                            "close it on the same line",
                        );
                    }
                }
            }
        }
        if inside != BlockKind::Brackets {
            self.ended(&statement, inside, parser.position().byte_index());
        }
    }

    /// Spaces and comments, of which at most one space remains, or a comment where it divides two
    /// words.
    fn between(&mut self, token: &Token<'_>, text: &str, start: usize) {
        let is_comment = matches!(token, Token::Comment(_));
        if is_comment && (text.len() < 4 || !text.ends_with("*/")) {
            self.diagnostic(
                start..start + 2,
                "unclosed comment".to_owned(),
                "close it with `*/`",
            );
        }
        // A licence stays, as everywhere.
        if is_comment && text.starts_with("/*!") {
            self.put(text, Spacing::Both);
        }
        self.gap = match (self.gap, is_comment) {
            (Whitespace::Closed, _) => Whitespace::Closed,
            (Whitespace::Space, _) | (_, false) => Whitespace::Space,
            (Whitespace::None | Whitespace::Comment, true) => Whitespace::Comment,
        };
    }

    fn block(
        &mut self,
        parser: &mut Parser<'_, '_>,
        open: &str,
        close: &'static str,
        start: usize,
        inside: BlockKind,
    ) {
        self.put(
            open,
            if inside == BlockKind::Braces {
                Spacing::Both
            } else {
                Spacing::After
            },
        );
        self.depth += 1;
        if self.depth > DEEPEST {
            self.diagnostic(
                start..start + open.len(),
                format!("blocks nested more than {DEEPEST} deep"),
                "write the rules one after the other",
            );
        } else {
            let inner_end = parser.parse_nested_block(|inner| {
                self.walk(inner, inside);
                Ok::<_, ParseError<'_, ()>>(inner.position())
            });
            // At the end of the sheet a browser closes what is open. Its author did not mean that.
            if inner_end == Ok(parser.position()) {
                let message = format!("unclosed `{open}`");
                self.diagnostic(
                    start..start + open.len(),
                    message,
                    &format!("close it with `{close}`"),
                );
            }
        }
        self.depth -= 1;
        self.empty_value();
        self.semicolon = false;
        self.put(
            close,
            if inside == BlockKind::Braces {
                Spacing::Both
            } else {
                Spacing::Before
            },
        );
    }

    /// An empty value of a custom property is a space.
    fn empty_value(&mut self) {
        if self.out.ends_with(':') {
            self.out.push(' ');
        }
    }

    fn put(&mut self, text: &str, tight: Spacing) {
        if std::mem::take(&mut self.semicolon) {
            self.out.push(';');
        }
        match (self.gap, tight) {
            (Whitespace::None | Whitespace::Closed, _) | (_, Spacing::Before | Spacing::Both) => {}
            (Whitespace::Comment, _) => self.out.push_str("/**/"),
            (Whitespace::Space, _) if self.out.is_empty() => {}
            (Whitespace::Space, _) => self.out.push(' '),
        }
        self.out.push_str(text);
        self.gap = if matches!(tight, Spacing::After | Spacing::Both) {
            Whitespace::Closed
        } else {
            Whitespace::None
        };
    }

    /// Judges a declaration, or what was to be a rule, by its end.
    fn ended(&mut self, statement: &Statement, inside: BlockKind, end: usize) {
        let Some(start) = statement.start else { return };
        if statement.is_at_rule {
            return;
        }
        match inside {
            BlockKind::Sheet => self.diagnostic(
                start..end,
                "incomplete rule: no block follows it".to_owned(),
                "a rule is a selector and declarations in braces: `p { margin: 0; }`",
            ),
            BlockKind::Braces if !statement.has_colon => {
                self.diagnostic(
                    start..end,
                    "invalid declaration: missing colon".to_owned(),
                    "a declaration is a property, a colon and a value: `margin: 0;`",
                );
            }
            BlockKind::Braces | BlockKind::Brackets => {}
        }
    }

    fn diagnostic(&mut self, range: std::ops::Range<usize>, message: String, help: &str) {
        self.report.push(
            Diagnostic::new(Code::CssSyntax, message)
                .at(Span::new(self.file, range))
                .help(help),
        );
    }
}

/// On which sides of a token a space means nothing. `+` and `-` in sums need theirs, and so do
/// words.
fn tightness(token: &Token<'_>, inside: BlockKind) -> Spacing {
    match token {
        Token::Comma => Spacing::Both,
        // Before a colon a space is a descendant: `nav :focus`.
        Token::Colon => Spacing::After,
        Token::Delim('!') => Spacing::Before,
        Token::Delim('>' | '~') if inside != BlockKind::Brackets => Spacing::Both,
        _ => Spacing::Neither,
    }
}

#[cfg(test)]
mod tests;
