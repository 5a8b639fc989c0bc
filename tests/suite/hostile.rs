//! Hostile or damaged files: each gives a clear error or harmless output, and never a panic,
//! a script, a hang, or a file outside the site.

use std::process::Command;
use std::time::{Duration, Instant};

use peelpress::diagnostic::Severity;
use peelpress::files::DiskFiles;

use crate::folder;
use crate::html;
use crate::site_test::{Outcome, SiteTest, account, build};

const KENT: &str = "content/forces/kent/2023-soc.md";

/// Much longer than any of these takes, even on a busy machine with an unoptimised program.
const PATIENCE: Duration = Duration::from_secs(60);

/// Builds a site and looks at what must hold of any output.
fn harmless(site: &SiteTest) -> Outcome {
    let start = Instant::now();
    let outcome = site.build();
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    check_output(&outcome);
    outcome
}

fn check_output(outcome: &Outcome) {
    for (path, page) in html::pages(&outcome.tree()) {
        assert!(page.scripts().is_empty(), "{path}: {:?}", page.scripts());
        assert!(page.flaws.is_empty(), "{path}: {:?}", page.flaws);
    }
}

/// An account of Kent with one finding of these words.
fn words(words: &str) -> SiteTest {
    SiteTest::kent(&format!("## T {{#tackling}}\n\n### A {{#a}}\n\n{words}\n"))
}

#[test]
fn files_that_are_empty_or_not_text_are_reported() {
    for path in [
        "content/forces/kent/force.md",
        "content/forces/kent/2023-soc.md",
        "content/regions/eastern/region.md",
        "content/inspections/soc-2023.md",
        "content/glossary/a.md",
        "content/pages/a.md",
    ] {
        assert!(
            harmless(&SiteTest::new("").with(path, "")).has_errors(),
            "{path} may be empty"
        );
        assert!(
            harmless(&SiteTest::new("").with(path, [0xff, 0, 0x89, b'P'])).has_errors(),
            "{path} may be binary"
        );
        harmless(&SiteTest::new("").with(path, [0u8; 4096]));
    }
    for path in [
        "content/topics.yaml",
        "content/maps/tiles.csv",
        "content/forces/kent/2023-soc.yaml",
    ] {
        harmless(&SiteTest::kent("").with(path, ""));
        harmless(&SiteTest::kent("").with(path, [0u8; 4096]));
        assert!(
            harmless(&SiteTest::kent("").with(path, [0xff])).has_errors(),
            "{path} may be binary"
        );
    }
}

#[test]
fn a_line_of_ten_megabytes_is_read_and_its_error_shown_short() {
    let long = "word worm ".repeat(1_000_000);
    harmless(&words(&long));
    let outcome = harmless(&words(&format!("{long}[x](page:no) {long}")));
    let report = outcome.report();
    assert!(
        report.contains("unknown page `no`") && report.len() < 4000,
        "{} bytes",
        report.len()
    );
    let outcome = harmless(&SiteTest::new("").with(
        "content/forces/kent/force.md",
        format!("---\nname: {long}\nregio: x\n---\n"),
    ));
    assert!(
        outcome.report().len() < 6000,
        "{} bytes",
        outcome.report().len()
    );
    let list = "[1], ".repeat(80_000);
    harmless(&SiteTest::new("").with(
        "content/forces/kent/force.md",
        format!("---\nname: Kent\nregion: eastern\nlist: [{list}]\n---\n"),
    ));
}

#[test]
fn deep_nesting_ends_well() {
    let deep = 20_000;
    for text in [
        ">".repeat(deep) + " x",
        "- ".repeat(deep) + "x",
        "1. ".repeat(deep) + "x",
        "*".repeat(deep) + "x",
        "**a ".repeat(deep),
        "_a ".repeat(deep),
        "[".repeat(deep),
        "![".repeat(deep),
        "[a](".repeat(deep),
        "[a".repeat(deep) + &"](b)".repeat(deep),
        "<".repeat(deep),
        "<a ".repeat(deep),
        "<!--".repeat(deep),
        "`".repeat(deep) + "x",
        "`a``b```c".repeat(deep),
        "&".repeat(deep),
        "\\".repeat(deep),
        "| a ".repeat(deep) + "\n" + &"|-".repeat(deep) + "\n| b",
        (0..1000)
            .map(|n| format!("{}- x\n", "  ".repeat(n)))
            .collect(),
    ] {
        harmless(&words(&text));
    }
}

