"""Headlines of a ticker over time."""

from __future__ import annotations

from newsscraper.store.timeline import TIMELINE_FIELDS, timeline


def snapshot(name: str, sightings: list[str], *items: tuple[int, str, str | None]) -> dict:
    return {
        "id": f"maghress/fr/{name}",
        "site": "maghress",
        "edition": "fr",
        "sightings": sightings,
        "items": [
            {
                "position": number,
                "headline": text,
                "url": url,
                "article_id": url and url.rpartition("com/")[2],
                "language": "fr",
            }
            for number, text, url in items
        ],
    }


A, B = "https://www.maghress.com/fr/x/1", "https://www.maghress.com/fr/x/2"


def test_first_and_last_seen_positions_and_wordings():
    records = timeline(
        [
            snapshot(
                "2", ["2026-01-01T12:00:00Z"], (1, "Nouvelle", B), (2, "Séisme : deux blessés", A)
            ),
            snapshot("1", ["2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z"], (1, "Séisme", A)),
        ]
    )
    assert [record["url"] for record in records] == [B, A]
    assert list(records[0]) == list(TIMELINE_FIELDS)
    assert records[1] == {
        "site": "maghress",
        "edition": "fr",
        "article_id": "fr/x/1",
        "url": A,
        "headline": "Séisme : deux blessés",
        "language": "fr",
        "first_seen": "2026-01-01T10:00:00Z",
        "last_seen": "2026-01-01T12:00:00Z",
        "sightings": 3,
        "positions": [
            {"at": "2026-01-01T10:00:00Z", "position": 1},
            {"at": "2026-01-01T12:00:00Z", "position": 2},
        ],
        "wordings": [
            {
                "headline": "Séisme",
                "first_seen": "2026-01-01T10:00:00Z",
                "last_seen": "2026-01-01T11:00:00Z",
            },
            {
                "headline": "Séisme : deux blessés",
                "first_seen": "2026-01-01T12:00:00Z",
                "last_seen": "2026-01-01T12:00:00Z",
            },
        ],
    }


def test_a_headline_shown_twice_counts_once():
    records = timeline([snapshot("1", ["2026-01-01T10:00:00Z"], (1, "Un", A), (6, "Un", A))])
    assert len(records) == 1
    assert records[0]["sightings"] == 1
    assert records[0]["positions"] == [{"at": "2026-01-01T10:00:00Z", "position": 1}]


def test_without_a_link_headlines_differ_by_their_words():
    records = timeline(
        [snapshot("1", ["2026-01-01T10:00:00Z"], (1, "Un", None), (2, "Deux", None))]
    )
    assert [record["headline"] for record in records] == ["Un", "Deux"]


def test_a_wording_that_returns_is_the_newest():
    records = timeline(
        [
            snapshot("1", ["2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z"], (1, "Avant", A)),
            snapshot("2", ["2026-01-01T11:00:00Z"], (1, "Après", A)),
        ]
    )
    assert records[0]["headline"] == "Avant"
    assert len(records[0]["wordings"]) == 2


def test_no_snapshots():
    assert timeline([]) == []
