//! Linked data: what each page is about, in the vocabulary of schema.org.

use serde_json::Value;

use crate::showcase;
use crate::site_test::SiteTest;

/// The graph of a page, if it has one.
fn graph(site: &SiteTest, path: &str) -> Option<Vec<Value>> {
    let text = site.build().file(path).to_owned();
    let (_, rest) = text.split_once("<script type=\"application/ld+json\">")?;
    let (data, _) = rest.split_once("</script>").expect("an end tag");
    let data: Value = serde_json::from_str(data).expect("JSON");
    Some(data["@graph"].as_array().expect("a graph").clone())
}

fn find<'g>(graph: &'g [Value], kind: &str) -> &'g Value {
    let found = graph.iter().find(|thing| thing["@type"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {graph:#?}"))
}

fn showcase() -> SiteTest {
    SiteTest::of(&showcase::tree()).at("https://example.org/isles/")
}

#[test]
fn a_body_page_is_about_a_government_organisation_and_cites_the_report() {
    let graph = graph(&showcase(), "forces/ashby/index.html").expect("linked data");
    let page = find(&graph, "WebPage");
    assert_eq!(page["url"], "https://example.org/isles/forces/ashby/");
    assert_eq!(page["about"]["@type"], "GovernmentOrganization");
    assert_eq!(page["about"]["name"], "Ashby Island Service");
    assert_eq!(
        page["citation"]["name"],
        "Fire and flood in the Outer Isles"
    );
    assert_eq!(page["citation"]["datePublished"], "2026-03-10");
}

#[test]
fn breadcrumbs_lead_from_the_front_page_to_the_page_itself() {
    let graph = graph(&showcase(), "forces/ashby/index.html").expect("linked data");
    let items = find(&graph, "BreadcrumbList")["itemListElement"]
        .as_array()
        .expect("items");
    assert_eq!(items[0]["item"], "https://example.org/isles/");
    let last = items.last().expect("an item");
    assert_eq!(last["item"], "https://example.org/isles/forces/ashby/");
    assert_eq!(last["position"], items.len());
}

#[test]
fn the_data_page_lists_every_file_of_the_export() {
    let site = showcase();
    let graph = graph(&site, "data/index.html").expect("linked data");
    let files = find(&graph, "Dataset")["distribution"].clone();
    let built = site.build();
    let listed = files.as_array().expect("files");
    for file in listed {
        let url = file["contentUrl"].as_str().expect("a URL");
        let path = url
            .strip_prefix("https://example.org/isles/")
            .expect("on the site");
        assert!(!built.file(path).is_empty(), "{path}");
    }
    assert!(listed.len() >= 20, "only {} files", listed.len());
}

#[test]
fn text_of_authors_cannot_end_the_script_element() {
    let site = SiteTest::first().at("https://example.org/").with(
        "content/glossary/odd.md",
        "---\nterm: A </script><b>term\n---\n\nWhat it means.\n",
    );
    let graph = graph(&site, "glossary/odd/index.html").expect("linked data");
    assert_eq!(find(&graph, "DefinedTerm")["name"], "A </script><b>term");
}

#[test]
fn a_site_without_a_public_url_has_no_linked_data() {
    let site = SiteTest::first().edit("site.toml", "\naddress = ", "\n# address = ");
    assert_eq!(graph(&site, "index.html"), None);
}
