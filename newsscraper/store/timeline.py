"""What a ticker showed over time: a line a headline, from the snapshots and their sightings."""

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

    It is one headline as long as it links to one address; without an address, as long as its words
    are the same.
    """

    site: str | None
    edition: str | None
    article_id: str | None
    url: str | None
    language: str
    first_seen: str
    last_seen: str
    sightings: int = 0
    """How often the ticker was seen with it."""
    positions: list[dict[str, Any]] = field(default_factory=list)
    """``at`` and ``position`` whenever its position changed; the first of each sighting where it
    stands there twice."""
    wordings: list[dict[str, Any]] = field(default_factory=list)
    """``headline``, ``first_seen``, ``last_seen`` of each wording, in the order they came."""

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON types; ``headline`` is the newest wording."""
        newest = max(self.wordings, key=lambda wording: str(wording["last_seen"]))
        return {
            name: newest["headline"] if name == "headline" else getattr(self, name)
            for name in TIMELINE_FIELDS
        }


def timeline(snapshots: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The headlines of the snapshots, newest first: by when they were last seen, then by when first,
    then by position.

    Args:
        snapshots: Records of ticker snapshots, as :meth:`newsscraper.store.Store.tickers` gives
            them, in any order.

    """
    moments = sorted(
        ((moment, snapshot) for snapshot in snapshots for moment in snapshot["sightings"]),
        key=lambda pair: (pair[0], pair[1]["id"]),
    )
    found: dict[tuple[Any, ...], Headline] = {}
    for moment, snapshot in moments:
        met: set[tuple[Any, ...]] = set()
        for item in snapshot["items"]:
            key = (snapshot["site"], snapshot["edition"], item["url"] or item["headline"])
            headline = found.get(key)
            if headline is None:
                headline = found[key] = Headline(
                    snapshot["site"],
                    snapshot["edition"],
                    item["article_id"],
                    item["url"],
                    item["language"],
                    moment,
                    moment,
                )
            _see(headline, item, moment, again=key in met)
            met.add(key)
    ordered = sorted(found.values(), key=lambda headline: headline.positions[-1]["position"])
    ordered.sort(key=lambda headline: (headline.last_seen, headline.first_seen), reverse=True)
    return [headline.to_dict() for headline in ordered]


def _see(headline: Headline, item: dict[str, Any], moment: str, *, again: bool) -> None:
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
