//! Sites made up by proptest: any of them is valid, and everything in them refers to something else in them.
//!
//! A site is a plain description first ([`Sketch`]), so that proptest can make it smaller where a test fails, and files
//! second.

use proptest::prelude::*;

use crate::folder::{self, Tree};

/// What a site is made of. Numbers pick from lists, whatever their length.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    sets: Sets,
    regions: Vec<RegionSketch>,
    topics: usize,
    terms: Vec<String>,
    pages: Vec<Vec<Sentence>>,
}

/// The sets that the publisher owns, by their ids, in order.
#[derive(Clone, Debug)]
struct Sets {
    grades: Vec<&'static str>,
    /// With their tones.
    kinds: Vec<(&'static str, &'static str)>,
    areas: Vec<&'static str>,
    theme: &'static str,
    has_colours: bool,
}

#[derive(Clone, Debug)]
struct RegionSketch {
    name: String,
    has_rocu: bool,
    forces: Vec<ForceSketch>,
    findings: Vec<FindingSketch>,
}

#[derive(Clone, Debug)]
struct ForceSketch {
    name: String,
    /// One from each inspection, in order; a force without accounts was not inspected.
    accounts: Vec<AccountSketch>,
}

#[derive(Clone, Debug)]
struct AccountSketch {
    is_draft: bool,
    /// `None` where the inspection gave no grade.
    grade: Option<usize>,
    findings: Vec<FindingSketch>,
    figures: Vec<FigureSketch>,
}

#[derive(Clone, Debug)]
struct FindingSketch {
    title: String,
    stem: usize,
    area: usize,
    kind: usize,
    topic: usize,
    words: Vec<Sentence>,
    due: u16,
}

#[derive(Clone, Debug)]
struct FigureSketch {
    value: u32,
    activity: usize,
    time: usize,
    is_key: bool,
}

/// A sentence: plain words, or a link to something of a kind, picked by a number.
#[derive(Clone, Debug)]
enum Sentence {
    Plain(String),
    Link(&'static str, usize),
    Term(usize),
    List(String),
}

/// Ids for grades, kinds and question areas: some that themes are likely to use as classes or ids, too.
/// The marks of grades, each for one.
const MARKS: [&str; 9] = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
const GRADES: [&str; 9] = [
    "good",
    "adequate",
    "best",
    "mark",
    "grade",
    "is-here",
    "step-1",
    "none",
    "inadequate",
];
const KINDS: [&str; 7] = [
    "cause-of-concern",
    "note",
    "card",
    "concern",
    "practice",
    "box",
    "grade",
];
const TONES: [&str; 3] = ["concern", "improvement", "practice"];
const AREAS: [&str; 6] = [
    "understanding",
    "tackling",
    "site",
    "search",
    "menu",
    "header",
];
/// What ids of findings begin with; the first finding has the stem alone as its id. None is a question area.
const STEMS: [&str; 8] = [
    "f",
    "main",
    "content",
    "top",
    "part-main",
    "toc",
    "results",
    "title",
];
/// The inspections of which any body may have an account, oldest first.
const INSPECTIONS: [&str; 3] = ["soc-2023", "round-2024", "round-2025"];
const TIMES: [&str; 4] = [
    "period: 2021-06-01 to 2022-05-31",
    "period: 2021 to 2022-05",
    "as_of: 2022-04",
    "as_of: inspection",
];

/// Words that are awkward in HTML, YAML, CSV and Markdown, but not wrong in any.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{1,8}",
        1 => Just("Œuvre".to_owned()),
        1 => Just("A&B".to_owned()),
        1 => Just("it's".to_owned()),
        1 => Just("Ynys Môn".to_owned()),
        1 => Just("50%".to_owned()),
        1 => Just("“so”".to_owned()),
        1 => Just("=SUM".to_owned()),
        1 => Just("日本".to_owned()),
        1 => Just("{x}".to_owned()),
        1 => Just("a;b,c".to_owned()),
    ];
    prop::collection::vec(word, 1..6).prop_map(|words| format!("The {}", words.join(" ")))
}

