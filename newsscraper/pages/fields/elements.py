"""The elements of a page that several fields need, found in as few walks of its tree as possible.

Making an object of an element takes longer than passing it in a walk. So the first walk finds only
what every page is asked for.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

_FIRST = ("meta", "script", "title", "h1")

Named = list[tuple[etree._Element, str]]
"""Elements with the value of one of their attributes."""


class Elements:
    """The elements of a page by their tag.

    Args:
        root: The root element of the page.

    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._found: dict[str, list[etree._Element]] = {tag: [] for tag in _FIRST}
        add = {tag: found.append for tag, found in self._found.items()}
        for element in root.iter(*_FIRST):
            add[element.tag](element)

    def of(self, tag: str) -> list[etree._Element]:
        """The elements with a tag, in page order.

        Args:
            tag: The tag; ``meta``, ``script``, ``title`` and ``h1`` cost no walk.

        """
        found = self._found.get(tag)
        if found is None:
            found = self._found[tag] = list(self.root.iter(tag))
        return found

    @property
    def items(self) -> Named:
        """The elements with an ``itemprop``, and its value."""
        return self._named[1]

    @property
    def classes(self) -> Named:
        """The elements with a ``class``, and its value."""
        return self._named[0]

    @cached_property
    def _named(self) -> tuple[Named, Named]:
        # A loop is faster than XPath, which makes an object of each attribute.
        classes: Named = []
        items: Named = []
        for element in self.root.iter("*"):
            get = element.get
            if names := get("class"):
                classes.append((element, names))
            if item := get("itemprop"):
                items.append((element, item))
        return classes, items

    @cached_property
    def marked_links(self) -> Named:
        """The links with a ``rel``, and its value."""
        return [(link, rel) for link in self.of("a") if (rel := link.get("rel"))]
