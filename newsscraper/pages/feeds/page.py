"""RSS 2.0, RSS 1.0, Atom (RFC 4287) and JSON Feed: addresses, headlines, dates and teasers of a
source's newest articles.

``creator`` and ``author`` of an entry are not read: on these sites it is the newspaper (seen), not
a person, and the article's own page names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from parsel import Selector

from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Page, RawLink
from newsscraper.pages.blocks import blocks
from newsscraper.pages.feeds.json_feed import items_of
from newsscraper.pages.feeds.repair import as_html
from newsscraper.text.cleaning import without_surrogates

_ITEM = "//*[local-name()='item' or local-name()='entry']"
_DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")
_TEXTS = ("description", "summary", "encoded", "content")
_JSON_DATES = ("date_published", "date_modified")
_JSON_TEXTS = ("summary", "content_text")

_KNOWN = {
    "www.w3.org/2005/Atom": 1,
    "purl.org/atom/ns#": 1,
    "purl.org/rss/1.0/": 1,
    "purl.org/rss/1.0/modules/content/": 1,
    "purl.org/dc/elements/1.1/": 1,
    "purl.org/dc/terms/": 1,
}
_PREFIXES = {"atom": 1, "a10": 1, "rss": 1, "content": 1, "dc": 1, "dcterms": 1}
_MEDIA = ("search.yahoo.com/mrss", "media", "thumb")
_OF_OTHERS = 2
_AMPERSANDS = re.compile("&(?:amp|#0*38|#[xX]0*26);")
_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class FeedPage(Page):
    """A feed in XML."""

    kind = "feed"
    layout = "FeedPage"

    def matches(self) -> bool:
        """The root element is one of a feed."""
        return self.document.form == "xml"

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The entries in order; one without an address is left out."""
        return tuple(
            entry for item in self.xpath(_ITEM) if (entry := self._entry(item)) is not None
        )

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What reading the capture brought up, the entries included."""
        _ = self.selector
        if "\ufffd" in self.document.text:
            # lost before the feed was written, as in the site's own articles: no fault of the
            # reading
            return super().warnings
        return (*super().warnings, *_lost(self.entries, super().warnings))

    def links(self) -> Iterator[RawLink]:
        """The entries."""
        yield from self.entries

    def _entry(self, item: Selector) -> RawLink | None:
        children = _Children(item.root)
        href = (
            item.xpath(
                "*[local-name()='link'][not(@rel) or @rel='alternate' or contains(@rel,"
                " '/alternate')]/@href"
            ).get()
            or children.text("link")
            or item.xpath("*[local-name()='guid'][not(@isPermaLink='false')]/text()").get()
            or _named(children.text("id"))
            or _named(item.xpath("@*[local-name()='about']").get())
        )
        if not href or not href.strip():
            return None
        return RawLink(
            _based(item.root, _address(href)),
            _plain(children.text("title") or ""),
            "entry",
            next((value for name in _DATES if (value := children.text(name))), None),
            next((_plain(value) for name in _TEXTS if (value := children.text(name))), None),
        )


class JsonFeedPage(Page):
    """A JSON Feed."""

    kind = "feed"
    layout = "JsonFeedPage"

    def matches(self) -> bool:
        """An object that names a version of JSON Feed."""
        return self.document.form == "json"

    @cached_property
    def _items(self) -> tuple[list[dict[str, Any]], bool]:
        return items_of(self.document.text)

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The entries in order; one without an address is left out."""
        return tuple(entry for item in self._items[0] if (entry := self._entry(item)) is not None)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What reading the capture brought up: that it is cut, or that halves of characters stand
        in it."""
        notes = (*super().warnings, *(() if self._items[1] else (WarningCode.CUT_PAGE,)))
        return tuple(dict.fromkeys((*notes, *_lost(self.entries, notes))))

    def links(self) -> Iterator[RawLink]:
        """The entries."""
        yield from self.entries

    @staticmethod
    def _entry(item: dict[str, Any]) -> RawLink | None:
        values = {
            name: without_surrogates(value).strip()
            for name, value in item.items()
            if isinstance(value, str)
        }
        identity = values.get("id", "")
        href = values.get("url") or (
            identity if identity.startswith(("http://", "https://")) else values.get("external_url")
        )
        if not href:
            return None
        # `title`, `summary` and `content_text` are plain text (version 1.1); an entity in them is a
        # mistake of the server's.
        teaser = next(
            (_unescaped(value) for name in _JSON_TEXTS if (value := values.get(name))), None
        )
        if teaser is None and (markup := values.get("content_html")):
            teaser = _plain(markup)
        return RawLink(
            _address(href),
            _unescaped(values.get("title", "")),
            "entry",
            next((value for name in _JSON_DATES if (value := values.get(name))), None),
            teaser,
        )


class _Children:
    """The elements of an entry, by name: its own, before those of modules that say the same, before
    any other.

    A picture's title or description (Media RSS) is no entry's.
    """

    def __init__(self, item: etree._Element) -> None:
        self._found: dict[str, list[tuple[int, etree._Element]]] = {}
        own = etree.QName(item).namespace if ":" not in str(item.tag).rpartition("}")[2] else None
        for child in item:
            if not isinstance(child.tag, str):
                continue
            space, _, name = child.tag.rpartition("}")
            prefix, _, local = name.rpartition(":")
            rank = _rank(space[1:], prefix, own)
            if rank is not None:
                self._found.setdefault(local, []).append((rank, child))

    def text(self, name: str) -> str | None:
        """The first text under a name."""
        for _, element in sorted(self._found.get(name, ()), key=_by_rank):
            if text := "".join(map(str, element.itertext())).strip():
                return text
        return None


def _by_rank(found: tuple[int, etree._Element]) -> int:
    return found[0]


def _rank(space: str, prefix: str, own: str | None) -> int | None:
    """How near an element is to its entry, by its namespace, or by its prefix if that is not
    declared; ``None`` for no part."""
    if not prefix and space == (own or ""):
        return 0
    bare = re.sub(r"^https?://", "", space)
    if (prefix or bare).startswith(_MEDIA):
        return None
    return (_PREFIXES if prefix else _KNOWN).get(prefix or bare, _OF_OTHERS)


def _address(href: str) -> str:
    """An address without an escape too many, as feeds have it in CDATA: nothing else is called
    ``amp;``."""
    return _AMPERSANDS.sub("&", href.strip())


def _named(name: str | None) -> str | None:
    """The name of an entry (Atom, RSS 1.0), which need not be an address, if it is one."""
    return name if name is not None and _ADDRESS.match(name) else None


def _based(item: etree._Element, href: str) -> str:
    """An address that is relative to an ``xml:base`` (RFC 4287, section 2), made one that is
    relative to the feed's."""
    if _ADDRESS.match(href):
        return href
    for element in (item, *item.iterancestors()):
        if base := element.get(_BASE):
            try:
                href = urljoin(base.strip(), href)
            except ValueError:
                return href
    return href


def _lost(entries: Iterable[RawLink], noted: Sequence[str]) -> tuple[WarningCode, ...]:
    """The warning for entries in which stands what is no character."""
    if WarningCode.BYTES_UNREADABLE in noted:
        return ()
    is_lossy = any(
        "\ufffd" in text for entry in entries for text in (entry.text, entry.teaser or "")
    )
    return (WarningCode.BYTES_UNREADABLE,) if is_lossy else ()


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(lambda match: unescape(match[0]), as_html(text)) if "&" in text else text


def _plain(value: str) -> str:
    """The text of a value that holds escaped HTML, as descriptions do."""
    if "<" not in value and "&" not in value:
        return value
    return "\n".join(blocks(Selector(f"<div>{as_html(value)}</div>", type="html").root))
