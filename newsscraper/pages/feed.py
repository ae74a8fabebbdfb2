"""RSS 2.0, RSS 1.0 and Atom (RFC 4287): addresses, headlines, dates and teasers of a source's newest articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from parsel import Selector

from newsscraper.pages.base import Page, RawLink
from newsscraper.pages.blocks import blocks

_ITEM = "//*[local-name()='item' or local-name()='entry']"
_DATES = ("pubDate", "published", "date", "updated")
_TEXTS = ("description", "summary", "encoded", "content")


class FeedPage(Page):
    """A feed."""

    kind = "feed"
    layout = "FeedPage"

    def matches(self) -> bool:
        """The root element is one of a feed."""
        return self.document.form == "xml"

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The entries in order; one without an address is left out."""
        return tuple(entry for item in self.xpath(_ITEM) if (entry := self._entry(item)) is not None)

    def links(self) -> Iterator[RawLink]:
        """The entries."""
        yield from self.entries

    def _entry(self, item: Selector) -> RawLink | None:
        href = (
            item.xpath("*[local-name()='link'][not(@rel) or @rel='alternate']/@href").get()
            or _child(item, "link")
            or item.xpath("*[local-name()='guid'][not(@isPermaLink='false')]/text()").get()
        )
        if not href or not href.strip():
            return None
        return RawLink(
            href.strip(),
            _plain(_child(item, "title") or ""),
            "entry",
            next((value for name in _DATES if (value := _child(item, name))), None),
            next((_plain(value) for name in _TEXTS if (value := _child(item, name))), None),
        )


def _child(item: Selector, name: str) -> str | None:
    for element in item.xpath(f"*[local-name()='{name}']"):
        if text := "".join(element.xpath(".//text()").getall()).strip():
            return text
    return None


def _plain(value: str) -> str:
    """The text of a value that holds escaped HTML, as descriptions do."""
    if "<" not in value and "&" not in value:
        return value
    return "\n".join(blocks(Selector(f"<div>{value}</div>", type="html").root))
