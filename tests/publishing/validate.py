"""What machines read of a built site, checked by kept validators: python3 validate.py PUBLIC [NODE_MODULES]

Atom feeds by their grammar and by feedparser, the sitemap by its schema, calendars by icalendar, cards and
icons by Pillow, and linked data by the types of schema.org, where NODE_MODULES has `schema-dts` and
`typescript`. Ends with 0 if nothing is wrong, and with 1 after listing what is.
"""

import html.parser
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import feedparser
import icalendar
import lxml.etree
import PIL.Image

HERE = pathlib.Path(__file__).resolve().parent
CARD = (1200, 630)


class Head(html.parser.HTMLParser):
    """The properties in the head of a page, and its linked data."""

    def __init__(self):
        super().__init__()
        self.properties, self.links, self.data, self.is_data = {}, {}, [], False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name")
            self.properties.setdefault(name, attributes.get("content"))
        elif tag == "link":
            self.links.setdefault(attributes.get("rel"), []).append(attributes.get("href"))
        self.is_data = tag == "script" and attributes.get("type") == "application/ld+json"
        if self.is_data:
            self.data.append("")

    def handle_endtag(self, tag):
        self.is_data = False

    def handle_data(self, text):
        if self.is_data:
            self.data[-1] += text


class Site:
    """A built site, and what was found wrong with it."""

    def __init__(self, public):
        self.public, self.faults, self.counts = public, [], {}

    def fault(self, path, what):
        self.faults.append(f"{path}: {what}")

    def files(self, pattern):
        found = sorted(self.public.glob(pattern))
        self.counts[pattern] = len(found)
        return [(str(path.relative_to(self.public)), path) for path in found]

    def holds(self, address):
        """Whether the site has a file for an address of its own, whole or from the root of the host."""
        path = address.split("://", 1)[-1].split("/", 1)[-1] if "://" in address else address.lstrip("/")
        parts = path.split("/")
        # The site may be below a path.
        return any((self.public / "/".join(parts[at:])).is_file() for at in range(len(parts)))


def feeds(site):
    grammar = lxml.etree.RelaxNG(lxml.etree.parse(HERE / "atom.rng"))
    for name, path in site.files("**/*.atom"):
        tree = lxml.etree.parse(path)
        if not grammar.validate(tree):
            site.fault(name, grammar.error_log.last_error)
        parsed = feedparser.parse(path.read_bytes())
        if parsed.bozo:
            site.fault(name, parsed.bozo_exception)
        ids = [entry.id for entry in parsed.entries]
        if len(ids) != len(set(ids)):
            site.fault(name, "two entries have one id")
    for name, path in site.files("feed.json"):
        feed = json.loads(path.read_text())
        for item in feed["items"]:
            if not item.get("id") or not (item.get("content_text") or item.get("content_html")):
                site.fault(name, f"an item without an id or text: {item}")


def sitemap(site):
    schema = lxml.etree.XMLSchema(lxml.etree.parse(HERE / "sitemap.xsd"))
    for name, path in site.files("sitemap.xml"):
        tree = lxml.etree.parse(path)
        if not schema.validate(tree):
            site.fault(name, schema.error_log.last_error)


def search(site):
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    for name, path in site.files("opensearch.xml"):
        root = lxml.etree.parse(path).getroot()
        short, url = root.findtext(f"{space}ShortName"), root.find(f"{space}Url")
        if root.tag != f"{space}OpenSearchDescription" or not short or len(short) > 16:
            site.fault(name, "no short name of at most 16 letters")
        if url is None or "{searchTerms}" not in url.get("template", ""):
            site.fault(name, "no address with {searchTerms}")


def calendars(site):
    for name, path in site.files("**/*.ics"):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        for part in calendar.walk():
            for error in part.errors:
                site.fault(name, error)
        for event in calendar.walk("VEVENT"):
            for key in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"]:
                if key not in event:
                    site.fault(name, f"an event without {key}")
        for line in path.read_bytes().split(b"\r\n"):
            if len(line) > 75 or b"\n" in line:
                site.fault(name, f"a line that is not folded: {line[:40]}")


