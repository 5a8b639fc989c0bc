//! A theme: template texts, assets and `theme.toml`, with those of the themes it extends beneath it.
//!
//! A theme that extends another sees the other's files as its own wherever it has none of that name, and can still
//! reach each by its full name, as in `{% extends "peelpress/body.html" %}`. The templates of briefs, in `brief/`, are
//! looked up in the same way; those that no theme of the chain has are the program's own. Nothing here runs a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::fields::value::{PlainText, ThemeId};
use crate::fields::{Keys, keys, parse_toml};
use crate::files::{FileEntry, Files, ReadError, load_text};
use crate::text::{
    FileId, SourceMap, Span, Spanned, is_file_name, is_reserved_name, is_slug, slug,
};

keys! {
    /// The settings of a theme.
    #[allow(dead_code, reason = "its name and description are for people who look into its folder")]
    pub(crate) struct ThemeKeys: "`theme.toml`" {
        /// The name of the theme.
        required name: PlainText = "Harbour",
        /// A sentence about it.
        optional description: PlainText = "Blue, with a map on every page.",
        /// Another theme. This one uses its files wherever it has none of that name.
        optional extends: ThemeId = "peelpress",
    }
}

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
    /// The texts of stylesheets, for their diagnostics.
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
    (
        "brief.typ",
        include_str!("../themes/peelpress/brief/brief.typ"),
    ),
    (
        "body.typ",
        include_str!("../themes/peelpress/brief/body.typ"),
    ),
    (
        "comparison.typ",
        include_str!("../themes/peelpress/brief/comparison.typ"),
    ),
    (
        "cover.typ",
        include_str!("../themes/peelpress/brief/cover.typ"),
    ),
    ("end.typ", include_str!("../themes/peelpress/brief/end.typ")),
    (
        "findings.typ",
        include_str!("../themes/peelpress/brief/findings.typ"),
    ),
    (
        "frame.typ",
        include_str!("../themes/peelpress/brief/frame.typ"),
    ),
    (
        "parts.typ",
        include_str!("../themes/peelpress/brief/parts.typ"),
    ),
    (
        "plan.typ",
        include_str!("../themes/peelpress/brief/plan.typ"),
    ),
    (
        "region.typ",
        include_str!("../themes/peelpress/brief/region.typ"),
    ),
    (
        "style.typ",
        include_str!("../themes/peelpress/brief/style.typ"),
    ),
    (
        "summary.typ",
        include_str!("../themes/peelpress/brief/summary.typ"),
    ),
    (
        "tables.typ",
        include_str!("../themes/peelpress/brief/tables.typ"),
    ),
    (
        "words.typ",
        include_str!("../themes/peelpress/brief/words.typ"),
    ),
];

