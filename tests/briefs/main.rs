//! Briefs from small sites in memory: what is cached and when, what errors say, and that odd content gives a page
//! or an error and never a panic. What is in the PDFs of the whole site is looked at by the scripts beside this file.

#![cfg(feature = "briefs")]

mod errors_elsewhere;

use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use peelpress::brief::{
    self, Brief, BriefFileType, BriefForm, BriefOptions, BriefQuery, QueryError, TypeSize,
};
use peelpress::date::Moment;
use peelpress::diagnostic::Code;
use peelpress::diagnostic::render::{Format, render};
use peelpress::files::MemoryFiles;
use peelpress::pipeline::{self, Request, TypesetBriefs};

/// Adds or replaces a file.
fn put(files: &mut MemoryFiles, path: impl Into<String>, text: impl AsRef<[u8]>) {
    files.insert(path, text.as_ref().to_vec());
}

/// A site with one inspected force.
fn site() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    put(
        &mut files,
        "site.toml",
        include_str!("../../src/scaffold/site/site.toml"),
    );
    put(
        &mut files,
        "themes/peelpress/theme.toml",
        "name = \"Peelpress\"\n",
    );
    put(
        &mut files,
        "content/regions/eastern/region.md",
        "---\nname: Eastern\n---\n",
    );
    put(
        &mut files,
        "content/forces/kent/force.md",
        force("Kent Police"),
    );
    put(
        &mut files,
        "content/forces/essex/force.md",
        force("Essex Police"),
    );
    put(&mut files, "content/inspections/soc-eastern.md", INSPECTION);
    put(
        &mut files,
        "content/forces/kent/2023-soc.md",
        account("### Officers share what they learn {#learning}\n\nThey do."),
    );
    files
}

const INSPECTION: &str = "---\ntitle: Eastern region\nprogramme: regional\nregion: eastern\npublished: 2023-03-02\nsource:\n  publisher: The inspectorate\n  report: A report\n---\n\nWhat it is.\n";

fn force(name: &str) -> String {
    format!("---\nname: {name}\nregion: eastern\n---\n")
}

/// What the inspection said, with some findings.
fn account(findings: &str) -> String {
    format!(
        "---\ninspection: soc-eastern\ngrade: good\nsection: Kent Police\nsummary: It is good.\n---\n\n## Resources and skills {{#resources}}\n\n{findings}\n"
    )
}

fn ask(bodies: &[&str]) -> BriefQuery {
    BriefQuery {
        bodies: bodies.iter().map(|&body| body.to_owned()).collect(),
        ..BriefQuery::default()
    }
}

fn build_on(files: &MemoryFiles, query: &BriefQuery, day: &str) -> TypesetBriefs {
    let request = Request {
        as_of: Some(Moment::Day(Date::from_str(day).expect("a date"))),
        ..Request::default()
    };
    pipeline::typeset(files, &request, query, BriefOptions::default(), &|_, _| {})
}

fn build(files: &MemoryFiles) -> TypesetBriefs {
    build_on(files, &ask(&["kent"]), "2026-11-01")
}

/// The briefs of a query that names what there is.
fn made(built: &TypesetBriefs) -> &[Brief] {
    built.briefs.as_deref().expect("briefs")
}

/// The one brief, which must be there and clean.
fn only(built: &TypesetBriefs) -> Brief {
    assert!(built.report.is_empty(), "{}", words(built));
    let brief = made(built).first().cloned().expect("a brief");
    assert!(brief.bytes.starts_with(b"%PDF-1.7"));
    brief
}

fn words(built: &TypesetBriefs) -> String {
    render(&built.report, &built.sources, Format::Short, false)
}

/// The cache folder with a brief of an earlier build.
fn cache_folder(brief: &Brief) -> MemoryFiles {
    let mut folder = MemoryFiles::default();
    put(
        &mut folder,
        format!("{}/{}", brief::FOLDER, brief::file_name(&brief.key)),
        brief::entry(&brief.key, brief.pages, &brief.bytes),
    );
    folder
}

