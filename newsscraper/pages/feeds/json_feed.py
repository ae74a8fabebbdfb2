"""JSON Feed, versions 1 and 1.1 (jsonfeed.org): what is read of the text, without a page around
it."""

from __future__ import annotations

import json
import re
from typing import Any

_VERSION = re.compile(
    r'"version"\s*+:\s*+"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version(?:\\?/)1'
)
_ITEMS = re.compile(r'"items"\s*+:\s*+\[')
_NEXT = re.compile(r"\s*+,?+\s*+(?=\{)")
_DECODER = json.JSONDecoder(strict=False)
_START = "\ufeff\u200b\x00 \t\r\n\f"


def is_json_feed(text: str) -> bool:
    """Whether a text is a JSON Feed, by the version that it names."""
    return text.lstrip(_START)[:1] == "{" and _VERSION.search(text) is not None


def items_of(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The entries of a JSON Feed, and whether the feed is whole. Never raises.

    Of one that is cut or damaged the entries before the damage are read.
    """
    text = text.strip(_START)
    try:
        feed = _DECODER.decode(text)
        items = feed.get("items") if isinstance(feed, dict) else None
    except (ValueError, RecursionError):
        return _whole_items(text), False
    return [item for item in items if isinstance(item, dict)] if isinstance(
        items, list
    ) else [], True


def _whole_items(text: str) -> list[dict[str, Any]]:
    start = _ITEMS.search(text)
    found: list[dict[str, Any]] = []
    at = start.end() if start is not None else len(text)
    while item := _NEXT.match(text, at):
        try:
            value, at = _DECODER.raw_decode(text, item.end())
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found
