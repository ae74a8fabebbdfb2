"""Saves article pages with missing fields if the layout of their source may have changed.

The saved pages are for use as test fixtures.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newsscraper.crawling.scrapy_compat.engine import parts_of
from newsscraper.items.records import Article
from newsscraper.owner_only import write_owner_only
from newsscraper.reports.quality import Fall
from newsscraper.sites import address_of
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.quality import Source
from newsscraper.urls import canonical

logger = logging.getLogger(__name__)

_MAX_PER_KIND = 3
_MAX_PAGES = 60
_MAX_BYTES = 32 * 1024 * 1024
_UNSAFE = re.compile(r"[^\w-]+")

_Kind = tuple[Source, frozenset[str]]
"""A source, and the fields that its page lacks."""


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    name: str
    meta: dict[str, str]


class Suspects:
    """Collects article pages without body, date or source, and saves those of suspect sources.

    A source is suspect if a field has become rarer than in earlier runs
    (:mod:`newsscraper.reports.quality`). A kind of page is a source and the fields that are
    missing. At most three pages per kind, sixty per run and 32 MiB are kept in memory; if there are
    more, those of the most frequent kinds.

    Settings:
        NEWSSCRAPER_SUSPECT_PAGES: The folder; ``None`` for ``suspect`` beside the store's file,
            empty to save nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        folder = crawler.settings.get("NEWSSCRAPER_SUSPECT_PAGES")
        if folder == "":
            raise NotConfigured
        self._folder = Path(folder) if folder is not None else None
        self._pages: dict[_Kind, list[_Page]] = {}
        self._counts: Counter[_Kind] = Counter()
        self._bytes = 0
        crawler.signals.connect(self._item_scraped, signal=signals.item_scraped)
        parts_of(crawler)[Suspects] = self

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    @staticmethod
    def of(crawler: Crawler) -> Suspects | None:
        """Return the instance for a crawler; ``None`` if the crawler saves no suspect pages."""
        return parts_of(crawler).get(Suspects)

    def add(self, source: Source, response: Response, missing: Iterable[str]) -> None:
        """Keep a page in memory, if there is room.

        Args:
            source: Site, edition and source.
            response: The page.
            missing: The fields that it lacks, of ``QUALITY_FIELDS``.

        """
        kind = (source, frozenset(missing))
        self._counts[kind] += 1
        if len(self._pages.get(kind, ())) >= _MAX_PER_KIND:
            return
        if sum(map(len, self._pages.values())) >= _MAX_PAGES and not self._make_room(kind):
            return
        if self._bytes + len(response.body) > _MAX_BYTES:
            return
        self._bytes += len(response.body)
        self._pages.setdefault(kind, []).append(_page(source, response, self._counts.total()))

    def write(self, found: Sequence[Fall], run: int, beside: Path | None) -> list[str | None]:
        """Save pages that lack a field which has become rarer.

        Each page is saved as ``<folder>/<site>-<run>/<source>-<number>/input.html`` and
        ``meta.json``. Nothing is saved if an earlier run has reported the same and saved pages. If
        the folder cannot be written, a warning is logged.

        Args:
            found: The fields that have become rarer.
            run: Number of the run.
            beside: The folder of the store's file; ``None`` if the store is a database server.

        Returns:
            For each of `found` the folder of its pages, or ``None`` without pages.

        """
        folder = (
            self._folder
            if self._folder is not None
            else beside / "suspect"
            if beside is not None
            else None
        )
        if folder is None:
            return [None] * len(found)
        try:
            return [self._keep(fall, run, folder) for fall in found]
        except OSError as error:
            logger.warning(
                "cannot save the suspect pages in %s: %s", folder, error.strerror or error
            )
            return [None] * len(found)

    def _keep(self, fall: Fall, run: int, folder: Path) -> str | None:
        if fall.since is not None and (earlier := _kept_since(fall, folder)) is not None:
            return str(earlier)
        target = folder / f"{fall.site}-{run}"
        source = (fall.site, fall.edition, fall.source_id)
        kinds = [kind for kind in self._pages if kind[0] == source and fall.field in kind[1]]
        kinds.sort(key=lambda kind: -self._counts[kind])
        pages = [page for kind in kinds for page in self._pages[kind]][:_MAX_PER_KIND]
        for page in pages:
            place = target / page.name
            place.mkdir(parents=True, exist_ok=True)
            write_owner_only(place / "input.html", page.body)
            meta = json.dumps(page.meta, ensure_ascii=False, indent=1) + "\n"
            write_owner_only(place / "meta.json", meta.encode())
        return str(target) if pages else None

    def _make_room(self, kind: _Kind) -> bool:
        least = min(self._pages, key=lambda other: self._counts[other])
        if self._counts[least] >= self._counts[kind]:
            return False
        pages = self._pages[least]
        self._bytes -= len(pages.pop().body)
        if not pages:
            del self._pages[least]
        return True

    def _item_scraped(self, item: Any, response: Any) -> None:
        if (
            isinstance(item, Article)
            and isinstance(response, Response)
            and item.site
            and item.edition
            and item.source_id
        ):
            missing = [name for name in QUALITY_FIELDS if not getattr(item, name)]
            if missing:
                self.add((item.site, item.edition, item.source_id), response, missing)


def _page(source: Source, response: Response, count: int) -> _Page:
    asked = response.meta.get("redirect_urls", []) if response.request is not None else []
    numbers = (
        address.number
        for url in (response.url, *asked)
        if (address := address_of(canonical(url))) is not None
    )
    number = next((number for number in numbers if number is not None), str(count))
    meta = {"url": response.url, "fetched_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    if "charset" in content_type.lower() and "utf-8" not in content_type.lower():
        meta["content_type"] = content_type  # needed to decode the page
    return _Page(response.body, f"{_file_name(source[2])}-{number}", meta)


def _kept_since(fall: Fall, folder: Path) -> Path | None:
    """Return the folder of pages saved by the first run that reported a drop, or a later one."""
    pattern = re.compile(rf"{re.escape(fall.site)}-(\d+)")
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        named = pattern.fullmatch(place.name)
        if named is not None and fall.since is not None and int(named[1]) >= fall.since:
            start = f"{_file_name(fall.source_id)}-"
            if any(
                page.name.startswith(start) and page.name.removeprefix(start).isdecimal()
                for page in place.iterdir()
            ):
                return place
    return None


def _file_name(text: str) -> str:
    return _UNSAFE.sub("_", text)
