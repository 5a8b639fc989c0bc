//! What the preview makes only when it is asked for, briefs and the index of search: the same as a build writes, with its
//! errors reported.

use peelpress::brief::BriefMode;
use peelpress::pipeline::{Built, Request, build};
use peelpress::preview::{DevBuilder, FileState};

use crate::site::{Site, request};
use crate::wire::Preview;

const PDF: &str = "briefs/kent.pdf";
const PAGE: &str = "forces/kent/index.html";
const KENT: &str = "content/forces/kent/2023-soc.md";

fn on_request() -> Request {
    Request {
        briefs: BriefMode::OnRequest,
        ..request()
    }
}

/// The small site, with the templates of briefs of this repository's theme.
fn site() -> Site {
    let site = Site::new();
    let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/peelpress/brief");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        site.write_bytes(
            &format!("themes/plain/brief/{name}"),
            &std::fs::read(entry.path()).expect("read"),
        );
    }
    site
}

/// Every file that a build writes is served as it is written.
fn same_as_written(session: &DevBuilder, built: &Built) {
    assert!(!built.report.has_errors(), "{:#?}", built.report);
    for (path, bytes) in built.output.iter() {
        assert!(
            session.shown().file(path.as_str()) == FileState::File(bytes.clone()),
            "{path} is not what a build writes"
        );
    }
}

#[test]
#[cfg_attr(not(feature = "briefs"), ignore = "this program makes no briefs")]
fn a_brief_is_made_on_request_and_is_what_a_build_writes() {
    let site = site();
    let every = Request {
        briefs: BriefMode::WithSite,
        ..request()
    };
    let mut session = DevBuilder::start(site.disk(), on_request());
    let written = || build(&site.disk(), &every);
    assert!(written().output.get(PDF).is_some());
    same_as_written(&session, &written());
    site.replace(
        KENT,
        "Some plans are old.",
        &"Some plans are very old indeed. ".repeat(400),
    );
    let shown = session.refresh([KENT]).expect("a change");
    assert!(!Site::page(&session, PAGE).is_empty());
    let (quick, exact) = (
        shown.get_cached("regions/east/index.html"),
        shown.file("regions/east/index.html"),
    );
    assert!(matches!(
        (quick, exact),
        (FileState::File(_), FileState::File(_))
    ));
    same_as_written(&session, &written());
    // A state in which nothing of a brief changed takes it from where it was kept.
    site.replace("content/pages/about.md", "Words.", "More words.");
    session
        .refresh(["content/pages/about.md"])
        .expect("a change");
    let page = session.shown().get_cached(PAGE);
    assert_eq!(
        page,
        session.shown().file(PAGE),
        "what is known of a brief that is the same is right at once"
    );
    same_as_written(&session, &written());
}

#[test]
#[cfg_attr(not(feature = "briefs"), ignore = "this program makes no briefs")]
fn an_error_of_a_brief_is_reported_and_costs_no_page() {
    let site = site();
    let mut session = DevBuilder::start(site.disk(), on_request());
    let template = "themes/plain/brief/brief.typ";
    let good = site.read(template);
    site.write(template, "#let brief(data) = [ #unknown-word ]\n");
    session.refresh([template]).expect("a change");
    let shown = session.shown();
    let FileState::Failed(diagnostic, None) = shown.file(PDF) else {
        panic!("{:?}", shown.file(PDF))
    };
    assert_eq!(diagnostic.code.name(), "brief-template-error");
    let site_shown = shown.site.as_ref().expect("a site");
    assert!(
        site_shown
            .brief_diagnostics(PDF)
            .expect("asked for")
            .has_errors()
    );
    assert!(Site::page(&session, PAGE).contains("Some plans are old."));
    // While there are errors in the content there is no brief, as `build` writes none.
    site.write(template, &good);
    let words = site.read(KENT);
    site.write(KENT, &words.replace("topics=plans", "topics=nothing"));
    session.refresh([template, KENT]).expect("a change");
    assert!(matches!(session.shown().file(PDF), FileState::Failed(..)));
    site.write(KENT, &words);
    session.refresh([KENT]).expect("a change");
    assert!(matches!(session.shown().file(PDF), FileState::File(pdf) if pdf.starts_with(b"%PDF-")));
}

#[test]
#[cfg_attr(not(feature = "briefs"), ignore = "this program makes no briefs")]
fn a_brief_goes_over_the_wire_as_a_pdf_and_its_error_as_a_page() {
    let preview = Preview::of(site(), on_request());
    let answer = preview.get("/briefs/kent.pdf");
    assert_eq!(
        (answer.status, answer.header("Content-Type")),
        (200, Some("application/pdf"))
    );
    assert!(answer.body.starts_with(b"%PDF-"));
    let part = preview.ask("GET", "/briefs/kent.pdf", "Range: bytes=0-4\r\n");
    assert_eq!((part.status, &*part.body), (206, b"%PDF-".as_slice()));
    preview.site.write(
        "themes/plain/brief/brief.typ",
        "#let brief(data) = <script>\n",
    );
    preview.refresh("themes/plain/brief/brief.typ");
    let answer = preview.get("/briefs/kent.pdf");
    assert_eq!(
        (answer.status, answer.header("Content-Type")),
        (500, Some("text/html; charset=utf-8"))
    );
    assert!(
        answer.text().contains("This brief cannot be made")
            && !answer.text().contains("= <script>\n")
    );
    assert_eq!(preview.get("/briefs/nobody.pdf").status, 404);
}

#[test]
#[cfg_attr(feature = "briefs", ignore = "this program makes briefs")]
fn without_the_feature_nothing_offers_a_brief() {
    let session = DevBuilder::start(Site::new().disk(), on_request());
    assert_eq!(session.shown().latest.brief_of(PAGE), None);
    assert_eq!(session.shown().file(PDF), FileState::Nothing);
}

#[test]
#[cfg_attr(not(feature = "search"), ignore = "this program makes no search")]
fn the_index_of_search_is_made_when_somebody_searches_and_is_what_a_build_writes() {
    use peelpress::search::SearchMode;
    let site = Site::new();
    let mut session = DevBuilder::start(
        site.disk(),
        Request {
            search: SearchMode::OnRequest,
            ..request()
        },
    );
    for words in ["Words.", "More words."] {
        let built = build(
            &site.disk(),
            &Request {
                search: SearchMode::Whole,
                ..request()
            },
        );
        assert!(
            built
                .output
                .iter()
                .any(|(path, _)| path.as_str().starts_with("pagefind/"))
        );
        same_as_written(&session, &built);
        site.replace("content/pages/about.md", words, "More words.");
        session.refresh(["content/pages/about.md"]);
    }
}
