//! The theme's templates: read once, with every error at its place in the template and with a page
//! that it affects.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::assets::{Asset, Assets};
use super::limits::{self, LimitedPage};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::plan::PagePlan;
use crate::text::{SourceMap, Span, lower_first, unbroken};
use crate::theme::Theme;

/// The templates, ready to render.
pub(super) struct Templates {
    tera: Tera,
}

impl fmt::Debug for Templates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Templates").finish_non_exhaustive()
    }
}

impl Templates {
    /// Reads every template. `None`, with diagnostics, if one of them cannot be read.
    pub(super) fn new(
        theme: &Theme,
        sources: &SourceMap,
        assets: &Assets,
        report: &mut Report,
    ) -> Option<Templates> {
        let mut tera = Tera::new();
        let prefixes: Vec<String> = theme.chain.iter().map(|name| format!("{name}/")).collect();
        if tera.set_fallback_prefixes(prefixes).is_err() {
            return None;
        }
        functions(&mut tera, assets);
        Templates { tera }.load(theme, sources, report)
    }

    /// Adds the templates together, as they refer to each other. If that fails, each template with
    /// an error of its own is reported and set aside, so that one run reports all of them.
    /// Templates that depend on those are not reported.
    fn load(
        mut self,
        theme: &Theme,
        sources: &SourceMap,
        report: &mut Report,
    ) -> Option<Templates> {
        let text = |name: &str| &*sources.file(theme.templates[name]).text;
        let mut names: Vec<&String> = theme.templates.keys().collect();
        let mut set_aside: Vec<String> = Vec::new();
        while let Err(error) = self
            .tera
            .add_raw_templates(names.iter().map(|name| (name.as_str(), text(name))))
        {
            if !is_orphan(&error, &set_aside) {
                let diagnostic = diagnostic(theme, &error, Code::TemplateSyntax, None);
                let place = names.iter().find_map(|name| {
                    let at = named_in(&diagnostic.message, text(name))?;
                    Some(Span::new(theme.templates[*name], at))
                });
                report.push(match (diagnostic.place(), place) {
                    (None, Some(place)) => diagnostic.at(place),
                    (_, _) => diagnostic,
                });
            }
            let at_fault = failing_template(&error).unwrap_or_default();
            let before = names.len();
            names.retain(|name| **name != at_fault);
            set_aside.push(at_fault);
            if names.len() == before {
                break;
            }
        }
        set_aside.is_empty().then_some(self)
    }

    /// Renders a page by a template of a full name.
    pub(super) fn render(
        &self,
        name: &str,
        planned: &PagePlan,
        context: &Context,
        theme: &Theme,
    ) -> Result<String, Diagnostic> {
        let mut page = LimitedPage::default();
        match self.tera.render_to(name, context, &mut page) {
            Ok(()) => Ok(page.into_text()),
            Err(error) => {
                let diagnostic = diagnostic(theme, &error, Code::TemplateError, Some(planned));
                Err(match page.is_full {
                    // The error says only that writing failed.
                    true => Diagnostic {
                        message: limits::too_large(),
                        ..diagnostic
                    },
                    false => diagnostic,
                })
            }
        }
    }
}

/// The full name of a page's template.
pub(super) fn name(theme: &Theme, planned: &PagePlan) -> Result<String, Diagnostic> {
    theme
        .template(&planned.template.value)
        .ok_or_else(|| unknown(theme, planned))
}

fn unknown(theme: &Theme, planned: &PagePlan) -> Diagnostic {
    let name = planned.template.value.trim_end_matches(".html");
    let known = theme
        .templates
        .keys()
        .filter_map(|full| full.split_once('/'))
        .map(|(_, name)| name.trim_end_matches(".html"));
    let own = theme.chain.first().map_or("", String::as_str);
    let diagnostic = Diagnostic::new(
        Code::UnknownTemplate,
        format!("unknown template `{name}` of the theme `{own}`"),
    );
    let diagnostic = diagnostic.label(planned.template.span, format!("needed for {}", planned.url));
    match did_you_mean(name, known) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic.help(format!(
            "remove the line, or add `templates/{name}.html` to the theme"
        )),
    }
}

