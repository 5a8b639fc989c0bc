//! A server block for nginx.

use std::fmt::Write;

use super::{
    FOREVER, HASH, HostedSite, POLICY, REVALIDATE, TYPES, common_headers, escaped, page_policy,
    search_policy,
};

pub(super) fn configuration(site: &HostedSite) -> String {
    let base = &site.address.base;
    let host = site.host().unwrap_or("_");
    // A host with a port listens there.
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let mut text = format!(
        "# nginx configuration for {host}{base}\n# Save it as /etc/nginx/conf.d/peelpress.conf, then run `nginx -t` and reload. Add TLS as your host does.\n\n"
    );
    let _ = writeln!(
        text,
        "map $uri $peelpress_policy {{\n    default \"{}\";",
        page_policy()
    );
    if site.has_search {
        let (search, policy) = (escaped(&site.at("search/")), search_policy());
        let _ = writeln!(text, "    \"~^{search}\" \"{policy}\";");
    }
    let assets = escaped(&site.at("assets/"));
    let _ = write!(
        text,
        "}}\n\nmap $uri $peelpress_caching {{\n    default \"{REVALIDATE}\";\n    \"~^{assets}.+\\.{HASH}(\\.[^./]+)?$\" \"{FOREVER}\";\n}}\n\n"
    );
    text.push_str("map $uri $peelpress_redirect {\n    default \"\";\n");
    for (from, to) in &site.redirects {
        let _ = writeln!(text, "    \"{from}\" \"{to}\";");
        if let Some(bare) = from.strip_suffix('/').filter(|bare| !bare.is_empty()) {
            let _ = writeln!(text, "    \"{bare}\" \"{to}\";");
        }
    }
    let _ = write!(
        text,
        "}}\n\nserver {{\n    listen {port};\n    listen [::]:{port};\n    server_name {name};\n\n    index index.html;\n    charset utf-8;\n    charset_types text/html text/css text/javascript text/csv text/calendar text/plain text/markdown application/json application/xml;\n    absolute_redirect off;\n    server_tokens off;\n    error_page 404 {};\n\n",
        site.at("404.html")
    );
    text.push_str("    # Files that `build --precompress` wrote are sent as they are.\n");
    text.push_str("    gzip_static on;\n    gzip on;\n    gzip_vary on;\n    gzip_types text/css text/javascript text/csv text/calendar text/plain text/markdown application/json application/geo+json application/xml application/manifest+json image/svg+xml;\n\n");
    for (header, value) in common_headers() {
        let _ = writeln!(text, "    add_header {header} \"{value}\" always;");
    }
    let _ = writeln!(text, "    add_header {POLICY} $peelpress_policy always;");
    let _ = writeln!(
        text,
        "    add_header Cache-Control $peelpress_caching always;\n"
    );
    text.push_str("    types {\n");
    for (media, extensions) in TYPES {
        let _ = writeln!(text, "        {media} {extensions};");
    }
    text.push_str("    }\n    default_type application/octet-stream;\n\n");
    text.push_str(
        "    if ($peelpress_redirect) {\n        return 301 $peelpress_redirect;\n    }\n\n",
    );
    let folder = &site.folder;
    if base == "/" {
        let _ = writeln!(text, "    root \"{folder}\";");
    } else {
        let _ = writeln!(
            text,
            "    location {base} {{\n        alias \"{folder}/\";\n    }}"
        );
    }
    text.push_str("}\n");
    text
}
