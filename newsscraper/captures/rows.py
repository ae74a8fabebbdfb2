"""Pages in other people's data sets: a JSON object per line, or a row of a table.

``html`` or ``text`` has the page. ``url``, ``fetched_at``, ``content_type`` and ``status`` are
optional.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from newsscraper.captures.unit import Damage
from newsscraper.dates import as_time
from newsscraper.items.records import Capture

PAGE_FIELDS = ("html", "text")
"""Fields with the page; the first one that is not empty is used."""

FIELDS = ("url", "fetched_at", "content_type", "status")
"""Other fields that are read; the rest is ignored."""


def capture_of(row: Mapping[str, Any], place: str) -> Capture | Damage:
    """Return the page of an object or row.

    Args:
        row: Its fields. The page is a string, or bytes as received; the time is an ISO 8601 string,
            a datetime or a date.
        place: Where the row is, ``file:number``; becomes ``Capture.ref``.

    """
    pages = [value for name in PAGE_FIELDS if (value := row.get(name)) is not None]
    page = next((value for value in pages if value), pages[0] if pages else None)
    if page is None:
        return Damage(place, "it has neither html nor text")
    if not isinstance(page, str | bytes):
        return Damage(place, "html and text must be strings")
    url, media = row.get("url"), row.get("content_type")
    if not all(value is None or isinstance(value, str) for value in (url, media)):
        return Damage(place, "url and content_type must be strings")
    moment = row.get("fetched_at")
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = moment.isoformat()
    try:
        if not isinstance(moment, str | datetime | None):
            raise TypeError  # noqa: TRY301 - handled like an invalid string
        fetched_at = as_time(moment or None)
    except (TypeError, ValueError, OverflowError):
        return Damage(place, f"fetched_at is not an ISO 8601 time: {str(moment)[:60]!r}")
    status = row.get("status")
    return Capture(
        content=page,
        url=url or None,
        fetched_at=fetched_at,
        headers={"content-type": media} if media else {},
        status=status if isinstance(status, int) and not isinstance(status, bool) else None,
        ref=place,
    )