#[test]
fn nesting_is_reported_where_it_is_too_deep() {
    for (sign, place) in [(">", "10:33"), ("- ", "10:33")] {
        let outcome = harmless(&words(&(sign.repeat(5000) + " x")));
        let expected = format!(
            "{KENT}:{place}: error[nesting-too-deep]: lists, quotations or emphasis nested too deeply\n"
        );
        assert_eq!(outcome.short(), expected);
    }
    assert_eq!(
        harmless(&words(&"_a **b ".repeat(3000))).codes(),
        std::collections::BTreeSet::from(["literal-mark"])
    );
    let deep = "_a **b ".repeat(3000) + &"** _".repeat(3000);
    assert_eq!(
        harmless(&words(&deep)).codes(),
        std::collections::BTreeSet::from(["literal-mark", "nesting-too-deep"])
    );
}

#[test]
fn deep_or_endless_front_matter_is_refused() {
    let site = |front: &str| {
        SiteTest::new("").with(
            "content/forces/kent/force.md",
            format!("---\n{front}\n---\n"),
        )
    };
    for front in [
        "name: ".to_owned() + &"[".repeat(100_000),
        "name: ".to_owned() + &"{a: ".repeat(100_000),
        (0..2000)
            .map(|n| format!("{}a:\n", " ".repeat(n)))
            .collect(),
        "name: ".to_owned() + &"- ".repeat(50_000),
        "&a ".repeat(10_000),
        "name: *nobody".to_owned(),
        "name: &a [*a]".to_owned(),
        "name: !!python/object:os.system [x]".to_owned(),
        "%YAML 9.9".to_owned(),
        "? [a, b]\n: c".to_owned(),
        "name: Kent\nname: Essex\nregion: eastern".to_owned(),
        "<<: [*a, *b]".to_owned(),
    ] {
        assert!(harmless(&site(&front)).has_errors(), "{front:.60}");
    }
}

#[test]
fn a_bomb_of_aliases_is_refused_wherever_yaml_is_read() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for pair in ["a", "b", "c", "d", "e", "f", "g", "h", "i"].windows(2) {
        let ten = format!("*{}, ", pair[0]).repeat(10);
        bomb += &format!(
            "{}: &{} [{}]\n",
            pair[1],
            pair[1],
            ten.trim_end_matches(", ")
        );
    }
    for (path, text) in [
        ("content/topics.yaml", bomb.clone()),
        ("content/forces/kent/2023-soc.yaml", bomb.clone()),
        ("content/forces/kent/force.md", format!("---\n{bomb}---\n")),
    ] {
        let outcome = harmless(&SiteTest::kent("").with(path, text));
        assert!(
            outcome.codes().contains("yaml-syntax"),
            "{path}: {}",
            outcome.report()
        );
    }
}

#[test]
fn settings_that_are_deep_huge_or_strange_are_reported() {
    for line in [
        format!("title = {}", "[".repeat(50_000)),
        format!("title = {}", "{a=".repeat(50_000)),
        format!("[{}]", "a.".repeat(50_000) + "a"),
        "title = 99999999999999999999999999".to_owned(),
        "as_of = 2024-13-45".to_owned(),
        "as_of = 25:61:61".to_owned(),
        "title = \"a\"\ntitle = \"b\"".to_owned(),
        "title = nan\nas_of = inf".to_owned(),
        "grades = 3".to_owned(),
        "[[grades]]\nid = \"../up\"\nname = \"Up\"".to_owned(),
        "address = \"javascript:alert(1)\"".to_owned(),
        "address = \"https://example.org/../..\"".to_owned(),
        "address = \"https://example.org/\\\"><script>\"".to_owned(),
    ] {
        assert!(
            harmless(&SiteTest::new("").with("site.toml", &line)).has_errors(),
            "{line:.60}"
        );
    }
}

