"""How long the briefs take: seconds, pages a second, memory; all of them, one of them, and with all of them kept.

The limits hold on two idle cores; without `--limit` nothing fails.
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

import pikepdf

# Wall seconds for all, processor seconds for one, megabytes for all, megabytes for all in one document.
LIMITS = {"all": 3.0, "one": 0.15, "memory": 200.0, "one document": 300.0}


def run(command, cache):
    """Wall seconds, processor seconds and peak megabytes of a command that keeps its briefs in a cache folder."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=os.environ | {"XDG_CACHE_HOME": str(cache)})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status != 0:
        sys.exit(f"{command} failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", action="store_true", help="fail where a limit is passed")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    with tempfile.TemporaryDirectory() as folder:
        copy, cache = pathlib.Path(folder) / "site", pathlib.Path(folder) / "cache"
        for name in ("content", "themes"):
            shutil.copytree(arguments.site / name, copy / name)
        shutil.copy(arguments.site / "site.toml", copy)
        # Without search, whose index takes memory of its own.
        build = [program, "build", "--quiet", "--no-search", "--root", copy]
        plain = [run([*build, "--no-briefs"], cache) for _ in range(arguments.runs)]
        cold = []
        for _ in range(arguments.runs):
            shutil.rmtree(cache, ignore_errors=True)
            cold.append(run(build, cache))
        warm = [run(build, cache) for _ in range(arguments.runs)]
        one = []
        for _ in range(arguments.runs):
            shutil.rmtree(cache, ignore_errors=True)
            one.append(run([program, "brief", "kent", "--quiet", "--root", copy, "--out", pathlib.Path(folder) / "kent.pdf"], cache))
        every = run([program, "brief", "--all", "--quiet", "--no-cache", "--root", copy, "--out", pathlib.Path(folder) / "all.pdf"], cache)
        briefs = list((copy / "public/briefs").glob("*.pdf"))
        pages = 0
        for path in briefs:
            with pikepdf.open(path) as pdf:
                pages += len(pdf.pages)
    wall = {name: min(row[0] for row in rows) for name, rows in (("plain", plain), ("cold", cold), ("warm", warm), ("one", one))}
    work = {name: min(row[1] for row in rows) for name, rows in (("plain", plain), ("cold", cold), ("warm", warm), ("one", one))}
    memory = statistics.median(row[2] for row in cold)
    typesetting = wall["cold"] - wall["plain"]
    print(f"{len(briefs)} briefs, {pages} pages, best of {arguments.runs} runs")
    print(f"site without briefs   {wall['plain']:.2f} s")
    print(f"all, nothing kept     {wall['cold']:.2f} s, {work['cold']:.2f} s of processor, {memory:.0f} MB: {pages / typesetting:.0f} pages a second")
    print(f"all, all of them kept {wall['warm']:.2f} s")
    print(f"one brief             {wall['one']:.2f} s, {work['one']:.3f} s of processor")
    print(f"all in one document   {every[0]:.2f} s, {every[2]:.0f} MB")
    over = [name for name, value in (("all", typesetting), ("one", work["one"]), ("memory", memory), ("one document", every[2])) if value > LIMITS[name]]
    for name in over:
        print(f"over its limit: {name}")
    sys.exit(1 if over and arguments.limit else 0)


main()
