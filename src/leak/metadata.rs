//! What pictures and PDFs say of themselves in forms that are no plain text: compressed parts of PNGs, and strings of two
//! bytes a letter.

use std::io::Read;

/// So many bytes of text a file may hold once they are inflated. A file that holds more cannot be searched.
const MOST: u64 = 16 << 20;

/// The texts in the metadata of a file, and whether they are all of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) texts: Vec<Vec<u8>>,
    pub(super) is_whole: bool,
}

/// Reads the metadata of a picture or PDF, by the end of its path; nothing of other files.
pub(super) fn read(path: &str, bytes: &[u8]) -> Metadata {
    let mut metadata = Metadata {
        texts: Vec::new(),
        is_whole: true,
    };
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "png" => png(bytes, &mut metadata),
        "pdf" => metadata.texts.extend(hexadecimal(bytes)),
        "jpg" | "jpeg" | "webp" | "gif" | "avif" => {}
        _ => return metadata,
    }
    let wide = wide(bytes);
    if !wide.is_empty() {
        metadata.texts.push(wide);
    }
    metadata
}

/// The compressed chunks of a PNG: `zTXt`, `iTXt` and `iCCP`. Others are plain.
fn png(bytes: &[u8], metadata: &mut Metadata) {
    let mut rest = bytes.get(8..).unwrap_or_default();
    let mut room = MOST;
    while let Some((length, name)) = rest.first_chunk::<4>().zip(rest.get(4..8)) {
        let length = u32::from_be_bytes(*length) as usize;
        let data = rest.get(8..).unwrap_or_default();
        let data = &data[..length.min(data.len())];
        let packed = match name {
            b"zTXt" | b"iCCP" => after_nulls(data, 1).and_then(|it| it.get(1..)),
            // After the keyword: whether it is packed, how, a language, the keyword in that language.
            b"iTXt" => match after_nulls(data, 1) {
                Some([1, _, more @ ..]) => after_nulls(more, 2),
                _ => None,
            },
            _ => None,
        };
        if let Some(packed) = packed {
            let mut text = Vec::new();
            let inflated = flate2::read::ZlibDecoder::new(packed);
            // What comes before an error in the data is text all the same.
            let _ = inflated.take(room + 1).read_to_end(&mut text);
            let size = text.len() as u64;
            metadata.is_whole &= size <= room;
            room = room.saturating_sub(size);
            metadata.texts.push(text);
        }
        rest = rest.get(length.saturating_add(12)..).unwrap_or_default();
    }
}

/// What follows the `count`th byte of zero.
fn after_nulls(data: &[u8], count: usize) -> Option<&[u8]> {
    let mut rest = data;
    for _ in 0..count {
        let null = rest.iter().position(|byte| *byte == 0)?;
        rest = &rest[null + 1..];
    }
    Some(rest)
}

/// Letters of the first 256 of Unicode that are written in two bytes each, each string on a line.
fn wide(bytes: &[u8]) -> Vec<u8> {
    const SHORTEST: usize = 6;
    let mut text = Vec::new();
    let mut at = 0;
    while at + 1 < bytes.len() {
        let is_letter = |pair: &[u8]| pair[0] >= b' ' && pair[1] == 0;
        if !is_letter(&bytes[at..at + 2]) {
            at += 1;
            continue;
        }
        let pairs = bytes[at..].chunks_exact(2);
        let run = pairs.take_while(|pair| is_letter(pair)).count();
        if run >= SHORTEST {
            let letters = bytes[at..at + 2 * run].chunks_exact(2);
            let letters: String = letters.map(|pair| char::from(pair[0])).collect();
            text.extend_from_slice(letters.as_bytes());
            text.push(b'\n');
            // Of a string with its higher bytes first, the last letter has no zero after it.
            if let Some(last @ b' '..) = bytes.get(at + 2 * run) {
                text.extend_from_slice(letters.as_bytes());
                text.extend_from_slice(char::from(*last).encode_utf8(&mut [0; 4]).as_bytes());
                text.push(b'\n');
            }
        }
        at += 2 * run;
    }
    text
}

/// The strings of a PDF that are written in hexadecimal: `<FEFF0041>`.
fn hexadecimal(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    bytes.split(|byte| *byte == b'<').filter_map(|part| {
        let digits = part.split(|byte| *byte == b'>').next()?;
        let is_text = digits.len() >= 12 && digits.iter().all(u8::is_ascii_hexdigit);
        let decode = |pair: &[u8]| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        };
        let bytes: Vec<u8> = is_text.then(|| digits.chunks(2).filter_map(decode).collect())?;
        let units = bytes.strip_prefix(&[0xfe, 0xff])?;
        let units = units
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).filter_map(Result::ok).collect();
        Some(text.into_bytes())
    })
}
