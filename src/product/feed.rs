//! The feed of new accounts and inspections, `feed.json` (JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::date::PartialDate;
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::view::{FEED, FeedEntry};

pub(super) const JSON_FEED: FileGroupSpec = FileGroupSpec {
    name: "feed",
    owns: |path| path == FEED,
    make,
};

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    let mut output = OutputSet::default();
    let addresses = &site.context.addresses;
    let feed = site.context.feed().and_then(|url| addresses.absolute(&url));
    // Without templates there are no pages to announce.
    let (Some(feed), Some(path), true) = (feed, OutputPath::new(FEED), site.theme.is_sound())
    else {
        return output;
    };
    let config = &site.context.config;
    let entries = site.context.feed_entries();
    let value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.title,
        "home_page_url": addresses.absolute(&addresses.at("")),
        "feed_url": feed,
        "description": config.description,
        "authors": [{"name": config.publisher}],
        "language": config.language,
        "_peelpress": {"as_of": site.context.today.to_string()},
        "items": entries.iter().map(item).collect::<Vec<Value>>(),
    });
    output.insert(path, format!("{value:#}\n").into_bytes());
    output
}

/// An entry as an item. Its moment of publication is the start of the day in UTC, and is missing where only the month or
/// the year is known: `_peelpress` has the date as the source gives it.
fn item(entry: &FeedEntry) -> Value {
    let mut item = json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "tags": entry.programme.iter().collect::<Vec<_>>(),
    });
    if let Some(PartialDate::Day(day)) = entry.published {
        item["date_published"] = format!("{day}T00:00:00Z").into();
    }
    if let Some(date) = entry.published {
        item["_peelpress"] = json!({"published": date.iso()});
    }
    if let Some(report) = &entry.report {
        item["external_url"] = report.as_str().into();
    }
    item
}
