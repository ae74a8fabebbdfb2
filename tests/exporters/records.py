"""Records to be written: full ones, empty ones, awkward ones, and any that hypothesis can think
of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from newsscraper.items.details import Witnesses
from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.items.headlines import HEADLINE_FIELDS
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS
from newsscraper.items.rights import Rights

# For fields that are not named below. JSON-LD has no null list that is not also an empty one.
BLANK = {
    name: [] if ARTICLE_FIELDS.types[name].kind is Kind.LIST else None for name in ARTICLE_FIELDS
}
FULL: dict[str, Any] = {
    **BLANK,
    "id": "maghress/fr/yabiladi/148210",
    "url": "https://www.maghress.com/fr/yabiladi/148210",
    "canonical_url": "https://www.yabiladi.example/a",
    "site": "maghress",
    "edition": "fr",
    "headline": "=L'été à Fès — «une chaleur» 🌞",
    "body": (
        "Premier alinéa.\n\nالفقرة الثانية، مع رمز 👩‍👩‍👧 و«كَلِمة» مشكولة.\n\n'apostrophes'"
        ' "\\" %s :x \\N \\. null, ; \t|'
    ),
    "body_markdown": "## Premier\n\n* alinéa",
    "published": "2026-01-29",
    "published_at": "2026-01-29T23:05:00.250000+01:00",
    "published_raw": "29 - 01 - 2026",
    "modified": "2026-01-30",
    "modified_at": "2026-01-30T08:00:00+01:00",
    "source": "يابلادي",
    "source_id": "yabiladi",
    "original_url": "https://www.yabiladi.example/a?b=c&d=%D8%A7#é",
    "author": "Salma Berrada, Anas Idrissi",
    "authors": ["Salma Berrada", "Anas Idrissi"],
    "agency": "MAP",
    "section": "Société",
    "tags": ["Fès", "طقس"],
    "description": "Le mercure monte.",
    "language": "fr",
    "language_confidence": 0.1 + 0.2,
    "images": [
        {"url": "https://img.example/1.jpg", "caption": "صورة 🖼"},
        {"url": "https://img.example/2.jpg", "caption": None},
    ],
    "lead_image": "https://img.example/1.jpg",
    "truncated": True,
    "paywalled": False,
    "ticker_id": "maghress/fr/abc",
    "fetched_at": "2026-01-30T12:00:00Z",
    "layout": "ArticlePage",
    "extractor_version": "7",
    "content_hash": "0a" * 32,
    "capture_ref": "captures/a b.html",
    "witnesses": {**dict.fromkeys(Fields.of(Witnesses)), "headline": "json-ld"},
    "rights": {
        **{name: [] for name in Fields.of(Rights)},
        "reserved": ["text-and-data-mining"],
        "tdm_policy": "https://www.yabiladi.example/policy.json",
        "tdmrep_json": ['{"location": "/", "tdm-reservation": 1}'],
    },
    "warnings": ["no_author", "url_from_page"],
}
EMPTY: dict[str, Any] = {
    **BLANK,
    "id": "text/0",
    "language": "und",
    "images": [],
    "truncated": False,
    "layout": "none",
    "extractor_version": "7",
    "content_hash": "1b" * 32,
    "warnings": [],
}
OLD = {
    **FULL,
    "id": "x/ar/y/1",
    "published": "0001-01-01",
    "published_at": "1911-03-01T00:00:00+00:00",
    "body": "خبر " * 20_000,
}
# Unicode line separators, which JSON and CSV do not treat as line ends.
UTC = {
    **FULL,
    "id": "x/ar/y/2",
    "headline": "a\u2028b\u0085c",
    "author": "\u2029d",
    "published_at": "2026-01-29T18:05:00Z",
    "language_confidence": 1.0,
    "truncated": False,
}
ITEMS = [
    {
        "position": 1,
        "headline": "أول 🗞",
        "url": "https://www.maghress.com/a/1",
        "article_id": "maghress/ar/a/1",
        "language": "ar",
    },
    {"position": 3, "headline": "Deux", "url": None, "article_id": None, "language": "und"},
]
NESTED = {"id": "maghress/fr/abc", "items": ITEMS}
SNAPSHOT = {
    "id": "maghress/fr/abc",
    "site": "maghress",
    "edition": "fr",
    "items": ITEMS,
    "sightings": ["2026-01-30T12:00:00Z"],
}
BARE = {"id": "text/abc", "site": None, "edition": None, "items": [], "sightings": []}
HEADLINE = {
    "site": "maghress",
    "edition": "ar",
    "article_id": "maghress/ar/a/1",
    "url": "https://www.maghress.com/a/1",
    "headline": "أول 🗞",
    "language": "ar",
    "first_seen": "2026-01-30T12:00:00Z",
    "last_seen": "2026-01-30T13:00:00Z",
    "sightings": 2,
    "positions": [{"at": "2026-01-30T12:00:00Z", "position": 1}],
    "wordings": [
        {
            "headline": "أول 🗞",
            "first_seen": "2026-01-30T12:00:00Z",
            "last_seen": "2026-01-30T13:00:00Z",
        }
    ],
}

SAMPLES: dict[str, tuple[Fields, list[dict[str, Any]]]] = {
    "articles": (ARTICLE_FIELDS, [FULL, EMPTY, OLD, UTC]),
    "extracted": (EXTRACT_FIELDS, [{**FULL, "ticker": NESTED}, {**EMPTY, "ticker": None}]),
    "tickers": (TICKER_FIELDS, [SNAPSHOT, BARE]),
    "headlines": (HEADLINE_FIELDS, [HEADLINE]),
    "some fields": (
        ARTICLE_FIELDS.only(["headline", "id", "images"]),
        [{n: FULL[n] for n in ("headline", "id", "images")}],
    ),
    "none": (ARTICLE_FIELDS, []),
}
"""Fields and records by what they are."""

# Text as the pipelines leave it: no lone surrogate, no control character but those of lines.
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"),
    min_size=1,
    max_size=30,
)
_MOMENT = st.datetimes(timezones=st.none()).map(
    lambda at: at.replace(microsecond=0).isoformat() + "Z"
)
_ZONE = st.sampled_from(["+00:00", "+01:00", "-03:30", "+14:00", "Z"])
# Not the first and last days that Python knows: in UTC they lie beyond.
_ZONED = st.builds(
    lambda at, zone: at.isoformat() + zone,
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)),
    _ZONE,
)
_VALUES = {
    Kind.TEXT: _TEXT,
    Kind.ADDRESS: _TEXT,
    Kind.DAY: st.dates().map(lambda day: day.isoformat()),
    Kind.MOMENT: _MOMENT,
    Kind.ZONED: _ZONED,
    Kind.INTEGER: st.integers(0, 2**31),
    Kind.NUMBER: st.floats(0, 1),
    Kind.FLAG: st.booleans(),
}


def any_record(fields: Fields) -> st.SearchStrategy[dict[str, Any]]:
    """Any record of these fields."""
    return st.fixed_dictionaries({name: _value(fields.types[name]) for name in fields})


def _value(kind: FieldType) -> st.SearchStrategy[Any]:
    if kind.item is not None:
        return st.lists(_value(kind.item), max_size=3)
    made = any_record(kind.members) if kind.members is not None else _VALUES[kind.kind]
    return st.none() | made if kind.nullable else made
