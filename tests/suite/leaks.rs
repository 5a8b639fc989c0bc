//! The leak scan: hidden text is found in whatever form a file has, and public text is not taken for it.

use peelpress::leak::{HiddenText, KnownText, LeakScan, TextKind, TextOrigin};
use peelpress::text::{SourceMap, Span};

use crate::site_test::{SiteTest, account};

const SECRET: &str = "Detectives wait for months before anyone reads the phones of missing children and their friends";

fn hidden(kind: TextKind, words: &str) -> HiddenText {
    let mut sources = SourceMap::default();
    let file = sources.add("content/pages/secret.md", words);
    HiddenText {
        words: words.to_owned(),
        span: Span::new(file, 0..1),
        kind,
    }
}

fn scan(public: &str) -> LeakScan {
    let texts = vec![
        hidden(TextKind::Text, SECRET),
        hidden(TextKind::Title, "The phones of missing children"),
        hidden(TextKind::Title, "Phone delays"),
        hidden(TextKind::Id, "phone-delays"),
        hidden(TextKind::Id, "kent delays"),
        hidden(TextKind::Id, "phones/index.html"),
    ];
    LeakScan::new(
        texts,
        [KnownText {
            path: "",
            bytes: public.as_bytes(),
            origin: TextOrigin::Content,
        }],
    )
}

fn finds(path: &str, bytes: impl AsRef<[u8]>) -> bool {
    let found = scan("").scan(path, bytes.as_ref());
    for leak in &found {
        assert!(leak.message.contains(path), "{}", leak.message);
        assert_eq!(leak.labels.len(), 1, "the hidden line");
    }
    !found.is_empty()
}

#[test]
fn words_that_only_two_texts_together_hold_are_no_leak() {
    for (path, bytes) in [
        (
            "data/findings.csv",
            "1,wait for months before anyone,reads the phones\r\n",
        ),
        (
            "data/findings.json",
            "[\"wait for months before anyone\",\"reads the phones\"]",
        ),
        (
            "a/index.html",
            "<td>wait for months before anyone</td><td>reads the phones</td>",
        ),
    ] {
        assert!(!finds(path, bytes), "{path}");
    }
}

#[test]
fn hidden_text_is_found_in_every_kind_of_output() {
    let eight = "wait for months before anyone reads the phones";
    let folded = "DESCRIPTION:wait for months before any\r\n one reads\\, the pho\r\n\tnes\r\n";
    let xmp = [
        b"\xff\xfe\x00<rdf:li>".as_slice(),
        eight.as_bytes(),
        b"</rdf:li>\xff\x00",
    ]
    .concat();
    let sinks: [(&str, Vec<u8>); 20] = [
        ("a/index.html", format!("<p>{eight}</p>").into()),
        ("b/index.html", "<p>wait for <a href=\"/x/\">months</a> before&nbsp;anyone\n <b>reads</b> the phones</p>".into()),
        ("c/index.html", format!("<img alt=\"{eight}\">").into()),
        ("d/index.html", "<meta content='The Phones of Missing Children'>".into()),
        ("e/index.html", "<h2>Phone delays</h2>".into()),
        ("f/index.html", "<li id=\"phone-delays\">".into()),
        ("g/index.html", "<a href=\"/forces/kent/#delays\">one</a>".into()),
        ("h/index.html", format!("<!-- {eight} -->").into()),
        ("data/findings.csv", format!("id,text\r\n1,\"{eight}\"\r\n").into()),
        ("data/findings.json", "[{\"text\":\"wait for\\nmonths before \\u201canyone\\u201d reads the phones\"}]".into()),
        ("data/ids.csv", "body,finding\r\nkent,phone-delays\r\n".into()),
        ("calendar.ics", folded.into()),
        ("feed.atom", "<title>Phone delays</title>".into()),
        ("sitemap.xml", "<loc>https://example.org/findings/phone-delays/</loc>".into()),
        ("_redirects", "/old/ /x/phone-delays/ 301\n".into()),
        ("map.svg", format!("<text>{eight}</text>").into()),
        ("search/index/", eight.into()),
        ("kent.pdf.json", format!("{{\"text\":[\"{eight}\"]}}").into()),
        ("media/photo.jpg", xmp.clone()),
        ("briefs/kent.pdf", xmp),
    ];
    for (path, bytes) in sinks {
        assert!(
            finds(path, &bytes),
            "{path}: {}",
            String::from_utf8_lossy(&bytes)
        );
    }
    for name in [
        "media/phone-delays.png",
        "phones/index.html",
        "x/phone-delays/index.html",
    ] {
        assert!(finds(name, "nothing"), "{name}");
    }
}

/// A chunk of a PNG.
fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [&length[..], name, data, &[0; 4]].concat()
}

fn packed(text: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text).expect("packed");
    encoder.finish().expect("packed")
}

