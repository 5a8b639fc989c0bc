//! Text files compressed once, at build time, so that a plain server sends them without work.

use std::io::Write;

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use super::TYPES;
use crate::output::{OutputPath, OutputSet};

/// Smaller files gain nothing: the answer's headers are as long.
const SMALLEST: usize = 512;
/// The quality of Brotli, of 11. The highest takes ten times as long and saves three per cent.
const QUALITY: u32 = 9;
/// The window of Brotli in bits, as browsers take it.
const WINDOW: u32 = 22;

/// Adds `NAME.gz` and `NAME.br` for each text file where they are smaller than the file. The bytes
/// depend on the file alone: neither form holds a time or a name.
pub fn precompress(output: &mut OutputSet) {
    let files: Vec<_> = output
        .iter()
        .filter(|(path, bytes)| is_worth_it(path, bytes))
        .collect();
    let compressed: Vec<(OutputPath, Vec<u8>)> = files
        .into_par_iter()
        .flat_map_iter(|(path, bytes)| {
            let forms = [("gz", gzip(bytes)), ("br", brotli(bytes))];
            forms.into_iter().filter_map(move |(suffix, form)| {
                let form = form.filter(|form| form.len() < bytes.len())?;
                Some((OutputPath::new(format!("{path}.{suffix}"))?, form))
            })
        })
        .collect();
    for (path, bytes) in compressed {
        output.insert(path, bytes);
    }
}

/// Whether a file is text that servers send compressed.
fn is_worth_it(path: &OutputPath, bytes: &[u8]) -> bool {
    let extension = path
        .as_str()
        .rsplit_once('.')
        .map(|(_, extension)| extension);
    let media = TYPES
        .iter()
        .find(|(_, names)| names.split(' ').any(|name| Some(name) == extension));
    let is_text = media.is_some_and(|(media, _)| {
        media.starts_with("text/")
            || media.ends_with("json")
            || media.ends_with("xml")
            || *media == "application/wasm"
    });
    is_text && bytes.len() >= SMALLEST
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::best());
    writer.write_all(bytes).ok()?;
    writer.finish().ok()
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW);
    writer.write_all(bytes).ok()?;
    Some(writer.into_inner())
}
