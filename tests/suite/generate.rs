//! Sites made up by proptest: any of them is valid, and everything in them refers to something else in them.
//!
//! A site is a plain description first ([`Sketch`]), so that proptest can make it smaller where a test fails, and files
//! second.

use proptest::prelude::*;

use crate::folder::Tree;

/// What a site is made of. Numbers pick from lists, whatever their length.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    regions: Vec<RegionSketch>,
    topics: usize,
    terms: Vec<String>,
    pages: Vec<Vec<Sentence>>,
}

#[derive(Clone, Debug)]
struct RegionSketch {
    has_rocu: bool,
    /// What inspections said of each force; a force without accounts was not inspected.
    forces: Vec<Vec<AccountSketch>>,
    findings: Vec<FindingSketch>,
}

#[derive(Clone, Debug)]
struct AccountSketch {
    grade: usize,
    findings: Vec<FindingSketch>,
    figures: Vec<FigureSketch>,
}

#[derive(Clone, Debug)]
struct FindingSketch {
    title: String,
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

const GRADES: [&str; 2] = ["good", "adequate"];
const AREAS: [&str; 2] = ["understanding", "tackling"];
const KINDS: [&str; 4] = [
    "",
    " .area-for-improvement",
    " .promising-practice",
    " .cause-of-concern",
];
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
        1 => Just("{{x}}".to_owned()),
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

fn finding() -> impl Strategy<Value = FindingSketch> {
    (
        words(),
        0..2usize,
        0..4usize,
        any::<usize>(),
        prop::collection::vec(sentence(), 1..4),
        0..1000u16,
    )
        .prop_map(|(title, area, kind, topic, words, due)| FindingSketch {
            title,
            area,
            kind,
            topic,
            words,
            due,
        })
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
        0..2usize,
        prop::collection::vec(finding(), 0..3),
        prop::collection::vec(figure, 0..4),
    )
        .prop_map(|(grade, findings, figures)| AccountSketch {
            grade,
            findings,
            figures,
        })
}

/// Any valid site.
pub(crate) fn site() -> impl Strategy<Value = Sketch> {
    let force = prop::collection::vec(account(), 0..3);
    let region = (
        any::<bool>(),
        prop::collection::vec(force, 0..4),
        prop::collection::vec(finding(), 0..2),
    )
        .prop_map(|(has_rocu, forces, findings)| RegionSketch {
            has_rocu,
            forces,
            findings,
        });
    let page = prop::collection::vec(sentence(), 1..4);
    (
        prop::collection::vec(region, 1..3),
        1..4usize,
        prop::collection::vec("[a-z]{3,9}", 0..4),
        prop::collection::vec(page, 0..2),
    )
        .prop_map(|(regions, topics, mut terms, pages)| {
            // Numbered, so that no two are spelt alike.
            for (at, term) in terms.iter_mut().enumerate() {
                term.push_str(&format!(" no{at}"));
            }
            Sketch {
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

    fn findings(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (r, region) in self.regions.iter().enumerate() {
            names.extend((0..region.findings.len()).map(|n| format!("{}/r-{n}", region_id(r))));
            for (f, accounts) in region.forces.iter().enumerate() {
                for (a, account) in accounts.iter().enumerate() {
                    names.extend(
                        (0..account.findings.len())
                            .map(|n| format!("{}/f-{a}-{n}", force_id(r, f))),
                    );
                }
            }
        }
        names
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

/// The base's, of no one region: bodies and regions everywhere have accounts of it.
const INSPECTION: &str = "\
---
title: Everywhere, 2023
programme: regional
published: 2023-03-02
source:
  publisher: The inspectorate
  report: The report on everywhere
data_extracts:
  - id: disruptions
    dataset: The disruptions database
---
";

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
        self.add(
            "content/inspections/soc-2023.md".to_owned(),
            INSPECTION.to_owned(),
        );
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

    fn region(&mut self, r: usize, region: &RegionSketch) {
        let id = region_id(r);
        let rocu = if region.has_rocu {
            format!("rocu: unit-{r}\n")
        } else {
            String::new()
        };
        self.add(
            format!("content/regions/{id}/region.md"),
            format!("---\nname: Region {r}\n{rocu}---\n"),
        );
        if region.has_rocu {
            let text = format!("---\nname: Unit {r}\nabbreviation: U{r}\nregion: {id}\n---\n");
            self.add(format!("content/rocus/unit-{r}/rocu.md"), text);
        }
        if !region.findings.is_empty() {
            let mut text =
                "---\ninspection: soc-2023\n---\n\n## Findings {#findings}\n\n".to_owned();
            for (n, finding) in region.findings.iter().enumerate() {
                text += &self.finding(&format!("r-{n}"), finding, "kent", false);
            }
            self.add(format!("content/regions/{id}/2023-soc.md"), text);
        }
        for (f, accounts) in region.forces.iter().enumerate() {
            let force = force_id(r, f);
            self.add(
                format!("content/forces/{force}/force.md"),
                format!("---\nname: Force {force}\nregion: {id}\n---\n"),
            );
            for (a, account) in accounts.iter().enumerate() {
                self.account(&force, a, account);
            }
        }
    }

    fn account(&mut self, force: &str, a: usize, account: &AccountSketch) {
        // A body has one judgment from an inspection.
        let grade = if a == 0 {
            format!("grade: {}\n", GRADES[account.grade])
        } else {
            String::new()
        };
        let mut text = format!(
            "---\ninspection: soc-2023\n{grade}summary: \"What was said of {force}.\"\n---\n"
        );
        for (area, id) in AREAS.iter().enumerate() {
            text += &format!("\n## Area {{#{id}}}\n\nAt its head.\n\n");
            for (n, finding) in account
                .findings
                .iter()
                .enumerate()
                .filter(|(_, finding)| finding.area == area)
            {
                text += &self.finding(&format!("f-{a}-{n}"), finding, force, true);
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

    fn finding(&self, id: &str, finding: &FindingSketch, owner: &str, may_advise: bool) -> String {
        let kind = if may_advise { KINDS[finding.kind] } else { "" };
        let topic = finding.topic % self.sketch.topics;
        // Braces would be taken for attributes.
        let title = finding.title.replace(['{', '}'], "");
        let mut text = format!(
            "### {title} {{#{id}{kind} topics=topic-{topic}}}\n\n{}\n",
            self.prose(&finding.words)
        );
        if kind.ends_with("concern") {
            let (year, month) = (2024 + finding.due / 500, 1 + finding.due % 12);
            text += &format!(
                "#### Mend it {{#{id}-r .recommendation due={year}-{month:02}-28 owner={owner}}}\n\nBy then.\n\n"
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
