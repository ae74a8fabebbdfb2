"""JSON-LD with the vocabulary of schema.org: one UTF-8 document with the records under ``@graph``.

A field for which schema.org has no property is in ``additionalProperty``. Null and empty lists are
left out. docs/schema.md lists the property of each field.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from newsscraper.exporters.text import TextExporter

CONTEXT = "https://schema.org"

Node = dict[str, Any]


class JsonLdExporter(TextExporter):
    """Writes articles and headlines as ``NewsArticle``, ticker snapshots as ``ItemList``."""

    name = "JSON-LD"
    description = (
        "one schema.org document with the records under `@graph`; null and empty lists are left out"
    )
    suffix = ".jsonld"
    opened_by = "JSON-LD tools, triple stores"

    def begin(self) -> None:
        """Open the document."""
        self._node = _NODES.get(self.fields.record, article_node)
        self._file.write(f'{{"@context": "{CONTEXT}", "@graph": [')

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one node on a line of its own."""
        node = json.dumps(self._node(record), ensure_ascii=False)
        self._file.write((",\n" if self.count else "\n") + node)

    def end(self) -> None:
        """Close the document."""
        self._file.write("\n]}\n" if self.count else "]}\n")


def article_node(record: dict[str, Any]) -> Node:
    """Return an article's record, or some of its fields, as ``NewsArticle``."""
    rest = dict(record)
    published, published_at = rest.pop("published", None), rest.pop("published_at", None)
    if published_at is not None:
        # The date in the place of publication cannot be computed from the time.
        rest = {"published": published, **rest}
    modified, modified_at = rest.pop("modified", None), rest.pop("modified_at", None)
    if modified_at is not None:
        rest = {"modified": modified, **rest}
    ticker = rest.pop("ticker", None)
    paywalled = rest.pop("paywalled", None)
    node = {
        "@type": "NewsArticle",
        "identifier": rest.pop("id", None),
        "url": rest.pop("url", None),
        "mainEntityOfPage": rest.pop("canonical_url", None),
        "headline": rest.pop("headline", None),
        "articleBody": rest.pop("body", None),
        "datePublished": published_at or published,
        "dateModified": modified_at or modified,
        "publisher": _thing(
            "NewsMediaOrganization",
            name=rest.pop("source", None),
            identifier=rest.pop("source_id", None),
        ),
        "isBasedOn": rest.pop("original_url", None),
        "author": _authors(rest),
        "sourceOrganization": _thing("NewsMediaOrganization", name=rest.pop("agency", None)),
        "articleSection": rest.pop("section", None),
        "keywords": rest.pop("tags", None),
        "description": rest.pop("description", None),
        "inLanguage": rest.pop("language", None),
        "image": [
            _thing("ImageObject", url=image["url"], caption=image["caption"])
            for image in rest.pop("images", None) or ()
        ],
        "thumbnailUrl": rest.pop("lead_image", None),
        "usageInfo": (rest.get("rights") or {}).get("tdm_policy"),
        "isAccessibleForFree": not paywalled if paywalled is not None else None,
    }
    return _node(node, {**rest, "ticker": ticker_node(ticker) if ticker is not None else None})


def ticker_node(record: dict[str, Any]) -> Node:
    """Return a ticker snapshot's record as ``ItemList``."""
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
    return _node(node, rest)


def headline_node(record: dict[str, Any]) -> Node:
    """Return a headline's record as ``NewsArticle``."""
    rest = dict(record)
    node = {
        "@type": "NewsArticle",
        "identifier": rest.pop("article_id", None),
        "url": rest.pop("url", None),
        "headline": rest.pop("headline", None),
        "inLanguage": rest.pop("language", None),
    }
    return _node(node, rest)


def _authors(rest: dict[str, Any]) -> list[Node] | Node | None:
    """Take the authors out of a record and return their nodes.

    The printed ``author`` stays in the record if its names are known one by one.
    """
    names = rest.pop("authors", None)
    if names:
        return [{"@type": "Person", "name": name} for name in names]
    return _thing("Person", name=rest.pop("author", None))


def _thing(kind: str, **properties: Any) -> Node | None:
    """Return a node of the properties that have a value; ``None`` if none has."""
    known = {name: value for name, value in properties.items() if value is not None}
    return {"@type": kind, **known} if known else None


def _node(node: Node, rest: dict[str, Any]) -> Node:
    node = {name: value for name, value in node.items() if value is not None and value != []}
    additional = [
        {"@type": "PropertyValue", "name": name, "value": value}
        for name, value in rest.items()
        if value is not None and value != []
    ]
    return node | ({"additionalProperty": additional} if additional else {})


_NODES: dict[str, Callable[[dict[str, Any]], Node]] = {
    "TickerSnapshot": ticker_node,
    "TickerHeadline": headline_node,
}
