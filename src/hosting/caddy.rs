//! A site block for a Caddyfile, which obtains certificates by itself.

use std::fmt::Write;

use super::{
    FOREVER, HASH, HostedSite, POLICY, REVALIDATE, common_headers, escaped, page_policy,
    search_policy,
};

pub(super) fn configuration(site: &HostedSite) -> String {
    let base = &site.address.base;
    let address = match site.host() {
        Some(_) => site.address.origin.as_str(),
        None => ":80",
    };
    let mut text = format!(
        "# Caddy configuration for {address}{base}\n# Add it to /etc/caddy/Caddyfile, then run `caddy validate` and reload. Caddy takes care of TLS.\n\n{address} {{\n"
    );
    let folder = &site.folder;
    let _ = writeln!(text, "\troot * \"{folder}\"\n");
    for (header, value) in common_headers() {
        let _ = writeln!(text, "\theader {header} \"{value}\"");
    }
    let search = site.at("search/");
    if site.has_search {
        let _ = write!(
            text,
            "\t@search path {search}*\n\t@pages not path {search}*\n\theader @search {POLICY} \"{}\"\n\theader @pages {POLICY} \"{}\"\n",
            search_policy(),
            page_policy()
        );
    } else {
        let _ = writeln!(text, "\theader {POLICY} \"{}\"", page_policy());
    }
    let hashed = format!("^{}.+\\.{HASH}(\\.[^./]+)?$", escaped(&site.at("assets/")));
    let _ = write!(
        text,
        "\t@fingerprinted path_regexp {hashed}\n\t@others not path_regexp {hashed}\n\theader @fingerprinted Cache-Control \"{FOREVER}\"\n\theader @others Cache-Control \"{REVALIDATE}\"\n\t@calendars path *.ics\n\theader @calendars Content-Type \"text/calendar; charset=utf-8\"\n\t@tables path *.csv\n\theader @tables Content-Type \"text/csv; charset=utf-8\"\n\t@manifests path *.webmanifest\n\theader @manifests Content-Type application/manifest+json\n\n"
    );
    for (from, to) in &site.redirects {
        let _ = writeln!(text, "\tredir {from} {to} permanent");
        if let Some(bare) = from.strip_suffix('/').filter(|bare| !bare.is_empty()) {
            let _ = writeln!(text, "\tredir {bare} {to} permanent");
        }
    }
    text.push_str("\tencode gzip\n");
    let files = "file_server {\n\t\tprecompressed br gzip\n\t}";
    if base == "/" {
        let _ = writeln!(text, "\t{files}\n");
    } else {
        let bare = base.trim_end_matches('/');
        let files = files.replace('\n', "\n\t");
        let _ = writeln!(
            text,
            "\tredir {bare} {base} permanent\n\thandle_path {base}* {{\n\t\t{files}\n\t}}\n\thandle {{\n\t\terror 404\n\t}}\n"
        );
    }
    text.push_str("\thandle_errors {\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n}\n");
    text
}