def picture(site, name, path, size):
    data = path.read_bytes()
    PIL.Image.open(io.BytesIO(data)).verify()
    image = PIL.Image.open(io.BytesIO(data))
    if image.format != "PNG" or image.size != size:
        site.fault(name, f"a {image.format} of {image.size}, not a PNG of {size}")
    # A picture of one colour says nothing.
    if len(image.convert("RGB").getcolors(1 << 24)) < 3:
        site.fault(name, "nothing is drawn")


def pictures(site):
    for name, path in site.files("**/card.png"):
        picture(site, name, path, CARD)
    for name, path in site.files("site.webmanifest"):
        manifest = json.loads(path.read_text())
        for key in ["name", "start_url", "scope", "display", "icons"]:
            if key not in manifest:
                site.fault(name, f"no `{key}`")
        for icon in manifest["icons"]:
            file = icon["src"].rsplit("/", 1)[-1]
            size = int(icon["sizes"].split("x")[0])
            picture(site, file, site.public / file, (size, size))


def pages(site):
    """The heads of all pages; gives the linked data of each."""
    data = {}
    for name, path in site.files("**/*.html"):
        head = Head()
        head.feed(path.read_text())
        image = head.properties.get("og:image")
        if image:
            said = [head.properties.get(f"og:image:{key}") for key in ["width", "height"]]
            if said != [str(side) for side in CARD] or not head.properties.get("og:image:alt"):
                site.fault(name, f"a picture of {said} without its size or words")
            if not site.holds(image):
                site.fault(name, f"no file for the picture {image}")
            if head.properties.get("twitter:card") != "summary_large_image":
                site.fault(name, "a picture that is not shown large")
        for rel in ["manifest", "search", "apple-touch-icon"]:
            for address in head.links.get(rel, []):
                if not site.holds(address):
                    site.fault(name, f"no file for {address}")
        if head.data:
            data[name] = [json.loads(text) for text in head.data]
    return data


def linked_data(site, data, modules):
    """Compiles linked data as values of the types that are generated from the vocabulary of schema.org."""
    lines = ["import type { Graph, Thing, WithContext } from 'schema-dts';"]
    places = {}
    for name, graphs in data.items():
        for graph in graphs:
            if graph.get("@context") != "https://schema.org":
                site.fault(name, "linked data without the vocabulary")
            kind = "Graph" if "@graph" in graph else "WithContext<Thing>"
            text = json.dumps(graph, ensure_ascii=False)
            if text not in places:
                places[text] = name
                lines.append(f"const data{len(places)}: {kind} = {text};")
    names = list(places.values())
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "data.mts"
        file.write_text("\n".join(lines + ["export {};"]))
        (pathlib.Path(folder) / "node_modules").symlink_to(modules)
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
        run = subprocess.run(
            ["node", str(modules / "typescript/bin/tsc"), *options, str(file)],
            cwd=folder, capture_output=True, text=True,
        )
    site.counts["linked data"] = len(names)
    for line in run.stdout.splitlines():
        if "error TS" in line:
            number = int(line.split("(", 1)[1].split(",", 1)[0]) if "(" in line else 0
            place = names[number - 2] if 2 <= number < len(names) + 2 else "linked data"
            site.fault(place, line.split(": ", 1)[-1][:400])
    if run.returncode and not run.stdout:
        site.fault("linked data", run.stderr)


def main():
    public, *modules = sys.argv[1:]
    site = Site(pathlib.Path(public))
    feeds(site)
    sitemap(site)
    search(site)
    calendars(site)
    pictures(site)
    data = pages(site)
    for folder in modules:
        linked_data(site, data, pathlib.Path(folder).resolve())
    for fault in site.faults:
        print(f"FAILED {fault}")
    print(", ".join(f"{count} {what}" for what, count in site.counts.items()))
    for needed in ["**/*.atom", "sitemap.xml", "**/*.ics", "**/*.html"]:
        if not site.counts[needed]:
            print(f"FAILED there is no {needed}")
            return 1
    return 1 if site.faults else 0


if __name__ == "__main__":
    sys.exit(main())
