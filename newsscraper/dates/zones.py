"""Zones of time as printed after a time of day: offsets, abbreviations, names, phrases."""

from __future__ import annotations

from newsscraper.dates.moments import zone_of
from newsscraper.dates.normal import Token, has_digits, is_joined_number, is_word, text_at, words

# Offsets in minutes. Abbreviations shared by several zones (AST, IST, EST of two continents) have
# no certain offset.
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
# Parts of a zone's full name (CLDR, in the languages of the press).
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
"""A zone is printed, but which one is not certain."""
LOCAL_ZONE = "local"
"""The printed zone is the local time of the place of publication."""


def index_after_zone(tokens: list[Token], index: int) -> int:
    """Return the index after the zone that begins at a token, in brackets or not.

    The index itself if there is no zone.
    """
    return read_zone(tokens, index, is_exact=False)[0] if tokens[index].kind == "word" else index


def read_zone(tokens: list[Token], index: int, is_exact: bool) -> tuple[int, str | int | None]:
    """Read the zone after a time, in brackets or not."""
    start = index
    opened = text_at(tokens, index) in ("(", "[")
    if opened or (text_at(tokens, index) == "," and is_word(tokens, index + 1)):
        index += 1
    end, zone = _named_zone(tokens, index, is_exact)
    if zone is None:
        return start, None
    if not opened and text_at(tokens, end) in _ZONES:
        return end + 1, zone  # "+0000 UTC"
    # The name may follow the offset: "+0100 (CET)" in RFC 822, "GMT+0100 (West Africa Standard
    # Time)" in browsers, and "GMT+0100 (GMT+01:00)" if they know no name.
    if not opened and isinstance(zone, int) and text_at(tokens, end) in ("(", "["):
        again, other = _named_zone(tokens, end + 1, is_exact=True)
        if other == zone and text_at(tokens, again) in (")", "]"):
            return again + 1, zone
    if not opened and isinstance(zone, int) and text_at(tokens, end) in ("(", "["):
        for after in range(end + 1, min(end + 9, len(tokens))):
            if tokens[after].text in (")", "]"):
                return after + 1, zone
            if tokens[after].kind == "number":
                break
    if opened and text_at(tokens, end) in (")", "]"):
        end += 1
    return end, zone


def _named_zone(tokens: list[Token], index: int, is_exact: bool) -> tuple[int, str | int | None]:
    text = text_at(tokens, index)
    if text in ("+", "-"):
        offset = offset_at(tokens, index, is_exact)
        return offset if offset is not None else (index, None)
    if (long := _long_name(tokens, index)) is not None:
        return long
    if text in _ZONES and not (text == "est" and is_word(tokens, index + 1)):
        offset = offset_at(tokens, index + 1, True) if text in ("gmt", "utc") else None
        if offset is not None:
            return offset
        zone = _ZONES[text]
        return index + 1, UNKNOWN_ZONE if zone is None else zone
    if is_zone_phrase(tokens, index):
        return _phrase(tokens, index)
    if text in _PLACES and text_at(tokens, index + 1) in ("local", "time"):
        end = (
            index + 2
            if text_at(tokens, index + 1) == "time"
            else index + 2 + (text_at(tokens, index + 2) == "time")
        )
        return end, _PLACES[text]
    if text == "ت" and [text_at(tokens, index + 1), text_at(tokens, index + 2)] == [
        ".",
        "غ",
    ]:  # توقيت غرينتش
        end = index + 3 + (text_at(tokens, index + 3) == ".")
        return _offset_from_greenwich(tokens, end) or (end, 0)
    if text in _CONTINENTS and text_at(tokens, index + 1) == "/" and is_word(tokens, index + 2):
        end = index + 3
        while text_at(tokens, end) == "_" and is_word(tokens, end + 1):
            end += 2
        city = "".join(token.text.capitalize() for token in tokens[index + 2 : end])
        name = f"{text.capitalize()}/{city}"
        return end, name if zone_of(name) is not None else UNKNOWN_ZONE
    offset = _offset_from_greenwich(tokens, index + 1) if text in _GREENWICH else None
    return offset if offset is not None else (index, None)


def _long_name(tokens: list[Token], index: int) -> tuple[int, str | int] | None:
    """Read a zone by its full name, as browsers and systems print it.

    Examples: Central European Summer Time, heure normale d'Europe centrale.
    """
    end = index
    while end < len(tokens) and tokens[end].text in _ZONE_WORDS and tokens[end].kind == "word":
        end += 1
    said = {token.text for token in tokens[index:end]}
    if end - index < 2 or not said & _ZONE_HEADS or not said & _ZONE_KINDS:
        return None
    if said & _GREENWICH or said & _UNIVERSAL:
        return _offset_from_greenwich(tokens, end) or (end, 0)
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


def _offset_from_greenwich(tokens: list[Token], index: int) -> tuple[int, int] | None:
    return offset_at(tokens, index, is_exact=True)


def is_zone_phrase(tokens: list[Token], index: int) -> bool:
    """Whether the words of a zone begin at a token: "heure de Paris", "local time"."""
    text = text_at(tokens, index)
    if text == "local":
        return text_at(tokens, index + 1) == "time"
    return text in _OF_PLACE and (is_word(tokens, index + 1))


def _phrase(tokens: list[Token], index: int) -> tuple[int, str | int | None]:
    """Read a zone in words: heure locale, heure de Paris, بتوقيت غرينتش, local time."""
    if text_at(tokens, index) == "local":
        return index + 2, LOCAL_ZONE
    end = index + 1
    while text_at(tokens, end) in _LINKS:
        end += 1
    text = text_at(tokens, end)
    if text in _LOCAL:
        return end + 1, LOCAL_ZONE
    if text in _PLACES:
        zone = _PLACES[text]
        after = end + 2 if text_at(tokens, end + 1) in ("المكرمه", "الموحد") else end + 1
        if zone == "UTC":
            return _offset_from_greenwich(tokens, after) or (after, 0)
        return after, zone
    if text in ("gmt", "utc"):
        return _offset_from_greenwich(tokens, end + 1) or (end + 1, 0)
    return (end + 1, UNKNOWN_ZONE) if is_word(tokens, end) else (index, None)


def offset_at(tokens: list[Token], index: int, is_exact: bool = True) -> tuple[int, int] | None:
    """Read an offset: +01:00, +0100, +1. In "10:00 -12:00" it is the end of a time span."""
    sign = text_at(tokens, index)
    if sign not in ("+", "-") or not is_joined_number(tokens, index):
        return None
    digits, end = tokens[index + 1].text, index + 2
    if len(digits) == 4:
        hours, minutes = int(digits[:2]), int(digits[2:])
    elif len(digits) <= 2 and (sign == "+" or is_exact):
        hours, minutes = int(digits), 0
        if text_at(tokens, end) == ":" and has_digits(tokens, end + 1, 2):
            minutes, end = int(tokens[end + 1].text), end + 2
    else:
        return None
    if hours > 14 or minutes > 59:
        return None
    return end, (hours * 60 + minutes) * (1 if sign == "+" else -1)
