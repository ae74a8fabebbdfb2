"""The ticker as a snapshot: which parts of it pages share."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from newsscraper.items.records import RawTickerItem
from newsscraper.pipelines.ticker import snapshot

MOMENT = datetime(2026, 1, 30, 12, tzinfo=UTC)
STRIP = (
    RawTickerItem("Un titre du jour", "/fr/yabiladi/1"),
    RawTickerItem("", None),
    RawTickerItem("Un autre titre du jour"),
)


def of(base: str, *entries: RawTickerItem, moment: datetime | None = MOMENT):
    return snapshot(entries, base, "maghress", "fr", moment)


def test_a_strip_is_the_same_on_every_page():
    first = of("https://www.maghress.com/fr/yabiladi/1", *STRIP)
    later = of("https://www.maghress.com/fr/alittihad", *STRIP, moment=MOMENT.replace(hour=13))
    assert (first.id, first.items) == (later.id, later.items)
    assert [(item.position, item.article_id) for item in first.items] == [
        (1, "maghress/fr/yabiladi/1"),
        (3, None),
    ]
    assert (first.sightings, later.sightings) == (
        ["2026-01-30T12:00:00Z"],
        ["2026-01-30T13:00:00Z"],
    )


def test_snapshots_do_not_share_their_lists():
    first = of("https://www.maghress.com/", *STRIP)
    first.items.pop()
    with pytest.raises(FrozenInstanceError):
        first.items[0].headline = "Un titre d'hier"
    assert [item.headline for item in of("https://www.maghress.com/", *STRIP).items] == [
        "Un titre du jour",
        "Un autre titre du jour",
    ]


def test_a_relative_link_is_resolved_against_its_page():
    entry = RawTickerItem("Un titre du jour", "1")
    one, other = (
        of("https://www.maghress.com/fr/yabiladi/", entry),
        of("https://www.maghress.com/fr/alittihad/", entry),
    )
    assert one.items[0].article_id == "maghress/fr/yabiladi/1"
    assert other.items[0].article_id == "maghress/fr/alittihad/1"
    assert one.id != other.id


def test_a_strip_without_headlines_gives_no_snapshot():
    assert of("https://www.maghress.com/") is None
    assert of("https://www.maghress.com/", RawTickerItem(" ", "/fr/yabiladi/1")) is None