/// Kent's brief on a day, with a cache folder.
fn build_with(folder: MemoryFiles, files: &MemoryFiles, day: &str) -> Brief {
    let request = Request {
        as_of: Some(Moment::Day(Date::from_str(day).expect("a date"))),
        cache: Some(Arc::new(folder)),
        ..Request::default()
    };
    let query = ask(&["kent"]);
    only(&pipeline::typeset(
        files,
        &request,
        &query,
        BriefOptions::default(),
        &|_, _| {},
    ))
}

#[test]
fn the_same_site_gives_the_same_bytes_whatever_the_threads() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| only(&build(&site())).bytes)
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn an_unchanged_brief_is_not_set_again() {
    let first = only(&build(&site()));
    let second = build_with(cache_folder(&first), &site(), "2026-11-01");
    assert!(first.is_new && !second.is_new);
    assert_eq!(first.bytes, second.bytes);
}

#[test]
fn a_cached_brief_is_never_stale() {
    let first = only(&build(&site()));
    let today = "2026-11-01";

    let mut words = site();
    put(
        &mut words,
        "content/forces/kent/2023-soc.md",
        account("### Officers share it {#learning}\n\nThey do."),
    );
    let mut template = site();
    let style = include_str!("../../themes/peelpress/brief/style.typ").replace("9pt", "9.5pt");
    put(&mut template, "themes/peelpress/brief/style.typ", style);
    let mut settings = site();
    put(
        &mut settings,
        "site.toml",
        include_str!("../../src/scaffold/site/site.toml")
            .replace("Your name here", "The inspectorate"),
    );
    let mut damaged = cache_folder(&first);
    put(
        &mut damaged,
        format!("{}/{}", brief::FOLDER, brief::file_name(&first.key)),
        "peelpress-brief-2 9 abc\n%PDF-1.7 stale",
    );

    let cached = || cache_folder(&first);
    for (what, brief) in [
        ("the author's words", build_with(cached(), &words, today)),
        ("a template", build_with(cached(), &template, today)),
        ("the settings", build_with(cached(), &settings, today)),
        ("a damaged entry", build_with(damaged, &site(), today)),
        ("the day", build_with(cached(), &site(), "2026-11-02")),
    ] {
        assert!(brief.is_new, "{what}");
    }
}

#[test]
fn an_error_in_a_template_names_its_place() {
    let mut files = site();
    let style = include_str!("../../themes/peelpress/brief/style.typ");
    put(
        &mut files,
        "themes/peelpress/brief/style.typ",
        style.replace("#let small = sized(7.5pt)", "#let small = 7.5 * pt"),
    );
    let built = build(&files);
    assert!(made(&built).is_empty());
    let line = 1 + style
        .lines()
        .position(|line| line.starts_with("#let small"))
        .expect("a line");
    let told = words(&built);
    assert!(
        told.starts_with(&format!(
            "themes/peelpress/brief/style.typ:{line}:20: error[brief-template-error]"
        )),
        "{told}"
    );
}

#[test]
fn a_theme_changes_one_file_and_leaves_the_rest() {
    let mut files = site();
    let before = only(&build(&files));
    put(
        &mut files,
        "themes/mine/theme.toml",
        "name = \"Mine\"\nextends = \"peelpress\"\n",
    );
    let style =
        include_str!("../../themes/peelpress/brief/style.typ").replace("#123a5e", "#3d1053");
    put(&mut files, "themes/mine/brief/style.typ", style);
    put(
        &mut files,
        "site.toml",
        include_str!("../../src/scaffold/site/site.toml")
            .replace("theme = \"peelpress\"", "theme = \"mine\""),
    );
    assert_ne!(only(&build(&files)).bytes, before.bytes);
}

#[test]
fn a_template_reaches_no_disk() {
    for reach in [
        "read(\"/etc/passwd\")",
        "read(\"../../Cargo.toml\")",
        "datetime.today().display()",
    ] {
        let mut files = site();
        let style = include_str!("../../themes/peelpress/brief/style.typ");
        put(
            &mut files,
            "themes/peelpress/brief/style.typ",
            format!("{style}\n#let secret = {reach}\n"),
        );
        let built = build(&files);
        assert!(made(&built).is_empty(), "{reach}");
        assert!(
            words(&built).contains("error[brief-template-error]"),
            "{}",
            words(&built)
        );
    }
}

