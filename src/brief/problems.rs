//! What is wrong with a brief, as diagnostics: errors of its templates, and characters that its
//! fonts lack.

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
            1 => diagnostic = diagnostic.help("the same happens in another brief"),
            others => {
                diagnostic = diagnostic.help(format!("the same happens in {others} other briefs"))
            }
        }
        report.push(diagnostic);
    }
}

/// A character that no font has, at its first place in the brief's own files, or else in any file.
pub(super) fn missing_glyph(c: char, about: &BriefOrigin, sources: &SourceMap) -> Diagnostic {
    let message = format!(
        "the fonts of the briefs have no `{c}` (U+{:04X})",
        u32::from(c)
    );
    let diagnostic = Diagnostic::new(Code::MissingGlyph, message);
    let own = about.files.iter().copied();
    let others = sources.iter().map(|(id, _)| id);
    let place = own.chain(others).find_map(|id| {
        let at = sources.file(id).text.find(c)?;
        Some(Span::new(id, at..at + c.len_utf8()))
    });
    let diagnostic = match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    };
    diagnostic.help("write it in Latin letters; or put a font that has it, as `.ttf`, into the theme's folder `brief/`")
}
