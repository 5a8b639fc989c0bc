"""The words of every brief against the data export that was written beside it."""

import datetime
import html
import json
import pathlib
import re
import subprocess
import sys

import yaml

import positions


def words(path):
    """The text of a PDF with line breaks and hyphens at line ends taken out."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, text=True, check=True).stdout
    return plain(re.sub("\u00ad\\s*", "", text))


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u2060", "")).strip()


def shown(date):
    day = datetime.date.fromisoformat(date)
    return f"{day.day} {day.strftime('%B %Y')}"


def key_figures(content, body):
    """The key figures of a body as its source files give them: label or measure, and the value in words."""
    for path in sorted(content.glob(f"*/{body['id']}/*.yaml")):
        if path.parts[-3] != f"{body['kind']}s":
            continue
        for figure in yaml.safe_load(path.read_text())["figures"]:
            if figure.get("key"):
                yield str(figure["words"]) if "words" in figure else f"{figure['value']:,}"


def rows_of_first_page(path):
    """The words of the first page in rows, each from left to right."""
    _, _, words = next(positions.pages(path))
    rows = []
    for word in sorted(words, key=lambda word: word[1] + word[3]):
        middle = (word[1] + word[3]) / 2
        if not rows or middle - rows[-1][0] > 4.5:
            rows.append((middle, []))
        rows[-1][1].append(word)
    return "\n".join(" ".join(word[4] for word in sorted(row)) for _, row in rows)


def short_name(content, body):
    """The name of a body in lists, as its source file gives it."""
    text = (content / f"{body['kind']}s" / body["id"] / f"{body['kind']}.md").read_text()
    front = yaml.safe_load(text.split("---")[1])
    return front.get("short_name", front["name"])


def squeezed(text):
    """Without spaces and hyphens: pdftotext drops those at line ends, even the one of "co-ordinated"."""
    return re.sub(r"[\s-]+", "", text)


class Site:
    def __init__(self, folder, content):
        self.folder, self.content = folder, content
        read = lambda name: json.loads((folder / "data" / f"{name}.json").read_text())
        self.bodies, self.regions = read("bodies"), read("regions")
        self.findings, self.recommendations = read("findings"), read("recommendations")

    def faults_of(self, path, url, facts):
        text = words(path)
        tight = squeezed(text)
        for what, fact in facts:
            if squeezed(plain(fact)) not in tight:
                yield f"{path.name}: {what} is not said: {fact}"
        if "Edition" not in text:
            yield f"{path.name}: it does not say which edition it is"

    def own(self, rows, url):
        return [row for row in rows if row["url"].split("#")[0] == url]

    def facts(self, url):
        for finding in self.own(self.findings, url):
            yield ("a finding", finding["title"])
            if finding["kind"] != "finding":
                yield ("a finding's kind", finding["kind"].replace("-", " ").capitalize())
        for recommendation in self.own(self.recommendations, url):
            yield ("a due date", shown(recommendation["due"]))
            yield ("an owner", recommendation["owner"])
            yield ("a recommendation", recommendation["text"])

    def tables(self, region, members):
        """The numbers of each body in every table of its region: one and the same, and that of the data and the site."""
        site = html.unescape((self.folder / "regions" / region["id"] / "index.html").read_text())
        paths = [self.folder / "briefs" / f"{member['id']}.pdf" for member in members if member["brief"]]
        paths = [path for path in [*paths, self.folder / "briefs" / f"region-{region['id']}.pdf"] if path.exists()]
        pages = {path: rows_of_first_page(path) for path in paths}
        for member in members:
            url = f'href="{member["url"]}"'
            row = next((row for row in site.split("<tr>") if url in row and 'scope="row"' in row), "")
            kinds = [finding["kind"] for finding in self.own(self.findings, member["url"])]
            wanted = [kinds.count("cause-of-concern"), kinds.count("area-for-improvement"), len(self.own(self.recommendations, member["url"]))]
            grade = (member["grade"] or "Not graded here").replace("-", " ")
            for path, page in pages.items():
                name = member["short_name"]
                line = re.search(rf"\b{re.escape(name)} (?:\w )?{grade} (\d+|–) (\d+|–) (\d+|–)(?: \(\d+\))?(?!\S)", page, re.I)
                if not line:
                    yield f"{path.name}: the table of the region has no row of {name}"
                elif [0 if cell == "–" else int(cell) for cell in line.groups()] != wanted:
                    yield f"{path.name}: {name} has {line.groups()}, the data {wanted}"
            for number, words in zip(wanted, ("cause of concern|causes of concern", "area for improvement|areas for improvement")):
                if number and not re.search(rf"{number} <span>(?:{words})<", row):
                    yield f"{region['url']}: the row of {member['name']} does not say {number} {words}"

    def check(self):
        faults, count = [], 0
        for body in self.bodies:
            if body["brief"] is None:
                continue
            count += 1
            path = self.folder / "briefs" / f"{body['id']}.pdf"
            facts = list(self.facts(body["url"])) + [("its name", body["name"])]
            if body["grade"]:
                facts.append(("its grade", body["grade"].replace("-", " ").capitalize()))
            facts += [("a key figure", figure) for figure in key_figures(self.content, body)]
            faults += self.faults_of(path, body["url"], facts)
        for region in self.regions:
            path = self.folder / "briefs" / f"region-{region['id']}.pdf"
            if not path.exists():
                continue
            count += 1
            facts = list(self.facts(region["url"])) + [("its name", region["name"])]
            members = [body for body in self.bodies if body["region"] == region["id"]]
            for body in members:
                body["short_name"] = short_name(self.content, body)
            faults += self.tables(region, members)
            for body in members:
                facts.append(("a body", body["name"]))
                boxed = [row for row in self.own(self.findings, body["url"]) if row["kind"] != "finding"]
                facts += [("a body's finding", row["title"]) for row in boxed]
                facts += [("a due date", shown(row["due"])) for row in self.own(self.recommendations, body["url"])]
                facts += [("a key figure", figure) for figure in key_figures(self.content, body)]
            faults += self.faults_of(path, region["url"], facts)
        return count, faults


def main():
    folder, content = (pathlib.Path(argument) for argument in sys.argv[1:3])
    count, faults = Site(folder, content).check()
    for fault in faults:
        print(fault)
    spoilt = len({fault.split(":")[0] for fault in faults})
    print(f"agreement: {count - spoilt} passed, {spoilt} failed")
    sys.exit(1 if faults or not count else 0)


main()