#[test]
fn scripts_come_out_as_text_wherever_they_are_written() {
    let script = "<script>alert(1)</script><img src=x onerror=alert(1)>\\\"'><svg onload=alert(1)>";
    let yaml = format!("\"{script}\"");
    let in_words = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<style>*{}</style>\n\n[x](https://example.com/\"onmouseover=alert(1) \"t\" onclick=alert(1)\")\n\n![\"><script>](a.png)\n\n```\"><script>\n</code></pre><script>alert(1)</script>\n```\n\n`<script>`\n\n| <script> |\n| - |\n| <b onclick=x> |\n";
    let site = SiteTest::new("")
        .with("content/forces/kent/force.md", format!("---\nname: {yaml}\nshort_name: {yaml}\nregion: eastern\npolicing_body: {yaml}\nnote: {yaml}\nformer_names:\n  - name: {yaml}\n---\n"))
        .with(KENT, account(&format!("grade: inadequate\nsummary: {yaml}\nsection: {yaml}\nhistory:\n  - programme: {yaml}\n    note: {yaml}"), &format!("## T {{#tackling}}\n\n### <script>alert(1)</script> `<b>` {{#a .cause-of-concern topics=plans}}\n\n{in_words}\n\n#### <img src=x onerror=y> {{#b .recommendation due=2024-01-01 owner=\"<script>alert(1)</script>\"}}\n\n{in_words}\n")))
        .with("content/forces/kent/a.png", b"\x89PNG")
        .with("content/forces/kent/2023-soc.yaml", format!("figures:\n  - id: '\"><script>'\n    measure: disruptions\n    value: 3\n    what: {yaml}\n    of: {yaml}\n    words: {yaml}\n    note: {yaml}\n    as_of: 2022\n    key: true\n"))
        .with("content/glossary/evil.md", format!("---\nterm: {yaml}\nabbreviation: \"<B>\"\naliases: [{yaml}, \"alert(1)\"]\n---\n\n{in_words}\n"))
        .with("content/topics.yaml", format!("- id: plans\n  name: {yaml}\n  description: {yaml}\n"))
        .with("content/pages/evil.md", format!("---\ntitle: {yaml}\nsummary: {yaml}\n---\n\n## <script>alert(1)</script>\n\n{in_words}"))
        .with("content/maps/areas.geojson", "{\"type\":\"FeatureCollection\",\"attribution\":\"<script>alert(1)</script>\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"slug\":\"kent\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0.4,51.2],[1.2,51.2],[1.2,51.5],[0.4,51.2]]]}}]}")
        .edit("content/inspections/soc-2023.md", "The report on the East", &yaml)
        .edit("content/inspections/soc-2023.md", "The disruptions database", &yaml)
        .edit("site.toml", "\"A small site\"", &yaml)
        .edit("site.toml", "\"Understanding the threat\"", &yaml);
    let outcome = harmless(&site);
    // As a YAML key, it is only ever shown in a report.
    let keys = site.with(
        "content/forces/kent/force.md",
        format!("---\nname: Kent\nregion: eastern\n{yaml}: 1\n---\n"),
    );
    harmless(&keys);
    assert!(
        outcome.has_file("forces/kent/index.html"),
        "{}",
        outcome.report()
    );
}

#[test]
fn a_reports_address_is_a_link_only_if_it_is_one() {
    for address in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " data:text/html,<script>",
        "vbscript:x",
        "//example.com",
        "x\" onclick=\"y",
    ] {
        let site = SiteTest::new("").edit(
            "content/inspections/soc-2023.md",
            "  report: The report",
            &format!("  address: '{address}'\n  report: The report"),
        );
        let outcome = harmless(&site);
        assert!(outcome.has_errors(), "`{address}` is taken for an address");
    }
    SiteTest::new("")
        .edit(
            "content/inspections/soc-2023.md",
            "  report: The report",
            "  address: https://example.com/a?b=c&d\n  report: The report",
        )
        .clean()
        .page("inspections/soc-2023/")
        .has("<a href=\"https://example.com/a?b=c&amp;d\">report</a>");
}

