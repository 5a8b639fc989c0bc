//! What the site no longer has, and redirects that do not fit what it has.

use std::collections::{BTreeMap, BTreeSet};

use super::{MoveTarget, Moves, PublishedAddress, page_of};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::document::{AddressKind, Hiding, Ledger, LedgerEntry};
use crate::model::hidden_in_use;

/// For so many lost addresses, new ones with like names are looked for. To compare all with all would take too long.
const ADVISED: usize = 50;

/// Checks that every address of the ledger is on the site or leads somewhere, and that every redirect leads to an
/// address that the site has. `hidden` are addresses of what is not public yet, and
/// `optional` pages that some builds leave out.
pub fn check(
    ledger: Option<&Ledger>,
    published: &[PublishedAddress],
    moves: &Moves,
    hidden: &BTreeMap<String, Hiding>,
    optional: &[String],
) -> Report {
    let site: BTreeMap<&str, &PublishedAddress> = published
        .iter()
        .map(|published| (published.address.as_str(), published))
        .collect();
    let mut report = Report::default();
    redirects(&site, moves, hidden, &mut report);
    if let Some(ledger) = ledger {
        lost(ledger, &site, moves, optional, &mut report);
    }
    report
}

fn redirects(
    site: &BTreeMap<&str, &PublishedAddress>,
    moves: &Moves,
    hidden: &BTreeMap<String, Hiding>,
    report: &mut Report,
) {
    for (from, moved) in moves.iter() {
        if let Some(present) = site.get(from) {
            let message = format!("redirect from the existing address `{from}`");
            let mut diagnostic = Diagnostic::new(Code::RedirectClash, message).at(moved.span);
            if let Some(span) = present.span {
                diagnostic = diagnostic.label(span, "published from here");
            }
            report.push(
                diagnostic.help("remove the redirect, or rename the content that has this address"),
            );
        }
        let page = page_of(from);
        if page != from && !site.contains_key(page) && moves.get(page).is_none() {
            let message = format!("unknown page `{page}`");
            let diagnostic = Diagnostic::new(Code::UnknownAddress, message).at(moved.span);
            report.push(diagnostic.help(format!("add an entry with `from: {page}` too")));
        }
        if let MoveTarget::Address(to, span) = &moved.to
            && !site.contains_key(to.as_str())
            && let Some(hiding) = hidden.get(to).or_else(|| hidden.get(page_of(to)))
        {
            report.push(hidden_in_use(to, *span, *hiding));
        } else if let MoveTarget::Address(to, span) = &moved.to
            && !site.contains_key(to.as_str())
            && *to != page_of(to)
            && site.contains_key(page_of(to))
        {
            let message = format!("unknown anchor on `{}`: `{to}`", page_of(to));
            let diagnostic = Diagnostic::new(Code::UnknownAddress, message).at(*span);
            let known = site.keys().copied();
            report.push(advised(
                diagnostic,
                to,
                known.filter(|known| page_of(known) == page_of(to)),
            ));
        } else if let MoveTarget::Address(to, span) = &moved.to
            && !site.contains_key(to.as_str())
        {
            let message = format!("unknown page `{}`", page_of(to));
            let diagnostic = Diagnostic::new(Code::UnknownAddress, message).at(*span);
            let known = site.keys().copied();
            report.push(advised(
                diagnostic,
                to,
                known.filter(|known| !known.contains('#')),
            ));
        }
    }
}

fn advised<'a>(
    diagnostic: Diagnostic,
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match did_you_mean(wrong, known) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic.help("write the address of a page of this site, like `/forces/kent/`"),
    }
}

fn lost(
    ledger: &Ledger,
    site: &BTreeMap<&str, &PublishedAddress>,
    moves: &Moves,
    optional: &[String],
    report: &mut Report,
) {
    let is_answered = |address: &str| {
        site.contains_key(address)
            || moves.get(address).is_some()
            || optional.iter().any(|page| page == address)
    };
    // A lost page takes its anchors with it; it is reported once.
    let mut lost: BTreeMap<&str, (&LedgerEntry, usize)> = BTreeMap::new();
    let pages = ledger.entries.iter();
    for entry in pages.filter(|entry| page_of(&entry.address) == entry.address) {
        if !is_answered(&entry.address) {
            lost.insert(&entry.address, (entry, 0));
        }
    }
    for entry in &ledger.entries {
        let page = page_of(&entry.address);
        if page == entry.address || is_answered(&entry.address) {
            continue;
        }
        if let Some((_, anchors)) = lost.get_mut(page) {
            *anchors += 1;
        } else if site.contains_key(page) {
            lost.insert(&entry.address, (entry, 0));
        } else if !is_answered(page) {
            // The ledger was edited by hand: it has an anchor without its page.
            lost.insert(&entry.address, (entry, 0));
        }
    }
    if lost.is_empty() {
        return;
    }
    let known: BTreeSet<&str> = ledger
        .entries
        .iter()
        .map(|it| it.address.as_str())
        .collect();
    let new = site
        .values()
        .filter(|it| !known.contains(it.address.as_str()));
    let mut new_by_kind: BTreeMap<AddressKind, Vec<&PublishedAddress>> = BTreeMap::new();
    for published in new {
        new_by_kind
            .entry(published.kind)
            .or_default()
            .push(published);
    }
    for (at, (entry, anchors)) in lost.into_values().enumerate() {
        let new = new_by_kind.get(&entry.kind).map_or(&[][..], Vec::as_slice);
        let home = (at < ADVISED).then(|| new_home(entry, new)).flatten();
        report.push(lost_address(entry, anchors, home));
    }
}

/// Where something may be now: what is new on the site and has the same title, else the most like name.
fn new_home<'p>(entry: &LedgerEntry, new: &[&'p PublishedAddress]) -> Option<&'p str> {
    let is_titled = |published: &&&PublishedAddress| published.title == entry.title;
    if let Some(same) = new.iter().find(is_titled) {
        return Some(&same.address);
    }
    let page = page_of(&entry.address);
    let mut near = new.iter().map(|published| published.address.as_str());
    near.find(|address| {
        let (one, other) = match page == entry.address {
            true => (entry.address.as_str(), *address),
            false if page_of(address) != page => return false,
            false => (&entry.address[page.len()..], &address[page.len()..]),
        };
        crate::diagnostic::is_near(one, other)
    })
}

fn lost_address(entry: &LedgerEntry, anchors: usize, home: Option<&str>) -> Diagnostic {
    let address = &entry.address;
    let with = match anchors {
        0 => String::new(),
        1 => " with its anchor".to_owned(),
        n => format!(" with its {n} anchors"),
    };
    let message = format!("the site no longer has `{address}`{with}");
    let what = match (entry.kind.name(), entry.title.as_str()) {
        (kind, "") => format!("{} `{}`", kind.replace('-', " "), entry.id),
        (kind, title) => format!("{} “{title}”", kind.replace('-', " ")),
    };
    let note = format!("published in {} as the {what}", entry.edition);
    let diagnostic = Diagnostic::new(Code::LostAddress, message).label(entry.span, note);
    let to = home.unwrap_or("…");
    diagnostic
        .help(format!(
            "if it moved, add to content/redirects.yaml: `- {{from: \"{address}\", to: \"{to}\"}}`"
        ))
        .help(format!(
            "if it is withdrawn, add: `- {{from: \"{address}\", gone: \"why, in a sentence\"}}`"
        ))
}
