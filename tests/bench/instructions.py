"""Counts the instructions of typical work, and compares them with those that are kept.

    python3 tests/bench/instructions.py target/release/peelpress [--bless]

Times differ from machine to machine and from minute to minute; instructions hardly do. A count that
differs by more than 3 % from `instructions.tsv` fails; `--bless` keeps the new ones. Growth is
compared as well: four times the forces may take at most 4.2 times the instructions.

It needs `valgrind` and `rustc`, and for the saved sentence `cargo build --release --bench edit`. A
row that the program cannot do, because it was compiled without briefs or search, is left out.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = pathlib.Path(__file__).with_name("instructions.tsv")
TOLERANCE = 0.03
SMALL, LARGE = 50, 200
MOST_GROWTH = 4.2


def corpus(folder):
    """The program that writes the measured site."""
    program = folder / "corpus"
    source = ROOT / "tests/bench/corpus.rs"
    subprocess.run(["rustc", "--edition", "2024", "-O", source, "-o", program], check=True)
    return program


def count(command, cwd):
    """The instructions of a command, on one thread."""
    with tempfile.NamedTemporaryFile() as out:
        valgrind = ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out.name}"]
        environment = dict(os.environ, RAYON_NUM_THREADS="1", XDG_CACHE_HOME=str(cwd / "cache"))
        run = subprocess.run(
            [*valgrind, *command], cwd=cwd, env=environment, capture_output=True, text=True
        )
        if run.returncode != 0:
            raise RuntimeError(f"{command}: {run.stderr[-400:]}")
        text = pathlib.Path(out.name).read_text()
    return int(re.search(r"^(?:summary|totals): (\d+)", text, re.M).group(1))


def can(program, command, cwd):
    """Whether the program was compiled with what a command needs."""
    return subprocess.run([program, *command], cwd=cwd, capture_output=True).returncode == 0


def measure(program, folder):
    """Each row with its millions of instructions."""
    write = corpus(folder)
    sites = {}
    for forces in (SMALL, LARGE):
        site = sites[forces] = folder / f"site-{forces}"
        subprocess.run([write, "peelpress", str(forces), site], check=True)
        shutil.copytree(ROOT / "themes", site / "themes")
    build = [program, "build", "-q", "--no-cache", "--no-search", "--no-briefs"]
    rows = {}
    for forces, site in sites.items():
        rows[f"build of {forces} forces"] = count(build, site)
        shutil.rmtree(site / "public")
    small, large = sites[SMALL], sites[LARGE]
    rows[f"check of {LARGE} forces"] = count([program, "check", "-q"], large)
    rows[f"export of {LARGE} forces"] = count([program, "export", "-q"], large)
    if can(program, ["brief", "force-1", "--out", "brief.pdf"], small):
        rows["brief"] = count([program, "brief", "force-1", "--out", "brief.pdf"], small)
    edits = [path for path in program.parent.glob("deps/edit-*") if not path.suffix]
    if edits:
        edit = max(edits, key=lambda path: path.stat().st_mtime)
        none, one = (count([edit, large, saves], large) for saves in ("1", "2"))
        rows[f"saved sentence at {LARGE} forces"] = one - none
    return {name: round(instructions / 1e6, 1) for name, instructions in rows.items()}


def kept():
    """The rows that are kept."""
    if not KEPT.exists():
        return {}
    lines = KEPT.read_text().splitlines()[1:]
    return {name: float(millions) for name, millions in (line.split("\t") for line in lines)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--bless", action="store_true", help="keep the new counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(arguments.program.resolve(), pathlib.Path(folder))
    before, failures = kept(), []
    print(f"{'millions of instructions':32}{'kept':>10}{'now':>10}{'change':>9}")
    for name, millions in found.items():
        was = before.get(name)
        change = millions / was - 1 if was else 0
        print(f"{name:32}{was or '-':>10}{millions:>10}{change:>+9.1%}")
        if was is None:
            failures.append(f"{name} has no count that is kept")
        elif abs(change) > TOLERANCE:
            failures.append(f"{name} differs by {change:+.1%}")
    growth = found[f"build of {LARGE} forces"] / found[f"build of {SMALL} forces"]
    print(f"{LARGE // SMALL} times the forces take {growth:.2f} times the instructions")
    if growth > MOST_GROWTH:
        failures.append(f"a build grows {growth:.2f} times")
    if arguments.bless:
        rows = {**before, **found}
        lines = ["what\tmillions"] + [f"{name}\t{millions}" for name, millions in rows.items()]
        KEPT.write_text("\n".join(lines) + "\n")
        return 0
    for failure in failures:
        print(f"{failure}; if that is right, run this with --bless", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
