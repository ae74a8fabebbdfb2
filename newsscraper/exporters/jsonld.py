"""JSON-LD in the words of schema.org: one document, UTF-8, its records under ``@graph``.

What schema.org has no word for stands in ``additionalProperty``; null and what is empty is left
out. docs/schema.md has the names.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from newsscraper.exporters.text import TextExporter

CONTEXT = "https://schema.org"

Node = dict[str, Any]


class JsonLdExporter(TextExporter):
    """An article is a ``NewsArticle``, a ticker snapshot an ``ItemList``, a ticker's headline a
    ``NewsArticle``."""

    suffix = ".jsonld"

    def begin(self) -> None:
        """Opens the document."""
        self._node = _NODES.get(self.fields.record, article_node)
        self._file.write(f'{{"@context": "{CONTEXT}", "@graph": [')

    def write_record(self, record: dict[str, Any]) -> None:
        """Writes one node a line."""
        node = json.dumps(self._node(record), ensure_ascii=False)
        self._file.write((",\n" if self.count else "\n") + node)

    def end(self) -> None:
        """Closes the document."""
        self._file.write("\n]}\n" if self.count else "]}\n")


def article_node(record: dict[str, Any]) -> Node:
    """An article's record, or some of its fields, as ``NewsArticle``."""
    rest = dict(record)
    published, published_at = rest.pop("published", None), rest.pop("published_at", None)
    if published_at is not None:
        rest = {
            "published": published,
            **rest,
        }  # the day in the place of publication, which the moment does not tell
    ticker = rest.pop("ticker", None)
    node = {
        "@type": "NewsArticle",
        "identifier": rest.pop("id", None),
        "url": rest.pop("url", None),
        "headline": rest.pop("headline", None),
        "articleBody": rest.pop("body", None),
        "datePublished": published_at or published,
        "publisher": _thing(
            "NewsMediaOrganization",
            name=rest.pop("source", None),
            identifier=rest.pop("source_id", None),
        ),
        "isBasedOn": rest.pop("original_url", None),
        "author": _thing("Person", name=rest.pop("author", None)),
        "sourceOrganization": _thing("NewsMediaOrganization", name=rest.pop("agency", None)),
        "articleSection": rest.pop("section", None),
        "inLanguage": rest.pop("language", None),
        "image": [
            _thing("ImageObject", url=image["url"], caption=image["caption"])
            for image in rest.pop("images", None) or ()
        ],
    }
    return _whole(node, {**rest, "ticker": ticker_node(ticker) if ticker is not None else None})


def ticker_node(record: dict[str, Any]) -> Node:
    """A ticker snapshot's record as ``ItemList``."""
    rest = dict(record)
    node = {
        "@type": "ItemList",
        "identifier": rest.pop("id", None),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": item["position"],
                "item": _thing(
                    "NewsArticle",
                    headline=item["headline"],
                    url=item["url"],
                    identifier=item["article_id"],
                    inLanguage=item["language"],
                ),
            }
            for item in rest.pop("items", None) or ()
        ],
    }
    return _whole(node, rest)


def headline_node(record: dict[str, Any]) -> Node:
    """A headline's record as ``NewsArticle``."""
    rest = dict(record)
    node = {
        "@type": "NewsArticle",
        "identifier": rest.pop("article_id", None),
        "url": rest.pop("url", None),
        "headline": rest.pop("headline", None),
        "inLanguage": rest.pop("language", None),
    }
    return _whole(node, rest)


def _thing(kind: str, **properties: Any) -> Node | None:
    """A node of what is known; ``None`` where nothing is."""
    known = {name: value for name, value in properties.items() if value is not None}
    return {"@type": kind, **known} if known else None


def _whole(node: Node, rest: dict[str, Any]) -> Node:
    node = {name: value for name, value in node.items() if value is not None and value != []}
    further = [
        {"@type": "PropertyValue", "name": name, "value": value}
        for name, value in rest.items()
        if value is not None and value != []
    ]
    return node | ({"additionalProperty": further} if further else {})


_NODES: dict[str, Callable[[dict[str, Any]], Node]] = {
    "TickerSnapshot": ticker_node,
    "TickerHeadline": headline_node,
}
