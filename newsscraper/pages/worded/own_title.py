"""The title of a page in its metadata, and how well a printed line agrees with it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from newsscraper.text.cleaning import clean

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"\s+[|•·»:–—-]+\s+|\s*\|\s*")
_LONG_PARTS = re.compile(r"\s+[|•·»–—-]+\s+")
_MIN_CUT = 15
_MAX_LENGTH = 1000

MIN_AGREEMENT = 0.7
"""A headline with at least this agreement is the one in the page's metadata."""


class _Wording(NamedTuple):
    text: str
    words: frozenset[str]


class OwnTitle:
    """The headline in a page's metadata and title.

    Args:
        headlines: Those of JSON-LD and OpenGraph. They may differ: JSON-LD may describe another
            article, and OpenGraph the whole site.
        title: The page's title. It may also contain the name of the site.
        names: The names of the site and its host. A title with nothing else is ignored.

    """

    def __init__(
        self, headlines: tuple[str | None, ...], title: str | None, names: set[str]
    ) -> None:
        self._names = {_plain(name) for name in names}
        printed = (clean((text or "")[:_MAX_LENGTH]) for text in (*headlines, title))
        self._texts = [text for line in printed if (text := self._without_names(line))]
        if len(self._texts) and title:
            longest = max(_LONG_PARTS.split(self._texts[-1]), key=len)
            self._texts.append(longest)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def is_name(self, text: str) -> bool:
        """Return whether a cleaned line is only the site's name."""
        return _plain(text) in self._names

    def agreement(self, text: str) -> float:
        """Return how well a cleaned line agrees, from 0 to 1."""
        if not text or not self._wordings or self.is_name(text):
            return 0.0
        words = frozenset(_WORD.findall(text.casefold()))
        if not words:
            return 0.0
        return max(_likeness(text, words, wording) for wording in self._wordings)

    @cached_property
    def rarest(self) -> frozenset[str]:
        """The longest word of each wording, in lower case.

        A line that contains none of them cannot agree and need not be compared.
        """
        return frozenset(max(sorted(wording.words), key=len) for wording in self._wordings)

    @cached_property
    def _wordings(self) -> list[_Wording]:
        found = (
            _Wording(text.casefold(), frozenset(_WORD.findall(text.casefold())))
            for text in dict.fromkeys(self._texts)
        )
        return [wording for wording in found if wording.words]

    def _without_names(self, text: str) -> str:
        if _plain(text) in self._names:
            return ""
        parts = _PARTS.split(text)
        seams = _PARTS.findall(text)
        first, last = 0, len(parts)
        while first < last and _plain(parts[first]) in self._names:
            first += 1
        while last > first and _plain(parts[last - 1]) in self._names:
            last -= 1
        return "".join(
            part + (seams[first + i] if i < last - first - 1 else "")
            for i, part in enumerate(parts[first:last])
        )


def _plain(name: str) -> str:
    return "".join(_WORD.findall(name.casefold()))


def _likeness(text: str, words: frozenset[str], wording: _Wording) -> float:
    shared = len(words & wording.words)
    if not shared:
        return 0.0
    lowered = text.casefold()
    if lowered == wording.text:
        return 1.0
    start = wording.text.rstrip(" .…")
    if len(start) >= _MIN_CUT and lowered.startswith(start):
        return 0.95  # the metadata shortened it
    if (
        len(lowered) >= _MIN_CUT
        and len(words) > 2
        and lowered in wording.text
        and len(lowered) * 2 > len(wording.text)
    ):
        return 0.95  # the title contains more
    return 2 * shared / (len(words) + len(wording.words))
