//! The guide to templates lists every field of every view. The list is generated from the sources.

use crate::folder::{self, compare};
use crate::template_fields::{GENERATED, parts, reference};

#[test]
fn the_guide_lists_every_field_that_templates_are_given() {
    let path = folder::root().join("content/pages/templates.md");
    let Ok(text) = std::fs::read_to_string(&path) else {
        return;
    };
    let (by_hand, _) = text
        .split_once(GENERATED)
        .expect("the heading of the generated part");
    let outcome = compare(&path, &format!("{by_hand}{}", reference(&parts())));
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
