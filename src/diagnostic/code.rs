//! Every code, once: its name, its severity and the text that explains it.
//!
//! A name says what is wrong, so that "this site has an unknown force" reads as English. The explanations are in
//! `explain/`, one file a code; a test holds the two lists, and the folders of `tests/broken/`, together.

use std::fmt;

use super::Severity::{self, Error, Warning};

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident;)*) => {
        /// A kind of error or warning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $name] $variant,)* }

        impl Code {
            /// Every code, in the order of the pipeline.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name as authors see it.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is, unless `--strict` is given.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => $severity,)* }
            }

            /// What it means, why it matters, an example and the cure, as Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)* }
            }
        }
    };
}

codes! {
    UnreadableFile = "unreadable-file", Error;
    NotUtf8 = "not-utf8", Error;
    FileTooLarge = "file-too-large", Error;
    LinkOutsideSite = "link-outside-site", Error;
    HiddenCharacter = "hidden-character", Error;
    MergeConflict = "merge-conflict", Error;
    UnrecognisedFile = "unrecognised-file", Warning;
    InvalidFileName = "invalid-file-name", Error;
    UnsupportedPicture = "unsupported-picture", Error;
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    MissingFrontMatter = "missing-front-matter", Error;
    SecondFrontMatter = "second-front-matter", Error;
    YamlSyntax = "yaml-syntax", Error;
    TomlSyntax = "toml-syntax", Error;
    InvalidMapArea = "invalid-map-area", Error;
    InvalidMapTile = "invalid-map-tile", Error;
    SelfCrossingArea = "self-crossing-area", Warning;
    OverlappingAreas = "overlapping-areas", Warning;
    LargeMap = "large-map", Warning;
    DuplicateKey = "duplicate-key", Error;
    UnknownKey = "unknown-key", Error;
    MissingKey = "missing-key", Error;
    EmptyKey = "empty-key", Warning;
    CommentInValue = "comment-in-value", Warning;
    MarkdownInText = "markdown-in-text", Error;
    WrongType = "wrong-type", Error;
    InvalidDate = "invalid-date", Error;
    Placeholder = "placeholder", Error;
    ConflictingValues = "conflicting-values", Error;
    IdMismatch = "id-mismatch", Error;
    UnknownTheme = "unknown-theme", Error;
    MissingPublicUrl = "missing-public-url", Warning;
    EmptySite = "empty-site", Error;
    HeadingLevelSkipped = "heading-level-skipped", Error;
    MalformedHeading = "malformed-heading", Error;
    LevelOneHeading = "level-one-heading", Error;
    UnderlinedHeading = "underlined-heading", Error;
    UnclosedBlock = "unclosed-block", Error;
    IndentedCode = "indented-code", Warning;
    MalformedTable = "malformed-table", Error;
    MalformedFootnote = "malformed-footnote", Error;
    ListNumber = "list-number", Warning;
    LiteralMark = "literal-mark", Warning;
    RepeatedWord = "repeated-word", Warning;
    BoldHeading = "bold-heading", Warning;
    EmptyHeading = "empty-heading", Error;
    LinkInTitle = "link-in-title", Error;
    NestingTooDeep = "nesting-too-deep", Error;
    MalformedAttribute = "malformed-attribute", Error;
    UnknownKind = "unknown-kind", Error;
    UnknownQuestionArea = "unknown-question-area", Error;
    MisplacedRecommendation = "misplaced-recommendation", Error;
    MissingDueDate = "missing-due-date", Error;
    MissingOwner = "missing-owner", Error;
    MissingFindingId = "missing-finding-id", Warning;
    RawHtml = "raw-html", Warning;
    LinkText = "link-text", Warning;
    MalformedLink = "malformed-link", Error;
    UnsafeLink = "unsafe-link", Error;
    MissingImage = "missing-image", Error;
    UnusedPicture = "unused-picture", Warning;
    DuplicateId = "duplicate-id", Error;
    DuplicateTerm = "duplicate-term", Error;
    UnknownGrade = "unknown-grade", Error;
    UnknownBody = "unknown-body", Error;
    UnknownRegion = "unknown-region", Error;
    UnknownInspection = "unknown-inspection", Error;
    UnknownProgramme = "unknown-programme", Error;
    UnknownTopic = "unknown-topic", Error;
    UnknownMeasure = "unknown-measure", Error;
    UnknownExtract = "unknown-extract", Error;
    UnknownTerm = "unknown-term", Error;
    UnknownValue = "unknown-value", Error;
    DanglingReference = "dangling-reference", Error;
    DraftInUse = "draft-in-use", Error;
    EmbargoInUse = "embargo-in-use", Error;
    HiddenTextPublished = "hidden-text-published", Error;
    MissingPeriod = "missing-period", Error;
    ImplausibleValue = "implausible-value", Warning;
    FigureNotInProse = "figure-not-in-prose", Warning;
    FileYearMismatch = "file-year-mismatch", Error;
    GradeWithoutCause = "grade-without-cause", Error;
    CauseWithoutRecommendation = "cause-without-recommendation", Error;
    EmptyFinding = "empty-finding", Warning;
    DueBeforePublication = "due-before-publication", Warning;
    MissingTopic = "missing-topic", Warning;
    MisplacedFollowUp = "misplaced-follow-up", Error;
    EarlyFollowUp = "early-follow-up", Error;
    FollowUpOrder = "follow-up-order", Error;
    MissingSource = "missing-source", Error;
    ForceWithoutTile = "force-without-tile", Warning;
    ForceWithoutArea = "force-without-area", Warning;
    MisplacedArea = "misplaced-area", Warning;
    RegionRocuMismatch = "region-rocu-mismatch", Warning;
    RegionMismatch = "region-mismatch", Warning;
    DuplicateName = "duplicate-name", Warning;
    DuplicateMark = "duplicate-mark", Warning;
    InvalidLedger = "invalid-ledger", Error;
    LostAddress = "lost-address", Error;
    RedirectClash = "redirect-clash", Error;
    RedirectLoop = "redirect-loop", Error;
    UnknownAddress = "unknown-address", Error;
    UrlCollision = "url-collision", Error;
    UnknownTemplate = "unknown-template", Error;
    CssSyntax = "css-syntax", Error;
    TemplateSyntax = "template-syntax", Error;
    InlineCode = "inline-code", Error;
    TemplateError = "template-error", Error;
    DuplicatePageId = "duplicate-page-id", Error;
    BriefTemplateError = "brief-template-error", Error;
    MissingGlyph = "missing-glyph", Error;
}

impl Code {
    /// The code of a name.
    pub fn by_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
