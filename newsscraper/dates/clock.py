"""Times of day and their zones, as printed beside a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from newsscraper.dates.moments import zone_of
from newsscraper.dates.normal import Token, words

_HOURS = frozenset(words("h heure heures hs hrs hr hora horas uhr"))
_MINUTES = frozenset(words("min mn m mins minutes minute"))
_HOURS_COUNTED = frozenset(words("سا ساعة"))
_MINUTES_COUNTED = frozenset(words("د دقيقة دقائق دقيقتين"))
_CLOCK_LEADS = frozenset(words("à a at las la الساعة ساعة vers عند الى على"))
# Hours to add to an hour below 12, by the word behind it. "Night" depends on the hour.
_MORNING = frozenset(words("am صباحا ص صباح فجرا الفجر الصباح"))
_AFTERNOON = frozenset(words("pm مساء م ظهرا عصرا المساء الظهر العصر"))
_NIGHT = frozenset(words("ليلا الليل"))
_FIXED = {"midi": 12, "noon": 12, "minuit": 0, "midnight": 0, "mediodia": 12, "medianoche": 0}

# Offsets in minutes. Letters that stand for several zones (AST, IST, EST of two continents) name
# none for certain.
_ZONES: dict[str, int | None] = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "ut": 0,
    "tu": 0,
    "wet": 0,
    "cet": 60,
    "west": 60,
    "bst": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "edt": -240,
    "cdt": -300,
    "pst": -480,
    "pdt": -420,
    "est": None,
    "cst": None,
    "ast": None,
    "ist": None,
    "mst": None,
    "mdt": None,
    "cat": None,
    "eat": None,
    "wat": None,
}
_PLACES = {
    place: zone
    for zone, places in {
        "UTC": "greenwich غرينتش جرينتش غرينيتش جرينيتش غرينيش جرينتش غرنيتش العالمي",
        "Africa/Casablanca": "rabat casablanca maroc المغرب الرباط",
        "Africa/Algiers": "alger algérie الجزائر",
        "Africa/Tunis": "tunis tunisie تونس",
        "Africa/Cairo": "cairo القاهرة caire مصر",
        "Asia/Riyadh": "مكة السعودية الرياض riyadh mecca makkah mecque",
        "Europe/Paris": "paris باريس",
        "Europe/Madrid": "madrid",
        "Africa/Khartoum": "khartoum الخرطوم السودان",
        "Asia/Aden": "aden عدن صنعاء اليمن",
    }.items()
    for place in words(places)
}
# The parts of a zone's full name (CLDR, in the languages of the press).
_ZONE_HEADS = frozenset(words("time heure hora temps tiempo توقيت التوقيت"))
_SUMMER = frozenset(words("summer daylight d'été verano الصيفي"))
_ZONE_KINDS = _SUMMER | frozenset(
    words("standard mean universal universel normale moyenne estándar meridiano الرسمي العالمي")
)
_GREENWICH = frozenset(words("greenwich غرينتش جرينتش"))
_UNIVERSAL = frozenset(words("universal universel العالمي"))
_EUROPEAN = frozenset(words("european d'europe europe europa أوروبا"))
_AFRICAN = frozenset(words("africa d'afrique afrique áfrica africana أفريقيا"))
_ARABIAN = frozenset(words("arabian l'arabie d'arabie arabie arabia العربية السعودية"))
_WEST = frozenset(words("western l'ouest occidentale occidental غرب"))
_CENTRE = frozenset(words("central centrale وسط"))
_EAST = frozenset(words("eastern l'est orientale oriental شرق"))
_ZONE_WORDS = frozenset().union(
    _ZONE_HEADS,
    _ZONE_KINDS,
    _GREENWICH,
    _EUROPEAN,
    _AFRICAN,
    _ARABIAN,
    _WEST,
    _CENTRE,
    _EAST,
    words(
        "coordinated coordonné coordinado المنسق de del du la west east ouest est morocco egypt"
        " arab saoudite saudita"
    ),
)
_CONTINENTS = frozenset({"africa", "asia", "europe"})
_LOCAL = frozenset(words("locale local المحلي"))
_OF_PLACE = frozenset(words("heure heures hora time توقيت بتوقيت بالتوقيت التوقيت"))
_LINKS = frozenset(words("de du d à a la le l of in"))

UNKNOWN_ZONE = "unknown"
_LOCAL_ZONE = "local"


class Clock(NamedTuple):
    """A printed time of day."""

    time: time
    has_seconds: bool
    zone: str | int | None
    """Minutes from UTC, an IANA name, ``UNKNOWN_ZONE``, or ``None`` where no zone is printed."""


def clock_at(tokens: list[Token], index: int) -> tuple[int, Clock] | None:
    """The time that begins at a token and the index behind it and its zone. None for an hour that
    does not exist."""
    token = tokens[index]
    if token.kind == "word":
        hour = _FIXED.get(token.text)
        return (
            None if hour is None else (index + 1, Clock(time(hour), has_seconds=False, zone=None))
        )
    if token.kind != "number" or len(token.text) > 2:
        return None
    minute = second = micro = 0
    has_seconds = False
    end = index + 1
    text = _text(tokens, end)
    if text == ":" and _digits(tokens, end + 1, 2):
        minute, end = int(tokens[end + 1].text), end + 2
        if _text(tokens, end) == ":" and _digits(tokens, end + 1, 2):
            second, has_seconds, end = int(tokens[end + 1].text), True, end + 2
            if _text(tokens, end) in (".", ",") and _joined_number(tokens, end):
                micro, end = int(tokens[end + 1].text[:6].ljust(6, "0")), end + 2
        if _text(tokens, end) in _HOURS and not _is_zone_phrase(tokens, end):
            end += 1
    elif text in _HOURS:
        end += 1
        if _digits(tokens, end, 2) and not (
            _text(tokens, end + 1) in ("/", "-") and _is_number(tokens, end + 2)
        ):
            minute, end = int(tokens[end].text), end + 1
            if _text(tokens, end) in _MINUTES:
                end += 1
    elif (
        text == "."
        and _digits(tokens, end + 1, 2)
        and not tokens[end].spaced
        and not tokens[end + 1].spaced
    ):
        # "14.30" is a time only where a word says so: it may be a price.
        behind = end + 2
        said = index > 0 and tokens[index - 1].text in _CLOCK_LEADS
        if not (said or _text(tokens, behind) in _HOURS or _half(tokens, behind)[0] is not None):
            return None
        minute, end = int(tokens[end + 1].text), behind
        if _text(tokens, end) in _HOURS:
            end += 1
    elif (counted := _and_minutes(tokens, index)) is not None:
        end, minute = counted
    elif _half(tokens, end)[0] is None:
        return None
    half, end = _half(tokens, end)
    is_midnight = half is None and token.text == "24" and end > index + 1
    hour = 0 if is_midnight else _hour(int(token.text), half)
    if hour is None or minute > 59 or second > 59:
        return None
    end, zone = _zone_at(tokens, end, has_seconds or (index > 0 and tokens[index - 1].text == "t"))
    if is_midnight:
        # The end of the day in ISO 8601; its beginning where browsers print it (hour12: false). The
        # day is the printed one.
        zone = UNKNOWN_ZONE
    # Local time is what a time without a zone is taken for.
    return end, Clock(
        time(hour, minute, second, micro), has_seconds, None if zone == _LOCAL_ZONE else zone
    )


def zone_at(tokens: list[Token], index: int) -> int:
    """The index behind the zone that begins at a token, in brackets or not; the same index where
    there is none."""
    return _zone_at(tokens, index, is_exact=False)[0] if tokens[index].kind == "word" else index


def moment(day: date, clock: Clock, timezone_name: str | None) -> datetime | None:
    """The aware time of a clock on a day, in the zone of publication where that is known; ``None``
    without any zone."""
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
    told = datetime.combine(day, clock.time, zone)
    try:
        return told.astimezone(place) if place is not None else told
    except OverflowError:
        return None


def _and_minutes(tokens: list[Token], index: int) -> tuple[int, int] | None:
    """The index behind "15 سا و 30 د", "الساعة 9 و15 دقيقة", and the minutes: both hour and minutes
    have to be named."""
    said = index > 0 and tokens[index - 1].text in _CLOCK_LEADS
    at = index + 1
    if _text(tokens, at) in _HOURS_COUNTED:
        said, at = True, at + 1
    if (
        not said
        or _text(tokens, at) != "و"
        or not _is_number(tokens, at + 1)
        or len(tokens[at + 1].text) > 2
    ):
        return None
    return (at + 3, int(tokens[at + 1].text)) if _text(tokens, at + 2) in _MINUTES_COUNTED else None


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
    """Which half of the day is said at a token, and the index behind it: ``am``, ``pm``, ``night``,
    or ``None``."""
    text = _text(tokens, index)
    if text in ("a", "p") and _text(tokens, index + 1) == "." and _text(tokens, index + 2) == "m":
        return text + "m", index + (4 if _text(tokens, index + 3) == "." else 3)
    if text in ("ب", "ق") and _text(tokens, index + 1) == "." and _text(tokens, index + 2) == "ظ":
        return ("pm" if text == "ب" else "am"), index + (
            4 if _text(tokens, index + 3) == "." else 3
        )
    if text in ("بعد", "قبل") and _text(tokens, index + 1) in ("الظهر", "ظهرا"):
        return ("pm" if text == "بعد" else "am"), index + 2
    for half, names in (("am", _MORNING), ("pm", _AFTERNOON), ("night", _NIGHT)):
        if text in names:
            return half, index + 1
    return None, index


def _zone_at(tokens: list[Token], index: int, is_exact: bool) -> tuple[int, str | int | None]:
    """The zone behind a time, in brackets or not."""
    start = index
    opened = _text(tokens, index) in ("(", "[")
    if opened or (_text(tokens, index) == "," and _is_word(tokens, index + 1)):
        index += 1
    end, zone = _named_zone(tokens, index, is_exact)
    if zone is None:
        return start, None
    if not opened and _text(tokens, end) in _ZONES:
        return end + 1, zone  # "+0000 UTC"
    # The name may stand behind the offset: "+0100 (CET)" in RFC 822, "GMT+0100 (West Africa
    # Standard Time)" in browsers, and "GMT+0100 (GMT+01:00)" if they know none.
    if not opened and isinstance(zone, int) and _text(tokens, end) in ("(", "["):
        again, other = _named_zone(tokens, end + 1, is_exact=True)
        if other == zone and _text(tokens, again) in (")", "]"):
            return again + 1, zone
    if not opened and isinstance(zone, int) and _text(tokens, end) in ("(", "["):
        for behind in range(end + 1, min(end + 9, len(tokens))):
            if tokens[behind].text in (")", "]"):
                return behind + 1, zone
            if tokens[behind].kind == "number":
                break
    if opened and _text(tokens, end) in (")", "]"):
        end += 1
    return end, zone


def _named_zone(tokens: list[Token], index: int, is_exact: bool) -> tuple[int, str | int | None]:
    text = _text(tokens, index)
    if text in ("+", "-"):
        offset = offset_at(tokens, index, is_exact)
        return offset if offset is not None else (index, None)
    if (long := _long_name(tokens, index)) is not None:
        return long
    if text in _ZONES and not (text == "est" and _is_word(tokens, index + 1)):
        offset = offset_at(tokens, index + 1, True) if text in ("gmt", "utc") else None
        if offset is not None:
            return offset
        zone = _ZONES[text]
        return index + 1, UNKNOWN_ZONE if zone is None else zone
    if _is_zone_phrase(tokens, index):
        return _phrase(tokens, index)
    if text in _PLACES and _text(tokens, index + 1) in ("local", "time"):
        end = (
            index + 2
            if _text(tokens, index + 1) == "time"
            else index + 2 + (_text(tokens, index + 2) == "time")
        )
        return end, _PLACES[text]
    if text == "ت" and [_text(tokens, index + 1), _text(tokens, index + 2)] == [
        ".",
        "غ",
    ]:  # توقيت غرينتش
        end = index + 3 + (_text(tokens, index + 3) == ".")
        return _behind_greenwich(tokens, end) or (end, 0)
    if text in _CONTINENTS and _text(tokens, index + 1) == "/" and _is_word(tokens, index + 2):
        end = index + 3
        while _text(tokens, end) == "_" and _is_word(tokens, end + 1):
            end += 2
        name = f"{text.capitalize()}/{''.join(token.text.capitalize() for token in tokens[index + 2 : end])}"
        return end, name if zone_of(name) is not None else UNKNOWN_ZONE
    offset = _behind_greenwich(tokens, index + 1) if text in _GREENWICH else None
    return offset if offset is not None else (index, None)


def _long_name(tokens: list[Token], index: int) -> tuple[int, str | int] | None:
    """A zone as browsers and systems name it in full: Central European Summer Time, heure normale
    d'Europe centrale."""
    end = index
    while end < len(tokens) and tokens[end].text in _ZONE_WORDS and tokens[end].kind == "word":
        end += 1
    said = {token.text for token in tokens[index:end]}
    if end - index < 2 or not said & _ZONE_HEADS or not said & _ZONE_KINDS:
        return None
    if said & _GREENWICH or said & _UNIVERSAL:
        return _behind_greenwich(tokens, end) or (end, 0)
    if said & _AFRICAN:
        return end, UNKNOWN_ZONE
    summer = 60 if said & _SUMMER else 0
    if said & _ARABIAN and not summer:
        return end, 180
    if said & _EUROPEAN:
        for offset, names in enumerate((_WEST, _CENTRE, _EAST)):
            if said & names:
                return end, offset * 60 + summer
    return end, UNKNOWN_ZONE