fn sentence() -> impl Strategy<Value = Sentence> {
    prop_oneof![
        3 => words().prop_map(Sentence::Plain),
        3 => (prop::sample::select(vec!["force", "region", "finding", "topic", "page", "inspection", "measure"]), any::<usize>())
            .prop_map(|(kind, at)| Sentence::Link(kind, at)),
        2 => any::<usize>().prop_map(Sentence::Term),
        1 => words().prop_map(Sentence::List),
    ]
}

fn sets() -> impl Strategy<Value = Sets> {
    let grades = prop::sample::subsequence(GRADES.to_vec(), 1..=GRADES.len()).prop_shuffle();
    let kinds = prop::sample::subsequence(KINDS.to_vec(), 1..=KINDS.len()).prop_shuffle();
    let tones = prop::collection::vec(prop::sample::select(TONES.to_vec()), KINDS.len());
    let areas = prop::sample::subsequence(AREAS.to_vec(), 1..=AREAS.len()).prop_shuffle();
    let theme = prop_oneof![3 => Just("plain"), 1 => Just("peelpress")];
    (grades, kinds, tones, areas, theme, any::<bool>()).prop_map(
        |(grades, kinds, tones, areas, theme, has_colours)| Sets {
            grades,
            kinds: kinds.into_iter().zip(tones).collect(),
            areas,
            theme,
            has_colours,
        },
    )
}

fn finding() -> impl Strategy<Value = FindingSketch> {
    (
        words(),
        any::<usize>(),
        any::<usize>(),
        any::<usize>(),
        any::<usize>(),
        prop::collection::vec(sentence(), 1..4),
        0..1000u16,
    )
        .prop_map(
            |(title, stem, area, kind, topic, words, due)| FindingSketch {
                title,
                stem,
                area,
                kind,
                topic,
                words,
                due,
            },
        )
}

fn account() -> impl Strategy<Value = AccountSketch> {
    let figure = (0..100_000u32, 0..3usize, 0..4usize, any::<bool>()).prop_map(
        |(value, activity, time, is_key)| FigureSketch {
            value,
            activity,
            time,
            is_key,
        },
    );
    (
        prop_oneof![4 => Just(false), 1 => Just(true)],
        prop::option::of(any::<usize>()),
        prop::collection::vec(finding(), 0..3),
        prop::collection::vec(figure, 0..4),
    )
        .prop_map(|(is_draft, grade, findings, figures)| AccountSketch {
            is_draft,
            grade,
            findings,
            figures,
        })
}

/// Any valid site.
pub(crate) fn site() -> impl Strategy<Value = Sketch> {
    let force = (
        words(),
        prop::collection::vec(account(), 0..=INSPECTIONS.len()),
    )
        .prop_map(|(name, accounts)| ForceSketch { name, accounts });
    let region = (
        words(),
        any::<bool>(),
        prop::collection::vec(force, 0..4),
        prop::collection::vec(finding(), 0..2),
    )
        .prop_map(|(name, has_rocu, forces, findings)| RegionSketch {
            name,
            has_rocu,
            forces,
            findings,
        });
    let page = prop::collection::vec(sentence(), 1..4);
    (
        sets(),
        prop::collection::vec(region, 1..3),
        1..4usize,
        prop::collection::vec("[a-z]{3,9}", 0..4),
        prop::collection::vec(page, 0..2),
    )
        .prop_map(|(sets, regions, topics, mut terms, pages)| {
            // Numbered, so that no two are spelt alike.
            for (at, term) in terms.iter_mut().enumerate() {
                term.push_str(&format!(" no{at}"));
            }
            Sketch {
                sets,
                regions,
                topics,
                terms,
                pages,
            }
        })
}

