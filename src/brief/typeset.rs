//! Typst, called as a library. Everything that names one of its types is here, in `draft` and in
//! `world`.
//!
//! Turns a document's data into the bytes of a PDF, or into diagnostics at their places in the
//! template. It reads no disk, network or clock. Typst checks the promised standards itself and
//! refuses what would break them.

use typst::diag::{Severity, SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandards};

use super::draft;
use super::options::PdfStandard;
use super::world::{DocumentWorld, TypstWorld};
use super::{TypesetDocument, TypstDiagnostic};
use crate::output::OutputSet;
use crate::theme::Theme;

/// Whether this program can set briefs.
pub const IS_AVAILABLE: bool = true;

/// What all briefs of a run share: templates, fonts and the library.
pub(super) struct Typesetter {
    room: TypstWorld,
}

impl Typesetter {
    /// Sets up a press with a theme's templates and fonts, and the pictures of the content.
    pub(super) fn new(theme: &Theme, pictures: &OutputSet) -> Typesetter {
        Typesetter {
            room: TypstWorld::new(theme, pictures),
        }
    }

    /// Whether every font has a character.
    pub(super) fn has(&self, c: char) -> bool {
        self.room.has(c)
    }

    /// What a brief is made from besides its data: the fonts, Typst, and the code that calls it.
    pub(super) fn fingerprint(&self) -> Vec<u8> {
        let mut bytes = self.room.fingerprint();
        bytes.extend_from_slice(typst::utils::version().raw().as_bytes());
        // Whoever edits these files need not remember to raise a number.
        for code in [
            include_str!("typeset.rs"),
            include_str!("draft.rs"),
            include_str!("world.rs"),
        ] {
            bytes.extend_from_slice(code.as_bytes());
        }
        bytes
    }

    /// Sets a document. `data` is what its template reads, `name` identifies it for ever.
    pub(super) fn print(
        &self,
        data: String,
        name: &str,
        standard: PdfStandard,
    ) -> Result<TypesetDocument, Vec<TypstDiagnostic>> {
        let sheet = DocumentWorld::new(&self.room, data);
        self.compile(&sheet, name, standard).unwrap_or_else(|| {
            let message = "typesetting failed; this is a bug in Peelpress or in Typst".to_owned();
            Err(vec![error(message)])
        })
    }

    fn compile(
        &self,
        sheet: &DocumentWorld<'_>,
        name: &str,
        standard: PdfStandard,
    ) -> Option<Result<TypesetDocument, Vec<TypstDiagnostic>>> {
        let diagnostics = |found: &[SourceDiagnostic]| {
            found
                .iter()
                .map(|diagnostic| self.diagnostic(diagnostic))
                .collect::<Vec<_>>()
        };
        let Warned { output, warnings } = draft::compile(sheet, sheet.data_len())?;
        let warnings = diagnostics(&warnings);
        let document = match output {
            Ok(document) => document,
            Err(found) => return Some(Err(diagnostics(&found))),
        };
        let pages = document.pages().len();
        let options = match options(name, standard) {
            Ok(options) => options,
            Err(diagnostic) => return Some(Err(vec![diagnostic])),
        };
        let pdf = draft::guarded(|| typst_pdf::pdf(&document, &options))?;
        Some(match pdf {
            Ok(pdf) => Ok(TypesetDocument {
                pdf: pdf.into(),
                pages,
                warnings,
            }),
            Err(found) => Err(diagnostics(&found)),
        })
    }

    fn diagnostic(&self, diagnostic: &SourceDiagnostic) -> TypstDiagnostic {
        let calls = diagnostic.trace.iter().map(|call| call.span.into());
        let place = std::iter::once(diagnostic.span)
            .chain(calls)
            .find_map(|span| self.room.place(span));
        TypstDiagnostic {
            is_error: diagnostic.severity == Severity::Error,
            message: diagnostic.message.to_string(),
            place,
            hints: diagnostic
                .hints
                .iter()
                .map(|hint| hint.v.to_string())
                .collect(),
        }
    }
}

/// How a document is exported, or why it cannot be.
fn options(name: &str, standard: PdfStandard) -> Result<PdfOptions, TypstDiagnostic> {
    let standards = PdfStandards::new(standards(standard));
    Ok(PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some(format!("Peelpress {}", env!("CARGO_PKG_VERSION")))),
        standards: standards.map_err(|refusal| error(refusal.message().to_string()))?,
        ..PdfOptions::default()
    })
}

/// An error without a place.
fn error(message: String) -> TypstDiagnostic {
    TypstDiagnostic {
        is_error: true,
        message,
        place: None,
        hints: Vec::new(),
    }
}

fn standards(standard: PdfStandard) -> &'static [typst_pdf::PdfStandard] {
    use typst_pdf::PdfStandard as Typst;

    match standard {
        PdfStandard::UaArchive => &[Typst::Ua_1, Typst::A_3a],
        PdfStandard::UaArchiveBare => &[Typst::Ua_1, Typst::A_2a],
        PdfStandard::Ua => &[Typst::Ua_1],
        PdfStandard::Archive => &[Typst::A_3a],
    }
}