def _behind_greenwich(tokens: list[Token], index: int) -> tuple[int, int] | None:
    return offset_at(tokens, index, is_exact=True)


def _is_zone_phrase(tokens: list[Token], index: int) -> bool:
    text = _text(tokens, index)
    if text == "local":
        return _text(tokens, index + 1) == "time"
    return text in _OF_PLACE and (_is_word(tokens, index + 1))


def _phrase(tokens: list[Token], index: int) -> tuple[int, str | int | None]:
    """A zone in words: heure locale, heure de Paris, بتوقيت غرينتش, local time, hora local."""
    if _text(tokens, index) == "local":
        return index + 2, _LOCAL_ZONE
    end = index + 1
    while _text(tokens, end) in _LINKS:
        end += 1
    text = _text(tokens, end)
    if text in _LOCAL:
        return end + 1, _LOCAL_ZONE
    if text in _PLACES:
        zone = _PLACES[text]
        behind = end + 2 if _text(tokens, end + 1) in ("المكرمه", "الموحد") else end + 1
        if zone == "UTC":
            return _behind_greenwich(tokens, behind) or (behind, 0)
        return behind, zone
    if text in ("gmt", "utc"):
        return _behind_greenwich(tokens, end + 1) or (end + 1, 0)
    return (end + 1, UNKNOWN_ZONE) if _is_word(tokens, end) else (index, None)