#[test]
fn hidden_text_is_found_in_metadata_that_is_compressed_or_has_two_bytes_a_letter() {
    let eight = "wait for months before anyone reads the phones";
    let png = |chunks: &[Vec<u8>]| [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat();
    let ztxt = [b"Comment\0\0".to_vec(), packed(eight.as_bytes())].concat();
    let itxt = [
        b"XML:com.adobe.xmp\0\x01\0\0\0".to_vec(),
        packed(eight.as_bytes()),
    ]
    .concat();
    let plain = [b"Title\0\0\0en\0Title\0".to_vec(), eight.into()].concat();
    let low: Vec<u8> = eight.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let high: Vec<u8> = eight.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex: String = high.iter().map(|byte| format!("{byte:02X}")).collect();
    let header = chunk(b"IHDR", &[0; 13]);
    for (path, bytes) in [
        ("media/a.png", png(&[header.clone(), chunk(b"zTXt", &ztxt)])),
        ("media/b.png", png(&[header.clone(), chunk(b"iTXt", &itxt)])),
        (
            "media/c.png",
            png(&[header.clone(), chunk(b"iTXt", &plain)]),
        ),
        ("media/d.png", png(&[header.clone(), chunk(b"eXIf", &low)])),
        (
            "media/e.jpg",
            [
                b"\xff\xd8\xff\xe1Exif\0\0".to_vec(),
                low.clone(),
                b"\xff\xd9".to_vec(),
            ]
            .concat(),
        ),
        (
            "media/f.jpg",
            [
                b"\xff\xd8\xff\xe1Exif\0\0".to_vec(),
                high.clone(),
                b"\xff\xd9".to_vec(),
            ]
            .concat(),
        ),
        (
            "media/g.webp",
            [b"RIFF....WEBPEXIF ".to_vec(), low].concat(),
        ),
        ("briefs/kent.pdf", format!("/Title <FEFF{hex}>").into()),
    ] {
        assert!(finds(path, &bytes), "{path}");
    }
    let other = [b"Comment\0\0".to_vec(), packed(b"A picture of a square")].concat();
    assert!(!finds(
        "media/h.png",
        png(&[header.clone(), chunk(b"zTXt", &other)])
    ));
    // What cannot be searched is not published.
    let much = [b"Comment\0\0".to_vec(), packed(&vec![b' '; 17 << 20])].concat();
    assert_eq!(
        scan("")
            .scan("media/i.png", &png(&[header, chunk(b"zTXt", &much)]))
            .len(),
        1
    );
    for end in 0..40 {
        scan("").scan("media/j.png", &png(&[chunk(b"iTXt", &itxt)])[..end]);
    }
}

#[test]
fn what_is_not_a_leak_is_not_found() {
    for (path, text) in [
        ("a/index.html", "<p>Some phone delays are short.</p>"),
        (
            "b/index.html",
            "<p>wait for months before anyone reads the letters</p>",
        ),
        (
            "c/index.html",
            "<p>phone-delays-2024 and pre-phone-delays</p>",
        ),
        (
            "d/index.html",
            "<p>Kent has few of them. Delays are short.</p>",
        ),
        ("data/x.json", "{\"delays\": 3, \"kent\": 4}"),
        ("empty", ""),
    ] {
        assert!(!finds(path, text), "{text}");
    }
    // The same words in public text are public.
    let public = "Officers wait for months before anyone reads the phones of missing children.";
    let known = scan(public);
    assert!(
        known
            .scan(
                "a/index.html",
                b"wait for months before anyone reads the phones"
            )
            .is_empty()
    );
    assert!(
        !known
            .scan(
                "a/index.html",
                b"the phones of missing children and their friends"
            )
            .is_empty()
    );
    // The end of a text is no part of the next.
    let parts = "<p title=\"wait for months before\">anyone reads the phones</p>";
    assert!(!finds("a/index.html", parts));
}

#[test]
fn any_bytes_are_read_to_their_end() {
    for bytes in [
        b"\xff\xfe\xf0\x90".as_slice(),
        b"<",
        b"<a b=\"",
        b"&",
        b"&amp",
        b"\\",
        b"\\u12",
        "é".as_bytes(),
        b"-",
        b"<!--",
        b"\r\n ",
    ] {
        for path in ["a.html", "a.json", "a.ics", "a.bin"] {
            assert!(!finds(path, bytes), "{bytes:?}");
        }
    }
}

/// A public page that shows a picture with words in its metadata, and a page under embargo with the same title.
fn pictured() -> SiteTest {
    let folder = crate::folder::tests().join("broken/hidden-text-published");
    SiteTest::over_base(&crate::folder::read(&folder))
}

#[test]
fn a_leak_fails_the_build_unless_the_settings_say_why_not() {
    let outcome = pictured().build();
    let report = outcome.report();
    assert!(
        outcome.has_errors() && report.contains("`media/pages/square.png`"),
        "{report}"
    );
    pictured()
        .edit(
            "site.toml",
            "theme = ",
            "skip_leak_scan = \"It is a test.\"\ntheme = ",
        )
        .clean();
    // From its day on, it is no leak.
    let later: peelpress::date::Moment = "2027-01-15".parse().expect("a day");
    pictured().on(later).clean();
}

#[test]
fn a_picture_and_words_of_a_hidden_finding_are_looked_for() {
    let words = "## Tackling {#tackling}\n\n### Late {#late topics=plans .draft}\n\nDetectives wait for months before anyone reads the phones.\n";
    let site = SiteTest::new("").with(
        "content/forces/kent/2023-soc.md",
        account("grade: good", words),
    );
    // The page is public text, so what it says is no leak.
    site.clone()
        .with(
            "content/pages/a.md",
            "---\ntitle: A\n---\n\nDetectives wait for months before anyone reads the phones.\n",
        )
        .clean();
    site.clean().page("forces/kent/").lacks("Detectives");
}