#[test]
fn thousands_of_keys_and_footnotes_end_in_diagnostics() {
    let keys: String = (0..5_000).map(|n| format!("k{n}: v\n")).collect();
    let outcome = harmless(&SiteTest::new("").with(
        "content/pages/a.md",
        format!("---\ntitle: A\n{keys}---\n\nText.\n"),
    ));
    assert_eq!(outcome.codes(), ["unknown-key"].into());
    let notes: String = (0..5_000).map(|n| format!("x[^n{n}] ")).collect();
    let definitions: String = (0..5_000).map(|n| format!("[^n{n}]: y\n\n")).collect();
    harmless(&words(&format!("{notes}\n\n{definitions}")));
}

#[test]
fn many_errors_on_one_long_line_are_reported_in_good_time() {
    for slip in ["[é](force:nobody) ", "é](", "[[", "{#a ", "(force:é ", "[^"] {
        let site = SiteTest::kent(&format!(
            "## T {{#tackling}}\n\n### A {{#a}}\n\n{}\n",
            slip.repeat(20_000)
        ));
        assert!(
            harmless(&site).built.report.count(Severity::Error) <= 20_000,
            "{slip}"
        );
    }
}

#[test]
fn numbers_and_dates_out_of_range_are_reported_or_shown_as_typed() {
    let figure = |line: &str| {
        SiteTest::kent("").with(
            "content/forces/kent/2023-soc.yaml",
            format!("figures:\n  - id: f\n    measure: disruptions\n    {line}\n"),
        )
    };
    for line in [
        "value: .nan\n    as_of: 2022",
        "value: .inf\n    as_of: 2022",
        "value: -.inf\n    as_of: 2022",
        "value: 1e999\n    as_of: 2022",
        "value: 1,200\n    as_of: 2022",
        "value: 0x\n    as_of: 2022",
        "value: 1e300\n    as_of: 2022",
        "value: 1e-300\n    as_of: 2022",
        "value: 123456789012345678901234567890\n    as_of: 2022",
        "value: 3\n    as_of: 2022-02-30",
        "value: 3\n    as_of: 99999-01-01",
        "value: 3\n    as_of: -0001-01-01",
        "value: 3\n    period: 2022 to 2021",
        "value: 3\n    period: 2022 to",
        "value: 3\n    as_of: 2022-1-1",
    ] {
        assert!(harmless(&figure(line)).has_errors(), "{line}");
    }
    for value in ["-0", "999999999999999", "0.1", "-5"] {
        harmless(&figure(&format!("value: {value}\n    as_of: 0001")))
            .page("forces/kent/")
            .has("id=\"figure-f\"");
    }
    let due = |due: &str| {
        let words = format!(
            "## T {{#tackling}}\n\n### A {{#a .cause-of-concern topics=plans}}\n\nA.\n\n#### B {{#b .recommendation due={due} owner=kent}}\n\nB.\n"
        );
        SiteTest::new("").with(KENT, account("grade: inadequate", &words))
    };
    for day in [
        "2024-02-30",
        "20240101",
        "9999-99-99",
        "-999-01-01",
        "today",
        "2024-01-01T00:00",
        "\"\"",
        "0001-01-01",
        "9999-12-31",
    ] {
        assert!(harmless(&due(day)).has_errors(), "{day}");
    }
    for day in ["2023-03-02", "2200-12-31"] {
        due(day).clean().page("recommendations/").has("days ");
    }
}

