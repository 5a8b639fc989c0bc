"""Where the words of every brief are: inside the page, and not over each other.

The validators do not see this. With `--fill` it also measures how full the pages are: the columns between the first page
and the last, and the last page.
"""

import argparse
import pathlib
import re
import subprocess
import sys

PAGE = re.compile(r'<page width="([0-9.]+)" height="([0-9.]+)">(.*?)</page>', re.S)
WORD = re.compile(r'<word xMin="(-?[0-9.]+)" yMin="(-?[0-9.]+)" xMax="(-?[0-9.]+)" yMax="(-?[0-9.]+)">(.*?)</word>')
# Points by which boxes of letters may touch, and the margins of the sheet.
SLACK = 1.5
TOP, BOTTOM = 60.0, 54.0
# How much of the columns between first and last page may be blank, and how much of a column the last page must fill.
MOST_BLANK, LEAST_LAST = 0.08, 0.25


def pages(path):
    """Width, height and words of each page."""
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    for width, height, body in PAGE.findall(text):
        words = [(float(a), float(b), float(c), float(d), word) for a, b, c, d, word in WORD.findall(body)]
        yield float(width), float(height), words


def outside(width, height, words):
    return [word for x0, y0, x1, y1, word in words if x0 < -SLACK or y0 < -SLACK or x1 > width + SLACK or y1 > height + SLACK]


def letters(word):
    """From the top of small letters to the base line: the box of a word also holds the room that its font keeps free."""
    height = word[3] - word[1]
    return word[1] + 0.32 * height, word[3] - 0.22 * height


def is_over(one, other):
    """Whether two words are printed over each other. A name on a map is drawn twice, once as its own outline."""
    x = min(one[2], other[2]) - max(one[0], other[0])
    (top, bottom), (other_top, other_bottom) = letters(one), letters(other)
    if one[4] == other[4] and abs(one[0] - other[0]) < SLACK and abs(one[1] - other[1]) < SLACK:
        return False
    return x > SLACK and min(bottom, other_bottom) - max(top, other_top) > SLACK


def overprinted(words):
    words = sorted(words, key=lambda word: word[1])
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            if other[1] >= one[3]:
                break
            if is_over(one, other):
                yield f"{one[4]} / {other[4]}"


def filled(width, height, words):
    """How far down each of the two columns is filled, from 0 to 1."""
    room = height - TOP - BOTTOM
    body = [word for word in words if word[1] > TOP - 8 and word[3] < height - BOTTOM + 12]
    halves = ([w for w in body if w[0] < width / 2], [w for w in body if w[0] >= width / 2])
    return [min(1.0, max(((w[3] - TOP) / room for w in half), default=0.0)) for half in halves]


def check(path, with_fill):
    all_pages = list(pages(path))
    problems, blank = [], []
    for number, (width, height, words) in enumerate(all_pages, 1):
        problems += [f"{path.name}: page {number}: off the page: {word}" for word in outside(width, height, words)[:3]]
        problems += [f"{path.name}: page {number}: one over the other: {pair}" for pair in list(overprinted(words))[:3]]
        if 1 < number < len(all_pages):
            blank += [1 - part for part in filled(width, height, words)]
    if with_fill and len(all_pages) > 1 and max(filled(*all_pages[-1])) < LEAST_LAST:
        problems.append(f"{path.name}: the last page fills {max(filled(*all_pages[-1])):.0%} of a column")
    return problems, blank, sum(filled(*all_pages[-1])) / 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=pathlib.Path, help="PDFs, or folders of them")
    parser.add_argument("--fill", action="store_true", help="also measure how full the pages are")
    parser.add_argument("--one-page", action="store_true", help="each PDF must be one page long, as a summary is")
    arguments = parser.parse_args()
    paths = [file for path in arguments.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    problems, blank, spoilt, lasts = [], [], 0, []
    for path in paths:
        found, gaps, last = check(path, arguments.fill)
        if arguments.one_page and len(list(pages(path))) != 1:
            found.append(f"{path.name}: it is longer than a page")
        spoilt += bool(found)
        problems += found
        blank += gaps
        lasts.append(last)
    for problem in problems:
        print(problem)
    if arguments.fill and blank:
        mean = sum(blank) / len(blank)
        print(f"blank between first and last page: {mean:.1%}; last pages filled: {sum(lasts) / len(lasts):.0%}")
        if mean > MOST_BLANK:
            problems.append("blank")
            print(f"more than {MOST_BLANK:.0%} is blank")
    print(f"positions: {len(paths) - spoilt} passed, {spoilt} failed")
    sys.exit(1 if problems or not paths else 0)


if __name__ == "__main__":
    main()
