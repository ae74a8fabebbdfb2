"""The ticker as entries and links, and functions shared by all ways of finding it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from newsscraper.items.records import RawTickerItem

SAMPLE = 12
_ARTICLE_HREF = re.compile(r"/\d+/?(?:[?#].*)?$")
_MAY_LEAD_TO_ARTICLE = re.compile(r"/\d+/?\s*(?:[?#]|$)")
_MAY_LEAD_ANY_TO_ARTICLE = re.compile(r"/\d+/?\s*(?:[?#]|$)", re.MULTILINE)
MIN_COPIED = 4


class Strip(NamedTuple):
    """The ticker of an HTML page."""

    entries: tuple[RawTickerItem, ...] = ()
    """The entries, including empty ones."""
    anchors: tuple[etree._Element, ...] = ()
    """The link elements of the strip; empty if a script writes them."""


@lru_cache(maxsize=4096)
def ticker_item(headline: str, href: str | None) -> RawTickerItem:
    """An entry. It is cached, since consecutive pages share all but one or two entries."""
    return RawTickerItem(headline, href)


def without_copy(entries: tuple[RawTickerItem, ...]) -> tuple[RawTickerItem, ...]:
    """The entries without the copy that some scripts append to make the strip scroll endlessly."""
    half, odd = divmod(len(entries), 2)
    return (
        entries[:half]
        if not odd and half >= MIN_COPIED and entries[:half] == entries[half:]
        else entries
    )


def leads_to_article(anchor: etree._Element) -> bool:
    """Whether the address of a link ends in a number, as the address of an article does."""
    return _ARTICLE_HREF.search(anchor.get("href") or "") is not None


def has_links_to_articles(anchors: list[etree._Element]) -> bool:
    """Whether :func:`links_to_articles` may find any: one search in all addresses."""
    hrefs = "\n".join([anchor.get("href") or "" for anchor in anchors])
    return _MAY_LEAD_ANY_TO_ARTICLE.search(hrefs) is not None


def links_to_articles(anchors: list[etree._Element]) -> list[etree._Element]:
    """The links whose address may be that of an article, also in a wider sense.

    White space may surround the address, and anything may follow a question mark.
    """
    search = _MAY_LEAD_TO_ARTICLE.search
    return [anchor for anchor in anchors if (href := anchor.get("href")) and search(href)]


def mostly_articles(hrefs: list[str | None]) -> bool:
    """Whether at least half of the addresses, and at least one, are those of articles."""
    return sum(1 for href in hrefs if href and _ARTICLE_HREF.search(href)) * 2 >= len(hrefs) > 0