impl Sketch {
    /// The files of the site, to be laid over the base.
    pub(crate) fn files(&self) -> Tree {
        let mut writer = Writer {
            sketch: self,
            files: Tree::new(),
        };
        writer.write();
        writer.files
    }

    fn forces(&self) -> Vec<String> {
        let forces = self.regions.iter().enumerate();
        let mut ids: Vec<String> = forces
            .flat_map(|(r, region)| (0..region.forces.len()).map(move |f| force_id(r, f)))
            .collect();
        ids.push("kent".to_owned());
        ids
    }

    /// What a link of a kind can name.
    fn names(&self, kind: &str) -> Vec<String> {
        match kind {
            "force" => self.forces(),
            "region" => (0..self.regions.len())
                .map(region_id)
                .chain(["eastern".to_owned()])
                .collect(),
            "finding" => self.findings(),
            "topic" => (0..self.topics).map(|n| format!("topic-{n}")).collect(),
            "page" => (0..self.pages.len()).map(|n| format!("page-{n}")).collect(),
            "measure" => vec!["disruptions".to_owned(), "waiting".to_owned()],
            _ => vec!["soc-2023".to_owned()],
        }
    }

    /// Every finding that readers see; nothing may link to those of a draft.
    fn findings(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (r, region) in self.regions.iter().enumerate() {
            let findings = region.findings.iter().enumerate();
            names.extend(
                findings
                    .map(|(n, finding)| format!("{}/{}", region_id(r), finding.id(REGIONAL, n))),
            );
            for (f, force) in region.forces.iter().enumerate() {
                for (a, account) in force.accounts.iter().enumerate() {
                    let findings = account.findings.iter().enumerate();
                    let shown = findings.filter(|_| !account.is_draft);
                    names
                        .extend(shown.map(|(n, finding)| {
                            format!("{}/{}", force_id(r, f), finding.id(a, n))
                        }));
                }
            }
        }
        names
    }
}

impl FindingSketch {
    /// Its id within its body: the `n`th finding of the `a`th account.
    fn id(&self, a: usize, n: usize) -> String {
        let stem = STEMS[self.stem % STEMS.len()];
        if a == 0 && n == 0 {
            stem.to_owned()
        } else {
            format!("{stem}-{a}-{n}")
        }
    }
}

/// Names of which one begins another, as those of real forces do.
fn region_id(region: usize) -> String {
    ["west", "west-mid"]
        .get(region)
        .map_or_else(|| format!("west-mid-{region}"), |id| (*id).to_owned())
}

fn force_id(region: usize, force: usize) -> String {
    format!("{}{}", region_id(region), "-x".repeat(force))
}

/// An inspection of every region, so that any body may have an account of it.
fn inspection(at: usize) -> String {
    format!(
        "---\ntitle: Everywhere {at}\nprogramme: regional\npublished: {}-03-02\nsource:\n  publisher: The \
         inspectorate\n  report: The report on everywhere\ndata_extracts:\n  - id: disruptions\n    dataset: The \
         disruptions database\n---\n",
        2023 + at
    )
}

/// Numbers the findings of a region apart from those of a force with the same id.
const REGIONAL: usize = 9;

struct Writer<'s> {
    sketch: &'s Sketch,
    files: Tree,
}

