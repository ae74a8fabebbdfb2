"""The ticker as a snapshot of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from newsscraper.items import Article, RawTickerItem, TickerItem, TickerSnapshot
from newsscraper.language import detect
from newsscraper.mojibake import mend
from newsscraper.sites import address_of, canonical_url
from newsscraper.text import clean
from newsscraper.urls import absolute

HASH_DIGITS = 20
"""Hexadecimal digits of a hash in an id: 80 bits."""


class TickerPipeline:
    """Fills ``ticker`` and ``ticker_id``."""

    def process_item(self, item: Article) -> Article:
        """Null where the page shows no strip; a snapshot that is there already, a spider's, is kept."""
        raw = item.raw
        if item.ticker is None:
            item.ticker = snapshot(raw.ticker, raw.base_url, item.site, item.edition, raw.fetched_at)
        item.ticker_id = item.ticker.id if item.ticker is not None else None
        return item


def snapshot(
    entries: Sequence[RawTickerItem],
    base_url: str | None,
    site: str | None,
    edition: str | None,
    fetched_at: datetime | None,
) -> TickerSnapshot | None:
    """The snapshot of a strip, or ``None`` where it shows no headline.

    Args:
        entries: The strip's entries, empty ones included: they count in the positions and are dropped here.
        base_url: What relative links are relative to.
        site: Key of the site, where it is known.
        edition: Edition of the page; breaks ties in the headlines' languages.
        fetched_at: Time of the fetch, aware.

    """
    items = [
        TickerItem(position, entry.headline, entry.url, entry.article_id, entry.language)
        for position, raw in enumerate(entries, start=1)
        if (entry := _entry(raw.headline, raw.href, _base_for(raw.href, base_url), edition)) is not None
    ]
    if not items:
        return None
    lines = "".join(f"{item.headline}\t{item.url or ''}\n" for item in items)
    digest = sha256(lines.encode("utf-8")).hexdigest()[:HASH_DIGITS]
    return TickerSnapshot(
        id=f"{site}/{edition}/{digest}" if site else f"text/{digest}",
        site=site,
        edition=edition,
        items=items,
        sightings=[utc(fetched_at)] if fetched_at is not None else [],
    )


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second, with ``Z``."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


class _Entry(NamedTuple):
    headline: str
    url: str | None
    article_id: str | None
    language: str


def _base_for(href: str | None, base_url: str | None) -> str | None:
    """The part of the base that the link needs: a page's own path would make each page's links new to the memory."""
    if base_url is None or href is None or href.startswith(("http://", "https://")):
        return None
    if href.startswith("/") and (end := base_url.find("/", 8)) > 0:
        return base_url[:end]
    return base_url


@lru_cache(maxsize=16384)
def _entry(headline: str, href: str | None, base_url: str | None, hint: str | None) -> _Entry | None:
    """One entry, remembered: of some fifty headlines on a page all but one or two stood on the page before."""
    text = clean(mend(headline).text)
    if not text:
        return None
    link = absolute(base_url, href)
    url = canonical_url(link) if link else None
    address = address_of(url) if url else None
    return _Entry(text, url, address.article_id if address else None, detect(text, hint=hint).code)
