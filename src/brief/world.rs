//! What Typst may see: the theme's templates, its fonts, and the data of the one document being
//! set.
//!
//! There is no file system behind this, no package, no network and no clock; whatever a template
//! asks for besides is "not found". Files have the same few names in every run, as Typst never
//! forgets a name.

use std::collections::HashMap;
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::output::OutputSet;
use crate::text::{self, Span};
use crate::theme::Theme;

/// The first file that Typst reads.
const MAIN: &str = "#import \"/brief.typ\": brief\n#brief(json(\"/data.json\"))\n";

/// The faces that the program carries, by weight and style.
const FACES: [&[u8]; 4] = [
    notosans::REGULAR_TTF,
    notosans::ITALIC_TTF,
    notosans::BOLD_TTF,
    notosans::BOLD_ITALIC_TTF,
];

/// What all documents of a run share.
pub(super) struct TypstWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: HashMap<FileId, ThemeFile>,
    main: FileId,
    data: FileId,
}

/// A file of a theme.
struct ThemeFile {
    bytes: Bytes,
    source: Option<Source>,
    /// The same file as diagnostics name it.
    place: Option<text::FileId>,
}

impl TypstWorld {
    pub(super) fn new(theme: &Theme, pictures: &OutputSet) -> TypstWorld {
        let mut fonts: Vec<Font> = FACES
            .iter()
            .flat_map(|&face| Font::iter(Bytes::new(face)))
            .collect();
        let mut files = HashMap::new();
        for file in &theme.brief {
            let bytes = Bytes::new(file.bytes.to_vec());
            if [".ttf", ".otf"]
                .iter()
                .any(|ending| file.name.ends_with(ending))
            {
                fonts.extend(Font::iter(bytes.clone()));
            }
            // By its own name the nearest theme's is found; by its full name each.
            for path in [
                format!("/{}", file.name),
                format!("/{}/{}", file.theme, file.name),
            ] {
                let id = id(&path);
                let source = file
                    .text
                    .and_then(|_| Some(Source::new(id, String::from_utf8(bytes.to_vec()).ok()?)));
                files.entry(id).or_insert(ThemeFile {
                    bytes: bytes.clone(),
                    source,
                    place: file.text,
                });
            }
        }
        for (path, bytes) in pictures.iter() {
            files.entry(id(&format!("/{path}"))).or_insert(ThemeFile {
                bytes: Bytes::new(bytes.to_vec()),
                source: None,
                place: None,
            });
        }
        let main = id("/main.typ");
        let source = Some(Source::new(main, MAIN.to_owned()));
        files.insert(
            main,
            ThemeFile {
                bytes: Bytes::from_string(MAIN),
                source,
                place: None,
            },
        );
        let library = Library::builder()
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build();
        let book = FontBook::from_fonts(&fonts);
        TypstWorld {
            library: LazyHash::new(library),
            book: LazyHash::new(book),
            fonts,
            files,
            main,
            data: id("/data.json"),
        }
    }

    /// Whether the program's own faces have a character, or one of the theme's fonts.
    pub(super) fn has(&self, c: char) -> bool {
        let (own, themes) = self.fonts.split_at(FACES.len().min(self.fonts.len()));
        let covers = |font: &Font| font.info().coverage.contains(u32::from(c));
        own.iter().all(covers) || themes.iter().any(covers)
    }

    /// A hash of the fonts.
    pub(super) fn fingerprint(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        for font in &self.fonts {
            hash.update(font.data());
        }
        hash.finalize().to_vec()
    }

    /// A place of Typst's as one of ours; `None` outside the theme's templates.
    pub(super) fn place(&self, span: DiagSpan) -> Option<Span> {
        let file = self.files.get(&span.id()?)?;
        let range = match span.get() {
            DiagSpanKind::Detached => return None,
            DiagSpanKind::Number { num, sub_range, .. } => {
                file.source.as_ref()?.range(num, sub_range)?
            }
            DiagSpanKind::Range { range, .. } => range,
        };
        Some(Span::new(file.place?, range))
    }
}

/// A document being set.
pub(super) struct DocumentWorld<'r> {
    room: &'r TypstWorld,
    data: Bytes,
}

impl<'r> DocumentWorld<'r> {
    pub(super) fn new(room: &'r TypstWorld, data: String) -> DocumentWorld<'r> {
        DocumentWorld {
            room,
            data: Bytes::from_string(data),
        }
    }

    /// How many bytes of data there are.
    pub(super) fn data_len(&self) -> usize {
        self.data.len()
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.room.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.room.book
    }

    fn main(&self) -> FileId {
        self.room.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let file = self.room.files.get(&id).ok_or_else(|| missing(id))?;
        file.source.clone().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.room.data {
            return Ok(self.data.clone());
        }
        self.room
            .files
            .get(&id)
            .map(|file| file.bytes.clone())
            .ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.room.fonts.get(index).cloned()
    }

    /// There is no clock here: the document's date is part of its data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The id of a path. Only odd names of a theme's files have none of their own, and nothing can ask
/// for those.
fn id(path: &str) -> FileId {
    match VirtualPath::new(path) {
        Ok(path) => RootedPath::new(VirtualRoot::Project, path).intern(),
        Err(_) => Source::detached("").id(),
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_with_slash()))
}
