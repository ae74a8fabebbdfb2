"""The image that stands for an article: of the metadata, or between headline and text."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.pages.images import IMAGE_TAGS, read_image
from newsscraper.pages.tree import following

_SMALL = re.compile(
    r"avatar|author|byline|icon|logo|share|social|emoji|profile|badge|button|banner|(?:^|[\s_-])ads?"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MIN_SIDE = 150
_MAX_DIGITS = 6
_MAX_ELEMENTS = 150
_LONG = 200
_NAMES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_NOT_THE_ARTICLES = re.compile(
    r"(?:^|[/_.-])(?:logos?|favicon|placeholder|default|blank|spacer|avatar|fallback)(?:$|[/_.-])"
    r"|/(?:share|social|og|opengraph|facebook|twitter|card)(?:[_-]?image)?\.\w+$",
    re.IGNORECASE,
)


def find_lead_image(metadata: Metadata, heading: etree._Element | None) -> Value | None:
    """Return the address of the article's image, as the page has it.

    Addresses that name a logo or a placeholder are skipped.

    Args:
        metadata: The page's metadata.
        heading: The element with the headline, if it is printed.

    """
    return _stated(metadata) or (_below(heading) if heading is not None else None)


def _below(heading: etree._Element) -> Value | None:
    """The first image between the headline and the first long paragraph."""
    for element in islice(following(heading), _MAX_ELEMENTS):
        if element.tag in IMAGE_TAGS:
            raw = read_image(element)
            if raw is not None and _may_lead(element) and not _NOT_THE_ARTICLES.search(raw.src):
                return Value(raw.src, "printed")
        elif element.tag == "p" and len(text_of(element, _LONG)) >= _LONG:
            return None
    return None


def _may_lead(image: etree._Element) -> bool:
    """Whether an image is not that of an author or a button: by its size and its names."""
    for side in ("width", "height"):
        size = image.get(side) or ""
        if size.isdecimal() and len(size) < _MAX_DIGITS and int(size) < _MIN_SIDE:
            return False
    node: etree._Element | None = image
    for _ in range(3):
        if node is None:
            break
        if _SMALL.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return False
        node = node.getparent()
    return True


def _stated(metadata: Metadata) -> Value | None:
    for address in metadata.linked.addresses(metadata.article.get("image")):
        if not _NOT_THE_ARTICLES.search(address):
            return Value(address, "json-ld")
    for name in _NAMES:
        value = metadata.value(name)
        if value is not None and not _NOT_THE_ARTICLES.search(value.text):
            return value
    return None
