"""An author's text that looks like Typst, TeX or HTML comes out of a brief as the text it is."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FINDING = """
### Titles may hold \\#panic("title") and $x^2$ {#hostile-title}

It says #read("/etc/passwd") #panic("no") #import "x.typ": y $x$ @ref `#eval("1")` ~ -- \\\\ // /* x */ = not a heading

<label> <img src=x onerror=alert(1)> <b>bold</b> &amp; [a link](https://example.com/"onclick="x) "quotes" #link("x")[y]

- #set page(width: 1cm)
- \\#show: x => none

| #a | $b$ |
|----|-----|
| @c | <d> |
"""

EXPECTED = [
    '#panic("title") and $x^2$',
    '#read("/etc/passwd") #panic("no") #import "x.typ": y $x$ @ref #eval("1")',
    "// /* x */ = not a heading",
    "<label> <img src=x onerror=alert(1)> <b>bold</b> &",
    "#set page(width: 1cm)",
    "#show: x => none",
    "#a",
    "$b$",
    "@c",
    "<d>",
]


def plain(text):
    """Without spaces, and with the quotation marks and dashes that fine printing makes undone."""
    for fine, coarse in (("\u201c", '"'), ("\u201d", '"'), ("\u2019", "'"), ("\u2018", "'"), ("\u00ad", "")):
        text = text.replace(fine, coarse)
    return re.sub(r"\s+", "", text)


def main():
    program, site = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "site"
        for name in ("content", "themes"):
            shutil.copytree(site / name, copy / name)
        shutil.copy(site / "site.toml", copy)
        document = copy / "content/forces/kent/2023-soc.md"
        document.write_text(document.read_text() + FINDING)
        out = pathlib.Path(folder) / "kent.pdf"
        subprocess.run([program, "brief", "kent", "--quiet", "--root", copy, "--out", out], stderr=subprocess.DEVNULL)
        text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
    tight = plain(text)
    missing = [words for words in EXPECTED if plain(words) not in tight]
    leaked = [words for words in ("root:x:0",) if words in text]
    for words in missing:
        print(f"not set as it was written: {words}")
    for words in leaked:
        print(f"a file of the machine is in the brief: {words}")
    print(f"hostile: {len(EXPECTED) - len(missing)} passed, {len(missing) + len(leaked)} failed")
    sys.exit(1 if missing or leaked else 0)


main()
