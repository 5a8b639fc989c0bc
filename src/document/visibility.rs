//! Who may see what a file or heading holds: everyone, everyone from a moment on, or only its editors.

use super::attributes::Attributes;
use crate::date::{Moment, NotMoment, ZonedTime};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::closed_set;
use crate::text::{Span, Spanned};
use crate::wording;

closed_set! {
    /// What may be written as the visibility.
    pub(crate) enum VisibilityName {
        /// For everyone.
        Public = "public",
        /// Not ready to be read.
        Draft = "draft",
        /// Ready, and kept back.
        Embargoed = "embargoed",
    }
}

/// What a file or heading says of its visibility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Nothing, so that it is as visible as what it belongs to.
    #[default]
    Inherited,
    /// It is public, whatever it belongs to.
    Public,
    /// It is not ready to be read.
    Draft(Span),
    /// It is kept back until a time, or until someone changes the line.
    Embargoed(Option<ZonedTime>, Span),
}

/// Why something is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hiding {
    /// Whether it is a draft or embargoed.
    pub kind: HidingKind,
    /// The words that say so.
    pub span: Span,
}

/// The two ways of not being public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HidingKind {
    /// It is not ready to be read.
    Draft,
    /// It is kept back.
    Embargo,
}

impl Visibility {
    /// Why it is not public at a moment, if it is not.
    pub fn hiding(&self, as_of: &Moment) -> Option<Hiding> {
        match self {
            Visibility::Inherited | Visibility::Public => None,
            Visibility::Draft(span) => Some(Hiding {
                kind: HidingKind::Draft,
                span: *span,
            }),
            Visibility::Embargoed(Some(until), _) if as_of.has_reached(until) => None,
            Visibility::Embargoed(_, span) => Some(Hiding {
                kind: HidingKind::Embargo,
                span: *span,
            }),
        }
    }

    /// The state in words: "Draft", "Embargoed until 00:01 on 14 January 2027 (Europe/London)".
    pub fn words(&self) -> Option<String> {
        match self {
            Visibility::Inherited | Visibility::Public => None,
            Visibility::Draft(_) => Some("Draft".to_owned()),
            Visibility::Embargoed(None, _) => Some("Embargoed".to_owned()),
            Visibility::Embargoed(Some(until), _) => {
                Some(format!("Embargoed until {}", wording::moment(until)))
            }
        }
    }
}

/// What the front matter of a file says. `draft: true` is the older way to write `visibility: draft`.
pub(super) fn of_file(
    draft: Option<Spanned<bool>>,
    name: Option<Spanned<VisibilityName>>,
    publish_at: Option<Spanned<ZonedTime>>,
    report: &mut Report,
) -> Visibility {
    let draft = draft.filter(|draft| draft.value);
    let name = match (name, draft) {
        (None, Some(draft)) => Some(Spanned::new(VisibilityName::Draft, draft.span)),
        (Some(name), Some(draft)) if name.value != VisibilityName::Draft => {
            let message = "`draft: true` contradicts `visibility`";
            let diagnostic = Diagnostic::new(Code::ConflictingValues, message)
                .at(name.span)
                .label(draft.span, "the draft");
            report.push(diagnostic.help("remove `draft: true` or this line"));
            return Visibility::Draft(draft.span);
        }
        (name, _) => name,
    };
    together(name, publish_at, report)
}

/// What the attributes of a heading say: `.draft`, `.embargoed`, `publish_at="…"`. Takes them out, so that the rest are
/// the attributes that concern the text.
pub(super) fn of_heading(attributes: &mut Attributes, report: &mut Report) -> Visibility {
    const CLASSES: [(&str, VisibilityName); 2] = [
        ("draft", VisibilityName::Draft),
        ("embargoed", VisibilityName::Embargoed),
    ];
    let mut name: Option<Spanned<VisibilityName>> = None;
    attributes.classes.retain(|class| {
        let found = CLASSES.iter().find(|(word, _)| *word == class.value);
        if let Some((_, found)) = found {
            if name.as_ref().is_some_and(|name| name.value != *found) {
                let message = "a finding cannot be both a draft and embargoed";
                let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(class.span);
                report.push(diagnostic.help("keep one of the classes"));
            }
            name = Some(Spanned::new(*found, class.span));
        }
        found.is_none()
    });
    let mut publish_at = None;
    attributes.values.retain(|(key, value)| {
        let is_time = key.value == "publish_at";
        if is_time {
            match value.value.parse() {
                Ok(time) => publish_at = Some(Spanned::new(time, value.span)),
                Err(why) => {
                    let why: NotMoment = why;
                    let message = format!("`{}` is not a time with a zone", value.value);
                    let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(value.span);
                    report.push(diagnostic.help(why.time_help()));
                    // Unknown until when, it is not published.
                    if name.is_none() {
                        name = Some(Spanned::new(VisibilityName::Embargoed, value.span));
                    }
                }
            }
        }
        !is_time
    });
    together(name, publish_at, report)
}

fn together(
    name: Option<Spanned<VisibilityName>>,
    publish_at: Option<Spanned<ZonedTime>>,
    report: &mut Report,
) -> Visibility {
    let mut conflict = |message: &str, span: Span, help: &str| {
        let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(span);
        report.push(diagnostic.help(help));
    };
    match (name, publish_at) {
        (None, None) => Visibility::Inherited,
        (Some(name), None) => match name.value {
            VisibilityName::Public => Visibility::Public,
            VisibilityName::Draft => Visibility::Draft(name.span),
            VisibilityName::Embargoed => Visibility::Embargoed(None, name.span),
        },
        (name, Some(time)) => {
            match name.map(|name| name.value) {
                Some(VisibilityName::Public) => conflict(
                    "`publish_at` on public content",
                    time.span,
                    "write `visibility: embargoed`, or remove `publish_at`",
                ),
                Some(VisibilityName::Draft) => conflict(
                    "`publish_at` on a draft",
                    time.span,
                    "write `embargoed` in place of `draft`, or remove `publish_at`",
                ),
                Some(VisibilityName::Embargoed) | None => {}
            }
            Visibility::Embargoed(Some(time.value), time.span)
        }
    }
}
