"""Targets: character sets, mojibake, languages, dates."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from newsscraper.dates import as_time, parse_date, parse_label_date
from newsscraper.dates.anywhere import find_dates
from newsscraper.language import detect, detect_all
from newsscraper.text.cleaning import clean
from newsscraper.text.encoding import decode
from newsscraper.text.mojibake import mend
from tests.fuzz import seeds
from tests.fuzz.changes import TEXT
from tests.fuzz.records import FETCHED, one_line
from tests.fuzz.target import Target

_ZONES = b"Africa/Casablanca Africa/Cairo Asia/Riyadh UTC ../etc/passwd".split()
_DATES = """
    6 يناير 2015|الثلاثاء، ٦ يناير ٢٠١٥ - ١٠:٣٠ ص|lundi 5 janvier 2026 à 10h30|05 - 01 - 2026
    2026-01-05T10:30:00+01:00|Mon, 05 Jan 2026 10:30:00 GMT|il y a 3 jours|منذ ٣ ساعات|hier à 9h
    ١٥ رجب ١٤٤٧ هـ|January 5th, 2026 10:30 p.m. EST|5/1/26|20260105|1767607800|2026年1月5日
    Publié dans Atlas le 07 - 05 - 2024|نشر في المساء يوم 07 - 05 - 2024|12 stycznia 2026 r.
""".replace("\n", "|").split("|")


def _plain(value: Any) -> Any:
    """A result as JSON types."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(part) for name, part in asdict(value).items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _encoding(content: bytes) -> Any:
    declared, _, page = content.partition(b"\n")
    found = decode(page, declared.decode("latin-1"))
    assert found.utf8 is None or found.utf8.decode() == found.text, "utf8 is not the text"
    return [found.text.replace("\x00", "?"), found.encoding, _plain(found.warnings)]


def _mojibake(content: bytes) -> Any:
    text = content.decode("utf-8", "replace").replace("\x00", "")
    found, cleaned = mend(text), clean(text)
    assert clean(cleaned) == cleaned, "cleaning twice is not cleaning once"
    return [_plain(found), cleaned]


def _language(content: bytes) -> Any:
    hint, _, text = content.decode("utf-8", "replace").partition("\n")
    found, shares = detect(text, hint=hint or None), detect_all(text, hint=hint or None)
    assert sum(share.share for share in shares) <= 1.001, "shares of more than the text"
    return [_plain(found), _plain(shares)]


def _dates(content: bytes) -> Any:
    line, _, text = content.decode("utf-8", "replace").partition("\n")
    language, country, zone, *_ = [*(part or None for part in line.split(" ")), None, None, None]
    found = []
    for reference in (FETCHED, None):
        result = parse_date(
            text, language=language, country=country, timezone=zone, reference=reference
        )
        assert result.date is None or not isinstance(result.date, datetime), "a time as the day"
        found += [result, parse_label_date(text, reference=reference)]
    try:
        found.append(as_time(text))
    except ValueError as error:
        found.append(one_line(error))
    return [_plain(found), _plain(find_dates(clean(text), language))]


def _date_seeds() -> list[bytes]:
    texts = [text.strip().encode() for text in _DATES if text.strip()]
    heads = (b"fr MA Africa/Casablanca", b"ar EG Africa/Cairo", b"en US UTC", b"")
    return [heads[number % 4] + b"\n" + text for number, text in enumerate(texts)]


def _encoding_seeds() -> list[bytes]:
    found = [b"text/html\n" + page.partition(b"\n")[2] for page in seeds.pages()]
    for number, story in enumerate(seeds.stories()):
        code = ("utf-8", "cp1256", "cp1252", "utf-16", "utf-16-be", "iso8859_6")[number % 6]
        head = f"text/html; charset={code}\n<meta charset={code}><p>".encode()
        found.append(head + story.encode(code, "replace"))
    return found


def _damaged() -> list[bytes]:
    found = []
    for number, story in enumerate(seeds.stories()):
        code = ("cp1252", "cp1256", "latin-1")[number % 3]
        found.append(story.encode().decode(code, "replace").encode())
        found.append(story.encode("cp1256", "replace").decode("latin-1").encode())
    return found


def _languages() -> list[bytes]:
    return [b"\n" + story.encode() for story in seeds.stories()]


TARGETS = (
    Target(
        "encoding",
        "bytes with a declared type",
        _encoding,
        _encoding_seeds,
        words=(
            b"charset=",
            b"; ",
            b"utf-16",
            b"hex",
            b"idna",
            b"x-mac-arabic",
            b"zlib",
            b"undefined",
        ),
        growth=4,
    ),
    Target("mojibake", "damaged text: repair and cleaning", _mojibake, _damaged, changes=TEXT),
    Target("language", "the language of a text", _language, _languages, changes=TEXT),
    Target(
        "dates",
        "printed dates",
        _dates,
        _date_seeds,
        changes=TEXT,
        words=(
            *_ZONES,
            *"2026 1447 1404 31 12 24:00 AM م ص هـ / - . :".encode().split(),
            *"T Z +14:00 GMT EST le à يوم ago".encode().split(),
        ),
        longest=500,
    ),
)
