"""Writes the licences of everything that is linked into the program to standard output.

Takes what `cargo metadata` says of the packages in Cargo.lock, and the licence files in their sources.
Packages for tests and build scripts are left out: they are not part of the program.
"""

import hashlib
import json
import pathlib
import subprocess
import sys

TARGET = "x86_64-unknown-linux-gnu"
NAMES = ("license", "licence", "copying", "notice", "unlicense", "copyright")


def metadata():
    """What cargo knows of the packages, from the lock file and the local sources."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", f"--filter-platform={TARGET}"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def linked(data):
    """The ids of all packages that the program links, without the program itself."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    found, waiting = set(), [root]
    while waiting:
        for dep in nodes[waiting.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dep["dep_kinds"])
            if is_linked and dep["pkg"] not in found:
                found.add(dep["pkg"])
                waiting.append(dep["pkg"])
    return found


def texts(package):
    """The licence files of a package, which are beside its manifest."""
    folder = pathlib.Path(package["manifest_path"]).parent
    named = package["license_file"]
    files = [path for path in sorted(folder.iterdir()) if path.name.lower().startswith(NAMES)]
    if named and (folder / named).is_file() and folder / named not in files:
        files.append(folder / named)
    return [path.read_text("utf-8", "replace").strip() for path in files if path.is_file()]


def main():
    data = metadata()
    ids = linked(data)
    packages = [package for package in data["packages"] if package["id"] in ids]
    packages.sort(key=lambda package: (package["name"], package["version"]))
    by_text, without = {}, []
    for package in packages:
        found = texts(package)
        label = f"{package['name']} {package['version']} ({package['license'] or 'see below'})"
        for text in found:
            key = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
            by_text.setdefault(key, (text, []))[1].append(label)
        if not found:
            without.append(f"{label} {package['repository'] or ''}".rstrip())
    print(f"Peelpress contains {len(packages)} packages of other authors. Their licences follow.")
    for text, labels in by_text.values():
        print("\n" + "=" * 80, *(f"- {label}" for label in labels), "", text, sep="\n")
    if without:
        print("\n" + "=" * 80)
        print("These packages name their licence, but their sources have no file with its text:\n")
        print(*(f"- {label}" for label in without), sep="\n")
    print(f"{len(packages)} packages, {len(by_text)} texts, {len(without)} without", file=sys.stderr)


if __name__ == "__main__":
    main()
