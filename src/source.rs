//! The content tree as an immutable snapshot: which file is what is told from its path alone.

mod picture;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::files::{Files, Text, load_text};
use crate::text::{FileId, SourceMap, Span, is_slug, slug};

/// What a file of the content tree is, with the ids that its path gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// `regions/ID/region.md`
    Region(String),
    /// `forces/ID/force.md` or `rocus/ID/rocu.md`
    Body(BodyKind, String),
    /// `forces/ID/DOCUMENT.md`: what an inspection said, with the document's name.
    Account(SubjectName, String),
    /// `forces/ID/DOCUMENT.yaml`: the figures beside it.
    Figures(SubjectName, String),
    /// `inspections/ID.md`
    Inspection(String),
    /// `glossary/ID.md`
    Term(String),
    /// `pages/ID.md`
    Page(String),
    /// `topics.yaml`
    Topics,
    /// `measures.yaml`
    Measures,
    /// `maps/*.geojson`
    Areas,
    /// `maps/*.csv`
    Tiles,
    /// A picture, at its path in `content/`.
    Picture(String),
}

impl SourceKind {
    /// Whether a file of this kind holds a document, which others may name.
    pub fn is_document(&self) -> bool {
        !matches!(
            self,
            SourceKind::Areas | SourceKind::Tiles | SourceKind::Picture(_)
        )
    }
}

/// Whom a file is about, as its folder names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectName {
    /// `regions/ID/`
    Region(String),
    /// `forces/ID/` or `rocus/ID/`
    Body(BodyKind, String),
}

impl SubjectName {
    /// The id that the folder gives.
    pub fn id(&self) -> &str {
        match self {
            SubjectName::Region(id) | SubjectName::Body(_, id) => id,
        }
    }

    /// `regions`, `forces` or `rocus`.
    pub fn folder(&self) -> &'static str {
        match self {
            SubjectName::Region(_) => "regions",
            SubjectName::Body(kind, _) => kind.folder(),
        }
    }
}

/// A body is a force or a regional organised crime unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyKind {
    /// A police force.
    Force,
    /// A regional organised crime unit.
    Rocu,
}

impl BodyKind {
    /// `force` or `rocu`, as in references and the data export.
    pub fn name(self) -> &'static str {
        match self {
            BodyKind::Force => "force",
            BodyKind::Rocu => "rocu",
        }
    }

    /// `forces` or `rocus`, as in folders and addresses.
    pub fn folder(self) -> &'static str {
        match self {
            BodyKind::Force => "forces",
            BodyKind::Rocu => "rocus",
        }
    }
}

/// A file of the snapshot.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// Its text; for a picture an empty one.
    pub file: FileId,
    /// The bytes of a picture.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether it could be read. If not, that has been told.
    pub is_read: bool,
}

/// What reading a file gave.
enum Contents {
    Text(Text),
    Picture(Arc<[u8]>),
}

/// Reads every file of `content/`, in parallel. The order is that of the names on the way to each file, folder by folder:
/// `west/` comes before `west-mercia/`, although `-` comes before `/`. However the files were listed, it is the same.
pub fn read(files: &dyn Files, sources: &mut SourceMap, report: &mut Report) -> Vec<Source> {
    let mut listed = files.list("content");
    listed.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    let read: Vec<_> = listed
        .into_par_iter()
        .filter_map(|listed| {
            let kind = classify(&listed.path);
            if kind == Ok(None) {
                return None;
            }
            let contents = match (listed.diagnostic, &kind) {
                (Some(diagnostic), _) => Err(diagnostic),
                (None, Ok(Some(SourceKind::Picture(_)))) => {
                    files.read(&listed.path).map(Contents::Picture)
                }
                (None, _) => files.text(&listed.path).map(Contents::Text),
            };
            Some((listed.path, kind, contents))
        })
        .collect();
    let mut snapshot = Vec::with_capacity(read.len());
    for (path, kind, contents) in read {
        let kind = match kind {
            Ok(Some(kind)) => kind,
            Ok(None) => continue,
            Err(diagnostic) => {
                report.push(diagnostic.at(sources.add_unread(&path)));
                continue;
            }
        };
        let read = match contents {
            Ok(Contents::Picture(bytes)) => {
                let place = sources.add_unread(&path);
                if let Some(diagnostic) = picture::bad_bytes(&path, &bytes) {
                    report.push(diagnostic.at(place));
                }
                Ok((place.file, Some(bytes)))
            }
            Ok(Contents::Text(text)) => {
                load_text(&path, Ok(text), sources).map(|file| (file, None))
            }
            Err(diagnostic) => Err(diagnostic.told(&path, sources)),
        };
        let is_read = read.is_ok();
        let (file, bytes) = read.unwrap_or_else(|diagnostic| {
            report.push(diagnostic);
            (sources.id(&path), None)
        });
        snapshot.push(Source {
            kind,
            file,
            bytes,
            is_read,
        });
    }
    single_maps(&mut snapshot, sources, report);
    snapshot
}

