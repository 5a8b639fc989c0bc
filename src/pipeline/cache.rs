//! The results of one build for the next, keyed by their inputs. An empty cache changes only the
//! time of a build.
//!
//! An unchanged text keeps its `Arc` (see `files`), so results of one file are keyed by pointer.
//! Results of many inputs are keyed by the hash of all of them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::gate::GateCache;
use crate::address::Addresses;
use crate::check;
use crate::config::{Address, Config};
use crate::diagnostic::{Checked, Report};
use crate::document::{self, Document, Documents, MissingDocument};
use crate::map::Geometry;
use crate::model::{self, Corpus};
use crate::product::BriefCache;
use crate::render::{LoadedTheme, PageCache};
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
    /// Documents by the number of their file.
    documents: Vec<Option<CachedDocument>>,
    /// The theme's texts and assets, and the theme made ready from them.
    theme: Option<(u64, Checked<Arc<LoadedTheme>>)>,
    /// The texts of the maps, and what they hold.
    geometry: Option<(MapTexts, Checked<Arc<Geometry>>)>,
    /// What the corpus was resolved from, and the corpus with its diagnostics.
    corpus: Option<(CorpusInputs, Checked<Arc<Corpus>>)>,
    /// What maps are drawn from, and the maps.
    maps: Option<(Arc<Geometry>, u64, Arc<Maps>)>,
    pages: Arc<PageCache>,
    /// The briefs made on request.
    pub(super) briefs: Arc<BriefCache>,
}

/// The texts of the map of areas and of the map of tiles, each with its file.
type MapTexts = [Option<(FileId, Arc<str>)>; 2];

/// All that a corpus is resolved from and checked against.
#[derive(Debug)]
struct CorpusInputs {
    settings: Arc<str>,
    documents: Documents,
    /// A hash of the names of all files: pictures are known by them.
    names: u64,
    geometry: Arc<Geometry>,
}

impl CorpusInputs {
    fn is(&self, other: &CorpusInputs) -> bool {
        Arc::ptr_eq(&self.settings, &other.settings)
            && self.names == other.names
            && Arc::ptr_eq(&self.geometry, &other.geometry)
            && each_is(
                &self.documents.present,
                &other.documents.present,
                |one, other| one.0.file == other.0.file && Arc::ptr_eq(&one.1, &other.1),
            )
            && each_is(
                &self.documents.absent,
                &other.documents.absent,
                |one, other| {
                    one.source.file == other.source.file
                        && match (&one.hidden, &other.hidden) {
                            (Some(one), Some(other)) => {
                                one.0 == other.0 && Arc::ptr_eq(&one.1, &other.1)
                            }
                            (None, None) => true,
                            _ => false,
                        }
                },
            )
    }
}

fn each_is<T>(some: &[T], others: &[T], is: impl Fn(&T, &T) -> bool) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| is(one, other))
}

/// A text and the document in it.
#[derive(Clone, Debug)]
struct CachedDocument {
    text: Arc<str>,
    document: Option<Arc<Document>>,
    report: Report,
}

impl BuildCache {
    /// A memo that keeps what builds make.
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
        let kept = |source: &Source| {
            let parsed = self.documents.get(source.file.number())?.as_ref()?;
            Arc::ptr_eq(&parsed.text, &sources.file(source.file).text).then_some(parsed)
        };
        let parsed: Vec<(Option<Arc<Document>>, Report, bool)> = snapshot
            .par_iter()
            .map(|source| match kept(source) {
                Some(CachedDocument {
                    document, report, ..
                }) => (document.clone(), report.clone(), false),
                None => {
                    let Checked { value, report } = document::parse(source, sources);
                    (value.map(Arc::new), report, true)
                }
            })
            .collect();
        let mut documents = Documents {
            present: Vec::with_capacity(parsed.len()),
            ..Documents::default()
        };
        for (source, (document, diagnostics, is_fresh)) in snapshot.iter().zip(parsed) {
            if self.is_kept && is_fresh {
                let number = source.file.number();
                if self.documents.len() <= number {
                    self.documents.resize_with(number + 1, || None);
                }
                let text = Arc::clone(&sources.file(source.file).text);
                self.documents[number] = Some(CachedDocument {
                    text,
                    document: document.clone(),
                    report: diagnostics.clone(),
                });
            }
            report.extend(diagnostics);
            match document {
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
        let key = hashed(&(theme_digest(theme, sources), &address.base));
        if let Some((_, loaded)) = self
            .theme
            .as_ref()
            .filter(|(kept, _)| self.is_kept && *kept == key)
        {
            return loaded.clone();
        }
        let nothing = Arc::new(Corpus::default());
        let Checked { value, report } =
            LoadedTheme::new(theme, sources, &Addresses::new(nothing, address.clone()));
        let loaded = Checked {
            value: Arc::new(value),
            report,
        };
        self.theme = Some((key, loaded.clone()));
        loaded
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
        let given = self.is_kept.then(|| CorpusInputs {
            settings: Arc::clone(&sources.file(settings).text),
            documents: documents.clone(),
            names: hashed(
                &sources
                    .iter()
                    .map(|(_, file)| &*file.path)
                    .collect::<Vec<_>>(),
            ),
            geometry: Arc::clone(geometry),
        });
        if let (Some(given), Some((known, corpus))) = (&given, &self.corpus)
            && given.is(known)
        {
            return corpus.clone();
        }
        let Checked { value, mut report } =
            model::resolve(config, documents, sources, &mut self.resolved);
        report.extend(check::check(&value, geometry));
        let corpus = Checked {
            value: Arc::new(value),
            report,
        };
        self.corpus = given.map(|given| (given, corpus.clone()));
        corpus
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
            Some((source.file, Arc::clone(&sources.file(source.file).text)))
        };
        let texts: MapTexts = [of(SourceKind::Areas), of(SourceKind::Tiles)];
        if let Some((kept, geometry)) = &self.geometry
            && self.is_kept
            && kept.iter().zip(&texts).all(|pair| match pair {
                (Some((_, one)), Some((_, other))) => Arc::ptr_eq(one, other),
                (None, None) => true,
                _ => false,
            })
        {
            return geometry.clone();
        }
        let mut report = Report::default();
        let [areas, tiles] = texts
            .each_ref()
            .map(|text| text.as_ref().map(|(file, text)| (*file, &**text)));
        let value = Arc::new(Geometry::parse(areas, tiles, &mut report));
        let geometry = Checked { value, report };
        self.geometry = Some((texts, geometry.clone()));
        geometry
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
        let key = hashed(&regions);
        match &self.maps {
            Some((of, kept, maps)) if self.is_kept && Arc::ptr_eq(of, geometry) && *kept == key => {
                Arc::clone(maps)
            }
            _ => {
                let maps = Arc::new(Maps::draw(geometry, corpus));
                self.maps = Some((Arc::clone(geometry), key, Arc::clone(&maps)));
                maps
            }
        }
    }

    /// Where pages are kept, if they are.
    pub(super) fn page_cache(&self) -> Option<Arc<PageCache>> {
        self.is_kept.then(|| Arc::clone(&self.pages))
    }
}

/// Tells a theme from another by its names and bytes.
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
