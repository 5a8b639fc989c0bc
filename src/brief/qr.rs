//! A QR code of an address, as a drawing.

use std::fmt::Write;

use serde::Serialize;

/// Blank modules around the code, as its standard asks for.
#[cfg(feature = "briefs")]
const QUIET: usize = 4;

/// A code that a telephone reads from paper.
#[derive(Clone, Debug, Serialize)]
pub(super) struct QrCode {
    /// The drawing.
    svg: String,
    /// What it says.
    alt: String,
    /// The address without its scheme, to be typed.
    short: String,
}

impl QrCode {
    /// The code of an address; `None` if the address is too long for one.
    pub(super) fn new(address: &str) -> Option<QrCode> {
        let (side, path) = modules(address)?;
        let short = address.split_once("://").map_or(address, |(_, rest)| rest);
        let mut svg = String::new();
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\"><path d=\"{path}\"/></svg>"
        );
        Some(QrCode {
            svg,
            alt: format!("QR code of the address {address}"),
            short: short.trim_end_matches('/').to_owned(),
        })
    }
}

/// How many modules wide the code is, its quiet zone included, and the path of its dark ones.
#[cfg(feature = "briefs")]
fn modules(address: &str) -> Option<(usize, String)> {
    let code = qrcode::QrCode::with_error_correction_level(address, qrcode::EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let _ = write!(
                path,
                "M{} {}h1v1h-1z",
                at % width + QUIET,
                at / width + QUIET
            );
        }
    }
    Some((width + 2 * QUIET, path))
}

#[cfg(not(feature = "briefs"))]
fn modules(_: &str) -> Option<(usize, String)> {
    None
}
