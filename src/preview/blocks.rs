//! Which block of a page was written on which line of which file.
//!
//! A theme lays a page out as it likes, so the map does not know elements: it lists the blocks that
//! the page's files hold, in reading order, each with the beginning of its words; the script finds
//! them on the page in that order. What has an id on the page (findings, recommendations, figures)
//! is found by that.

use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Serialize;

use super::overlay::{LinkContext, SourceLink};
use crate::model::{Account, Corpus, Id, Passage, Piece, Prose, Subject};
use crate::pipeline::PreparedSite;
use crate::plan::{PageKind, PagePlan};
use crate::text::Span;

/// How much of a block's words is enough to know it by.
const ENOUGH: usize = 60;

/// A block and its line.
#[derive(Debug, Serialize)]
pub(super) struct Block {
    /// Its id on the page, if it has one.
    id: Option<String>,
    /// The elements it may be: `p`, `li`, …
    tags: &'static [&'static str],
    /// How its words begin, without spaces.
    words: String,
    place: SourceLink,
}

/// The number of words under a question area.
#[derive(Debug, Serialize)]
pub(super) struct BlockCount {
    area: String,
    words: usize,
}

/// What the map of a page holds.
#[derive(Debug, Default, Serialize)]
pub(super) struct PageMap {
    blocks: Vec<Block>,
    counts: Vec<BlockCount>,
    /// The files that the page is made from, its own first.
    files: Vec<SourceLink>,
}

/// The files that a page is made from, by path.
pub(super) fn files_of<'s>(
    site: &'s PreparedSite,
    planned: &'s PagePlan,
) -> impl Iterator<Item = &'s str> {
    planned
        .files
        .iter()
        .map(|&file| site.sources().file(file).path.as_str())
}

/// The map of a page.
pub(super) fn map(site: &PreparedSite, planned: &PagePlan, guide: LinkContext<'_>) -> PageMap {
    let mut mapper = BlockMapper {
        corpus: site.corpus(),
        guide,
        map: PageMap::default(),
    };
    mapper.map.files = files_of(site, planned)
        .map(|path| guide.line(path, 1, 1))
        .collect();
    let corpus = site.corpus();
    match planned.kind {
        PageKind::Body(id) => mapper.subject(Subject::Body(id), site),
        PageKind::Region(id) => mapper.subject(Subject::Region(id), site),
        PageKind::Account(id) => mapper.account(id),
        PageKind::Term(id) => mapper.prose(&corpus.terms[id].definition),
        PageKind::Page(id) => mapper.passages(&corpus.pages[id].passages),
        PageKind::Inspection(id) => mapper.passages(&corpus.inspections[id].passages),
        // Other pages are put together from all over; their rows lead to the pages that have
        // blocks.
        _ => {}
    }
    mapper.map
}

struct BlockMapper<'m> {
    corpus: &'m Corpus,
    guide: LinkContext<'m>,
    map: PageMap,
}

impl BlockMapper<'_> {
    fn subject(&mut self, subject: Subject, site: &PreparedSite) {
        for &account in self.corpus.accounts_of(subject).iter().rev() {
            self.account(account);
        }
        for id in self.corpus.figures_of(subject) {
            self.with_id(
                site.addresses().figure_anchor(id),
                self.corpus.figures[id].span,
            );
        }
    }

    fn account(&mut self, id: Id<Account>) {
        let corpus = self.corpus;
        let account = &corpus.accounts[id];
        // As on the page: by question area, its introduction first, and text without a question
        // area at the end.
        for area in corpus.question_areas.ids().map(Some).chain([None]) {
            let mut words = 0;
            for lead in account.leads.iter().filter(|lead| lead.area == area) {
                words += self.counted(&lead.prose);
            }
            for &finding in account
                .findings
                .iter()
                .filter(|&&finding| corpus.findings[finding].area == area)
            {
                let finding = &corpus.findings[finding];
                self.with_id(finding.slug.clone(), finding.span);
                words += self.counted(&finding.prose);
                for &recommendation in &finding.recommendations {
                    let recommendation = &corpus.recommendations[recommendation];
                    self.with_id(recommendation.slug.clone(), recommendation.span);
                    words += self.counted(&recommendation.prose);
                }
            }
            if words > 0 {
                let area = area.map_or_else(
                    || "Findings".to_owned(),
                    |area| corpus.question_areas[area].short.clone(),
                );
                self.map.counts.push(BlockCount { area, words });
            }
        }
    }

    fn passages(&mut self, passages: &[Passage]) {
        for passage in passages {
            let words = self.counted(&passage.prose);
            let heading = passage
                .heading
                .as_ref()
                .map(|(_, _, heading)| heading.clone())
                .unwrap_or_default();
            if words > 0 && !heading.is_empty() {
                self.map.counts.push(BlockCount {
                    area: heading,
                    words,
                });
            }
        }
    }

    fn with_id(&mut self, id: String, span: Span) {
        let place = self.guide.place(span);
        self.map.blocks.push(Block {
            id: Some(id),
            tags: &[],
            words: String::new(),
            place,
        });
    }

    fn counted(&mut self, prose: &Prose) -> usize {
        self.prose(prose);
        prose.plain_text().split_whitespace().count()
    }

    /// Every block of words that can be a target, the outer before the inner.
    fn prose(&mut self, prose: &Prose) {
        let mut open: Vec<usize> = Vec::new();
        for (piece, span) in prose.pieces.iter() {
            match piece {
                Piece::Start(_) | Piece::NumberedItem(_) => {
                    let tags = match piece {
                        Piece::Start(tag) => tags(tag),
                        _ => tags(&Tag::Item),
                    };
                    if let Some(tags) = tags {
                        open.push(self.map.blocks.len());
                        let place = self.guide.place(*span);
                        self.map.blocks.push(Block {
                            id: None,
                            tags,
                            words: String::new(),
                            place,
                        });
                    }
                }
                Piece::End(end) if is_block(end) => {
                    open.pop();
                }
                Piece::Text(words) | Piece::Mention(_, words) => self.words(&open, words),
                Piece::Single(event) => {
                    if let Event::Code(words) = &**event {
                        self.words(&open, words);
                    }
                }
                _ => {}
            }
        }
    }

    fn words(&mut self, open: &[usize], words: &str) {
        for &block in open {
            let known = &mut self.map.blocks[block].words;
            let room = ENOUGH.saturating_sub(known.chars().count());
            known.extend(words.chars().filter(|c| !c.is_whitespace()).take(room));
        }
    }
}

/// The elements that a block may become.
fn tags(tag: &Tag<'_>) -> Option<&'static [&'static str]> {
    match tag {
        Tag::Paragraph => Some(&["P"]),
        Tag::Item => Some(&["LI"]),
        Tag::Heading { .. } => Some(&["H2", "H3", "H4", "H5", "H6"]),
        Tag::TableHead | Tag::TableRow => Some(&["TR"]),
        Tag::CodeBlock(_) => Some(&["PRE"]),
        Tag::BlockQuote(_) => Some(&["BLOCKQUOTE"]),
        _ => None,
    }
}

fn is_block(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::Heading(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
    )
}