/// A template's error at its place, and the page that was being rendered.
fn diagnostic(
    theme: &Theme,
    error: &tera::Error,
    code: Code,
    planned: Option<&PagePlan>,
) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            let file = theme.templates.get(report.filename());
            (
                report.message().to_owned(),
                file.map(|&file| Span::new(file, range)),
            )
        }
        kind => (
            kind.to_string(),
            failing_template(error).and_then(|name| theme.place(&name)),
        ),
    };
    let message = message
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .trim_end_matches('.')
        .to_owned();
    let message = format!(
        "this template cannot be {}: {}",
        if planned.is_some() {
            "rendered"
        } else {
            "read"
        },
        lower_first(&message)
    );
    let mut diagnostic = Diagnostic::new(code, message);
    if let Some(place) = place {
        diagnostic = diagnostic.at(place);
    }
    let Some(planned) = planned else {
        return diagnostic;
    };
    if let Some(&file) = planned.files.first() {
        diagnostic = diagnostic.label(
            Span::new(file, 0..0),
            "while rendering the page of this file",
        );
    }
    diagnostic
        .help(format!(
            "the page was {} (template `{}`)",
            planned.url, planned.template.value
        ))
        .help("the page `Templates` of the guide lists the fields of each template")
}

/// Where a template has the name that a message gives in backticks, and no place with it.
fn named_in(message: &str, text: &str) -> Option<Range<usize>> {
    let name = message.split('`').nth(1).filter(|name| !name.is_empty())?;
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(name)
        .map(|(at, _)| at..at + name.len())
        .find(|found| {
            !is_part(text[..found.start].chars().next_back())
                && !is_part(text[found.end..].chars().next())
        })
}

/// The template that an error speaks of.
fn failing_template(error: &tera::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(report.filename().to_owned())
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        _ => None,
    }
}

/// Whether what is missing was set aside: a template that is extended or, where the error names no
/// template, the parts that others use.
fn is_orphan(error: &tera::Error, set_aside: &[String]) -> bool {
    let is_it = |full: &String, parent: &str| {
        full == parent || full.split_once('/').is_some_and(|(_, name)| name == parent)
    };
    match error.kind() {
        ErrorKind::MissingParent { parent, .. } => set_aside.iter().any(|full| is_it(full, parent)),
        _ => !set_aside.is_empty() && failing_template(error).is_none(),
    }
}

/// Functions and filters of templates: the theme's own assets, counts in words, and dates that do
/// not break.
fn functions(tera: &mut Tera, assets: &Assets) {
    let by_name: Arc<BTreeMap<String, Asset>> = Arc::new(assets.to_map());
    let names = assets.names();
    tera.register_function(
        "asset",
        move |arguments: Kwargs, _: &State| -> tera::TeraResult<Value> {
            let name = arguments.must_get::<&str>("path")?;
            match by_name.get(name) {
                Some(asset) => Ok(Value::from_serializable(asset)),
                None => {
                    let advice =
                        did_you_mean(name, names.iter().map(String::as_str)).unwrap_or_default();
                    Err(tera::Error::message(format!(
                        "the theme has no asset `{name}`; {advice}"
                    )))
                }
            }
        },
    );
    // "1 September 2023" on one line
    tera.register_filter("unbroken", |text: &str, _: Kwargs, _: &State| {
        unbroken(text).into_owned()
    });
    // "1 finding", "2 findings"
    tera.register_function(
        "count",
        |arguments: Kwargs, _: &State| -> tera::TeraResult<String> {
            let number = arguments.must_get::<i64>("of")?;
            let one = arguments.must_get::<&str>("one")?;
            let many = arguments
                .get::<&str>("many")?
                .map_or_else(|| format!("{one}s"), str::to_owned);
            Ok(if number == 1 {
                format!("1 {one}")
            } else {
                format!("{number} {many}")
            })
        },
    );
}
