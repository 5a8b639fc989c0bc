//! The results of one build for the next, keyed by their inputs. An empty cache changes only the
//! time of a build.
//!
//! An unchanged text keeps its `Arc` (see `files`), so results of one file are keyed by pointer.
//! Results of many inputs are keyed by the hash of all of them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::changes::ChangeLog;
use super::gate::GateCache;
use crate::address::Addresses;
use crate::cache::{Cached, CachedRows, Same};
use crate::check;
use crate::config::{Address, Config};
use crate::date::Moment;
use crate::diagnostic::{Checked, Report};
use crate::document::{self, Document, Documents, Hiding, MissingDocument};
use crate::map::Geometry;
use crate::model::{self, Corpus};
use crate::product::BriefCache;
use crate::render::{LoadedTheme, PageCache, PageHistory};
use crate::source::{Source, SourceKind};
use crate::text::{FileId, SourceMap};
use crate::theme::Theme;
use crate::view::Maps;

/// What was made by earlier builds. The default one is empty and stays so: for a single build,
/// keeping is work for nothing.
#[derive(Debug, Default)]
pub struct BuildCache {
    is_kept: bool,
    /// Remembers the ids of files.
    pub(super) sources: SourceMap,
    pub(super) gate: GateCache,
    resolved: model::ProseCache,
    /// Documents by the number of their file, from its text.
    documents: CachedRows<Same<str>, Checked<Option<Arc<Document>>>>,
    /// The theme made ready, from a hash of its texts and assets.
    theme: Cached<u64, Checked<Arc<LoadedTheme>>>,
    /// What the texts of the maps hold.
    geometry: Cached<MapTexts, Checked<Arc<Geometry>>>,
    corpus: Cached<CorpusInputs, Checked<Arc<Corpus>>>,
    /// The maps, from the areas and a hash of which regions they belong to.
    maps: Cached<(Same<Geometry>, u64), Arc<Maps>>,
    pages: Arc<PageCache>,
    pub(super) changes: ChangeLog,
    /// The briefs made on request.
    pub(super) briefs: Arc<BriefCache>,
}

/// The texts of the map of areas and of the map of tiles, each with its file.
type MapTexts = [Option<(FileId, Same<str>)>; 2];

/// Why a document is not public, and the document.
type HiddenInput = (Hiding, Same<Document>);

/// All that a corpus is resolved from and checked against.
#[derive(Debug, PartialEq)]
struct CorpusInputs {
    settings: Same<str>,
    present: Vec<(FileId, Same<Document>)>,
    absent: Vec<(FileId, Option<HiddenInput>)>,
    /// A hash of the names of all files: pictures are known by them.
    names: u64,
    geometry: Same<Geometry>,
}

impl CorpusInputs {
    fn new(
        settings: FileId,
        documents: &Documents,
        sources: &SourceMap,
        geometry: &Arc<Geometry>,
    ) -> CorpusInputs {
        let present = documents.present.iter();
        let absent = documents.absent.iter().map(|missing| {
            let hidden = missing.hidden.as_ref();
            let hidden = hidden.map(|(hiding, document)| (*hiding, Same::of(document)));
            (missing.source.file, hidden)
        });
        let names: Vec<&str> = sources.iter().map(|(_, file)| &*file.path).collect();
        CorpusInputs {
            settings: Same::of(&sources.file(settings).text),
            present: present
                .map(|(source, document)| (source.file, Same::of(document)))
                .collect(),
            absent: absent.collect(),
            names: hashed(&names),
            geometry: Same::of(geometry),
        }
    }
}

impl BuildCache {
    /// A cache that keeps what builds make.
    pub fn keeping() -> BuildCache {
        BuildCache {
            is_kept: true,
            resolved: model::ProseCache::keeping(),
            ..BuildCache::default()
        }
    }

    /// Parses the files that are not what they were, in parallel.
    pub(super) fn parse(
        &mut self,
        snapshot: &[Source],
        sources: &SourceMap,
        report: &mut Report,
    ) -> Documents {
        let key = |source: &Source| Same::of(&sources.file(source.file).text);
        let parsed: Vec<_> = snapshot
            .par_iter()
            .map(|source| {
                let kept = self.documents.get(source.file.number(), &key(source));
                let is_fresh = kept.is_none();
                let parsed = kept.unwrap_or_else(|| {
                    let Checked { value, report } = document::parse(source, sources);
                    let value = value.map(Arc::new);
                    Checked { value, report }
                });
                (parsed, is_fresh)
            })
            .collect();
        let mut documents = Documents {
            present: Vec::with_capacity(parsed.len()),
            ..Documents::default()
        };
        for (source, (parsed, is_fresh)) in snapshot.iter().zip(parsed) {
            if self.is_kept && is_fresh {
                let row = self.documents.row(source.file.number());
                row.keep(key(source), parsed.clone());
            }
            report.extend(parsed.report);
            match parsed.value {
                Some(document) => documents.present.push((source.clone(), document)),
                None if source.kind.is_document() => {
                    documents.absent.push(MissingDocument {
                        source: source.clone(),
                        hidden: None,
                    });
                }
                None => {}
            }
        }
        documents
    }

