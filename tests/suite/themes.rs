//! Themes: what one inherits from another, and the diagnostics of templates that fail.

use peelpress::files::DiskFiles;

use crate::folder;
use crate::site_test::{self, SiteTest};

/// The base under a theme of its own that extends the plain one.
fn child(files: &str) -> SiteTest {
    SiteTest::new("")
        .edit("site.toml", "theme = \"plain\"", "theme = \"child\"")
        .with(
            "themes/child/theme.toml",
            "name = \"Child\"\nextends = \"plain\"\n",
        )
        .and(files)
}

#[test]
fn a_theme_that_adds_nothing_is_the_one_it_extends() {
    let (plain, child) = (SiteTest::new("").clean().tree(), child("").clean().tree());
    assert_eq!(
        crate::folder::differing(&plain, &child),
        Vec::<String>::new()
    );
}

#[test]
fn one_template_may_be_replaced_and_the_others_stay() {
    let outcome =
        child("-- themes/child/templates/not_found.html --\n<!doctype html><title>x</title><h1>Gone</h1>\n").clean();
    assert!(outcome.file("404.html").contains("<h1>Gone</h1>"));
    outcome.page("forces/kent/").has("<h1>Kent Police</h1>");
}

#[test]
fn one_block_may_be_replaced_and_keep_what_it_replaces() {
    let template = "-- themes/child/templates/body_profile.html --\n{% extends \"plain/body_profile.html\" %}\n{% block main %}<p>Before.{{ super() }}{% endblock main %}\n";
    child(template).clean().page("forces/kent/").has_in_order(&[
        "<h1>Kent Police</h1>",
        "<p>Before.",
        "force kent",
    ]);
}

#[test]
fn a_frame_that_is_replaced_frames_the_pages_of_the_theme_below() {
    let frame = "-- themes/child/templates/frame.html --\n<!doctype html><title>{{ page.title }}</title><h1>Framed</h1>{% block main %}{% endblock main %}\n";
    child(frame)
        .clean()
        .page("forces/kent/")
        .has("<h1>Framed</h1>")
        .has("force kent");
}

#[test]
fn an_asset_is_replaced_by_name_and_renamed_by_its_bytes() {
    let assets = |site: SiteTest| -> Vec<String> {
        let outcome = site.clean();
        let files = outcome.tree();
        // The palette is there for every theme; this one does not use it.
        let is_own = |path: &String| path.starts_with("assets/") && !path.contains("palette");
        for path in files.keys().filter(|path| is_own(path)) {
            outcome.page("").has(&format!("href=\"/{path}\""));
        }
        files.into_keys().filter(is_own).collect()
    };
    let plain = assets(SiteTest::new(""));
    let other = assets(child(
        "-- themes/child/assets/plain.css --\nh1 { margin: 1em }\n",
    ));
    assert_eq!((plain.len(), other.len()), (1, 1));
    assert_ne!(plain, other);
}

#[test]
fn themes_may_not_extend_each_other_in_a_ring() {
    child("-- themes/child/theme.toml --\nname = \"Child\"\nextends = \"child\"\n")
        .diagnostics(&["unknown-theme: the theme `child` extends itself"]);
    let ring = child("")
        .with(
            "themes/plain/theme.toml",
            "name = \"Plain\"\nextends = \"child\"\n",
        )
        .build();
    assert!(
        ring.report().contains("the theme `child` extends itself"),
        "{}",
        ring.report()
    );
}

#[test]
fn a_missing_parent_theme_is_reported_at_its_name() {
    let outcome = child("")
        .with(
            "themes/child/theme.toml",
            "name = \"Child\"\nextends = \"plane\"\n",
        )
        .build();
    assert!(
        outcome
            .short()
            .starts_with("themes/child/theme.toml:2:11: error[unknown-theme]"),
        "{}",
        outcome.short()
    );
}

