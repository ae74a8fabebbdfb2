"""What any news page may say about its article besides headline, date, author and text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Where the page says the value of each field.

    The values are ``json-ld``, ``opengraph`` (``article:`` included), ``meta`` (any other meta or
    link tag), ``microdata``, ``script`` (the data in any other script), ``printed`` (the visible
    page), ``title`` (the title element) and ``url`` (the address). ``None`` if the field is empty.
    """

    headline: str | None = None
    """Of the headline."""
    published: str | None = None
    """Of the date of publication."""
    modified: str | None = None
    """Of the date of the last change."""
    authors: str | None = None
    """Of the authors."""
    source: str | None = None
    """Of the publisher's name."""
    section: str | None = None
    """Of the section."""
    tags: str | None = None
    """Of the tags."""
    description: str | None = None
    """Of the description."""
    lead_image: str | None = None
    """Of the lead image."""
    canonical_url: str | None = None
    """Of the canonical URL."""
    paywalled: str | None = None
    """Of whether it is for subscribers only."""


@dataclass(frozen=True, slots=True)
class Details:
    """The strings of a page, before cleaning."""

    published: str | None = None
    """Date of publication that the witnesses agree on, ISO 8601: a time with its zone, or a day."""
    authors: tuple[str, ...] = ()
    """Names of the authors."""
    modified: str | None = None
    """Date of the last change, ISO 8601."""
    tags: tuple[str, ...] = ()
    """Keywords in page order."""
    description: str | None = None
    """The summary."""
    lead_image: str | None = None
    """Address of the article's image, not yet resolved."""
    canonical_url: str | None = None
    """Address that the page declares as its own, not yet resolved."""
    paywalled: bool | None = None
    """Whether the article is for subscribers only; ``None`` if the page does not say."""
    truncated: bool | None = None
    """Whether the page has only the beginning of the article; ``None`` if unknown."""
    witnesses: Witnesses | None = None
    """Where each value is from; ``None`` on the platform's own pages."""


NO_DETAILS = Details()
"""Nothing besides: the details of a page of the platform."""
