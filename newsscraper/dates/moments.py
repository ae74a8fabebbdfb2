"""Times of a fetch, zones by name, and distances of days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from newsscraper.dates.result import FIRST_YEAR

_LAST_FETCH = 2200


def as_time(value: datetime | str | None) -> datetime | None:
    """An aware time of a datetime or an ISO 8601 text; without a zone it is UTC.

    Raises:
        ValueError: the text is no ISO 8601 time, or the year is none that a page was fetched in.

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
        raise ValueError(f"no time of a fetch: {value} (years {FIRST_YEAR} to {_LAST_FETCH})")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def days_apart(first: date, second: date) -> timedelta:
    """The distance of two days, never negative."""
    return abs(first - second)


def last_year(reference: datetime | None) -> int:
    """The last year that a printed date may lie in: the one after the reference's, without one
    after today's."""
    return (reference or datetime.now(UTC)).year + 1


@lru_cache(maxsize=64)
def zone_of(name: str | None) -> tzinfo | None:
    """The zone of an IANA name; ``None`` where there is none of that name."""
    if not name:
        return None
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # it costs a cold start 5 ms, and a bare label needs none

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None
