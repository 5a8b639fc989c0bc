//! A site of any size that is like the real one: regions of eight forces, findings with topics, tables and links, figures
//! by activity, glossary terms that the prose uses.

use std::fmt::Write;

/// Bytes of prose a force.
const PROSE: usize = 16 * 1024;
const FINDINGS: usize = 12;
const TERMS: usize = 200;
const TOPICS: usize = 20;
const FORCES_A_REGION: usize = 8;

const WORDS: [&str; 48] = [
    "the",
    "force",
    "officers",
    "found",
    "plan",
    "threat",
    "which",
    "partners",
    "local",
    "were",
    "and",
    "review",
    "monthly",
    "intelligence",
    "of",
    "is",
    "for",
    "record",
    "young",
    "people",
    "team",
    "meeting",
    "in",
    "area",
    "risk",
    "work",
    "with",
    "not",
    "always",
    "shared",
    "a",
    "new",
    "process",
    "to",
    "support",
    "victims",
    "data",
    "show",
    "that",
    "most",
    "training",
    "had",
    "begun",
    "but",
    "specialist",
    "units",
    "may",
    "help",
];

/// Words from a fixed sequence: the same for each run.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below
    }
}

/// Every file of a site of so many forces.
pub(crate) fn site(forces: usize) -> Vec<(String, String)> {
    let regions = forces.div_ceil(FORCES_A_REGION);
    let mut files = vec![("site.toml".to_owned(), include_str!("site.toml").to_owned())];
    let topics: String = (0..TOPICS)
        .map(|n| {
            format!("- id: topic-{n}\n  name: Topic {n}\n  description: What topic {n} is about.\n")
        })
        .collect();
    files.push(("content/topics.yaml".to_owned(), topics));
    let measures = "- id: disruptions\n  name: Disruptions\n  unit: count\n  definition: Disruptions recorded.\n";
    files.push(("content/measures.yaml".to_owned(), measures.to_owned()));
    for n in 0..TERMS {
        let text = format!(
            "---\nterm: term of art {n}\nabbreviation: TOA{n}\n---\n\nA term of art {n} is a thing that police speak of. It has uses.\n"
        );
        files.push((format!("content/glossary/term-{n}.md"), text));
    }
    for n in 0..regions {
        files.push((
            format!("content/regions/region-{n}/region.md"),
            format!("---\nname: Region {n}\n---\n"),
        ));
        let inspection = format!(
            "---\ntitle: Inspection of region {n}\nprogramme: regional-soc\nregion: region-{n}\npublished: 2023-03-02\nsource:\n  publisher: The inspectorate\n  report: Region {n}\n---\n\nWhat it is.\n"
        );
        files.push((format!("content/inspections/inspection-{n}.md"), inspection));
    }
    for n in 0..forces {
        let region = n / FORCES_A_REGION;
        let identity = format!(
            "---\nname: Force {n} Police\nshort_name: Force {n}\nregion: region-{region}\n---\n"
        );
        files.push((format!("content/forces/force-{n}/force.md"), identity));
        files.push((
            format!("content/forces/force-{n}/2023-soc.md"),
            account(n, region, forces),
        ));
        files.push((format!("content/forces/force-{n}/2023-soc.yaml"), figures()));
    }
    files
}

fn account(n: usize, region: usize, forces: usize) -> String {
    let mut sequence = Sequence(n as u64);
    let grade = ["outstanding", "good", "adequate", "requires-improvement"][n % 4];
    let mut text = format!(
        "---\ninspection: inspection-{region}\ngrade: {grade}\nsection: Force {n}\nsummary: Force {n} in a sentence.\n---\n"
    );
    let areas = ["understanding", "resources", "tackling"];
    for at in 0..FINDINGS {
        if at % (FINDINGS / areas.len()) == 0 {
            let area = areas[at / (FINDINGS / areas.len())];
            let _ = write!(text, "\n## {area} {{#{area}}}\n");
        }
        let kind = ["", "", " .area-for-improvement", " .innovative-practice"][at % 4];
        let topic = sequence.next(TOPICS);
        let _ = write!(
            text,
            "\n### Finding {at} of force {n} {{#finding-{at}{kind} topics=topic-{topic}}}\n"
        );
        while text.len() < PROSE * (at + 1) / FINDINGS {
            paragraph(&mut text, &mut sequence, forces);
        }
        if at % 4 == 0 {
            text.push_str(
                "\n| What | Led | Supported |\n| --- | ---: | ---: |\n| Pursue | 39 | 4 |\n| Prevent | 6 | 1 |\n",
            );
        }
    }
    text
}

fn paragraph(text: &mut String, sequence: &mut Sequence, forces: usize) {
    text.push('\n');
    let mut last = 0;
    for sentence in 0..4 {
        for _ in 0..14 {
            // No word twice in a row, which would be a warning.
            last = (last + 1 + sequence.next(WORDS.len() - 1)) % WORDS.len();
            text.push_str(WORDS[last]);
            text.push(' ');
        }
        match sentence {
            0 => {
                let _ = write!(text, "term of art {}", sequence.next(TERMS));
            }
            1 => {
                let other = sequence.next(forces);
                let _ = write!(text, "as in [force {other}](force:force-{other})");
            }
            2 => text.push_str("**with some weight**"),
            _ => text.push_str("at last"),
        }
        text.push_str(".\n");
    }
}

fn figures() -> String {
    let mut text = String::from("figures:\n");
    for (activity, value) in [
        ("pursue", 39),
        ("prevent", 6),
        ("protect", 10),
        ("prepare", 2),
    ] {
        let _ = write!(
            text,
            "  - id: disruptions-{activity}\n    measure: disruptions\n    activity: {activity}\n    role: lead\n    value: {value}\n    period: 2021-06-01 to 2022-05-31\n    key: true\n"
        );
    }
    text
}
