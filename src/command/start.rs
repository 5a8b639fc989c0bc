//! `init`, `new` and `schema`: what authors begin with.

use std::path::Path;

use super::CLEAN;
use super::terminal::Terminal;
use crate::cli::{Common, NewArgs};
use crate::config::{self, Config};
use crate::diagnostic::did_you_mean;
use crate::files::{DiskFiles, Files};
use crate::output::{OutputSet, add};
use crate::schema;
use crate::source::{BodyKind, SubjectName};
use crate::start::{self, Begun};
use crate::text::{SourceMap, is_slug, slug};

/// Writes a small complete site.
pub(super) fn init(common: &Common, folder: &Path, terminal: &Terminal) -> Result<u8, String> {
    let site = start::site();
    let target = common.root.join(folder);
    add(&site, &target).map_err(|fault| fault.to_string())?;
    let shown = target.display();
    terminal
        .news(&format!("wrote a site of {} files to {shown}; what it says is made up, for you to replace", site.len()));
    terminal.news(&format!("look at it: peelpress build --root {shown}"));
    Ok(CLEAN)
}

/// Begins a file of content.
pub(super) fn new(common: &Common, args: &NewArgs, terminal: &Terminal) -> Result<u8, String> {
    let site = Site::read(&common.root)?;
    let begun = match args {
        NewArgs::Region { id } => Begun::Region(sound(id)?),
        NewArgs::Force { id, region } => Begun::Body(BodyKind::Force, sound(id)?, site.region(region.as_deref())?),
        NewArgs::Rocu { id, region } => Begun::Body(BodyKind::Rocu, sound(id)?, site.region(region.as_deref())?),
        NewArgs::Inspection { id, region } => {
            let region = region.as_deref().map(|region| site.region(Some(region))).transpose()?;
            Begun::Inspection(sound(id)?, region)
        }
        NewArgs::InspectionAccount { of, name, inspection } => {
            Begun::Account(site.subject(of)?, sound(name)?, site.inspection(inspection.as_deref())?)
        }
        NewArgs::Term { id } => Begun::Term(sound(id)?),
        NewArgs::Page { id } => Begun::Page(sound(id)?),
    };
    let files: OutputSet = start::begin(&begun, &site.config);
    add(&files, &common.root).map_err(|fault| fault.to_string())?;
    for (path, _) in files.iter() {
        terminal.result(&format!("{}\n", common.root.join(path.as_str()).display()));
    }
    Ok(CLEAN)
}

/// Prints the JSON Schema of a kind of file, or the kinds.
pub(super) fn print_schema(common: &Common, name: Option<&str>, terminal: &Terminal) -> Result<u8, String> {
    let Some(name) = name else {
        for kind in schema::kinds() {
            terminal.result(&format!("{:12} {}\n", kind.name, kind.files));
        }
        return Ok(CLEAN);
    };
    let Some(kind) = schema::kinds().iter().find(|kind| kind.name == name) else {
        let advice = did_you_mean(name, schema::kinds().iter().map(|kind| kind.name)).unwrap_or_default();
        return Err(format!("no kind of file is called `{name}`; {advice}\nrun `peelpress schema` for the list"));
    };
    // Without a site around it, the schema leaves open what the publisher decides.
    let site = Site::read(&common.root).ok();
    terminal.result(&format!("{:#}\n", schema::schema(kind, site.as_ref().map(|site| &site.config))));
    Ok(CLEAN)
}

/// An id as it can stand in a path.
fn sound(id: &str) -> Result<String, String> {
    if is_slug(id) {
        return Ok(id.to_owned());
    }
    let advice = match slug(id) {
        fit if fit.is_empty() => String::new(),
        fit => format!(": `{fit}`"),
    };
    Err(format!("`{id}` cannot be an id; ids are lower-case letters and digits with single hyphens{advice}"))
}

/// The site that something is added to: its settings, and what there is.
struct Site {
    config: Config,
    paths: Vec<String>,
}

impl Site {
    fn read(root: &Path) -> Result<Site, String> {
        let files = DiskFiles::new(root)?;
        let text = files.text("site.toml").ok().and_then(|text| text.utf8());
        let text = text.ok_or("there is no `site.toml` here; run this in a site's folder, name it with `--root`, or begin one with `peelpress init`")?;
        let mut sources = SourceMap::default();
        let file = sources.add("site.toml", text);
        // Its faults are for `check` to tell.
        let config = config::parse(&sources.file(file).text.clone(), file).value;
        Ok(Site { config, paths: files.list("content").into_iter().map(|listed| listed.path).collect() })
    }

    /// The names below a folder of `content/`, without the ending of a file's.
    fn names(&self, folder: &str) -> Vec<&str> {
        let start = format!("content/{folder}/");
        let names = self.paths.iter().filter_map(|path| path.strip_prefix(&start)?.split('/').next());
        let mut names: Vec<&str> = names.map(|name| name.trim_end_matches(".md")).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn region(&self, asked: Option<&str>) -> Result<String, String> {
        one("region", "--region", asked, &self.names("regions"))
    }

    fn inspection(&self, asked: Option<&str>) -> Result<String, String> {
        one("inspection", "--inspection", asked, &self.names("inspections"))
    }

    /// The body or region of an id.
    fn subject(&self, id: &str) -> Result<SubjectName, String> {
        let has = |folder| self.names(folder).contains(&id);
        for kind in [BodyKind::Force, BodyKind::Rocu] {
            if has(kind.folder()) {
                return Ok(SubjectName::Body(kind, id.to_owned()));
            }
        }
        if has("regions") {
            return Ok(SubjectName::Region(id.to_owned()));
        }
        let known = ["forces", "rocus", "regions"].into_iter().flat_map(|folder| self.names(folder));
        let advice = did_you_mean(id, known).map_or(String::new(), |advice| format!("; {advice}"));
        Err(format!("no force, regional unit or region is called `{id}`{advice}"))
    }
}

/// The thing asked for, or the only one there is.
fn one(what: &str, option: &str, asked: Option<&str>, known: &[&str]) -> Result<String, String> {
    match (asked, known) {
        (Some(asked), known) if known.contains(&asked) => Ok(asked.to_owned()),
        (Some(asked), known) => {
            let advice =
                did_you_mean(asked, known.iter().copied()).map_or(String::new(), |advice| format!("; {advice}"));
            Err(format!("no {what} is called `{asked}`{advice}"))
        }
        (None, [only]) => Ok((*only).to_owned()),
        (None, []) => Err(format!("there is no {what} yet; begin one with `peelpress new {what} ID`")),
        (None, known) => Err(format!("say which {what}, with `{option}`: {}", known.join(", "))),
    }
}