#[test]
fn characters_that_no_font_has_are_one_error_with_their_places() {
    let mut files = site();
    put(
        &mut files,
        "content/forces/kent/2023-soc.md",
        account("### Work with 社区 ✓ {#work}\n\nIt works at 20 ℃ with 社 and 😀."),
    );
    let built = build(&files);
    let missing = built
        .report
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::MissingGlyph);
    assert_eq!(missing.count(), 1);
    let words = words(&built);
    assert!(
        words.starts_with(
            "content/forces/kent/2023-soc.md:10:16: error[missing-glyph]: the fonts of the briefs have no `区` (U+533A), `社` (U+793E), `😀` (U+1F600)"
        ),
        "{words}"
    );
}

#[test]
fn a_picture_is_part_of_the_brief() {
    let mut files = site();
    let text = "### It has a picture {#picture}\n\n![A red square](square.png)\n\nWords.";
    put(&mut files, "content/forces/kent/2023-soc.md", account(text));
    put(&mut files, "content/forces/kent/square.png", SQUARE);
    let with = only(&build(&files));
    let pdf = String::from_utf8_lossy(&with.bytes);
    assert!(pdf.contains("/Subtype/Image") || pdf.contains("/Subtype /Image"));
    let cached = build_with(cache_folder(&with), &files, "2026-11-01");
    assert!(!cached.is_new);
}

/// A picture of one pixel.
const SQUARE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

#[test]
fn an_edition_has_a_name_of_its_own() {
    let mut files = site();
    put(
        &mut files,
        "content/forces/kent/2023-soc.md",
        account("### It must improve {#improve .area-for-improvement}\n\n=It must."),
    );
    let edition = |options: BriefOptions| {
        let request = Request::default();
        let built = pipeline::typeset(&files, &request, &ask(&["kent"]), options, &|_, _| {});
        made(&built).first().cloned().expect("a brief")
    };
    let summary = edition(BriefOptions {
        form: BriefForm::Summary,
        ..BriefOptions::default()
    });
    assert_eq!(
        (summary.name.as_str(), summary.pages),
        ("kent-summary.pdf", 1)
    );
    let plan = BriefOptions {
        form: BriefForm::ActionPlan,
        ..BriefOptions::default()
    };
    assert_eq!(edition(plan).name, "kent-action-plan.pdf");
    let table = |file_type| edition(BriefOptions { file_type, ..plan });
    let csv = table(BriefFileType::Csv);
    assert_eq!(csv.name, "kent-action-plan.csv");
    let text = String::from_utf8(csv.bytes.to_vec()).expect("UTF-8");
    assert_eq!(
        text.lines().nth(1),
        Some(
            "Kent Police,Area for improvement,It must improve,,,,no date given,https://example.org/forces/kent/#improve,,,,K1"
        )
    );
    assert!(table(BriefFileType::Xlsx).bytes.starts_with(b"PK"));
    let large = edition(BriefOptions {
        type_size: TypeSize::Large,
        is_mono: true,
        ..BriefOptions::default()
    });
    assert_eq!(large.name, "kent-large-mono.pdf");
}

