"""The evaluation sets: pages and what is right for each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.news.domains import domain_of
from benchmarks.news.markup import read_page

ARTICLE_SETS = ("scrapinghub", "fundus-eval", "fundus", "trafilatura", "wcxb")
OTHER_SET = "wcxb-other"
SETS = (*ARTICLE_SETS, OTHER_SET)
NEWS_SETS = ("scrapinghub", "fundus-eval", "fundus")
FIELD_SETS = ("fundus", "trafilatura", "wcxb")

Key = tuple[str, str]
"""A page's set and its id in it."""


@dataclass(frozen=True)
class Page:
    """A saved page, its domain and what is right for it."""

    id: str
    set: str
    url: str
    """Its address, or its name in the set if the set has no address."""
    file: Path
    domain: str
    """The registered domain, ``example.co.uk``."""
    body: str | None = None
    """The whole text, paragraphs on lines; None in a set of snippets."""
    present: tuple[str, ...] = ()
    """Snippets that must be in the text."""
    absent: tuple[str, ...] = ()
    """Snippets that must not be in the text."""
    type: str = "article"
    """``article``, or what else the page is: ``listing``, ``forum`` ..."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None

    @property
    def key(self) -> Key:
        return self.set, self.id

    @property
    def html(self) -> str:
        """The page; it is read from its file each time."""
        return read_page(self.file)


def load(folder: Path, limit: int = 0) -> list[Page]:
    """All pages of all sets that are in a folder, in a fixed order.

    Args:
        folder: The evaluation folder, with one folder per set.
        limit: Only so many pages of each set; 0 for all.

    """
    pages = []
    for name in SETS:
        gold = folder / name / "gold.json"
        if gold.is_file():
            entries = json.loads(gold.read_text(encoding="utf-8"))
            found = sorted(entries.items())[: limit or None]
            pages += [_page(folder, name, key, entry) for key, entry in found]
    return pages


def _page(folder: Path, name: str, key: str, entry: dict[str, Any]) -> Page:
    file = folder / name / "pages" / entry["file"]
    authors = entry.get("authors") or ()
    return Page(
        id=key,
        set=name,
        url=entry["url"],
        file=file,
        domain=domain_of(entry["url"], file),
        body=entry.get("body"),
        present=tuple(entry.get("with", ())),
        absent=tuple(entry.get("without", ())),
        type=entry.get("type", "article"),
        title=entry.get("title"),
        authors=(authors,) if isinstance(authors, str) else tuple(authors),
        date=entry.get("date"),
    )
