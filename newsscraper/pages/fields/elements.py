"""The elements of a page that several fields need, found in one walk of its tree.

A walk takes a fifth of a millisecond for a page of 100 KB, and a dozen fields would each make one.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

_TAGS = ("meta", "script", "link", "title", "h1", "h2", "time", "a")


class Elements:
    """The elements of a page by their tag.

    Args:
        root: The root element of the page.

    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._found: dict[str, list[etree._Element]] = {tag: [] for tag in _TAGS}
        add = {tag: found.append for tag, found in self._found.items()}
        for element in root.iter(*_TAGS):
            add[element.tag](element)

    def of(self, tag: str) -> list[etree._Element]:
        """The elements with a tag, in page order.

        Args:
            tag: One of ``meta script link title h1 h2 time a``.

        """
        return self._found[tag]

    @property
    def items(self) -> list[tuple[etree._Element, str]]:
        """The elements with an ``itemprop``, and its value."""
        return self._named[1]

    @property
    def classes(self) -> list[tuple[etree._Element, str]]:
        """The elements with a ``class``, and its value."""
        return self._named[0]

    @cached_property
    def _named(self) -> tuple[list[tuple[etree._Element, str]], list[tuple[etree._Element, str]]]:
        # A loop is faster than XPath, which makes an object of each attribute.
        classes: list[tuple[etree._Element, str]] = []
        items: list[tuple[etree._Element, str]] = []
        for element in self.root.iter("*"):
            get = element.get
            if names := get("class"):
                classes.append((element, names))
            if item := get("itemprop"):
                items.append((element, item))
        return classes, items

    @cached_property
    def marked_links(self) -> list[tuple[etree._Element, str]]:
        """The links with a ``rel``, and its value."""
        return [(link, rel) for link in self._found["a"] if (rel := link.get("rel"))]
