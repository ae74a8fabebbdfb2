"""The objects that the project works on: captures, raw articles and clean records.

The attribute docstrings are the descriptions in the JSON Schema. docs/schema.md lists the fields
with their JSON types and schema.org names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsscraper.items.details import NO_DETAILS, Details, Witnesses
from newsscraper.items.fields import Address, Day, Fields, Moment, PipelineText, ZonedMoment
from newsscraper.items.markdown import of_paragraphs
from newsscraper.items.rights import Rights, SiteStatements
from newsscraper.items.serialize import record, row_maker
from newsscraper.items.structure import StructuredBlock

EXTRACTOR_VERSION = "5"
"""Version of the extraction rules. Each record has it as ``extractor_version``.

Raise it whenever the same capture may produce a different record, also for a new field.
"""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as received, from any source. A capture does not depend on a site."""

    content: bytes | str
    """The page: bytes as received, or text that has been decoded already."""
    url: str | None = None
    """The URL it was fetched from."""
    fetched_at: datetime | None = None
    """Time of the fetch, with a time zone. ``None`` if unknown: a file's time is never used."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, with names in lower case. A header that was sent several times has one line
    per time. Only ``content-type`` and those of :mod:`newsscraper.rights` are read."""
    status: int | None = None
    """HTTP status, if there was one."""
    ref: str | None = None
    """Location of the stored raw page; copied to ``Article.capture_ref``."""
    site_statements: SiteStatements | None = None
    """What robots.txt and tdmrep.json of its site state about it, if a crawl has read them."""


@dataclass(frozen=True, slots=True)
class RawImage:
    """An image as the page shows it, with its address not yet resolved."""

    src: str
    caption: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class RawTickerItem:
    """An entry of the ticker as the page shows it.

    The headline may be empty and the link missing.
    """

    headline: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A page's metadata: JSON-LD, OpenGraph, the title.

    Used to check the values of the visible page, and to fill in those that are missing there.
    """

    headline: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    source: str | None = None
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """The strings and links of an article's page, before cleaning."""

    layout: str
    """The page class and layout that read the page."""
    url: str | None = None
    """URL of the page: the capture's, or else the one in the page's own metadata."""
    base_url: str | None = None
    """Base URL of relative links."""
    site: str | None = None
    """Key of the site that the URL belongs to."""
    fetched_at: datetime | None = None
    capture_ref: str | None = None
    frame_language: str | None = None
    """Language of the labels around the article; the article may be in another language."""
    headline: str | None = None
    source: str | None = None
    """Name of the source as printed."""
    published: str | None = None
    """The date as printed, without its label."""
    author: str | None = None
    """An author printed outside the body."""
    section: str | None = None
    body: tuple[str, ...] = ()
    """Blocks of text in page order, including notices and bylines."""
    structure: tuple[StructuredBlock, ...] = ()
    """The blocks of the body with their headings, lists, quotes, tables, links and emphasis; empty
    if they are plain paragraphs."""
    images: tuple[RawImage, ...] = ()
    original_url: str | None = None
    """``href`` of the link in the closing notice."""
    ticker: tuple[RawTickerItem, ...] = ()
    """The ticker as shown, including empty entries."""
    witness: Witness = Witness()
    details: Details = NO_DETAILS
    """What any news page may say besides; empty on the platform's own pages."""
    rights: Rights | None = None
    """What page and site state about its use."""
    unknown_label: str | None = None
    """The line with source and date, if :mod:`newsscraper.labels` does not know its wording."""
    warnings: tuple[str, ...] = ()
    """Warnings of the page class: see :class:`newsscraper.items.warning_codes.WarningCode`."""


@dataclass(slots=True)
class Image:
    """An image of an article."""

    url: Address
    """Absolute URL."""
    caption: str | None = None
    """The caption as printed."""


@dataclass(frozen=True, slots=True)
class TickerItem:
    """One headline of a ticker.

    Frozen, since the snapshots of all pages with the same ticker share its headlines.
    """

    position: int
    """Position in the ticker, from 1; empty entries are counted."""
    headline: str
    """The headline as shown."""
    url: Address | None = None
    """Canonical URL of its link."""
    article_id: str | None = None
    """``Article.id`` of the article it links to."""
    language: str = "und"
    """BCP 47 code, ``und`` if uncertain."""


