//! What is wrong with a brief, as diagnostics: errors of its templates, and characters that its
//! fonts lack.

use std::collections::BTreeMap;

use super::TypstDiagnostic;
use super::data::BriefOrigin;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::{SourceMap, Span, lower_first};

/// Reports each error of a template once, however many briefs it occurs in.
pub(super) fn report_template_errors(
    diagnostics: Vec<(TypstDiagnostic, BriefOrigin)>,
    report: &mut Report,
) {
    let mut reported: Vec<(TypstDiagnostic, BriefOrigin, usize)> = Vec::new();
    for (diagnostic, about) in diagnostics {
        let is_same = |(known, ..): &&mut (TypstDiagnostic, BriefOrigin, usize)| {
            (known.place, &known.message) == (diagnostic.place, &diagnostic.message)
        };
        match reported.iter_mut().find(is_same) {
            Some((.., others)) => *others += 1,
            None => reported.push((diagnostic, about, 0)),
        }
    }
    for (template_error, about, others) in reported {
        let message = format!(
            "error in a template of the briefs: {}",
            lower_first(&template_error.message)
        );
        let mut diagnostic = Diagnostic::new(Code::BriefTemplateError, message);
        if !template_error.is_error {
            diagnostic.severity = Severity::Warning;
        }
        if let Some(place) = template_error.place {
            diagnostic = diagnostic.at(place);
        }
        if let Some(&file) = about.files.first() {
            diagnostic = diagnostic.label(
                Span::new(file, 0..0),
                format!("in the brief of {}", about.title),
            );
        }
        for hint in template_error.hints {
            diagnostic = diagnostic.help(hint);
        }
        match others {
            0 => {}
            1 => diagnostic = diagnostic.help("another brief has the same error"),
            others => {
                diagnostic = diagnostic.help(format!("{others} other briefs have the same error"))
            }
        }
        report.push(diagnostic);
    }
}

/// How many characters without a glyph are named in a message, and how many places it points to.
const NAMED: usize = 12;

/// One error for all characters that no font has. Each is pointed to at its first place in the
/// files of its brief, or else in any file.
pub(super) fn report_missing_glyphs(
    lost: &BTreeMap<char, BriefOrigin>,
    sources: &SourceMap,
    report: &mut Report,
) {
    if lost.is_empty() {
        return;
    }
    let named: Vec<String> = lost.keys().take(NAMED).map(|&c| named(c)).collect();
    let more = match lost.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("the fonts of the briefs have no {}{more}", named.join(", "));
    let mut diagnostic = Diagnostic::new(Code::MissingGlyph, message);
    let places = lost
        .iter()
        .filter_map(|(&c, about)| Some((c, place_of(c, about, sources)?)));
    for (at, (c, place)) in places.take(NAMED).enumerate() {
        diagnostic = match at {
            0 => diagnostic.at(place),
            _ => diagnostic.label(place, format!("`{c}`")),
        };
    }
    report.push(diagnostic.help(
        "write it in Latin letters; or put a font that has it, as `.ttf`, into the theme's folder `brief/`",
    ));
}

/// "`社` (U+793E)"
fn named(c: char) -> String {
    format!("`{c}` (U+{:04X})", u32::from(c))
}

fn place_of(c: char, about: &BriefOrigin, sources: &SourceMap) -> Option<Span> {
    let own = about.files.iter().copied();
    let others = sources.iter().map(|(id, _)| id);
    own.chain(others).find_map(|id| {
        let at = sources.file(id).text.find(c)?;
        Some(Span::new(id, at..at + c.len_utf8()))
    })
}
