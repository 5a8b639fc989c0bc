//! The harness: small sites in a string, built in memory, and what came of them. The only code here that knows how a
//! build is called.
//!
//! Every site extends `tests/base/`, so that a test shows only what it is about. Every build checks, besides what its
//! test asks, that each diagnostic is inside its file and can be written in every format.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use peelpress::brief::BriefMode;
use peelpress::config::Address;
use peelpress::date::Moment;
use peelpress::diagnostic::Severity;
use peelpress::diagnostic::render::{Format, render};
use peelpress::files::{Files, MemoryFiles};
use peelpress::pipeline::{self, Built, Request};
use peelpress::scaffold;
use peelpress::search::SearchMode;
use serde_json::{Map, Value};

use super::folder::{self, Tree};

/// The day on which tests take place, unless their `site.toml` says another.
pub(crate) const TODAY: jiff::civil::Date = jiff::civil::date(2024, 6, 1);

static BASE: LazyLock<Tree> = LazyLock::new(|| folder::read(&folder::tests().join("base")));

/// A small site.
#[derive(Clone)]
pub(crate) struct SiteTest {
    pub(crate) files: MemoryFiles,
    date: Option<Moment>,
    address: Option<Address>,
    search: SearchMode,
    cards: bool,
}

impl SiteTest {
    /// The site that `peelpress init` begins, and no base.
    pub(crate) fn first() -> SiteTest {
        let mut site = SiteTest::empty();
        for (path, bytes) in scaffold::site().iter() {
            site.files.insert(path.as_str(), bytes.clone());
        }
        site
    }

    fn empty() -> SiteTest {
        SiteTest {
            files: MemoryFiles::default(),
            date: None,
            address: None,
            search: SearchMode::Without,
            cards: false,
        }
    }

    /// The base with files laid over it, each under a line `-- path --`.
    pub(crate) fn new(text: &str) -> SiteTest {
        SiteTest::over_base(&sections(text))
    }

    /// A site of these files, without the base.
    pub(crate) fn of(files: &Tree) -> SiteTest {
        let mut site = SiteTest::empty();
        for (path, bytes) in files {
            site.files.insert(path, bytes.clone());
        }
        site
    }

    /// The base with a folder's files laid over it.
    pub(crate) fn over_base(files: &Tree) -> SiteTest {
        let mut site = SiteTest::empty();
        for (path, bytes) in BASE.iter().chain(files) {
            site.files.insert(path, bytes.clone());
        }
        site
    }

    /// The base with what an inspection said of Kent: the words under the front matter.
    pub(crate) fn kent(words: &str) -> SiteTest {
        SiteTest::new("").with(
            "content/forces/kent/2023-soc.md",
            account("grade: good", words),
        )
    }

    /// The same site in a theme of this repository.
    pub(crate) fn with_theme(mut self, name: &str) -> SiteTest {
        let folder = format!("themes/{name}");
        for (path, bytes) in folder::read(&folder::root().join(&folder)) {
            self.files.insert(format!("{folder}/{path}"), bytes);
        }
        self.edit(
            "site.toml",
            "theme = \"plain\"",
            &format!("theme = \"{name}\""),
        )
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = self
            .files
            .read(path)
            .unwrap_or_else(|_| panic!("there is no {path}"));
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    }

    /// Adds or replaces a file.
    pub(crate) fn with(mut self, path: &str, text: impl AsRef<[u8]>) -> SiteTest {
        self.files.insert(path, text.as_ref());
        self
    }

    /// Adds or replaces files, each under a line `-- path --`.
    pub(crate) fn and(mut self, text: &str) -> SiteTest {
        for (path, bytes) in sections(text) {
            self.files.insert(path, bytes);
        }
        self
    }

