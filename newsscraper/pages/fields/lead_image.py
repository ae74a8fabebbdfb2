"""The image that a page's metadata name as the article's."""

from __future__ import annotations

import re

from newsscraper.pages.fields.metadata import Metadata, Value

_NAMES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_NOT_THE_ARTICLES = re.compile(
    r"(?:^|[/_.-])(?:logos?|favicon|placeholder|default|blank|spacer|avatar|fallback)(?:$|[/_.-])"
    r"|/(?:share|social|og|opengraph|facebook|twitter|card)(?:[_-]?image)?\.\w+$",
    re.IGNORECASE,
)


def find_lead_image(metadata: Metadata) -> Value | None:
    """Return the address of the article's image, as the page has it.

    Addresses that name a logo or a placeholder are skipped.

    Args:
        metadata: The page's metadata.

    """
    for address in metadata.linked.addresses(metadata.article.get("image")):
        if not _NOT_THE_ARTICLES.search(address):
            return Value(address, "json-ld")
    for name in _NAMES:
        value = metadata.value(name)
        if value is not None and not _NOT_THE_ARTICLES.search(value.text):
            return value
    return None
