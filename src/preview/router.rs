//! The router: what the target of a request asks for. A malformed path asks for nothing.

use crate::output::OutputPath;
use crate::text::unescape;

/// The prefix of the preview's own addresses. No file of a site has it, as hidden files are not
/// allowed.
pub(super) const OWN: &str = "/.peelpress/";

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A file of the site, by its path; a folder means its `index.html`.
    File(String),
    /// One of the preview's own addresses, after the token, with its query.
    Own {
        token: String,
        what: String,
        query: String,
    },
    /// The site's folder, by another address.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

/// Parses a target. `base` is the site's own folder, with a slash at both ends.
pub(super) fn route(target: &str, base: &str) -> Route {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if let Some(own) = path.strip_prefix(OWN) {
        let (token, what) = own.split_once('/').unwrap_or((own, ""));
        return Route::Own {
            token: token.to_owned(),
            what: what.to_owned(),
            query: query.to_owned(),
        };
    }
    let Some(decoded) = decoded(path) else {
        return Route::Nothing;
    };
    if !decoded.starts_with('/') {
        return Route::Nothing;
    }
    if base != "/" && (decoded == "/" || decoded == base.trim_end_matches('/')) {
        return Route::Elsewhere(base.to_owned());
    }
    let Some(inner) = decoded.strip_prefix(base) else {
        return Route::Nothing;
    };
    let file = if inner.is_empty() || inner.ends_with('/') {
        format!("{inner}index.html")
    } else {
        inner.to_owned()
    };
    match OutputPath::new(file.as_str()) {
        Some(_) => Route::File(file),
        None => Route::Nothing,
    }
}

/// A path without its escapes; `None` if it has the escape of a slash, a control character or
/// no text at all.
pub(super) fn decoded(path: &str) -> Option<String> {
    let is_name =
        |name: &String| !name.contains(|c: char| c == '/' || c == '\\' || c.is_ascii_control());
    let names: Option<Vec<String>> = path
        .split('/')
        .map(|name| unescape(name).filter(is_name))
        .collect();
    Some(names?.join("/"))
}

/// The first value of a name in a query, without its escapes.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    values(query, name).next()
}

/// Every value of a name in a query, without its escapes. Values that are not text are left out.
pub(super) fn values(query: &str, name: &str) -> impl Iterator<Item = String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(move |(known, _)| *known == name)
        .filter_map(|(_, value)| unescape(&value.replace('+', " ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_mean_their_index_and_odd_paths_mean_nothing() {
        let file = |path: &str| Route::File(path.to_owned());
        assert_eq!(route("/", "/"), file("index.html"));
        assert_eq!(
            route("/forces/kent/?x=1", "/"),
            file("forces/kent/index.html")
        );
        assert_eq!(route("/data/terms%2Ecsv", "/"), file("data/terms.csv"));
        assert_eq!(route("/reports/", "/reports/"), file("index.html"));
        assert_eq!(
            route("/", "/reports/"),
            Route::Elsewhere("/reports/".to_owned())
        );
        for odd in [
            "",
            "*",
            "http://localhost/",
            "//etc/passwd",
            "/../etc/passwd",
            "/%2e%2e/etc/passwd",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/a%00",
            "/%",
            "/%zz",
            "/%ff",
            "/./",
            "/.git/config",
            "/a//b",
            "/C:/x",
            "/a/..%2f",
            "/reportsx/",
        ] {
            assert_eq!(
                route(odd, "/"),
                if odd == "/reportsx/" {
                    file("reportsx/index.html")
                } else {
                    Route::Nothing
                },
                "{odd}"
            );
        }
        assert_eq!(route("/reportsx/", "/reports/"), Route::Nothing);
    }
}
