"""Whether a headline, a date and authors are right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from benchmarks.news.scores import Counts

_SPACE = re.compile(r"\s+")
_QUOTES = re.compile("[\"'`´‘’‚‛“”„‟‹›«»「」『』＂＇]+")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212\uff0d]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BETWEEN_NAMES = re.compile(
    r"[,;|/&\n،؛、，·•]|(?<=\s)(?:and|und|et|y|og|och|ve|with)(?=\s)", re.IGNORECASE
)
_BEFORE_NAME = re.compile(
    r"^(?:(?:written\s+)?by|von|par|por|di|door|text|autor(?:in)?|author|بقلم|كتب)[\s:]+"
    r"(?:von\s+)?",
    re.IGNORECASE,
)
_DEGREES = frozenset(
    """
    md phd dr jr sr ii iii ms ma ba bs bsc msc mba mph rd rdn ldn cpp psp dvm vmd facp faclm dacvb
    dabom foma fand rn esq cfp cpa cfa cepf cdces lvt vts
    """.split()
)

Verdict = Literal["exact", "wrong", "missing"]


def headline_key(text: str) -> str:
    """A headline without the differences that do not matter: case, spaces, quotes, dashes."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).replace("...", "…"))
    text = _DASHES.sub("-", _QUOTES.sub("'", text)).casefold()
    return _SPACE.sub(" ", text).strip()


def date_verdict(expected: str, found: str | None) -> Verdict:
    """Compares the day; of an expected date without a day, only the year and the month.

    Args:
        expected: The right date, ISO 8601: ``2026-01-31`` or ``2026-01``.
        found: The date found, ISO 8601, with or without a time.

    """
    if not found:
        return "missing"
    digits = [int(part) for part in re.findall(r"\d+", expected)[:3]]
    day = [int(part) for part in re.findall(r"\d+", found[:10])[: len(digits)]]
    return "exact" if day == digits else "wrong"


def names_in(authors: Iterable[str]) -> frozenset[str]:
    """The names in what a page prints or a library returns, without degrees, in lower case."""
    found = set()
    for text in authors:
        for part in _BETWEEN_NAMES.split(unicodedata.normalize("NFKC", text)):
            name = _BEFORE_NAME.sub("", _INVISIBLE.sub("", part).strip())
            name = _SPACE.sub(" ", name.casefold().replace(".", "").strip(" -–—:()@"))
            words = [word for word in name.split(" ") if word not in _DEGREES]
            if words and any(map(str.isalpha, "".join(words))):
                found.add(" ".join(words))
    return frozenset(found)


def author_counts(expected: Iterable[str], found: Iterable[str]) -> Counts:
    """The names in common, those too many and those that are missing."""
    right, names = names_in(expected), names_in(found)
    return Counts(len(right & names), len(names - right), len(right - names))
