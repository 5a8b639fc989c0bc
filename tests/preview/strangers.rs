//! Who may look at the preview, under which names, and who may open the editor.

use std::net::{SocketAddr, UdpSocket};

use crate::wire::{Answer, PASS, Preview, TOKEN};

/// A request under another name, as a browser sends it through a forwarded port.
fn named(preview: &Preview, host: &str, target: &str, headers: &str) -> Answer {
    preview.raw(
        format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n")
            .as_bytes(),
    )
}

#[test]
fn a_forwarded_port_may_have_another_number() {
    let preview = Preview::new();
    for host in [
        "localhost:8080",
        "127.0.0.1:8080",
        "[::1]:8080",
        "localhost",
    ] {
        assert_eq!(named(&preview, host, "/", "").status, 200, "{host}");
        let own = format!("Origin: http://{host}\r\n");
        assert_eq!(named(&preview, host, "/", &own).status, 200, "{host}");
        let other = "Origin: http://localhost:9999\r\n";
        assert_eq!(named(&preview, host, "/", other).status, 403, "{host}");
    }
}

#[test]
fn a_name_that_was_allowed_is_answered_on_any_port() {
    let preview = Preview::new();
    for host in [
        "forwarded.example",
        "forwarded.example:8443",
        "FORWARDED.example",
    ] {
        assert_eq!(named(&preview, host, "/", "").status, 200, "{host}");
        let secure = format!("Origin: https://{host}\r\n");
        assert_eq!(named(&preview, host, "/", &secure).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "forwarded.example.evil.example",
        "x.forwarded.example",
    ] {
        assert_eq!(named(&preview, host, "/", "").status, 421, "{host}");
    }
}

#[test]
fn a_refused_name_is_answered_with_what_to_type() {
    let preview = Preview::new();
    let page = named(&preview, "name-4173.app.example:443", "/", "");
    assert_eq!(page.status, 421);
    let text = page.text();
    assert!(
        text.contains("peelpress serve --allow-host name-4173.app.example"),
        "{text}"
    );
    assert!(!text.contains(PASS) && !text.contains(TOKEN), "{text}");
}

#[test]
fn the_pass_lets_a_browser_in_under_any_name() {
    let preview = Preview::new();
    let host = "tunnel.example:8080";
    let enter = named(&preview, host, &format!("/.peelpress/pass/{PASS}"), "");
    assert_eq!((enter.status, enter.header("Location")), (302, Some("/")));
    let cookie = enter.header("Set-Cookie").expect("a cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().expect("a pair");
    let with =
        |cookie: &str| named(&preview, host, "/", &format!("Cookie: a=b; {cookie}\r\n")).status;
    assert_eq!(with(pair), 200);
    assert_eq!(with("peelpress-pass=x"), 421);
    for wrong in ["", "x", &PASS[1..], TOKEN] {
        let target = format!("/.peelpress/pass/{wrong}");
        assert_eq!(named(&preview, host, &target, "").status, 404, "{wrong}");
    }
}

/// An address of this machine that is not a loopback address, if it has one.
fn network_address() -> Option<SocketAddr> {
    // No packet is sent: this asks only which address would be used.
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?;
    (!address.ip().is_loopback() && !address.ip().is_unspecified()).then_some(address)
}

#[test]
fn only_the_author_gets_the_token_that_opens_the_editor() {
    let preview = Preview::at("0.0.0.0:0", Some("true"));
    let author = preview.get("/forces/kent/").text();
    assert!(author.contains(TOKEN));
    let mut guests = vec![
        named(&preview, "forwarded.example", "/forces/kent/", "").text(),
        preview
            .ask("GET", "/forces/kent/", "X-Forwarded-For: 192.0.2.7\r\n")
            .text(),
    ];
    if let Some(address) = network_address() {
        let from = SocketAddr::new(address.ip(), preview.address.port());
        guests.push(preview.get_from(from, "/forces/kent/").text());
    }
    for page in &guests {
        assert!(!page.contains(TOKEN), "a guest has the author's token");
        let token = page.split("data-token=\"").nth(1).expect("a token");
        let token = &token[..token.find('"').expect("its end")];
        let map = preview.get(&format!("/.peelpress/{token}/map?path=/forces/kent/"));
        assert_eq!(map.status, 200, "guests see which file a block is from");
        assert!(
            !map.text().contains(&*preview.site.root().to_string_lossy()),
            "and no path of this machine"
        );
        let open = format!("/.peelpress/{token}/open?file=content/forces/kent/2023-soc.md&line=1");
        let own = format!("Origin: http://{}\r\n", preview.address);
        assert_eq!(preview.ask("POST", &open, &own).status, 403);
    }
    // The author's token does not help a guest who got hold of it.
    let open = format!("/.peelpress/{TOKEN}/open?file=content/forces/kent/2023-soc.md&line=1");
    let own = format!(
        "Origin: http://{}\r\nX-Forwarded-For: 192.0.2.7\r\n",
        preview.address
    );
    assert_eq!(preview.ask("POST", &open, &own).status, 404);
}

#[test]
fn the_editor_is_opened_one_file_at_a_time() {
    // `true` is not a known editor; `code` need not exist here: trying is what counts.
    let preview = Preview::at("127.0.0.1:0", Some("/nonexistent/code"));
    let open = format!("/.peelpress/{TOKEN}/open?file=content/forces/kent/2023-soc.md&line=1");
    let own = format!("Origin: http://{}\r\n", preview.address);
    let statuses: Vec<u16> = (0..5)
        .map(|_| preview.ask("POST", &open, &own).status)
        .collect();
    assert_eq!(statuses[0], 501, "there is no such editor");
    assert!(statuses[1..].contains(&429), "{statuses:?}");
}

#[test]
fn one_stream_carries_the_news_of_several_pages() {
    let preview = Preview::new();
    let mut listener = crate::wire::Listener::new(
        preview.address,
        TOKEN,
        "/forces/kent/&path=/&path=/nowhere/",
    );
    let patience = std::time::Duration::from_secs(5);
    for page in ["/forces/kent/", "/", "/nowhere/"] {
        let state = listener.next(patience, |state| state["path"] == page);
        assert!(state.is_some(), "no state of {page}");
    }
    let worker = preview.get(&format!("/.peelpress/{TOKEN}/worker.js"));
    assert_eq!(worker.status, 200);
    assert_eq!(
        worker.header("Content-Type"),
        Some("text/javascript; charset=utf-8")
    );
}
