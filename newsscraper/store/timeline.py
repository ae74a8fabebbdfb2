"""What a ticker showed over time: one record per headline, made from snapshots and sightings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from newsscraper.items.headlines import HEADLINE_FIELDS

TIMELINE_FIELDS = HEADLINE_FIELDS
"""Fields of a headline's record, in order."""


@dataclass(slots=True)
class Headline:
    """One headline of a site's ticker, followed over all sightings.

    Entries with the same link are one headline; without a link, entries with the same words.
    """

    site: str | None
    edition: str | None
    article_id: str | None
    url: str | None
    language: str
    first_seen: str
    last_seen: str
    sightings: int = 0
    """Number of sightings of the ticker with this headline."""
    positions: list[dict[str, Any]] = field(default_factory=list)
    """Its first position and each change: ``at`` (the time) and ``position``.

    If a ticker has the headline twice, its first position counts.
    """
    wordings: list[dict[str, Any]] = field(default_factory=list)
    """``headline``, ``first_seen`` and ``last_seen`` of each wording, oldest first."""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON types; ``headline`` is the newest wording."""
        newest = max(self.wordings, key=lambda wording: str(wording["last_seen"]))
        return {
            name: newest["headline"] if name == "headline" else getattr(self, name)
            for name in TIMELINE_FIELDS
        }


def timeline(snapshots: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the headlines of ticker snapshots, newest first.

    They are ordered by when they were last seen, then first seen, then by position.

    Args:
        snapshots: Records of ticker snapshots from :meth:`newsscraper.store.Store.tickers`, in any
            order.

    """
    moments = sorted(
        ((moment, snapshot) for snapshot in snapshots for moment in snapshot["sightings"]),
        key=lambda pair: (pair[0], pair[1]["id"]),
    )
    headlines: dict[tuple[Any, ...], Headline] = {}
    for moment, snapshot in moments:
        in_snapshot: set[tuple[Any, ...]] = set()
        for item in snapshot["items"]:
            key = (snapshot["site"], snapshot["edition"], item["url"] or item["headline"])
            headline = headlines.get(key)
            if headline is None:
                headline = headlines[key] = Headline(
                    snapshot["site"],
                    snapshot["edition"],
                    item["article_id"],
                    item["url"],
                    item["language"],
                    moment,
                    moment,
                )
            _add_sighting(headline, item, moment, again=key in in_snapshot)
            in_snapshot.add(key)
    ordered = sorted(headlines.values(), key=lambda headline: headline.positions[-1]["position"])
    ordered.sort(key=lambda headline: (headline.last_seen, headline.first_seen), reverse=True)
    return [headline.to_dict() for headline in ordered]


def _add_sighting(headline: Headline, item: dict[str, Any], moment: str, *, again: bool) -> None:
    """Add an entry of a ticker to its headline; `again` if the ticker already had it."""
    headline.last_seen = moment
    known = next(
        (wording for wording in headline.wordings if wording["headline"] == item["headline"]), None
    )
    if known is None:
        headline.wordings.append(
            {"headline": item["headline"], "first_seen": moment, "last_seen": moment}
        )
        headline.language = item["language"]
    else:
        known["last_seen"] = moment
    if again:
        return
    headline.sightings += 1
    if not headline.positions or headline.positions[-1]["position"] != item["position"]:
        headline.positions.append({"at": moment, "position": item["position"]})
