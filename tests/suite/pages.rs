//! Ordinary pages, their pictures and the tables they ask for; addresses; the index and the page of downloads.

use crate::site_test::SiteTest;

#[test]
fn a_page_takes_its_title_from_its_keys_or_its_first_heading() {
    let outcome = SiteTest::new("")
        .with("content/pages/a.md", "# From the heading\n\nWords.\n")
        .with(
            "content/pages/b.md",
            "---\ntitle: From the key\nsummary: In short.\n---\n\nWords.\n",
        )
        .clean();
    outcome
        .page("a/")
        .has("<h1>From the heading</h1>")
        .has("<meta name=\"description\" content=\"Words.\">");
    outcome
        .page("b/")
        .has("<h1>From the key</h1>")
        .has("content=\"In short.\"");
    SiteTest::new("")
        .with("content/pages/c.md", "Words.\n")
        .diagnostics(&["missing-key: missing `title`"]);
}

#[test]
fn every_heading_of_a_page_has_an_anchor_of_its_own() {
    let text = "# Page\n\n## One\n\nA.\n\n## One\n\nB.\n\n## §\n\nC.\n\n### Sub {#given}\n\nD.\n";
    let outcome = SiteTest::new("").with("content/pages/a.md", text).clean();
    outcome
        .page("a/")
        .has("<h2 id=\"one\">")
        .has("<h2 id=\"one-2\">")
        .has("<h2 id=\"3\">")
        .has("<h3 id=\"given\">");
}

#[test]
fn anchors_stay_apart_even_where_an_author_meant_to_collide() {
    let texts = [
        "# Page\n\n## One 2\n\nA.\n\n## One\n\nB.\n\n## One\n\nC.\n\n## One-2\n\nD.\n\n## X {#one-3}\n\nE.\n\n## One\n\nF.\n",
        "# Page\n\n## One 3\n\nA.\n\n## One\n\nB.\n\n## One\n\nC.\n\n## 5\n\nD.\n\n## §\n\nE.\n\n## §\n\nF.\n",
    ];
    for text in texts {
        let outcome = SiteTest::new("").with("content/pages/a.md", text).clean();
        let html = crate::html::Html::read(outcome.file("a/index.html"));
        let mut ids = html.ids();
        ids.sort_unstable();
        let n_ids = ids.len();
        ids.dedup();
        assert_eq!((n_ids, ids.len()), (6, 6), "{ids:?}");
    }
}

#[test]
fn a_site_that_does_not_know_its_address_names_none_and_says_so() {
    let address = "address = \"https://example.org/\"";
    let told = ["missing-public-url: missing public URL"];
    let site = SiteTest::new("").edit("site.toml", address, "");
    let outcome = site.diagnostics(&told);
    assert!(!outcome.has_file("sitemap.xml"));
    assert_eq!(outcome.file("robots.txt"), "User-agent: *\nAllow: /\n");
    outcome.page("").lacks("canonical");
    let found = site.at("https://example.org/reports/").clean();
    found
        .page("")
        .has("<link rel=\"canonical\" href=\"https://example.org/reports/\">");
    assert!(
        found
            .file("robots.txt")
            .ends_with("\nSitemap: https://example.org/reports/sitemap.xml\n")
    );
    let first = SiteTest::first();
    first
        .clean()
        .page("")
        .has("canonical")
        .has("og:url")
        .has("print-only\">https://example.org/");
    let outcome = first.edit("site.toml", address, "").diagnostics(&told);
    for page in ["", "forces/saltmarsh/"] {
        outcome
            .page(page)
            .lacks("canonical")
            .lacks("og:url")
            .lacks("print-only\">/")
            .lacks("class=\"address\"");
    }
}

#[test]
fn a_page_shows_the_tables_it_asks_for() {
    let page = |shows: &str| {
        SiteTest::new("").with(
            "content/pages/a.md",
            format!("---\ntitle: A\nshows: {shows}\n---\n\nWords.\n"),
        )
    };
    let all = page("[data-extracts, finding-kinds, grades]").clean();
    all.page("a/")
        .has("Extract: <a href=\"/inspections/soc-2023/#extract-disruptions\">The disruptions database</a>")
        .has("Kind: Cause of concern: Something is seriously wrong.")
        .has("Grade: Inadequate (I)");
    page("grades")
        .clean()
        .page("a/")
        .has("Grade: Good (G)")
        .lacks("Kind:")
        .lacks("Extract:");
    page("figures").diagnostics(&["unknown-value: unknown value `figures` for `shows`"]);
}