/// Reads the theme that `site.toml` names. Empty, and an error, if it or one that it extends is missing.
pub fn read(
    name: Option<&Spanned<String>>,
    files: &dyn Files,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Theme {
    let mut theme = Theme::default();
    let mut next = name.cloned();
    while let Some(name) = next {
        if theme.chain.contains(&name.value) {
            let diagnostic = Diagnostic::new(
                Code::UnknownTheme,
                format!("the theme `{}` extends itself", name.value),
            );
            report.push(
                diagnostic
                    .at(name.span)
                    .help("a theme extends another one, which must not extend it in turn"),
            );
            return Theme::default();
        }
        if !is_slug(&name.value) {
            report.push(bad_name(&name));
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
        theme.brief.push(BriefFile {
            theme: theme_name,
            name: (*name).to_owned(),
            bytes,
            text: Some(file),
        });
    }
    theme
}

/// Reads one theme's files into `theme`; gives the theme it extends, if any. `None`, and an error, if it is missing.
fn read_one(
    name: &Spanned<String>,
    theme: &mut Theme,
    files: &dyn Files,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<Option<Spanned<String>>> {
    let folder = format!("themes/{}", name.value);
    let settings = match files.text(&format!("{folder}/theme.toml")) {
        Err(ReadError::Missing) => {
            report.push(unknown(name, files));
            None
        }
        read => load_text(&format!("{folder}/theme.toml"), read, sources, report),
    }?;
    let node = parse_toml(&sources.file(settings).text.clone(), settings, report);
    let extends = ThemeKeys::read(&node, report).extends;
    theme.chain.push(name.value.clone());
    let mut of = ThemeFolder {
        folder: &folder,
        is_whole: true,
        files,
        sources,
        report,
    };
    for (path, inner) in of.list("templates") {
        let file = of.text(&path);
        theme
            .templates
            .extend(file.map(|file| (format!("{}/{inner}", name.value), file)));
    }
    for (path, inner) in of.list("assets") {
        if theme.assets.contains_key(&inner) {
            continue;
        }
        let Some(bytes) = of.bytes(&path) else {
            continue;
        };
        of.check_address(&path, &inner);
        if inner.ends_with(".css") {
            let file = of.text(&path);
            theme.styles.extend(file.map(|file| (inner.clone(), file)));
        }
        theme.assets.insert(inner, bytes);
    }
    for (path, inner) in of.list("brief") {
        let Some(bytes) = of.bytes(&path) else {
            continue;
        };
        let is_template = inner.ends_with(".typ");
        let text = if is_template { of.text(&path) } else { None };
        if text.is_some() || !is_template {
            theme.brief.push(BriefFile {
                theme: name.value.clone(),
                name: inner,
                bytes,
                text,
            });
        }
    }
    // Every page would lack its template.
    of.is_whole.then_some(extends)
}

/// The folder of a theme, and where what is wrong with its files goes.
struct ThemeFolder<'r> {
    folder: &'r str,
    /// Whether no folder of it is a link, so that its files are known.
    is_whole: bool,
    files: &'r dyn Files,
    sources: &'r mut SourceMap,
    report: &'r mut Report,
}

impl ThemeFolder<'_> {
    /// Every file in a folder of the theme's that can be read: its path, and its path in that folder.
    fn list(&mut self, part: &str) -> Vec<(String, String)> {
        let start = format!("{}/{part}/", self.folder);
        let mut listed = Vec::new();
        for FileEntry { path, diagnostic } in self.files.list(start.trim_end_matches('/')) {
            match (diagnostic, path.strip_prefix(&start)) {
                (Some(error), _) => {
                    self.is_whole &= !error.is_linked_folder();
                    self.report.push(error.to_diagnostic(&path, self.sources));
                }
                (None, Some(inner)) => listed.push((path.clone(), inner.to_owned())),
                (None, None) => {}
            }
        }
        listed
    }

    fn bytes(&mut self, path: &str) -> Option<Arc<[u8]>> {
        self.files
            .read(path)
            .map_err(|error| self.report.push(error.to_diagnostic(path, self.sources)))
            .ok()
    }

    fn text(&mut self, path: &str) -> Option<FileId> {
        load_text(path, self.files.text(path), self.sources, self.report)
    }

    /// An asset is published under its own name.
    fn check_address(&mut self, path: &str, inner: &str) {
        let is_bad = |name: &&str| !is_file_name(name) || is_reserved_name(name);
        let Some(bad) = inner.split('/').find(is_bad) else {
            return;
        };
        let message = match is_reserved_name(bad) {
            true => format!("`{bad}` in `{path}` is a name that Windows reserves"),
            false => format!("`{bad}` in `{path}` cannot be part of an address"),
        };
        let diagnostic =
            Diagnostic::new(Code::InvalidFileName, message).at(self.sources.add_unread(path));
        self.report.push(
            diagnostic.help("names of assets are letters from a to z, digits, `-`, `_` and `.`"),
        );
    }
}

fn bad_name(name: &Spanned<String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::InvalidFileName,
        format!("`{}` cannot be the name of a theme", name.value),
    );
    let help = "a theme is a folder in `themes/`; its name has lower-case letters, digits and single hyphens";
    diagnostic.at(name.span).help(match slug(&name.value) {
        fit if fit.is_empty() => help.to_owned(),
        fit => format!("{help}: `{fit}`"),
    })
}

fn unknown(name: &Spanned<String>, files: &dyn Files) -> Diagnostic {
    let listed = files.list("themes");
    // A folder without a `theme.toml` is no theme, so its name is no advice.
    let known = listed.iter().filter_map(|file| {
        let (name, rest) = file.path.strip_prefix("themes/")?.split_once('/')?;
        (rest == "theme.toml").then_some(name)
    });
    let message = format!("unknown theme `{}`", name.value);
    let diagnostic = Diagnostic::new(Code::UnknownTheme, message).at(name.span);
    diagnostic.help(match did_you_mean(&name.value, known) {
        Some(advice) => advice,
        None => "a theme is a folder in `themes/` with a `theme.toml`".to_owned(),
    })
}

impl Theme {
    /// The full name of the nearest theme's template of a name.
    pub fn template(&self, name: &str) -> Option<String> {
        let names = self.chain.iter().map(|theme| format!("{theme}/{name}"));
        names
            .into_iter()
            .find(|full| self.templates.contains_key(full))
    }

    /// Where the text of a template begins, for diagnostics.
    pub fn place(&self, full_name: &str) -> Option<Span> {
        self.templates
            .get(full_name)
            .map(|&file| Span::new(file, 0..0))
    }
}