#[test]
fn names_that_climb_out_of_the_site_lead_nowhere() {
    for id in [
        "..",
        "../../etc",
        "a/../../b",
        "%2e%2e",
        "/etc/passwd",
        "C:x",
        "a\\b",
        "con",
    ] {
        let text = format!(
            "## T {{#tackling}}\n\n### A {{#{id}}}\n\n[x](page:{id}) [x](force:{id}) [x](finding:{id}/{id})\n"
        );
        harmless(&SiteTest::kent(&text));
        for path in [
            format!("content/glossary/{id}.md"),
            format!("content/pages/{id}.md"),
            format!("content/forces/{id}/force.md"),
        ] {
            let outcome = harmless(&SiteTest::new("").with(
                &path,
                "---\nterm: x\nname: x\nregion: eastern\n---\n\nWords.\n",
            ));
            for file in outcome.tree().keys() {
                assert!(
                    !file.contains("..") && !file.starts_with('/') && !file.contains('\\'),
                    "{file}"
                );
            }
        }
        let figure = format!(
            "figures:\n  - id: '{id}'\n    measure: disruptions\n    value: 3\n    as_of: 2022\n    finding: '{id}'\n"
        );
        harmless(&SiteTest::kent("").with("content/forces/kent/2023-soc.yaml", figure));
        let inspection = format!("---\ninspection: '{id}'\n---\n");
        assert!(harmless(&SiteTest::new("").with(KENT, inspection)).has_errors());
    }
    for picture in [
        "../../../site.toml",
        "/etc/passwd",
        "..%2f..%2fsite.toml",
        "file:///etc/passwd",
        "..\\..\\x.png",
    ] {
        let outcome = harmless(&words(&format!("![x]({picture})")));
        assert!(outcome.has_errors(), "{picture}");
        assert!(
            outcome
                .tree()
                .keys()
                .all(|path| !path.starts_with("media/"))
        );
    }
    let page = "---\ntitle: A\ntemplate: ../../../etc/passwd\n---\n\nWords.\n";
    assert!(harmless(&SiteTest::new("").with("content/pages/a.md", page)).has_errors());
    let include = "{% include \"../../site.toml\" %}";
    assert!(
        SiteTest::new("")
            .with("themes/plain/templates/home.html", include)
            .build()
            .has_errors()
    );
}

#[test]
fn a_picture_with_a_name_that_no_address_allows_is_reported_once() {
    for name in [
        "a:b.png", "c#d.png", "e%41.png", "f?g.png", "a b.png", "é.png", "a&b.png",
    ] {
        let site =
            words(&format!("![A map](<{name}>)")).with(&format!("content/forces/kent/{name}"), "");
        let outcome = site.diagnostics(&[&format!(
            "invalid-file-name: `{name}` in `content/forces/kent/{name}` cannot be part of an address"
        )]);
        let place = format!("content/forces/kent/{name}:1:1: ");
        assert!(outcome.short().starts_with(&place), "{}", outcome.short());
    }
}

#[test]
fn control_characters_reach_no_terminal_and_break_no_page() {
    let evil = "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}31m\u{202e}\u{0}\u{8}\r";
    // The harness looks at the reports.
    harmless(&words(&format!(
        "{evil} [x](page:{evil}) [y](force:\u{1b}[2J)"
    )));
    harmless(&SiteTest::kent(&format!(
        "## {evil} {{#tackling}}\n\n### {evil} {{#a .{evil} topics={evil}}}\n\n{evil}\n"
    )));
    harmless(&SiteTest::new("").with(
        "content/forces/kent/force.md",
        format!("---\nname: \"{evil}\"\nregion: {evil}\n{evil}: 1\n---\n"),
    ));
    harmless(&SiteTest::new("").with(
        "site.toml",
        format!("title = \"{evil}\"\ntheme = \"{evil}\"\n"),
    ));
    harmless(&SiteTest::new("").with(&format!("content/{evil}.md"), "x"));
    harmless(&SiteTest::new("").with(
        "content/maps/tiles.csv",
        format!("slug,col,row\n{evil},1,1\nkent,{evil},1\n"),
    ));
}