#[test]
fn a_page_may_choose_its_template() {
    let site = SiteTest::new("").with(
        "content/pages/a.md",
        "---\ntitle: A\ntemplate: leaflet\n---\n\nWords.\n",
    );
    site.clone()
        .diagnostics(&["unknown-template: unknown template `leaflet` of the theme `plain`"]);
    let template = "<!doctype html><title>{{ page.title }}</title><h1>A leaflet</h1>";
    site.with("themes/plain/templates/leaflet.html", template)
        .clean()
        .page("a/")
        .has("<h1>A leaflet</h1>");
}

#[test]
fn a_picture_is_next_to_its_file_or_is_named_from_the_top() {
    let outcome = SiteTest::new("")
        .with(
            "content/pages/a.md",
            "# A\n\n![Near](near.png) ![Far](pages/more/far.jpg)\n",
        )
        .with("content/pages/near.png", [137, 80, 78, 71])
        .with("content/pages/more/far.jpg", [255, 216])
        .clean();
    outcome
        .page("a/")
        .has("<img src=\"/media/pages/near.png\" alt=\"Near\"")
        .has("src=\"/media/pages/more/far.jpg\"");
    assert_eq!(
        outcome
            .built
            .output
            .get("media/pages/near.png")
            .map(|bytes| &bytes[..]),
        Some(&[137, 80, 78, 71][..])
    );
}

#[test]
fn a_picture_without_words_or_from_elsewhere_is_refused() {
    SiteTest::new("")
        .with(
            "content/pages/a.md",
            "# A\n\n![](a.png) ![Gone](b.png) ![Far](https://example.com/c.png)\n",
        )
        .with("content/pages/a.png", b"\x89PNG")
        .diagnostics(&[
            "missing-image: picture without alternative text",
            "missing-image: missing picture `b.png`",
            "missing-image: missing picture `https://example.com/c.png`",
        ]);
}

#[test]
fn code_is_coloured_by_class_and_shown_as_written() {
    let text = "# A\n\n```yaml\nname: \"<Kent>\"\n```\n\n```nonsense\n<b>\n```\n";
    let outcome = SiteTest::new("").with("content/pages/a.md", text).clean();
    outcome
        .page("a/")
        .has("class=\"code\" tabindex=\"0\"")
        .has("&lt;Kent&gt;")
        .has("<code>&lt;b&gt;\n</code>")
        .lacks("style=");
}

#[test]
fn tables_lists_and_quotes_come_out_as_such() {
    let text = "# A\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n> Said.\n\n1. One\n2. Two\n";
    SiteTest::new("")
        .with("content/pages/a.md", text)
        .clean()
        .page("a/")
        .has("<table>")
        .has("<blockquote>")
        .has("<ol>");
}

#[test]
fn where_a_line_is_wrapped_does_not_matter() {
    let page = |text: &str| {
        SiteTest::new("")
            .with("content/pages/a.md", text)
            .clean()
            .file("a/index.html")
            .to_owned()
    };
    assert_eq!(
        page("# A\n\nOne two\nthree.\n"),
        page("# A\n\nOne\ntwo three.\n")
    );
    assert_eq!(page("# A\n\nOne two.\n"), page("# A\r\n\r\nOne two.\r\n"));
    assert_eq!(page("# A\n\nOne two.\n"), page("\u{feff}# A\n\nOne two.\n"));
}

#[test]
fn quotation_marks_become_typographic() {
    let text = "# A\n\n\"It's so\" -- he said...\n";
    SiteTest::new("")
        .with("content/pages/a.md", text)
        .clean()
        .page("a/")
        .has("“It’s so” – he said…");
}

#[test]
fn a_readme_in_content_is_not_part_of_the_site() {
    let outcome = SiteTest::new("")
        .with("content/README.md", "# Writing here\n\nIn Markdown.\n")
        .clean();
    assert!(!outcome.has_file("authoring/index.html"));
}

#[test]
fn a_page_in_a_folder_has_the_folder_in_its_id_and_address() {
    let site = SiteTest::new("")
        .with(
            "content/pages/guide.md",
            "# The guide\n\nStart [there](page:guide/start/first).\n",
        )
        .with(
            "content/pages/guide/start/first.md",
            "# First steps\n\nBack to [the guide](page:guide).\n\n![a map](map.png)\n",
        )
        .with("content/pages/guide/start/map.png", b"\x89PNG");
    let outcome = site.clean();
    outcome
        .page("guide/")
        .has("<a href=\"/guide/start/first/\">there</a>");
    outcome
        .page("guide/start/first/")
        .has("<h1>First steps</h1>")
        .has("/media/pages/guide/start/map.png")
        .has_in_order(&["<a href=\"/guide/\">The guide</a>", "<h1>"]);
    outcome.page("forces/kent/").lacks("/guide/start/first/");
    site.clone()
        .with(
            "content/pages/guide.md",
            "---\ndraft: true\n---\n\n# The guide\n",
        )
        .with(
            "content/pages/a.md",
            "# A\n\n[One](page:guide/strat/first), [two](page:guide).\n",
        )
        .diagnostics(&[
            "dangling-reference: unknown page `guide/strat/first`",
            "draft-in-use: `guide` is still a draft",
            "draft-in-use: `guide` is still a draft",
        ]);
}