    /// The theme, loaded.
    pub(super) fn theme(
        &mut self,
        theme: &Arc<Theme>,
        sources: &SourceMap,
        address: &Address,
    ) -> Checked<Arc<LoadedTheme>> {
        let key = || hashed(&(theme_digest(theme, sources), &address.base));
        self.theme.get_or_make(self.is_kept.then(key), || {
            let nothing = Arc::new(Corpus::default());
            let addresses = Addresses::new(nothing, address.clone());
            let Checked { value, report } = LoadedTheme::new(theme, sources, &addresses);
            let value = Arc::new(value);
            Checked { value, report }
        })
    }

    /// The corpus with its diagnostics. An edited theme does not change it.
    pub(super) fn corpus(
        &mut self,
        config: &Config,
        settings: FileId,
        documents: Documents,
        sources: &SourceMap,
        geometry: &Arc<Geometry>,
    ) -> Checked<Arc<Corpus>> {
        let key = || CorpusInputs::new(settings, &documents, sources, geometry);
        let key = self.is_kept.then(key);
        self.corpus.get_or_make(key, || {
            let resolved = model::resolve(config, documents, sources, &mut self.resolved);
            let Checked { value, mut report } = resolved;
            report.extend(check::check(&value, geometry));
            let value = Arc::new(value);
            Checked { value, report }
        })
    }

    /// What the files of the maps hold.
    pub(super) fn geometry(
        &mut self,
        snapshot: &[Source],
        sources: &SourceMap,
    ) -> Checked<Arc<Geometry>> {
        let of = |kind: SourceKind| {
            let source = snapshot
                .iter()
                .find(|source| source.kind == kind && source.is_read)?;
            Some((source.file, Same::of(&sources.file(source.file).text)))
        };
        let texts: MapTexts = [of(SourceKind::Areas), of(SourceKind::Tiles)];
        self.geometry
            .get_or_make(self.is_kept.then(|| texts.clone()), || {
                let mut report = Report::default();
                let [areas, tiles] = texts
                    .each_ref()
                    .map(|text| text.as_ref().map(|(file, text)| (*file, &**text)));
                let value = Arc::new(Geometry::parse(areas, tiles, &mut report));
                Checked { value, report }
            })
    }

    /// The maps: drawn again when the areas are others, or belong to other regions.
    pub(super) fn maps(&mut self, geometry: &Arc<Geometry>, corpus: &Corpus) -> Arc<Maps> {
        let forces = |region: &model::Region| -> Vec<&str> {
            region
                .forces
                .iter()
                .map(|&force| corpus.bodies[force].id.as_str())
                .collect()
        };
        let regions: Vec<_> = corpus
            .regions
            .iter()
            .map(|(_, region)| (&region.id, forces(region)))
            .collect();
        let key = || (Same::of(geometry), hashed(&regions));
        self.maps.get_or_make(self.is_kept.then(key), || {
            Arc::new(Maps::draw(geometry, corpus))
        })
    }

    /// What can have changed since each earlier build, if pages are kept. To be asked once in a
    /// build, when the corpus is resolved.
    pub(super) fn history(
        &mut self,
        theme: &Arc<LoadedTheme>,
        as_of: &Moment,
        sources: &SourceMap,
        snapshot: &[Source],
    ) -> PageHistory {
        let prose = self.resolved.take_changes();
        match self.is_kept {
            true => self.changes.add(theme, as_of, sources, snapshot, prose),
            false => PageHistory::default(),
        }
    }

    /// Where pages are kept, if they are.
    pub(super) fn page_cache(&self) -> Option<Arc<PageCache>> {
        self.is_kept.then(|| Arc::clone(&self.pages))
    }
}

/// Identifies a theme by its names and bytes.
fn theme_digest(theme: &Theme, sources: &SourceMap) -> u64 {
    let templates: Vec<_> = theme
        .templates
        .iter()
        .map(|(name, &file)| (name, file.number(), &*sources.file(file).text))
        .collect();
    let assets: Vec<_> = theme.assets.iter().collect();
    // The loaded theme typesets briefs as well.
    let brief: Vec<_> = theme
        .brief
        .iter()
        .map(|file| (&file.theme, &file.name, &file.bytes))
        .collect();
    hashed(&(&theme.chain, templates, assets, brief))
}

fn hashed(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