#[test]
fn marks_and_line_ends_of_other_systems_change_nothing() {
    let plain = SiteTest::kent(
        "## T {#tackling}\n\n### A {#a topics=plans}\n\nOne two\nthree.\n\n- a\n- b\n",
    )
    .clean();
    let site = SiteTest::kent(
        "## T {#tackling}\n\n### A {#a topics=plans}\n\nOne two\nthree.\n\n- a\n- b\n",
    );
    let mut other = site.clone();
    for path in site
        .files
        .paths()
        .filter(|path| !path.starts_with("themes/"))
    {
        use peelpress::files::Files;
        let text =
            String::from_utf8(site.files.read(path).expect("there").to_vec()).expect("UTF-8");
        let mark = if path == "site.toml" { "" } else { "\u{feff}" };
        other = other.with(path, format!("{mark}{}", text.replace('\n', "\r\n")));
    }
    assert_eq!(
        crate::folder::differing(&plain.tree(), &other.clean().tree()),
        Vec::<String>::new()
    );
    let columns = other.edit(KENT, "grade: good", "grade: godo").build();
    assert!(
        columns.short().starts_with(&format!("{KENT}:3:8: ")),
        "{}",
        columns.short()
    );
}

#[test]
fn a_marked_settings_file_is_read_as_well() {
    let text = folder::read(&folder::tests().join("base"))
        .remove("site.toml")
        .expect("there");
    let mut marked = "\u{feff}".as_bytes().to_vec();
    marked.extend(text);
    SiteTest::new("").with("site.toml", marked).clean();
}

#[test]
fn settings_in_another_encoding_are_reported_where_they_leave_utf_8() {
    let outcome = SiteTest::new("")
        .with("site.toml", b"title = \"Caf\xe9\"\n")
        .build();
    assert_eq!(
        outcome.short(),
        "site.toml:1:13: error[not-utf8]: `site.toml` is not UTF-8 text\n"
    );
}

#[test]
fn maps_that_are_no_maps_are_reported() {
    for text in [
        "[".repeat(100_000),
        "{\"features\":".repeat(5000),
        "{\"type\":\"FeatureCollection\",\"attribution\":\"A\",\"features\":[{\"properties\":{\"slug\":\"../up\"}}]}".to_owned(),
        "{\"type\":\"FeatureCollection\",\"attribution\":\"A\",\"features\":[{\"properties\":{\"slug\":\"kent\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1e300,1e300],[1,1],[2,2]]]}}]}".to_owned(),
        "null".to_owned(),
    ] {
        assert!(harmless(&SiteTest::new("").with("content/maps/areas.geojson", &text)).has_errors(), "{text:.60}");
    }
    harmless(&SiteTest::new("").with(
        "content/maps/tiles.csv",
        "slug,col,row\n\"kent,1,1\n".repeat(1000),
    ));
    assert!(
        harmless(&SiteTest::new("").with(
            "content/maps/tiles.csv",
            "slug,col,row\nkent,-1,99999999999999\n"
        ))
        .has_errors()
    );
}

