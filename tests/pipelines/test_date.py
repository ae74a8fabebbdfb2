"""The date of a record: from the printed date, from the metadata, or missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsscraper.items.records import Article, RawArticle, Witness
from newsscraper.pipelines.date import DatePipeline

FETCHED = datetime(2026, 1, 30, 12, tzinfo=UTC)


def dated(
    printed: str | None,
    stated: str | None = None,
    fetched: datetime | None = FETCHED,
    **fields: str,
) -> Article:
    raw = RawArticle(
        layout="", published=printed, fetched_at=fetched, witness=Witness(published=stated)
    )
    return DatePipeline().process_item(Article(raw=raw, **fields))


@pytest.mark.parametrize(
    ("printed", "stated", "published", "warnings"),
    [
        ("7 mai 2024", None, "2024-05-07", []),
        ("7 mai 2024", "2024-05-08T09:00:00Z", "2024-05-07", []),
        ("7 mai 2024", "2024-05-12", "2024-05-07", ["date_disputed"]),
        (None, "2024-05-12", "2024-05-12", []),
        (None, None, None, ["no_date"]),
        ("\u200f", None, None, ["date_unreadable"]),
        ("Cliquez ici", "2024-05-12", None, ["date_unreadable"]),
        ("31 avril 2024", None, None, ["date_impossible"]),
        ("lundi 7 mai 2024", None, None, ["date_contradictory"]),
        ("7 mai 2026", None, None, ["date_in_future"]),
        ("il y a 3 heures", None, "2026-01-30", []),
        ("منذ يومين", None, "2026-01-28", []),
        ("منذ أسبوعين", None, None, ["date_approximate"]),
        ("منذ أسبوعين", "2026-01-14T10:00:00Z", "2026-01-14", ["date_approximate"]),
        ("11 شعبان 1447", None, None, ["date_hijri"]),
        ("11 شعبان 1447", "2026-01-29", "2026-01-29", ["date_hijri"]),
        ("11 شعبان 1447", "2025-01-29", None, ["date_hijri"]),
        ("الجمعة 11 شعبان 1447", None, "2026-01-30", ["date_hijri"]),
        (None, "11 شعبان 1447", None, ["date_hijri"]),
        ("11 شعبان 1447 / 30 يناير 2026", None, "2026-01-30", []),
    ],
)
def test_the_date_of_a_record(printed, stated, published, warnings):
    item = dated(printed, stated)
    assert (item.published, item.warnings) == (published, warnings)
    assert item.published_raw == ((printed or stated) and (printed or stated).strip())


def test_a_counted_time_needs_the_time_of_the_fetch():
    item = dated("hier à 18:30", fetched=None)
    assert (item.published, item.published_raw, item.warnings) == (
        None,
        "hier à 18:30",
        ["date_without_reference"],
    )
    item = dated("hier à 18:30", site="maghress")
    assert (item.published, item.published_at) == ("2026-01-29", "2026-01-29T18:30:00+01:00")


def test_numbers_are_settled_by_the_edition_the_country_or_the_texts_own_language():
    assert dated("05/07/2024").warnings == ["date_ambiguous"]
    assert dated("05/07/2024", edition="fr").published == "2024-07-05"
    assert dated("05/07/2024", edition="en").warnings == ["date_ambiguous"]
    assert dated("05/07/2024", edition="en", site="masress").published == "2024-07-05"
    assert dated("05/07/2024", language="fr").published == "2024-07-05"
    assert dated("05/07/2024", language="en").warnings == ["date_ambiguous"]
