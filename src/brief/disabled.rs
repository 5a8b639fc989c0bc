//! In the place of the typesetter where the program was built without it (cargo feature `briefs`).

use super::options::PdfStandard;
use super::{TypesetDocument, TypstDiagnostic};
use crate::output::OutputSet;
use crate::theme::Theme;

/// Whether this program can set briefs.
pub const IS_AVAILABLE: bool = false;

/// A press that sets nothing.
pub(super) struct Typesetter;

impl Typesetter {
    pub(super) fn new(_: &Theme, _: &OutputSet) -> Typesetter {
        Typesetter
    }

    pub(super) fn has(&self, _: char) -> bool {
        true
    }

    pub(super) fn fingerprint(&self) -> Vec<u8> {
        Vec::new()
    }

    pub(super) fn print(
        &self,
        _: String,
        _: &str,
        _: PdfStandard,
    ) -> Result<TypesetDocument, Vec<TypstDiagnostic>> {
        let message = "this Peelpress was built without briefs".to_owned();
        Err(vec![TypstDiagnostic {
            is_error: true,
            message,
            place: None,
            hints: Vec::new(),
        }])
    }
}