    /// Replaces words of a file, which must occur once.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> SiteTest {
        let text = self.text(path);
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` must occur once in {path}"
        );
        self.with(path, text.replace(from, to))
    }

    /// Takes a file away.
    pub(crate) fn remove(mut self, path: &str) -> SiteTest {
        assert!(self.files.remove(path), "there is no {path}");
        self
    }

    /// Asks for a moment, as `--date` does.
    pub(crate) fn on(mut self, moment: impl Into<Moment>) -> SiteTest {
        self.date = Some(moment.into());
        self
    }

    /// Asks for an address, as `--base-url` does.
    pub(crate) fn at(mut self, address: &str) -> SiteTest {
        self.address = Some(Address::parse(address).expect("an address"));
        self
    }

    /// Asks for search.
    pub(crate) fn searched(mut self, search: SearchMode) -> SiteTest {
        self.search = search;
        self
    }

    /// Asks for pictures of links, and icons.
    pub(crate) fn with_cards(mut self) -> SiteTest {
        self.cards = true;
        self
    }

    /// What is asked of the build.
    pub(crate) fn request(&self) -> Request {
        Request {
            as_of: self.date.clone(),
            now: TODAY.into(),
            address: self.address.clone(),
            search: self.search,
            cards: self.cards,
            ..Request::default()
        }
    }

    /// Builds the site.
    pub(crate) fn build(&self) -> Outcome {
        build_as(&self.files, &self.request())
    }

    /// Builds the site with its briefs.
    pub(crate) fn build_with_briefs(&self) -> Outcome {
        Outcome {
            built: pipeline::build(
                &self.files,
                &Request {
                    briefs: BriefMode::WithSite,
                    ..self.request()
                },
            ),
        }
    }

    /// Builds the site, which must have no errors or warnings.
    pub(crate) fn clean(&self) -> Outcome {
        let outcome = self.build();
        assert!(outcome.built.report.is_empty(), "{}", outcome.report());
        outcome
    }

    /// Builds the site. Its diagnostics must be these, each as `code: message`, in the order of the report.
    pub(crate) fn diagnostics(&self, expected: &[&str]) -> Outcome {
        let outcome = self.build();
        let found: Vec<String> = outcome
            .built
            .report
            .iter()
            .map(|diagnostic| format!("{}: {}", diagnostic.code, diagnostic.message))
            .collect();
        assert_eq!(found, expected, "{}", outcome.report());
        outcome
    }
}

/// Builds whatever files there are.
pub(crate) fn build(files: &dyn Files) -> Outcome {
    build_as(
        files,
        &Request {
            now: TODAY.into(),
            ..Request::default()
        },
    )
}

/// Builds as asked, and checks what must hold of every report.
fn build_as(files: &dyn Files, request: &Request) -> Outcome {
    let built = pipeline::build(files, request);
    for diagnostic in built.report.iter() {
        for label in &diagnostic.labels {
            let file = built.sources.of(label.span);
            let range = label.span.range();
            let place = format!(
                "{range:?} of {} in “{}: {}”",
                file.path, diagnostic.code, diagnostic.message
            );
            assert!(
                file.text.get(range.clone()).is_some(),
                "a place that is none: {place}"
            );
        }
    }
    for format in [Format::Human, Format::Short, Format::Github] {
        let text = render(&built.report, &built.sources, format, false);
        let at = text.find(|c: char| c.is_control() && c != '\n');
        assert!(
            at.is_none(),
            "a control character in a report: {:?}",
            &text[at.unwrap_or_default()..]
        );
    }
    for format in [Format::Json, Format::Sarif] {
        let text = render(&built.report, &built.sources, format, false);
        assert!(
            serde_json::from_str::<Value>(&text).is_ok(),
            "a report that is not JSON: {text}"
        );
    }
    Outcome { built }
}

/// The front matter and words of an account by the base's inspection.
pub(crate) fn account(front: &str, words: &str) -> String {
    format!("---\ninspection: soc-2023\n{front}\n---\n\n{words}\n")
}

/// Splits `-- path --` sections.
pub(crate) fn sections(text: &str) -> Tree {
    let mut files = Tree::new();
    let mut path = None;
    for line in text.split_inclusive('\n') {
        let header = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"));
        match (header, &path) {
            (Some(header), _) => {
                path = Some(header.to_owned());
                files.insert(header.to_owned(), Vec::new());
            }
            (None, Some(path)) => {
                if let Some(bytes) = files.get_mut(path) {
                    bytes.extend_from_slice(line.as_bytes());
                }
            }
            (None, None) => assert!(
                line.trim().is_empty(),
                "words before the first `-- path --`: {line}"
            ),
        }
    }
    files
}

/// What came of a build.
pub(crate) struct Outcome {
    pub(crate) built: Built,
}

impl Outcome {
    /// The report, for people.
    pub(crate) fn report(&self) -> String {
        render(
            &self.built.report,
            &self.built.sources,
            Format::Human,
            false,
        )
    }

    /// The report, one line per diagnostic.
    pub(crate) fn short(&self) -> String {
        render(
            &self.built.report,
            &self.built.sources,
            Format::Short,
            false,
        )
    }

    /// The names of the codes that were reported.
    pub(crate) fn codes(&self) -> BTreeSet<&'static str> {
        self.built
            .report
            .iter()
            .map(|diagnostic| diagnostic.code.name())
            .collect()
    }

    /// Whether anything was found that stops publication.
    pub(crate) fn has_errors(&self) -> bool {
        self.built.report.count(Severity::Error) > 0
    }

    /// A file of the site, as text.
    pub(crate) fn file(&self, path: &str) -> &str {
        let bytes = self
            .built
            .output
            .get(path)
            .unwrap_or_else(|| panic!("no {path} was made\n{}", self.report()));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// Whether there is a file.
    pub(crate) fn has_file(&self, path: &str) -> bool {
        self.built.output.get(path).is_some()
    }

    /// A page by its address, such as `forces/kent/`.
    pub(crate) fn page(&self, address: &str) -> Page<'_> {
        Page {
            address: address.to_owned(),
            html: self.file(&format!("{address}index.html")),
        }
    }

    /// A table of the data export.
    pub(crate) fn table(&self, name: &str) -> Vec<Map<String, Value>> {
        serde_json::from_str(self.file(&format!("data/{name}.json"))).expect("an array of objects")
    }

    /// Every file of the site.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        self.built
            .output
            .iter()
            .map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec()))
            .collect()
    }
}

/// A page of a site.
pub(crate) struct Page<'o> {
    address: String,
    html: &'o str,
}

impl Page<'_> {
    /// The page holds this.
    pub(crate) fn has(&self, words: &str) -> &Self {
        assert!(
            self.html.contains(words),
            "{} lacks `{words}`:\n{}",
            self.address,
            self.html
        );
        self
    }

    /// The page does not hold this.
    pub(crate) fn lacks(&self, words: &str) -> &Self {
        assert!(
            !self.html.contains(words),
            "{} holds `{words}`:\n{}",
            self.address,
            self.html
        );
        self
    }

    /// How often the page holds this.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.html.matches(words).count()
    }

    /// The page holds these in this order.
    pub(crate) fn has_in_order(&self, words: &[&str]) -> &Self {
        let mut from = 0;
        for word in words {
            match self.html[from..].find(word) {
                Some(at) => from += at + word.len(),
                None => panic!(
                    "{} lacks `{word}` after those before it in {words:?}:\n{}",
                    self.address, self.html
                ),
            }
        }
        self
    }
}
