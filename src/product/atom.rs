//! Atom feeds (RFC 4287): of the site, `feed.atom`, and of each body, region and topic beside its page.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::address::Url;
use crate::date::PartialDate;
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::view::{FeedEntry, ViewContext};

pub(super) const ATOM_FEEDS: FileGroupSpec = FileGroupSpec {
    name: "atom",
    owns: |path| path.ends_with(".atom"),
    make,
};

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    let mut output = OutputSet::default();
    // Feeds hold whole addresses, and announce pages.
    if site.context.feed().is_none() || !site.theme.is_sound() {
        return output;
    }
    let context = &site.context;
    let mut add = |title: &str, page: &Url, entries: &[FeedEntry]| {
        let url = context.addresses.feed(page);
        let feed = feed(context, title, page, &url, entries);
        if let (Some(feed), Some(path)) = (feed, OutputPath::new(context.addresses.path(&url))) {
            output.insert(path, feed.into_bytes());
        }
    };
    let home = context.addresses.at("");
    add(&context.config.title, &home, &context.feed_entries());
    for subject in (context.subject_feeds().into_iter()).chain(context.topic_feeds()) {
        let title = format!("{} – {}", subject.name, context.config.title);
        add(&title, &subject.page, &subject.entries);
    }
    output
}

/// A feed as XML. Its `id` is its own address, which does not change.
fn feed(
    context: &ViewContext,
    title: &str,
    page: &Url,
    url: &Url,
    entries: &[FeedEntry],
) -> Option<String> {
    let (page, own) = (
        context.addresses.absolute(page)?,
        context.addresses.absolute(url)?,
    );
    let as_of = PartialDate::Day(context.today);
    let config = &context.config;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">",
        escaped(&config.language)
    );
    let _ = writeln!(xml, "<id>{}</id>", escaped(&own));
    let _ = writeln!(xml, "<title>{}</title>", escaped(title));
    let _ = writeln!(xml, "<updated>{}</updated>", moment(as_of));
    let _ = writeln!(
        xml,
        "<author><name>{}</name></author>",
        escaped(&config.publisher)
    );
    let _ = writeln!(xml, "<link rel=\"self\" href=\"{}\"/>", escaped(&own));
    let _ = writeln!(xml, "<link rel=\"alternate\" href=\"{}\"/>", escaped(&page));
    for item in entries {
        entry(&mut xml, item, as_of);
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// An entry. Atom asks for a moment of change: the start of the day, month or year that its source
/// gives, or the date of the build if it gives none. `published` is only there if the day is known.
fn entry(xml: &mut String, entry: &FeedEntry, as_of: PartialDate) {
    xml.push_str("<entry>\n");
    let _ = writeln!(xml, "<id>{}</id>", escaped(&entry.id));
    let _ = writeln!(xml, "<title>{}</title>", escaped(&entry.title));
    let updated = moment(entry.published.unwrap_or(as_of));
    let _ = writeln!(xml, "<updated>{updated}</updated>");
    if let Some(day @ PartialDate::Day(_)) = entry.published {
        let _ = writeln!(xml, "<published>{}</published>", moment(day));
    }
    let _ = writeln!(
        xml,
        "<link rel=\"alternate\" href=\"{}\"/>",
        escaped(&entry.url)
    );
    if let Some(report) = &entry.report {
        let _ = writeln!(xml, "<link rel=\"via\" href=\"{}\"/>", escaped(report));
    }
    if let Some(programme) = &entry.programme {
        let _ = writeln!(xml, "<category term=\"{}\"/>", escaped(programme));
    }
    let _ = writeln!(xml, "<summary>{}</summary>", escaped(&entry.summary));
    xml.push_str("</entry>\n");
}

/// The first moment of a date, in UTC.
fn moment(date: PartialDate) -> String {
    format!("{}T00:00:00Z", date.first_day())
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let _ = escape_html(&mut escaped, text);
    escaped
}
