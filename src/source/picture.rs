//! Pictures: which files are pictures, and whether their bytes match their names. Nothing is decoded.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{is_file_name, is_reserved_name};

/// The ends of names of pictures, each with how the bytes of such a picture begin: at which byte, with what.
const TYPES: [(&str, usize, &[u8]); 6] = [
    ("png", 0, b"\x89PNG"),
    ("jpg", 0, b"\xff\xd8"),
    ("jpeg", 0, b"\xff\xd8"),
    ("webp", 8, b"WEBP"),
    ("gif", 0, b"GIF8"),
    ("avif", 4, b"ftyp"),
];

/// Whether a name with this end is that of a picture.
pub(super) fn is_picture(extension: &str) -> bool {
    TYPES.iter().any(|(end, ..)| *end == extension)
}

/// A picture is published under its own name, which is part of its address.
pub(super) fn bad_name(path: &str) -> Option<Diagnostic> {
    if let Some(reserved) = path.split('/').find(|name| is_reserved_name(name)) {
        let message = format!("`{reserved}` in `{path}` is a name that Windows reserves");
        let diagnostic = Diagnostic::new(Code::InvalidFileName, message);
        return Some(diagnostic.help("choose another name: Windows cannot make such a file"));
    }
    let bad = path.split('/').find(|name| !is_file_name(name))?;
    let diagnostic = Diagnostic::new(
        Code::InvalidFileName,
        format!("`{bad}` in `{path}` cannot be part of an address"),
    );
    Some(diagnostic.help(
        "use letters from a to z, digits, `-`, `_` and `.` in the names of pictures and their folders",
    ))
}

/// A browser would show an empty frame for bytes of another type.
pub(super) fn bad_bytes(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let begins = |(_, at, start): &(&str, usize, &[u8])| {
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(start))
    };
    let (_, extension) = path.rsplit_once('.')?;
    if TYPES.iter().any(|one| one.0 == extension && begins(one)) {
        return None;
    }
    let message = match TYPES.iter().find(|one| begins(one)) {
        _ if bytes.is_empty() => format!("`{path}` is empty"),
        Some((other, ..)) => format!("`{path}` holds a picture of the type `{other}`"),
        None => format!("`{path}` holds no picture of the type `{extension}`"),
    };
    let diagnostic = Diagnostic::new(Code::UnsupportedPicture, message);
    Some(
        diagnostic
            .help("save the picture again in an image editor; renaming a file does not convert it"),
    )
}
