"""Reads the tables of the evaluation. Only this module names their files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.replica import corpus

ROOT = Path(__file__).resolve().parents[1]
DATES = ROOT / "tests/data/dates.tsv"
"""This project's table of printed dates: text, language, country, ISO date or empty, warning."""
SOUND = ROOT / "tests/data/sound.tsv"
"""Sound texts that look damaged: language, text."""
LANGUAGES = corpus.CORPUS / "languages"
"""Headlines in the languages of this press and their neighbours.

One per line, one file per language: ``fr.txt``.
"""
FOREIGN_DATES = "dates_dev.tsv"
"""A table of printed dates from outside this project, in the folder that ``EVAL`` names.

Its columns are text, language, ISO date or empty.
"""


class PrintedDate(NamedTuple):
    """A row of a table of dates."""

    text: str
    language: str | None
    country: str | None
    expected: str
    """ISO date; empty if the text is not a date, or an ambiguous one."""


class Text(NamedTuple):
    """A text and its language."""

    language: str
    text: str


def own_dates() -> tuple[PrintedDate, ...]:
    r"""The project's table of dates. ``\uXXXX`` in it stands for that character."""
    return tuple(
        PrintedDate(
            re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text),
            language or None,
            country or None,
            date,
        )
        for text, language, country, date, *_ in _rows(DATES)
    )


def foreign_dates(folder: Path) -> tuple[PrintedDate, ...]:
    """The table of dates from outside this project, in `folder`."""
    return tuple(
        PrintedDate(text, language or None, None, date)
        for text, language, date in _rows(folder / FOREIGN_DATES)
    )


@cache
def bodies() -> tuple[Text, ...]:
    """The bodies of the corpus's articles."""
    return tuple(Text(story.language, "\n\n".join(story.paragraphs)) for story in corpus.stories())


@cache
def headlines() -> tuple[Text, ...]:
    """The headlines of the corpus's articles and tickers."""
    found = [Text(story.language, story.headline) for story in corpus.stories()]
    for path in sorted((corpus.CORPUS / "headlines").glob("*.txt")):
        found += [Text(path.stem.rsplit(".", 1)[1], line) for line in _lines(path)]
    return tuple(found)


@cache
def confusers() -> tuple[Text, ...]:
    """More headlines in the languages of this press and in those easily mistaken for them."""
    return tuple(
        Text(path.stem, line) for path in sorted(LANGUAGES.glob("*.txt")) for line in _lines(path)
    )


@cache
def sound_texts() -> tuple[Text, ...]:
    """Sound texts in many languages, and the headlines and paragraphs of the corpus.

    Articles of the corpus that have lost letters are left out.
    """
    told = [
        Text(story.language, text)
        for story in corpus.stories()
        if not story.lost_bytes
        for text in (story.headline, *story.paragraphs)
    ]
    return (
        *(Text(language, text) for language, text in _rows(SOUND)),
        *told,
        *headlines(),
        *confusers(),
    )


def _lines(path: Path) -> list[str]:
    return [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def _rows(path: Path) -> list[list[str]]:
    # Not splitlines: a text may contain U+0085 or U+2028, which do not end a row.
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
