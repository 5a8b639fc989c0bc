//! What `--help` prints below the options: examples, exit codes and where to read on.

/// Examples, one per line, then paragraphs.
fn page(examples: &[&str], paragraphs: &[&str]) -> String {
    let mut page = "Examples:".to_owned();
    for example in examples {
        page.push_str("\n  ");
        page.push_str(example);
    }
    for paragraph in paragraphs {
        page.push_str("\n\n");
        page.push_str(paragraph);
    }
    page
}

pub(super) fn program() -> String {
    page(
        &[
            "peelpress init my-site                 Create an example site",
            "peelpress serve --root my-site --open  Preview it in your browser",
            "peelpress check --root my-site         List its errors and warnings",
            "peelpress build --root my-site         Build it into my-site/public",
        ],
        &[
            concat!(
                "Exit codes:\n",
                "  0  no errors (there may be warnings)\n",
                "  1  errors in the content; nothing was written\n",
                "  2  wrong usage, or a file could not be read or written",
            ),
            "The guide for authors comes with each new site: read `content/pages/guide.md`, or the page /guide/ of the preview. `peelpress COMMAND --help` shows the options of a command, and `peelpress explain CODE` explains an error or warning.",
        ],
    )
}

pub(super) fn init() -> String {
    page(
        &[
            "peelpress init my-site",
            "peelpress init            In the current folder",
        ],
        &["Exit codes: 0 the site was created; 2 a file exists already, or could not be written"],
    )
}

pub(super) fn new() -> String {
    page(
        &[
            "peelpress new force kent --region south-east",
            "peelpress new inspection soc-south-east --region south-east",
            "peelpress new account kent 2026-soc --inspection soc-south-east",
            "peelpress new term local-profile",
        ],
        &[
            "Prints the path of each new file. A new file is a draft until you remove its `draft: true`.",
            "Exit codes: 0 the file was created; 2 wrong usage, or it exists already",
        ],
    )
}

#[cfg(feature = "serve")]
pub(super) fn serve() -> String {
    page(
        &[
            "peelpress serve --open",
            "peelpress serve --drafts --port 8000",
            "peelpress serve --host 0.0.0.0                        From other machines on your network",
            "peelpress serve --allow-host name-4173.app.example    Through a forwarded port (Codespaces, a container)",
        ],
        &[
            "The preview updates when you save a file; errors appear over the page. Alt-click a paragraph to open its source in your editor. With `ssh -L 8080:localhost:4173 HOST`, open http://localhost:8080/: no option is needed. Only browsers on the machine of the preview can open your editor.",
            "To stop the preview, press Ctrl-C.

Exit codes: 2 wrong usage, or the port cannot be used",
        ],
    )
}

pub(super) fn check() -> String {
    page(
        &[
            "peelpress check",
            "peelpress check --strict --format github    In a GitHub workflow",
            "peelpress check --format short | less",
            "peelpress check --briefs    Typeset the briefs too",
        ],
        &[
            concat!(
                "Everything that `check` finds goes to standard output, in every format:\n",
                "  human   message, source excerpt and help     json    an array of objects\n",
                "  short   one line per message                 sarif   for code-scanning services\n",
                "  github  annotations of a workflow            junit   for test reports of CI servers",
            ),
            "Exit codes: 0 no errors; 1 errors (with --strict: or warnings); 2 wrong usage, or no site.toml",
        ],
    )
}

pub(super) fn build() -> String {
    page(
        &[
            "peelpress build",
            "peelpress build --base-url https://example.org/reports/ --out /srv/www",
            "peelpress build --strict --no-briefs",
            "peelpress build --release 2027-01    Publish an edition, and keep its addresses for ever",
        ],
        &[
            "The output directory is replaced in one step, so visitors never see a half-built site. Files that Peelpress did not write stay. Unchanged files keep their modification time. A mount point (such as a volume of a container) is written file by file instead; a build that is interrupted there is finished by the next one.",
            "Exit codes: 0 the site was built; 1 errors in the content, nothing was written; 2 wrong usage, no site.toml, or the output directory cannot be written",
        ],
    )
}

