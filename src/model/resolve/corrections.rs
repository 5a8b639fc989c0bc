//! Corrections get their rows, in the order of their dates.

use super::{CorpusBuilder, names, references};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, CorrectionEntry};
use crate::model::{Corrected, Correction, Target};
use crate::text::Spanned;

impl CorpusBuilder<'_> {
    /// Gives corrections their rows, and findings and figures their corrections.
    pub(super) fn corrections(&mut self, files: &[&document::Corrections]) {
        let mut entries: Vec<&CorrectionEntry> =
            files.iter().flat_map(|file| &file.entries).collect();
        entries.sort_by_key(|entry| entry.date);
        let mut of_day = 0;
        let mut last = None;
        for entry in entries {
            of_day = if last == Some(entry.date) {
                of_day + 1
            } else {
                1
            };
            last = Some(entry.date);
            let (Some(about), Some(date)) = (self.corrected(entry), entry.date) else {
                continue;
            };
            let id = match of_day {
                1 => date.to_string(),
                number => format!("{date}-{number}"),
            };
            let row = Correction {
                id: id.clone(),
                date,
                about,
                was: entry.was.clone(),
                is: entry.is.clone(),
                why: entry.why.clone(),
            };
            let corpus = &mut self.corpus;
            let Ok(id) = corpus.corrections.add(id, row) else {
                continue;
            };
            match about {
                Corrected::Finding(finding) => corpus.findings[finding].corrections.push(id),
                Corrected::Recommendation(advice) => {
                    corpus.recommendations[advice].corrections.push(id)
                }
                Corrected::Figure(figure) => corpus.figures[figure].corrections.push(id),
            }
        }
    }

    /// What a correction is about.
    fn corrected(&mut self, entry: &CorrectionEntry) -> Option<Corrected> {
        if entry.is_figure {
            return self.corrected_figure(&entry.about);
        }
        let written = &entry.about;
        let name = match written.value.starts_with("finding:") {
            true => written.clone(),
            false => Spanned::new(format!("finding:{}", written.value), written.span),
        };
        match references::target(&self.corpus, &name, &mut self.report)? {
            Target::Finding(finding) => Some(Corrected::Finding(finding)),
            Target::Recommendation(advice) => Some(Corrected::Recommendation(advice)),
            // A name of a finding names nothing else.
            _ => None,
        }
    }

    fn corrected_figure(&mut self, name: &Spanned<String>) -> Option<Corrected> {
        let found = self.corpus.figures.find(&name.value);
        if found.is_none() && self.corpus.figures.missing(&name.value).is_none() {
            let message = format!("unknown figure `{}`", name.value);
            let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(name.span);
            let known = self.corpus.figures.names();
            let diagnostic = names::advise(diagnostic, &name.value, known);
            self.report.push(diagnostic);
        }
        found.map(Corrected::Figure)
    }
}
