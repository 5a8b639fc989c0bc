//! Opening a line of a file in the author's editor: by a link that the system hands to the editor, or by a command.
//!
//! A site's settings may name an editor, but never a command: a site can come from anybody, and a preview that runs what
//! a site says would be theirs. A command comes only from the author's own environment.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::error::PreviewError;
use crate::text::escape_path;

/// How a line is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editor {
    /// Not at all: there is no editor, or it needs a terminal.
    None,
    /// By a link with `{path}`, `{line}` and `{column}`.
    Link(String),
    /// By a program with these arguments, with the same placeholders.
    Command(String, Vec<String>),
}

/// Editors that take links.
const LINKS: &[(&str, &str)] = &[
    ("cursor", "cursor://file{path}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={path}&line={line}&column={column}",
    ),
    (
        "macvim",
        "mvim://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "nova",
        "nova://open?path={path}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "textmate",
        "txmt://open?url=file://{path}&line={line}&column={column}",
    ),
    ("vscode", "vscode://file{path}:{line}:{column}"),
    (
        "vscode-insiders",
        "vscode-insiders://file{path}:{line}:{column}",
    ),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
];

/// Commands that open a window of their own, and how they take a line.
const COMMANDS: &[(&[&str], &[&str])] = &[
    (
        &[
            "code",
            "code-insiders",
            "codium",
            "vscodium",
            "cursor",
            "windsurf",
        ],
        &["--goto", "{path}:{line}:{column}"],
    ),
    (
        &["subl", "sublime_text", "zed", "zeditor", "lapce", "pulsar"],
        &["{path}:{line}:{column}"],
    ),
    (
        &[
            "gvim",
            "mvim",
            "neovide",
            "gedit",
            "gnome-text-editor",
            "xed",
            "pluma",
            "mousepad",
        ],
        &["+{line}", "{path}"],
    ),
    (
        &["emacsclient"],
        &["--no-wait", "+{line}:{column}", "{path}"],
    ),
    (&["kate", "kwrite"], &["--line", "{line}", "{path}"]),
    (
        &["idea", "pycharm", "webstorm", "rustrover", "clion", "fleet"],
        &["--line", "{line}", "{path}"],
    ),
    (&["mate", "bbedit"], &["--line", "{line}", "{path}"]),
];

impl Editor {
    /// The editor that a site's `editor` names, else that of the author's environment.
    pub fn choose(setting: &str, visual: Option<&str>) -> Editor {
        if let Some(link) = link(setting) {
            return Editor::Link(link);
        }
        let mut words = visual
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned);
        let Some(program) = words.next() else {
            return Editor::None;
        };
        let name = Path::new(&program)
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let known = COMMANDS.iter().find(|(names, _)| names.contains(&name));
        match known {
            // One that is not known may need a terminal, and ours is taken.
            None => Editor::None,
            Some((_, arguments)) => Editor::Command(
                program,
                words
                    .chain(arguments.iter().map(|argument| (*argument).to_owned()))
                    .collect(),
            ),
        }
    }

    /// The link that opens a place, if links open it.
    pub fn link(&self, path: &Path, line: usize, column: usize) -> Option<String> {
        let Editor::Link(template) = self else {
            return None;
        };
        Some(filled(
            template,
            &escape_path(&path.to_string_lossy()),
            line,
            column,
        ))
    }

    /// Starts the command that opens a place.
    ///
    /// # Errors
    /// If there is no command or it cannot be run.
    pub(super) fn open(
        &self,
        path: &Path,
        line: usize,
        column: usize,
    ) -> Result<Child, PreviewError> {
        let Editor::Command(program, arguments) = self else {
            return Err(PreviewError::NoEditor);
        };
        let path = path.to_string_lossy();
        let arguments = arguments
            .iter()
            .map(|argument| filled(argument, &path, line, column));
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
            .spawn()
            .map_err(|error| PreviewError::Editor(program.clone(), error))
    }
}

/// The link template of a site's setting: a known name, or a template with the scheme of a known editor.
fn link(setting: &str) -> Option<String> {
    let setting = setting.trim();
    if let Some((_, template)) = LINKS.iter().find(|(name, _)| *name == setting) {
        return Some((*template).to_owned());
    }
    let (scheme, _) = setting.split_once("://")?;
    let is_known = LINKS.iter().any(|(_, template)| {
        template
            .split_once("://")
            .is_some_and(|(known, _)| known == scheme)
    });
    (is_known && setting.contains("{path}")).then(|| setting.to_owned())
}

fn filled(template: &str, path: &str, line: usize, column: usize) -> String {
    let rest = template
        .replace("{line}", &line.to_string())
        .replace("{column}", &column.to_string());
    // Last, as a path may hold anything.
    rest.replace("{path}", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_names_an_editor_but_never_a_command() {
        let path = Path::new("/my site/a.md");
        let link = |setting| Editor::choose(setting, None).link(path, 3, 1);
        assert_eq!(
            link("vscode").as_deref(),
            Some("vscode://file/my%20site/a.md:3:1")
        );
        assert_eq!(
            link("zed://file{path}:{line}").as_deref(),
            Some("zed://file/my%20site/a.md:3")
        );
        for bad in [
            "rm -rf {path}",
            "javascript://{path}",
            "https://example.org/{path}",
            "code",
        ] {
            assert_eq!(Editor::choose(bad, None), Editor::None, "{bad}");
        }
    }

    #[test]
    fn the_environment_names_a_command_unless_it_needs_a_terminal() {
        let command = |visual| match Editor::choose("", Some(visual)) {
            Editor::Command(program, arguments) => format!("{program} {}", arguments.join(" ")),
            _ => String::new(),
        };
        assert_eq!(
            command("/usr/bin/code --wait"),
            "/usr/bin/code --wait --goto {path}:{line}:{column}"
        );
        assert_eq!(
            [command("vim"), command(""), command("nano -w")],
            ["", "", ""]
        );
    }
}
