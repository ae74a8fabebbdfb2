"""The keywords that a page gives its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.hints import is_outside
from newsscraper.pages.fields.metadata import Metadata
from newsscraper.pages.jsonld import readable_entities
from newsscraper.text.cleaning import clean

_SEPARATOR = re.compile("[,،;、|]")
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|topics?|label|mots?|mots?-cles?|etiquetas?|schlagworte?|thema|themen|keywords?)/[^/]"
    r"|[?&]tag="
)
_TAG_PARTS = tuple(
    "/tag /topic /label/ /mot /etiqueta /schlagwort /thema/ /themen/ /keyword tag=".split()
)
"""One of these is in each address of a tag."""
_TAG_WORDS = ("tag", "topic", "label", "mot", "etiq", "them", "keyw")
_MAX_TAG = 80
_MAX_TAGS = 40
_MAX_TEXT = 2000


class Tags(NamedTuple):
    """The tags with their witness."""

    texts: tuple[str, ...] = ()
    """The tags, each once, in page order."""
    witness: str | None = None
    """``json-ld``, ``opengraph``, ``meta`` or ``printed``."""


def find_tags(
    elements: Elements,
    metadata: Metadata,
    headline: str | None,
) -> Tags:
    """Return the tags of the first witness that has any.

    ``keywords`` comes last, since it is mostly the same on all pages of a site.

    Args:
        elements: The elements of the page.
        metadata: The page's metadata.
        headline: The headline, cleaned.

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
    if tags := _tags(
        text_of(link, _MAX_TAG)
        for link, rel in elements.marked_links
        if "tag" in rel and "tag" in rel.split()
    ):
        return Tags(tags, "printed")
    if tags := _tags(_linked_tags(elements)):
        return Tags(tags, "printed")
    tags = _tags(meta.get("keywords", ()))
    return Tags(tags, "meta") if _are_of(tags, headline, metadata) else Tags()


def _linked_tags(elements: Elements) -> Iterator[str]:
    """The texts of links whose address is a tag's, without those of a list of all tags."""
    links = elements.of("a")
    addresses = [link.get("href") or "" for link in links]
    text = "\n".join(addresses).lower()
    if not any(part in text for part in _TAG_PARTS):
        return  # as on most pages, which are searched in one go
    outside: dict[etree._Element, bool] = {}
    for link, address in zip(links, addresses, strict=True):
        if _may_be_tag(address) and not is_outside(link, outside):
            yield text_of(link, _MAX_TAG)


def _may_be_tag(href: str) -> bool:
    return (
        any(word in href for word in _TAG_WORDS) and _TAG_ADDRESS.search(href.lower()) is not None
    )


def _are_of(tags: tuple[str, ...], headline: str | None, metadata: Metadata) -> bool:
    """Whether keywords are of the article: one of them is in its headline or description."""
    text = f"{headline or ''} {metadata.first('og:description', 'description') or ''}".casefold()
    return any(tag.casefold() in text for tag in tags)


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        for part in _SEPARATOR.split(readable_entities(text[:_MAX_TEXT])):
            tag = clean(part.strip()).strip("#\"' ")
            if 0 < len(tag) <= _MAX_TAG:
                found[tag] = None
                if len(found) == _MAX_TAGS:
                    return tuple(found)
    return tuple(found)