#[test]
fn pages_with_names_of_parts_of_the_site_collide() {
    for (name, address) in [
        ("data", "/data/"),
        ("glossary", "/glossary/"),
        ("a-z", "/a-z/"),
        ("findings", "/findings/"),
    ] {
        let message = format!("url-collision: duplicate address `{address}`");
        SiteTest::new("")
            .with(&format!("content/pages/{name}.md"), "# A\n\nB.\n")
            .diagnostics(&[message.as_str()]);
    }
}

#[test]
fn pages_do_not_hide_the_files_of_the_site() {
    // `assets/`, `media/` and `data/` hold files of their own; a page there must not replace any.
    for name in ["assets", "media"] {
        let outcome = SiteTest::new("")
            .with(&format!("content/pages/{name}.md"), "# A\n\nB.\n")
            .build();
        assert!(outcome.has_file(&format!("{name}/index.html")));
        assert!(
            outcome
                .tree()
                .keys()
                .any(|path| path.starts_with("assets/plain."))
        );
    }
}

#[test]
fn the_index_holds_former_names_and_abbreviations() {
    let force = "---\nname: Kent Police\nabbreviation: KP\nregion: eastern\nformer_names:\n  - name: Kent Constabulary\n---\n";
    let outcome = SiteTest::new("")
        .with("content/forces/kent/force.md", force)
        .clean();
    outcome
        .page("a-z/")
        .has("<a href=\"/forces/kent/\">Kent Constabulary</a> former name")
        .has("<a href=\"/forces/kent/\">KP</a> force");
}

