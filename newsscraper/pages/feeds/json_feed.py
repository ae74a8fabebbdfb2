"""Reads the text of a JSON Feed, version 1 or 1.1 (jsonfeed.org)."""

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
    """Whether a text is a JSON Feed. It is if it declares the version of one."""
    return text.lstrip(_START)[:1] == "{" and _VERSION.search(text) is not None


def items_of(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The entries of a JSON Feed, and whether the feed is complete. Never raises.

    If the feed is cut off or damaged, the entries before the damage are returned.
    """
    text = text.strip(_START)
    try:
        feed = _DECODER.decode(text)
        items = feed.get("items") if isinstance(feed, dict) else None
    except (ValueError, RecursionError):
        return _complete_items(text), False
    return [item for item in items if isinstance(item, dict)] if isinstance(
        items, list
    ) else [], True


def _complete_items(text: str) -> list[dict[str, Any]]:
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
