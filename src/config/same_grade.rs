//! Grades of one scale that the publisher declares to be the same as grades of another. Without such an entry, grades of
//! different scales are never put together.

use std::collections::BTreeSet;

use super::keys::SameGradeKeys;
use super::{Config, SetKind};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::text::Spanned;

/// A grade of one scale that is the same as a grade of another.
#[derive(Clone, Debug)]
pub struct SameGrade {
    /// The scale.
    pub scale: String,
    /// The id of a grade on it.
    pub grade: String,
    /// The other scale.
    pub on_scale: String,
    /// The id of the grade that is the same there.
    pub same_as: String,
}

impl Config {
    /// The grade of another scale that is the same, if the publisher declares one.
    pub fn same_grade(&self, scale: &str, grade: &str, on_scale: &str) -> Option<&str> {
        let same = self
            .same_grades
            .iter()
            .find(|same| same.scale == scale && same.grade == grade && same.on_scale == on_scale);
        same.map(|same| same.same_as.as_str())
    }
}

/// Reads the entries. One that names an unknown grade or scale, or a grade twice, is reported and left out.
pub(super) fn same_grades(
    entries: Vec<SameGradeKeys>,
    config: &Config,
    report: &mut Report,
) -> Vec<SameGrade> {
    let grades = || config.grades.iter().map(|grade| grade.id.as_str());
    let scales = || config.programmes.iter().map(|it| it.scale.as_str());
    let is_known = |set: SetKind| !config.incomplete_sets.contains(&set);
    let mut seen = BTreeSet::new();
    let mut known = Vec::new();
    for keys in entries {
        let (Some(scale), Some(grade), Some(on_scale), Some(same_as)) =
            (keys.scale, keys.grade, keys.on_scale, keys.same_as)
        else {
            continue;
        };
        let mut is_sound = true;
        for grade in [&grade, &same_as] {
            if is_known(SetKind::Grades) && !grades().any(|id| id == grade.value) {
                report.push(unknown(Code::UnknownGrade, "grade", grade, grades()));
                is_sound = false;
            }
        }
        for scale in [&scale, &on_scale] {
            if is_known(SetKind::Programmes) && !scales().any(|id| id == scale.value) {
                report.push(unknown(Code::UnknownValue, "scale", scale, scales()));
                is_sound = false;
            }
        }
        let key = (
            scale.value.clone(),
            grade.value.clone(),
            on_scale.value.clone(),
        );
        if is_sound && !seen.insert(key) {
            let message = format!("`{}` is the same as two grades", grade.value);
            let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(grade.span);
            report.push(diagnostic.help("keep one of the entries"));
            is_sound = false;
        }
        if is_sound {
            known.push(SameGrade {
                scale: scale.value,
                grade: grade.value,
                on_scale: on_scale.value,
                same_as: same_as.value,
            });
        }
    }
    known
}

fn unknown<'k>(
    code: Code,
    what: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, format!("unknown {what} `{}`", name.value));
    let diagnostic = diagnostic.at(name.span);
    match did_you_mean(&name.value, known) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic.help(format!("write a {what} that `site.toml` has")),
    }
}
