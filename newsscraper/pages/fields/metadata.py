"""What a page says about itself in its head: meta and link tags, title, JSON-LD. Read once."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.jsonld import LinkedData, Thing, readable_entities
from newsscraper.text.cleaning import clean

_MAX_TITLE = 600
_WORD = re.compile(r"\w{2,}")
_SCRIPTS = tuple(
    (language, re.compile(f"[{first}-{last}]{{3}}"))
    for language, first, last in (
        ("ar", "\u0620", "\u064a"),
        ("ru", "\u0410", "\u044f"),
        ("el", "\u0391", "\u03c9"),
        ("he", "\u05d0", "\u05ea"),
        ("hi", "\u0904", "\u0939"),
        ("ko", "\uac00", "\ud7a3"),
        ("ja", "\u3041", "\u30fe"),
        ("zh", "\u4e00", "\u9fff"),
    )
)
_OPEN_GRAPH = ("og:", "article:")


class Value:
    """A text with the witness that it is from."""

    __slots__ = ("text", "witness")

    def __init__(self, text: str, witness: str) -> None:
        self.text, self.witness = text, witness


class Metadata:
    """The metadata of a page.

    Args:
        elements: The elements of the page.

    """

    def __init__(self, elements: Elements) -> None:
        self._elements, root = elements, elements.root
        self.meta: dict[str, list[str]] = {}
        """The contents of meta tags by ``property``, ``name`` or ``itemprop`` in lower case."""
        self.items: dict[str, list[str]] = {}
        """The contents of meta tags by ``itemprop`` in lower case."""
        self._lang = (root.get("lang") or root.get("xml:lang") or "").strip().lower() or None
        self._add(elements.of("meta"))
        self._title = next((node.text for node in elements.of("title") if node.text), "")
        self.linked = LinkedData(
            [
                script
                for script in elements.of("script")
                if (kind := script.get("type")) and "json" in kind
            ]
        )

    def _add(self, elements: list[etree._Element]) -> None:
        meta, items = self.meta, self.items
        for element in elements:
            get = element.get
            content = get("content")
            if not content or content.isspace():
                continue
            if name := get("property") or get("name"):
                meta.setdefault(name.strip().lower(), []).append(content)
            if item := get("itemprop"):
                for word in item.lower().split():
                    items.setdefault(word, []).append(content)

    def first(self, *names: str) -> str | None:
        """The first content of the meta tags with these names, in their order."""
        for name in names:
            if found := self.meta.get(name):
                return readable_entities(found[0])
        return None

    def value(self, *names: str) -> Value | None:
        """The same with its witness."""
        for name in names:
            if found := self.meta.get(name):
                witness = "opengraph" if name.startswith(_OPEN_GRAPH) else "meta"
                return Value(readable_entities(found[0]), witness)
        return None

    @cached_property
    def canonical(self) -> str | None:
        """The first ``rel=canonical``."""
        head = self._elements.root.find("head")
        for links in (head.iter("link") if head is not None else (), self._elements.of("link")):
            for link in links:
                if link.get("rel") == "canonical":
                    return link.get("href")
        return None

    @cached_property
    def language(self) -> str | None:
        """The page's ``lang`` in lower case.

        If it is missing, or English as in many themes, the script of the title decides.
        """
        if self._lang is None or self._lang.startswith("en"):
            for language, letters in _SCRIPTS:
                if letters.search(self.title):
                    return language
        return self._lang

    @cached_property
    def title(self) -> str:
        """The text of the title element, cleaned."""
        return clean(readable_entities(self._title[:_MAX_TITLE]))

    @cached_property
    def article(self) -> Thing:
        """The JSON-LD article that is the page's own; empty without one.

        Of several it is the one whose headline is in the page's title.
        """
        articles = list(self.linked.articles())
        if len(articles) < 2:
            return articles[0] if articles else {}
        stated = self.first("og:title", "twitter:title") or self.title
        words = set(_WORD.findall(stated.lower()))
        for article in articles:
            headline = self.linked.text(article.get("headline")) or self.linked.text(
                article.get("name")
            )
            if len(words & set(_WORD.findall((headline or "").lower()))) * 2 > len(words):
                return article
        dates = {str(article.get("datePublished")) for article in articles}
        return articles[0] if len(dates) == 1 else {}

    @cached_property
    def page(self) -> Thing:
        """The JSON-LD object of the page itself, if it is not an article; else empty."""
        return next(self.linked.pages(), {})
