"""The keywords that a page gives its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, cast

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.metadata import Metadata
from newsscraper.pages.jsonld import readable_entities
from newsscraper.text.cleaning import clean

_SEPARATOR = re.compile(r"\s*[,،;、|]\s*")
_LINKS = etree.XPath("//a[@rel]")
_MAX_TAG = 80
_MAX_TAGS = 40


class Tags(NamedTuple):
    """The tags with their witness."""

    texts: tuple[str, ...] = ()
    """The tags, each once, in page order."""
    witness: str | None = None
    """``json-ld``, ``opengraph``, ``meta`` or ``printed``."""


def find_tags(root: etree._Element, metadata: Metadata) -> Tags:
    """Return the tags of the first witness that has any.

    ``keywords`` comes last: it is written for search engines, and mostly for the whole site.

    Args:
        root: The root element of the page.
        metadata: The page's metadata.

    """
    meta = metadata.meta
    keywords = metadata.article.get("keywords")
    sources = (
        (meta.get("article:tag", ()), "opengraph"),
        (metadata.linked.texts(keywords) if keywords else (), "json-ld"),
        (meta.get("news_keywords") or meta.get("parsely-tags") or (), "meta"),
        (meta.get("sailthru.tags", ()), "meta"),
    )
    for texts, witness in sources:
        if tags := _tags(texts):
            return Tags(tags, witness)
    links = cast("list[etree._Element]", _LINKS(root))
    if tags := _tags(
        text_of(link, _MAX_TAG) for link in links if "tag" in (link.get("rel") or "").split()
    ):
        return Tags(tags, "printed")
    tags = _tags(meta.get("keywords", ()))
    return Tags(tags, "meta" if tags else None)


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    listed = list(texts)
    parts = [part for text in listed for part in _SEPARATOR.split(readable_entities(text))]
    tags = (clean(part).strip("#\"' ") for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= _MAX_TAG))[:_MAX_TAGS]
