//! The program itself on a disk, while the folder of its site is moved, removed and made again.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running `peelpress serve`, which is stopped when the test ends.
struct Running {
    program: Child,
    address: String,
}

impl Running {
    fn start(root: &Path) -> Running {
        let mut program = Command::new(env!("CARGO_BIN_EXE_peelpress"))
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut lines = BufReader::new(program.stderr.take().expect("its stderr")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split("http://").nth(1)?.split('/').next()?.to_owned()))
            .expect("an address");
        // Read its output: a full pipe would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        Running { program, address }
    }

    fn page(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    fn waits_for(&self, path: &str, text: &str) {
        let start = Instant::now();
        while !self.page(path).contains(text) {
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{path} never says `{text}`"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from)
        .into_iter()
        .filter_map(Result::ok)
    {
        let goal = to.join(entry.path().strip_prefix(from).expect("below it"));
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(&goal).expect("made"),
            false => drop(std::fs::copy(entry.path(), &goal).expect("copied")),
        }
    }
}

#[test]
fn a_site_that_is_moved_away_and_back_or_made_again_is_watched_again() {
    let above = tempfile::tempdir().expect("a folder");
    let above = above.path().canonicalize().expect("a path");
    let home = above.join("home");
    let root = home.join("site");
    let about = "content/pages/x.md";
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"),
        &root,
    );
    let save = |text: &str| {
        std::fs::create_dir_all(root.join("content/pages")).expect("made");
        std::fs::write(root.join(about), format!("---\ntitle: X\n---\n\n{text}\n")).expect("saved");
    };
    save("first");
    let running = Running::start(&root);
    running.waits_for("/x/", "first");
    // The site's folder, and the one above it; a pause, like that of an author at a keyboard.
    for (moved, word) in [(&root, "second"), (&home, "third")] {
        let away = moved.with_extension("away");
        std::fs::rename(moved, &away).expect("moved");
        std::thread::sleep(Duration::from_millis(600));
        std::fs::rename(&away, moved).expect("moved back");
        std::thread::sleep(Duration::from_millis(600));
        save(word);
        running.waits_for("/x/", word);
    }
    // Removed and made again, as by `git clone`.
    let kept = above.join("kept");
    copy(&root, &kept);
    std::fs::remove_dir_all(&root).expect("removed");
    std::thread::sleep(Duration::from_millis(600));
    copy(&kept, &root);
    std::thread::sleep(Duration::from_millis(600));
    save("fourth");
    running.waits_for("/x/", "fourth");
}