/// What only a disk can hold.
#[cfg(unix)]
#[test]
fn pipes_loops_links_and_names_on_a_disk_are_reported_and_followed_nowhere() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let above = tempfile::tempdir().expect("a folder");
    let root = above.path().join("site");
    folder::write(&root, &folder::read(&folder::tests().join("base")));
    let glossary = root.join("content/glossary");
    std::fs::create_dir_all(&glossary).expect("made");
    std::fs::write(
        above.path().join("secret.md"),
        "---\nterm: SECRET\n---\n\nSECRET\n",
    )
    .expect("written");
    std::fs::create_dir(above.path().join("secrets")).expect("made");
    std::fs::write(
        above.path().join("secrets/secret.md"),
        "---\nterm: SECRET\n---\n\nSECRET\n",
    )
    .expect("written");
    symlink(above.path().join("secret.md"), glossary.join("outside.md")).expect("a link");
    symlink("../../../secret.md", glossary.join("climbing.md")).expect("a link");
    symlink(above.path().join("secrets"), root.join("content/pages")).expect("a link");
    symlink("loop-b.md", glossary.join("loop-a.md")).expect("a link");
    symlink("loop-a.md", glossary.join("loop-b.md")).expect("a link");
    symlink(".", glossary.join("self")).expect("a link");
    symlink("/etc/passwd", root.join("content/forces/kent/passwd.png")).expect("a link");
    symlink(
        above.path().join("secret.md"),
        root.join("themes/plain/templates/secret.html"),
    )
    .expect("a link");
    symlink("/etc/passwd", root.join("themes/plain/assets/passwd.txt")).expect("a link");
    let made = Command::new("mkfifo")
        .arg(glossary.join("pipe.md"))
        .status();
    assert!(made.is_ok_and(|status| status.success()), "no mkfifo here");
    std::fs::write(
        glossary.join(std::ffi::OsStr::from_bytes(b"n\xffme.md")),
        "x",
    )
    .expect("written");
    std::fs::write(glossary.join("With Space.md"), "x").expect("written");
    std::fs::write(glossary.join("UPPER.md"), "x").expect("written");
    std::fs::write(glossary.join("\u{1b}[31mred.md"), "x").expect("written");
    let start = Instant::now();
    let outcome = build(&DiskFiles::new(&root).expect("a site"));
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    check_output(&outcome);
    let report = outcome.report();
    for name in [
        "outside.md",
        "climbing.md",
        "content/pages",
        "loop-a.md",
        "loop-b.md",
        "content/glossary/self",
        "passwd.png",
        "secret.html",
        "passwd.txt",
        "pipe.md",
        "n\u{fffd}me.md",
        "`With Space`",
        "`UPPER`",
        "[31mred",
    ] {
        assert!(report.contains(name), "nobody is told of {name}:\n{report}");
    }
    for (path, bytes) in outcome.tree() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("SECRET") && !text.contains("root:"),
            "{path} holds what lies outside the site"
        );
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_or_outside_the_folder() {
    use std::os::unix::fs::symlink;
    let key = "0".repeat(64);
    for link in [
        "public",
        "public.peelpress-new",
        "public.peelpress-old",
        "public.peelpress-lock",
    ] {
        let above = tempfile::tempdir().expect("a folder");
        let root = above.path().join("site");
        folder::write(&root, &folder::read(&folder::tests().join("base")));
        let elsewhere = above.path().join("elsewhere");
        let mine = folder::Tree::from(
            ["mine.txt", ".peelpress", &key].map(|name| (name.to_owned(), b"mine".to_vec())),
        );
        folder::write(&elsewhere, &mine);
        let link = root.join(link);
        std::fs::create_dir_all(link.parent().expect("a folder")).expect("made");
        symlink(&elsewhere, &link).expect("a link");
        let output = Command::new(env!("CARGO_BIN_EXE_peelpress"))
            .args(["build", "--root"])
            .arg(&root)
            .output();
        let output = output.expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{}: {told}", link.display());
        assert_eq!(folder::read(&elsewhere), mine, "{}", link.display());
    }
}

#[test]
fn ten_thousand_errors_are_reported_in_little_time() {
    let text: String = (0..10_000).map(|n| format!("[x](page:p{n}) ")).collect();
    let outcome = harmless(&words(&text));
    assert_eq!(outcome.built.report.iter().count(), 10_000);
}

#[test]
fn an_entry_of_the_settings_without_an_id_hides_none_of_its_other_slips() {
    let entry = "[[units]]\nafter = \" days\"\nbefroe = \"\"\n\n[[units]]\nid = \"count\"";
    SiteTest::new("")
        .edit("site.toml", "[[units]]\nid = \"count\"", entry)
        .diagnostics(&[
            "missing-key: missing `id`",
            "unknown-key: unknown key `befroe`",
        ]);
}

#[test]
fn a_second_map_of_a_kind_is_reported_with_the_first() {
    let tiles = "slug,col,row\nkent,1,1\n";
    let outcome = SiteTest::new("")
        .with("content/maps/b.csv", tiles)
        .with("content/maps/a.csv", tiles)
        .diagnostics(&["duplicate-id: duplicate map of tiles `content/maps/b.csv`"]);
    assert!(
        outcome
            .report()
            .contains("keep either this one or `content/maps/a.csv`"),
        "{}",
        outcome.report()
    );
}