pub(super) fn diff() -> String {
    page(
        &[
            "peelpress diff public-2026 public              Two built sites",
            "peelpress diff data-2026 data --format json    Two data exports",
            "peelpress diff v1 HEAD                         Two git revisions of the site",
        ],
        &[
            "Words that changed are shown as [-removed-] and {+added+}. Grades are compared only within one scale. For a revision, Peelpress builds the site in memory and leaves your files unchanged.",
            "Exit codes: 0 the changes were printed; 1 with --exit-code: something changed; 2 wrong usage, or an edition cannot be read",
        ],
    )
}

pub(super) fn brief() -> String {
    page(
        &[
            "peelpress brief kent",
            "peelpress brief kent essex --out meeting.pdf",
            "peelpress brief --all --out briefs/              One file per body and region",
            "peelpress brief --topic 4p-plans --region eastern",
            "peelpress brief kent --out - | lpr",
        ],
        &[
            "Exit codes: 0 the brief was written; 1 errors in the content, or nothing to print; 2 wrong usage, or the file cannot be written",
        ],
    )
}

pub(super) fn export() -> String {
    page(
        &[
            "peelpress export",
            "peelpress export --out /tmp/data --date 2026-11-01",
        ],
        &[
            "Exit codes: 0 the data was written; 1 errors in the content, nothing was written; 2 wrong usage, no site.toml, or the output directory cannot be written",
        ],
    )
}

pub(super) fn deploy_config() -> String {
    page(
        &[
            "peelpress deploy-config nginx --folder /srv/www > peelpress.conf",
            "peelpress deploy-config apache > public/.htaccess",
            "peelpress deploy-config caddy --base-url https://example.org/reports/",
            "peelpress deploy-config github-pages > .github/workflows/publish.yml",
        ],
        &[
            "Every server sends the same headers: a content policy, media types with UTF-8, caching (fingerprinted files for ever, everything else revalidated), compressed text, redirects and the page for missing pages.",
            "Exit codes: 0 the configuration was printed; 1 errors in the content; 2 wrong usage, or no site.toml",
        ],
    )
}

pub(super) fn response() -> String {
    page(
        &[
            "peelpress response saltmarsh --out response.md",
            "peelpress response saltmarsh --inspection coast-2026",
        ],
        &[
            "The file has a heading for each recommendation and for each finding that asks for action, with the day on which it is due. Fill it in and save it next to the account, as `response.md`.",
            "Exit codes: 0 the file was printed or written; 1 errors in the content; 2 wrong usage, or no site.toml",
        ],
    )
}

pub(super) fn review_form() -> String {
    page(
        &["peelpress review-form kent > kent-facts.md"],
        &[
            "The numbers of the rows are those that `peelpress build --review` shows before each paragraph.",
            "Exit codes: 0 the form was printed; 1 errors in the content; 2 wrong usage, or no site.toml",
        ],
    )
}

pub(super) fn verify() -> String {
    page(
        &[
            "peelpress verify public",
            "peelpress verify /srv/www --against .    Build again from the content, and compare",
        ],
        &[
            "Each line names a file that was changed, added or lost. Files that others put next to the site count as added.",
            "Exit codes: 0 nothing differs; 1 something differs; 2 wrong usage, or there is no manifest.json",
        ],
    )
}

pub(super) fn explain() -> String {
    page(
        &["peelpress explain", "peelpress explain unknown-body"],
        &["Exit codes: 0 found; 2 there is no such code"],
    )
}

pub(super) fn schema() -> String {
    page(
        &[
            "peelpress schema",
            "peelpress schema figures > figures.schema.json",
        ],
        &[
            "With a site, the schema lists the site's own grades, units, measures and so on.",
            "Exit codes: 0 found; 2 there is no such kind",
        ],
    )
}

pub(super) fn completions() -> String {
    page(
        &[
            "peelpress completions bash > ~/.local/share/bash-completion/completions/peelpress",
            "peelpress completions zsh > ~/.zfunc/_peelpress",
            "peelpress completions fish > ~/.config/fish/completions/peelpress.fish",
        ],
        &[],
    )
}

pub(super) fn man() -> String {
    page(
        &["peelpress man ~/.local/share/man/man1"],
        &["Exit codes: 0 the pages were written; 2 a page exists already, or could not be written"],
    )
}

pub(super) fn clean() -> String {
    page(
        &["peelpress clean", "peelpress clean --all"],
        &[
            "Cached briefs are in $XDG_CACHE_HOME/peelpress, or ~/.cache/peelpress. The next build typesets them again.",
            "Exit codes: 0 removed, or there was nothing to remove; 2 the folder cannot be removed",
        ],
    )
}
