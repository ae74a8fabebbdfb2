"""The record of a ticker's headline, followed over time."""

from __future__ import annotations

from dataclasses import dataclass

from newsscraper.items.fields import Address, Fields, Moment


@dataclass(slots=True)
class TickerPosition:
    """The position of a headline from a certain time on."""

    at: Moment
    """UTC time of the sighting, ISO 8601."""
    position: int
    """Position in the ticker, from 1."""


@dataclass(slots=True)
class TickerWording:
    """A wording of a headline."""

    headline: str
    """The headline as shown."""
    first_seen: Moment
    """UTC time of the first sighting with this wording, ISO 8601."""
    last_seen: Moment
    """UTC time of the last sighting with this wording, ISO 8601."""


@dataclass(slots=True)
class TickerHeadline:
    """A headline of a site's ticker, over all its sightings."""

    site: str | None
    """Key of the site."""
    edition: str | None
    """Edition of the pages that showed it."""
    article_id: str | None
    """``Article.id`` of the article it links to."""
    url: Address | None
    """Canonical URL of its link."""
    headline: str
    """Its newest wording."""
    language: str
    """BCP 47 code, ``und`` if uncertain."""
    first_seen: Moment
    """UTC time of its first sighting, ISO 8601."""
    last_seen: Moment
    """UTC time of its last sighting, ISO 8601."""
    sightings: int
    """Number of sightings."""
    positions: list[TickerPosition]
    """Its positions over time: one entry for each change."""
    wordings: list[TickerWording]
    """Its wordings over time, in the order of their first sighting."""


HEADLINE_FIELDS = Fields.of(TickerHeadline, table="headlines")
"""Fields of a headline's record, in order."""
