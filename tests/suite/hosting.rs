//! `deploy-config`: what every server promises. `tests/hosting/servers.py` asks the real servers.

use crate::cli::Place;

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
