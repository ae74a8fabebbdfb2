"""Times of fetches, zones by name, and distances between days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from newsscraper.dates.result import FIRST_YEAR

_LAST_FETCH = 2200


def as_time(value: datetime | str | None) -> datetime | None:
    """Return an aware time for a datetime or an ISO 8601 text; without a zone it is UTC.

    Raises:
        ValueError: the text is not an ISO 8601 time, or no page can have been fetched in that year.

    """
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(
            f"not an ISO 8601 time: {value!r} (write it like 2026-01-30T12:00:00Z)"
        ) from None
    if not FIRST_YEAR <= moment.year <= _LAST_FETCH:
        raise ValueError(
            f"not the time of a fetch: {value} (use years {FIRST_YEAR} to {_LAST_FETCH})"
        )
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def days_apart(first: date, second: date) -> timedelta:
    """Return the distance between two days, never negative."""
    return abs(first - second)


def last_year(reference: datetime | None) -> int:
    """Return the last year that a printed date may be in.

    It is the year after the reference's, or after today's if there is no reference.
    """
    return (reference or datetime.now(UTC)).year + 1


@lru_cache(maxsize=64)
def zone_of(name: str | None) -> tzinfo | None:
    """Return the zone of an IANA name; ``None`` if there is no such zone."""
    if not name:
        return None
    if name == "UTC":
        return UTC
    # importing it adds 5 ms to a cold start, and a date alone does not need it
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None
