"""The built showcase on real servers: python3 servers.py PROGRAM [SERVER...]

Builds the invented showcase, configures nginx, Apache and Caddy with what `deploy-config` prints, once
at the root of the host and once below a path, and reads the answers for a page, a fingerprinted asset,
the search page, data, a missing page and a folder without its slash. Ends with 0 if every answer has
what the configuration promises, and with 1 after listing those that have not.
"""

import http.client
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
POLICY = "default-src 'none'"
WASM = "'wasm-unsafe-eval'"
# An edition published a page that the showcase no longer has.
LEDGER = (
    "address\tedition\tkind\tid\tnumber\ttitle\n/old/page/\t2025-01\tpage\told/page\t\tAn old page\n"
    "/withdrawn/\t2025-01\tpage\twithdrawn\t\tA withdrawn page\n"
)
REDIRECTS = "- {from: /old/page/, to: /forces/ashby/}\n- {from: /withdrawn/, gone: It was wrong.}\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def nginx(work, public, configuration, port):
    lines = configuration.replace("    listen [::]:", "    # listen [::]:")
    (work / "nginx.conf").write_text(
        f"pid {work}/nginx.pid; error_log {work}/error.log; daemon off; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off; client_body_temp_path {work}; proxy_temp_path {work};"
        f" fastcgi_temp_path {work}; uwsgi_temp_path {work}; scgi_temp_path {work};\n{lines}\n}}\n"
    )
    command = ["/usr/sbin/nginx", "-c", str(work / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    return command


def apache(work, public, configuration, port, base):
    (public / ".htaccess").write_text(configuration)
    modules = "authz_core dir mime headers rewrite alias mpm_event".split()
    loads = "\n".join(f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so" for one in modules)
    place = f'DocumentRoot "{public}"' if base == "/" else f'DocumentRoot "{work}"\nAlias "{base}" "{public}/"'
    (work / "apache.conf").write_text(
        f"{loads}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {work}/apache.pid\nErrorLog {work}/apache.log\n"
        f"TypesConfig /dev/null\nUser www-data\nGroup www-data\n{place}\n"
        f'<Directory "{work}">\nAllowOverride All\nRequire all granted\n</Directory>\n'
    )
    command = ["/usr/sbin/apache2", "-f", str(work / "apache.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    return [*command, "-DFOREGROUND"]


def caddy(work, public, configuration, port):
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    (work / "Caddyfile").write_text(options + configuration)
    command = ["/usr/bin/caddy", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]
    subprocess.run([command[0], "validate", *command[1:]], check=True, capture_output=True)
    return [command[0], "run", *command[1:]]


def ask(port, path, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def wait(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"no server answers on port {port}")


def main():
    program, *wanted = sys.argv[1:]
    program = str(pathlib.Path(program).resolve())
    failures, checks = [], 0
    for server in wanted or ["nginx", "apache", "caddy"]:
        for base in ["/", "/reports/"]:
            with tempfile.TemporaryDirectory() as folder:
                work = pathlib.Path(folder)
                work.chmod(0o755)
                port = free_port()
                site, public = work / "site", work / "public"
                shutil.copytree(ROOT / "tests/showcase", site)
                shutil.copytree(ROOT / "themes", site / "themes")
                (site / "content/redirects.yaml").write_text(REDIRECTS)
                (site / "content/addresses.tsv").write_text(LEDGER)
                url = f"http://127.0.0.1:{port}{base}"
                common = ["--root", str(site), "--base-url", url]
                subprocess.run(
                    [program, "build", *common, "--out", str(public), "--precompress", "--quiet"],
                    check=True, capture_output=True,
                )
                printed = subprocess.run(
                    [program, "deploy-config", server, *common, "--folder", str(public)],
                    check=True, capture_output=True, text=True,
                ).stdout
                arguments = (work, public, printed, port)
                command = {
                    "nginx": lambda: nginx(*arguments),
                    "apache": lambda: apache(*arguments, base),
                    "caddy": lambda: caddy(*arguments),
                }[server]()
                running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    wait(port)
                    for name, holds in answers(port, base, public, server):
                        checks += 1
                        if not holds:
                            failures.append(f"{server} at {base}: {name}")
                finally:
                    running.terminate()
                    running.wait(timeout=20)
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{checks - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


def answers(port, base, public, server):
    """What the answers must have: pairs of a sentence and whether it is so."""
    asset = next((public / "assets").glob("site.*.css"))
    calendar = next(public.glob("**/*.ics")).relative_to(public)
    pages = {
        "page": (f"{base}forces/ashby/", 200, "text/html"),
        "asset": (f"{base}assets/{asset.name}", 200, "text/css"),
        "table": (f"{base}data/findings.csv", 200, "text/csv"),
        "json": (f"{base}data/findings.json", 200, "application/json"),
        "calendar": (f"{base}{calendar}", 200, "text/calendar"),
        "brief": (f"{base}briefs/ashby.pdf", 200, "application/pdf"),
        "card": (f"{base}forces/ashby/card.png", 200, "image/png"),
        "web manifest": (f"{base}site.webmanifest", 200, "application/manifest+json"),
        "manifest": (f"{base}manifest.json", 200, "application/json"),
        "tombstone": (f"{base}withdrawn/", 200, "text/html"),
        "missing page": (f"{base}forces/nowhere/", 404, "text/html"),
    }
    if (public / "search").is_dir():
        pages["search page"] = (f"{base}search/", 200, "text/html")
    for name, (path, status, media) in pages.items():
        file = public / path[len(base):]
        if name in ("brief", "card") and not file.is_file():
            continue
        got, headers, body = ask(port, path)
        yield f"{name} answers {status} (was {got})", got == status
        said = headers.get("content-type", "nothing")
        yield f"{name} is {media} (was {said})", said.startswith(media)
        if media.startswith("text/"):
            yield f"{name} is UTF-8 (was {said})", "charset=utf-8" in said.lower()
        policy = headers.get("content-security-policy", "")
        yield f"{name} has a content policy", policy.startswith(POLICY)
        yield f"{name} may run WebAssembly only for search", (WASM in policy) == (name == "search page")
        yield f"{name} has nosniff", headers.get("x-content-type-options") == "nosniff"
        yield f"{name} has a referrer policy", "referrer-policy" in headers
        caching = headers.get("cache-control", "")
        expected = "immutable" if name == "asset" else "no-cache"
        yield f"{name} is cached as {expected} (was {caching})", expected in caching
        if name == "missing page":
            yield "the missing page is the site's own", body == (public / "404.html").read_bytes()
        if name == "tombstone":
            yield "the page of what was withdrawn says why", b"It was wrong." in body
    status, headers, _ = ask(port, f"{base}forces/ashby")
    place = headers.get("location", "")
    yield f"a folder without its slash leads on (was {status} to {place})", (
        status in (301, 302, 307, 308) and place.endswith(f"{base}forces/ashby/")
    )
    for old in ["old/page/", "old/page"]:
        status, headers, _ = ask(port, base + old)
        place = headers.get("location", "")
        yield f"{old} leads on (was {status} to {place})", status == 301 and place.endswith(f"{base}forces/ashby/")
    status, headers, body = ask(port, f"{base}forces/ashby/", {"Accept-Encoding": "gzip"})
    page = public / "forces/ashby/index.html"
    yield "a page is sent as it was compressed", status == 200 and body == page.with_suffix(".html.gz").read_bytes()
    said = headers.get("content-encoding"), headers.get("content-type", "nothing")
    yield f"and says so (was {said})", said[0] == "gzip" and said[1].startswith("text/html")
    yield "and differs by encoding", "accept-encoding" in headers.get("vary", "").lower()
    # Debian's nginx has Brotli in a module of its own.
    if server != "nginx":
        _, headers, body = ask(port, f"{base}assets/{asset.name}", {"Accept-Encoding": "gzip, br"})
        yield "an asset is sent as Brotli", headers.get("content-encoding") == "br"
        yield "with the bytes of the copy", body == asset.with_suffix(".css.br").read_bytes()
        said = headers.get("content-type", "nothing"), headers.get("cache-control", "nothing")
        yield f"as a stylesheet kept for ever (was {said})", said[0].startswith("text/css") and "immutable" in said[1]


if __name__ == "__main__":
    sys.exit(main())
