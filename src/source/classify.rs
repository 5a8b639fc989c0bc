//! What a file of the content tree is, by its path alone.

use super::{BodyKind, Folder, SourceKind, SubjectName, picture};
use crate::diagnostic::{Code, Diagnostic, Severity, is_near};
use crate::text::{is_reserved_name, is_slug, slug};

/// The file of what became of findings, without its ending.
const FOLLOW_UP: &str = "follow-up";

/// The response to a report, without its ending.
const RESPONSE: &str = "response";

/// What a file is; `Ok(None)` for files that are not for the site.
pub(super) fn classify(path: &str) -> Result<Option<SourceKind>, Diagnostic> {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let parts: Vec<&str> = inner.split('/').collect();
    let file = parts.last().copied().unwrap_or_default();
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    if picture::is_picture(extension) {
        return match picture::bad_name(path) {
            Some(diagnostic) => Err(diagnostic),
            None => Ok(Some(SourceKind::Picture(inner.to_owned()))),
        };
    }
    let name = || stem.to_owned();
    let kind = match (parts.as_slice(), extension) {
        // It is for people who look into the folder.
        (["README.md"], _) => return Ok(None),
        (["topics.yaml"], _) => return Ok(Some(SourceKind::Topics)),
        (["measures.yaml"], _) => return Ok(Some(SourceKind::Measures)),
        (["corrections.yaml"], _) => return Ok(Some(SourceKind::Corrections)),
        (["places.yaml"], _) => return Ok(Some(SourceKind::Places)),
        (["addresses.tsv"], _) => return Ok(Some(SourceKind::Ledger)),
        (["redirects.yaml"], _) => return Ok(Some(SourceKind::Redirects)),
        (["maps", _], "geojson") => return Ok(Some(SourceKind::Areas)),
        (["maps", _], "csv") => return Ok(Some(SourceKind::Tiles)),
        (["maps", _], "json" | "topojson" | "kml" | "shp" | "gpkg") => {
            return Err(map_format(path));
        }
        // Notes and scripts on how the maps were made are kept with them.
        (["maps", ..], _) => return Ok(None),
        (["regions", id, "region.md"], _) => SourceKind::Region((*id).to_owned()),
        (["forces", id, "force.md"], _) => SourceKind::Body(BodyKind::Force, (*id).to_owned()),
        (["rocus", id, "rocu.md"], _) => SourceKind::Body(BodyKind::Rocu, (*id).to_owned()),
        (["regions", id, _], "md" | "yaml") => {
            about(SubjectName::Region((*id).to_owned()), stem, extension)
        }
        (["forces", id, _], "md" | "yaml") => {
            let subject = SubjectName::Body(BodyKind::Force, (*id).to_owned());
            about(subject, stem, extension)
        }
        (["rocus", id, _], "md" | "yaml") => {
            let subject = SubjectName::Body(BodyKind::Rocu, (*id).to_owned());
            about(subject, stem, extension)
        }
        (["inspections", _], "md") => SourceKind::Inspection(name()),
        (["changes", _], "yaml") => SourceKind::Release(name()),
        (["glossary", _], "md") => SourceKind::Term(name()),
        (["pages", .., _], "md") => {
            let id = inner.strip_prefix("pages/").unwrap_or(inner);
            SourceKind::Page(id.strip_suffix(".md").unwrap_or(id).to_owned())
        }
        _ => return Err(stray(path)),
    };
    let folders = &parts[1..parts.len() - 1];
    for name in folders.iter().copied().chain([stem]) {
        check_name(name, path)?;
    }
    if let SourceKind::Account(subject, name) | SourceKind::Figures(subject, name) = &kind {
        check_year(subject, name, path)?;
    }
    Ok(Some(kind))
}