/// A site has one map of areas and one of tiles. Which of two is meant is not known here; the first stays.
fn single_maps(snapshot: &mut Vec<Source>, sources: &SourceMap, report: &mut Report) {
    let mut first: [Option<FileId>; 2] = [None, None];
    snapshot.retain(|source| {
        let (slot, what) = match source.kind {
            SourceKind::Areas => (&mut first[0], "map of force areas"),
            SourceKind::Tiles => (&mut first[1], "map of tiles"),
            _ => return true,
        };
        let Some(first) = *slot else {
            *slot = Some(source.file);
            return true;
        };
        let path = |file: FileId| &sources.file(file).path;
        let message = format!("there is a second {what}, `{}`", path(source.file));
        let diagnostic =
            Diagnostic::new(Code::DuplicateId, message).at(Span::new(source.file, 0..0));
        report.push(diagnostic.help(format!("keep either this one or `{}`", path(first))));
        false
    });
}

/// What a file is; `Ok(None)` for files that are not for the site.
fn classify(path: &str) -> Result<Option<SourceKind>, Diagnostic> {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let parts: Vec<&str> = inner.split('/').collect();
    let (stem, extension) = parts[parts.len() - 1]
        .rsplit_once('.')
        .unwrap_or((parts[parts.len() - 1], ""));
    if picture::is_picture(extension) {
        return picture::bad_name(path)
            .map_or_else(|| Ok(Some(SourceKind::Picture(inner.to_owned()))), Err);
    }
    let name = stem.to_owned();
    let kind = match (parts.as_slice(), extension) {
        (["README.md"], _) => return Ok(Some(SourceKind::Page("authoring".to_owned()))),
        (["topics.yaml"], _) => return Ok(Some(SourceKind::Topics)),
        (["measures.yaml"], _) => return Ok(Some(SourceKind::Measures)),
        (["maps", _], "geojson") => return Ok(Some(SourceKind::Areas)),
        (["maps", _], "csv") => return Ok(Some(SourceKind::Tiles)),
        // How the maps were made is kept beside them.
        (["maps", ..], _) => return Ok(None),
        (["regions", id, "region.md"], _) => SourceKind::Region((*id).to_owned()),
        (["forces", id, "force.md"], _) => SourceKind::Body(BodyKind::Force, (*id).to_owned()),
        (["rocus", id, "rocu.md"], _) => SourceKind::Body(BodyKind::Rocu, (*id).to_owned()),
        ([folder @ ("regions" | "forces" | "rocus"), id, _], "md" | "yaml") => {
            let id = (*id).to_owned();
            let subject = match *folder {
                "regions" => SubjectName::Region(id),
                "forces" => SubjectName::Body(BodyKind::Force, id),
                _ => SubjectName::Body(BodyKind::Rocu, id),
            };
            if extension == "md" {
                SourceKind::Account(subject, name)
            } else {
                SourceKind::Figures(subject, name)
            }
        }
        (["inspections", _], "md") => SourceKind::Inspection(name),
        (["glossary", _], "md") => SourceKind::Term(name),
        (["pages", _], "md") => SourceKind::Page(name),
        _ => return Err(stray(path)),
    };
    let names = parts[1..parts.len() - 1].iter().copied().chain([stem]);
    match names.into_iter().find(|name| !is_slug(name)) {
        None => Ok(Some(kind)),
        Some(bad) => {
            let diagnostic = Diagnostic::new(
                Code::InvalidFileName,
                format!("`{bad}` in `{path}` cannot be an id"),
            );
            let help = "names of content files and their folders are lower-case letters and digits with single hyphens";
            Err(match slug(bad) {
                fit if fit.is_empty() => diagnostic.help(help),
                fit => diagnostic.help(format!("{help}: `{fit}`")),
            })
        }
    }
}

/// A file that lies where no kind of content lies, or that only its ending keeps from being content.
fn stray(path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnrecognisedFile,
        format!("nothing is made of `{path}`"),
    );
    let name = path.strip_suffix(".txt").unwrap_or(path);
    let meant =
        name.rsplit_once('.')
            .and_then(|(stem, extension)| match &*extension.to_lowercase() {
                "md" | "markdown" => Some(format!("{stem}.md")),
                "yaml" | "yml" => Some(format!("{stem}.yaml")),
                other => Some(format!("{stem}.{other}"))
                    .filter(|_| picture::is_picture(other) || path.contains("/maps/")),
            });
    match meant.filter(|meant| meant != path && classify(meant).is_ok_and(|kind| kind.is_some())) {
        // Somebody wrote it to be published.
        Some(meant) => Diagnostic {
            severity: Severity::Error,
            ..diagnostic
        }
        .help(format!("call it `{meant}`")),
        None => diagnostic.help(
            "content lies where the authoring guide says; move the file there or out of `content/`",
        ),
    }
}
