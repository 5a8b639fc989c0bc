//! The content tree as an immutable snapshot. The path of a file says what it is.

mod classify;
mod picture;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::files::{Files, Text, load_text};
use crate::text::{FileId, SourceMap, Span};
use classify::classify;
pub use classify::has_year;

/// What a file of the content tree is, with the ids that its path gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// `regions/ID/region.md`
    Region(String),
    /// `forces/ID/force.md` or `rocus/ID/rocu.md`
    Body(BodyKind, String),
    /// `forces/ID/DOCUMENT.md`: an account, with the name of the document.
    Account(SubjectName, String),
    /// `forces/ID/DOCUMENT.yaml`: its figures.
    Figures(SubjectName, String),
    /// `forces/ID/follow-up.yaml`: what became of its findings.
    FollowUp(SubjectName),
    /// `forces/ID/response.md`, or `response-NAME.md`: the response to a report.
    Response(SubjectName, String),
    /// `inspections/ID.md`
    Inspection(String),
    /// `glossary/ID.md`
    Term(String),
    /// `pages/ID.md`; of a page in a folder the id is `FOLDER/NAME`.
    Page(String),
    /// `topics.yaml`
    Topics,
    /// `measures.yaml`
    Measures,
    /// `places.yaml`
    Places,
    /// `corrections.yaml`
    Corrections,
    /// `changes/EDITION.yaml`
    Release(String),
    /// `addresses.tsv`
    Ledger,
    /// `redirects.yaml`
    Redirects,
    /// `maps/*.geojson`
    Areas,
    /// `maps/*.csv`
    Tiles,
    /// A picture, at its path in `content/`.
    Picture(String),
    /// A folder that is a symbolic link, which is an error: what would be in it is not known.
    LinkedFolder(Folder),
}

/// A folder of the content tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folder {
    /// `content/` itself.
    Content,
    /// `regions/`
    Regions,
    /// `forces/` or `rocus/`
    Bodies,
    /// The folder of a region or body.
    Of(SubjectName),
    /// `inspections/`
    Inspections,
    /// `glossary/`
    Glossary,
    /// `pages/`, or a folder in it.
    Pages,
    /// A folder without documents.
    Other,
}

impl SourceKind {
    /// Whether a file of this kind holds a document, or a folder may hold some, which others may name.
    pub fn is_document(&self) -> bool {
        match self {
            SourceKind::Region(_)
            | SourceKind::Body(..)
            | SourceKind::Account(..)
            | SourceKind::Figures(..)
            | SourceKind::FollowUp(_)
            | SourceKind::Response(..)
            | SourceKind::Inspection(_)
            | SourceKind::Term(_)
            | SourceKind::Page(_)
            | SourceKind::Topics
            | SourceKind::Measures
            | SourceKind::Corrections
            | SourceKind::Release(_)
            | SourceKind::Places
            | SourceKind::LinkedFolder(_) => true,
            SourceKind::Ledger
            | SourceKind::Redirects
            | SourceKind::Areas
            | SourceKind::Tiles
            | SourceKind::Picture(_) => false,
        }
    }
}

/// What a file is about: a region or body, by the name of its folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

    /// The file that says what the region or body is: `force.md`.
    pub fn own_file(&self) -> &'static str {
        match self {
            SubjectName::Region(_) => "region.md",
            SubjectName::Body(BodyKind::Force, _) => "force.md",
            SubjectName::Body(BodyKind::Rocu, _) => "rocu.md",
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
    /// Its text; empty for a picture.
    pub file: FileId,
    /// The bytes of a picture.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether it could be read. If not, that has been reported.
    pub is_read: bool,
}

/// What reading a file gave.
enum Contents {
    Text(Text),
    Picture(Arc<[u8]>),
}

/// Reads every file of `content/`, in parallel. The order is by folder and name, so that `west/` comes before `west-mercia/`,
/// although `-` comes before `/`. It does not depend on the order in which the files were listed.
pub fn read(files: &dyn Files, sources: &mut SourceMap, report: &mut Report) -> Vec<Source> {
    let mut listed = files.list("content");
    listed.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    let read: Vec<_> = listed
        .into_par_iter()
        .filter_map(|listed| {
            let kind = match &listed.diagnostic {
                Some(error) if error.is_linked_folder() => Ok(Some(SourceKind::LinkedFolder(
                    classify::folder(&listed.path),
                ))),
                Some(_) | None => classify(&listed.path),
            };
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
                Some((place.file, Some(bytes)))
            }
            Ok(Contents::Text(text)) => {
                load_text(&path, Ok(text), sources, report).map(|file| (file, None))
            }
            Err(error) => {
                report.push(error.to_diagnostic(&path, sources));
                None
            }
        };
        let is_read = read.is_some();
        let (file, bytes) = read.unwrap_or_else(|| (sources.id(&path), None));
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

/// A site has one map of areas and one of tiles. Of two, the first is kept.
fn single_maps(snapshot: &mut Vec<Source>, sources: &SourceMap, report: &mut Report) {
    let mut first: [Option<FileId>; 2] = [None, None];
    snapshot.retain(|source| {
        let (slot, what) = match source.kind {
            SourceKind::Areas => (&mut first[0], "map of force areas"),
            SourceKind::Tiles => (&mut first[1], "map of tiles"),
            SourceKind::Region(_)
            | SourceKind::Body(..)
            | SourceKind::Account(..)
            | SourceKind::Figures(..)
            | SourceKind::FollowUp(_)
            | SourceKind::Response(..)
            | SourceKind::Inspection(_)
            | SourceKind::Term(_)
            | SourceKind::Page(_)
            | SourceKind::Topics
            | SourceKind::Measures
            | SourceKind::Corrections
            | SourceKind::Release(_)
            | SourceKind::Places
            | SourceKind::Ledger
            | SourceKind::Redirects
            | SourceKind::Picture(_)
            | SourceKind::LinkedFolder(_) => return true,
        };
        let Some(first) = *slot else {
            *slot = Some(source.file);
            return true;
        };
        let path = |file: FileId| &sources.file(file).path;
        let message = format!("duplicate {what} `{}`", path(source.file));
        let diagnostic =
            Diagnostic::new(Code::DuplicateId, message).at(Span::new(source.file, 0..0));
        report.push(diagnostic.help(format!("keep either this one or `{}`", path(first))));
        false
    });
}
