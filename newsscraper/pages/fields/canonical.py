"""The address that a page declares as its own."""

from __future__ import annotations

from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.urls import absolute, host_of, page_address


def find_canonical(metadata: Metadata, url: str | None) -> Value | None:
    """Return the first declared address that can be an article's.

    An address on another host is believed only from ``rel=canonical``; the front page of a site is
    no address of an article.

    Args:
        metadata: The page's metadata.
        url: The page's address, if known.

    """
    candidates = [Value(metadata.canonical, "meta")] if metadata.canonical else []
    if value := metadata.value("og:url"):
        candidates.append(value)
    for name in ("mainEntityOfPage", "url"):
        entry = metadata.article.get(name)
        address = entry.get("@id") or entry.get("url") if isinstance(entry, dict) else entry
        if isinstance(address, str):
            candidates.append(Value(address, "json-ld"))
    for candidate in candidates:
        address = absolute(url, candidate.text)
        if address is None or page_address(address) is None or _is_front_page(address):
            continue
        is_here = url is None or host_of(address) == host_of(url)
        if is_here or candidate.text is metadata.canonical:
            return Value(address, candidate.witness)
    return None


def _is_front_page(address: str) -> bool:
    return address.partition("://")[2].partition("/")[2] in ("", "/")