#[test]
fn names_of_themes_stay_inside_the_folder_of_themes() {
    for name in [
        "../content",
        "..",
        ".",
        "",
        "/etc",
        "a/b",
        "C:\\x",
        "plain/../plain",
    ] {
        let site = SiteTest::new("").edit(
            "site.toml",
            "theme = \"plain\"",
            &format!("theme = '{name}'"),
        );
        let outcome = site.build();
        assert!(outcome.has_errors(), "`{name}` was taken for a theme");
        assert!(!outcome.has_file("index.html"));
    }
}

#[test]
fn the_name_of_a_theme_is_the_name_of_its_folder_and_no_path() {
    // Each of these leads to a folder that is there.
    let files = "-- themes/plain/assets/a --\na\n-- themes/plain/assets/é --\nb\n";
    for name in ["./plain", "plain/", "plain/.", "../themes/plain", "/plain"] {
        let site = SiteTest::new(files).edit(
            "site.toml",
            "theme = \"plain\"",
            &format!("theme = \"{name}\""),
        );
        let diagnostic = format!("invalid-file-name: `{name}` cannot be the name of a theme");
        site.diagnostics(&[&diagnostic]);
        let settings = format!("name = \"Child\"\nextends = \"{name}\"\n");
        child(files)
            .with("themes/child/theme.toml", settings)
            .diagnostics(&[&diagnostic]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_a_theme_that_cannot_be_read_is_reported_with_the_reason() {
    let above = tempfile::tempdir().expect("a folder");
    let root = above.path().join("site");
    folder::write(&root, &folder::read(&folder::tests().join("base")));
    std::fs::write(above.path().join("logo.png"), "").expect("written");
    std::os::unix::fs::symlink(
        "../../../../logo.png",
        root.join("themes/plain/assets/logo.png"),
    )
    .expect("a link");
    std::fs::write(root.join("themes/plain/assets/plain.css"), b"/* \xe9 */").expect("written");
    let outcome = site_test::build(&DiskFiles::new(&root).expect("a site"));
    for line in [
        "themes/plain/assets/logo.png:1:1: error[link-outside-site]: `themes/plain/assets/logo.png` is a link",
        "themes/plain/assets/plain.css:1:4: error[not-utf8]: `themes/plain/assets/plain.css` is not UTF-8 text",
    ] {
        assert!(
            outcome.short().contains(line),
            "no `{line}` in\n{}",
            outcome.short()
        );
    }
}

#[test]
fn an_asset_with_a_name_that_no_address_allows_is_reported() {
    for name in ["x:y.svg", "a b.svg", "c#d.svg", "signs/é.svg"] {
        let outcome = SiteTest::new("")
            .with(&format!("themes/plain/assets/{name}"), "<svg/>")
            .build();
        let place = format!("themes/plain/assets/{name}:1:1: error[invalid-file-name]: ");
        assert!(outcome.short().starts_with(&place), "{}", outcome.short());
        assert_eq!(
            outcome.built.report.iter().count(),
            1,
            "{}",
            outcome.report()
        );
    }
}

#[test]
fn a_template_that_fails_names_its_place_and_the_page_and_counts_the_others() {
    let outcome = SiteTest::new("")
        .with(
            "content/forces/essex/force.md",
            "---\nname: Essex Police\nregion: eastern\n---\n",
        )
        .with(
            "content/forces/norfolk/force.md",
            "---\nname: Norfolk Constabulary\nregion: eastern\n---\n",
        )
        .with(
            "themes/plain/templates/body_profile.html",
            "<p>\n{{ view.nothing.here }}\n",
        )
        .build();
    let report = outcome.report();
    for words in [
        "--> themes/plain/templates/body_profile.html:2:",
        "::: content/forces/essex/force.md",
        "the page was /forces/essex/ (template `body_profile.html`)",
        "2 other pages have the same problem",
        "1 error\n",
    ] {
        assert!(report.contains(words), "no `{words}` in\n{report}");
    }
}

#[test]
fn errors_of_several_templates_are_reported_in_one_run() {
    let outcome = SiteTest::new("")
        .with("themes/plain/templates/home.html", "{{ page.title }\n")
        .with("themes/plain/templates/page.html", "{% if %}\n")
        .with(
            "themes/plain/templates/topic_page.html",
            "{% extends \"nowhere.html\" %}\n",
        )
        .build();
    let report = outcome.report();
    for path in ["home.html:1", "page.html:1", "topic_page.html:1"] {
        assert!(
            report.contains(&format!("themes/plain/templates/{path}")),
            "{path} is missing from\n{report}"
        );
    }
    assert_eq!(outcome.built.report.iter().count(), 3, "{report}");
}

#[test]
fn a_template_that_includes_itself_is_an_error_and_no_overflow() {
    for text in ["{% include \"home.html\" %}", "{% extends \"home.html\" %}"] {
        let outcome = SiteTest::new("")
            .with("themes/plain/templates/home.html", text)
            .build();
        assert!(outcome.has_errors(), "{text}");
    }
}

#[test]
fn a_missing_asset_is_reported_with_the_nearest_name() {
    let outcome = SiteTest::new("")
        .with(
            "themes/plain/templates/home.html",
            "{{ asset(path=\"plane.css\") | get(key=\"url\") }}",
        )
        .build();
    assert!(
        outcome
            .report()
            .contains("the theme has no asset `plane.css`; did you mean `plain.css`?"),
        "{}",
        outcome.report()
    );
}

#[test]
fn what_a_template_prints_is_escaped_unless_it_is_words() {
    let template = "<!doctype html><title>{{ \"<b>\" }}</title>{{ view.body.name }}";
    SiteTest::new("")
        .edit("content/forces/kent/force.md", "Kent Police", "A < B")
        .with("themes/plain/templates/body_profile.html", template)
        .clean()
        .page("forces/kent/")
        .has("&lt;b&gt;")
        .has("A &lt; B");
}

#[test]
fn templates_count_things_with_the_right_plural() {
    let template = "{{ count(of=1, one=\"finding\") }}, {{ count(of=2, one=\"finding\") }}, {{ count(of=0, one=\"body\", many=\"bodies\") }}";
    let outcome = SiteTest::new("")
        .with("themes/plain/templates/home.html", template)
        .clean();
    outcome.page("").has("1 finding, 2 findings, 0 bodies");
}

#[test]
fn a_frame_that_cannot_be_read_is_not_missed_by_the_templates_in_it() {
    for template in ["frame.html", "parts.html"] {
        let path = format!("themes/plain/templates/{template}");
        let outcome = SiteTest::new("").with(&path, "{% blok main %}\n").build();
        assert_eq!(outcome.short().lines().count(), 1, "{}", outcome.report());
        assert!(
            outcome
                .short()
                .starts_with(&format!("{path}:1:4: error[template-syntax]")),
            "{}",
            outcome.report()
        );
    }
}

#[test]
fn a_folder_without_theme_toml_is_not_suggested_as_a_theme() {
    let outcome = SiteTest::new("").remove("themes/plain/theme.toml").build();
    let report = outcome.report();
    assert!(report.contains("unknown theme `plain`"), "{report}");
    assert!(!report.contains("did you mean"), "{report}");
}

#[test]
fn a_template_that_goes_on_and_on_is_an_error() {
    for (template, message) in [
        ("{% include \"home.html\" %}", "circular include"),
        (
            "{% for a in range(end=1000) %}{% for b in range(end=1000) %}{% for c in range(end=1000) %}{{ site.title }}{% endfor %}{% endfor %}{% endfor %}",
            "the page has more than 128 MB",
        ),
    ] {
        let path = "themes/plain/templates/home.html";
        let outcome = SiteTest::new("").with(path, template).build();
        let report = outcome.report();
        assert!(report.contains(message), "{report}");
    }
}

#[test]
fn a_template_that_is_not_there_is_reported_where_it_is_named() {
    let path = "themes/plain/templates/home.html";
    let text = "line\n{% include \"../../etc/passwd\" %}\n";
    let outcome = SiteTest::new("").with(path, text).build();
    let place = format!("{path}:2:13: error[template-syntax]");
    assert!(outcome.short().contains(&place), "{}", outcome.report());
}
