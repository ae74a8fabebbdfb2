"""Times of day and their zones, as printed beside a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from newsscraper.dates.moments import zone_of
from newsscraper.dates.normal import (
    Token,
    has_digits,
    is_joined_number,
    is_number,
    text_at,
    words,
)
from newsscraper.dates.zones import LOCAL_ZONE, UNKNOWN_ZONE, is_zone_phrase, read_zone

_HOURS = frozenset(words("h heure heures hs hrs hr hora horas uhr"))
_MINUTES = frozenset(words("min mn m mins minutes minute"))
_HOURS_COUNTED = frozenset(words("سا ساعة"))
_MINUTES_COUNTED = frozenset(words("د دقيقة دقائق دقيقتين"))
_CLOCK_LEADS = frozenset(words("à a at las la الساعة ساعة vers عند الى على"))
# Hours to add to an hour below 12, by the word after it. "Night" depends on the hour.
_MORNING = frozenset(words("am صباحا ص صباح فجرا الفجر الصباح"))
_AFTERNOON = frozenset(words("pm مساء م ظهرا عصرا المساء الظهر العصر"))
_NIGHT = frozenset(words("ليلا الليل"))
_FIXED = {"midi": 12, "noon": 12, "minuit": 0, "midnight": 0, "mediodia": 12, "medianoche": 0}


class Clock(NamedTuple):
    """A printed time of day."""

    time: time
    has_seconds: bool
    zone: str | int | None
    """Minutes from UTC, an IANA name, ``UNKNOWN_ZONE``, or ``None`` if no zone is printed."""


def clock_at(tokens: list[Token], index: int) -> tuple[int, Clock] | None:
    """Read the time that begins at a token, with its zone.

    Returns the index after it and the time; ``None`` if no valid time begins there.
    """
    token = tokens[index]
    if token.kind == "word":
        fixed = _FIXED.get(token.text)
        if fixed is None:
            return None
        return index + 1, Clock(time(fixed), has_seconds=False, zone=None)
    if token.kind != "number" or len(token.text) > 2:
        return None
    digits = _digits_at(tokens, index)
    if digits is None:
        return None
    end, minute, second, micro = digits
    has_seconds = second is not None
    half, end = _half(tokens, end)
    is_midnight = half is None and token.text == "24" and end > index + 1
    hour = 0 if is_midnight else _hour(int(token.text), half)
    if hour is None or minute > 59 or (second or 0) > 59:
        return None
    is_exact = has_seconds or (index > 0 and tokens[index - 1].text == "t")
    end, zone = read_zone(tokens, end, is_exact)
    if is_midnight:
        # 24:00 is the end of the day in ISO 8601, but its beginning as browsers print it (hour12:
        # false). The day remains the printed one.
        zone = UNKNOWN_ZONE
    # A time without a zone is local time.
    printed = time(hour, minute, second or 0, micro)
    return end, Clock(printed, has_seconds, None if zone == LOCAL_ZONE else zone)


def _digits_at(tokens: list[Token], index: int) -> tuple[int, int, int | None, int] | None:
    """Read what follows an hour: index after it, minute, second if printed, microsecond.

    ``None`` if the number is not an hour.
    """
    end = index + 1
    text = text_at(tokens, end)
    if text == ":" and has_digits(tokens, end + 1, 2):
        return _after_colon(tokens, end)
    if text in _HOURS:
        end += 1
        if not has_digits(tokens, end, 2) or (
            text_at(tokens, end + 1) in ("/", "-") and is_number(tokens, end + 2)
        ):
            return end, 0, None, 0
        minute, end = int(tokens[end].text), end + 1
        return end + (text_at(tokens, end) in _MINUTES), minute, None, 0
    if text == "." and has_digits(tokens, end + 1, 2) and not _is_spaced(tokens, end):
        # "14.30" may be a price; it is a time only if a word says so.
        after = end + 2
        is_led = index > 0 and tokens[index - 1].text in _CLOCK_LEADS
        is_hours = text_at(tokens, after) in _HOURS
        if not is_led and not is_hours and _half(tokens, after)[0] is None:
            return None
        return after + is_hours, int(tokens[end + 1].text), None, 0
    if (counted := _and_minutes(tokens, index)) is not None:
        return counted[0], counted[1], None, 0
    return None if _half(tokens, end)[0] is None else (end, 0, None, 0)


def _after_colon(tokens: list[Token], colon: int) -> tuple[int, int, int | None, int]:
    minute, end = int(tokens[colon + 1].text), colon + 2
    second, micro = None, 0
    if text_at(tokens, end) == ":" and has_digits(tokens, end + 1, 2):
        second, end = int(tokens[end + 1].text), end + 2
        if text_at(tokens, end) in (".", ",") and is_joined_number(tokens, end):
            micro, end = int(tokens[end + 1].text[:6].ljust(6, "0")), end + 2
    if text_at(tokens, end) in _HOURS and not is_zone_phrase(tokens, end):
        end += 1
    return end, minute, second, micro


def _is_spaced(tokens: list[Token], sign: int) -> bool:
    return tokens[sign].spaced or tokens[sign + 1].spaced


def moment(day: date, clock: Clock, timezone_name: str | None) -> datetime | None:
    """Return a day and a printed time of day as one aware time.

    It is in the zone of publication if that is known. The result is ``None`` if no zone is known.
    """
    place = zone_of(timezone_name)
    zone: tzinfo | None
    if clock.zone is None:
        zone = place
    elif isinstance(clock.zone, int):
        zone = UTC if clock.zone == 0 else timezone(timedelta(minutes=clock.zone))
    else:
        zone = zone_of(clock.zone)
    if zone is None:
        return None
    printed = datetime.combine(day, clock.time, zone)
    try:
        return printed.astimezone(place) if place is not None else printed
    except OverflowError:
        return None


def _and_minutes(tokens: list[Token], index: int) -> tuple[int, int] | None:
    """Read the minutes of "15 سا و 30 د" or "الساعة 9 و15 دقيقة", and the index after them.

    Both the hour and the minutes must have their word.
    """
    has_hours = index > 0 and tokens[index - 1].text in _CLOCK_LEADS
    at = index + 1
    if text_at(tokens, at) in _HOURS_COUNTED:
        has_hours, at = True, at + 1
    if (
        not has_hours
        or text_at(tokens, at) != "و"
        or not is_number(tokens, at + 1)
        or len(tokens[at + 1].text) > 2
    ):
        return None
    return (
        (at + 3, int(tokens[at + 1].text)) if text_at(tokens, at + 2) in _MINUTES_COUNTED else None
    )


def _hour(hour: int, half: str | None) -> int | None:
    if hour > 23 or (half is not None and hour == 0 and half != "am"):
        return None
    if half == "am":
        return None if hour > 12 else hour % 12
    if half == "pm":
        return hour if hour >= 12 else hour + 12
    if half == "night":  # ten at night and two at night
        return hour if hour > 12 else ((hour + 12) % 24 if hour > 6 else hour)
    return hour


def _half(tokens: list[Token], index: int) -> tuple[str | None, int]:
    """Read which half of the day a token names, and the index after it.

    ``am``, ``pm``, ``night``, or ``None``.
    """
    text = text_at(tokens, index)
    if (
        text in ("a", "p")
        and text_at(tokens, index + 1) == "."
        and text_at(tokens, index + 2) == "m"
    ):
        return text + "m", index + (4 if text_at(tokens, index + 3) == "." else 3)
    if (
        text in ("ب", "ق")
        and text_at(tokens, index + 1) == "."
        and text_at(tokens, index + 2) == "ظ"
    ):
        return ("pm" if text == "ب" else "am"), index + (
            4 if text_at(tokens, index + 3) == "." else 3
        )
    if text in ("بعد", "قبل") and text_at(tokens, index + 1) in ("الظهر", "ظهرا"):
        return ("pm" if text == "بعد" else "am"), index + 2
    for half, names in (("am", _MORNING), ("pm", _AFTERNOON), ("night", _NIGHT)):
        if text in names:
            return half, index + 1
    return None, index