/// What a linked folder would hold, by its path.
pub(super) fn folder(path: &str) -> Folder {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["content", "regions"] => Folder::Regions,
        ["content", "regions", id] => Folder::Of(SubjectName::Region((*id).to_owned())),
        ["content", "forces"] => Folder::Bodies,
        ["content", "forces", id] => {
            Folder::Of(SubjectName::Body(BodyKind::Force, (*id).to_owned()))
        }
        ["content", "rocus"] => Folder::Bodies,
        ["content", "rocus", id] => Folder::Of(SubjectName::Body(BodyKind::Rocu, (*id).to_owned())),
        ["content", "inspections"] => Folder::Inspections,
        ["content", "glossary"] => Folder::Glossary,
        ["content", "pages", ..] => Folder::Pages,
        ["content", _, ..] => Folder::Other,
        _ => Folder::Content,
    }
}

/// A file about a body or region, in Markdown or YAML.
fn about(subject: SubjectName, stem: &str, extension: &str) -> SourceKind {
    if extension == "md" && (stem == RESPONSE || stem.starts_with("response-")) {
        SourceKind::Response(subject, stem.to_owned())
    } else if extension == "md" {
        SourceKind::Account(subject, stem.to_owned())
    } else if stem == FOLLOW_UP {
        SourceKind::FollowUp(subject)
    } else {
        SourceKind::Figures(subject, stem.to_owned())
    }
}

fn check_name(name: &str, path: &str) -> Result<(), Diagnostic> {
    if is_reserved_name(name) {
        let message = format!("`{name}` in `{path}` is a name that Windows reserves");
        let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
        return Err(
            diagnostic.help("choose another name: Windows cannot make such a file or folder")
        );
    }
    if is_slug(name) {
        return Ok(());
    }
    let message = format!("`{name}` in `{path}` cannot be an id");
    let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
    let help =
        "names of content files and folders are lower-case letters and digits with single hyphens";
    Err(match slug(name) {
        fit if fit.is_empty() => diagnostic.help(help),
        fit => diagnostic.help(format!("{help}: `{fit}`")),
    })
}

/// Whether the name of an account starts with a year: `2023-soc`.
pub fn has_year(name: &str) -> bool {
    let (year, rest) = name.split_once('-').unwrap_or((name, "-"));
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty()
}

/// Accounts are ordered by the year at the start of their names.
fn check_year(subject: &SubjectName, name: &str, path: &str) -> Result<(), Diagnostic> {
    if has_year(name) {
        return Ok(());
    }
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let own = subject.own_file();
    if ["force", "rocu", "region"].contains(&name.trim_end_matches('s')) {
        let message = format!("unrecognised file `{path}`");
        let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
        return Err(diagnostic.help(format!("call it `{folder}/{own}`")));
    }
    if is_near(name, RESPONSE) {
        let message = format!("unrecognised file `{path}`");
        let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
        return Err(diagnostic.help(format!("call it `{folder}/{RESPONSE}.md`")));
    }
    if is_near(name, FOLLOW_UP) {
        let message = format!("unrecognised file `{path}`");
        let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
        return Err(diagnostic.help(format!("call it `{folder}/{FOLLOW_UP}.yaml`")));
    }
    let message = format!("`{path}` does not start with a year");
    let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
    Err(diagnostic.help(format!(
        "start the name with the year of the inspection, like `2026-{file}`"
    )))
}

/// A map in a format that is not read.
fn map_format(path: &str) -> Diagnostic {
    let message = format!("unrecognised map `{path}`");
    let diagnostic = Diagnostic {
        severity: Severity::Error,
        ..Diagnostic::new(Code::UnrecognisedFile, message)
    };
    match path.strip_suffix(".json") {
        Some(stem) => diagnostic.help(format!(
            "if it is GeoJSON, call it `{stem}.geojson`; if it is not for the site, move it out of `content/`"
        )),
        None => diagnostic.help("save the areas as GeoJSON, in a file that ends in `.geojson`"),
    }
}

/// A file in a place where no kind of content belongs, or with an ending that keeps it from being content.
fn stray(path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnrecognisedFile,
        format!("unrecognised file `{path}`"),
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
        // It was meant to be published.
        Some(meant) => Diagnostic {
            severity: Severity::Error,
            ..diagnostic
        }
        .help(format!("call it `{meant}`")),
        None => diagnostic.help(
            "move it to the folder for its kind of content, or out of `content/`; `peelpress schema` lists the folders",
        ),
    }
}
