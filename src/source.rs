//! The content tree as an immutable snapshot: which file is what is told from its path alone.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::files::{Files, ReadFault};
use crate::text::{FileId, SourceMap, Span, is_slug};

/// What a file of the content tree is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// `regions/ID/region.md`
    Region { region: String },
    /// `regions/ID/DOCUMENT.md`
    RegionDocument { region: String, document: String },
    /// `regions/ID/DOCUMENT.yaml`
    RegionFigures { region: String, document: String },
    /// `forces/ID/force.md` or `rocus/ID/rocu.md`
    Body { kind: BodyKind, body: String },
    /// `forces/ID/DOCUMENT.md`
    BodyDocument { kind: BodyKind, body: String, document: String },
    /// `forces/ID/DOCUMENT.yaml`
    BodyFigures { kind: BodyKind, body: String, document: String },
    /// `inspections/ID.md`
    Inspection { inspection: String },
    /// `glossary/ID.md`
    Term { term: String },
    /// `pages/ID.md`
    Page { page: String },
    /// `topics.yaml`
    Topics,
    /// `measures.yaml`
    Measures,
    /// `maps/*.geojson`
    Areas,
    /// `maps/*.csv`
    Tiles,
    /// A picture, at its path in `content/`.
    Picture { path: String },
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
}

/// Reads every file of `content/`, in parallel, ordered by path.
pub fn read(files: &dyn Files, sources: &mut SourceMap, report: &mut Report) -> Vec<Source> {
    let read: Vec<_> = files
        .list("content")
        .into_par_iter()
        .filter_map(|listed| {
            let kind = classify(&listed.path);
            if kind == Ok(None) {
                return None;
            }
            let bytes = match listed.fault {
                Some(fault) => Err(fault),
                None => files.read(&listed.path),
            };
            Some((listed.path, kind, bytes))
        })
        .collect();
    let mut snapshot = Vec::with_capacity(read.len());
    for (path, kind, bytes) in read {
        match (kind, bytes) {
            (Err(fault), _) => report.push(fault),
            (_, Err(fault)) => report.push(unreadable(&path, &fault)),
            (Ok(None), _) => {}
            (Ok(Some(kind @ SourceKind::Picture { .. })), Ok(bytes)) => {
                snapshot.push(Source { kind, file: sources.add(path, ""), bytes: Some(bytes.into()) });
            }
            (Ok(Some(kind)), Ok(bytes)) => {
                let file = text(path, bytes, sources, report);
                snapshot.extend(file.map(|file| Source { kind, file, bytes: None }));
            }
        }
    }
    snapshot
}

/// A file's text, without the byte-order mark some editors write. Bytes that are not UTF-8 are shown as such and cost the file.
fn text(path: String, bytes: Vec<u8>, sources: &mut SourceMap, report: &mut Report) -> Option<FileId> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(path, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("`{path}` is not UTF-8 text");
            let file = sources.add(path, String::from_utf8_lossy(&error.into_bytes()).into_owned());
            let fault = Diagnostic::new(Code::NotUtf8, message).label(Span::new(file, at..at + 1), "the first such byte");
            report.push(fault.help("save the file again with the encoding UTF-8"));
            None
        }
    }
}

fn unreadable(path: &str, fault: &ReadFault) -> Diagnostic {
    let code = match fault {
        ReadFault::Outside => Code::LinkOutsideSite,
        ReadFault::TooLarge => Code::FileTooLarge,
        ReadFault::Missing | ReadFault::NotAFile | ReadFault::Io(_) => Code::UnreadableFile,
    };
    Diagnostic::new(code, format!("`{path}` {}", fault.words()))
}

/// What a file is; `Ok(None)` for files that are not for the site.
fn classify(path: &str) -> Result<Option<SourceKind>, Diagnostic> {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let parts: Vec<&str> = inner.split('/').collect();
    let (stem, extension) = parts[parts.len() - 1].rsplit_once('.').unwrap_or((parts[parts.len() - 1], ""));
    if ["png", "jpg", "jpeg", "webp", "gif", "avif"].contains(&extension) {
        return Ok(Some(SourceKind::Picture { path: inner.to_owned() }));
    }
    let name = stem.to_owned();
    let kind = match (parts.as_slice(), extension) {
        (["README.md"], _) => return Ok(Some(SourceKind::Page { page: "authoring".to_owned() })),
        (["topics.yaml"], _) => return Ok(Some(SourceKind::Topics)),
        (["measures.yaml"], _) => return Ok(Some(SourceKind::Measures)),
        (["maps", _], "geojson") => return Ok(Some(SourceKind::Areas)),
        (["maps", _], "csv") => return Ok(Some(SourceKind::Tiles)),
        // How the maps were made is kept beside them.
        (["maps", ..], _) => return Ok(None),
        (["regions", region, "region.md"], _) => SourceKind::Region { region: (*region).to_owned() },
        (["regions", region, _], "md") => SourceKind::RegionDocument { region: (*region).to_owned(), document: name },
        (["regions", region, _], "yaml") => SourceKind::RegionFigures { region: (*region).to_owned(), document: name },
        (["forces", body, file], "md" | "yaml") => body_file(BodyKind::Force, body, file, name, extension),
        (["rocus", body, file], "md" | "yaml") => body_file(BodyKind::Rocu, body, file, name, extension),
        (["inspections", _], "md") => SourceKind::Inspection { inspection: name },
        (["glossary", _], "md") => SourceKind::Term { term: name },
        (["pages", _], "md") => SourceKind::Page { page: name },
        _ => {
            let fault = Diagnostic::new(Code::StrayFile, format!("nothing is made of `{path}`"));
            return Err(fault.help("content lies where the authoring guide says; move the file there or out of `content/`"));
        }
    };
    let names = parts[1..parts.len() - 1].iter().copied().chain([stem]);
    match names.into_iter().find(|name| !is_slug(name)) {
        None => Ok(Some(kind)),
        Some(bad) => {
            let fault = Diagnostic::new(Code::BadFileName, format!("`{bad}` in `{path}` cannot be an id"));
            Err(fault.help("names of content files and their folders are lower-case letters and digits with single hyphens"))
        }
    }
}

fn body_file(kind: BodyKind, body: &str, file: &str, document: String, extension: &str) -> SourceKind {
    let body = body.to_owned();
    if document == kind.name() && file.ends_with(".md") {
        SourceKind::Body { kind, body }
    } else if extension == "md" {
        SourceKind::BodyDocument { kind, body, document }
    } else {
        SourceKind::BodyFigures { kind, body, document }
    }
}
