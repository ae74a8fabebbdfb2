"""The nouns that travel through the project: what was received, what a page printed, and the clean
records.

The attribute docstrings are the schema; docs/schema.md shows the same with JSON types and
schema.org names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsscraper.items.fields import Address, Day, Fields, Moment, PipelineText, ZonedMoment
from newsscraper.items.serialize import record, row_maker


@dataclass(frozen=True, slots=True)
class Capture:
    """What was received, however it arrived. A capture knows no site."""

    content: bytes | str
    """The page: bytes as received, or text that somebody has decoded already."""
    url: str | None = None
    """Where it came from."""
    fetched_at: datetime | None = None
    """When it was fetched; aware. ``None`` when nobody knows: it is never taken from a file's
    time."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case. Only ``content-type`` is read."""
    status: int | None = None
    """HTTP status, where there was one."""
    ref: str | None = None
    """Where the raw page is kept; becomes ``Article.capture_ref``."""


@dataclass(frozen=True, slots=True)
class RawImage:
    """An image as the page has it."""

    src: str
    caption: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class RawTickerItem:
    """One entry of the ticker strip as the page has it; the headline may be empty, the link
    missing."""

    headline: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """What a page says of itself outside its text: JSON-LD, OpenGraph, the title. Used to check and
    to fill, last."""

    headline: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    source: str | None = None
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What an article's page printed, as strings and links. Nothing is cleaned yet."""

    layout: str
    """Which page class and layout read it."""
    url: str | None = None
    """The address of the page: the capture's, else the one the page gives for itself."""
    base_url: str | None = None
    """What relative links are relative to."""
    site: str | None = None
    """Key of the site the address belongs to."""
    fetched_at: datetime | None = None
    capture_ref: str | None = None
    frame_language: str | None = None
    """Language of the frame's labels; says nothing of the article's language."""
    headline: str | None = None
    source: str | None = None
    """The source's name as printed."""
    published: str | None = None
    """The date as printed, without its label."""
    author: str | None = None
    """An author printed outside the body."""
    section: str | None = None
    body: tuple[str, ...] = ()
    """Blocks of text in page order, notices and bylines among them."""
    images: tuple[RawImage, ...] = ()
    original_url: str | None = None
    """``href`` of the closing notice's link."""
    ticker: tuple[RawTickerItem, ...] = ()
    """The strip as shown, empty entries included."""
    witness: Witness = Witness()
    unknown_label: str | None = None
    """The line with source and date, if its words are none that :mod:`newsscraper.labels` knows."""
    warnings: tuple[str, ...] = ()
    """What the reader noticed: see :class:`newsscraper.items.warning_codes.WarningCode`."""


@dataclass(slots=True)
class Image:
    """An image of an article."""

    url: Address
    """Absolute address."""
    caption: str | None = None
    """The caption as printed."""


@dataclass(frozen=True, slots=True)
class TickerItem:
    """One headline of a ticker. Frozen, since the snapshots of all pages that showed a strip share
    its headlines."""

    position: int
    """From 1, counted over the strip's entries, empty ones included."""
    headline: str
    """The headline as shown."""
    url: Address | None = None
    """Canonical address that it links to."""
    article_id: str | None = None
    """``Article.id`` of what it links to."""
    language: str = "und"
    """BCP 47 code, ``und`` when uncertain."""


