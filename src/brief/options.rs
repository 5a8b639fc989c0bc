//! How a brief is printed: its form, paper and type, and the standard that the file conforms to.

use clap::ValueEnum;

use crate::config::BriefEdition;

/// The sheet of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// What the PDF promises to conform to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PdfStandard {
    /// PDF/UA-1 and PDF/A-3a: readable by assistive technology, suitable for archives, with the data
    /// attached
    #[default]
    #[value(name = "ua-1+a-3a")]
    UaArchive,
    /// PDF/UA-1 and PDF/A-2a: the same for archives that do not accept attachments
    #[value(name = "ua-1+a-2a")]
    UaArchiveBare,
    /// Only PDF/UA-1
    #[value(name = "ua-1")]
    Ua,
    /// Only PDF/A-3a
    #[value(name = "a-3a")]
    Archive,
}

/// Which printable briefs a site has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BriefMode {
    /// None, and no link leads to one.
    #[default]
    None,
    /// The brief of every body and region that an inspection spoke of, made with the site.
    WithSite,
    /// The same, each typeset on request.
    OnRequest,
}

/// How a brief is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BriefOptions {
    /// The sheet of paper.
    pub paper: PaperSize,
    /// What the PDF promises to conform to.
    pub standard: PdfStandard,
    /// How much of it is printed.
    pub form: BriefForm,
    /// The kind of file.
    pub file_type: BriefFileType,
    /// The size of type.
    pub type_size: TypeSize,
    /// Whether it is printed without filled areas and colours.
    pub is_mono: bool,
    /// The columns of running text.
    pub columns: ColumnCount,
    /// Whether the list of terms is left out.
    pub is_without_glossary: bool,
}

/// How much of a brief is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum BriefForm {
    /// The summary, then every finding.
    #[default]
    Full,
    /// The summary alone, on one side of a sheet.
    Summary,
    /// A row for each recommendation, and for each finding to act on that has none.
    ActionPlan,
}

/// The kind of file that a brief is written to. Only an action plan can be a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BriefFileType {
    /// A PDF.
    #[default]
    Pdf,
    /// A table as comma-separated values.
    Csv,
    /// A table as a workbook.
    Xlsx,
}

/// The size of type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TypeSize {
    /// Two columns in 9 point
    #[default]
    Normal,
    /// Clear print: one column in 12 point or larger
    Large,
}

/// The columns of running text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColumnCount {
    /// One column
    #[value(name = "1")]
    One,
    /// Two columns
    #[default]
    #[value(name = "2")]
    Two,
}

impl BriefForm {
    /// The name that templates and file names have for it.
    pub fn name(self) -> &'static str {
        match self {
            BriefForm::Full => "full",
            BriefForm::Summary => "summary",
            BriefForm::ActionPlan => "action-plan",
        }
    }
}

impl BriefFileType {
    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            BriefFileType::Pdf => "pdf",
            BriefFileType::Csv => "csv",
            BriefFileType::Xlsx => "xlsx",
        }
    }
}

impl BriefOptions {
    /// How an edition of a brief is printed.
    pub fn of(edition: BriefEdition) -> BriefOptions {
        let full = BriefOptions::default();
        match edition {
            BriefEdition::Summary => BriefOptions {
                form: BriefForm::Summary,
                ..full
            },
            BriefEdition::ActionPlan => BriefOptions {
                form: BriefForm::ActionPlan,
                ..full
            },
            BriefEdition::Large => BriefOptions {
                type_size: TypeSize::Large,
                ..full
            },
            BriefEdition::Mono => BriefOptions {
                is_mono: true,
                ..full
            },
        }
    }

    /// What the name of a file says of the options: "-summary-large".
    pub(super) fn suffix(self) -> String {
        let mut suffix = match self.form {
            BriefForm::Full => String::new(),
            BriefForm::Summary | BriefForm::ActionPlan => format!("-{}", self.form.name()),
        };
        if self.type_size == TypeSize::Large {
            suffix.push_str("-large");
        }
        if self.is_mono {
            suffix.push_str("-mono");
        }
        suffix
    }
}

impl PaperSize {
    /// The name that Typst knows it by.
    pub(super) fn name(self) -> &'static str {
        match self {
            PaperSize::A4 => "a4",
            PaperSize::Letter => "us-letter",
        }
    }
}

impl PdfStandard {
    /// Whether files may be attached.
    pub(super) fn takes_attachments(self) -> bool {
        self != PdfStandard::UaArchiveBare
    }
}
