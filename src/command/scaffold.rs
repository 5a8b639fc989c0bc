//! `init`, `new` and `schema`: how authors start.

use std::path::Path;

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, Outcome, shown};
use crate::cli::NewArgs;
use crate::config;
use crate::diagnostic::{did_you_mean, one_of};
use crate::document::{self, Document};
use crate::files::{DiskFiles, Files};
use crate::output::{OutputSet, add};
use crate::scaffold::{self, Scaffold};
use crate::schema::kinds::KINDS;
use crate::schema::{self, PublisherSets};
use crate::source::{self, BodyKind, Source, SourceKind, SubjectName};
use crate::text::{SourceMap, is_reserved_name, is_slug, slug};

/// A folder with this file is a site.
const SETTINGS: &str = "site.toml";

/// Creates an example site. A readme and settings of tools that the folder has already are kept.
pub(super) fn init(folder: &Path, terminal: &Terminal) -> Outcome {
    let mut site = OutputSet::default();
    for (path, bytes) in scaffold::site().iter() {
        let is_optional = scaffold::OPTIONAL.contains(&path.as_str());
        if !(is_optional && folder.join(path.as_str()).exists()) {
            site.insert(path.clone(), bytes.clone());
        }
    }
    add(&site, folder)?;
    let (place, root) = match shown(folder).as_str() {
        "." => ("this folder".to_owned(), String::new()),
        // Quoted, as a name may hold spaces; every shell takes these quotation marks.
        path => (path.to_owned(), format!(" --root \"{path}\"")),
    };
    terminal.news(&format!(
        "created an example site of {} files in {place}; everything in it is invented",
        site.len()
    ));
    if cfg!(feature = "serve") {
        terminal.news(&format!("preview it:    peelpress serve --open{root}"));
    } else {
        terminal.news(&format!("build it:      peelpress build{root}"));
    }
    terminal.news(&format!(
        "add your own:  peelpress new force ID{root}    (see `peelpress new --help`)"
    ));
    Ok(CLEAN)
}

/// Creates a content file.
pub(super) fn new(root: &Path, args: &NewArgs, terminal: &Terminal) -> Outcome {
    let site = NewFileContext::read(root)?;
    let begun = match args {
        NewArgs::Region { id, .. } => Scaffold::Region(sound(id)?),
        NewArgs::Force { id, region, .. } => {
            Scaffold::Body(BodyKind::Force, sound(id)?, site.region(region.as_deref())?)
        }
        NewArgs::Rocu { id, region, .. } => {
            Scaffold::Body(BodyKind::Rocu, sound(id)?, site.region(region.as_deref())?)
        }
        NewArgs::Inspection { id, region, .. } => {
            let region = region
                .as_deref()
                .map(|region| site.region(Some(region)))
                .transpose()?;
            Scaffold::Inspection(sound(id)?, region)
        }
        NewArgs::InspectionAccount {
            of,
            name,
            inspection,
            ..
        } => Scaffold::Account(
            site.subject(of)?,
            account_name(name)?,
            site.inspection(inspection.as_deref())?,
        ),
        NewArgs::Term { id, .. } => Scaffold::Term(sound(id)?),
        NewArgs::Page { id, .. } => Scaffold::Page(page_id(id)?),
    };
    let files = scaffold::begin(&begun, &site.sets);
    add(&files, root)?;
    for (path, _) in files.iter() {
        terminal.result(format!("{}\n", shown(&root.join(path.as_str()))))?;
    }
    if let Scaffold::Body(BodyKind::Rocu, id, region) = &begun {
        terminal.news(&format!(
            "if this is the region's unit, add `rocu: {id}` to content/regions/{region}/region.md"
        ));
    }
    Ok(CLEAN)
}

/// Prints the JSON Schema of a kind of file, or the kinds.
pub(super) fn print_schema(root: &Path, name: Option<&str>, terminal: &Terminal) -> Outcome {
    let Some(name) = name else {
        for kind in KINDS {
            let part = if kind.is_front_matter() {
                "  (front matter)"
            } else {
                ""
            };
            terminal.result(format!("{:20} {}{part}\n", kind.name, kind.files))?;
        }
        return Ok(CLEAN);
    };
    let Some(kind) = KINDS.into_iter().find(|kind| kind.name == name) else {
        let advice = did_you_mean(name, KINDS.map(|kind| kind.name));
        return Err(CommandError::unknown(
            "kind of file",
            name,
            advice,
            "run `peelpress schema` for the list",
        ));
    };
    // Without a site around it, the schema leaves open what the publisher decides.
    let sets = match NewFileContext::read(root) {
        Ok(site) => Some(site.sets),
        Err(_) => {
            terminal.news("no site.toml found: this is the generic schema");
            None
        }
    };
    terminal.result(format!("{:#}\n", schema::schema(kind, sets.as_ref())))?;
    Ok(CLEAN)
}

/// An id that is valid in a path.
fn sound(id: &str) -> Result<String, CommandError> {
    if is_reserved_name(id) {
        return Err(CommandError::ReservedName(id.to_owned()));
    }
    if is_slug(id) {
        return Ok(id.to_owned());
    }
    Err(CommandError::InvalidId {
        id: id.to_owned(),
        fit: slug(id),
    })
}

