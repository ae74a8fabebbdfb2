"""When an article was changed last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from newsscraper.pages.fields.printed_dates import Says
from newsscraper.pages.fields.published import Around
from newsscraper.pages.fields.stated_dates import StatedDate


class Modified(NamedTuple):
    """The date of the last change with its witness."""

    iso: str | None = None
    """ISO 8601: the time with its zone, else the day."""
    witness: str | None = None
    """``json-ld``, ``opengraph``, ``meta``, ``microdata`` or ``printed``."""


def find_modified(
    stated: Sequence[StatedDate],
    near: Around,
    published: date | None,
    until: datetime | None = None,
) -> Modified:
    """Return the date of the last change: of the metadata, else as printed near the headline.

    Args:
        stated: The dates of changes in the metadata.
        near: The dates printed around the headline.
        published: The day of publication; an earlier change is an error.
        until: Time of the fetch; later changes are an error.

    """
    latest = ((until or datetime.now(UTC)) + timedelta(days=1)).date()
    earliest = published - timedelta(days=1) if published is not None else date.min
    for entry in stated:
        if earliest <= entry.day <= latest:
            return Modified((entry.at or entry.day).isoformat(), entry.witness)
    for printed in (*near.after, *near.before):
        if printed.says is Says.UPDATED and len(printed.days) == 1:
            day = printed.days[0]
            if earliest <= day <= latest:
                at = printed.stamp.at if printed.stamp is not None else None
                return Modified((at or day).isoformat(), "printed")
    return Modified()
