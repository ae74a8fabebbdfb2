"""The record of a ticker's headline, followed over time."""

from __future__ import annotations

from dataclasses import dataclass

from newsscraper.items.fields import Address, Fields, Moment


@dataclass(slots=True)
class TickerPosition:
    """Where a headline stood from a moment on."""

    at: Moment
    """UTC time of the sighting, ISO 8601."""
    position: int
    """From 1."""


@dataclass(slots=True)
class TickerWording:
    """Words that a headline had for a while."""

    headline: str
    """The headline as shown."""
    first_seen: Moment
    """UTC time of the first sighting with these words, ISO 8601."""
    last_seen: Moment
    """UTC time of the last one."""


@dataclass(slots=True)
class TickerHeadline:
    """One headline of a site's ticker, followed over all sightings."""

    site: str | None
    """Key of the site."""
    edition: str | None
    """Edition of the pages that showed it."""
    article_id: str | None
    """``Article.id`` of what it links to."""
    url: Address | None
    """Canonical address that it links to."""
    headline: str
    """Its newest wording."""
    language: str
    """BCP 47 code, ``und`` when uncertain."""
    first_seen: Moment
    """UTC time of its first sighting, ISO 8601."""
    last_seen: Moment
    """UTC time of its last one."""
    sightings: int
    """How often the ticker was seen with it."""
    positions: list[TickerPosition]
    """``at`` and ``position``, whenever its position changed."""
    wordings: list[TickerWording]
    """``headline``, ``first_seen``, ``last_seen`` of each wording, in the order they came."""


HEADLINE_FIELDS = Fields.of(TickerHeadline, table="headlines")
"""Fields of a headline's record, in order."""