/// The id of a page, which may be in folders: `guide/tutorial`.
fn page_id(id: &str) -> Result<String, CommandError> {
    id.split('/').try_for_each(|part| sound(part).map(drop))?;
    Ok(id.to_owned())
}

/// The name of an account, which starts with a year.
fn account_name(name: &str) -> Result<String, CommandError> {
    if source::has_year(name) {
        return sound(name);
    }
    Err(CommandError::NoYear(name.to_owned()))
}

/// The site that something is added to: the sets it owns, and what there is.
struct NewFileContext {
    sets: PublisherSets,
    paths: Vec<String>,
}

impl NewFileContext {
    fn read(root: &Path) -> Result<NewFileContext, CommandError> {
        let files = DiskFiles::new(root)?;
        let mut sources = SourceMap::default();
        let text = files
            .text(SETTINGS)
            .ok()
            .and_then(|text| text.utf8())
            .ok_or_else(|| CommandError::NoSite(root.to_owned()))?;
        let file = sources.add(SETTINGS, text);
        // `check` reports its errors and those of the vocabularies.
        let config = config::parse(&sources.file(file).text.clone(), file).value;
        let measures = measures(&files, &mut sources);
        let paths = files
            .list("content")
            .into_iter()
            .map(|listed| listed.path)
            .collect();
        Ok(NewFileContext {
            sets: PublisherSets { config, measures },
            paths,
        })
    }

    /// The names below a folder of `content/`, without the ending of a file's.
    fn names(&self, folder: &str) -> Vec<&str> {
        let start = format!("content/{folder}/");
        let names = self
            .paths
            .iter()
            .filter_map(|path| path.strip_prefix(&start)?.split('/').next());
        let mut names: Vec<&str> = names.map(|name| name.trim_end_matches(".md")).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn region(&self, asked: Option<&str>) -> Result<String, CommandError> {
        one("region", "--region", asked, &self.names("regions"))
    }

    fn inspection(&self, asked: Option<&str>) -> Result<String, CommandError> {
        one(
            "inspection",
            "--inspection",
            asked,
            &self.names("inspections"),
        )
    }

    /// The body or region of an id, with its kind before it where the id alone means several:
    /// `region:west-midlands`.
    fn subject(&self, asked: &str) -> Result<SubjectName, CommandError> {
        let (kind, id) = match asked.split_once(':') {
            Some((kind, id)) => (Some(kind), id),
            None => (None, asked),
        };
        let kinds = [
            ("force", "forces"),
            ("rocu", "rocus"),
            ("region", "regions"),
        ];
        let is_meant = |(name, folder): &(&str, &str)| {
            kind.is_none_or(|kind| kind == *name) && self.names(folder).contains(&id)
        };
        let found: Vec<&str> = kinds
            .iter()
            .filter(|kind| is_meant(kind))
            .map(|(name, _)| *name)
            .collect();
        match found[..] {
            ["force"] => Ok(SubjectName::Body(BodyKind::Force, id.to_owned())),
            ["rocu"] => Ok(SubjectName::Body(BodyKind::Rocu, id.to_owned())),
            ["region"] => Ok(SubjectName::Region(id.to_owned())),
            [] => {
                let nearest =
                    did_you_mean(id, kinds.iter().flat_map(|(_, folder)| self.names(folder)));
                Err(CommandError::unknown(
                    "force, regional unit or region",
                    asked,
                    nearest,
                    "`peelpress new --help` shows how to create one",
                ))
            }
            _ => {
                let ways: Vec<String> = found.iter().map(|name| format!("{name}:{id}")).collect();
                let ways = one_of(ways.iter().map(String::as_str));
                let id = id.to_owned();
                Err(CommandError::Ambiguous { id, ways })
            }
        }
    }
}

/// The ids of what is counted.
fn measures(files: &DiskFiles, sources: &mut SourceMap) -> Vec<String> {
    let path = "content/measures.yaml";
    let Some(text) = files.text(path).ok().and_then(|text| text.utf8()) else {
        return Vec::new();
    };
    let source = Source {
        kind: SourceKind::Measures,
        file: sources.add(path, text),
        bytes: None,
        is_read: true,
    };
    match document::parse(&source, sources).value {
        Some(Document::Measures(vocabulary)) => vocabulary
            .entries
            .into_iter()
            .map(|entry| entry.id.value)
            .collect(),
        _ => Vec::new(),
    }
}

/// The thing asked for, or the only one there is.
fn one(
    what: &'static str,
    option: &'static str,
    asked: Option<&str>,
    known: &[&str],
) -> Result<String, CommandError> {
    match (asked, known) {
        (Some(asked), known) if known.contains(&asked) => Ok(asked.to_owned()),
        (Some(asked), known) => {
            let nearest = did_you_mean(asked, known.iter().copied());
            Err(CommandError::unknown(
                what,
                asked,
                nearest,
                &format!("create it with `peelpress new {what} {asked}`"),
            ))
        }
        (None, [only]) => Ok((*only).to_owned()),
        (None, []) => Err(CommandError::NoneYet(what)),
        (None, known) => Err(CommandError::Choose {
            what,
            option,
            known: known.iter().map(|&id| id.to_owned()).collect(),
        }),
    }
}
