//! Hosts that build the site themselves or take a built one: GitHub Pages and Netlify.

use super::HostedSite;

/// A workflow that checks, builds and publishes at every push.
pub(super) fn github_pages(site: &HostedSite) -> String {
    let url = format!("{}{}", site.address.origin, site.address.base);
    format!(
        "# Save it as .github/workflows/publish.yml, and choose \"GitHub Actions\" in Settings > Pages.
# GitHub Pages sends no headers of its own choice: a site that needs the content policy of `_headers`
# has to be published elsewhere. Old addresses still lead on, by pages that redirect.

name: Publish
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: {url}
    steps:
      - uses: actions/checkout@v4
      - uses: dtolnay/rust-toolchain@stable
      - run: cargo install --locked peelpress
      - run: peelpress check --strict --format github
      - run: peelpress build --base-url \"{url}\" --out public
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
      - uses: actions/deploy-pages@v4
"
    )
}

/// Settings for a host that reads `_headers` and `_redirects` from the built site.
pub(super) fn netlify(site: &HostedSite) -> String {
    let url = format!("{}{}", site.address.origin, site.address.base);
    format!(
        "# Save it as netlify.toml. The built site brings `_headers` and `_redirects`, which Netlify reads.

[build]
command = \"cargo install --locked peelpress && peelpress build --strict --base-url '{url}' --out public\"
publish = \"public\"

[build.processing]
skip_processing = true
"
    )
}