#[test]
fn odd_content_still_gives_a_sound_brief() {
    let long =
        "A title that goes on and on and names every part of the work it speaks of ".repeat(6);
    let many: String = (0..300)
        .map(|at| format!("### Finding {at} {{#f-{at}}}\n\nIt was found.\n\n"))
        .collect();
    let cases = [
        ("nothing but a grade", String::new()),
        ("a title of 400 characters", format!("### {} {{#long .area-for-improvement}}\n\nYes.", &long[..400])),
        ("300 findings", many),
        ("a word without end", format!("### A word {{#word}}\n\n{}", "abc".repeat(400))),
        ("quotes in quotes", format!("### Depth {{#depth}}\n\n{} deep", "> ".repeat(30))),
        (
            "lists in lists",
            (0..15).fold("### Lists {#lists}\n\n".to_owned(), |text, at| format!("{text}{}- item\n", "  ".repeat(at))),
        ),
        (
            "a box longer than a page",
            format!("### A box {{#box .area-for-improvement}}\n\n{}", "It was found. ".repeat(900)),
        ),
        (
            "a wide table",
            format!("### A table {{#table}}\n\n{0}\n{1}\n{0}", "| cell ".repeat(12) + "|", "|---".repeat(12) + "|"),
        ),
        ("code and rules", "### Code {#code}\n\n    #panic(\"x\")\n\n---\n\n`$x$ @ref <label>`".to_owned()),
        (
            "Typst's own signs",
            "### #read(\"/etc/passwd\") {#typst}\n\nIt says #panic() $x$ @ref <lab> *a _b ~ -- \\ // /* */".to_owned(),
        ),
    ];
    for (what, findings) in cases {
        let mut files = site();
        put(
            &mut files,
            "content/forces/kent/2023-soc.md",
            account(&findings),
        );
        let built = build(&files);
        let bad = built.report.iter().any(|diagnostic| {
            [Code::BriefTemplateError, Code::MissingGlyph].contains(&diagnostic.code)
        });
        assert!(!bad && made(&built).len() == 1, "{what}: {}", words(&built));
    }
}

#[test]
fn what_cannot_be_printed_is_refused_in_words() {
    let refusal = |query: BriefQuery| build_on(&site(), &query, "2026-11-01").briefs.err();
    assert_eq!(
        refusal(ask(&["knet"])),
        Some(QueryError::Unknown(
            "unknown force or regional unit `knet`; did you mean `kent`?".to_owned()
        ))
    );
    assert_eq!(
        refusal(ask(&["eastern"])),
        Some(QueryError::Unknown(
            "`eastern` is a region; write `--region eastern`".to_owned()
        ))
    );
    assert_eq!(
        refusal(ask(&["essex"])),
        Some(QueryError::Nothing(
            "this collection holds no inspection of Essex Police, so it has no brief".to_owned()
        ))
    );
    let kinds = BriefQuery {
        kinds: vec!["cause-of-concern".to_owned()],
        ..BriefQuery::default()
    };
    assert_eq!(
        refusal(kinds),
        Some(QueryError::Nothing(
            "no finding matches, so there is nothing to print".to_owned()
        ))
    );
}

#[test]
fn the_title_of_a_regions_brief_says_region_once() {
    let mut files = site();
    let account = "---\ninspection: soc-eastern\n---\n\n## Findings {#findings}\n\n### They share {#shared}\n\nThey do.\n";
    put(&mut files, "content/regions/eastern/2023-soc.md", account);
    let region = BriefQuery {
        regions: vec!["eastern".to_owned()],
        ..BriefQuery::default()
    };
    let brief = only(&build_on(&files, &region, "2026-11-01"));
    // The metadata of a document is in it as plain XML.
    let pdf = String::from_utf8_lossy(&brief.bytes);
    assert!(pdf.contains("Eastern region") && !pdf.contains("region region"));
}

#[test]
fn a_brief_holds_the_findings_of_every_inspection_that_it_links_to() {
    let mut files = site();
    let later = INSPECTION.replace("2023-03-02", "2025-03-02");
    put(&mut files, "content/inspections/soc-2025.md", later);
    let text = account("### It shares more {#more}\n\nMore than [before](finding:kent/learning).");
    let text = text.replace("soc-eastern", "soc-2025");
    put(&mut files, "content/forces/kent/2025-soc.md", text);
    let built = build(&files);
    assert!(!built.report.has_errors(), "{}", words(&built));
    assert_eq!(made(&built).len(), 1);
}

#[test]
fn a_selection_gives_one_document() {
    let built = build_on(
        &site(),
        &BriefQuery {
            all: true,
            ..BriefQuery::default()
        },
        "2026-11-01",
    );
    assert_eq!(only(&built).name, "kent.pdf");
    let named = build_on(&site(), &ask(&["Kent Police"]), "2026-11-01");
    assert_eq!(only(&named).name, "kent.pdf");
}
