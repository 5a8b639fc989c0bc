"""The same bytes from two folders, and from one and two threads."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


def build(program, site, folder, threads):
    """The hashes of every brief, made in a folder of its own with nothing kept from before."""
    copy = folder / "site"
    for name in ("content", "themes"):
        shutil.copytree(site / name, copy / name)
    shutil.copy(site / "site.toml", copy)
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads), TZ=("UTC", "Asia/Tokyo")[threads % 2])
    subprocess.run([program, "build", "--quiet", "--root", copy], check=True, env=environment)
    briefs = sorted((copy / "public/briefs").glob("*.pdf"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in briefs}


def main():
    program, site = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="another-") as two:
        first = build(program, site, pathlib.Path(one), 1)
        second = build(program, site, pathlib.Path(two) / "deeper", 2)
    differing = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    for name in differing:
        print(f"{name} differs")
    print(f"same bytes: {len(first) - len(differing)} passed, {len(differing)} failed")
    sys.exit(1 if differing or not first else 0)


main()
