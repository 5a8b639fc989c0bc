//! A theme: template texts, assets and `theme.toml`, with those of the themes it extends beneath it.
//!
//! A theme that extends another sees the other's files as its own wherever it has none of that name, and can still
//! reach each by its full name, as in `{% extends "peelpress/body.html" %}`. Nothing here runs a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::fields::{Fields, parse_toml};
use crate::files::Files;
use crate::text::{FileId, SourceMap, Span, Spanned};

/// A theme with everything it extends.
#[derive(Debug, Default)]
pub struct Theme {
    /// The themes, the site's own first, then the one it extends, and so on.
    pub chain: Vec<String>,
    /// Templates by full name: `peelpress/body.html`.
    pub templates: BTreeMap<String, FileId>,
    /// Assets by their path in `assets/`; the nearest theme's wins.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// The texts of those that are style sheets, for their faults.
    pub styles: BTreeMap<String, FileId>,
}

/// Reads the theme that `site.toml` names. Empty, and a fault, if it or one that it extends is not there.
pub fn read(name: Option<&Spanned<String>>, files: &dyn Files, sources: &mut SourceMap, report: &mut Report) -> Theme {
    let mut theme = Theme::default();
    let mut next = name.cloned();
    while let Some(name) = next {
        if theme.chain.contains(&name.value) {
            let fault = Diagnostic::new(Code::UnknownTheme, format!("the theme `{}` extends itself", name.value));
            report.push(fault.at(name.span).help("a theme extends another one, which must not extend it in turn"));
            return Theme::default();
        }
        match read_one(&name, &mut theme, files, sources, report) {
            Some(extends) => next = extends,
            // What a theme lacks because the one below is missing would fill the report.
            None => return Theme::default(),
        }
    }
    theme
}

/// Reads one theme's files into `theme`; gives the theme it extends, if any. `None`, and a fault, if it is not there.
fn read_one(
    name: &Spanned<String>,
    theme: &mut Theme,
    files: &dyn Files,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<Option<Spanned<String>>> {
    let folder = format!("themes/{}", name.value);
    let Some(settings) = read_text(&format!("{folder}/theme.toml"), files, sources) else {
        report.push(unknown(name, files));
        return None;
    };
    let node = parse_toml(&sources.file(settings).text.clone(), settings, report);
    let mut fields = Fields::new(&node, "`theme.toml`", report);
    fields.required_text("name");
    fields.text("description");
    let extends = fields.text("extends");
    fields.finish();
    theme.chain.push(name.value.clone());
    for listed in files.list(&format!("{folder}/templates")) {
        let inner = listed.path[folder.len() + "/templates/".len()..].to_owned();
        match read_text(&listed.path, files, sources) {
            Some(file) => {
                theme.templates.insert(format!("{}/{inner}", name.value), file);
            }
            None => report.push(unreadable(&listed.path)),
        }
    }
    for listed in files.list(&format!("{folder}/assets")) {
        let inner = listed.path[folder.len() + "/assets/".len()..].to_owned();
        if theme.assets.contains_key(&inner) {
            continue;
        }
        let Ok(bytes) = files.read(&listed.path) else {
            report.push(unreadable(&listed.path));
            continue;
        };
        if inner.ends_with(".css") {
            match String::from_utf8(bytes.to_vec()) {
                Ok(text) => _ = theme.styles.insert(inner.clone(), sources.add(&*listed.path, text)),
                Err(_) => report.push(unreadable(&listed.path)),
            }
        }
        theme.assets.insert(inner, bytes);
    }
    Some(extends)
}

fn read_text(path: &str, files: &dyn Files, sources: &mut SourceMap) -> Option<FileId> {
    let text = files.text(path).ok()?.utf8()?;
    Some(sources.add(path, text))
}

fn unreadable(path: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, format!("`{path}` cannot be read"))
        .help("templates and style sheets are UTF-8 text files")
}

fn unknown(name: &Spanned<String>, files: &dyn Files) -> Diagnostic {
    let listed = files.list("themes");
    let mut known: Vec<&str> = listed.iter().filter_map(|file| file.path.split('/').nth(1)).collect();
    known.sort_unstable();
    known.dedup();
    let message = format!("no theme is called `{}`", name.value);
    let fault = Diagnostic::new(Code::UnknownTheme, message).at(name.span);
    let fault = fault.help("a theme is a folder in `themes/` with a `theme.toml`");
    match did_you_mean(&name.value, known) {
        Some(advice) => fault.help(advice),
        None => fault,
    }
}

impl Theme {
    /// The full name of the nearest theme's template of a name.
    pub fn template(&self, name: &str) -> Option<String> {
        let names = self.chain.iter().map(|theme| format!("{theme}/{name}"));
        names.into_iter().find(|full| self.templates.contains_key(full))
    }

    /// Where a template's text begins, for faults.
    pub fn place(&self, full_name: &str) -> Option<Span> {
        self.templates.get(full_name).map(|&file| Span::new(file, 0..0))
    }
}
