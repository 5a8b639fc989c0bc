//! Addresses for ever: the ledger, redirects, tombstones and the numbers of findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use peelpress::ledger::LEDGER_FILE;
use peelpress::pipeline;
use proptest::prelude::*;

use crate::folder;
use crate::html::Html;
use crate::site_test::{Outcome, SiteTest, account};

/// Releases an edition of a site that must be without errors; gives the site with its ledger, and the pages.
fn released(site: SiteTest, edition: &str) -> (SiteTest, Outcome) {
    let released = pipeline::release(&site.files, &site.request(), edition, None, &|_, _| {});
    let released = released.expect("a good name");
    let outcome = Outcome {
        built: released.built,
    };
    assert!(!outcome.has_errors(), "{}", outcome.report());
    let site = released
        .content
        .into_iter()
        .fold(site, |site, (path, bytes)| site.with(&path, bytes));
    (site, outcome)
}

const TWO: &str = "## T {#tackling}\n\n### One {#one}\n\nWork.\n\n### Two {#two}\n\nMore.\n";

fn first_edition() -> SiteTest {
    let site = SiteTest::kent(TWO).with(
        "content/glossary/gang.md",
        "---\nterm: Gang\n---\n\nA group.\n",
    );
    released(site, "2027-01").0
}

fn redirects(site: SiteTest, entries: &str) -> SiteTest {
    site.with("content/redirects.yaml", entries)
}