#[test]
fn titles_and_names_come_out_as_text() {
    let evil = "<script>alert(1)</script> & \\\"co\\\"";
    let outcome = SiteTest::new("")
        .edit(
            "content/forces/kent/force.md",
            "Kent Police",
            &format!("\"{evil}\""),
        )
        .edit(
            "content/topics.yaml",
            "name: Plans",
            &format!("name: \"{evil}\""),
        )
        .edit("site.toml", "\"A small site\"", &format!("\"{evil}\""))
        .diagnostics(&[
            "raw-html: HTML in `title` is shown as typed",
            "raw-html: HTML in `name` is shown as typed",
            "raw-html: HTML in `name` is shown as typed",
        ]);
    for (path, html) in crate::html::pages(&outcome.tree()) {
        assert!(html.scripts().is_empty(), "{path}: {:?}", html.scripts());
        assert!(html.flaws.is_empty(), "{path}: {:?}", html.flaws);
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_disarmed_in_csv_and_left_in_json() {
    let outcome = SiteTest::new("")
        .edit("content/forces/kent/force.md", "Kent Police", "\"=1+1\"")
        .clean();
    assert!(
        outcome.file("data/bodies.csv").contains(",'=1+1,"),
        "{}",
        outcome.file("data/bodies.csv")
    );
    assert_eq!(outcome.table("bodies")[0]["name"], "=1+1");
}

#[test]
fn headings_inside_lists_and_quotations_are_reported_and_spoil_nothing() {
    let text =
        "# A\n\n> ## Quoted {#q}\n>\n> Words.\n\n- # Listed\n  1. Under\n     --\n\nAfter.\n";
    let outcome = SiteTest::new("")
        .with("content/pages/a.md", text)
        .diagnostics(&[
            "heading-level-skipped: heading inside a list or quotation",
            "heading-level-skipped: heading inside a list or quotation",
            "heading-level-skipped: heading inside a list or quotation",
        ]);
    let html = crate::html::Html::read(outcome.file("a/index.html"));
    assert!(html.flaws.is_empty(), "{:?}", html.flaws);
    assert_eq!(html.all("h1").count(), 1);
}

#[test]
fn comments_are_left_out_and_nothing_else_with_them() {
    let page =
        |text: &str| SiteTest::new("").with("content/pages/a.md", format!("# A\n\n{text}\n"));
    for text in [
        "Words <!-- a note --> more.",
        "<!-- a note -->",
        "<!-- a\n\nlong\nnote -->",
        "Words <!-- a\nnote --> more.",
    ] {
        page(text).clean().page("a/").lacks("note");
    }
    for text in [
        "<!-- a note --> Words.",
        "<!-- a\nnote --> Words.",
        "<!-- a note --><b>Words</b>",
    ] {
        let outcome = page(text).build();
        outcome.page("a/").has("Words");
        assert!(outcome.codes().contains("raw-html"), "{text}");
    }
}

#[test]
fn a_picture_is_what_its_name_says() {
    let site = |bytes: &[u8]| {
        SiteTest::new("")
            .with("content/pages/a.md", "# A\n\n![a picture](a.png)\n")
            .with("content/pages/a.png", bytes)
    };
    site(b"\x89PNG\r\n\x1a\n").clean();
    for (bytes, message) in [
        (&b""[..], "`content/pages/a.png` is empty"),
        (
            b"\xff\xd8\xff\xe0",
            "`content/pages/a.png` holds a picture of the type `jpg`",
        ),
        (
            b"<!doctype html>",
            "`content/pages/a.png` holds no picture of the type `png`",
        ),
    ] {
        site(bytes).diagnostics(&[&format!("unsupported-picture: {message}")]);
    }
}

#[test]
fn a_wrong_extension_stops_publication_and_the_help_names_the_right_one() {
    for (path, right) in [
        (
            "content/forces/kent/2023-soc.yml",
            "content/forces/kent/2023-soc.yaml",
        ),
        (
            "content/forces/kent/2023-soc.MD",
            "content/forces/kent/2023-soc.md",
        ),
        (
            "content/forces/kent/2023-soc.md.txt",
            "content/forces/kent/2023-soc.md",
        ),
        ("content/topics.YAML", "content/topics.yaml"),
        ("content/pages/chart.PNG", "content/pages/chart.png"),
    ] {
        let outcome = SiteTest::new("")
            .with(path, "x")
            .diagnostics(&[&format!("unrecognised-file: unrecognised file `{path}`")]);
        assert!(
            outcome.has_errors()
                && outcome
                    .report()
                    .contains(&format!("= help: call it `{right}`\n")),
            "{}",
            outcome.report()
        );
    }
    assert!(
        !SiteTest::new("")
            .with("content/notes.txt", "x")
            .build()
            .has_errors()
    );
}

#[test]
fn a_page_has_each_id_once() {
    SiteTest::new("")
        .with(
            "content/pages/a.md",
            "# A\n\n## One {#x}\n\nOne.\n\n## Two {#x}\n\nTwo.\n",
        )
        .diagnostics(&["duplicate-id: duplicate heading id `x` on one page"]);
}

#[test]
fn maps_that_hold_nothing_are_reported() {
    let empty = "{\"type\": \"FeatureCollection\", \"features\": []}";
    SiteTest::new("")
        .with("content/maps/areas.geojson", empty)
        .diagnostics(&["invalid-map-area: the map has no areas"]);
    for tiles in ["", "slug,col,row\n"] {
        SiteTest::new("")
            .with("content/maps/tiles.csv", tiles)
            .diagnostics(&["invalid-map-tile: the tile map has no tiles"]);
    }
}

#[test]
fn a_force_without_a_tile_shows_the_row_that_may_be_its_own() {
    let tiles = "slug,col,row\nessex,1,1\nkint,1,2\n";
    let outcome = SiteTest::new("")
        .with("content/maps/tiles.csv", tiles)
        .build();
    let report = outcome.report();
    assert!(
        report.contains("kint,1,2\n  | ---- unknown force `kint`"),
        "{report}"
    );
    assert!(report.contains("write `kent` in that row"), "{report}");
}

#[test]
fn a_table_of_an_author_is_aligned_by_classes_because_the_site_forbids_inline_styles() {
    SiteTest::new("")
        .with(
            "content/pages/a.md",
            "# A\n\n| Left | Centre | Right | Plain |\n| :--- | :---: | ---: | --- |\n| a | b | c | d |\n",
        )
        .clean()
        .page("a/")
        .has("<th scope=\"col\" class=\"align-left\">Left</th><th scope=\"col\" class=\"align-center\">")
        .has("<th scope=\"col\" class=\"align-right\">Right</th><th scope=\"col\">Plain</th>")
        .has("<th scope=\"row\" class=\"align-left\">a</th>")
        .has("<td class=\"align-center\">b</td><td class=\"align-right\">c</td><td>d</td>")
        .lacks("style=");
}
