//! A row for every glossary term; no two share a spelling.

use std::collections::HashMap;

use super::{CorpusBuilder, DocumentsByKind};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document;
use crate::model::linker::folded;
use crate::model::table::Missing;
use crate::model::{Id, Prose, Term};
use crate::text::{Span, Spanned};

impl CorpusBuilder<'_> {
    pub(super) fn terms(
        &mut self,
        kinds: &DocumentsByKind<'_>,
    ) -> Vec<(Id<Term>, document::Prose)> {
        let mut definitions = Vec::new();
        let mut spellings = HashMap::new();
        for (id, source, written) in &kinds.terms {
            let Some(term) = &written.term else {
                self.corpus.terms.mark_missing(id, Missing::Invalid);
                continue;
            };
            let all = std::iter::once(term)
                .chain(&written.abbreviation)
                .chain(&written.aliases);
            self.spellings(all, &mut spellings);
            let row = Term {
                id: id.clone(),
                term: term.value.clone(),
                abbreviation: written.abbreviation.as_ref().map(|text| text.value.clone()),
                aliases: written
                    .aliases
                    .iter()
                    .map(|text| text.value.clone())
                    .collect(),
                autolink: written.autolink,
                definition: Prose::default(),
                file: source.file,
            };
            if let Ok(row) = self.corpus.terms.add(id, row) {
                definitions.push((row, written.definition.clone()));
            }
        }
        definitions
    }

    /// Adds the spellings of a term to those of the terms before it. Readers cannot distinguish
    /// spellings that differ only in case, and authors need not write a plural in "s".
    fn spellings<'d>(
        &mut self,
        written: impl Iterator<Item = &'d Spanned<String>>,
        spellings: &mut HashMap<String, Span>,
    ) {
        let mut own: Vec<(String, Span)> = Vec::new();
        let mut typed: HashMap<&str, Span> = HashMap::new();
        for spelling in written {
            if let Some(first) = typed.insert(&spelling.value, spelling.span) {
                let message = format!("`{}` is here twice", spelling.value);
                let diagnostic = Diagnostic {
                    severity: Severity::Warning,
                    ..Diagnostic::new(Code::DuplicateTerm, message)
                };
                let diagnostic = diagnostic
                    .label(spelling.span, "")
                    .label(first, "first here");
                self.report.push(diagnostic.help("remove one of the two"));
            }
            let key = folded(spelling.value.trim());
            if own.iter().any(|(known, _)| *known == key) {
                continue;
            }
            let taken = spellings.get(&key).map(|&first| (first, "first here"));
            let singular = || {
                key.strip_suffix('s')
                    .and_then(|one| spellings.get(one))
                    .map(|&one| (one, "of this one"))
            };
            let plural = || {
                spellings
                    .get(&format!("{key}s"))
                    .map(|&many| (many, "its plural is here"))
            };
            if let Some((first, words)) = taken.or_else(singular).or_else(plural) {
                let message = match taken {
                    Some(_) => format!("`{}` is a spelling of two terms", spelling.value),
                    None => format!(
                        "`{}` and its plural are spellings of two terms",
                        key.trim_end_matches('s')
                    ),
                };
                let diagnostic = Diagnostic::new(Code::DuplicateTerm, message);
                let diagnostic = diagnostic.label(
                    spelling.span,
                    if taken.is_some() { "again here" } else { "" },
                );
                self.report.push(
                    diagnostic
                        .label(first, words)
                        .help("remove the spelling from one of them"),
                );
            }
            own.push((key, spelling.span));
        }
        for (key, span) in own {
            spellings.entry(key).or_insert(span);
        }
    }
}
