"""Flesch reading ease of every account in content/: the median at least 45, no account below 35.

reading_ease.py CONTENT [--list]
"""

import argparse
import pathlib
import re
import statistics
import sys

import textstat

MEDIAN, LOWEST = 45, 35


def prose(text: str) -> str:
    """The sentences of a file: no front matter, heading attributes, link targets, tables or code."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(("|", "```"))]
    text = "\n".join(lines)
    text = re.sub(r"\{[#.][^}]*\}", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    # A heading or list item without a full stop is a sentence of its own.
    text = re.sub(r"^(#+|[-*]|\d+\.)\s*(.*?)[.;:,]?\s*$", r"\2.", text, flags=re.M)
    return text


def ease(text: str) -> float | None:
    """Flesch's formula on unrounded averages, or None for a text too short to judge."""
    words = textstat.lexicon_count(text)
    if words < 100:
        return None
    sentences, syllables = textstat.sentence_count(text), textstat.syllable_count(text)
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="print every account")
    arguments = parser.parse_args()
    scores = {}
    for folder in ("forces", "rocus", "regions"):
        for path in sorted(arguments.content.glob(f"{folder}/*/[0-9]*.md")):
            score = ease(prose(path.read_text(encoding="utf-8")))
            if score is not None:
                scores[path.relative_to(arguments.content)] = score
    if not scores:
        print("no accounts: 0 passed, 0 failed")
        return 0
    hard = {path: score for path, score in scores.items() if score < LOWEST}
    shown = scores if arguments.list else hard
    for path, score in sorted(shown.items(), key=lambda pair: pair[1]):
        print(f"{score:5.1f} {path}")
    median = statistics.median(scores.values())
    lowest = min(scores.values())
    print(f"reading ease of {len(scores)} accounts: median {median:.1f}, lowest {lowest:.1f}")
    return 1 if hard or median < MEDIAN else 0


if __name__ == "__main__":
    sys.exit(main())
