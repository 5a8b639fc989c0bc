//! A theme: template texts, assets and `theme.toml`, with those of the themes it extends beneath it.
//!
//! A theme that extends another sees the other's files as its own wherever it has none of that name, and can still
//! reach each by its full name, as in `{% extends "peelpress/body.html" %}`. The templates of briefs, in `brief/`, are
//! looked up in the same way; those that no theme of the chain has are the program's own. Nothing here runs a template.

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
    /// What briefs are set with: Typst templates, pictures, fonts. The nearest theme's first, the program's own last.
    pub brief: Vec<BriefFile>,
    /// The texts of those that are style sheets, for their faults.
    pub styles: BTreeMap<String, FileId>,
}

/// A file that briefs are set with.
#[derive(Clone, Debug)]
pub struct BriefFile {
    /// The theme it belongs to; `default` for the program's own.
    pub theme: String,
    /// Its path in `brief/`: `style.typ`.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its text, if it is a template.
    pub text: Option<FileId>,
}

/// The templates of briefs that the program carries, for themes that have none of their own.
pub(crate) const DEFAULT_BRIEF: &[(&str, &str)] = &[
    ("brief.typ", include_str!("../themes/peelpress/brief/brief.typ")),
    ("body.typ", include_str!("../themes/peelpress/brief/body.typ")),
    ("cover.typ", include_str!("../themes/peelpress/brief/cover.typ")),
    ("end.typ", include_str!("../themes/peelpress/brief/end.typ")),
    ("findings.typ", include_str!("../themes/peelpress/brief/findings.typ")),
    ("frame.typ", include_str!("../themes/peelpress/brief/frame.typ")),
    ("parts.typ", include_str!("../themes/peelpress/brief/parts.typ")),
    ("region.typ", include_str!("../themes/peelpress/brief/region.typ")),
    ("style.typ", include_str!("../themes/peelpress/brief/style.typ")),
    ("words.typ", include_str!("../themes/peelpress/brief/words.typ")),
];

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
    for (name, text) in DEFAULT_BRIEF {
        let file = sources.add(format!("(built in) brief/{name}"), *text);
        let (theme_name, bytes) = ("default".to_owned(), text.as_bytes().into());
        theme.brief.push(BriefFile { theme: theme_name, name: (*name).to_owned(), bytes, text: Some(file) });
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
    for listed in files.list(&format!("{folder}/brief")) {
        let inner = listed.path[folder.len() + "/brief/".len()..].to_owned();
        let Ok(bytes) = files.read(&listed.path) else {
            report.push(unreadable(&listed.path));
            continue;
        };
        let text = if inner.ends_with(".typ") { read_text(&listed.path, files, sources) } else { None };
        if inner.ends_with(".typ") && text.is_none() {
            report.push(unreadable(&listed.path));
            continue;
        }
        theme.brief.push(BriefFile { theme: name.value.clone(), name: inner, bytes, text });
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