@dataclass(slots=True)
class TickerSnapshot:
    """The content of a site's ticker. Pages with the same content share one snapshot."""

    id: str
    """``<site>/<edition>/<hash>``; ``text/<hash>`` if the site is unknown.

    The hash is of the (headline, URL) pairs in order.
    """
    site: str | None = None
    """Key of the site."""
    edition: str | None = None
    """Edition of the page that showed it."""
    items: list[TickerItem] = field(default_factory=list)
    """The headlines in order; empty entries are dropped, repeated ones are kept."""
    sightings: list[Moment] = field(default_factory=list)
    """UTC times of the fetches that showed it, ISO 8601."""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON types."""
        return record(self)


@dataclass(slots=True)
class Article:
    """The clean record of an article. An unknown value is ``None``, never an empty string."""

    raw: RawArticle = field(repr=False)
    """The raw article; not part of the record."""
    id: PipelineText = None
    """``<site>/<edition>/<source_id>/<number>``; for other pages
    ``<host>/<hash of the canonical URL>``; without a URL ``text/<hash of the content>``. Never
    null."""
    url: Address | None = None
    """Canonical URL."""
    canonical_url: Address | None = None
    """The URL that the page declares as its own; null on the aggregators, where it is ``url``."""
    site: str | None = None
    """Key of the aggregator site: ``maghress``."""
    edition: str | None = None
    """Language of the site's pages, from the URL: ``ar``, ``fr``, ``en``. The article may be in
    another language."""
    headline: str | None = None
    """The headline."""
    body: str | None = None
    """The text; paragraphs are separated by a blank line."""
    body_markdown: str | None = None
    """The text as Markdown, if it has structure that paragraphs lose (headings, lists, quotes,
    tables, links); else null."""
    published: Day | None = None
    """Date of publication, ISO 8601, in the site's country."""
    published_at: ZonedMoment | None = None
    """Time of publication with its zone, ISO 8601, if the page gives a time."""
    published_raw: str | None = None
    """The date as printed."""
    modified: Day | None = None
    """Date of the last change, ISO 8601, if the page gives it."""
    modified_at: ZonedMoment | None = None
    """Time of the last change with its zone, ISO 8601, if the page gives a time."""
    source: str | None = None
    """Name of the newspaper as printed; on other sites, of the publisher."""
    source_id: str | None = None
    """Slug of the newspaper in the URL."""
    original_url: Address | None = None
    """URL of the article on the publisher's site."""
    author: str | None = None
    """Name of the author as printed, without the word before it (Par, By, بقلم)."""
    authors: list[str] | None = field(default_factory=list)
    """Names of the authors, one by one; empty if unknown."""
    agency: str | None = None
    """Name of the news agency as printed."""
    section: str | None = None
    """Section as printed."""
    tags: list[str] | None = field(default_factory=list)
    """Keywords that the page gives the article, in page order."""
    description: str | None = None
    """Summary of the article from the page's metadata."""
    language: str = "und"
    """BCP 47 code of the article's language, ``und`` if uncertain."""
    language_confidence: float | None = None
    """Confidence in `language`, from 0 to 1; null if the language is uncertain."""
    images: list[Image] = field(default_factory=list)
    """Images of the body, in page order."""
    lead_image: Address | None = None
    """URL of the image that stands for the article: of the page's metadata, else the one between
    headline and text."""
    truncated: bool | None = False
    """True if the page has only the beginning of the article: a teaser that ends in ``(...)``, or
    the free part of a paid article. Null if that cannot be known."""
    paywalled: bool | None = None
    """True if the article is only for subscribers, false if it is free; null if the page does not
    say."""
    ticker_id: str | None = None
    """``TickerSnapshot.id`` of the ticker on the page."""
    fetched_at: Moment | None = None
    """UTC time of the fetch, ISO 8601."""
    layout: PipelineText = None
    """The page class and layout that read the page."""
    extractor_version: PipelineText = None
    """Version of the extraction rules."""
    content_hash: PipelineText = None
    """SHA-256 of headline, body and published. It changes if the article is edited."""
    capture_ref: str | None = None
    """Location of the stored raw page, if it was stored."""
    witnesses: Witnesses | None = None
    """Where the page says the values, by field; null on the aggregators' own pages, which are read
    as printed."""
    rights: Rights | None = None
    """What the page and its site state about the use of the article; null if they state nothing."""
    warnings: list[str] = field(default_factory=list)
    """Codes for missing or unusual values."""
    ticker: TickerSnapshot | None = field(default=None, repr=False)
    """The snapshot named by ``ticker_id``; a separate record, not part of this one."""

    @property
    def markdown(self) -> str | None:
        """The text as Markdown: `body_markdown`, else the paragraphs of `body`, escaped."""
        if self.body_markdown is not None or self.body is None:
            return self.body_markdown
        return of_paragraphs(self.body)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON types, with all fields of the schema in its order."""
        return dict(zip(ARTICLE_FIELDS, self.to_row(), strict=True))

    def to_row(self) -> tuple[Any, ...]:
        """Return the values as JSON types, in the order of the schema."""
        return _row(self)

    def warn(self, code: str) -> None:
        """Add a warning, unless the record has it already."""
        if code not in self.warnings:
            self.warnings.append(str(code))


ARTICLE_FIELDS = Fields.of(Article, table="articles", without=("raw", "ticker"))
"""The record's fields, in order."""

_row = row_maker(ARTICLE_FIELDS)

TICKER_FIELDS = Fields.of(TickerSnapshot, table="tickers")
"""A ticker snapshot's fields, in order."""


@dataclass(slots=True)
class ShownTicker:
    """The ticker on an article's page, nested in the article's record."""

    id: str
    """``TickerSnapshot.id``."""
    items: list[TickerItem] = field(default_factory=list)
    """The headlines in order, as in the snapshot."""


@dataclass(slots=True)
class _WithTicker:
    """The field that ``extract`` and ``scrape`` add to an article's record."""

    ticker: ShownTicker | None = None
    """The ticker on the page."""


EXTRACT_FIELDS = ARTICLE_FIELDS.with_fields_of(Fields.of(_WithTicker), "ExtractedArticle")
"""Fields of the records of ``newsscraper extract`` and ``scrape``: the article with its ticker."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page and the kind of page it leads to."""

    url: str
    """Absolute URL; canonical if it leads to an article, a listing, an author or the front page of
    a known site."""
    leads_to: str
    """``article``, ``listing``, ``author``, ``feed``, ``front``, ``next`` (the listing's next
    page), ``original`` (the publisher's page) or ``other``."""
    text: str | None = None
    """Text of the link; for an entry of a listing or feed, its headline."""
    article_id: str | None = None
    """``Article.id`` of the article it leads to."""
    published: str | None = None
    """Date that a listing or a feed shows for it, ISO 8601."""
    teaser: str | None = None
    """Teaser that a listing or a feed shows for it."""
