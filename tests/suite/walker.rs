//! The reader of built pages, which other tests rely on, finds each kind of problem.

use crate::folder::Tree;
use crate::html::{Html, broken_links, pages};

#[test]
fn the_walker_finds_what_is_wrong() {
    let page = |text: &str| Html::read(&format!("<!doctype html><main>{text}</main>"));
    assert!(
        page("<p>one<p>two<ul><li>a<li>b</ul><br><svg><path d=\"M0 0\"/></svg>")
            .flaws
            .is_empty()
    );
    assert_eq!(page("<em>one</p>").flaws, ["</p> ends what was not begun"]);
    for bad in [
        "<script>x</script>",
        "<p onclick=x>",
        "<p style=x>",
        "<a href=' java\nscript:x'>",
        "<style>x</style>",
    ] {
        assert_eq!(page(bad).scripts().len(), 1, "{bad}");
    }
    assert!(
        page("<script src=/a.js></script><script type=application/json>{}</script>")
            .scripts()
            .is_empty()
    );
    assert_eq!(
        page("<img src=https://example.com/a.png><a href=https://example.com>x</a>")
            .foreign_requests()
            .len(),
        1
    );
    let site = Tree::from([
        (
            "index.html".to_owned(),
            b"<a href=/base/a/#x>1</a><a href=/base/a/#y>2</a><a href=/b/>3</a>".to_vec(),
        ),
        (
            "a/index.html".to_owned(),
            b"<p id=x><a href=#x>4</a><a href=https://o.org/base/no>5</a>".to_vec(),
        ),
    ]);
    let broken = broken_links(&site, &pages(&site), "https://o.org", "/base/");
    assert_eq!(
        broken,
        [
            "a/index.html: https://o.org/base/no leads to no file",
            "index.html: /base/a/#y leads to no place on its page",
            "index.html: /b/ does not begin where the site does",
        ]
    );
}
