"""Pages that are feeds: RSS 2.0, RSS 1.0, Atom (RFC 4287) and JSON Feed.

They hold addresses, headlines, dates and teasers of a source's newest articles. ``creator`` and
``author`` of an entry are not read: on these sites they name the newspaper (seen), and the page of
the article names its author.
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
from newsscraper.pages.length import USUAL_BASE
from newsscraper.pages.parser import bare_markup, parse
from newsscraper.text.cleaning import without_surrogates

_ITEM = "//*[local-name()='item' or local-name()='entry']"
_DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")
_TEXTS = ("description", "summary", "encoded", "content")
_JSON_DATES = ("date_published", "date_modified")
_JSON_TEXTS = ("summary", "content_text")

_NAMESPACE_RANKS = {
    "www.w3.org/2005/Atom": 1,
    "purl.org/atom/ns#": 1,
    "purl.org/rss/1.0/": 1,
    "purl.org/rss/1.0/modules/content/": 1,
    "purl.org/dc/elements/1.1/": 1,
    "purl.org/dc/terms/": 1,
}
_PREFIX_RANKS = {"atom": 1, "a10": 1, "rss": 1, "content": 1, "dc": 1, "dcterms": 1}
_MEDIA = ("search.yahoo.com/mrss", "media", "thumb")
_OTHER_RANK = 2
_AMPERSANDS = re.compile("&(?:amp|#0*38|#[xX]0*26);")
_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class FeedPage(Page):
    """A feed in XML."""

    kind = "feed"
    layout = "FeedPage"

    def matches(self) -> bool:
        """Whether the text is a feed in XML."""
        return self.document.form == "xml"

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The entries in order, without those that have no address."""
        return tuple(
            entry for item in self.xpath(_ITEM) if (entry := self._entry(item)) is not None
        )

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The codes of all warnings about the capture and its entries."""
        _ = self.selector
        if "\ufffd" in self.document.text:
            # The characters were lost before the feed was written, as in the site's own articles:
            # reading it lost nothing.
            return super().warnings
        return (*super().warnings, *_lossy_warning(self.entries, super().warnings))

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
            or _if_address(children.text("id"))
            or _if_address(item.xpath("@*[local-name()='about']").get())
        )
        if not href or not href.strip():
            return None
        return RawLink(
            _resolve_base(item.root, _unescape_ampersands(href)),
            _without_markup(children.text("title") or ""),
            "entry",
            next((value for name in _DATES if (value := children.text(name))), None),
            next(
                (_without_markup(value) for name in _TEXTS if (value := children.text(name))), None
            ),
        )


class JsonFeedPage(Page):
    """A JSON Feed."""

    kind = "feed"
    layout = "JsonFeedPage"

    def matches(self) -> bool:
        """Whether the text is a JSON Feed."""
        return self.document.form == "json"

    @cached_property
    def _items(self) -> tuple[list[dict[str, Any]], bool]:
        return items_of(self.document.text)

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The entries in order, without those that have no address."""
        return tuple(entry for item in self._items[0] if (entry := self._entry(item)) is not None)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The codes of all warnings, also about a cut-off feed and unpaired surrogates."""
        notes = (*super().warnings, *(() if self._items[1] else (WarningCode.CUT_PAGE,)))
        return tuple(dict.fromkeys((*notes, *_lossy_warning(self.entries, notes))))

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
        # `title`, `summary` and `content_text` are plain text (version 1.1). An entity in them is a
        # mistake of the server.
        teaser = next(
            (_unescape(value) for name in _JSON_TEXTS if (value := values.get(name))), None
        )
        if teaser is None and (markup := values.get("content_html")):
            teaser = _without_markup(markup)
        return RawLink(
            _unescape_ampersands(href),
            _unescape(values.get("title", "")),
            "entry",
            next((value for name in _JSON_DATES if (value := values.get(name))), None),
            teaser,
        )


class _Children:
    """The child elements of an entry by name.

    Elements of the feed's own namespace come first, then those of known modules, then all others.
    Media RSS is left out: its titles and descriptions belong to pictures, not to the entry.
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
        """The text of the first element that has this name and is not empty."""
        for _, element in sorted(self._found.get(name, ()), key=_rank_of):
            if text := "".join(map(str, element.itertext())).strip():
                return text
        return None


def _rank_of(ranked: tuple[int, etree._Element]) -> int:
    return ranked[0]


def _rank(space: str, prefix: str, own: str | None) -> int | None:
    """Return the rank of an element by its namespace; ``None`` if the element is ignored.

    Of several elements with the same name, the one with the lowest rank is used. If the namespace
    is not declared, the prefix decides.
    """
    if not prefix and space == (own or ""):
        return 0
    bare = re.sub(r"^https?://", "", space)
    if (prefix or bare).startswith(_MEDIA):
        return None
    return (_PREFIX_RANKS if prefix else _NAMESPACE_RANKS).get(prefix or bare, _OTHER_RANK)


def _unescape_ampersands(href: str) -> str:
    """An address in which ``&amp;`` was escaped once too often, as in the CDATA of some feeds."""
    return _AMPERSANDS.sub("&", href.strip())


def _if_address(name: str | None) -> str | None:
    """The identifier of an entry (Atom, RSS 1.0) if it is an address; ``None`` otherwise."""
    return name if name is not None and _ADDRESS.match(name) else None


def _resolve_base(item: etree._Element, href: str) -> str:
    """An address resolved against the ``xml:base`` attributes around it (RFC 4287, section 2).

    The result may still be relative to the address of the feed. It is empty, so no address, if the
    bases are longer than :data:`~newsscraper.pages.length.USUAL_BASE`: every entry repeats them.
    """
    if _ADDRESS.match(href):
        return href
    longest = len(href) + USUAL_BASE
    for element in (item, *item.iterancestors()):
        if base := element.get(_XML_BASE):
            try:
                href = urljoin(base.strip(), href)
            except ValueError:
                return href
            if len(href) > longest:
                return ""
    return href


def _lossy_warning(entries: Iterable[RawLink], noted: Sequence[str]) -> tuple[WarningCode, ...]:
    """The warning about entries that contain U+FFFD, unless it was given already."""
    if WarningCode.BYTES_UNREADABLE in noted:
        return ()
    is_lossy = any(
        "\ufffd" in text for entry in entries for text in (entry.text, entry.teaser or "")
    )
    return (WarningCode.BYTES_UNREADABLE,) if is_lossy else ()


def _unescape(text: str) -> str:
    return _REFERENCE.sub(lambda match: unescape(match[0]), as_html(text)) if "&" in text else text


def _without_markup(value: str) -> str:
    """The text of a value that contains escaped HTML, as descriptions do."""
    if "<" not in value and "&" not in value:
        return value
    root, _ = parse(bare_markup(f"<div>{as_html(value)}</div>".encode("utf-8", "replace")))
    return "\n".join(blocks(root))
