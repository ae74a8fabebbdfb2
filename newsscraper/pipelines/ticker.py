"""The ticker of a page, as a snapshot of its site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from newsscraper.items.records import Article, RawTickerItem, TickerItem, TickerSnapshot
from newsscraper.language import detect
from newsscraper.sites import address_of, canonical_url
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend
from newsscraper.urls import absolute

HASH_DIGITS = 20
"""Hexadecimal digits of a hash in an id: 80 bits."""


class TickerPipeline:
    """Fills ``ticker`` and ``ticker_id``."""

    def process_item(self, item: Article) -> Article:
        """Both stay null if the page shows no ticker. A snapshot set by a spider is kept."""
        raw = item.raw
        if item.ticker is None:
            item.ticker = snapshot(
                raw.ticker, raw.base_url, item.site, item.edition, raw.fetched_at
            )
        item.ticker_id = item.ticker.id if item.ticker is not None else None
        return item


def snapshot(
    entries: Sequence[RawTickerItem],
    base_url: str | None,
    site: str | None,
    edition: str | None,
    fetched_at: datetime | None,
) -> TickerSnapshot | None:
    """Make the snapshot of a ticker; returns ``None`` if it shows no headline.

    Args:
        entries: The ticker's entries in order. Empty ones count for the positions, and are left
            out of the snapshot.
        base_url: Base address of relative links.
        site: Key of the site, if known.
        edition: Edition of the page; decides between equally likely languages of a headline.
        fetched_at: Time of the fetch, with its time zone.

    """
    headlines = tuple([(entry.headline, entry.href) for entry in entries])
    strip = _strip(headlines, _origin(base_url), site, edition)
    if strip.is_relative:
        strip = _read_strip(headlines, base_url, site, edition)
    if not strip.items:
        return None
    return TickerSnapshot(
        id=f"{site}/{edition}/{strip.digest}" if site else f"text/{strip.digest}",
        site=site,
        edition=edition,
        items=list(strip.items),
        sightings=[utc(fetched_at)] if fetched_at is not None else [],
    )


def utc(moment: datetime) -> str:
    """Format a time as ISO 8601 in UTC, to the second, with ``Z``."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


class _Strip(NamedTuple):
    items: tuple[TickerItem, ...]
    digest: str
    is_relative: bool
    """Whether a link is relative to the path of the page, not only to its host."""


class _Entry(NamedTuple):
    headline: str
    url: str | None
    article_id: str | None
    language: str


_Headlines = tuple[tuple[str, str | None], ...]
"""Text and link of each entry."""


def _origin(base_url: str | None) -> str | None:
    """The base address without its path.

    With the path, no two pages would share a cache entry for the same ticker.
    """
    end = base_url.find("/", 8) if base_url is not None else -1
    return base_url[:end] if base_url is not None and end > 0 else base_url


def _read_strip(
    headlines: _Headlines, base_url: str | None, site: str | None, edition: str | None
) -> _Strip:
    origin = _origin(base_url)
    items = []
    is_relative = False
    for position, (headline, href) in enumerate(headlines, start=1):
        base = base_url
        if href is None or href.startswith(("http://", "https://")):
            base = None
        elif href.startswith("/"):
            base = origin
        else:
            is_relative = True
        entry = _entry(headline, href, base, edition)
        if entry is not None:
            items.append(
                TickerItem(position, entry.headline, entry.url, entry.article_id, entry.language)
            )
    lines = "".join([f"{item.headline}\t{item.url or ''}\n" for item in items])
    return _Strip(
        tuple(items), sha256(lines.encode("utf-8")).hexdigest()[:HASH_DIGITS], is_relative
    )


# Every page of an edition shows the same ticker for minutes.
_strip = lru_cache(maxsize=256)(_read_strip)


@lru_cache(maxsize=16384)
def _entry(
    headline: str, href: str | None, base_url: str | None, hint: str | None
) -> _Entry | None:
    """Read one entry.

    Cached: of some fifty headlines of a page, all but one or two were on the previous page too.
    """
    text = clean(mend(headline).text)
    if not text:
        return None
    link = absolute(base_url, href)
    url = canonical_url(link) if link else None
    address = address_of(url) if url else None
    return _Entry(text, url, address.article_id if address else None, detect(text, hint=hint).code)
