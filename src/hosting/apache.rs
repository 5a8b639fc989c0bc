//! A `.htaccess` file for Apache.

use std::fmt::Write;

use super::{
    FOREVER, HASH, HostedSite, POLICY, REVALIDATE, TYPES, common_headers, escaped, page_policy,
    search_policy,
};

pub(super) fn configuration(site: &HostedSite) -> String {
    let host = site.host().unwrap_or("your host");
    let mut text = format!(
        "# Apache configuration for {host}{}\n# Save it as .htaccess in {}, or inside <Directory> of the virtual host.\n# Needs the modules headers, mime, rewrite and alias, and `AllowOverride All` for .htaccess.\n\n",
        site.address.base, site.folder
    );
    text.push_str("Options -Indexes -MultiViews\nDirectoryIndex index.html\nAddDefaultCharset utf-8\nAddCharset utf-8 .html .css .js .csv .ics .txt .md .json .xml\n");
    let _ = writeln!(text, "ErrorDocument 404 {}\n", site.at("404.html"));
    for (media, extensions) in TYPES {
        let names: Vec<String> = extensions.split(' ').map(|one| format!(".{one}")).collect();
        let _ = writeln!(text, "AddType {media} {}", names.join(" "));
    }
    text.push('\n');
    for (header, value) in common_headers() {
        let _ = writeln!(text, "Header always set {header} \"{value}\"");
    }
    if site.has_search {
        let (search, policy) = (site.at("search/"), search_policy());
        let _ = writeln!(
            text,
            "Header always set {POLICY} \"{}\" \"expr=!(%{{REQUEST_URI}} =~ m#^{search}#)\"",
            page_policy()
        );
        let _ = writeln!(
            text,
            "Header always set {POLICY} \"{policy}\" \"expr=%{{REQUEST_URI}} =~ m#^{search}#\""
        );
    } else {
        let _ = writeln!(text, "Header always set {POLICY} \"{}\"", page_policy());
    }
    let _ = write!(
        text,
        "Header always set Cache-Control \"{REVALIDATE}\"\n<FilesMatch \"\\.{HASH}(\\.[a-z0-9]+){{1,2}}$\">\n    Header always set Cache-Control \"{FOREVER}\"\n</FilesMatch>\n\n"
    );
    text.push_str("# Files that `build --precompress` wrote are sent as they are.\n");
    text.push_str("AddEncoding gzip .gz\nAddEncoding br .br\nRemoveLanguage .br\nHeader append Vary Accept-Encoding\nRewriteEngine On\n");
    for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
        let _ = write!(
            text,
            "RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b\nRewriteCond %{{REQUEST_FILENAME}}.{suffix} -f\nRewriteRule ^(.+)$ $1.{suffix} [L]\n"
        );
    }
    if !site.redirects.is_empty() {
        text.push('\n');
    }
    for (from, to) in &site.redirects {
        let bare = from.strip_suffix('/').unwrap_or(from);
        let _ = writeln!(text, "RedirectMatch 301 \"^{}/?$\" \"{to}\"", escaped(bare));
    }
    text
}