impl Writer<'_> {
    fn add(&mut self, path: String, text: String) {
        self.files.insert(path, text.into_bytes());
    }

    fn write(&mut self) {
        let sketch = self.sketch;
        let topic = |n: usize| {
            format!("- id: topic-{n}\n  name: Topic {n}\n  description: What is about {n}.\n")
        };
        self.add(
            "content/topics.yaml".to_owned(),
            (0..sketch.topics).map(topic).collect(),
        );
        self.settings();
        for (at, id) in INSPECTIONS.iter().enumerate() {
            self.add(format!("content/inspections/{id}.md"), inspection(at));
        }
        let draft = "---\ntitle: Not yet\ndraft: true\n---\n\nSee [nothing](force:nowhere).\n";
        self.add("content/pages/unfinished.md".to_owned(), draft.to_owned());
        for (at, term) in sketch.terms.iter().enumerate() {
            let text = format!(
                "---\nterm: \"{term}\"\naliases: [\"alias no{at}\"]\n---\n\nThe meaning of {term}.\n"
            );
            self.add(format!("content/glossary/term-{at}.md"), text);
        }
        for (at, page) in sketch.pages.iter().enumerate() {
            let text = format!(
                "# Page {at}\n\n{}\n## Part\n\n{}\n",
                self.prose(page),
                self.prose(page)
            );
            self.add(format!("content/pages/page-{at}.md"), text);
        }
        for (r, region) in sketch.regions.iter().enumerate() {
            self.region(r, region);
        }
    }

    /// The base's `site.toml` with other sets, and the theme.
    fn settings(&mut self) {
        let Sets {
            grades,
            kinds,
            areas,
            theme,
            has_colours,
        } = &self.sketch.sets;
        let base = folder::tests().join("base/site.toml");
        let base: toml::Table = std::fs::read_to_string(base)
            .expect("site.toml")
            .parse()
            .expect("TOML");
        let mut settings = base;
        settings.insert("theme".to_owned(), (*theme).into());
        let day: toml::value::Datetime = "2026-01-01".parse().expect("a day");
        settings.insert("as_of".to_owned(), day.into());
        let mut set = |name: &str, entries: Vec<toml::Table>| {
            settings.insert(name.to_owned(), entries.into());
        };
        let entry = |pairs: &[(&str, &str)]| -> toml::Table {
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).into()))
                .collect()
        };
        let grade = |(at, id): (usize, &&str)| {
            let mut grade = entry(&[
                ("id", id),
                ("name", id),
                ("mark", MARKS[at]),
                ("sentence", "is so"),
            ]);
            if *has_colours {
                grade.insert(
                    "colour".to_owned(),
                    format!("#{:06x}", 0x001a_0d16 * (at + 1)).into(),
                );
            }
            grade
        };
        set("grades", grades.iter().enumerate().map(grade).collect());
        let kind = |(id, tone): &(&str, &str)| {
            let mut kind = entry(&[
                ("id", id),
                ("name", id),
                ("plural", id),
                ("tone", tone),
                ("meaning", "It is so."),
            ]);
            kind.insert(
                "needs_recommendation".to_owned(),
                (*tone == "concern").into(),
            );
            kind
        };
        set("finding_kinds", kinds.iter().map(kind).collect());
        let area = |id: &&str| entry(&[("id", id), ("name", id), ("short", id)]);
        set("question_areas", areas.iter().map(area).collect());
        self.add("site.toml".to_owned(), settings.to_string());
        if *theme == "peelpress" {
            for (path, bytes) in folder::read(&folder::root().join("themes/peelpress")) {
                self.files.insert(format!("themes/peelpress/{path}"), bytes);
            }
        }
    }

    fn region(&mut self, r: usize, region: &RegionSketch) {
        let id = region_id(r);
        let rocu = if region.has_rocu {
            format!("rocu: unit-{r}\n")
        } else {
            String::new()
        };
        self.add(
            format!("content/regions/{id}/region.md"),
            format!("---\nname: \"{} {r}\"\n{rocu}---\n", region.name),
        );
        if region.has_rocu {
            let text = format!("---\nname: Unit {r}\nabbreviation: U{r}\nregion: {id}\n---\n");
            self.add(format!("content/rocus/unit-{r}/rocu.md"), text);
        }
        if !region.findings.is_empty() {
            let mut text =
                "---\ninspection: soc-2023\n---\n\n## Findings {#findings}\n\n".to_owned();
            for (n, finding) in region.findings.iter().enumerate() {
                text += &self.finding(&finding.id(REGIONAL, n), finding, "kent");
            }
            self.add(format!("content/regions/{id}/2023-soc.md"), text);
        }
        for (f, ForceSketch { name, accounts }) in region.forces.iter().enumerate() {
            let force = force_id(r, f);
            self.add(
                format!("content/forces/{force}/force.md"),
                format!("---\nname: \"{name} {force}\"\nregion: {id}\n---\n"),
            );
            for (a, account) in accounts.iter().enumerate() {
                self.account(&force, a, account);
            }
        }
    }

    fn account(&mut self, force: &str, a: usize, account: &AccountSketch) {
        let Sets { grades, areas, .. } = &self.sketch.sets;
        let grade = account.grade.map_or_else(String::new, |grade| {
            format!("grade: {}\n", grades[grade % grades.len()])
        });
        let draft = if account.is_draft {
            "draft: true\n"
        } else {
            ""
        };
        let mut text = format!(
            "---\ninspection: {}\n{grade}{draft}summary: \"What was said of {force}.\"\n---\n",
            INSPECTIONS[a]
        );
        for (area, id) in areas.iter().enumerate() {
            text += &format!("\n## Area {{#{id}}}\n\nAt its head.\n\n");
            for (n, finding) in account.findings.iter().enumerate() {
                if finding.area % areas.len() == area {
                    text += &self.finding(&finding.id(a, n), finding, force);
                }
            }
        }
        self.add(format!("content/forces/{force}/{}-soc.md", 2023 + a), text);
        if !account.figures.is_empty() {
            let figure = |(n, figure): (usize, &FigureSketch)| {
                let activity =
                    ["", "    activity: pursue\n", "    activity: prevent\n"][figure.activity];
                format!(
                    "  - id: g-{a}-{n}\n    measure: disruptions\n    value: {}\n    {}\n    key: {}\n{activity}",
                    figure.value, TIMES[figure.time], figure.is_key
                )
            };
            let text: String = account.figures.iter().enumerate().map(figure).collect();
            self.add(
                format!("content/forces/{force}/{}-soc.yaml", 2023 + a),
                format!("figures:\n{text}"),
            );
        }
    }

    fn finding(&self, id: &str, finding: &FindingSketch, owner: &str) -> String {
        // One of the kinds, or none.
        let kinds = &self.sketch.sets.kinds;
        let kind = kinds.get(finding.kind % (kinds.len() + 1));
        let class = kind.map_or_else(String::new, |(id, _)| format!(" .{id}"));
        let topic = finding.topic % self.sketch.topics;
        // Braces would be taken for attributes.
        let title = finding.title.replace(['{', '}'], "");
        let mut text = format!(
            "### {title} {{#{id}{class} topics=topic-{topic}}}\n\n{}\n",
            self.prose(&finding.words)
        );
        if kind.is_some_and(|(_, tone)| *tone == "concern") {
            // After the last inspection was published, and on both sides of the day of the tests.
            let (year, month) = (2025 + finding.due / 500, 4 + finding.due % 9);
            text += &format!(
                "#### Fix it {{#{id}-r .recommendation due={year}-{month:02}-28 owner={owner}}}\n\nBy then.\n\n"
            );
        }
        text
    }

    fn prose(&self, sentences: &[Sentence]) -> String {
        let mut text = String::new();
        for sentence in sentences {
            match sentence {
                Sentence::Plain(words) => text += &format!("{words}.\n\n"),
                Sentence::List(words) => text += &format!("- {words}\n- **Two**\n\n"),
                Sentence::Term(at) if !self.sketch.terms.is_empty() => {
                    let terms = &self.sketch.terms;
                    text += &format!("As {} has it.\n\n", terms[at % terms.len()]);
                }
                Sentence::Link(kind, at) => {
                    let names = self.sketch.names(kind);
                    if !names.is_empty() {
                        text += &format!("See [that]({kind}:{}).\n\n", names[at % names.len()]);
                    }
                }
                Sentence::Term(_) => {}
            }
        }
        if text.is_empty() {
            "Nothing more.\n".to_owned()
        } else {
            text
        }
    }
}