@dataclass(slots=True)
class TickerSnapshot:
    """The ticker of a site as it stood at a moment; one however many pages showed it."""

    id: str
    """``<site>/<edition>/<hash of the ordered (headline, url)>``; ``text/<hash>`` where the site is
    unknown."""
    site: str | None = None
    """Key of the site."""
    edition: str | None = None
    """Edition of the page that showed it."""
    items: list[TickerItem] = field(default_factory=list)
    """The headlines in order; empty entries dropped, repeats kept."""
    sightings: list[Moment] = field(default_factory=list)
    """UTC times at which it was fetched, ISO 8601."""

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON types."""
        return record(self)


@dataclass(slots=True)
class Article:
    """A clean record of one article. What is not known is ``None``, never an empty string."""

    raw: RawArticle = field(repr=False)
    """What the page printed; not part of the record."""
    id: PipelineText = None
    """``<site>/<edition>/<source_id>/<number>``; any other page
    ``<host>/<hash of the canonical URL>``; without a URL ``text/<hash of the content>``. Never null
    once the pipelines have run."""
    url: Address | None = None
    """Canonical address."""
    site: str | None = None
    """Key of the aggregator site: ``maghress``."""
    edition: str | None = None
    """Language of the site's frame, from the URL: ``ar``, ``fr``, ``en``. Not the language of the
    article."""
    headline: str | None = None
    """The headline."""
    body: str | None = None
    """The text: paragraphs separated by one blank line."""
    published: Day | None = None
    """Date of publication, ISO 8601, in the site's country."""
    published_at: ZonedMoment | None = None
    """Time of publication with its zone, ISO 8601, where the page gives a time."""
    published_raw: str | None = None
    """The date as printed."""
    source: str | None = None
    """The newspaper's name as printed."""
    source_id: str | None = None
    """The newspaper's slug in the URL."""
    original_url: Address | None = None
    """The publisher's own page."""
    author: str | None = None
    """Author's name as printed, without the word before it (Par, By, بقلم)."""
    agency: str | None = None
    """News agency's tag as printed."""
    section: str | None = None
    """Section as printed."""
    language: str = "und"
    """BCP 47 code of the article's language, ``und`` when uncertain."""
    language_confidence: float | None = None
    """Between 0 and 1; null when the language is uncertain."""
    images: list[Image] = field(default_factory=list)
    """Images of the body, in page order."""
    truncated: bool = False
    """True for a teaser, whose text ends in ``(...)``."""
    ticker_id: str | None = None
    """``TickerSnapshot.id`` of the ticker that the page showed."""
    fetched_at: Moment | None = None
    """UTC time of the fetch, ISO 8601."""
    layout: PipelineText = None
    """Which page class and layout answered."""
    extractor_version: PipelineText = None
    """Version of the rules."""
    content_hash: PipelineText = None
    """SHA-256 of headline, body and published: a new version of an article is a new hash."""
    capture_ref: str | None = None
    """Where the raw page is kept, if it is."""
    warnings: list[str] = field(default_factory=list)
    """Codes for what is missing or odd."""
    ticker: TickerSnapshot | None = field(default=None, repr=False)
    """The snapshot behind ``ticker_id``; a record of its own, not part of this one."""

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON types: every field of the schema, in its order."""
        return dict(zip(ARTICLE_FIELDS, self.to_row(), strict=True))

    def to_row(self) -> tuple[Any, ...]:
        """The record's values as JSON types, in the order of the schema."""
        return _row(self)

    def warn(self, code: str) -> None:
        """Adds a warning once."""
        if code not in self.warnings:
            self.warnings.append(str(code))


ARTICLE_FIELDS = Fields.of(Article, table="articles", without=("raw", "ticker"))
"""The record's fields, in order."""

_row = row_maker(ARTICLE_FIELDS)

TICKER_FIELDS = Fields.of(TickerSnapshot, table="tickers")
"""A ticker snapshot's fields, in order."""


@dataclass(slots=True)
class ShownTicker:
    """The ticker that an article's page showed, as it stands in the article's record."""

    id: str
    """``TickerSnapshot.id``."""
    items: list[TickerItem] = field(default_factory=list)
    """The headlines in order, as in the snapshot."""


@dataclass(slots=True)
class _WithTicker:
    """What ``extract`` and ``scrape`` add to an article's record."""

    ticker: ShownTicker | None = None
    """The ticker that the page showed."""


EXTRACT_FIELDS = ARTICLE_FIELDS.with_fields_of(Fields.of(_WithTicker), "ExtractedArticle")
"""Fields of what ``newsscraper extract`` and ``scrape`` write: the article's record and its ticker,
nested."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page and what it leads to."""

    url: str
    """Absolute address; canonical where it leads to an article, a listing, an author or a front
    page of a known site."""
    leads_to: str
    """``article``, ``listing``, ``author``, ``feed``, ``front``, ``next`` (the listing's next
    page), ``original`` (the publisher's page) or ``other``."""
    text: str | None = None
    """The link's text; of a listing's or feed's entry, its headline."""
    article_id: str | None = None
    """``Article.id`` behind it."""
    published: str | None = None
    """ISO date that a listing or a feed prints beside it."""
    teaser: str | None = None
    """Teaser that a listing or a feed prints below it."""
