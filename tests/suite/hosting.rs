//! `deploy-config`: what every server promises. `tests/hosting/servers.py` asks the real servers.

use std::io::Read;
use std::path::Path;

use crate::cli::Place;
use crate::folder;

const SERVERS: [&str; 3] = ["nginx", "apache", "caddy"];

#[test]
fn every_server_sends_the_content_policy_and_keeps_fingerprinted_files() {
    let place = Place::new();
    for server in SERVERS {
        let run = place.run(&["deploy-config", server, "--folder", "/srv/site/"]);
        assert_eq!(run.code, Some(0), "{server}: {}", run.err);
        for promise in [
            "Content-Security-Policy",
            "default-src 'none'",
            "nosniff",
            "immutable",
            "no-cache",
            "404.html",
            "/srv/site",
        ] {
            assert!(
                run.out.contains(promise),
                "{server} lacks {promise}:\n{}",
                run.out
            );
        }
        assert!(
            !run.out.contains("/srv/site/\""),
            "{server}: a slash too many"
        );
    }
}

#[test]
fn a_folder_that_a_configuration_would_read_as_syntax_is_refused() {
    let place = Place::new();
    for server in SERVERS {
        for folder in [
            "/srv/\"; deny all; #",
            "/srv/$host",
            "/srv/{a}",
            "/srv/a\nb",
        ] {
            let run = place.run(&["deploy-config", server, "--folder", folder]);
            assert_eq!(
                (run.code, run.out.as_str()),
                (Some(2), ""),
                "{server} took {folder}"
            );
            assert!(run.err.contains("choose another folder"), "{}", run.err);
        }
    }
}

#[test]
fn an_unknown_server_is_wrong_usage() {
    let run = Place::new().run(&["deploy-config", "lighttpd"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("nginx"), "{}", run.err);
}

#[test]
fn hosts_that_build_the_site_get_its_public_url() {
    let place = Place::new();
    for server in ["github-pages", "netlify"] {
        let url = "https://example.net/reports/";
        let run = place.run(&["deploy-config", server, "--base-url", url]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out.contains(url), "{}", run.out);
    }
}

#[test]
fn compressed_copies_hold_the_same_bytes_each_time() {
    let place = Place::new();
    let copies = |out: &str| {
        let run = place.run(&[
            "build",
            "--precompress",
            "--no-briefs",
            "--no-search",
            "--out",
            out,
        ]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        folder::read(Path::new(out))
    };
    let (one, other) = (
        place.above.path().join("one"),
        place.above.path().join("other"),
    );
    let site = copies(one.to_str().expect("a path"));
    assert_eq!(site, copies(other.to_str().expect("a path")));
    let mut compared = 0;
    for (path, bytes) in &site {
        let mut text = Vec::new();
        let Some((plain, suffix)) = path
            .rsplit_once('.')
            .filter(|(_, suffix)| ["gz", "br"].contains(suffix))
        else {
            continue;
        };
        let read = match suffix {
            "gz" => flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text),
            _ => brotli::Decompressor::new(&bytes[..], 4096).read_to_end(&mut text),
        };
        read.expect("it can be read");
        assert_eq!(&text, &site[plain], "{path}");
        assert!(bytes.len() < text.len(), "{path} is no smaller");
        compared += 1;
    }
    assert!(compared > 20, "only {compared} copies");
}
