//! One run of the typesetter: from a selection to the bytes of its brief.

use std::collections::BTreeSet;

use super::builder::{self, PlanTable};
use super::data::{BriefDocument, BriefOrigin};
use super::query::Selection;
use super::typeset::Typesetter;
use super::{
    Brief, BriefFileType, BriefMaker, BriefOptions, TypesetDocument, TypstDiagnostic, breaks,
    cache, glyphs,
};
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// What making a selection's brief gives.
pub(super) struct BriefResult {
    /// Text in it that is not public.
    pub(super) leaks: Vec<Diagnostic>,
    pub(super) brief: Option<Brief>,
    pub(super) lost: BTreeSet<char>,
    pub(super) diagnostics: Vec<TypstDiagnostic>,
    pub(super) about: BriefOrigin,
}

/// One run of the typesetter, for one brief or many.
pub(super) struct BriefRun<'r> {
    pub(super) maker: &'r BriefMaker,
    pub(super) typesetter: &'r Typesetter,
    pub(super) options: BriefOptions,
    /// Where briefs of earlier builds are.
    pub(super) files: &'r dyn Files,
}

impl BriefRun<'_> {
    /// The hash of what all briefs of the run are made from.
    pub(super) fn common_key(&self) -> String {
        let standard = self.options.standard;
        let mut parts: Vec<Vec<u8>> = vec![
            env!("CARGO_PKG_VERSION").into(),
            self.typesetter.fingerprint(),
            format!("{standard:?}").into(),
        ];
        for (path, bytes) in self.maker.pictures.iter() {
            parts.extend([path.as_str().into(), bytes.to_vec()]);
        }
        for file in &self.maker.theme.brief {
            parts.extend([
                file.theme.clone().into(),
                file.name.clone().into(),
                file.bytes.to_vec(),
            ]);
        }
        cache::key(parts.iter().map(Vec::as_slice))
    }

    /// Makes a selection's brief, or finds it among those of earlier builds. `None` if there is
    /// nothing to print.
    pub(super) fn make(&self, common: &str, selection: &Selection) -> Option<BriefResult> {
        if self.options.file_type != BriefFileType::Pdf {
            return self.table(selection);
        }
        let BriefDocument { about, mut data } =
            builder::document(self.maker, selection, self.options)?;
        let lost = glyphs::fit(&mut data, &|c| self.typesetter.has(c));
        // As authors wrote it: places for breaks would hide what is looked for.
        let leaks = match &self.maker.leaks {
            Some(leaks) => leaks.scan(
                &format!("{}.pdf.json", about.name),
                data.to_string().as_bytes(),
            ),
            None => Vec::new(),
        };
        breaks::prepare(&mut data);
        let text = data.to_string();
        // Typst reads the text; this tree would take as much room again while it works.
        drop(data);
        let key = cache::key([common.as_bytes(), text.as_bytes()]);
        let (document, is_new) = match cache::read(self.files, &key) {
            Some((pages, pdf)) => {
                let cached = TypesetDocument {
                    pdf,
                    pages,
                    warnings: Vec::new(),
                };
                (Ok(cached), false)
            }
            None => (
                self.typesetter
                    .print(text, &about.name, self.options.standard),
                true,
            ),
        };
        let (brief, diagnostics) = match document {
            Ok(document) => {
                let brief = Brief {
                    name: format!("{}.pdf", about.name),
                    subject: about.subject,
                    bytes: document.pdf,
                    pages: document.pages,
                    key,
                    is_sound: lost.is_empty() && leaks.is_empty(),
                    // One with a warning is typeset again next time, so that the warning is
                    // reported again.
                    is_new: is_new && document.warnings.is_empty(),
                };
                (Some(brief), document.warnings)
            }
            Err(diagnostics) => (None, diagnostics),
        };
        Some(BriefResult {
            leaks,
            brief,
            lost,
            diagnostics,
            about,
        })
    }

    /// A selection's action plan as a table.
    fn table(&self, selection: &Selection) -> Option<BriefResult> {
        let PlanTable { about, bytes, text } = builder::table(self.maker, selection, self.options)?;
        let leaks = match &self.maker.leaks {
            Some(leaks) => leaks.scan(&format!("{}.csv", about.name), &text),
            None => Vec::new(),
        };
        Some(BriefResult {
            brief: Some(Brief {
                name: format!("{}.{}", about.name, self.options.file_type.extension()),
                subject: about.subject,
                bytes: bytes.into(),
                pages: 0,
                key: String::new(),
                is_sound: leaks.is_empty(),
                is_new: false,
            }),
            lost: BTreeSet::new(),
            leaks,
            diagnostics: Vec::new(),
            about,
        })
    }
}
