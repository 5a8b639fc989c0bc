//! The marks of grades, which must differ: they say in a map or table what the colour says.

use super::keys::GradeKeys;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Spanned;

/// Reports a grade with the mark of an earlier one.
pub(super) fn check(grades: &[GradeKeys], report: &mut Report) {
    let mut seen: Vec<(Spanned<String>, &GradeKeys)> = Vec::new();
    for grade in grades {
        let Some(mark) = mark(grade) else { continue };
        let Some((first, of)) = seen.iter().find(|(first, _)| first.value == mark.value) else {
            seen.push((mark, grade));
            continue;
        };
        // The second of two grades with one id is left out, which has its own diagnostic.
        let id = |grade: &GradeKeys| grade.id.as_ref().map(|id| id.value.clone());
        if id(grade) == id(of) {
            continue;
        }
        let message = format!("two grades have the mark `{}`", mark.value);
        let diagnostic = Diagnostic::new(Code::DuplicateMark, message)
            .label(mark.span, "again here")
            .label(first.span, "first here");
        report.push(diagnostic.help("give one of the two another `mark`, a letter or symbol"));
    }
}

/// The mark that readers see: the key, or the first letter of the name.
fn mark(grade: &GradeKeys) -> Option<Spanned<String>> {
    let name = || {
        let name = grade.name.as_ref()?;
        let letter = name.value.chars().next()?.to_string();
        Some(Spanned::new(letter, name.span))
    };
    grade.mark.clone().or_else(name)
}
