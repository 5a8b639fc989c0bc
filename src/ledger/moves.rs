//! Redirects and tombstones, with every chain shortened to its end.

use std::collections::{BTreeMap, BTreeSet};

use super::page_of;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{AddressKind, Ledger, NewHome, Redirect};
use crate::text::Span;

/// Where every address leads that has moved or is gone, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    moves: BTreeMap<String, Move>,
}

/// An address that the site no longer has itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it leads.
    pub to: MoveTarget,
    /// Where the old address is written.
    pub span: Span,
}

/// Where an old address leads in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveTarget {
    /// To an address of this site; where the file says so.
    Address(String, Span),
    /// To nothing, for a reason in words.
    Gone(String),
}

impl Moves {
    /// Follows each redirect to its end. Reports addresses that are redirected twice, and loops, which lead nowhere.
    pub fn new(redirects: &[Redirect], report: &mut Report) -> Moves {
        let mut written: BTreeMap<&str, &Redirect> = BTreeMap::new();
        for redirect in redirects {
            if let Some(first) = written.get(redirect.from.value.as_str()) {
                let message = format!("`{}` is redirected twice", redirect.from.value);
                let diagnostic = Diagnostic::new(Code::RedirectClash, message)
                    .at(redirect.from.span)
                    .label(first.from.span, "the first time");
                report.push(diagnostic.help("remove one of the two entries"));
                continue;
            }
            written.insert(&redirect.from.value, redirect);
        }
        let mut ends: BTreeMap<&str, Option<MoveTarget>> = BTreeMap::new();
        for &from in written.keys() {
            follow(from, &written, &mut ends, report);
        }
        let moves = written.iter().filter_map(|(&from, redirect)| {
            let to = ends.remove(from)??;
            let span = redirect.from.span;
            Some((from.to_owned(), Move { to, span }))
        });
        Moves {
            moves: moves.collect(),
        }
    }

    /// Also moves the page that a finding has for itself, where its anchor or the page with that anchor has moved: authors
    /// write one redirect for both.
    #[must_use]
    pub fn with_finding_pages(mut self, ledger: &Ledger) -> Moves {
        let findings = ledger.entries.iter();
        let findings = findings.filter(|entry| entry.kind == AddressKind::Finding);
        let (pages, anchors): (Vec<_>, Vec<_>) =
            findings.partition(|entry| entry.address.ends_with('/'));
        let anchors: BTreeMap<String, &str> = anchors
            .into_iter()
            .map(|entry| {
                let region = if entry.address.starts_with("/regions/") {
                    "region-"
                } else {
                    ""
                };
                (format!("{region}{}", entry.id), entry.address.as_str())
            })
            .collect();
        for page in pages {
            let Some(anchor) = anchors.get(&page.id) else {
                continue;
            };
            let moved = self.get(anchor).or_else(|| self.get(page_of(anchor)));
            if let Some(moved) = moved.cloned() {
                self.moves.entry(page.address.clone()).or_insert(moved);
            }
        }
        self
    }

    /// Also moves published pages that the program makes for some content or settings only, such as a comparison of the
    /// bodies of a region. `homes` says for each page that it does not make now where readers find the same.
    #[must_use]
    pub fn with_homes(mut self, ledger: &Ledger, homes: &BTreeMap<String, String>) -> Moves {
        for entry in &ledger.entries {
            let (Some(home), None) = (homes.get(&entry.address), self.get(&entry.address)) else {
                continue;
            };
            let to = match self.get(home).or_else(|| self.get(page_of(home))) {
                Some(moved) => moved.to.clone(),
                None => MoveTarget::Address(home.clone(), entry.span),
            };
            let span = entry.span;
            self.moves.insert(entry.address.clone(), Move { to, span });
        }
        self
    }

    /// Where an address leads.
    pub fn get(&self, address: &str) -> Option<&Move> {
        self.moves.get(address)
    }

    /// Every address that has moved or is gone, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Move)> {
        self.moves.iter().map(|(from, to)| (from.as_str(), to))
    }

    /// Where the pages and where the anchors lead that have moved or are gone.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &Move)> {
        self.iter().filter(|(from, _)| !from.contains('#'))
    }

    /// The anchors that have moved or are gone: the page, the anchor and where it leads.
    pub fn anchors(&self) -> impl Iterator<Item = (&str, &str, &Move)> {
        self.iter().filter_map(|(from, to)| {
            from.split_once('#')
                .map(|(page, anchor)| (page, anchor, to))
        })
    }
}

/// Finds where `from` leads in the end, and with it every address on the way there.
fn follow<'r>(
    from: &'r str,
    written: &BTreeMap<&'r str, &'r Redirect>,
    ends: &mut BTreeMap<&'r str, Option<MoveTarget>>,
    report: &mut Report,
) {
    let mut way: Vec<&'r str> = Vec::new();
    let mut on_way: BTreeSet<&'r str> = BTreeSet::new();
    let mut at = from;
    let end = loop {
        if let Some(known) = ends.get(at) {
            break known.clone();
        }
        let Some(redirect) = written.get(at) else {
            break None;
        };
        if !on_way.insert(at) {
            let circle = way.iter().skip_while(|step| **step != at);
            report.push(in_circle(circle.map(|step| &written[step].from).collect()));
            break None;
        }
        way.push(at);
        match &redirect.to {
            NewHome::Gone(why) => break Some(MoveTarget::Gone(why.clone())),
            NewHome::Address(to) => match next(&to.value, written) {
                Some(next) => at = next,
                None => break Some(MoveTarget::Address(to.value.clone(), to.span)),
            },
        }
    };
    for step in way {
        ends.insert(step, end.clone());
    }
}

/// The entry that says where a destination is now: its own, or that of its page.
fn next<'r>(to: &str, written: &BTreeMap<&'r str, &'r Redirect>) -> Option<&'r str> {
    let entry = written.get_key_value(to);
    let entry = entry.or_else(|| written.get_key_value(page_of(to)));
    entry.map(|(from, _)| *from)
}

fn in_circle(circle: Vec<&crate::text::Spanned<String>>) -> Diagnostic {
    let first = circle.first().map_or("", |from| from.value.as_str());
    let message = format!("the redirect from `{first}` leads back to itself");
    let mut diagnostic = Diagnostic::new(Code::RedirectLoop, message);
    for (at, from) in circle.iter().enumerate() {
        let text = if at == 0 { "" } else { "also part of the loop" };
        diagnostic = diagnostic.label(from.span, text);
    }
    diagnostic.help("redirect one of them to a page of the site, or write `gone: …`")
}
