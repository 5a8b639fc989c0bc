//! Typst, called as a library. Everything that names one of its types is here and in `world`.
//!
//! Given a document's data, gives the bytes of a PDF or the faults of the template at their places. Nothing is read from
//! a disk, a network or a clock. Typst checks the promised standards itself and refuses what would break them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::ask::Standard;
use super::hyphens::Hyphens;
use super::world::{Room, Sheet};
use super::{Fault, Printed};
use crate::theme::Theme;

/// Whether this program can set briefs.
pub const IS_AVAILABLE: bool = true;

/// What all briefs of a run share: templates, fonts and the library.
pub(super) struct Press {
    room: Room,
    hyphens: Hyphens,
}

impl Press {
    /// Sets up a press with a theme's templates and fonts, for a language.
    pub(super) fn new(theme: &Theme, language: &str) -> Press {
        Press {
            room: Room::new(theme),
            hyphens: Hyphens::new(language),
        }
    }

    /// The words of a document that must not be broken at the end of a line.
    pub(super) fn unbroken(&self, data: &Value) -> Vec<String> {
        self.hyphens.unbroken(data)
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
        for code in [include_str!("typeset.rs"), include_str!("world.rs")] {
            bytes.extend_from_slice(code.as_bytes());
        }
        bytes
    }

    /// Sets a document. `data` is what its template reads, `name` identifies it for ever.
    pub(super) fn print(
        &self,
        data: String,
        name: &str,
        standard: Standard,
    ) -> Result<Printed, Vec<Fault>> {
        let sheet = Sheet::new(&self.room, data);
        let printed = catch_unwind(AssertUnwindSafe(|| self.compile(&sheet, name, standard)));
        // What Typst remembers of one brief helps no other, and would be kept until the end.
        typst::comemo::evict(0);
        printed.unwrap_or_else(|_| {
            let message =
                "the typesetter gave up; this is a bug in Peelpress or in Typst".to_owned();
            Err(vec![Fault {
                is_error: true,
                message,
                place: None,
                hints: Vec::new(),
            }])
        })
    }

    fn compile(
        &self,
        sheet: &Sheet<'_>,
        name: &str,
        standard: Standard,
    ) -> Result<Printed, Vec<Fault>> {
        let faults = |found: &[SourceDiagnostic]| {
            found
                .iter()
                .map(|fault| self.fault(fault))
                .collect::<Vec<_>>()
        };
        let compiled = typst::compile::<PagedDocument>(sheet);
        let warnings = faults(&compiled.warnings);
        let document = compiled.output.map_err(|found| faults(&found))?;
        let standards = PdfStandards::new(standards(standard)).map_err(|fault| {
            vec![Fault {
                is_error: true,
                message: fault.message().to_string(),
                place: None,
                hints: Vec::new(),
            }]
        })?;
        let options = PdfOptions {
            ident: Smart::Custom(name.to_owned()),
            creator: Smart::Custom(Some(format!("Peelpress {}", env!("CARGO_PKG_VERSION")))),
            standards,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|found| faults(&found))?;
        Ok(Printed {
            pdf: pdf.into(),
            pages: document.pages().len(),
            warnings,
        })
    }

    fn fault(&self, fault: &SourceDiagnostic) -> Fault {
        let calls = fault.trace.iter().map(|call| call.span.into());
        let place = std::iter::once(fault.span)
            .chain(calls)
            .find_map(|span| self.room.place(span));
        Fault {
            is_error: fault.severity == Severity::Error,
            message: fault.message.to_string(),
            place,
            hints: fault.hints.iter().map(|hint| hint.v.to_string()).collect(),
        }
    }
}

fn standards(standard: Standard) -> &'static [PdfStandard] {
    match standard {
        Standard::UaArchive => &[PdfStandard::Ua_1, PdfStandard::A_3a],
        Standard::UaArchiveBare => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        Standard::Ua => &[PdfStandard::Ua_1],
        Standard::Archive => &[PdfStandard::A_3a],
    }
}
