//! Gives records to Pagefind and takes the files of its index: the only file that knows it.
//!
//! Pagefind looks at every record it has when it is given another, and holds all of them thrice; an
//! index is therefore divided once it is very large, so that time and memory keep step with the
//! number of records. A browser searches the parts together. No real publication has come near the
//! limit.

use std::collections::BTreeMap;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::{IndexError, Record};
use crate::address::Addresses;
use crate::output::{OutputPath, OutputSet};

/// The most records of one part.
const MOST: usize = 8192;

/// The number of records per file. A page of results needs about ten records; neighbours are on one
/// page of the site and are often found together.
const TOGETHER: usize = 8;

/// How many parts an index of so many records has.
pub fn parts(records: usize) -> usize {
    records.div_ceil(MOST).max(1)
}

/// Makes the index, as files below [`Addresses::search_index`].
///
/// # Errors
/// If the system or Pagefind refuses.
pub fn index(
    records: &[Record],
    language: &str,
    addresses: &Addresses,
) -> Result<OutputSet, IndexError> {
    let language = stemmed_as(language);
    let mut output = OutputSet::default();
    for (part, records) in records.chunks(MOST).enumerate() {
        let folder = addresses.path(&addresses.search_index(part));
        for (name, bytes) in one(records, &language)? {
            // A further part is searched by the first one's program.
            let is_program = name == "pagefind.js" || name.starts_with("wasm.");
            if let Some(path) = OutputPath::new(format!("{folder}{name}"))
                && (part == 0 || !is_program)
            {
                output.insert(path, bytes);
            }
        }
    }
    Ok(output)
}

/// The index of one part, without what only Pagefind's own interfaces need.
fn one(records: &[Record], language: &str) -> Result<Vec<(String, Vec<u8>)>, IndexError> {
    let files = u32::try_from(records.len().div_ceil(TOGETHER)).unwrap_or(u32::MAX);
    let options = PagefindServiceConfig::builder()
        .max_fragments(files)
        .build();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(IndexError::System)?;
    let mut index =
        PagefindIndex::new(Some(options)).map_err(|error| IndexError::Library(error.into()))?;
    let files = runtime.block_on(async {
        for record in records {
            let filters = record
                .filters
                .iter()
                .map(|(name, ids)| ((*name).to_owned(), ids.clone()))
                .collect();
            // A record without words is left out by Pagefind, so the title says itself.
            let text = if record.text.trim().is_empty() {
                &record.title
            } else {
                &record.text
            };
            let (url, text, language) = (record.url.to_string(), text.clone(), language.to_owned());
            index
                .add_custom_record(url, text, language, Some(meta(record)), Some(filters), None)
                .await?;
        }
        index.get_files().await
    });
    let files = files.map_err(|error| IndexError::Library(error.into()))?;
    let names: Vec<String> = files
        .iter()
        .map(|file| file.filename.to_string_lossy().replace('\\', "/"))
        .collect();
    let stems = format!("wasm.{language}.pagefind");
    let wasm = if names.contains(&stems) {
        stems
    } else {
        "wasm.unknown.pagefind".to_owned()
    };
    let is_wanted = |name: &str| {
        let is_index = ["index/", "filter/", "fragment/"]
            .iter()
            .any(|folder| name.starts_with(folder));
        is_index
            || name.ends_with(".pf_meta")
            || ["pagefind.js", "pagefind-entry.json", &*wasm].contains(&name)
    };
    Ok(names
        .into_iter()
        .zip(files)
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, file)| (name, file.contents))
        .collect())
}

/// What a result shows besides its words; all of it is searched too.
fn meta(record: &Record) -> BTreeMap<String, String> {
    let fields = [
        ("title", &record.title),
        ("place", &record.place),
        ("kind", &record.kind),
        ("also", &record.also),
    ];
    let fields = fields.into_iter().filter(|(_, words)| !words.is_empty());
    fields
        .map(|(name, words)| (name.to_owned(), words.clone()))
        .collect()
}

/// The language that Pagefind knows how to find the stems of: `en-GB` becomes `en`.
fn stemmed_as(tag: &str) -> String {
    let primary = tag
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_sound =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_sound {
        primary
    } else {
        "unknown".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{parts, stemmed_as};

    #[test]
    fn a_language_tag_names_the_language_of_the_stems() {
        let stems = ["en-GB", "cy", "EN", "", "../x", "x-klingon"].map(stemmed_as);
        assert_eq!(stems, ["en", "cy", "en", "unknown", "unknown", "unknown"]);
    }

    #[test]
    fn an_index_is_divided_only_when_it_is_very_large() {
        assert_eq!([0, 1, 8192, 8193, 100_000].map(parts), [1, 1, 1, 2, 13]);
    }
}