def offset_at(tokens: list[Token], index: int, is_exact: bool = True) -> tuple[int, int] | None:
    """An offset: +01:00, +0100, +1. A bare -12:00 behind 10:00 is the end of a time span."""
    sign = _text(tokens, index)
    if sign not in ("+", "-") or not _joined_number(tokens, index):
        return None
    digits, end = tokens[index + 1].text, index + 2
    if len(digits) == 4:
        hours, minutes = int(digits[:2]), int(digits[2:])
    elif len(digits) <= 2 and (sign == "+" or is_exact):
        hours, minutes = int(digits), 0
        if _text(tokens, end) == ":" and _digits(tokens, end + 1, 2):
            minutes, end = int(tokens[end + 1].text), end + 2
    else:
        return None
    if hours > 14 or minutes > 59:
        return None
    return end, (hours * 60 + minutes) * (1 if sign == "+" else -1)


def _text(tokens: list[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def _digits(tokens: list[Token], index: int, length: int) -> bool:
    return (
        index < len(tokens) and tokens[index].kind == "number" and len(tokens[index].text) == length
    )


def _is_number(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "number"


def _joined_number(tokens: list[Token], index: int) -> bool:
    return _is_number(tokens, index + 1) and not tokens[index + 1].spaced


def _is_word(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "word"
