//! What the server answers, byte by byte: to its own pages, to strangers, to what is no HTTP at all.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::wire::{Listener, Preview, TOKEN};

/// The page without the script element, which leaves the site's own bytes.
fn without_script(page: &str) -> String {
    let start = page
        .find("<script id=\"peelpress-preview\"")
        .expect("a script");
    let end = start + page[start..].find("</script>").expect("its end") + "</script>".len();
    format!("{}{}", &page[..start], &page[end..])
}

#[test]
fn a_page_is_the_built_page_with_one_script_more() {
    let preview = Preview::new();
    let clean = preview.site.clean();
    for (path, bytes) in clean.output.iter() {
        let answer = preview.get(&format!(
            "/{}",
            path.as_str().trim_end_matches("index.html")
        ));
        let own = if path.as_str().ends_with(".html") {
            without_script(&answer.text()).into_bytes()
        } else {
            answer.body
        };
        assert!(own == **bytes, "{path}");
        assert_eq!(
            answer.status,
            if path.as_str() == "404.html" {
                404
            } else {
                200
            },
            "{path}"
        );
    }
}

#[test]
fn every_answer_carries_the_headers_of_the_published_site() {
    let preview = Preview::new();
    let script = preview
        .get("/forces/kent/")
        .header("Content-Security-Policy")
        .expect("a policy")
        .to_owned();
    assert!(
        script.starts_with("default-src 'none'; style-src 'self'; script-src 'self' 'sha256-"),
        "{script}"
    );
    for target in [
        "/",
        "/forces/kent/",
        "/data/terms.csv",
        "/nowhere",
        "/%",
        "/.peelpress/x/news",
    ] {
        let answer = preview.get(target);
        assert_eq!(answer.header("Cache-Control"), Some("no-store"), "{target}");
        assert_eq!(
            answer.header("X-Content-Type-Options"),
            Some("nosniff"),
            "{target}"
        );
        assert_eq!(
            answer.header("Cross-Origin-Resource-Policy"),
            Some("same-origin"),
            "{target}"
        );
        assert_eq!(
            answer.header("Content-Security-Policy"),
            Some(&*script),
            "{target}"
        );
        assert_eq!(
            answer.header("Access-Control-Allow-Origin"),
            None,
            "{target}"
        );
    }
    // Search alone may run the program that reads its index.
    let search = preview
        .get("/search/")
        .header("Content-Security-Policy")
        .expect("a policy")
        .to_owned();
    assert_eq!(search.replace(" 'wasm-unsafe-eval'", ""), script);
    assert_eq!(
        search.contains("'wasm-unsafe-eval'"),
        cfg!(feature = "search")
    );
    assert_eq!(
        preview.get("/").header("Content-Type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(
        preview.get("/data/terms.csv").header("Content-Type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(
        preview.get("/data/terms.json").header("Content-Type"),
        Some("application/json")
    );
}

#[test]
fn the_script_is_the_one_that_the_policy_allows() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let preview = Preview::new();
    let answer = preview.get("/");
    let page = answer.text();
    let start = page
        .find("<script id=\"peelpress-preview\"")
        .expect("a script");
    let inner = start + page[start..].find('>').expect("its end") + 1;
    let script = &page[inner..inner + page[inner..].find("</script>").expect("its end")];
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
    assert!(
        answer
            .header("Content-Security-Policy")
            .expect("a policy")
            .contains(&format!("'sha256-{hash}'"))
    );
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn a_request_that_names_another_host_is_refused() {
    let preview = Preview::new();
    let port = preview.address.port();
    let ask = |host: &str| {
        preview
            .raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
            .status
    };
    for own in [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("LOCALHOST:{port}"),
        format!("[::1]:{port}"),
    ] {
        assert_eq!(ask(&own), 200, "{own}");
    }
    let strangers = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("192.168.1.7:{port}"),
        format!("localhost:{port}@evil.example"),
        String::new(),
        format!("localhost:+{port}"),
    ];
    for stranger in strangers {
        assert!(matches!(ask(&stranger), 400 | 421), "{stranger}");
    }
    assert_eq!(
        preview
            .raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
            .status,
        400
    );
    let twice = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n");
    assert_eq!(preview.raw(twice.as_bytes()).status, 400);
}

#[test]
fn a_request_from_another_sites_page_is_refused() {
    let preview = Preview::new();
    let own = format!("Origin: http://{}\r\n", preview.address);
    assert_eq!(preview.ask("GET", "/", &own).status, 200);
    for origin in [
        "null",
        "https://evil.example",
        "http://127.0.0.1:1",
        "https://127.0.0.1:1",
        "http://localhost",
    ] {
        assert_eq!(
            preview
                .ask("GET", "/", &format!("Origin: {origin}\r\n"))
                .status,
            403,
            "{origin}"
        );
    }
    let embedded = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n";
    assert_eq!(preview.ask("GET", "/data/terms.json", embedded).status, 403);
    let followed = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n";
    assert_eq!(preview.ask("GET", "/", followed).status, 200);
}

#[test]
fn what_is_the_previews_own_needs_the_token() {
    let preview = Preview::new();
    let half = &TOKEN[..16];
    for token in [
        "",
        "x",
        half,
        "0123456789abcdef0123456789abcdeF",
        "%30123456789abcdef0123456789abcdef",
    ] {
        for what in ["news", "map", "open"] {
            assert_eq!(
                preview
                    .get(&format!("/.peelpress/{token}/{what}?path=/"))
                    .status,
                404,
                "{token}"
            );
        }
    }
    assert_eq!(
        preview
            .get(&format!("/.peelpress/{TOKEN}/map?path=/forces/kent/"))
            .status,
        200
    );
    assert_eq!(
        preview.get(&format!("/.peelpress/{TOKEN}/nothing")).status,
        404
    );
    assert_eq!(
        preview
            .ask("POST", &format!("/.peelpress/{TOKEN}/map?path=/"), "")
            .status,
        405
    );
}

#[test]
fn a_file_is_opened_only_by_our_own_page_and_only_if_it_is_the_sites() {
    let preview = Preview::new();
    let open = |file: &str| format!("/.peelpress/{TOKEN}/open?file={file}&line=1&column=1");
    let own = format!("Origin: http://{}\r\n", preview.address);
    assert_eq!(
        preview
            .ask("POST", &open("content/forces/kent/2023-soc.md"), "")
            .status,
        403
    );
    assert_eq!(
        preview
            .ask("GET", &open("content/forces/kent/2023-soc.md"), &own)
            .status,
        405
    );
    for file in [
        "/etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "content/none.md",
        "",
    ] {
        assert_eq!(preview.ask("POST", &open(file), &own).status, 404, "{file}");
    }
    // There is no editor here, which is said.
    assert_eq!(
        preview
            .ask("POST", &open("content/forces/kent/2023-soc.md"), &own)
            .status,
        501
    );
}

#[test]
fn odd_paths_lead_nowhere() {
    let preview = Preview::new();
    preview.site.write("secret.txt", "secret");
    let odd = [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/secret.txt",
        "/site.toml",
        "/content/forces/kent/2023-soc.md",
        "//etc/passwd",
        "/etc/passwd",
        "/./secret.txt",
        "/forces/kent/%00",
        "/forces/kent/index.html%00.css",
        "/%",
        "/%1",
        "/%zz",
        "/%ff",
        "/%c0%ae%c0%ae/secret.txt",
        "/C:/secret.txt",
        "/.git/config",
        "/.peelpress",
        "/.peelpress/",
        "/forces//kent/",
        "/forces/kent/..",
        "*",
        "secret.txt",
        "http://127.0.0.1/secret.txt",
        "file:///etc/passwd",
        "/forces/kent;a=b/",
        "/FORCES/KENT/",
    ];
    for target in odd {
        let answer = preview.get(target);
        assert!(
            matches!(answer.status, 404 | 400),
            "{target}: {}",
            answer.status
        );
        assert!(
            !answer.text().contains("secret\n") && !answer.text().contains("root:"),
            "{target}"
        );
    }
    assert_eq!(
        preview.get("/forces/kent").header("Location"),
        Some("/forces/kent/")
    );
    assert_eq!(preview.get("/forces/kent/?query=%00#part").status, 200);
}

#[test]
fn what_is_no_request_gets_an_answer_and_the_server_lives() {
    let preview = Preview::new();
    let host = preview.address;
    let many: String = (0..100).map(|n| format!("X-{n}: y\r\n")).collect();
    let cases: Vec<(Vec<u8>, &[u16])> = vec![
        (b"\r\n\r\n\r\n".to_vec(), &[0, 400]),
        (b"GET\r\n\r\n".to_vec(), &[400]),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), &[400]),
        (b"GET / HTTP/1.1\nHost x\n\n".to_vec(), &[400]),
        (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
            &[400],
        ),
        ((0..=255).collect(), &[400]),
        (
            format!("BREW / HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
            &[501],
        ),
        (
            format!("CONNECT / HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
            &[501],
        ),
        (
            format!("POST / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").into_bytes(),
            &[405],
        ),
        (
            format!(
                "GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            )
            .into_bytes(),
            &[400],
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello")
                .into_bytes(),
            &[413],
        ),
        (
            format!(
                "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999999999999999\r\n\r\n"
            )
            .into_bytes(),
            &[413],
        ),
        (
            format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5, 5\r\n\r\nhello")
                .into_bytes(),
            &[400],
        ),
        (
            format!(
                "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"
            )
            .into_bytes(),
            &[400],
        ),
        (
            format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100000\r\n\r\n")
                .into_bytes(),
            &[413],
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {host}\r\n{many}\r\n").into_bytes(),
            &[431],
        ),
        (
            format!(
                "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
                "y".repeat(20_000)
            )
            .into_bytes(),
            &[431],
        ),
        (
            format!(
                "GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n",
                "y".repeat(70_000)
            )
            .into_bytes(),
            &[431, 0],
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: a\0b\r\n\r\n").into_bytes(),
            &[400],
        ),
    ];
    for (bytes, statuses) in cases {
        let mut stream = preview.connect();
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let status = crate::wire::Answer::parse(&answer).status;
        assert!(
            statuses.contains(&status),
            "{:?}: {status}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_request_that_dribbles_is_cut_off() {
    let preview = Preview::new();
    let mut stream = preview.connect();
    let start = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\n").expect("sent");
    for _ in 0..60 {
        std::thread::sleep(Duration::from_millis(250));
        if stream.write_all(b"X: y\r\n").is_err() {
            break;
        }
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(
        start.elapsed() < Duration::from_secs(17),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn connections_are_bounded_and_places_come_free() {
    let preview = Preview::new();
    let idle: Vec<_> = (0..200).map(|_| preview.connect()).collect();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(preview.get("/").status, 503);
    drop(idle);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(preview.get("/").status, 200);
    let mut waiting: Vec<_> = (0..80)
        .map(|_| Listener::new(preview.address, TOKEN, "/"))
        .collect();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(
        preview.get("/").status,
        200,
        "waiting pages leave room for others"
    );
    let told = waiting
        .iter_mut()
        .filter_map(|one| one.next(Duration::from_millis(500), |_| true))
        .count();
    assert_eq!(told, 64);
}

#[test]
fn requests_follow_each_other_on_one_connection() {
    let preview = Preview::new();
    let host = preview.address;
    let two = format!(
        "GET /about/ HTTP/1.1\r\nHost: {host}\r\n\r\nHEAD /about/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    );
    let answer = preview.raw(two.as_bytes());
    let length: usize = answer
        .header("Content-Length")
        .and_then(|length| length.parse().ok())
        .expect("a length");
    let second = crate::wire::Answer::parse(&answer.body[length..]);
    assert_eq!(
        (answer.status, second.status, second.body.len()),
        (200, 200, 0)
    );
    assert_eq!(
        second.header("Content-Length"),
        answer.header("Content-Length")
    );
}

#[test]
fn heads_ranges_and_conditions_behave() {
    let preview = Preview::new();
    let whole = preview.get("/data/terms.csv");
    let etag = whole.header("ETag").expect("an etag").to_owned();
    let head = preview.ask("HEAD", "/data/terms.csv", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("Content-Length"),
        whole.header("Content-Length")
    );
    let part = preview.ask("GET", "/data/terms.csv", "Range: bytes=3-6\r\n");
    assert_eq!((part.status, &*part.body), (206, &whole.body[3..7]));
    assert_eq!(
        part.header("Content-Range"),
        Some(&*format!("bytes 3-6/{}", whole.body.len()))
    );
    let beyond = preview.ask("GET", "/data/terms.csv", "Range: bytes=999999-\r\n");
    assert_eq!(
        (beyond.status, beyond.header("Content-Range")),
        (416, Some(&*format!("bytes */{}", whole.body.len())))
    );
    let several = preview.ask("GET", "/data/terms.csv", "Range: bytes=0-1,3-4\r\n");
    assert_eq!(
        (several.status, several.body.len()),
        (200, whole.body.len())
    );
    let stale = preview.ask(
        "GET",
        "/data/terms.csv",
        "Range: bytes=3-6\r\nIf-Range: \"other\"\r\n",
    );
    assert_eq!(stale.status, 200);
    for known in [
        etag.clone(),
        format!("\"x\", {etag}"),
        "*".to_owned(),
        format!("W/{etag}"),
    ] {
        let same = preview.ask(
            "GET",
            "/data/terms.csv",
            &format!("If-None-Match: {known}\r\n"),
        );
        assert_eq!((same.status, same.body.len()), (304, 0), "{known}");
    }
    assert_eq!(
        preview
            .ask("GET", "/data/terms.csv", "If-None-Match: \"other\"\r\n")
            .status,
        200
    );
    let missing = preview.get("/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("Page not found"));
    assert_eq!(preview.ask("HEAD", "/nowhere/", "").body.len(), 0);
}

#[test]
fn words_of_files_reach_the_browser_as_text() {
    const EVIL: &str = "<script>alert(1)</script>";
    let site = crate::site::Site::new();
    site.write("site.toml", &format!("title = {EVIL}\n"));
    // Its own page of errors, as there never was a site.
    let preview = Preview::of(site, crate::site::request());
    let answer = preview.get("/");
    assert_eq!(
        (answer.status, answer.header("Content-Type")),
        (500, Some("text/html; charset=utf-8"))
    );
    let page = without_script(&answer.text());
    assert!(
        page.contains("This site cannot be shown yet")
            && page.contains("title = &lt;script&gt;alert(1)"),
        "{page}"
    );
    assert!(!page.contains("<script"), "{page}");
    // And over a site that there is, as data that no page can be broken out of.
    let preview = Preview::new();
    preview.site.replace(
        "content/forces/kent/2023-soc.md",
        "grade: good",
        &format!("grade: {EVIL}"),
    );
    preview.refresh("");
    let mut listener = Listener::new(preview.address, TOKEN, "/forces/kent/");
    let state = listener
        .next(Duration::from_secs(5), |_| true)
        .expect("a state");
    assert!(
        state["diagnostics"]
            .as_array()
            .expect("diagnostics")
            .iter()
            .any(|diagnostic| {
                let text = diagnostic["text"].as_str().unwrap_or_default();
                text.contains(EVIL)
                    && diagnostic["place"]["path"] == "content/forces/kent/2023-soc.md"
            })
    );
}

#[test]
fn events_carry_the_same_headers_and_go_only_to_pages_of_the_preview() {
    let preview = Preview::new();
    let news = format!("/.peelpress/{TOKEN}/news?path=/");
    let foreign = preview.ask("GET", &news, "Origin: https://evil.example\r\n");
    assert_eq!(
        (
            foreign.status,
            foreign.header("Access-Control-Allow-Origin")
        ),
        (403, None)
    );
    let embedded = preview.ask(
        "GET",
        &news,
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n",
    );
    assert_eq!(embedded.status, 403);
    let asked_first = format!(
        "OPTIONS {news} HTTP/1.1\r\nHost: {}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n\r\n",
        preview.address
    );
    let asked_first = preview.raw(asked_first.as_bytes());
    assert_eq!(
        (
            asked_first.status,
            asked_first.header("Access-Control-Allow-Origin")
        ),
        (501, None)
    );
    let mut stream = preview.connect();
    let request = format!("GET {news} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
    stream.write_all(request.as_bytes()).expect("sent");
    let (mut read, mut piece) = (Vec::new(), [0; 4096]);
    while !read.windows(4).any(|four| four == b"\r\n\r\n") {
        let count = stream.read(&mut piece).expect("read");
        read.extend_from_slice(&piece[..count]);
    }
    let answer = crate::wire::Answer::parse(&read);
    assert_eq!(
        (answer.status, answer.header("Content-Type")),
        (200, Some("text/event-stream"))
    );
    for (name, value) in [
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        assert_eq!(answer.header(name), Some(value));
    }
    assert_eq!(answer.header("Access-Control-Allow-Origin"), None);
}

#[test]
fn a_reader_that_takes_nothing_is_let_go() {
    let preview = Preview::new();
    let many = format!(
        "GET /data/terms.json HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.address
    )
    .repeat(200_000);
    let stuck: Vec<_> = (0..128)
        .map(|_| {
            let mut stream = preview.connect();
            stream.set_nonblocking(true).expect("set");
            // As much as the system takes; the answers fill the way back and are not read.
            let _ = stream.write_all(many.as_bytes());
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(preview.get("/").status, 503);
    let start = Instant::now();
    while preview.get("/").status != 200 {
        assert!(
            start.elapsed() < Duration::from_secs(40),
            "their places never came free"
        );
        std::thread::sleep(Duration::from_millis(500));
    }
    drop(stuck);
}

#[test]
fn an_open_page_hears_of_changes_and_whether_it_changed_itself() {
    let preview = Preview::new();
    let mut kent = Listener::new(preview.address, TOKEN, "/forces/kent/");
    let mut about = Listener::new(preview.address, TOKEN, "/about/");
    let patience = Duration::from_secs(5);
    let before = (
        kent.next(patience, |_| true).expect("told"),
        about.next(patience, |_| true).expect("told"),
    );
    preview.site.replace(
        "content/forces/kent/2023-soc.md",
        "Some plans",
        "Most plans",
    );
    preview.refresh("content/forces/kent/2023-soc.md");
    let after = (
        kent.next(patience, |_| true).expect("told"),
        about.next(patience, |_| true).expect("told"),
    );
    assert_ne!(before.0["edition"], after.0["edition"]);
    assert_eq!(before.1["edition"], after.1["edition"]);
    assert_eq!(
        (after.0["is_own"].as_bool(), after.1["is_own"].as_bool()),
        (Some(true), Some(false))
    );
    let page = preview.get("/forces/kent/").text();
    assert!(page.contains(after.0["edition"].as_str().expect("an edition")));
}
