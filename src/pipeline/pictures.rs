//! Pictures: the site publishes the ones that its pages show, and no others.

use std::collections::{HashMap, HashSet};

use super::HiddenPart;
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::model::{Corpus, Piece, Prose};
use crate::output::{OutputPath, OutputSet};
use crate::source::{Source, SourceKind};
use crate::text::{FileId, SourceMap, Span};

/// The pictures that pages show, at their paths in `media/`, with a warning for each picture that no page shows.
///
/// A picture that only something hidden names is held back without a warning; it is published with it. With `has_errors` there
/// are no warnings: text with an error may have lost its pictures with it.
pub(super) fn shown(
    snapshot: &[Source],
    corpus: &Corpus,
    hidden: &[HiddenPart],
    sources: &SourceMap,
    has_errors: bool,
) -> Checked<OutputSet> {
    let (mut output, mut report) = (OutputSet::default(), Report::default());
    let mut pictures = snapshot
        .iter()
        .filter_map(|source| match (&source.kind, &source.bytes) {
            (SourceKind::Picture(path), Some(bytes)) => Some((source.file, path, bytes)),
            _ => None,
        })
        .peekable();
    if pictures.peek().is_some() {
        let shown = shown_by(corpus);
        let mut by_case: HashMap<String, (FileId, &str)> = HashMap::new();
        for (file, path, bytes) in pictures {
            if shown.contains(path.as_str()) {
                if let Some((first, other)) = by_case.insert(path.to_lowercase(), (file, path)) {
                    report.push(differs_in_case(file, path, first, other));
                }
                if let Some(path) = OutputPath::new(format!("media/{path}")) {
                    output.insert(path, bytes.clone());
                }
            } else if !has_errors && !is_named(path, hidden, sources) {
                report.push(unused(file, path));
            }
        }
    }
    Checked {
        value: output,
        report,
    }
}

/// The paths, in `content/`, of every picture in the text of the site.
fn shown_by(corpus: &Corpus) -> HashSet<&str> {
    let pages = corpus.pages.iter().flat_map(|(_, page)| &page.passages);
    let inspections = corpus.inspections.iter();
    let passages = pages.chain(inspections.flat_map(|(_, inspection)| &inspection.passages));
    let leads = corpus
        .accounts
        .iter()
        .flat_map(|(_, account)| &account.leads);
    passages
        .map(|passage| &passage.prose)
        .chain(leads.map(|lead| &lead.prose))
        .chain(corpus.findings.iter().map(|(_, finding)| &finding.prose))
        .chain(corpus.recommendations.iter().map(|(_, row)| &row.prose))
        .chain(corpus.terms.iter().map(|(_, term)| &term.definition))
        .flat_map(pictures_of)
        .collect()
}

fn pictures_of(prose: &Prose) -> impl Iterator<Item = &str> {
    prose.pieces.iter().filter_map(|(piece, _)| match piece {
        Piece::Picture(picture) => Some(picture.path.as_str()),
        _ => None,
    })
}

/// Whether the file of something hidden names a picture.
fn is_named(path: &str, hidden: &[HiddenPart], sources: &SourceMap) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    hidden
        .iter()
        .any(|part| sources.file(part.file).text.contains(name))
}

/// Two pictures that are one file on Windows and macOS.
fn differs_in_case(file: FileId, path: &str, first: FileId, other: &str) -> Diagnostic {
    let message = format!("`{path}` and `{other}` differ only in capitals");
    Diagnostic::new(Code::UrlCollision, message)
        .label(Span::new(file, 0..0), "")
        .label(Span::new(first, 0..0), "the other one")
        .help("rename one of them: on some computers they are one file")
}

fn unused(file: FileId, path: &str) -> Diagnostic {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    Diagnostic::new(
        Code::UnusedPicture,
        format!("no page shows the picture `{name}`"),
    )
    .at(Span::new(file, 0..0))
    .help(format!(
        "show it with `![what it shows]({name})`, or move it out of `content/`; it is not published"
    ))
}