#[test]
fn every_page_and_anchor_of_a_site_is_in_its_ledger() {
    let mut showcase = folder::read(&folder::tests().join("showcase"));
    showcase.retain(|path, _| !path.starts_with("expected/") && path != "content/redirects.yaml");
    for theme in ["peelpress", "plain"] {
        for (path, bytes) in folder::read(&folder::root().join("themes").join(theme)) {
            showcase.insert(format!("themes/{theme}/{path}"), bytes);
        }
    }
    let (site, outcome) = released(SiteTest::of(&showcase), "2027-01");
    let text = site.text(LEDGER_FILE);
    let known: BTreeSet<&str> = text.lines().skip(1).map(address).collect();
    let mut found = BTreeSet::new();
    for (path, bytes) in outcome.tree() {
        let Some(page) = path.strip_suffix("index.html") else {
            continue;
        };
        let page = format!("/{page}");
        let html = Html::read(std::str::from_utf8(&bytes).expect("UTF-8"));
        // The program's own ids begin with `pp-`, and the letters of an index come and go with its entries.
        let ids = html.ids().into_iter();
        let ids = ids.filter(|id| !id.starts_with("pp-") && !id.starts_with("letter-"));
        found.extend(ids.map(|id| format!("{page}#{id}")));
        found.insert(page);
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(
        known.symmetric_difference(&found).collect::<Vec<_>>(),
        [&""; 0]
    );
    let mut sorted: Vec<&str> = text.lines().skip(1).map(address).collect();
    sorted.sort_unstable();
    assert!(text.lines().skip(1).map(address).eq(sorted));
}

fn address(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

#[test]
fn a_site_without_a_ledger_is_asked_for_nothing() {
    SiteTest::kent(TWO).clean();
    let site = SiteTest::kent("## T {#tackling}\n\n### One {#one}\n\nWork.\n");
    site.clean();
}

#[test]
fn an_edition_made_again_changes_nothing_and_one_of_the_past_is_refused() {
    let site = first_edition();
    let (again, _) = released(site.clone(), "2027-01");
    assert_eq!(again.text(LEDGER_FILE), site.text(LEDGER_FILE));
    let refused = pipeline::release(&site.files, &site.request(), "2026-12", None, &|_, _| {});
    let message = refused.expect_err("not the newest").to_string();
    assert!(message.contains("comes before `2027-01`"), "{message}");
    let refused = pipeline::release(&site.files, &site.request(), "May 2027", None, &|_, _| {});
    assert!(refused.is_err());
}

#[test]
fn a_lost_address_says_where_it_came_from_and_what_to_type() {
    let site = first_edition();
    let words = TWO.replace("{#two}", "{#two-plans}");
    let site = site
        .with(
            "content/forces/kent/2023-soc.md",
            account("grade: good", &words),
        )
        .remove("content/glossary/gang.md");
    let outcome = site.diagnostics(&[
        "lost-address: the site no longer has `/forces/kent/#two`",
        "lost-address: the site no longer has `/glossary/gang/`",
    ]);
    let report = outcome.report();
    for words in [
        "published in 2027-01 as the finding “Two”",
        "`- {from: \"/forces/kent/#two\", to: \"/forces/kent/#two-plans\"}`",
        "`- {from: \"/glossary/gang/\", gone: \"why, in a sentence\"}`",
        "--> content/addresses.tsv:",
    ] {
        assert!(report.contains(words), "{words}:\n{report}");
    }
}

#[test]
fn a_page_that_is_lost_is_reported_once_with_its_anchors() {
    let site = first_edition()
        .with(
            "content/forces/essex/force.md",
            "---\nname: Essex Police\nregion: eastern\n---\n",
        )
        .remove("content/forces/kent/force.md")
        .remove("content/forces/kent/2023-soc.md");
    site.diagnostics(&["lost-address: the site no longer has `/forces/kent/` with its 3 anchors"]);
}

#[test]
fn redirects_and_tombstones_are_pages_and_rules_for_hosts() {
    let site = first_edition()
        .remove("content/glossary/gang.md")
        .with(
            "content/glossary/crime-group.md",
            "---\nterm: Crime group\n---\n\nA group.\n",
        )
        .with(
            "content/forces/kent/2023-soc.md",
            account("grade: good", &TWO.replace("{#two}", "{#both}")),
        );
    let site = redirects(
        site,
        "- {from: /glossary/gang/, to: /glossary/group/}\n- {from: /glossary/group/, to: /glossary/crime-group/}\n- {from: \"/forces/kent/#two\", to: \"/forces/kent/#both\"}\n- {from: /old.html, gone: It was a test.}\n",
    );
    let outcome = site.at("https://example.org/soc/").clean();
    assert_eq!(
        outcome.file("_redirects"),
        "/soc/glossary/gang/ /soc/glossary/crime-group/ 301\n/soc/glossary/group/ /soc/glossary/crime-group/ 301\n"
    );
    outcome
        .page("glossary/gang/")
        .has("<meta http-equiv=\"refresh\" content=\"0; url=/soc/glossary/crime-group/\">")
        .has("Gang");
    outcome
        .page("forces/kent/")
        .has("<p id=\"two\">Moved: Two to <a href=\"/soc/forces/kent/#both\">Two</a>");
    assert!(outcome.file("old.html").contains("It was a test."));
    assert!(!outcome.file("sitemap.xml").contains("gang"));
}

#[test]
fn pages_that_a_site_no_longer_makes_lead_to_where_readers_find_the_same() {
    let second = |site: SiteTest| {
        site.with(
            "content/forces/weald/force.md",
            "---\nname: Weald\nregion: eastern\n---\n",
        )
        .with(
            "content/forces/weald/2023-soc.md",
            account("grade: good", TWO),
        )
    };
    let setting = "finding_pages = true\n";
    let settings = SiteTest::new("").text("site.toml");
    let site = second(SiteTest::kent(TWO)).with("site.toml", setting.to_owned() + &settings);
    let (site, _) = released(site, "2027-01");
    // One force is left in the region, and findings have no pages of their own any more.
    let weald = "content/forces/weald/";
    let site = site.with("site.toml", settings);
    let site = ["force.md", "2023-soc.md"]
        .iter()
        .fold(site, |site, file| site.remove(&format!("{weald}{file}")));
    let outcome = redirects(site, "- {from: /forces/weald/, gone: Why}\n").clean();
    let tree = outcome.tree();
    let leads = |page: &str, to: &str| {
        let html = String::from_utf8_lossy(&tree[&format!("{page}index.html")]).into_owned();
        assert!(html.contains(&format!("url={to}\"")), "{page}: {html}");
    };
    leads("regions/eastern/compare/", "/regions/eastern/");
    leads("findings/kent/one/", "/forces/kent/#one");
    let withdrawn = String::from_utf8_lossy(&tree["findings/weald/one/index.html"]).into_owned();
    assert!(withdrawn.contains("Why"), "{withdrawn}");
}

#[test]
fn redirects_that_cannot_be_are_reported_with_both_places() {
    let site = redirects(
        first_edition(),
        concat!(
            "- {from: /glossary/gang/, to: /about/}\n",
            "- {from: /a/, to: /b/}\n- {from: /b/, to: /a/}\n",
            "- {from: /c/, gone: Why}\n- {from: /c/, to: /glossary/gang/}\n",
            "- {from: /d/, to: \"/forces/kent/#twoo\"}\n",
            "- {from: \"/e/#f\", to: /forces/kent/}\n",
            "- {from: g, to: /forces/kent/}\n",
        ),
    );
    let outcome = site.build();
    let short = outcome.short();
    for words in [
        "redirect-clash]: redirect from the existing address `/glossary/gang/`",
        "redirect-loop]: the redirect from `/a/` leads back to itself",
        "redirect-clash]: `/c/` is redirected twice",
        "malformed-link]: `g` is not the address of a page",
    ] {
        assert!(short.contains(words), "{words}:\n{short}");
    }
}

#[test]
fn a_number_of_a_finding_is_given_once() {
    let numbers = |site: &SiteTest| {
        let table = site.clean().table("findings");
        let cell = |row: &serde_json::Map<String, serde_json::Value>, name: &str| {
            row[name].as_str().unwrap_or_default().to_owned()
        };
        let rows = table
            .iter()
            .map(|row| (cell(row, "id"), cell(row, "number")));
        rows.collect::<BTreeMap<String, String>>()
    };
    let site = first_edition();
    let expect = |site: &SiteTest, expected: &[(&str, &str)]| {
        let expected = expected
            .iter()
            .map(|(id, number)| (format!("kent/{id}"), (*number).to_owned()));
        assert_eq!(numbers(site), expected.collect());
    };
    expect(&site, &[("one", "K1"), ("two", "K2")]);
    let changed = "## T {#tackling}\n\n### New {#new}\n\nWork.\n\n### Two {#pair}\n\nMore.\n\n### One {#one}\n\nWork.\n";
    let site = site.with(
        "content/forces/kent/2023-soc.md",
        account("grade: good", changed),
    );
    let site = redirects(
        site,
        "- {from: \"/forces/kent/#two\", to: \"/forces/kent/#pair\"}\n",
    );
    expect(&site, &[("new", "K3"), ("pair", "K2"), ("one", "K1")]);
    // A finding that is gone keeps its number from others.
    let (site, _) = released(site, "2027-02");
    let changed = "## T {#tackling}\n\n### Two {#pair}\n\nMore.\n\n### Next {#next}\n\nWork.\n";
    let site = site.with(
        "content/forces/kent/2023-soc.md",
        account("grade: good", changed),
    );
    let site = redirects(
        site,
        "- {from: \"/forces/kent/#two\", to: \"/forces/kent/#pair\"}\n- {from: \"/forces/kent/#one\", to: \"/forces/kent/#pair\"}\n- {from: \"/forces/kent/#new\", gone: Why}\n",
    );
    expect(&site, &[("pair", "K2"), ("next", "K4")]);
}

#[test]
fn content_gives_the_letters_of_new_numbers_and_published_numbers_keep_theirs() {
    let number = |outcome: &Outcome, at: usize| outcome.table("findings")[at]["number"].clone();
    let prefixed = |site: SiteTest| {
        site.edit(
            "content/forces/kent/force.md",
            "region: eastern",
            "region: eastern\nnumber_prefix: KT",
        )
    };
    assert_eq!(number(&prefixed(SiteTest::kent(TWO)).clean(), 0), "KT1");
    let more = TWO.to_owned() + "\n### Three {#three}\n\nLater.\n";
    let later = prefixed(first_edition()).with(
        "content/forces/kent/2023-soc.md",
        account("grade: good", &more),
    );
    let outcome = later.clean();
    assert_eq!(number(&outcome, 0), "K1");
    assert_eq!(number(&outcome, 2), "KT3");
}

/// An invented site that editions change.
#[derive(Clone, Debug, Default)]
struct World {
    terms: Vec<String>,
    /// Forces with the names of their findings.
    forces: BTreeMap<String, Vec<String>>,
    redirects: Vec<String>,
    made: usize,
}

impl World {
    fn name(&mut self, what: &str) -> String {
        self.made += 1;
        format!("{what}-{}", self.made)
    }

    fn first() -> World {
        let mut world = World::default();
        for _ in 0..4 {
            let (term, force) = (world.name("term"), world.name("force"));
            let findings = (0..3).map(|_| world.name("finding")).collect();
            world.terms.push(term);
            world.forces.insert(force, findings);
        }
        world
    }

    fn site(&self) -> SiteTest {
        let mut site = SiteTest::new("");
        for term in &self.terms {
            let text = format!("---\nterm: {term}\n---\n\nWords.\n");
            site = site.with(&format!("content/glossary/{term}.md"), text);
        }
        for (force, findings) in &self.forces {
            let identity = format!("---\nname: {force}\nregion: eastern\n---\n");
            let mut words = "## T {#tackling}\n\nWords.\n".to_owned();
            for finding in findings {
                let _ = write!(words, "\n### About {finding} {{#{finding}}}\n\nWork.\n");
            }
            let folder = format!("content/forces/{force}");
            site = site.with(&format!("{folder}/force.md"), identity).with(
                &format!("{folder}/2023-soc.md"),
                account("grade: good", &words),
            );
        }
        redirects(site, &self.redirects.concat())
    }

    /// Changes something; gives the address that is lost by it, and the entry that says where it is.
    fn change(&mut self, what: u8, which: usize, other: usize) -> Option<(String, String)> {
        let forces: Vec<String> = self.forces.keys().cloned().collect();
        let (force, into) = (&forces[which % forces.len()], &forces[other % forces.len()]);
        let findings = &self.forces[force];
        let finding = findings.get(other % findings.len().max(1)).cloned();
        let at = which % self.terms.len();
        let (from, to) = match what {
            0 if self.terms.len() > 1 => {
                let term = self.terms.remove(at);
                let home = self.terms[other % self.terms.len()].clone();
                (
                    format!("/glossary/{term}/"),
                    Some(format!("/glossary/{home}/")),
                )
            }
            1 if self.terms.len() > 1 => (format!("/glossary/{}/", self.terms.remove(at)), None),
            2 => {
                let new = self.name("term");
                let old = std::mem::replace(&mut self.terms[at], new.clone());
                (
                    format!("/glossary/{old}/"),
                    Some(format!("/glossary/{new}/")),
                )
            }
            3 | 4 => {
                let (finding, new) = (finding?, self.name("finding"));
                let findings = self.forces.get_mut(force)?;
                findings.retain(|one| *one != finding);
                let to = (what == 3).then(|| format!("/forces/{into}/#{new}"));
                if what == 3 {
                    self.forces.get_mut(into)?.push(new);
                }
                (format!("/forces/{force}/#{finding}"), to)
            }
            5 | 6 if force != into && self.forces.len() > 1 => {
                self.forces.remove(force);
                let to = (what == 5).then(|| format!("/forces/{into}/"));
                (format!("/forces/{force}/"), to)
            }
            _ => {
                let new = self.name("finding");
                self.forces.get_mut(force)?.push(new);
                return None;
            }
        };
        let entry = match to {
            Some(to) => format!("- {{from: \"{from}\", to: \"{to}\"}}\n"),
            None => format!("- {{from: \"{from}\", gone: \"It was withdrawn.\"}}\n"),
        };
        Some((from, entry))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_address_ever_published_is_answered(
        editions in prop::collection::vec(
            prop::collection::vec((0_u8..8, any::<usize>(), any::<usize>()), 1..4),
            1..5,
        ),
    ) {
        let mut world = World::first();
        let (site, mut outcome) = released(world.site(), "edition-0");
        let mut ledger = site.text(LEDGER_FILE);
        for (number, changes) in editions.into_iter().enumerate() {
            for (what, which, other) in changes {
                let Some((address, entry)) = world.change(what, which, other) else {
                    continue;
                };
                // What was in no edition may go without a word.
                let is_published = ledger.lines().any(|line| line.starts_with(&format!("{address}\t")));
                let short = world.site().with(LEDGER_FILE, &ledger).build().short();
                let message = format!("the site no longer has `{address}`");
                prop_assert_eq!(short.contains(&message), is_published, "{} {}", message, short);
                world.redirects.push(entry);
            }
            let site = world.site().with(LEDGER_FILE, &ledger);
            let (site, built) = released(site, &format!("edition-{}", number + 1));
            let old: BTreeSet<String> = ledger.lines().map(|line| address(line).to_owned()).collect();
            ledger = site.text(LEDGER_FILE);
            let new: BTreeSet<String> = ledger.lines().map(|line| address(line).to_owned()).collect();
            prop_assert!(old.is_subset(&new));
            outcome = built;
        }
        let server = Server::start(outcome.tree());
        // The theme of these tests gives question areas no id.
        let promised = ledger.lines().skip(1).filter(|line| !line.contains("\tquestion-area\t"));
        for address in promised.map(address) {
            if let Err(problem) = server.answers(address) {
                prop_assert!(false, "{}: {}", address, problem);
            }
        }
    }
}

/// A plain static file server: it knows files and nothing else.
struct Server {
    place: SocketAddr,
}

impl Server {
    fn start(files: folder::Tree) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let place = listener.local_addr().expect("an address");
        let files = Arc::new(files);
        // It ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serve(stream, &files);
            }
        });
        Server { place }
    }

    fn get(&self, path: &str) -> Result<String, String> {
        let mut stream = TcpStream::connect(self.place).map_err(|error| error.to_string())?;
        let request = format!("GET {path} HTTP/1.0\r\n\r\n");
        stream
            .write_all(request.as_bytes())
            .map_err(|error| error.to_string())?;
        let mut answer = String::new();
        stream
            .read_to_string(&mut answer)
            .map_err(|error| error.to_string())?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        match head.starts_with("HTTP/1.0 200 ") {
            true => Ok(body.to_owned()),
            false => Err(format!("{path}: {head}")),
        }
    }

    /// Whether a reader who follows an address arrives: at what it was, at what has it now, or at the reason why it is gone.
    fn answers(&self, address: &str) -> Result<(), String> {
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (address, None),
        };
        let page = self.get(path)?;
        if let Some((_, to)) = page.split_once("http-equiv=\"refresh\" content=\"0; url=") {
            let to = to.split('"').next().unwrap_or_default();
            let there = self.get(to.split('#').next().unwrap_or_default())?;
            return match there.contains("http-equiv=\"refresh\"") {
                true => Err(format!("a second redirect at {to}")),
                false => Ok(()),
            };
        }
        if page.contains("It was withdrawn.") && page.contains("No longer published") {
            return Ok(());
        }
        let html = Html::read(&page);
        let Some(anchor) = anchor else { return Ok(()) };
        if !html.ids().contains(&anchor) {
            return Err("no such id".to_owned());
        }
        // A moved anchor leads on.
        let there = page.split_once(&format!("<p id=\"{anchor}\">Moved: "));
        let link = there.and_then(|(_, rest)| rest.lines().next()?.split_once("href=\""));
        match link.and_then(|(_, link)| link.split('"').next()) {
            Some(to) if to != address => self.answers(to),
            Some(_) | None => Ok(()),
        }
    }
}

fn serve(mut stream: TcpStream, files: &folder::Tree) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head);
    let path = head
        .split(' ')
        .nth(1)
        .unwrap_or_default()
        .trim_start_matches('/');
    let path = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    };
    match files.get(&path) {
        Some(bytes) => {
            stream.write_all(b"HTTP/1.0 200 OK\r\n\r\n")?;
            stream.write_all(bytes)
        }
        None => stream.write_all(b"HTTP/1.0 404 Not Found\r\n\r\n"),
    }
}

#[test]
fn a_ledger_that_was_edited_by_hand_is_read_line_by_line() {
    let site = first_edition();
    let text = site.text(LEDGER_FILE);
    let broken = text.replacen("/a-z/\t2027-01\tlist", "a-z/\t2027-01\tlists", 1) + "x\ty\n";
    let broken = broken.replacen("\tgang\t\tGang", "\tgang\tGang", 1);
    let outcome = site.with(LEDGER_FILE, broken).build();
    assert_eq!(
        outcome.codes(),
        BTreeSet::from(["invalid-ledger"]),
        "{}",
        outcome.report()
    );
    assert_eq!(
        outcome.built.report.iter().count(),
        3,
        "{}",
        outcome.report()
    );
}
