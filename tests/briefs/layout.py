"""Text that is hard to set: wide tables, long words, long titles, tall rows, pictures. Nothing may be lost, leave the page
or be printed over something else, and dates, rows and running heads stay right."""

import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

import pikepdf

import positions

WIDE = ("Recommendations", "Responsibilities", "Organisations", "Understanding", "Communications", "Investigations", "Safeguarding")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def table(columns, rows, cell):
    head = [WIDE[at % len(WIDE)] + (str(at) if at >= len(WIDE) else "") for at in range(columns)]
    lines = [head, ["---"] * columns] + [[cell(row, at) for at in range(columns)] for row in range(rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def png(width, height):
    """A grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


FINDINGS = f"""
### Seven columns of words {{#hard-seven .area-for-improvement}}

{table(7, 3, lambda row, at: "co-ordinated")}

### Twelve columns {{#hard-twelve}}

{table(12, 4, lambda row, at: f"word{row}x{at}")}

### Thirty columns {{#hard-thirty}}

{table(30, 2, lambda row, at: f"cell{row}y{at}")}

### Rows of three lines {{#hard-rows}}

{table(2, 40, lambda row, at: f"row{row} begins here and goes on for a while with words row{row} until it ends here row{row}" if at else f"row{row}")}

### {"w" * 199} {{#hard-title}}

A word of {"o" * 320} letters, and `{"c" * 240}` in code.

### {"A title that goes on and on " * 14} {{#hard-long}}

![A grey square that means nothing](hard.png)

{"It was due on 1 September 2023, cost £9 million and took 12 months. " * 12}
"""


def lines(words):
    """The words of a page in lines, column by column."""
    rows = {}
    for x0, y0, x1, y1, word in words:
        rows.setdefault((x0 > 297, round(y0)), []).append((x0, word))
    return [" ".join(word for _, word in sorted(row)) for _, row in sorted(rows.items())]


def faults(path):
    pages = list(positions.pages(path))
    text = " ".join(word for *_, words in pages for *_, word in words).replace("\u200b", "")
    squeezed = re.sub(r"\s+", "", text)
    for letter, count in (("w", 199), ("o", 320), ("c", 240)):
        # A long word may go over a column or page, with a running head in between.
        if sum(len(run) for run in re.findall(f"{letter}{{4,}}", text)) < count:
            yield f"not all of a word of {count} letters is printed"
    for wanted in [f"cell{row}y{at}" for row in range(2) for at in range(30)] + [f"word{row}x{at}" for row in range(4) for at in range(12)]:
        if wanted not in squeezed:
            yield f"not all of it is printed: {wanted[:20]}"
    for number, (_, _, words) in enumerate(pages, 1):
        for line, after in zip(lines(words), lines(words)[1:]):
            if re.search(r"\b\d{1,2}$", line) and re.match(f"(?:{MONTHS})\\b", after) and "Page" not in line:
                yield f"page {number}: a date is broken: {line[-20:]} / {after[:20]}"
        # All places of a row's name are on one page.
        for row in range(40):
            here = [word for word in words if re.match(rf"row{row}$", word[4])]
            if here and len(here) != 4:
                yield f"page {number}: row {row} is split"
    with pikepdf.open(path) as pdf:
        alts = [str(alt) for alt in alternatives(pdf.Root.StructTreeRoot)]
        pictures = [image for page in pdf.pages for image in page.get_images()]
    if "A grey square that means nothing" not in alts or not pictures:
        yield "the picture is not there with its alternative text"
    yield from positions.check(path, False)[0]


# Question areas of the example site: the running head, and a word that no other has.
AREAS = {"understanding": ("Understanding", "alpha"), "resources": ("Resources", "beta"), "tackling": ("Tackling", "gamma")}


def with_areas(document, length):
    """An account with a long finding at the end of each area."""
    for name, (_, word) in AREAS.items():
        finding = f"\n### A long finding on {name} {{#long-{name}}}\n\n{(word + ' ') * length}.\n"
        start = document.index(f"{{#{name}}}")
        end = document.find("\n## ", start)
        end = len(document) if end < 0 else end
        document = document[:end] + finding + document[end:]
    return document


def wrong_heads(path):
    """Pages with a running head that is not that of their first line."""
    for number, (width, height, words) in enumerate(positions.pages(path), 1):
        head = " ".join(word[4] for word in sorted(words) if word[1] < 50)
        body = sorted((word for word in words if 55 < word[1] < height - 60 and word[0] < width / 2), key=lambda word: (round(word[1]), word[0]))
        first = next((short for word in body[:40] for short, mark in AREAS.values() if word[4].strip(".") == mark), None)
        # The first words may be the title of the area itself, or another section.
        if number > 1 and first and body[0][4].strip(".") in [mark for _, mark in AREAS.values()] and first not in head:
            yield f"page {number}: the running head is {head!r} and not {first!r}"


def alternatives(element):
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from alternatives(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/Alt" in element:
            yield element.Alt
        if "/K" in element:
            yield from alternatives(element.K)


def main():
    program, site = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "site"
        for name in ("content", "themes"):
            shutil.copytree(site / name, copy / name)
        shutil.copy(site / "site.toml", copy)
        document = copy / "content/forces/kent/2023-soc.md"
        document.write_text(document.read_text() + FINDINGS)
        (document.parent / "hard.png").write_bytes(png(600, 400))
        for options in ([], ["--type", "large"], ["--mono", "--columns", "1"], ["--summary"], ["--action-plan"]):
            out = pathlib.Path(folder) / "kent.pdf"
            run = subprocess.run([program, "brief", "kent", "--quiet", "--no-cache", "--root", copy, "--out", out, *options], capture_output=True, text=True)
            is_whole = not {"--summary", "--action-plan"} & set(options)
            found = [run.stderr] if run.returncode else list(faults(out)) if is_whole else positions.check(out, False)[0]
            if "--summary" in options and not found and len(list(positions.pages(out))) != 1:
                found = ["the summary is longer than a page"]
            bad += bool(found)
            for fault in found[:8]:
                print(f"{' '.join(options) or 'plain'}: {fault}")
        example = pathlib.Path(folder) / "example"
        subprocess.run([program, "init", example], check=True, capture_output=True)
        shutil.copytree(site / "themes", example / "themes", dirs_exist_ok=True)
        document = example / "content/forces/saltmarsh/2026-regional.md"
        original = document.read_text()
        for length in (500, 650, 800, 950, 1100, 1250):
            document.write_text(with_areas(original, length))
            out = pathlib.Path(folder) / "saltmarsh.pdf"
            run = subprocess.run([program, "brief", "saltmarsh", "--quiet", "--no-cache", "--root", example, "--out", out], capture_output=True, text=True)
            found = [run.stderr] if run.returncode else list(wrong_heads(out))
            bad += bool(found)
            for fault in found:
                print(f"areas of {length} words: {fault}")
    print(f"layout: {11 - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
